"""The principles of cooperation, with what is wrong in their printed numbers."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ntt_data.tables import load
from pages.cooperation.guide.layout import card_grid, take_away
from pages.ui.quotations import show_quotation
from publishing.language import _, localised
from publishing.listings.guide import principles_table
from publishing.markdown_text import plain
from publishing.sentences.guide import principles_numbering_notes, report_section


def show() -> None:
    """Draw the section."""
    printed = load("principles").sort_values("order", ignore_index=True)
    own = printed[printed["belongs_to"] == "principle"]
    st.header(_("{n} principles that the parties weigh first", n=len(own)))
    notes = " ".join(principles_numbering_notes(printed))
    st.caption(f":material/info: {plain(notes)}")
    card_grid(printed, 3, _card)
    take_away(principles_table(printed), printed["source_id"], "principles", notes)


def _card(row: Any) -> None:
    name = plain(getattr(row, localised("name")))
    is_principle = row.belongs_to == "principle"
    st.markdown(f"**{row.order}. {name}**" if is_principle else f"*{name}*")
    if not is_principle:
        st.badge(_("A form, not a principle"), color="orange")
    if str(row.number_printed) != str(row.order):
        st.caption(_("printed number: {n}", n=row.number_printed))
    st.text(getattr(row, localised("summary")))
    show_quotation(row.literal, row.source_id, report_section("principles"))
