"""What the commands of answers and briefings share: how they are asked, refused and ended."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.scenario.document import ReadDocument, from_bytes, from_dict
from geo.places import names_known
from ntt_data import editions
from ntt_data.problems import DataError
from ntt_data.store import StoreError, scenario_store
from publishing import scenario_words
from publishing.language import Language, _, speaking
from publishing.markdown_text import unmarked


class UsageError(Exception):
    """What was asked for cannot be answered; the text says what can."""


def run(language: Language, answer: Callable[[], int]) -> int:
    """The exit code of a command: that of ``answer``, 1 for broken data, 2 when asked wrongly."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot draw a character must not hide the answer.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    with speaking(language):
        editions.begin_run()
        try:
            return answer()
        except UsageError as wrong:
            print(wrong, file=sys.stderr)
            return 2
        except (AnalysisError, StoreError) as error:
            print(unmarked(scenario_words.problem(error)), file=sys.stderr)
            return 2
        except DataError as error:
            print(error, file=sys.stderr)
            return 1


def opened_scenario(file_or_id: str) -> ReadDocument:
    """A scenario by the path of its file or the id in its link; raises ``UsageError``."""
    path = Path(file_or_id)
    if path.is_dir():
        raise UsageError(_("{file} is a folder; name the file in it.", file=file_or_id))
    if path.is_file():
        return from_bytes(path.read_bytes(), names_known().find)
    if path.suffix or len(path.parts) > 1:
        raise UsageError(_("There is no file {file}.", file=file_or_id))
    try:
        return from_dict(scenario_store().load(file_or_id).document)
    except StoreError as error:
        if error.code != "not_found":
            raise
        raise UsageError(
            _("No file and no saved scenario is called {name}.", name=file_or_id)
        ) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what stood there before stays until then.

    What is no file (``/dev/stdout``) is written to as it is. Raises ``UsageError`` where nothing
    can be written, saying why.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            # Made for nobody else to read; what was asked for is a file like any other.
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(
            _(
                "{file} cannot be written: {reason}.",
                file=str(path),
                reason=error.strerror or str(error),
            )
        ) from error
