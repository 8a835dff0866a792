from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.leading.kpju_pairs import (
    INDICATIONS,
    complementary_pairs,
    products_without_pairs,
    similar_pairs,
    strong_regencies,
)
from analysis.leading.rankings import rank_biased_overlap
from analysis.leading.reach import Reach
from tests.support.examples import many
from tests.support.make_kpju import both_ways, held

LISTS = held(
    ("1", "rice", 1, "crop", "recommended"),
    ("1", "cattle", 9, "livestock", "not_judged"),
    ("2", "cattle", 2, "livestock", "not_urgent"),
    ("3", "cattle", 7, "livestock", "good_to_very_good"),
    ("3", "kiosk_shop", 1, "trade", "recommended"),
    ("4", "pig", 8, "livestock", "not_judged"),
)
# Regency 5 has no list.
COSTS = both_ways(
    ("1", "2", 200_000.0, 150.0, 0),
    ("1", "3", 500_000.0, 200.0, 1),
    ("2", "3", 400_000.0, 120.0, 1),
    ("1", "4", 100_000.0, 80.0, 0),
    ("2", "4", 300_000.0, 240.0, 0),
)
NOBODY = pd.DataFrame({"regency_code": ["1", "2", "3", "4", "5"], "codes": "", "prominent": False})
NO_FLOWS = pd.DataFrame(columns=["commodity", "origin_code", "destination_code"])


def demand(*given: tuple[str, str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(list(given), columns=["regency_code", "product", "code", "value"])


def pairs(evidence: pd.DataFrame, **more: pd.DataFrame) -> pd.DataFrame:
    return complementary_pairs(
        more.get("lists", LISTS),
        evidence,
        more.get("costs", COSTS),
        more.get("visitors", NOBODY),
        more.get("flows", NO_FLOWS),
    )


def test_who_is_strong() -> None:
    strong = strong_regencies(LISTS).set_index(["regency_code", "product"])
    assert strong["supply_codes"].to_dict() == {
        ("1", "rice"): "top_rank;favourable",
        ("2", "cattle"): "top_rank",
        ("3", "cattle"): "favourable",
        ("3", "kiosk_shop"): "top_rank;favourable",
    }
    assert strong["caution"].to_dict()["2", "cattle"] == "not_urgent"
    assert (strong["caution"] != "").sum() == 1


def test_pairs_by_hand() -> None:
    table = pairs(
        demand(
            ("1", "cattle", "consumed", 0.2),  # has cattle, at rank 9: not without it
            ("4", "cattle", "consumed", 0.2),
            ("4", "cattle", "consumed_more", 0.2),
            ("5", "cattle", "consumed", 0.2),  # no list: nothing is known
            ("2", "rice", "consumed", 90.0),
            ("4", "rice", "consumed", 95.0),
        )
    )
    got = table[["supplier", "receiver", "product", "indication"]].values.tolist()
    # Rice: the supplier is firm (rank 1 and recommended), the receivers are not: moderate.
    # Cattle: the suppliers are not firm, the receiver is (eats more): moderate.
    # All moderate, so the cheapest path first; 3 has no path to 4 and stands last.
    assert got == [
        ["1", "4", "rice", "moderate"],
        ["1", "2", "rice", "moderate"],
        ["2", "4", "cattle", "moderate"],
        ["3", "4", "cattle", "moderate"],
    ]
    assert table["freight_idr_per_kg"].tolist()[:3] == [100.0, 200.0, 300.0]
    assert table["cost_idr_per_t"].isna().tolist() == [False, False, False, True]


def test_levels_of_indication() -> None:
    weak = pairs(demand(("4", "cattle", "consumed", 0.2)))
    assert set(weak["indication"]) == {"weak"}
    strong = pairs(demand(("4", "rice", "reported_flow", float("nan"))))
    assert set(strong["indication"]) == {"strong"}


def test_a_priority_destination_makes_the_need_firm() -> None:
    visitors = NOBODY.assign(codes=["", "", "", "priority_destination", ""])
    table = pairs(demand(("4", "rice", "tourism", float("nan"))), visitors=visitors)
    assert table["demand_codes"].tolist() == ["priority_destination;tourism"]
    assert table["indication"].tolist() == ["strong"]


@pytest.mark.parametrize(
    ("receiver_price", "support", "indication"),
    [(14_100.0, "covers_freight", "strong"), (14_099.0, "below_freight", "moderate")],
)
def test_price_difference_against_freight(
    receiver_price: float, support: str, indication: str
) -> None:
    # 14,000 at the supplier's; the freight from 1 to 4 is 100 Rp/kg.
    table = pairs(
        demand(("1", "rice", "priced", 14_000.0), ("4", "rice", "priced", receiver_price))
    )
    row = table.iloc[0]
    assert row["price_gap_idr_per_kg"] == receiver_price - 14_000.0
    assert (row["price_support"], row["indication"]) == (support, indication)


def test_prices_can_speak_against_what_is_eaten() -> None:
    eaten = (("4", "rice", "consumed_more", 99.0), ("1", "rice", "priced", 14_000.0))
    assert pairs(demand(*eaten))["indication"].tolist() == ["strong"]
    dearer_at_home = demand(*eaten, ("4", "rice", "priced", 13_000.0))
    assert pairs(dearer_at_home)["indication"].tolist() == ["moderate"]
    flows = pd.DataFrame({"commodity": ["rice"], "origin_code": ["1"], "destination_code": ["4"]})
    reported = pairs(dearer_at_home, flows=flows)
    assert reported["indication"].tolist() == ["strong"], "what is done weighs more"


def test_a_price_of_beef_says_nothing_about_carrying_cattle() -> None:
    table = pairs(demand(("2", "cattle", "priced", 1.0), ("4", "cattle", "priced", 1e6)))
    assert set(table["price_support"]) == {"unknown"}
    assert table["price_gap_idr_per_kg"].isna().all()


def test_a_reported_pair_is_known_by_the_good_too() -> None:
    flows = pd.DataFrame({"commodity": ["beef"], "origin_code": ["2"], "destination_code": ["4"]})
    table = pairs(demand(("4", "cattle", "consumed", 1.0)), flows=flows)
    assert table.set_index("supplier")["reported_pair"].to_dict() == {"2": True, "3": False}


def test_without_evidence_there_is_no_pair_and_the_reason_is_told() -> None:
    none = pairs(demand())
    assert none.empty
    assert "indication" in none.columns
    told = products_without_pairs(LISTS, none).set_index("product")["reason"].to_dict()
    assert told == {
        "cattle": "no_demand_known",
        "kiosk_shop": "serves_own_place",
        "pig": "nobody_strong",
        "rice": "no_demand_known",
    }


def test_similar_pairs_by_hand() -> None:
    lists = held(
        ("1", "rice", 1, "crop", "not_judged"),
        ("1", "cattle", 2, "livestock", "not_judged"),
        ("1", "kiosk_shop", 3, "trade", "not_judged"),
        ("2", "cattle", 1, "livestock", "not_judged"),
        ("2", "kiosk_shop", 2, "trade", "not_judged"),
        ("4", "rice", 1, "crop", "not_judged"),
    )
    table = similar_pairs(lists, COSTS, Reach(max_cost_idr_per_t=250_000))
    table = table.set_index(["regency_a", "regency_b"])
    assert table["near"].to_dict() == {("1", "4"): True, ("1", "2"): True, ("2", "4"): False}
    assert list(table.index)[-1] == ("2", "4"), "what is out of reach stands last"
    first = table.loc[("1", "2")]
    # Ranks 2 + 1 of cattle come before 3 + 2 of the shop.
    assert (first["shared"], first["n_shared"]) == ("cattle;kiosk_shop", 2)
    assert (first["shared_goods"], first["n_shared_goods"]) == ("cattle", 1)
    expected = rank_biased_overlap(["rice", "cattle", "kiosk_shop"], ["cattle", "kiosk_shop"])
    assert first["overlap"] == expected
    assert table.loc[("2", "4"), "overlap"] == 0.0


PRODUCTS = ["rice", "cattle", "pig", "coffee"]
VERDICTS = ["not_judged", "recommended", "not_promising"]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    rows = []
    for code in ("1", "2", "3", "4"):
        listed = draw(st.lists(st.sampled_from(PRODUCTS), unique=True, max_size=4))
        ranks = draw(st.permutations(range(1, 11)))
        rows += [
            (code, product, ranks[i], "crop", draw(st.sampled_from(VERDICTS)))
            for i, product in enumerate(listed)
        ]
    evidence = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["1", "2", "3", "4"]),
                st.sampled_from(PRODUCTS),
                st.sampled_from(["consumed", "consumed_more", "tourism", "reported_flow"]),
                st.floats(0.1, 99),
            ),
            max_size=12,
            unique_by=lambda row: row[:3],
        )
    )
    return held(*rows), demand(*evidence), COSTS


