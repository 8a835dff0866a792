"""What the browser's tab and a screen reader learn of a page: its title and its language."""

from __future__ import annotations

import streamlit as st

from pages.ui.language import current_language

PRODUCT = "Masyarakat Ekonomi NTT"


def describe_document(page_title: str) -> None:
    """Title of the tab, and the language in which the page is read out.

    Streamlit writes ``lang="en"`` into every page and has no option for it; read out as English,
    Indonesian cannot be understood.
    """
    st.set_page_config(page_title=f"{page_title} – {PRODUCT}")
    st.html(
        f"<script>document.documentElement.lang = '{current_language()}';</script>",
        unsafe_allow_javascript=True,
    )
