"""The eight forms of cooperation."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ntt_data.tables import load
from pages.ui.cooperation_layout import card_grid, line_with_quotation, place, rows_of, take_away
from pages.ui.quotations import as_markdown, show_quotation
from publishing.language import _, localised
from publishing.tables import Column


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
            name=as_markdown(getattr(row, localised("name"))),
        )
        line_with_quotation(further, row.literal, row.source_id, place("principles"))
    columns = {
        "order": Column(_("No."), 0),
        localised("name"): Column(_("Form")),
        localised("summary"): Column(_("In short")),
        "return": Column(_("In return")),
        "literal": Column(_("Wording as printed")),
    }
    table = forms.assign(**{"return": forms["compensation"].map(compensation_word)})
    take_away(table, columns, "cooperation_forms")


def _card(row: Any) -> None:
    st.markdown(f"**{row.order}. {as_markdown(getattr(row, localised('name')))}**")
    stated = row.compensation != "none_stated"
    st.badge(compensation_word(row.compensation), color="primary" if stated else "gray")
    st.text(getattr(row, localised("summary")))
    show_quotation(row.literal, row.source_id, place("cooperation_forms"))


def compensation_word(compensation: str) -> str:
    """What the giver of a service gets, in words."""
    return {
        "none_stated": _("No return stated"),
        "compensation": _("Compensation"),
        "user_charge": _("User charge"),
        "payment_by_agreement": _("Payment by agreement"),
        "exchange_in_kind": _("Service for service"),
    }[compensation]