@settings(max_examples=many(20), deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_what_always_holds_of_complementary_pairs(world: tuple, random) -> None:
    lists, evidence, costs = world
    table = pairs(evidence, lists=lists)
    having = set(lists[["regency_code", "product"]].itertuples(index=False, name=None))
    for row in table.itertuples():
        assert (row.supplier, row.product) in having
        assert (row.receiver, row.product) not in having
        assert row.receiver in set(lists["regency_code"])
        assert row.indication in INDICATIONS
        assert row.supply_codes
        assert row.demand_codes
    assert not table.duplicated(["supplier", "receiver", "product"]).any()
    shuffled = [
        frame.sample(frac=1, random_state=random.randrange(99)) if len(frame) else frame
        for frame in (lists, evidence, costs)
    ]
    again = pairs(shuffled[1], lists=shuffled[0], costs=shuffled[2])
    pd.testing.assert_frame_equal(table, again)


@settings(max_examples=many(15), deadline=None)
@given(worlds())
def test_more_evidence_never_loses_a_pair(world: tuple) -> None:
    lists, evidence, _ = world
    order = {code: level for level, code in enumerate(INDICATIONS)}
    before = pairs(evidence, lists=lists)
    more = pd.concat([evidence, demand(("4", "rice", "reported_demand", float("nan")))])
    after = pairs(more, lists=lists).set_index(["supplier", "receiver", "product"])["indication"]
    for row in before.itertuples():
        level = after[row.supplier, row.receiver, row.product]
        assert order[level] <= order[row.indication]
