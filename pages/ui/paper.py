"""What a page needs to be printed: its script, and what of a sheet's head is of this run."""

from __future__ import annotations

import streamlit as st

from ntt_data import editions
from pages.ui.script_words import script
from publishing import palette
from publishing.language import _


def prepare_paper(page_title: str) -> None:
    """Let the browser print this page whole (``static/page/print.js`` says how)."""
    edition = _("data edition {edition}", edition=editions.current())
    # On the way with every interaction, so only where it is needed.
    is_dark = st.context.theme.type == "dark"
    areas = {"areas": palette.areas_on_white()} if is_dark else {}
    st.html(
        script("print", page=page_title, edition=edition, **areas), unsafe_allow_javascript=True
    )
