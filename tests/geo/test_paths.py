"""Cheapest paths: costs by hand on a small graph, properties, and the real tables."""

from __future__ import annotations

import pandas as pd
import pytest

from geo import network, paths
from geo.places import gateways
from ntt_data.tables import load
from services.answer import freight
from tests.support.make_network import (
    REAL,
    cost_between,
    small_edges,
    small_graph,
    small_nodes,
    small_parameters,
)


def test_cost_worked_out_by_hand() -> None:
    # A to B by E1, E2, E3:
    #   road      100 km x 10                 = 1,000
    #   handling  road -> ferry               =   300
    #   ferry     50 km x 40 + 1,000 fixed    = 3,000
    #   handling  ferry -> access             =   300
    #   access    10 km x 20                  =   200
    #                                    sum  = 4,800
    # Over R it would be 45 km x 40 + 2 x 1,000 = 3,800 at sea instead of 3,000.
    costs = paths.path_costs(small_graph(), ["5301"], ["5302"])
    assert len(costs) == 1
    row = costs.iloc[0]
    assert row["cost_idr_per_t"] == pytest.approx(4800)
    assert row["distance_km"] == pytest.approx(160)
    assert row["sea_km"] == pytest.approx(50)
    assert row["road_km"] == pytest.approx(110)
    assert row["crossings"] == 1
    assert (row["hours_low"], row["hours_high"]) == (8.5, 9.5)
    assert row["weakest_basis"] == "computed_sea"  # the access edge is not judged


def test_ferry_after_ferry_costs_no_handling_in_between() -> None:
    # With E2 closed: 1,000 + 300 + (30 x 40 + 1,000) + (15 x 40 + 1,000) + 300 + 200 = 5,600.
    graph = small_graph(closed_edges={"E2"})
    assert cost_between(graph, "5301", "5302") == pytest.approx(5600)
    legs = paths.path_legs(graph, "5301", "5302")
    assert legs["mode"].tolist() == ["road", "handling", "ferry", "ferry", "handling", "access"]
    row = paths.path_costs(graph, ["5301"], ["5302"]).iloc[0]
    assert row["crossings"] == 2
    # E5 has no published hours, so the total is unknown, not shorter.
    assert row[["hours_low", "hours_high"]].isna().all()


def test_legs_add_up_and_carry_their_evidence() -> None:
    graph = small_graph()
    legs = paths.path_legs(graph, "5301", "5302")
    assert list(legs.columns) == paths.LEG_COLUMNS
    assert legs["leg"].tolist() == [1, 2, 3, 4, 5]
    assert legs["cost_idr_per_t"].tolist() == [1000, 300, 3000, 300, 200]
    assert legs["cost_idr_per_t"].sum() == pytest.approx(cost_between(graph, "5301", "5302"))
    assert legs["from_name"].iloc[0] == "Kota A"
    assert legs["to_name"].iloc[-1] == "Kota B"
    assert legs["edge_id"].fillna("").tolist() == ["E1", "", "E2", "", "E3"]
    assert legs["source_ids"].eq("assumption").all()


def test_unreachable_has_no_row() -> None:
    costs = paths.path_costs(small_graph())
    assert not costs[["origin", "destination"]].eq("5304").any(axis=None)
    assert len(costs) == 6  # A, B, C among themselves
    assert paths.path_legs(small_graph(), "5301", "5304").empty


def test_external_supply_worked_out_by_hand() -> None:
    # X to B: 1,000 km x 2 + 700 loading + 400 unloading + access 200 = 3,300.
    # X to A: 3,100 at the quay of Q, then 300 + 3,000 + 300 + 1,000 = 7,700.
    external = paths.external_costs(small_graph(), ["X"]).set_index("destination")
    assert external.at["5302", "cost_idr_per_t"] == pytest.approx(3300)
    assert external.at["5301", "cost_idr_per_t"] == pytest.approx(7700)
    assert external.at["5302", "distance_km"] == pytest.approx(1010)
    assert "5304" not in external.index
    legs = paths.path_legs(small_graph(), "X", "5302")
    assert legs["mode"].tolist() == ["ship", "access"]


