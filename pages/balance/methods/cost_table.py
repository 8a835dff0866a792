"""Section “Cost table”: what a kilogram costs from every capital to every other."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo import places
from pages.balance.methods.network_map import is_weak
from pages.ui import state
from pages.ui.matching_view import place_name, show_path
from pages.ui.tables import show_table
from publishing import words
from publishing.formats import number, rupiah
from publishing.language import _
from publishing.tables import Column
from services.answer import freight


def show() -> None:
    """Draw the section."""
    costs = freight.capital_costs().sort_values(["cost_idr_per_t", "origin", "destination"])
    st.header(headline(costs))
    st.caption(
        _(
            "Cheapest path by cost, not by distance, with all edges open; freight only. {n} of "
            "{total} directions have a path; on {weak} the weakest length is computed. Hours are "
            "shown where every leg has a published time; waiting for the ship is not in them.",
            n=len(costs),
            total=22 * 21,
            weak=int(costs["weakest_basis"].map(is_weak).sum()),
        )
    )
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
    picked = show_table(
        _table(rows),
        {
            "from": Column(_("From")),
            "to": Column(_("To")),
            "cost": Column(_("Cost (Rp/kg)"), 0),
            "km": Column(_("Distance (km)"), 0),
            "road": Column(_("By road (km)"), 0),
            "sea": Column(_("By sea (km)"), 0),
            "crossings": Column(_("Crossings"), 0),
            "hours": Column(_("Hours")),
            "basis": Column(_("Weakest basis")),
        },
        key=f"capital-costs-{origin or 'all'}",
        source_ids=freight.network_sources(),
        selectable=True,
    )
    st.caption(_("Click a row to see its path leg by leg."))
    if picked is not None:
        show_path(str(rows["origin"].iloc[picked]), str(rows["destination"].iloc[picked]))


def headline(costs: pd.DataFrame) -> str:
    """Cheapest and dearest pair; costs ascending."""
    first, last = costs.iloc[0], costs.iloc[-1]
    return _(
        "From {low}/kg ({a} – {b}) to {high}/kg ({c} – {d})",
        low=rupiah(first["cost_idr_per_t"] / 1000),
        high=rupiah(last["cost_idr_per_t"] / 1000),
        a=place_name(first["origin"]),
        b=place_name(first["destination"]),
        c=place_name(last["origin"]),
        d=place_name(last["destination"]),
    )


def _table(costs: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "from": costs["origin"].map(place_name),
            "to": costs["destination"].map(place_name),
            "cost": costs["cost_idr_per_t"] / 1000,
            "km": costs["distance_km"],
            "road": costs["road_km"],
            "sea": costs["sea_km"],
            "crossings": costs["crossings"],
            "hours": [
                _hours(a, b) for a, b in zip(costs["hours_low"], costs["hours_high"], strict=True)
            ],
            "basis": costs["weakest_basis"].map(words.distance_basis),
        }
    )


def _hours(low: float, high: float) -> str:
    if pd.isna(low):
        return "–"
    if pd.isna(high):
        return f"≥ {number(low, 1)}"
    return number(low, 1) if high == low else f"{number(low, 1)}–{number(high, 1)}"
