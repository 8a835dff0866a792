"""Section “Cost table”: what a kilogram costs from every capital to every other."""

from __future__ import annotations

import streamlit as st

from geo import places
from pages.ui import state
from pages.ui.matching_view import show_path
from pages.ui.regency import answer_of
from pages.ui.tables import Openable, draw_table
from publishing.language import _
from publishing.listings.network import capital_costs_table
from publishing.sentences import network as sentences
from services.answer import freight


def show() -> None:
    """Draw the section."""
    costs = freight.capital_costs().sort_values(["cost_idr_per_t", "origin", "destination"])
    st.header(sentences.costs_headline(costs))
    st.caption(sentences.costs_note(costs))
    if left_out := sentences.trucks_note():
        st.caption(left_out)
    names = places.regency_names()
    codes = sorted(names, key=names.__getitem__)
    origin = state.select(
        _("From"),
        "origin",
        ["", *codes],
        "",
        format_func=lambda code: names[code] if code else _("all 22 regencies"),
    )
    rows = costs[costs["origin"] == origin] if origin else costs
    pairs = [f"{a}-{b}" for a, b in rows[["origin", "destination"]].to_numpy()]
    picked = draw_table(
        capital_costs_table(rows),
        key=f"capital-costs-{origin or 'all'}",
        source_ids=freight.network_sources(),
        openable=Openable("pair", _("Pair"), pairs),
    )
    with st.container(key="screen-only-path"):
        st.caption(_("Click a row to see its path leg by leg."))
    if picked is not None:
        with answer_of(pairs[picked]):
            show_path(str(rows["origin"].iloc[picked]), str(rows["destination"].iloc[picked]))
