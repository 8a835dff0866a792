"""The report's further lists: benefits, strategies, what draws investment, what to settle first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.cooperation.guide import criteria
from pages.cooperation.guide.layout import card_grid, listed, take_away
from publishing.language import _
from publishing.listings.guide import guidance_table
from publishing.markdown_text import plain
from publishing.sentences.guidance import topic_place, topic_title

#: Lists that belong to the first steps, and are shown there.
BEFORE_SIGNING = ("funding_preconditions", "design_requirements", "procedure")
#: The others by what they are for.
GROUPS = {
    "why": ("legal_mandate", "elements", "benefits", "sharing", "strategic_issues"),
    "strategies": (
        "agriculture_main_strategy",
        "agriculture_support_strategy",
        "agriculture_actors",
        "agriculture_focus",
        "investment_factors",
    ),
}


def show() -> None:
    """Draw the section."""
    titles = {
        "why": _("Why regions cooperate"),
        "strategies": _("Strategies for farming, which the report puts first, and for investment"),
    }
    st.caption(_("What the two documents list, each in short; their own words are one click away."))
    for group, topics in GROUPS.items():
        st.header(titles[group])
        card_grid(pd.DataFrame({"topic": topics}), 2, _card)
    shown = [topic for topics in GROUPS.values() for topic in topics]
    guidance = load("guidance")
    rows = guidance[guidance["topic"].isin(shown)]
    take_away(guidance_table(rows), rows["source_id"], "guidance")
    criteria.show()


def _card(row: Any) -> None:
    st.markdown(f"**{plain(topic_title(row.topic))}**")
    _items(row.topic)


def show_folded(topics: Sequence[str]) -> None:
    """One fold for each list of ``guidance``; the first is open, and so on paper too."""
    for topic in topics:
        with st.expander(plain(topic_title(topic)), expanded=topic == topics[0]):
            _items(topic)


def _items(topic: str) -> None:
    guidance = load("guidance")
    rows = guidance[guidance["topic"].eq(topic)].sort_values("order", ignore_index=True)
    listed(rows, topic_place(topic))
