"""Building the network: costs by hand on a small graph, wrong input, the real tables."""

from __future__ import annotations

import pandas as pd
import pytest

from geo import network, paths
from tests.support.make_network import (
    PARAMETERS,
    cost_between,
    small_edges,
    small_graph,
    small_nodes,
    small_parameters,
)


def test_alternatives_and_passenger_boats_carry_nothing() -> None:
    # E8 would save 40 km x 10 = 400, E7 5 km x 40 = 200.
    assert cost_between(small_graph(), "5301", "5302") == pytest.approx(4800)


def test_goods_do_not_leave_ntt_by_the_ship() -> None:
    graph = small_graph()
    assert graph.has_edge(("X", "land"), ("Q", "land"))
    assert not graph.has_edge(("Q", "land"), ("X", "land"))


def test_row_order_does_not_matter() -> None:
    shuffled = network.build_graph(
        small_nodes().sample(frac=1, random_state=3),
        small_edges().sample(frac=1, random_state=5),
        small_parameters().sample(frac=1, random_state=7),
    )
    pd.testing.assert_frame_equal(paths.path_costs(shuffled), paths.path_costs(small_graph()))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"closed_edges": {"E99"}}, "no such edge: E99"),
        (
            {"parameters": small_parameters(handling_idr_per_t=None)},
            "handling_idr_per_t is missing",
        ),
        ({"parameters": small_parameters(road_idr_per_t_km=-1)}, "expected 0 or more"),
        ({"edges": small_edges().replace({"to_node": {"Q": "Z"}})}, "no such node: Z"),
        ({"edges": small_edges().replace({"mode": {"road": "rail"}})}, "unknown mode 'rail'"),
        (
            {"edges": small_edges().replace({"basis": {"derived": "guess"}})},
            "unknown basis 'guess'",
        ),
        ({"edges": pd.concat([small_edges(), small_edges().head(1)])}, "more than once: E1"),
        ({"edges": small_edges().assign(distance_km=-1.0)}, "distance_km is -1.0"),
    ],
)
def test_wrong_input_is_named(change: dict, message: str) -> None:
    arguments = {
        "nodes": small_nodes(),
        "edges": small_edges(),
        "parameters": small_parameters(),
        **change,
    }
    with pytest.raises(network.NetworkInputError, match=message):
        network.build_graph(**arguments)


# --- the curated tables --------------------------------------------------------------------------


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
    # What traders keep is no cost of moving goods, on either side.
    assert not [name for name in value.index if "margin" in name]
