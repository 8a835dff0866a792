from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import InvalidOptionError
from analysis.leading.clusters import product_clusters
from analysis.leading.reach import Reach
from tests.support.examples import many
from tests.support.make_kpju import both_ways, held

# Four regencies along a road, 100 km from each to the next; 9 lies on another island.
LINE = both_ways(
    ("1", "2", 100.0, 100.0, 0),
    ("2", "3", 110.0, 100.0, 0),
    ("3", "4", 100.0, 100.0, 0),
    ("1", "3", 210.0, 200.0, 0),
    ("2", "4", 210.0, 200.0, 0),
    ("1", "4", 310.0, 300.0, 0),
)


def sharing(*codes: str, product: str = "cattle") -> pd.DataFrame:
    return held(*((code, product, int(code), "livestock", "not_judged") for code in codes))


def members(table: pd.DataFrame) -> list[str]:
    return table["regency_codes"].tolist()


def test_compact_and_chain_by_hand() -> None:
    lists, near = sharing("1", "2", "3", "4", "9"), Reach(max_distance_km=100)
    # Every member within 100 km of every other: the cheapest mergers first, 1-2 and 3-4.
    compact = product_clusters(lists, LINE, near)
    assert members(compact) == ["1;2", "3;4"]
    assert compact["n_sharing"].tolist() == [5, 5]
    # At least one other within 100 km: the whole road; 9 stays alone.
    chain = product_clusters(lists, LINE, near, "chain")
    assert members(chain) == ["1;2;3;4"]
    row = chain.iloc[0]
    assert (row["widest_km"], row["widest_cost_idr_per_t"], row["most_crossings"]) == (300, 310, 0)
    # Cost to all others: 1: 100+210+310, 2: 100+110+210 = 420, 3: 110+100+210 = 420, 4: 620;
    # equal ones go by code.
    assert row["hub"] == "2"


def test_members_are_told_best_rank_first() -> None:
    lists = held(
        ("1", "coffee", 5, "crop", "recommended"), ("2", "coffee", 1, "crop", "not_urgent")
    )
    row = product_clusters(lists, LINE, Reach()).iloc[0]
    assert (row["regency_codes"], row["best_rank"], row["n_favourable"]) == ("2;1", 1, 1)


def test_a_chain_whose_ends_cannot_reach_each_other() -> None:
    broken = LINE[~(LINE["origin"].isin(["1", "3"]) & LINE["destination"].isin(["1", "3"]))]
    row = product_clusters(sharing("1", "2", "3"), broken, Reach(max_distance_km=100), "chain")
    row = row.iloc[0]
    assert row["regency_codes"] == "1;2;3"
    assert pd.isna(row["widest_km"]), "unknown, not the widest of those that are known"
    assert row["hub"] == "2", "the only one that reaches both others"


def test_a_product_of_one_regency_is_no_cluster() -> None:
    assert product_clusters(sharing("1"), LINE, Reach()).empty
    assert product_clusters(sharing("1", "9"), LINE, Reach()).empty


@pytest.mark.parametrize(
    ("options", "field"),
    [({"linkage_name": "ward"}, "linkage_name"), ({"min_members": 1}, "min_members")],
)
def test_options_out_of_range_name_the_field(options: dict, field: str) -> None:
    with pytest.raises(InvalidOptionError, match=field):
        product_clusters(sharing("1", "2"), LINE, Reach(), **options)


CODES = ["1", "2", "3", "4", "5", "6"]


@st.composite
def networks(draw: st.DrawFn) -> pd.DataFrame:
    pairs = [(a, b) for i, a in enumerate(CODES) for b in CODES[i + 1 :]]
    known = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1))
    return both_ways(*((a, b, float(draw(st.integers(1, 30))), 1.0, 0) for a, b in sorted(known)))


@settings(max_examples=many(25), deadline=None)
@given(networks(), st.integers(0, 30), st.integers(0, 99))
def test_what_always_holds(costs: pd.DataFrame, limit: int, seed: int) -> None:
    lists, reach = sharing(*CODES), Reach(max_cost_idr_per_t=limit)
    cost = {(row.origin, row.destination): row.cost_idr_per_t for row in costs.itertuples()}
    within = {pair for pair, value in cost.items() if value <= limit}
    compact = product_clusters(lists, costs, reach)
    for group in members(compact):
        inside = group.split(";")
        assert all((a, b) in within for a in inside for b in inside if a != b)
    # An independent answer for the chains: connected components.
    graph = nx.Graph(list(within))
    expected = {frozenset(part) for part in nx.connected_components(graph)}
    chains = {
        frozenset(g.split(";")) for g in members(product_clusters(lists, costs, reach, "chain"))
    }
    assert chains == expected
    again = product_clusters(
        lists.sample(frac=1, random_state=seed), costs.sample(frac=1, random_state=seed), reach
    )
    pd.testing.assert_frame_equal(compact, again)
    assert compact["n"].sum() <= len(CODES), "nobody is in two clusters"
