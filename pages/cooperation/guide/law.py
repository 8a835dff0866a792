"""The law as it holds now beside the law as printed, and the affairs that the report puts first."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ntt_data.tables import load
from pages.cooperation.guide.layout import (
    line_with_quotation,
    rows_of,
    show_obtained,
    take_away,
)
from pages.ui.provenance import show_provenance
from publishing.language import _, localised
from publishing.listings.guide import affairs_table, laws_beside, laws_table
from publishing.markdown_text import plain
from publishing.sentences.guide import report_section


def show() -> None:
    """Draw the section."""
    _council_approval()
    laws = laws_beside(load("legal_basis"), load("legal_basis_now"))
    st.header(_("{n} rules that the report rests on, and what holds now", n=len(laws)))
    st.caption(
        _(
            "As cited in 2019, and what has been found since. No legal advice: ask the legal "
            "section (bagian hukum) before a rule is named in a letter."
        )
    )
    for row in rows_of(laws):
        _law(row)
    take_away(
        laws_table(laws),
        [*laws["source_id"], *laws["source_ids"]],
        "legal_basis",
    )
    _affairs()


def _council_approval() -> None:
    """When the council has to approve, which decides how long a cooperation takes."""
    steps = load("first_steps")
    (step,) = steps[steps["step"].eq("council_approval")].to_dict("records")
    st.header(_("When does the DPRD (regional council) have to approve?"))
    with st.container(border=True):
        st.markdown(plain(step[localised("condition")]))
        st.caption(plain(step[localised("basis")]))
        show_obtained(step["wording"])
        show_provenance("council-approval", [step["source_ids"]])


def _law(row: Any) -> None:
    with st.container(border=True, key=f"whole-{row.law}"):
        printed, now = st.columns(2, gap="medium")
        with printed:
            about = plain(getattr(row, localised("about")))
            st.caption(_("As printed in 2019"))
            line_with_quotation(
                f"**{row.order}. {plain(row.title)}**  \n{about}",
                row.literal,
                row.source_id,
                report_section("legal_basis"),
            )
        with now:
            st.caption(_("What holds now"))
            if isinstance(row.rule_now, str):
                st.markdown(f"**{plain(row.rule_now)}**")
            st.markdown(plain(getattr(row, localised("now"))))
            show_obtained(row.wording)
            show_provenance(f"law-{row.law}", [row.source_ids])


def _affairs() -> None:
    affairs = load("priority_affairs").sort_values("order", ignore_index=True)
    st.header(_("{n} affairs to cooperate on first", n=len(affairs)))
    st.caption(_("In the report’s order; it does not say that the order is a ranking."))
    section = report_section("priority_affairs")
    for row in rows_of(affairs):
        text = f"**{row.order}.** {plain(getattr(row, localised('name')))}"
        line_with_quotation(text, row.literal, row.source_id, section)
    take_away(affairs_table(affairs), affairs["source_id"], "priority_affairs")
