"""Edges of the network by name, which of them are closed, and the network that is left."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geo import places
from geo.closures import cost_changes, event_edges, reach_groups
from geo.paths import external_costs, path_costs
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui.several import choose_several
from publishing import scenario_words
from publishing.language import _, localised
from publishing.markdown_text import plain
from publishing.sources import source_line
from services.answer import freight


@dataclass(frozen=True, eq=False)
class Closure:
    """The network with some edges closed.

    ``groups``: regencies that reach each other, the largest group first. ``changes``: every pair
    before and after. ``outside``: cheapest freight from outside to every regency that it still
    reaches (``gateway``, ``destination``, ``cost_idr_per_t``).
    """

    edges: frozenset[str]
    groups: list[tuple[str, ...]]
    changes: pd.DataFrame
    outside: pd.DataFrame


def choose_closed() -> frozenset[str]:
    """Pickers of events and single edges; answers the ids of all closed edges in use."""
    table = load("closure_events").set_index("event")
    left, right = st.columns([2, 3])
    with left:
        picked = choose_several(
            _("Close by event"),
            "events",
            list(table.index),
            scenario_words.event,
            _("none"),
        )
    edges = freight.used_edges()
    with right:
        single = choose_several(
            _("Close single edges"),
            "closed",
            list(edges["edge_id"]),
            scenario_words.edge,
            _("none"),
        )
    by_event = event_edges(table.reset_index(), picked)
    for code in picked:
        note = f"{table.at[code, localised('note')]} {source_line([table.at[code, 'source_ids']])}"
        st.caption(plain(note))
    return (by_event | set(single)) & set(edges["edge_id"])


@once_per_edition(maxsize=64)
def closure(edges: frozenset[str]) -> Closure:
    """The network without these edges, compared with all edges open."""
    graph = freight.network(edges)
    outside = external_costs(graph, places.gateways())
    cheapest = outside.sort_values(["cost_idr_per_t", "gateway"]).drop_duplicates("destination")
    return Closure(
        edges,
        reach_groups(graph),
        cost_changes(freight.capital_costs(), path_costs(graph)),
        cheapest.sort_values("destination", ignore_index=True),
    )
