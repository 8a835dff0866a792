"""The application, telling each time that it works out what it keeps: the product has no counter.

``python -m tests.benchmarks.load.counted FILE run app.py …`` puts a counter around everything that
is kept per edition and around the reading of a wall, before anything of the application is loaded,
and starts Streamlit as ``streamlit run app.py …`` does. Each working out adds a line to ``FILE``.
"""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

#: What is read of a wall belongs to no edition, for drafts make none.
WALL = "services.wall._read"


class Made(NamedTuple):
    """One answer that is kept: of which edition, which function's, of which arguments (a hash)."""

    edition: str
    function: str
    asked: str


def counts(file: Path) -> Counter[Made]:
    """How often each was worked out."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return Counter(Made(*line.split("\t")) for line in lines)


def count_into(file: Path) -> None:
    """Count from now on; what was loaded before is not counted."""
    from ntt_data import editions

    # For the life of the process, and line by line, so that a server that is killed has told.
    told = file.open("a", encoding="utf-8", buffering=1)
    keep = editions.once_per_edition

    def once_per_edition(maxsize: int) -> Callable[[Any], Any]:
        return lambda function: keep(maxsize=maxsize)(counted(function))

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        # What is kept by language is wrapped once more, and has the wrapping's name.
        own = inspect.getclosurevars(function).nonlocals.get("function", function)
        name = f"{own.__module__}.{own.__qualname__}"

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            asked = hash((args, tuple(kwargs.items())))
            told.write(f"{editions.current()}\t{name}\t{asked}\n")
            return function(*args, **kwargs)

        return call

    editions.once_per_edition = once_per_edition
    from services import wall

    read = wall._read

    def read_and_tell(round_id: str) -> wall.Reading:
        told.write(f"{editions.current()}\t{WALL}\t{round_id}\n")
        return read(round_id)

    wall._read = read_and_tell


def main() -> None:
    """Count and start."""
    count_into(Path(sys.argv[1]))
    sys.argv = ["streamlit", *sys.argv[2:]]
    from streamlit.web.cli import main as streamlit

    streamlit()


if __name__ == "__main__":
    main()
