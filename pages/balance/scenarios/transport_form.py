"""The part of the form on transport: closures and cost parameters."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analysis.scenario import limits
from ntt_data.tables import load
from pages.balance.scenarios.desk import Opened
from publishing import scenario_words
from publishing.formats import number
from publishing.language import _, localised
from publishing.markdown_text import plain


def edit_transport(opened: Opened) -> dict[str, Any]:
    """Closed edges and events, and cost parameters that differ from the table's."""
    given, key = opened.scenario, opened.form
    events = {row["event"]: row for row in load("closure_events").to_dict("records")}
    chosen = st.multiselect(
        _("Closures"),
        _with_given(list(events), given.closure_events),
        list(given.closure_events),
        format_func=scenario_words.event,
        key=f"{key}-events",
        placeholder=_("none"),
        select_all=False,
    )
    for event in chosen:
        if event in events:
            row = events[event]
            st.caption(plain(f"{row[localised('note')]} {scenario_words.basis(row['source_ids'])}"))
    single = st.multiselect(
        _("Single edges closed"),
        _with_given(_usable_edges(), given.closed_edges),
        list(given.closed_edges),
        format_func=scenario_words.edge,
        key=f"{key}-edges",
        placeholder=_("none"),
        select_all=False,
    )
    return {
        "closure_events": tuple(chosen),
        "closed_edges": tuple(single),
        "cost_parameters": _cost_parameters(opened),
    }


def _usable_edges() -> list[str]:
    """Edges that the network uses; ferries and ships first, they are closed most often."""
    edges = load("transport_edges")
    used = edges[edges["preferred"].eq(1) & edges["cargo"].astype(bool)]
    at_sea = used["mode"].isin(["ferry", "ship"])
    return [*used.loc[at_sea, "edge_id"], *used.loc[~at_sea, "edge_id"]]


def _with_given(options: list[str], given: tuple[str, ...]) -> list[str]:
    # What a file names and this program does not know stays in the form, so that it can be removed.
    return list(dict.fromkeys([*options, *given]))


def _cost_parameters(opened: Opened) -> tuple[tuple[str, float], ...]:
    given, key = dict(opened.scenario.cost_parameters), opened.form
    rows = {row["parameter"]: row for row in load("cost_parameters").to_dict("records")}
    changed = st.multiselect(
        _("Cost parameters to change"),
        _with_given(list(rows), tuple(given)),
        list(given),
        format_func=scenario_words.cost_parameter,
        key=f"{key}-parameters",
        placeholder=_("none"),
        select_all=False,
    )
    values = {}
    for name in changed:
        known = rows.get(name)
        usual = 0.0 if known is None else float(known["value"])
        about = None
        if known is not None:
            about = _(
                "Baseline {value}; plausible {low} to {high}. {note}",
                value=number(known["value"]),
                low=number(known["low"]),
                high=number(known["high"]),
                note=known[localised("note")],
            )
        value = opened.number(
            scenario_words.cost_parameter(name).capitalize(),
            given.get(name, usual),
            f"{key}-parameter-{name}",
            limits=limits.COST_PARAMETER,
            help=about,
        )
        assert value is not None
        values[name] = value
    return tuple(values.items())
