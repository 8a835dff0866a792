"""A search field whose words stand in the address."""

from __future__ import annotations

import streamlit as st

from pages.ui import state
from publishing.formats import number
from publishing.language import _
from services.rows import LONGEST_SEARCH


def search_box(label: str, key: str) -> str:
    """What a person types to search for; a link with it finds the same rows.

    Of a longer text the beginning is searched for, and that is said.
    """
    linked = st.query_params.get(key, "")
    if is_cut := len(linked) > LONGEST_SEARCH:
        linked = st.query_params[key] = linked[:LONGEST_SEARCH]
    typed = st.session_state.get(key) or ""
    state.chosen(key, ["", typed, linked], "")
    text = st.text_input(
        label, key=key, icon=":material/search:", width=280, max_chars=LONGEST_SEARCH
    )
    if is_cut:
        st.caption(_("Only the first {n} characters are searched for.", n=number(LONGEST_SEARCH)))
    return str(text).strip()
