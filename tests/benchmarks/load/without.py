"""The application without one of its tricks, for ``bench_tricks``: the product has no switch.

``python -m tests.benchmarks.load.without TRICK run app.py …`` takes the trick away before anything
of the application is loaded, and starts Streamlit as ``streamlit run app.py …`` does.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any


def _window() -> None:
    """Compression looks back over 4 KB, as uvicorn sets it."""
    from pages import compression

    _replace(compression, look_further_back=lambda: None)


def _uvloop() -> None:
    """Uvicorn finds asyncio alone."""
    import uvloop

    sys.modules[uvloop.__name__] = None  # type: ignore[assignment]


def _frozen() -> None:
    """The collector looks at what was loaded at the start as well."""
    _replace(gc, freeze=lambda: None)


def _kept() -> None:
    """What is worked out from the data is worked out for each who asks."""
    from ntt_data import editions

    def once_per_edition(maxsize: int) -> Callable[[Any], Any]:
        return lambda function: function

    _replace(editions, once_per_edition=once_per_edition)


def _on_demand() -> None:
    """Folds and popovers have their inside from the start, as Streamlit's own do."""
    import streamlit as st

    from pages.ui import on_demand

    def open_on_demand(fold: on_demand.Fold) -> None:
        with st.expander(fold.label, key=f"open-{fold.key}"):
            fold.draw()

    def popover_on_demand(label: str, key: str, icon: str, draw: Callable[[], object]) -> None:
        with st.popover(label, icon=icon, key=f"open-{key}"):
            draw()

    _replace(on_demand, open_on_demand=open_on_demand, popover_on_demand=popover_on_demand)


def _replace(module: ModuleType, **by: Callable[..., object]) -> None:
    """A name that is not there any more would measure the product beside itself."""
    if missing := by.keys() - vars(module).keys():
        raise AttributeError(f"{module.__name__} has no {', '.join(sorted(missing))}")
    vars(module).update(by)


TRICKS: dict[str, Callable[[], None]] = {
    "window": _window,
    "uvloop": _uvloop,
    "frozen": _frozen,
    "kept": _kept,
    "on-demand": _on_demand,
}


def main() -> None:
    """Take one away and start."""
    TRICKS[sys.argv[1]]()
    sys.argv = ["streamlit", *sys.argv[2:]]
    from streamlit.web.cli import main as streamlit

    streamlit()


if __name__ == "__main__":
    main()
