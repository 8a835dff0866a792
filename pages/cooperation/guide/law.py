"""Legal basis and the affairs that the report puts first."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.ui.cooperation_layout import line_with_quotation, place, rows_of, take_away
from pages.ui.quotations import as_markdown
from publishing.language import _, localised
from publishing.tables import Column


def show() -> None:
    """Draw the section."""
    laws = load("legal_basis").sort_values("order", ignore_index=True)
    affairs = load("priority_affairs").sort_values("order", ignore_index=True)
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        st.header(_("{n} rules that the report rests on", n=len(laws)))
        st.caption(_("As cited in 2019. Check before signing whether a rule is still in force."))
        for row in rows_of(laws):
            about = as_markdown(getattr(row, localised("about")))
            text = f"**{row.order}. {as_markdown(row.title)}**  \n{about}"
            line_with_quotation(text, row.literal, row.source_id, place("legal_basis"))
        columns = {
            "order": Column(_("No."), 0),
            "title": Column(_("Rule")),
            localised("about"): Column(_("About")),
            "literal": Column(_("Wording as printed")),
        }
        take_away(laws, columns, "legal_basis")
    with right:
        st.header(_("{n} affairs to cooperate on first", n=len(affairs)))
        st.caption(_("In the report’s order; it does not say that the order is a ranking."))
        for row in rows_of(affairs):
            name = as_markdown(getattr(row, localised("name")))
            text = f"**{row.order}.** {name}"
            line_with_quotation(text, row.literal, row.source_id, place("priority_affairs"))
        columns = {
            "order": Column(_("No."), 0),
            localised("name"): Column(_("Affair")),
            "literal": Column(_("Wording as printed")),
        }
        take_away(affairs, columns, "priority_affairs")
