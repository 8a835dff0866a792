"""A gateway beside the neighbour that supplies, delivered: worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import AnalysisError
from analysis.matching.delivered import DELIVERED_COLUMNS, delivered_prices
from analysis.matching.price_gaps import LEAST_MONTHS
from services.answer import evaluation, market


def _prices(**by_place: list[float]) -> pd.DataFrame:
    rows = [
        (place, f"2024-{month:02}", value)
        for place, values in by_place.items()
        for month, value in enumerate(values, start=1)
    ]
    return pd.DataFrame(rows, columns=["place", "month", "price_idr_per_kg"])


def _freight(**per_kg: float) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (origin, "B", "regency" if origin == "A" else "external", value)
            for origin, value in per_kg.items()
        ],
        columns=["origin", "destination", "origin_kind", "freight_idr_per_kg"],
    )


FLOWS = pd.DataFrame(
    {"origin": ["A"], "destination": ["B"], "origin_kind": ["regency"], "tonnes": [10.0]}
)


def test_what_would_close_it_by_hand() -> None:
    # Delivered from A: 10,600 seven times and 10,100, 9,600, 9,100; from G: 10,000 + 200. G is
    # cheaper in seven of ten months (70 %: it holds), by 400 in the median; A would need a freight
    # of 600 - 400 = 200, and is cheaper most in October, by 1,100.
    prices = _prices(A=[10_000.0] * 7 + [9_500.0, 9_000.0, 8_500.0], G=[10_000.0] * 10)
    (row,) = delivered_prices(FLOWS, _freight(A=600.0, G=200.0), prices).to_dict("records")
    assert (row["n_cheaper"], row["n_months"], row["gateway_is_cheaper"]) == (7, 10, True)
    assert row["median_inside_idr_per_kg"] == 10_600.0
    assert row["median_gateway_idr_per_kg"] == 10_200.0
    assert row["median_difference_idr_per_kg"] == 400.0
    assert row["closing_freight_idr_per_kg"] == 200.0
    assert (row["least_difference_idr_per_kg"], row["least_month"]) == (-1_100.0, "2024-10")
    # One month fewer, and it does not hold.
    prices.loc[6, "price_idr_per_kg"] = 9_000.0
    found = delivered_prices(FLOWS, _freight(A=600.0, G=200.0), prices)
    assert found["gateway_is_cheaper"].tolist() == [False]


def test_the_cheapest_gateway_is_taken_and_no_month_is_filled() -> None:
    prices = _prices(A=[10_000.0] * 8, G=[9_000.0] * 8, H=[8_000.0] * 8)
    found = delivered_prices(FLOWS, _freight(A=100.0, G=100.0, H=1_500.0), prices)
    assert found["gateway"].tolist() == ["G"]
    few = prices[~((prices["place"] == "G") & (prices["month"] > f"2024-{LEAST_MONTHS - 1:02}"))]
    found = delivered_prices(FLOWS, _freight(A=100.0, G=100.0, H=1_500.0), few)
    assert found["gateway"].tolist() == ["H"]
    assert found["gateway_is_cheaper"].tolist() == [True]


def test_a_gateway_that_is_cheaper_throughout_goes_before_one_cheaper_by_more_in_fewer_months() -> (
    None
):
    # G is cheaper by 1,000 in six of ten months (too few), H by 200 in all: that no gateway is
    # cheaper in most of the months would be wrong.
    prices = _prices(A=[10_000.0] * 10, G=[9_000.0] * 6 + [11_000.0] * 4, H=[9_800.0] * 10)
    found = delivered_prices(FLOWS, _freight(A=100.0, G=100.0, H=100.0), prices)
    assert found["gateway"].tolist() == ["H"]
    assert found["gateway_is_cheaper"].tolist() == [True]


def test_what_has_no_price_or_no_way_has_no_row() -> None:
    prices = _prices(A=[10_000.0] * 8)
    for freight in (_freight(A=100.0, G=100.0), _freight(A=100.0), _freight(G=100.0)):
        found = delivered_prices(FLOWS, freight, prices)
        assert found.empty
        assert tuple(found.columns) == DELIVERED_COLUMNS


def test_two_prices_for_a_month_are_refused() -> None:
    twice = pd.concat([_prices(A=[1.0]), _prices(A=[2.0])])
    with pytest.raises(AnalysisError) as caught:
        delivered_prices(FLOWS, _freight(A=1.0), twice)
    assert caught.value.code == "duplicate"


def test_the_curated_prices_say_what_a_pair_costs_delivered() -> None:
    """Manggarai Barat and Surabaya in Sabu Raijua, month by month from the tables."""
    answer = evaluation.baseline_answer("rice", 2022)
    row = market.delivered(answer).set_index(["origin", "destination"]).loc[("5315", "5320")]
    price = market.monthly_prices("rice").pivot(
        index="month", columns="place", values="price_idr_per_kg"
    )
    cost = answer.costs.between.set_index(["origin", "destination"])["cost_idr_per_t"] / 1000
    out = answer.costs.from_outside.set_index(["gateway", "destination"])["cost_idr_per_t"] / 1000
    inside = price["5315"] + cost[("5315", "5320")]
    outside = {each: price[each] + out[(each, "5320")] for each in ("X_TGPERAK", "X_MAKASSAR")}
    difference = {each: (inside - there).dropna() for each, there in outside.items()}
    best = max(difference, key=lambda each: difference[each].median())
    assert row["gateway"] == best
    assert row["median_difference_idr_per_kg"] == pytest.approx(difference[best].median())
    assert row["n_cheaper"] == (difference[best] > 0).sum()
    assert row["least_month"] == difference[best].idxmin()
