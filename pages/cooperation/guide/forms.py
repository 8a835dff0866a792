"""The eight forms of cooperation."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ntt_data.tables import load
from pages.cooperation.guide.layout import card_grid, line_with_quotation, rows_of, take_away
from pages.ui.quotations import show_quotation
from publishing.language import _, localised
from publishing.listings.guide import forms_table
from publishing.markdown_text import plain
from publishing.sentences.guide import compensation_word, report_section


def show() -> None:
    """Draw the section."""
    forms = load("cooperation_forms").sort_values("order", ignore_index=True)
    returned = int(forms["compensation"].ne("none_stated").sum())
    st.header(
        _(
            "{n} forms; in {returned} of them the serving region gets something in return",
            n=len(forms),
            returned=returned,
        )
    )
    card_grid(forms, 4, _card)
    principles = load("principles")
    for row in rows_of(principles[principles["belongs_to"] == "form"]):
        further = _(
            "A further form, “{name}”, is printed at the end of the list of principles.",
            name=plain(getattr(row, localised("name"))),
        )
        line_with_quotation(further, row.literal, row.source_id, report_section("principles"))
    take_away(forms_table(forms), forms["source_id"], "cooperation_forms")


def _card(row: Any) -> None:
    st.markdown(f"**{row.order}. {plain(getattr(row, localised('name')))}**")
    stated = row.compensation != "none_stated"
    st.badge(compensation_word(row.compensation), color="primary" if stated else "gray")
    st.text(getattr(row, localised("summary")))
    show_quotation(row.literal, row.source_id, report_section("cooperation_forms"))
