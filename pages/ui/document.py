"""What a page needs beyond Streamlit's elements: title of the tab, language, keys in popovers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from pages.ui.language import current_language

PRODUCT = "Masyarakat Ekonomi NTT"
_SCRIPT = Path(__file__).resolve().parents[2] / "static" / "page" / "popover-keys.js"


@cache
def _popover_keys() -> str:
    return _SCRIPT.read_text(encoding="utf-8")


def describe_document(page_title: str) -> None:
    """Title of the tab, the language in which the page is read out, the way into popovers.

    Streamlit writes ``lang="en"`` into every page and has no option for it; read out as English,
    Indonesian cannot be understood.
    """
    st.set_page_config(page_title=f"{page_title} – {PRODUCT}")
    st.html(f"<script>{page_script(current_language())}</script>", unsafe_allow_javascript=True)


def page_script(language: str) -> str:
    """The only script that the pages hold as text; the server's content policy names its hashes."""
    return f"document.documentElement.lang = '{language}';{_popover_keys()}"
