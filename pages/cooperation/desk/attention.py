"""Signed cases that want looking at: what runs out, and months without a report or below."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.ui.site_map import script
from publishing import following_words
from publishing.language import _, ngettext
from publishing.markdown_text import plain
from services.decisions import today
from services.desk.following import Attention, attention
from services.desk.state import Case

#: The board stands below.
_MOST = 6


def show(found: Sequence[Case]) -> None:
    """One line for each, the nearest end first; nothing where there is none."""
    every = attention(found, today())
    if not every:
        return
    st.subheader(_("Wants attention"))
    for each in every[:_MOST]:
        st.page_link(
            script("case"),
            label=f"**{plain(each.case.content.title)}**: {plain(_why(each))}",
            query_params={"case": each.case.case_id},
        )
    more = len(every) - _MOST
    if more > 0:
        st.caption(
            plain(
                ngettext(
                    "and {n} more: choose a regency or a commodity above to see it.",
                    "and {n} more: choose a regency or a commodity above to see them.",
                    more,
                )
            )
        )


def _why(each: Attention) -> str:
    ending = following_words.ends_shortly(each.ending) if each.ending is not None else ""
    return "; ".join(filter(None, [ending, following_words.months_told(each.kinds)]))
