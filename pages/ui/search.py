"""The search that stands on every page: its script."""

from __future__ import annotations

import streamlit as st

from pages.ui.script_words import script


def offer_search() -> None:
    """Let the browser search (``static/page/search.js``); ``pages/routes/search.py`` answers."""
    st.html(script("search"), unsafe_allow_javascript=True)
