"""The search that stands on every page: its script, and the words that it says."""

from __future__ import annotations

import json

import streamlit as st

from pages.ui.static_files import versioned
from publishing.language import current_language
from publishing.search_words import search_words


def offer_search() -> None:
    """Let the browser search (``static/page/search.js``); the server answers it elsewhere."""
    # Files, which browsers keep; the words alone travel.
    words = {**search_words(), "language": current_language()}
    text = json.dumps(words, ensure_ascii=False).replace("&", "&amp;").replace('"', "&quot;")
    st.html(
        f'<script src="app/static/{versioned("page/search.js")}" '
        f'data-style="app/static/{versioned("page/search.css")}" data-words="{text}"></script>',
        unsafe_allow_javascript=True,
    )
