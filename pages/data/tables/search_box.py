"""A search field whose words stand in the address."""

from __future__ import annotations

import streamlit as st

from pages.ui import state


def search_box(label: str, key: str) -> str:
    """What a person types to search for; a link with it finds the same rows."""
    typed = st.session_state.get(key) or ""
    state.chosen(key, ["", typed, st.query_params.get(key, "")], "")
    return str(st.text_input(label, key=key, icon=":material/search:", width=280)).strip()
