"""What a person has chosen, kept in the address so that a link reopens what its sender saw.

A choice lives in three places: the widget, the session and the query parameter of the same name.
Streamlit's own binding writes the translated label into the address, which would break a link for
a reader of the other language, and forgets it on a change of page; here the address holds codes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from time import monotonic
from typing import Any, TypeVar

import streamlit as st

from pages.ui import link_notes
from pages.ui.addresses import ABOUT_ONE_REGENCY, OF_ONE_PAGE, PARAMETERS, SCENARIOS, SEARCHES
from pages.ui.mending import mended, mended_query, unknown_parameters, whole
from pages.ui.session import came_by_history, runs_alone

Option = TypeVar("Option")

#: The one choice of which there are two: docs/decisions/choices-across-pages.md.
REGENCY = "regency"

_SEEN = "_address_seen"  # query parameter -> text last read from or written to the address
_REPLACED = (
    "_address_replaced"  # query parameter -> texts that it had before -> when they were replaced
)
_PAGE = "_address_page"  # page for which they were read
_KEPT = "_choices"  # Streamlit forgets a widget's value on a page without that widget
_ASIDE = (
    "_regency_elsewhere"  # the other of the two regencies: that of all pages, or of the profile
)
_READ = "_address_read"  # the query parameters when they were last found or made whole
#: Seconds after a change of the address in which the browser may not have heard of it.
_LATE_S = 3.0
_SET = "_choices_set"  # choice -> what its widget said when it was set from elsewhere, and when
_ARRIVED = "_address_arrived"  # what no page knows of them, and what they name twice


def read_address() -> None:
    """Make good what a link has suffered on its way; call once per run, before anything reads it.

    What no page knows is told and taken out of the address, so that it is not passed on.
    """
    given = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    if given == st.session_state.get(_READ):
        return
    query = mended_query(given, PARAMETERS, typed=SEARCHES)
    unknown = unknown_parameters(query.parameters, PARAMETERS)
    whole_ones = {
        key: value if key in SEARCHES else whole(value)
        for key, value in query.parameters.items()
        if key not in unknown
    }
    for key in SCENARIOS & whole_ones.keys():
        whole_ones[key] = whole_ones[key].lower()
    if list(whole_ones.items()) != given:
        st.query_params.from_dict(whole_ones)
    st.session_state[_READ] = list(whole_ones.items())
    st.session_state[_ARRIVED] = unknown, query.twice


def begin_page(url_path: str) -> None:
    """Tell the state which page runs now; call once per run, before any ``chosen``.

    On a change of page Streamlit empties the address. What was chosen before stays chosen, unless
    the new address says otherwise.
    """
    before = st.session_state.get(_PAGE)
    if before != url_path:
        _keep_regencies_apart(before in ABOUT_ONE_REGENCY, url_path in ABOUT_ONE_REGENCY)
        for key in OF_ONE_PAGE:
            choose(key, None)
        st.session_state[_PAGE] = url_path
        st.session_state[_SEEN] = {}
        st.session_state[_REPLACED] = {}
        st.session_state.pop(_SET, None)
        link_notes.forget()
    keep_choices()
    if any(found := st.session_state.pop(_ARRIVED, ())):
        link_notes.note_parameters(*found)


def keep_choices() -> None:
    """Hold on to what the browser had not heard of when it asked; call before any ``chosen``.

    A second choice made while the first is answered brings the address and the lists of before the
    first, which would be taken for a wish to go back to it. Whoever goes back by the browser's
    button is meant. Scenarios have a rule of their own (``pages/balance/scenarios/actions.py``).
    """
    if came_by_history():
        st.session_state.pop(_SET, None)
        return
    _keep_address()
    _keep_what_was_set()


def _keep_what_was_set() -> None:
    """Of what a click on a map or a table has set, while the list still says what was before it.

    Whoever takes that in the list changes nothing else at the same time, and is meant.
    """
    kept_choices = st.session_state.get(_KEPT, {})
    for key, (before, at) in st.session_state.get(_SET, {}).items():
        is_late = monotonic() - at <= _LATE_S and st.session_state.get(key) == before
        if key in SCENARIOS or not is_late:
            continue
        if any(
            st.session_state.get(other, value) != value
            for other, value in kept_choices.items()
            if other != key
        ):
            st.session_state[key] = kept_choices[key]


def _keep_address() -> None:
    # No link leads into a part of a page; one to the whole page may ask for what was there before.
    late_since = -inf if runs_alone() else monotonic() - _LATE_S
    seen = st.session_state.get(_SEEN, {})
    for key, replaced in st.session_state.get(_REPLACED, {}).items():
        told = st.query_params.get(key)
        if key in SCENARIOS or told == seen.get(key):
            continue
        if told in replaced and replaced[told] > late_since:
            _put(key, seen.get(key))


def _keep_regencies_apart(was_about_one: bool, is_about_one: bool) -> None:
    """Put the regency of the other kind of page aside.

    A page about one regency shows one without anybody having chosen it, and a look at a neighbour
    there would narrow maps and lists everywhere. It begins with what is chosen elsewhere, if
    anything is, and leaves that as it was.
    """
    if was_about_one == is_about_one:
        return
    here, elsewhere = kept(REGENCY), st.session_state.get(_ASIDE)
    st.session_state[_ASIDE] = here
    choose(REGENCY, (here or elsewhere) if is_about_one else elsewhere)


def chosen(
    key: str,
    options: Sequence[Option],
    default: Option,
    always_named: bool = False,
    label: str = "",
    format_func: Callable[[Option], str] = str,
) -> Option:
    """The valid choice for ``key``: from the address if it changed, else from the session.

    ``options`` are codes (text or int). A value of the address that means none of them gives
    ``default``, and is told with ``label`` and the words of what is shown instead. The session
    state of ``key`` is set, ready for a widget with that key, and the address is brought in line.

    A page is entered with what was chosen before, and the address then says so. Where somebody
    comes back to by the browser's buttons, the address says everything: what it does not name was
    at its default. What is ``always_named`` stands in the address at its default too, so that a
    link keeps its meaning when the default changes.
    """
    by_text = {str(option): option for option in options}

    def read(text: str) -> tuple[Option, Sequence[str]]:
        found = mended(text, by_text)
        return (default, [text]) if found is None else (by_text[found], [])

    value = _asked_for(key, default, read)
    if value not in by_text.values():
        value = default if default in by_text.values() else next(iter(by_text.values()), default)
    _keep(key, value, None if value == default and not always_named else str(value))
    link_notes.name_shown(key, value, label or key, lambda: format_func(value) if by_text else "")
    return value


def chosen_parts(
    key: str, read: Callable[[str], tuple[str, Sequence[str]]], label: str = ""
) -> str:
    """A choice of several parts that stands in the address as one text; ``""`` at first.

    ``read`` gives the text of the parts that mean something, as it is to be written, and the parts
    that mean nothing; these are left out and, where a link has brought them, told.
    """
    text = _asked_for(key, "", read)
    value, _unread = read(text) if text else ("", ())
    _keep(key, value, value or None)
    link_notes.name_shown(key, value, label or key)
    return value


def _asked_for(
    key: str, default: Option, read: Callable[[str], tuple[Option, Sequence[str]]]
) -> Option:
    """What the address asks for if it has changed, else what the session has chosen."""
    seen = st.session_state.setdefault(_SEEN, {})
    text = st.query_params.get(key)
    value: Option = st.session_state.get(key, st.session_state.get(_KEPT, {}).get(key, default))
    if text is not None and text != seen.get(key):
        value, unread = read(text)
        link_notes.note_value(key, unread)
    elif text is None and (came_by_history() or seen.get(key) is not None):
        value = default
    return value


def _keep(key: str, value: object, text: str | None) -> None:
    st.session_state[key] = st.session_state.setdefault(_KEPT, {})[key] = value
    _write(key, text)


def arrives_with(*keys: str) -> bool:
    """Whether the address that a person came by names one of these; ask before ``chosen`` does."""
    seen = st.session_state.get(_SEEN, {})
    return any(key in st.query_params and key not in seen for key in keys)


def choose(key: str, value: Any) -> None:
    """Set a choice from a callback (a click on the map, a row of a table)."""
    before = st.session_state.get(key, value)
    if before != value:
        st.session_state.setdefault(_SET, {})[key] = before, monotonic()
    st.session_state[key] = value
    st.session_state.setdefault(_KEPT, {})[key] = value


def kept(key: str) -> Any:
    """What was chosen or taken last; None at first."""
    return st.session_state.get(key, st.session_state.get(_KEPT, {}).get(key))


def last(key: str) -> Any:
    """What the last run showed, whatever has been put into the widget since."""
    return st.session_state.get(_KEPT, {}).get(key)


def _write(key: str, text: str | None) -> None:
    told = st.query_params.get(key)
    if told != text:
        replaced = st.session_state.setdefault(_REPLACED, {}).setdefault(key, {})
        replaced[told] = monotonic()
        _put(key, text)
    st.session_state[_SEEN][key] = text


def _put(key: str, text: str | None) -> None:
    if text is None:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = text


def select(
    label: str,
    key: str,
    options: Sequence[Option],
    default: Option,
    format_func: Callable[[Option], str] = str,
    always_named: bool = False,
    **kwargs: Any,
) -> Option:
    """A select box whose choice stands in the address as a code."""
    chosen(key, options, default, always_named, label, format_func)
    picked: Option = st.selectbox(label, options, key=key, format_func=format_func, **kwargs)
    return picked


def segments(
    label: str,
    key: str,
    options: Sequence[Option],
    default: Option,
    format_func: Callable[[Option], str] = str,
    **kwargs: Any,
) -> Option:
    """A segmented control whose choice stands in the address as a code."""
    chosen(key, options, default, label=label, format_func=format_func)
    picked: Option = st.segmented_control(
        label, options, key=key, format_func=format_func, required=True, **kwargs
    )
    return picked


def read_early(key: str, options: Sequence[str], default: str) -> None:
    """Put a valid choice from the address into the session before the page is known."""
    text = st.query_params.get(key)
    seen = st.session_state.get(_SEEN, {})
    if text is None and came_by_history():
        text = default
    found = None if text is None else mended(text, options)
    if found is not None and text != seen.get(key):
        st.session_state.setdefault(_KEPT, {})[key] = found
        st.session_state[key] = found
