"""By what the report decides which products lead and how small business develops."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.cooperation.guide.layout import card_grid, listed, take_away
from publishing.language import _
from publishing.listings.guide import criteria_table
from publishing.markdown_text import plain
from publishing.sentences.guidance import criteria_note, criteria_title

LISTS = ("kpju_determination", "umkm_development", "necessary_condition", "umkm_goal")


def show() -> None:
    """Draw the part of the section."""
    criteria = load("kpju_criteria")
    st.header(_("Criteria of leading products and small business"))
    if note := criteria_note(criteria):
        st.caption(plain(note))
    card_grid(pd.DataFrame({"list": LISTS}), 2, _card)
    take_away(criteria_table(criteria), criteria["source_id"], "kpju_criteria")


def _card(row: Any) -> None:
    criteria = load("kpju_criteria")
    rows = criteria[criteria["list"].eq(row.list)].sort_values("rank_order", ignore_index=True)
    st.markdown(f"**{plain(criteria_title(row.list))}**")
    listed(rows, _("section {n}", n=5))
