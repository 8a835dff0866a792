"""A choice of several codes, kept in the address as one text with commas between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.ui import state


def choose_several(
    label: str,
    key: str,
    options: Sequence[str],
    format_func: Callable[[str], str] = str,
    placeholder: str | None = None,
    help: str | None = None,
) -> tuple[str, ...]:
    """A multiselect whose choice stands in the address, in the order of ``options``.

    Codes of the address that are no option are left out; the others of the same link count.
    """
    widget = f"{key}-choice"
    typed = str(st.session_state.get(key) or "")
    text = state.chosen(key, ["", typed, st.query_params.get(key, "")], "")
    wanted = {part.strip() for part in str(text).split(",")}
    st.session_state[widget] = [code for code in options if code in wanted]

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
    )
    return tuple(st.session_state[widget])
