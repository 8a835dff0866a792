"""A round as everybody may see it: until when, and which sheets were handed in."""

from __future__ import annotations

import streamlit as st

from ntt_data.store.collection_records import Round
from pages.ui.tables import draw_table
from publishing import hand_in_words
from publishing.formats import number
from publishing.language import _
from publishing.listings.rounds import progress_table
from publishing.markdown_text import plain
from services.progress import progress
from services.rounds import accepts_any


def show_heading(asked: Round) -> None:
    """Its name, and that it is for practice."""
    if asked.rehearsal:
        st.warning(hand_in_words.rehearsal())
    st.subheader(plain(f"{asked.name}, {hand_in_words.period(asked)}"))


def show_progress(asked: Round) -> None:
    """How far it has come, and the table of sheets."""
    far = progress(asked)
    handed_in = int((far["no"] > 0).sum())
    st.markdown(
        _(
            "**{handed_in} of {all} sheets handed in**, {begun} begun. {until}",
            handed_in=number(handed_in),
            all=number(len(far)),
            begun=number(int((far["state"] == "begun").sum())),
            until=hand_in_words.until(asked, accepts_any(asked)),
        )
    )
    draw_table(progress_table(far), f"round-{asked.round_id}", [])
