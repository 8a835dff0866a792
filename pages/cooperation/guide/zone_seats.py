"""How far people are from the seats of the zones, and what other seats would change for whom."""

from __future__ import annotations

import streamlit as st

from geo.places import regency_names
from ntt_data.tables import load
from pages.ui import state
from pages.ui.several import choose_several
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.guide import seats_table
from publishing.maps.zones import zone_signs
from publishing.markdown_text import plain
from publishing.names import listed_regency
from publishing.sentences import zone_seats as sentences
from services.zone_seats import AIMS, MEASURES, rows_of, seats_compared


def show() -> None:
    """Draw the part: what is asked for, the finding, who gains and who loses."""
    st.header(_("Seats of the zones: how far people have to go"))
    by, for_whom, keep = st.columns([1, 1.3, 1.7])
    with by:
        measure = state.select(
            _("How far is measured in"),
            "seat_measure",
            MEASURES,
            MEASURES[0],
            sentences.measure_word,
        )
    with for_whom:
        aim = state.select(_("Chosen for"), "seat_aim", AIMS, AIMS[0], sentences.aim_word)
    names = regency_names()
    with keep:
        fixed = choose_several(
            _("Seats that stay"),
            "seats",
            list(names),
            listed_regency,
            placeholder=_("none: all may move"),
        )
    n_seats = len(load("zones"))
    if len(fixed) > n_seats:
        st.warning(_("There are {n} seats: keep {n} at the most.", n=n_seats))
        return
    found = seats_compared(measure, aim, fixed)
    st.subheader(sentences.seats_headline(found.printed, found.best, measure))
    rows = rows_of(found)
    lines = [
        sentences.moved_line(found.printed, found.best),
        sentences.winners_line(rows, measure),
        sentences.farthest_line(found.printed, found.best, measure),
        sentences.steps_line(found.nearer, found.in_zones, measure),
        sentences.ways_line(found.best),
    ]
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    method = sentences.seats_method(found.year)
    ready = seats_table(rows, measure, zone_signs())
    draw_table(ready, "zone-seats", list(found.source_ids), note=method)
    st.caption(f":material/info: {plain(method)}")
