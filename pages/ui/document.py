"""What a page needs beyond Streamlit's elements: title of the tab, language, keys in popovers."""

from __future__ import annotations

import streamlit as st

from pages.ui.static_files import versioned
from publishing.language import current_language

PRODUCT = "Masyarakat Ekonomi NTT"


def describe_document(page_title: str) -> None:
    """Title of the tab, the language in which the page is read out, the way into popovers."""
    st.set_page_config(page_title=f"{page_title} – {PRODUCT}")
    # A file, which browsers keep, and no text: it would travel with every interaction.
    script = f"app/static/{versioned('page/document.js')}"
    st.html(
        f'<script src="{script}" data-language="{current_language()}"></script>',
        unsafe_allow_javascript=True,
    )
