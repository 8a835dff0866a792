"""The controls: the year, supply from outside, the room assumed, and on which crossing."""

from __future__ import annotations

import streamlit as st

from analysis.matching.ferry_answer import CapacityLimit, FerryAnswer
from geo.edges import crossing_names
from pages.ui import state
from pages.ui.commodities import choose_year
from pages.ui.outside import choose_outside
from publishing.language import _
from publishing.sentences.ferries import room_note, room_word
from services.answer import evaluation
from services.answer.ferries import ferry_answer, ferry_years

_ROOMS_PCT = [100, 75, 50, 25, 0]


def choose_answer() -> FerryAnswer:
    """Controls of year, supply from outside and room; answers what follows from them."""
    with st.container(key="choices-of-ferries", horizontal=True):
        year = choose_year(ferry_years(), evaluation.usual_year())
        is_allowed = choose_outside()
        carrying = ferry_answer(year, is_allowed, CapacityLimit()).crossings()
        names = crossing_names()
        pct = state.segments(
            _("Room on the ferries (assumed)"),
            "room",
            _ROOMS_PCT,
            100,
            format_func=room_word,
            help=room_note(),
        )
        edge_id = state.select(
            _("On which crossing"),
            "crossing",
            ["", *carrying],
            "",
            format_func=lambda edge: names[edge] if edge else _("every crossing in use"),
        )
    room = CapacityLimit(pct, edge_id) if pct < 100 else CapacityLimit()
    return ferry_answer(year, is_allowed, room)
