"""Edges out of service: who still reaches whom, and what becomes dearer."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import closures, network, paths
from tests.support.examples import many
from tests.support.make_network import (
    EDGES,
    NODES,
    PARAMETERS,
    small_graph,
)


def test_event_closes_its_edges_and_an_unknown_one_is_named() -> None:
    events = pd.DataFrame({"event": ["dock", "monsoon"], "edge_ids": ["E2", "E2; E4"]})
    assert closures.event_edges(events, ["dock", "monsoon"]) == {"E2", "E4"}
    assert closures.event_edges(events, []) == frozenset()
    with pytest.raises(network.NetworkInputError, match="no such event: strike"):
        closures.event_edges(events, ["strike"])
    with pytest.raises(network.NetworkInputError, match="more than once: dock"):
        closures.event_edges(pd.concat([events, events.head(1)]), ["dock"])


def test_groups_that_reach_each_other() -> None:
    # A, B, C are joined; D has no edge. The ship from X joins nothing.
    assert closures.connected_components(small_graph()) == [("5301", "5302", "5303"), ("5304",)]
    # Without the ferries B stands alone; X still brings it goods.
    closed = small_graph(closed_edges={"E2", "E4"})
    assert closures.connected_components(closed) == [("5301", "5303"), ("5302",), ("5304",)]
    assert "5302" in set(paths.external_costs(closed, ["X"])["destination"])


def test_changes_of_cost_worked_out_by_hand() -> None:
    before = paths.path_costs(small_graph())
    detour = closures.cost_changes(before, paths.path_costs(small_graph(closed_edges={"E2"})))
    row = detour.set_index(["origin", "destination"]).loc[("5301", "5302")]
    # 4,800 before, 5,600 over R: 800 more, a sixth.
    assert row["change_idr_per_t"] == pytest.approx(800)
    assert row["change_pct"] == pytest.approx(100 / 6)
    assert row["status"] == "dearer"
    assert detour["status"].value_counts().to_dict() == {"dearer": 4, "unchanged": 2}
    gone = closures.cost_changes(before, paths.path_costs(small_graph(closed_edges={"E2", "E4"})))
    assert gone["status"].tolist() == ["unreachable"] * 4 + ["unchanged"] * 2
    back = closures.cost_changes(paths.path_costs(small_graph(closed_edges={"E6"})), before)
    assert set(back["status"]) == {"reachable", "unchanged"}


# --- the curated tables --------------------------------------------------------------------------


USED_EDGES = sorted(EDGES.loc[EDGES["preferred"].eq(1) & EDGES["cargo"], "edge_id"])


@settings(max_examples=many(40), deadline=None)
@given(
    closed=st.sets(st.sampled_from(USED_EDGES), max_size=12),
    more=st.sampled_from(USED_EDGES),
)
def test_closing_an_edge_never_lowers_a_cost(closed: set[str], more: str) -> None:
    before = network.build_graph(NODES, EDGES, PARAMETERS, closed)
    after = network.build_graph(NODES, EDGES, PARAMETERS, closed | {more})
    key = ["origin", "destination"]
    cost_before = paths.path_costs(before, ["5315", "5316"]).set_index(key)["cost_idr_per_t"]
    cost_after = paths.path_costs(after, ["5315", "5316"]).set_index(key)["cost_idr_per_t"]
    assert set(cost_after.index) <= set(cost_before.index)
    assert (cost_after >= cost_before.reindex(cost_after.index) - 1e-6).all()


def test_rote_is_cut_off_when_its_ferry_stops() -> None:
    graph = network.build_graph(NODES, EDGES, PARAMETERS, {"E061"})
    assert not paths.path_costs(graph)["destination"].eq("5314").any()
