"""What a person has chosen, kept in the address so that a link reopens what its sender saw.

A choice lives in three places: the widget, the session and the query parameter of the same name.
Streamlit's own binding writes the translated label into the address, which would break a link for
a reader of the other language, and forgets it on a change of page; here the address holds codes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

from pages.ui.session import came_by_history

Option = TypeVar("Option")

_SEEN = "_address_seen"  # query parameter -> text last read from or written to the address
_PAGE = "_address_page"  # page for which they were read
_KEPT = "_choices"  # Streamlit forgets a widget's value on a page without that widget


def begin_page(url_path: str) -> None:
    """Tell the state which page runs now; call once per run, before any ``chosen``.

    On a change of page Streamlit empties the address. What was chosen before stays chosen, unless
    the new address says otherwise.
    """
    if st.session_state.get(_PAGE) != url_path:
        st.session_state[_PAGE] = url_path
        st.session_state[_SEEN] = {}


def chosen(
    key: str, options: Sequence[Option], default: Option, always_named: bool = False
) -> Option:
    """The valid choice for ``key``: from the address if it changed, else from the session.

    ``options`` are codes (text or int); a value that is none of them, such as a mangled link's,
    gives ``default``. The session state of ``key`` is set, ready for a widget with that key, and
    the address is brought in line.

    A page is entered with what was chosen before, and the address then says so. Where somebody
    comes back to by the browser's buttons, the address says everything: what it does not name was
    at its default. What is ``always_named`` stands in the address at its default too, so that a
    link keeps its meaning when the default changes.
    """
    seen = st.session_state.setdefault(_SEEN, {})
    by_text = {str(option): option for option in options}
    text = st.query_params.get(key)
    kept = st.session_state.setdefault(_KEPT, {})
    value: Option = st.session_state.get(key, kept.get(key, default))
    first_visit = key not in seen
    if text is not None and (first_visit or text != seen[key]):
        value = by_text.get(text, default)
    elif text is None and (came_by_history() or seen.get(key) is not None):
        value = default
    if value not in by_text.values():
        value = default if default in by_text.values() else next(iter(by_text.values()), default)
    st.session_state[key] = kept[key] = value
    _write(key, None if value == default and not always_named else str(value))
    return value


def arrives_with(*keys: str) -> bool:
    """Whether the address that a person came by names one of these; ask before ``chosen`` does."""
    seen = st.session_state.get(_SEEN, {})
    return any(key in st.query_params and key not in seen for key in keys)


def choose(key: str, value: Any) -> None:
    """Set a choice from a callback (a click on the map, a row of a table)."""
    st.session_state[key] = value
    st.session_state.setdefault(_KEPT, {})[key] = value


def kept(key: str) -> Any:
    """What was chosen or taken last; None at first."""
    return st.session_state.get(key, st.session_state.get(_KEPT, {}).get(key))


def last(key: str) -> Any:
    """What the last run showed, whatever has been put into the widget since."""
    return st.session_state.get(_KEPT, {}).get(key)


def _write(key: str, text: str | None) -> None:
    if text is None:
        if key in st.query_params:
            del st.query_params[key]
    elif st.query_params.get(key) != text:
        st.query_params[key] = text
    st.session_state[_SEEN][key] = text


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
    chosen(key, options, default, always_named)
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
    chosen(key, options, default)
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
    if text is not None and text in options and text != seen.get(key):
        st.session_state.setdefault(_KEPT, {})[key] = text
        st.session_state[key] = text
