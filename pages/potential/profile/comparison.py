"""A second regency beside the one of the profile."""

from __future__ import annotations

import streamlit as st

from geo.places import regency_names
from pages.ui.briefing import show_section
from pages.ui.regency import answer_of, by_name, select_regency
from publishing.language import _
from publishing.sentences.comparison import compared_title
from services.briefing.comparison import comparison

#: Query parameter of the second regency.
KEY = "beside"


def choose_beside(regency_code: str) -> str | None:
    """List of the other 21; ``None`` where the profile stands alone."""
    others = [code for code in by_name(regency_names()) if code != regency_code]
    return (
        select_regency(_("Compare with"), KEY, ["", *others], "", empty=_("no comparison")) or None
    )


def show_comparison(regency_code: str, beside: str, year: int | None) -> None:
    """Both side by side, each topic under a heading of its own."""
    with answer_of(beside), st.container(key="side-by-side"):
        st.title(compared_title(regency_code, beside))
        for section in comparison(regency_code, beside, year):
            show_section(section, f"{regency_code}-{beside}", beside)
