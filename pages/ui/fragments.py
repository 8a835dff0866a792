"""Parts of a page that redraw by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ntt_data import editions
from pages.ui import state
from pages.ui.session import parts_of_run, runs_alone
from publishing.language import current_language, speaking

Asked = ParamSpec("Asked")
Drawn = TypeVar("Drawn")

#: How many parts that redraw this is inside of; 0 where the whole page is drawn.
_depth: ContextVar[int] = ContextVar("depth_of_fragments", default=0)
#: The parts of the run that has begun last: the list itself, by which the next run is told apart.
_begun: ContextVar[Sequence[str]] = ContextVar("parts_of_the_run_begun", default=())


def fragment(part: Callable[Asked, Drawn]) -> Callable[Asked, Drawn]:
    """``st.fragment``; redrawn alone, it is a run of its own."""
    return _redrawing(part, None, None)


def fragment_every(
    seconds: float,
) -> Callable[[Callable[Asked, Drawn]], Callable[Asked, Drawn]]:
    """The same, redrawn every so many seconds without anybody's click."""
    return lambda part: _redrawing(part, seconds, None)


def named_fragment(name: str) -> Callable[[Callable[Asked, Drawn]], Callable[Asked, Drawn]]:
    """The same with a name, by which a choice elsewhere redraws it: ``st.rerun([name, …])``.

    It is redrawn with the arguments of the last run of the whole page. What another choice may
    have changed since it therefore reads itself.
    """
    return lambda part: _redrawing(part, None, name)


def redraw(names: Sequence[str]) -> NoReturn:
    """From a widget's callback: draw these parts in this order and leave the page as it stands.

    Where one of them was never drawn, as after a run that was ended half-way, the whole page is.
    """
    try:
        st.rerun([*names])
    except StreamlitAPIException:
        st.rerun()


def _begin_run() -> None:
    """Read edition and address once for all the parts that a choice redraws by name.

    A year redraws a dozen of them, of which each asked the database by itself, and two parts of
    one answer could be of two editions.
    """
    parts = parts_of_run()
    if parts is not _begun.get():
        editions.begin_run()
        state.keep_choices()
        _begun.set(parts)


def _redrawing(
    part: Callable[Asked, Drawn], seconds: float | None, name: str | None
) -> Callable[Asked, Drawn]:
    @st.fragment(run_every=seconds, key=name)
    @wraps(part)
    def redrawn(*args: Asked.args, **kwargs: Asked.kwargs) -> Drawn:
        if not runs_alone():
            return part(*args, **kwargs)
        depth = _depth.get()
        token = _depth.set(depth + 1)
        try:
            if depth:  # edition and language are known from the part around this one
                return part(*args, **kwargs)
            _begin_run()
            with speaking(current_language()):
                return part(*args, **kwargs)
        finally:
            _depth.reset(token)

    return redrawn


def is_redrawn_itself() -> bool:
    """Whether the part that is being drawn is what redraws, and not something around it."""
    return _depth.get() == 1
