"""A choice of several codes, kept in the address as one text with commas between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.ui import state
from pages.ui.mending import mended


def chosen_several(key: str, options: Sequence[str], label: str = "") -> tuple[str, ...]:
    """The codes chosen, in the order of ``options``, with or without the widget on the page.

    Codes of the address that are no option are left out and told; the others of the same link
    count.
    """

    def read(text: str) -> tuple[str, list[str]]:
        asked = {part: mended(part, options) for part in text.split(",") if part.strip()}
        wanted = set(asked.values())
        unread = [part.strip() for part, code in asked.items() if code is None]
        return ",".join(code for code in options if code in wanted), unread

    text = state.chosen_parts(key, read, label)
    return tuple(text.split(",")) if text else ()


def choose_several(
    label: str,
    key: str,
    options: Sequence[str],
    format_func: Callable[[str], str] = str,
    placeholder: str | None = None,
    help: str | None = None,
) -> tuple[str, ...]:
    """A multiselect whose choice stands in the address; see ``chosen_several``."""
    widget = f"{key}-choice"
    st.session_state[widget] = list(chosen_several(key, options, label))

    def changed() -> None:
        picked = set(st.session_state[widget])
        state.choose(key, ",".join(code for code in options if code in picked))

    st.multiselect(
        label,
        options,
        key=widget,
        format_func=format_func,
        on_change=changed,
        placeholder=placeholder,
        help=help,
        # It would stand first and take all 82 pairs of a name that somebody types to find one.
        select_all=False,
    )
    return tuple(st.session_state[widget])
