"""What a match is shown beside: alternatives, next-best partners, prices, other commodities."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.matching.alternatives import ALTERNATIVES, compare_alternatives
from analysis.matching.explain import next_best
from analysis.matching.match import match
from analysis.matching.multicommodity import match_commodities
from analysis.matching.options import MatchingOptionError, MatchingOptions
from analysis.matching.problem import MatchingInputError
from analysis.prices import PRICE_SUPPORT, price_flows, rising_prices
from tests.support.examples import many
from tests.support.make_tables import balance_of, costs_of, external_of

# The problem of test_matching: A 30, B 20; X 15, Y 25, Z 20 wanted; the answer is
# A: X 15, Z 10, Y 5; B: Y 20; G: Z 10 for 18,500 thousand rupiah.
A, B, X, Y, Z = "5312", "5315", "5371", "5304", "5310"
BALANCE = balance_of({A: 30, B: 20, X: -15, Y: -25, Z: -20})
COSTS = costs_of(
    {
        **{(A, X): 100_000, (A, Y): 200_000, (A, Z): 400_000},
        **{(B, X): 300_000, (B, Y): 250_000, (B, Z): 500_000},
    }
)
EXTERNAL = external_of({("G", X): 600_000, ("G", Y): 900_000, ("G", Z): 700_000})
OPTIONS = MatchingOptions(objective="least_cost")


def test_the_alternatives_by_hand() -> None:
    # All outside: 15x600 + 25x900 + 20x700 = 9,000 + 22,500 + 14,000 = 45,500 thousand.
    # Nearest first: 19,000 thousand (test_matching).
    table = compare_alternatives(BALANCE, COSTS, EXTERNAL, OPTIONS).set_index("alternative")
    assert tuple(table.index) == ALTERNATIVES
    assert table["cost_idr"].tolist() == pytest.approx([18_500_000, 45_500_000, 19_000_000])
    assert table["saving_idr"].tolist() == pytest.approx([0, 27_000_000, 500_000])
    assert table["external_t"].tolist() == pytest.approx([10, 60, 10])
    assert table["is_comparable"].all()


def test_a_saving_with_other_unmet_need_is_marked() -> None:
    options = replace(OPTIONS, external_supply=False)
    result = match(BALANCE, COSTS, EXTERNAL, options)
    table = compare_alternatives(BALANCE, COSTS, EXTERNAL, options, result)
    outside = table.set_index("alternative").loc["all_external"]
    assert outside["less_unmet_t"] == pytest.approx(-10)  # outside would meet all, 10 t more
    assert not outside["is_comparable"]


@settings(max_examples=many(10), deadline=None)
@given(st.lists(st.integers(-40, 40).filter(bool), min_size=2, max_size=5), st.integers(0, 99))
def test_no_alternative_is_better(sizes, seed) -> None:
    balance = {f"53{place:02}": size for place, size in enumerate(sizes)}
    cost = {
        (o, d): 1000 * (1 + (seed * (i + 3) * (j + 7)) % 11)
        for i, o in enumerate(balance)
        for j, d in enumerate(balance)
        if o != d
    }
    outside = {("G", d): 6000 for d in balance}
    table = compare_alternatives(balance_of(balance), costs_of(cost), external_of(outside), OPTIONS)
    assert (table["saving_idr"] >= -1e-3).all()
    assert table["is_comparable"].all()


def test_why_this_pair() -> None:
    # B -> Y (20 t). Prices: X 400, Y 500, Z 700; A earns 300, B 250 (thousand).
    # B's other receivers: X costs 300 + 250 - 400 = 150 more for all, Z 500 + 250 - 700 = 50.
    # Y's other suppliers: A is used already (0 more), G 900 - 500 = 400 more.
    reasons = next_best(BALANCE, COSTS, EXTERNAL, OPTIONS, B, Y)
    assert (reasons.cost_idr_per_t, reasons.tonnes) == (250_000, pytest.approx(20))
    partners = reasons.partners.set_index(["side", "partner"])
    assert partners["reduced_cost_idr_per_t"].to_dict() == pytest.approx(
        {
            **{("origin", X): 150_000, ("origin", Z): 50_000},
            **{("destination", A): 0, ("destination", "G"): 400_000},
        }
    )
    assert partners.loc[("destination", A), "extra_freight_idr_per_t"] == -50_000
    assert partners.loc[("destination", A), "tonnes_now"] == pytest.approx(5)
    # Without it Y takes 25 t from A (5,000), A's rest goes to X (500), B serves X 10 and Z 10
    # (3,000 + 5,000), and G brings Z's other 10 t (7,000): 20,500 thousand.
    assert reasons.extra_cost_idr == pytest.approx(20_500_000 - 18_500_000)
    assert reasons.extra_unmet_t == pytest.approx(0)
    change = reasons.instead.set_index(["origin", "destination"])["change_t"]
    assert change[(B, Y)] == pytest.approx(-20)
    assert change.sum() == pytest.approx(0)
    # Y then takes all from A: two million more for 20 t.
    assert reasons.takes_from == (A,)
    assert reasons.extra_cost_idr_per_t == pytest.approx(100_000)


def test_why_a_gateway() -> None:
    reasons = next_best(BALANCE, COSTS, EXTERNAL, OPTIONS, "G", Z)
    assert set(reasons.partners["side"]) == {"destination"}
    # Then Z takes all 20 t from A (8,000), A's X 5 and Y 5 and B's Y 20 stay (500 + 1,000 +
    # 5,000), and X buys 10 t from G (6,000): 20,500 thousand.
    assert reasons.extra_cost_idr == pytest.approx(2_000_000)
    assert reasons.extra_unmet_t == pytest.approx(0)


def test_a_pair_on_the_wrong_sides_is_refused() -> None:
    for origin, destination in ((X, Y), (A, B), ("5399", X)):
        with pytest.raises(MatchingInputError) as error:
            next_best(BALANCE, COSTS, EXTERNAL, OPTIONS, origin, destination)
        assert error.value.code == "unknown_pair"


def test_prices_support_or_not_or_nobody_knows() -> None:
    flows = match(BALANCE, COSTS, EXTERNAL, OPTIONS).flows
    prices = pd.DataFrame(
        {
            "regency_code": [A, X, Y, Z],
            "price_idr_per_kg": [12_000, 12_100, 12_199, math.nan],
        }
    )
    table = price_flows(flows, prices).set_index(["origin", "destination"])
    assert table["price_support"].to_dict() == {
        (B, Y): "unknown",  # B's price is not known
        (A, X): "covers_freight",  # 100 a kg more, freight 100
        (A, Z): "unknown",
        (A, Y): "below_freight",  # 199 more, freight 200
        ("G", Z): "unknown",
    }
    assert set(table["price_support"]) <= set(PRICE_SUPPORT)
    assert table.loc[(B, Y), "value_at_destination_idr"] == pytest.approx(20_000 * 12_199)
    assert math.isnan(table.loc[(A, Z), "value_at_destination_idr"])


def test_contradicting_prices_are_refused() -> None:
    flows = match(BALANCE, COSTS, EXTERNAL, OPTIONS).flows
    for codes, values, code in (([A, A], [1, 2], "duplicate"), ([A], [-1], "negative")):
        with pytest.raises(AnalysisError) as error:
            price_flows(flows, pd.DataFrame({"regency_code": codes, "price_idr_per_kg": values}))
        assert error.value.code == code


# Two commodities over one ferry with room for 10 t. Rice: A 8 to X, else G at 9 more a tonne.
# Maize: B 8 to Y, else G at 4 more. Rice gains more from the ferry and takes 8, maize 2.
RICE, MAIZE = balance_of({A: 8, X: -8}), balance_of({B: 8, Y: -8})
FERRY_COSTS = costs_of({(A, X): 1000, (B, Y): 1000})
FERRY_EXTERNAL = external_of({("G", X): 10_000, ("G", Y): 5_000})
PATHS = pd.DataFrame({"origin": [A, B], "destination": [X, Y], "edge_id": ["E1", "E1"]})


def ferry(capacity_t: float) -> pd.DataFrame:
    return pd.DataFrame({"edge_id": ["E1"], "capacity_t": [capacity_t]})


def together(capacity_t: float, options: MatchingOptions = OPTIONS):
    balances = {"rice": RICE, "maize": MAIZE}
    return match_commodities(
        balances, FERRY_COSTS, FERRY_EXTERNAL, options, ferry(capacity_t), PATHS
    )


def test_commodities_share_a_ferry() -> None:
    many = together(10)
    assert list(many.results) == ["maize", "rice"]
    moved = {name: result.totals.moved_t for name, result in many.results.items()}
    assert moved == pytest.approx({"rice": 8, "maize": 2})
    assert many.edges.iloc[0].tolist() == ["E1", 10, pytest.approx(10), pytest.approx(4000), ""]
    # More maize would come with a larger ferry, or if it could not come from outside.
    assert many.results["maize"].unmet["reason"].tolist() == ["capacity;external_cheaper"]
    assert many.results["maize"].unsold["reason"].tolist() == ["capacity;external_cheaper"]


def test_with_room_for_all_each_is_matched_by_itself() -> None:
    many = together(100)
    for name, balance in (("rice", RICE), ("maize", MAIZE)):
        pd.testing.assert_frame_equal(
            many.results[name].flows, match(balance, FERRY_COSTS, FERRY_EXTERNAL, OPTIONS).flows
        )
    assert many.edges["shadow_price_idr_per_t"].tolist() == [0]


def test_room_that_places_own_surplus_has_no_price_in_money() -> None:
    """16 t of own surplus and room for 10: more room goes to more of it, whatever the freight."""
    first = MatchingOptions()
    many = together(10, first)
    assert sum(result.totals.moved_t for result in many.results.values()) == pytest.approx(10)
    assert many.edges["gain"].tolist() == ["inside"]
    closed = together(10, replace(first, external_supply=False))
    assert closed.edges["gain"].tolist() == ["met"]
    assert together(100, first).edges["gain"].tolist() == [""]


def test_a_closed_ferry_carries_nothing_and_an_unknown_one_everything() -> None:
    closed = together(0)
    assert all(result.totals.moved_t == 0 for result in closed.results.values())
    unknown = together(math.nan)
    assert all(result.totals.external_t == 0 for result in unknown.results.values())
    assert unknown.edges.empty


def test_capacities_and_options_that_cannot_be_are_refused() -> None:
    with pytest.raises(AnalysisError, match="expected 0 or more"):
        together(-1)
    with pytest.raises(MatchingOptionError, match="objective"):
        together(1, MatchingOptions(objective="fairest"))
    balances = {"rice": RICE}
    twice = pd.concat([ferry(1), ferry(2)])
    with pytest.raises(AnalysisError, match="two rows"):
        match_commodities(balances, FERRY_COSTS, FERRY_EXTERNAL, OPTIONS, twice, PATHS)


PRICES = pd.DataFrame({"regency_code": ["A", "B"], "price_idr_per_kg": [13_000.0, 14_000.0]})


def test_two_prices_for_a_place_are_refused() -> None:
    costs = pd.DataFrame({"origin": ["A"], "destination": ["B"], "cost_idr_per_t": [1.0]})
    with pytest.raises(AnalysisError, match="two rows for A"):
        rising_prices(pd.concat([PRICES, PRICES.head(1)]), costs)


def test_a_pair_counts_only_in_the_direction_in_which_the_price_rises() -> None:
    costs = pd.DataFrame(
        {
            "origin": ["A", "B", "A"],
            "destination": ["B", "A", "C"],
            "cost_idr_per_t": [400_000.0, 400_000.0, 1.0],
        }
    )
    # A to B, 1,000 against 400 rupiah per kg; the price in C is not known.
    (row,) = rising_prices(PRICES, costs).to_dict("records")
    assert (row["origin"], row["destination"]) == ("A", "B")
    assert (row["price_gap_idr_per_kg"], row["cost_idr_per_kg"]) == (1000.0, 400.0)
    assert (row["margin_idr_per_kg"], row["price_support"]) == (600.0, "covers_freight")
    dear = costs.assign(cost_idr_per_t=2e6)
    assert rising_prices(PRICES, dear)["price_support"].tolist() == ["below_freight"]
