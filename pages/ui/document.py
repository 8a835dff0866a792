"""What a page needs beyond Streamlit's elements: title, language, words, history, answers."""

from __future__ import annotations

import streamlit as st

from pages.ui.static_files import versioned
from publishing.language import current_language

PRODUCT = "Masyarakat Ekonomi NTT"
_SCRIPTS = ("document", "history", "into_view", "take_along", "translation", "widget_words")


def tab_title(page_title: str) -> str:
    """What the browser's tab and a messenger's preview call a page."""
    return f"{page_title} – {PRODUCT}"


def describe_document(page_title: str) -> None:
    """Title of the tab, language to be read out in, keys in popovers, steps back, answers."""
    st.set_page_config(page_title=tab_title(page_title))
    # Files, which browsers keep, and no text: it would travel with every interaction.
    document, history, into_view, take_along, translation, widget_words = (
        f"app/static/{versioned(f'page/{name}.js')}" for name in _SCRIPTS
    )
    st.html(
        f'<script src="{history}"></script>'
        f'<script src="{into_view}"></script>'
        f'<script src="{take_along}"></script>'
        f'<script src="{translation}"></script>'
        f'<script src="{document}" data-language="{current_language()}"></script>'
        f'<script src="{widget_words}"></script>',
        unsafe_allow_javascript=True,
    )