def test_goods_bought_at_a_ferry_gateway_pay_freight_alone() -> None:
    # R to B: 300 onto the ferry + 15 km x 40 + 1,000 crossing + 300 off it + 200 access = 2,400.
    # A to B still goes over R for 1,000 + 300 + (30 + 15) x 40 + 2 x 1,000
    # + 300 + 200 = 5,600, unless the direct ferry is cheaper.
    nodes = small_nodes().assign(external=lambda table: table["node_id"] == "R")
    graph = network.build_graph(nodes, small_edges(), small_parameters())
    external = paths.external_costs(graph, ["R"]).set_index("destination")
    assert external.at["5302", "cost_idr_per_t"] == pytest.approx(2400)
    legs = paths.path_legs(graph, "R", "5302")
    assert legs["mode"].tolist() == ["handling", "ferry", "handling", "access"]
    assert legs["cost_idr_per_t"].sum() == pytest.approx(2400)
    pd.testing.assert_frame_equal(paths.path_costs(graph), paths.path_costs(small_graph()))


def test_edges_of_a_path_in_the_order_and_direction_of_travel() -> None:
    edges = paths.path_edges(small_graph(), ["X"]).set_index(["origin", "destination"])
    columns = ["edge_id", "from_node", "to_node"]
    there = [("E1", "A", "P"), ("E2", "P", "Q"), ("E3", "Q", "B")]
    back = [(edge, head, tail) for edge, tail, head in reversed(there)]
    for pair, expected in ((("5301", "5302"), there), (("5302", "5301"), back)):
        assert list(edges.loc[pair, columns].itertuples(index=False, name=None)) == expected
    assert edges.loc[("X", "5302"), "edge_id"].tolist() == ["E9", "E3"]
    assert edges.loc[("5301", "5302"), "mode"].tolist() == ["road", "ferry", "access"]
    assert "5304" not in edges.index.get_level_values("destination")


def test_unknown_regency_and_gateway_are_named() -> None:
    with pytest.raises(network.NetworkInputError, match="5399"):
        paths.path_costs(small_graph(), ["5399"])
    with pytest.raises(network.NetworkInputError, match="X_NOWHERE"):
        paths.external_costs(small_graph(), ["X_NOWHERE"])


# --- the curated tables --------------------------------------------------------------------------


REAL_COSTS = paths.path_costs(REAL).set_index(["origin", "destination"])["cost_idr_per_t"]


def test_all_22_regencies_reach_each_other() -> None:
    assert len(REAL_COSTS) == 22 * 21


def test_costs_between_regencies_are_symmetric() -> None:
    for (origin, destination), cost in REAL_COSTS.items():
        assert cost == pytest.approx(REAL_COSTS[destination, origin])


def test_triangle_inequality() -> None:
    # A detour over a third capital never is cheaper: being the cheapest path, it would be taken.
    codes = sorted({origin for origin, _ in REAL_COSTS.index})
    for a in codes:
        for b in codes:
            for c in codes:
                if len({a, b, c}) == 3:
                    assert REAL_COSTS[a, c] <= REAL_COSTS[a, b] + REAL_COSTS[b, c] + 1e-6


def test_paths_an_official_would_expect() -> None:
    def stops(origin: str, destination: str) -> list[str]:
        legs = paths.path_legs(REAL, origin, destination)
        return [legs["from_node"].iloc[0], *legs.loc[legs["mode"] != "handling", "to_node"]]

    assert stops("5314", "5371") == ["C5314", "P_PANTAIBARU", "P_BOLOK", "C5371"]
    assert stops("5320", "5371") == ["C5320", "P_SEBA", "P_BOLOK", "C5371"]
    assert stops("5307", "5371") == ["C5307", "P_KALABAHI", "P_BOLOK", "C5371"]
    assert stops("5316", "5371") == ["C5316", "C5302", "P_WAINGAPU", "P_TENAU", "C5371"]
    assert stops("5315", "5371") == ["C5315", "C5313", "C5319", "P_AIMERE", "P_BOLOK", "C5371"]
    assert stops("5315", "5310") == ["C5315", "C5313", "C5319", "C5312", "C5311", "C5310"]


def test_the_parameters_of_a_path_add_up_to_its_cost() -> None:
    """Of every pair and every gateway of the real network, whatever modes lie between."""
    graph, gates = freight.network(), gateways()
    rates = load("cost_parameters").set_index("parameter")["value"]
    amounts = paths.path_parameters(graph, gates).set_index(["origin", "destination"])
    added = (amounts * rates[amounts.columns]).sum(axis=1)
    between = paths.path_costs(graph).set_index(["origin", "destination"])["cost_idr_per_t"]
    outside = paths.external_costs(graph, gates).rename(columns={"gateway": "origin"})
    outside_costs = outside.set_index(["origin", "destination"])["cost_idr_per_t"]
    costs = pd.concat([between, outside_costs])
    assert len(costs) == len(added)
    assert added.reindex(costs.index).to_numpy() == pytest.approx(costs.to_numpy(), abs=0.01)
