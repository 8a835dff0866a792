"""Tonnes over crossings, worked out by hand, and the room assumed on them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import AnalysisError, InvalidOptionError
from analysis.matching.crossing_loads import capacity_for_share, crossing_loads, tonnes_crossing
from analysis.matching.match import MatchingOptions, match
from analysis.matching.multicommodity import match_commodities
from tests.support.make_tables import balance_of, costs_of, external_of

A, B, X, Y = "5301", "5302", "5311", "5312"
# Rice goes from A over the ferries E1 and E2 to X (8 t); maize from B over E2 the other way to Y
# (6 t); what X lacks beyond that (2 t) comes from the gateway by road.
RICE = match(balance_of({A: 8, X: -10}), costs_of({(A, X): 1000}), external_of({("G", X): 9000}))
MAIZE = match(balance_of({B: 6, Y: -6}), costs_of({(B, Y): 1000}), external_of({}))
PATHS = pd.DataFrame(
    [
        (A, X, "E1", "P", "Q"),
        (A, X, "E2", "Q", "R"),
        (B, Y, "E2", "R", "Q"),
        (B, X, "E3", "R", "S"),
    ],
    columns=["origin", "destination", "edge_id", "from_node", "to_node"],
)


def test_tonnes_by_edge_direction_and_commodity() -> None:
    loads = crossing_loads({"rice": RICE, "maize": MAIZE}, PATHS)
    assert list(loads.itertuples(index=False, name=None)) == [
        ("E1", "P", "Q", "rice", 8.0),
        ("E2", "Q", "R", "rice", 8.0),
        ("E2", "R", "Q", "maize", 6.0),
    ]


def test_goods_over_two_ferries_cross_once() -> None:
    assert tonnes_crossing({"rice": RICE, "maize": MAIZE}, PATHS) == pytest.approx(14)
    assert tonnes_crossing({"rice": RICE}, PATHS.iloc[:0]) == 0


def test_no_commodity_no_load() -> None:
    assert crossing_loads({}, PATHS).empty
    with pytest.raises(AnalysisError, match="from_node"):
        crossing_loads({"rice": RICE}, PATHS.drop(columns="from_node"))


def test_room_is_a_share_of_both_directions_together() -> None:
    loads = crossing_loads({"rice": RICE, "maize": MAIZE}, PATHS)
    every = capacity_for_share(loads, 0.25)
    assert every.to_numpy().tolist() == [["E1", 2.0], ["E2", 3.5]]
    assert capacity_for_share(loads, 0, "E2").to_numpy().tolist() == [["E2", 0.0]]
    assert capacity_for_share(loads, 0.5, "E3").empty  # carries nothing: no measure, no limit
    for share in (-0.1, 1.1):
        with pytest.raises(InvalidOptionError, match="share"):
            capacity_for_share(loads, share)


@pytest.mark.parametrize("share", [1.0, 0.75, 0.5, 0.25, 0.0])
def test_no_crossing_carries_more_than_its_room(share: float) -> None:
    balances = {"rice": balance_of({A: 8, X: -10}), "maize": balance_of({B: 6, Y: -6})}
    tables = costs_of({(A, X): 1000, (B, Y): 1000}), external_of({("G", X): 9000})
    free = match_commodities(
        *(balances, *tables, MatchingOptions(), capacity_for_share(crossing_loads({}, PATHS), 1)),
        PATHS,
    )
    room = capacity_for_share(crossing_loads(free.results, PATHS), share)
    many = match_commodities(balances, *tables, MatchingOptions(), room, PATHS)
    used = crossing_loads(many.results, PATHS).groupby("edge_id")["tonnes"].sum()
    capacity = room.set_index("edge_id")["capacity_t"]
    assert (used <= capacity.reindex(used.index) + 1e-5).all()
    assert used.sum() == pytest.approx(many.edges["used_t"].sum())
