"""The principles of cooperation, with what is wrong in their printed numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.ui.cooperation_layout import card_grid, place, take_away
from pages.ui.quotations import as_markdown, show_quotation
from publishing.language import _, localised
from publishing.tables import Column


def show() -> None:
    """Draw the section."""
    printed = load("principles").sort_values("order", ignore_index=True)
    own = printed[printed["belongs_to"] == "principle"]
    st.header(_("{n} principles that the parties weigh first", n=len(own)))
    st.caption(f":material/info: {' '.join(numbering_notes(printed))}")
    card_grid(printed, 3, _card)
    columns = {
        "order": Column(_("No."), 0),
        "number_printed": Column(_("Number as printed")),
        localised("name"): Column(_("Principle")),
        localised("summary"): Column(_("In short")),
        "literal": Column(_("Wording as printed")),
    }
    take_away(printed, columns, "principles", " ".join(numbering_notes(printed)))


def numbering_notes(printed: pd.DataFrame) -> list[str]:
    """What is wrong in the printed numbers, one sentence each, found in the table."""
    notes = []
    name = localised("name")
    for number, rows in printed.groupby("number_printed", sort=False):
        if len(rows) > 1:
            notes.append(
                _(
                    "The report prints number {n} twice: {names}. They are counted apart here.",
                    n=number,
                    names=as_markdown("; ".join(rows[name])),
                )
            )
    for row in printed[printed["belongs_to"] != "principle"].to_dict("records"):
        notes.append(
            _(
                "Number {n}, “{name}”, describes a form of cooperation, not a principle.",
                n=row["number_printed"],
                name=as_markdown(row[name]),
            )
        )
    return notes


def _card(row: Any) -> None:
    name = as_markdown(getattr(row, localised("name")))
    is_principle = row.belongs_to == "principle"
    st.markdown(f"**{row.order}. {name}**" if is_principle else f"*{name}*")
    if not is_principle:
        st.badge(_("A form, not a principle"), color="orange")
    if str(row.number_printed) != str(row.order):
        st.caption(_("printed number: {n}", n=row.number_printed))
    st.text(getattr(row, localised("summary")))
    show_quotation(row.literal, row.source_id, place("principles"))
