"""What turns the headline over, worked out once it is asked for."""

from __future__ import annotations

import streamlit as st

from analysis.answer import Answer
from publishing.language import _
from publishing.sentences import turning as sentences
from services.answer import turning


def show_turning(answer: Answer) -> None:
    """The road rates between which the largest supplies stay what they are."""
    with st.spinner(_("Trying other road rates …")):
        found = turning.road_rate_ranges(answer)
    for supply, holding in found:
        st.markdown(sentences.holding_line(supply, holding))
    st.caption(sentences.holding_note(found[0][1]) if found else sentences.nothing_to_turn())
