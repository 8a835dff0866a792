"""The stages a to h, from preparation to reporting, with what each needs."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.cooperation.guide.layout import rows_of, take_away
from pages.ui.quotations import show_quotation
from publishing.language import _, localised
from publishing.listings.guide import stages_table
from publishing.markdown_text import plain
from publishing.palette import INDIGO
from publishing.sentences.guide import needs_of, report_section


def show() -> None:
    """Draw the section."""
    stages = load("stages").sort_values("order", ignore_index=True)
    first, last = stages["letter"].iloc[0], stages["letter"].iloc[-1]
    st.header(
        _(
            "{n} stages, {first} to {last}, and what each needs",
            n=len(stages),
            first=first,
            last=last,
        )
    )
    province = stages[stages["literal"].str.contains("provinsi", case=False)]
    st.caption(
        _(
            "The report gives the province a part of its own in the stages {letters}.",
            letters=", ".join(province["letter"]),
        )
    )
    _overview(stages)
    for row in rows_of(stages):
        _step(row, row.letter in set(province["letter"]))
    take_away(stages_table(stages), stages["source_id"], "stages")


def _overview(stages: pd.DataFrame) -> None:
    """The whole way in one line, to be read from the back of the hall."""
    steps = "".join(
        '<span style="display:inline-flex;align-items:center;gap:.4rem;margin:0 .9rem .5rem 0">'
        f'<span style="flex:none;width:1.6rem;height:1.6rem;border-radius:50%;background:{INDIGO};'
        "color:#fff;display:inline-flex;align-items:center;justify-content:center;"
        f'font-weight:600">{escape(row.letter)}</span>'
        f"<span>{escape(getattr(row, localised('name')))}</span></span>"
        for row in rows_of(stages)
    )
    st.html(f'<div style="display:flex;flex-wrap:wrap">{steps}</div>')


def _step(row: Any, province: bool) -> None:
    with st.container(border=True):
        head, needs, quotation = st.columns([1.3, 3, 0.55], gap="medium")
        with head:
            name = plain(getattr(row, localised("name")))
            st.markdown(f":primary-badge[{row.letter}] **{name}**")
            if province:
                st.badge(_("Province mediates"), color="orange")
        with needs:
            st.markdown(
                "\n".join(f"- {plain(n)}" for n in needs_of(getattr(row, localised("needs"))))
            )
        with quotation:
            show_quotation(row.literal, row.source_id, report_section("stages"))
