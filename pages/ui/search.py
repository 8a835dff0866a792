"""The search that stands on every page: its script, and the words that it says."""

from __future__ import annotations

import streamlit as st

from pages.ui.static_files import script_with_words
from publishing.language import current_language
from publishing.search_words import search_words


def offer_search() -> None:
    """Let the browser search (``static/page/search.js``); ``pages/routes/search.py`` answers."""
    words = {**search_words(), "language": current_language()}
    st.html(script_with_words("search", words), unsafe_allow_javascript=True)
