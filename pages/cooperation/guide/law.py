"""Legal basis and the affairs that the report puts first."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.cooperation.guide.layout import line_with_quotation, rows_of, take_away
from publishing.language import _, localised
from publishing.listings.guide import affairs_table, laws_table
from publishing.markdown_text import plain
from publishing.sentences.guide import report_section


def show() -> None:
    """Draw the section."""
    laws = load("legal_basis").sort_values("order", ignore_index=True)
    affairs = load("priority_affairs").sort_values("order", ignore_index=True)
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        st.header(_("{n} rules that the report rests on", n=len(laws)))
        st.caption(_("As cited in 2019. Check before signing whether a rule is still in force."))
        for row in rows_of(laws):
            about = plain(getattr(row, localised("about")))
            text = f"**{row.order}. {plain(row.title)}**  \n{about}"
            line_with_quotation(text, row.literal, row.source_id, report_section("legal_basis"))
        take_away(laws_table(laws), laws["source_id"], "legal_basis")
    with right:
        st.header(_("{n} affairs to cooperate on first", n=len(affairs)))
        st.caption(_("In the report’s order; it does not say that the order is a ranking."))
        section = report_section("priority_affairs")
        for row in rows_of(affairs):
            text = f"**{row.order}.** {plain(getattr(row, localised('name')))}"
            line_with_quotation(text, row.literal, row.source_id, section)
        take_away(affairs_table(affairs), affairs["source_id"], "priority_affairs")
