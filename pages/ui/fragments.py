"""Parts of a page that redraw by themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from ntt_data import editions
from pages.ui.session import runs_alone
from publishing.language import current_language, speaking

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")


def fragment(part: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """``st.fragment``; redrawn alone, it is a run of its own."""
    return _redrawing(part, None)


def fragment_every(
    seconds: float,
) -> Callable[[Callable[Asked, Drawn]], Callable[Asked, Drawn]]:
    """The same, redrawn every so many seconds without anybody's click."""
    return lambda part: _redrawing(part, seconds)


def _redrawing(part: Callable[Asked, Drawn], seconds: float | None) -> Callable[Asked, Drawn]:
    @st.fragment(run_every=seconds)
    @wraps(part)
    def redrawn(*args: Asked.args, **kwargs: Asked.kwargs) -> Drawn:
        if runs_alone():
            editions.begin_run()
            with speaking(current_language()):
                return part(*args, **kwargs)
        return part(*args, **kwargs)

    return redrawn
