"""The menu: where the script of each page lies, and what the page is called."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.ui.addresses import FIRST, SECTIONS
from publishing.language import _


def script(name: str) -> str:
    """The page's script, seen from ``pages/menu.py``, as ``st.page_link`` takes it."""
    section = next(section for section, names in SECTIONS.items() if name in names)
    return f"{section}/{name}/page.py"


def page_title(name: str) -> str:
    """What menu and browser tab call a page."""
    return {
        "overview": _("Overview"),
        "map": _("Potential map"),
        "sectors": _("Sector rankings"),
        "profile": _("Regency profile"),
        "matcher": _("Surplus & deficit"),
        "scenarios": _("Scenarios"),
        "ferries": _("Ferry loads"),
        "methods": _("Network & methods"),
        "partners": _("Partners & clusters"),
        "guide": _("Cooperation guide"),
        "tables": _("Data & sources"),
    }[name]


def menu() -> dict[str, list[StreamlitPage]]:
    """Sections with their pages, for ``st.navigation``."""
    titles = {
        "potential": _("Potential"),
        "balance": _("Balance"),
        "cooperation": _("Cooperation"),
        "data": _("Data"),
    }
    return {
        titles[section]: [
            st.Page(
                script(name),
                title=page_title(name),
                # All scripts have one name; the address is the page's own and stays.
                url_path=None if name == FIRST else name,
                default=name == FIRST,
            )
            for name in names
        ]
        for section, names in SECTIONS.items()
    }
