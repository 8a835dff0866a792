"""Choosing a regency; any way to write its name finds it.

The choice is the same on every page but those that are about one regency
(``docs/decisions/choices-across-pages.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Literal, overload

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo import places
from pages.ui import state
from publishing.language import _
from publishing.names import listed_regency, meant_regency, not_one_regency
from services.rows import LONGEST_SEARCH

KEY = state.REGENCY
_ANY = ""
_TYPED = "_regency_typed"  # key of the list -> what was typed into it and names no option


@overload
def choose_regency(
    allow_none: Literal[False] = False, then: Callable[[], None] | None = None
) -> str: ...
@overload
def choose_regency(
    allow_none: Literal[True], then: Callable[[], None] | None = None
) -> str | None: ...
def choose_regency(allow_none: bool = False, then: Callable[[], None] | None = None) -> str | None:
    """Select box of the 22 regencies by name; ``None`` where none need be chosen.

    ``then`` is called before the run that follows a choice, and says what it redraws.
    """
    codes = by_name(places.regency_names())
    options = [_ANY, *codes] if allow_none else codes
    default = _ANY if allow_none else "5371"
    return select_regency(_("Regency"), KEY, options, default, then=then) or None


def by_name(codes: Iterable[str]) -> list[str]:
    """Codes in the order of the regencies' names."""
    names = places.place_names()
    return sorted(codes, key=lambda code: names.get(code, code))


def select_regency(
    label: str,
    key: str,
    options: Sequence[str],
    default: str,
    width: int | Literal["stretch"] = "stretch",
    empty: str = "",
    then: Callable[[], None] | None = None,
) -> str:
    """A list of regencies by code that also takes other names, abbreviations and codes typed in.

    The empty code stands for all of them, or for what ``empty`` says. A name in the address counts
    as well as a code.
    """
    listed = partial(_listed, empty=empty)
    linked = st.query_params.get(key)
    code = places.names_known().find(linked) if linked else None
    if code in options and code is not None and code != linked:
        st.query_params[key] = code
    # What is said of it stands below the list, also where lists stand side by side.
    with st.container(width=width):
        chosen: str = state.select(
            label,
            key,
            options,
            default,
            format_func=listed,
            accept_new_options=True,
            on_change=_understand,
            args=(key, tuple(options), None, listed, then),
            help=_("Names, abbreviations such as SBD, and BPS or Kemendagri codes can be typed."),
        )
        _tell_what_was_typed(key, options)
    return chosen


def place_box(
    label: str,
    options: Sequence[str],
    given: str,
    key: str,
    listed: Callable[[str], str] = listed_regency,
) -> str:
    """The same within a form, whose choice is not in the address; ``given`` is chosen at first."""
    offered = [*dict.fromkeys([*options, given])]
    held = st.session_state.get(key, given)
    picked: str = st.selectbox(
        label,
        offered,
        offered.index(held if held in offered else given),
        key=key,
        format_func=listed,
        accept_new_options=True,
        on_change=_understand,
        args=(key, tuple(offered), given, listed),
    )
    _tell_what_was_typed(key, offered)
    return picked


def _listed(code: str, empty: str = "") -> str:
    return listed_regency(code) if code else empty or _("all 22 regencies")


def _understand(
    key: str,
    options: tuple[str, ...],
    before: str | None = None,
    listed: Callable[[str], str] = _listed,
    then: Callable[[], None] | None = None,
) -> None:
    """Put the code in the place of what was typed; what names no option changes nothing."""
    typed = str(st.session_state[key] or "")[:LONGEST_SEARCH]
    if typed not in options:
        st.session_state[key] = _meant(key, typed, options, before, listed)
    if then is not None:
        then()


def _meant(
    key: str,
    typed: str,
    options: tuple[str, ...],
    before: str | None,
    listed: Callable[[str], str],
) -> str | None:
    by_label = {listed(option).casefold(): option for option in options}
    code = by_label.get(typed.strip().casefold()) or meant_regency(typed, options)
    if code is None:
        st.session_state.setdefault(_TYPED, {})[key] = typed
        return state.last(key) if before is None else before
    return code


def _tell_what_was_typed(key: str, options: Sequence[str]) -> None:
    typed = st.session_state.get(_TYPED, {}).pop(key, None)
    if typed is not None:
        st.warning(not_one_regency(typed, options))


def answer_of(code: str | None) -> DeltaGenerator:
    """A container for what a choice is answered by: ``static/page/into_view.js`` looks for it."""
    return st.container(key=f"answer-{code}" if code else None)


def pick_regency(code: str) -> None:
    """A click on a map or a table chooses the regency, as its list does."""
    state.choose(KEY, code)
