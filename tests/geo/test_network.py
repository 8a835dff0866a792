"""The road-and-sea network: costs by hand on a small graph, properties, and the real tables."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import network

CURATED = Path(__file__).resolve().parents[2] / "ntt_data" / "curated"

# A (5301) ---- road 100 km ---- port P ~~ ferry 50 km ~~ port Q -- access 10 km -- B (5302)
#                                  \~~ ferry 30 km ~~ R ~~ ferry 15 km ~~/
# C (5303) -- road 20 km -- A        D (5304): nothing leads there        X ~~ ship 1,000 km ~> Q
RATES = {
    "road_idr_per_t_km": 10.0,
    "access_idr_per_t_km": 20.0,
    "ferry_idr_per_t_km": 40.0,
    "crossing_fixed_idr_per_t": 1000.0,
    "handling_idr_per_t": 300.0,
    "ship_idr_per_t_km": 2.0,
    "ship_loading_idr_per_t": 700.0,
    "ship_unloading_idr_per_t": 400.0,
    "ship_margin_idr_per_t": 900.0,
    "ferry_gateway_margin_idr_per_t": 5000.0,
}


def _parameters(**changes: float | None) -> pd.DataFrame:
    rates = {**RATES, **changes}
    return pd.DataFrame(
        [(name, value, "assumption") for name, value in rates.items()],
        columns=["parameter", "value", "source_ids"],
    )


def _nodes() -> pd.DataFrame:
    rows = [
        ("A", "Kota A", "capital", "5301", -9.0, 120.0),
        ("B", "Kota B", "capital", "5302", -9.0, 121.0),
        ("C", "Kota C", "capital", "5303", -9.2, 120.0),
        ("D", "Kota D", "capital", "5304", -9.9, 123.0),
        ("P", "Pelabuhan P", "ferry_port", "5301", -8.8, 120.2),
        ("Q", "Pelabuhan Q", "ferry_port", "5302", -8.8, 120.8),
        ("R", "Pelabuhan R", "ferry_port", None, -8.6, 120.5),
        ("X", "Pelabuhan X", "sea_port", None, -7.2, 112.7),
    ]
    return pd.DataFrame(rows, columns=["node_id", "name", "kind", "regency_code", "lat", "lon"])


def _edges() -> pd.DataFrame:
    rows = [
        ("E1", "A", "P", "road", 100.0, "published", 3.0, 4.0, 1, True),
        ("E2", "P", "Q", "ferry", 50.0, "computed_sea", 5.0, 5.0, 1, True),
        ("E3", "Q", "B", "access", 10.0, "computed_gc", 0.5, 0.5, 1, True),
        ("E4", "P", "R", "ferry", 30.0, "published", 2.0, 2.0, 1, True),
        ("E5", "R", "Q", "ferry", 15.0, "published", None, None, 1, True),
        ("E6", "C", "A", "road", 20.0, "derived", None, None, 1, True),
        ("E7", "P", "Q", "ferry", 45.0, "published", 1.0, 1.0, 1, False),  # passenger boat
        ("E8", "A", "P", "road", 60.0, "published", 1.0, 1.0, 0, True),  # check value
        ("E9", "X", "Q", "ship", 1000.0, "published", 50.0, 60.0, 1, True),
    ]
    columns = [
        "edge_id",
        "from_node",
        "to_node",
        "mode",
        "distance_km",
        "basis",
        "hours_low",
        "hours_high",
        "preferred",
        "cargo",
    ]
    return pd.DataFrame(rows, columns=columns).assign(source_ids="assumption")


def _graph(**arguments: object) -> nx.DiGraph:
    return network.build_graph(_nodes(), _edges(), _parameters(), **arguments)  # type: ignore[arg-type]


def _cost(graph: nx.DiGraph, origin: str, destination: str) -> float:
    costs = network.path_costs(graph, [origin], [destination])
    return float(costs["cost_idr_per_t"].iloc[0]) if len(costs) else float("inf")


def test_cost_worked_out_by_hand() -> None:
    # A to B by E1, E2, E3:
    #   road      100 km x 10                 = 1,000
    #   handling  road -> ferry               =   300
    #   ferry     50 km x 40 + 1,000 fixed    = 3,000
    #   handling  ferry -> access             =   300
    #   access    10 km x 20                  =   200
    #                                    sum  = 4,800
    # Over R it would be 45 km x 40 + 2 x 1,000 = 3,800 at sea instead of 3,000.
    costs = network.path_costs(_graph(), ["5301"], ["5302"])
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
    graph = _graph(closed_edges={"E2"})
    assert _cost(graph, "5301", "5302") == pytest.approx(5600)
    legs = network.path_legs(graph, "5301", "5302")
    assert legs["mode"].tolist() == ["road", "handling", "ferry", "ferry", "handling", "access"]
    row = network.path_costs(graph, ["5301"], ["5302"]).iloc[0]
    assert row["crossings"] == 2
    # E5 has no published hours, so the total is unknown, not shorter.
    assert row[["hours_low", "hours_high"]].isna().all()


def test_legs_add_up_and_carry_their_evidence() -> None:
    graph = _graph()
    legs = network.path_legs(graph, "5301", "5302")
    assert list(legs.columns) == network.LEG_COLUMNS
    assert legs["leg"].tolist() == [1, 2, 3, 4, 5]
    assert legs["cost_idr_per_t"].tolist() == [1000, 300, 3000, 300, 200]
    assert legs["cost_idr_per_t"].sum() == pytest.approx(_cost(graph, "5301", "5302"))
    assert legs["from_name"].iloc[0] == "Kota A"
    assert legs["to_name"].iloc[-1] == "Kota B"
    assert legs["edge_id"].fillna("").tolist() == ["E1", "", "E2", "", "E3"]
    assert legs["source_ids"].eq("assumption").all()


def test_alternatives_and_passenger_boats_only_on_demand() -> None:
    # E8 saves 40 km x 10 = 400, E7 saves 5 km x 40 = 200.
    assert _cost(_graph(preferred_only=False), "5301", "5302") == pytest.approx(4400)
    assert _cost(_graph(cargo_only=False), "5301", "5302") == pytest.approx(4600)


def test_unreachable_has_no_row() -> None:
    costs = network.path_costs(_graph())
    assert not costs[["origin", "destination"]].eq("5304").any(axis=None)
    assert len(costs) == 6  # A, B, C among themselves
    assert network.path_legs(_graph(), "5301", "5304").empty


def test_external_supply_worked_out_by_hand() -> None:
    # X to B: 1,000 km x 2 + 700 loading + 400 unloading + 900 margin + access 200 = 4,200.
    # X to A: 4,000 at the quay of Q, then 300 + 3,000 + 300 + 1,000 = 8,600.
    external = network.external_costs(_graph(), ["X"]).set_index("destination")
    assert external.at["5302", "cost_idr_per_t"] == pytest.approx(4200)
    assert external.at["5301", "cost_idr_per_t"] == pytest.approx(8600)
    assert external.at["5302", "distance_km"] == pytest.approx(1010)
    assert "5304" not in external.index
    legs = network.path_legs(_graph(), "X", "5302")
    assert legs["mode"].tolist() == ["ship", "access"]


def test_goods_bought_at_a_ferry_gateway_pay_its_margin_and_goods_in_transit_do_not() -> None:
    # R to B: 5,000 margin + 300 onto the ferry + 15 km x 40 + 1,000 crossing + 300 off it
    # + 200 access = 7,400. A to B still goes over R for 1,000 + 300 + (30 + 15) x 40 + 2 x 1,000
    # + 300 + 200 = 5,600, unless the direct ferry is cheaper.
    nodes = _nodes().assign(external=lambda table: table["node_id"] == "R")
    graph = network.build_graph(nodes, _edges(), _parameters())
    external = network.external_costs(graph, ["R"]).set_index("destination")
    assert external.at["5302", "cost_idr_per_t"] == pytest.approx(7400)
    legs = network.path_legs(graph, "R", "5302")
    assert legs["mode"].tolist() == ["margin", "handling", "ferry", "handling", "access"]
    assert legs["cost_idr_per_t"].sum() == pytest.approx(7400)
    pd.testing.assert_frame_equal(network.path_costs(graph), network.path_costs(_graph()))


def test_goods_do_not_leave_ntt_by_the_ship() -> None:
    graph = _graph()
    assert graph.has_edge(("X", "land"), ("Q", "land"))
    assert not graph.has_edge(("Q", "land"), ("X", "land"))


def test_row_order_does_not_matter() -> None:
    shuffled = network.build_graph(
        _nodes().sample(frac=1, random_state=3),
        _edges().sample(frac=1, random_state=5),
        _parameters().sample(frac=1, random_state=7),
    )
    pd.testing.assert_frame_equal(network.path_costs(shuffled), network.path_costs(_graph()))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"closed_edges": {"E99"}}, "no such edge: E99"),
        ({"parameters": _parameters(handling_idr_per_t=None)}, "handling_idr_per_t is missing"),
        ({"parameters": _parameters(road_idr_per_t_km=-1)}, "expected 0 or more"),
        ({"edges": _edges().replace({"to_node": {"Q": "Z"}})}, "no such node: Z"),
        ({"edges": _edges().replace({"mode": {"road": "rail"}})}, "unknown mode 'rail'"),
        ({"edges": _edges().replace({"basis": {"derived": "guess"}})}, "unknown basis 'guess'"),
        ({"edges": pd.concat([_edges(), _edges().head(1)])}, "more than once: E1"),
        ({"edges": _edges().assign(distance_km=-1.0)}, "distance_km is -1.0"),
    ],
)
def test_wrong_input_is_named(change: dict, message: str) -> None:
    arguments = {"nodes": _nodes(), "edges": _edges(), "parameters": _parameters(), **change}
    with pytest.raises(network.NetworkInputError, match=message):
        network.build_graph(**arguments)


def test_unknown_regency_and_gateway_are_named() -> None:
    with pytest.raises(network.NetworkInputError, match="5399"):
        network.path_costs(_graph(), ["5399"])
    with pytest.raises(network.NetworkInputError, match="X_NOWHERE"):
        network.external_costs(_graph(), ["X_NOWHERE"])


def test_event_closes_its_edges_and_an_unknown_one_is_named() -> None:
    events = pd.DataFrame({"event": ["dock", "monsoon"], "edge_ids": ["E2", "E2; E4"]})
    assert network.event_edges(events, ["dock", "monsoon"]) == {"E2", "E4"}
    assert network.event_edges(events, []) == frozenset()
    with pytest.raises(network.NetworkInputError, match="no such event: strike"):
        network.event_edges(events, ["strike"])
    with pytest.raises(network.NetworkInputError, match="more than once: dock"):
        network.event_edges(pd.concat([events, events.head(1)]), ["dock"])


def test_groups_that_reach_each_other() -> None:
    # A, B, C are joined; D has no edge. The ship from X joins nothing.
    assert network.reach_groups(_graph()) == [("5301", "5302", "5303"), ("5304",)]
    # Without the ferries B stands alone; X still brings it goods.
    closed = _graph(closed_edges={"E2", "E4"})
    assert network.reach_groups(closed) == [("5301", "5303"), ("5302",), ("5304",)]
    assert "5302" in set(network.external_costs(closed, ["X"])["destination"])


def test_changes_of_cost_worked_out_by_hand() -> None:
    before = network.path_costs(_graph())
    detour = network.cost_changes(before, network.path_costs(_graph(closed_edges={"E2"})))
    row = detour.set_index(["origin", "destination"]).loc[("5301", "5302")]
    # 4,800 before, 5,600 over R: 800 more, a sixth.
    assert row["change_idr_per_t"] == pytest.approx(800)
    assert row["change_pct"] == pytest.approx(100 / 6)
    assert row["status"] == "dearer"
    assert detour["status"].value_counts().to_dict() == {"dearer": 4, "unchanged": 2}
    gone = network.cost_changes(before, network.path_costs(_graph(closed_edges={"E2", "E4"})))
    assert gone["status"].tolist() == ["unreachable"] * 4 + ["unchanged"] * 2
    back = network.cost_changes(network.path_costs(_graph(closed_edges={"E6"})), before)
    assert set(back["status"]) == {"reachable", "unchanged"}


def test_alternative_lengths_worked_out_by_hand() -> None:
    # E8 says 60 km where E1 says 100; C to P is 20 + 100 and is given as 119 by the source from
    # which E6 was derived: it proves nothing.
    edges = _edges().assign(ratio_ok=True)
    edges.loc[edges["edge_id"] == "E6", "source_ids"] = "R1;R2"
    total = edges[edges["edge_id"] == "E8"].assign(
        edge_id="E10", from_node="C", distance_km=119.0, source_ids="R2", ratio_ok=False
    )
    lengths = network.alternative_lengths(_nodes(), pd.concat([edges, total]))
    found = lengths.set_index("edge_id")
    assert found["network_km"].to_dict() == {"E8": 100.0, "E10": 120.0}
    assert found["by_construction"].to_dict() == {"E8": False, "E10": True}
    assert found["plausible"].to_dict() == {"E8": True, "E10": False}
    assert found.at["E10", "n_legs"] == 2
    assert found.at["E10", "source_ids"] == "R1;R2;assumption"


# --- the curated tables --------------------------------------------------------------------------

NODES = pd.read_csv(CURATED / "transport_nodes.csv", dtype={"regency_code": str})
EDGES = pd.read_csv(CURATED / "transport_edges.csv")
PARAMETERS = pd.read_csv(CURATED / "cost_parameters.csv")
REAL = network.build_graph(NODES, EDGES, PARAMETERS)
REAL_COSTS = network.path_costs(REAL).set_index(["origin", "destination"])["cost_idr_per_t"]
USED_EDGES = sorted(EDGES.loc[EDGES["preferred"].eq(1) & EDGES["cargo"], "edge_id"])


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


@settings(max_examples=40, deadline=None)
@given(
    closed=st.sets(st.sampled_from(USED_EDGES), max_size=12),
    more=st.sampled_from(USED_EDGES),
)
def test_closing_an_edge_never_lowers_a_cost(closed: set[str], more: str) -> None:
    before = network.build_graph(NODES, EDGES, PARAMETERS, closed)
    after = network.build_graph(NODES, EDGES, PARAMETERS, closed | {more})
    key = ["origin", "destination"]
    cost_before = network.path_costs(before, ["5315", "5316"]).set_index(key)["cost_idr_per_t"]
    cost_after = network.path_costs(after, ["5315", "5316"]).set_index(key)["cost_idr_per_t"]
    assert set(cost_after.index) <= set(cost_before.index)
    assert (cost_after >= cost_before.reindex(cost_after.index) - 1e-6).all()


def test_every_parameter_lies_in_its_range() -> None:
    assert set(network.PARAMETERS) <= set(PARAMETERS["parameter"])
    assert PARAMETERS["value"].between(PARAMETERS["low"], PARAMETERS["high"]).all()


def test_parameters_follow_from_the_figures_they_quote() -> None:
    value = PARAMETERS.set_index("parameter")["value"]
    truck = 1_800_000  # Bolok-Pantai Baru, 74.1 km
    far = truck * 126_000 / 65_000  # Kupang-Larantuka, 225.3 km, by the ratio of passenger fares
    per_km = (far - truck) / (225.3 - 74.1)
    fixed = truck - 74.1 * per_km
    payload = value["truck_payload_t"]
    assert value["ferry_idr_per_t_km"] == pytest.approx(per_km / payload, rel=0.005)
    assert value["crossing_fixed_idr_per_t"] == pytest.approx(fixed / payload, rel=0.005)
    assert value["road_idr_per_t_km"] == pytest.approx(0.085 * 14_850, rel=0.005)
    ship = (3_579_000 / 1325 + 3_922_000 / 1235.3 + 4_102_000 / 1100.6) / 3 / 16
    assert value["ship_idr_per_t_km"] == pytest.approx(ship, rel=0.005)
    loading = (1_804_639 + (950_000 + 1_950_000) / 2) / 16
    assert value["ship_loading_idr_per_t"] == pytest.approx(loading, rel=0.005)
    assert value["ship_unloading_idr_per_t"] == pytest.approx((41_000 + 59_000) / 2)
    tariffs = 203_400 + 1260.3 * 200 + 50_000 + 14 * 1260
    assert value["ship_margin_idr_per_t"] == pytest.approx(1_090_000 - tariffs, rel=0.005)
    legs = network.path_legs(REAL, "X_SAPE", "5315")
    freight = legs.loc[legs["mode"] != "margin", "cost_idr_per_t"].sum()
    assert value["ferry_gateway_margin_idr_per_t"] == pytest.approx(700_000 - freight, rel=0.005)


def test_paths_an_official_would_expect() -> None:
    def stops(origin: str, destination: str) -> list[str]:
        legs = network.path_legs(REAL, origin, destination)
        return [legs["from_node"].iloc[0], *legs.loc[legs["mode"] != "handling", "to_node"]]

    assert stops("5314", "5371") == ["C5314", "P_PANTAIBARU", "P_BOLOK", "C5371"]
    assert stops("5320", "5371") == ["C5320", "P_SEBA", "P_BOLOK", "C5371"]
    assert stops("5307", "5371") == ["C5307", "P_KALABAHI", "P_BOLOK", "C5371"]
    assert stops("5316", "5371") == ["C5316", "C5302", "P_WAINGAPU", "P_TENAU", "C5371"]
    assert stops("5315", "5371") == ["C5315", "C5313", "C5319", "P_AIMERE", "P_BOLOK", "C5371"]
    assert stops("5315", "5310") == ["C5315", "C5313", "C5319", "C5312", "C5311", "C5310"]


def test_rote_is_cut_off_when_its_ferry_stops() -> None:
    graph = network.build_graph(NODES, EDGES, PARAMETERS, {"E061"})
    assert not network.path_costs(graph)["destination"].eq("5314").any()


def test_totals_from_which_a_leg_was_derived_are_known_as_such() -> None:
    found = network.alternative_lengths(NODES, EDGES).set_index("edge_id")
    assert found.at["E008", "by_construction"]  # Kupang - Atambua 275
    assert found.at["E008", "network_km"] == pytest.approx(275)
    assert not found.at["E014", "by_construction"]  # Labuan Bajo - Bajawa by odometer: 264
    assert found.at["E014", "network_km"] == pytest.approx(263)
    assert found.at["E023", "network_km"] == pytest.approx(142)  # a route planner says 115
    assert not found.at["E044", "plausible"]
