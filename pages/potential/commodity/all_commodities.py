"""The whole register: how far each commodity is known; a row opens its profile."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.ui.tables import draw_table
from publishing.listings.commodity import register_table
from publishing.markdown_text import plain
from publishing.sentences.commodity import register_line
from services import commodities


def show_all() -> None:
    """How many commodities stand where, and the table of all."""
    known = list(commodities.known_sides().values())
    st.markdown(plain(register_line(known)))
    sources = load("commodities")["not_comparable_source_id"].dropna().unique().tolist()
    draw_table(register_table(tuple(known)), "commodities", sources, height=420)
