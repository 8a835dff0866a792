"""The price gap by month: golden values by hand, and what must hold for any prices."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import AnalysisError, InvalidOptionError
from analysis.matching.price_gaps import LEAST_MONTHS, price_gaps, supported_share

MONTHS = [f"2024-{month:02}" for month in range(1, 11)]


def _prices(**places: list[float | None]) -> pd.DataFrame:
    rows = [
        (place, month, value)
        for place, values in places.items()
        for month, value in zip(MONTHS, values, strict=False)
        if value is not None
    ]
    return pd.DataFrame(rows, columns=["place", "month", "price_idr_per_kg"])


def _judge(
    prices: pd.DataFrame, freight: float, margin: float = 0.0, handling: float = 0.0
) -> pd.Series:
    pair = pd.DataFrame({"origin": ["A"], "destination": ["B"], "freight_idr_per_kg": [freight]})
    return price_gaps(pair, prices, margin, handling).iloc[0]


def test_seventy_per_cent_of_the_months_decide() -> None:
    # Gaps of 1,000 in seven of ten months, of 100 in three.
    prices = _prices(A=[10_000.0] * 10, B=[11_000.0] * 7 + [10_100.0] * 3)
    found = _judge(prices, 900.0, margin=0.5)
    assert (found.n_months, found.n_covers_freight) == (10, 7)
    assert found.price_verdict == "covers_freight"
    assert found.break_even_freight_idr_per_kg == 1000.0
    # One month fewer: six of ten are not enough, and the break-even falls to the small gap.
    prices = _prices(A=[10_000.0] * 10, B=[11_000.0] * 6 + [10_100.0] * 4)
    found = _judge(prices, 900.0)
    assert found.price_verdict == "below_freight"
    assert found.break_even_freight_idr_per_kg == 100.0


def test_margin_and_handling_make_the_third_verdict() -> None:
    prices = _prices(A=[10_000.0] * 10, B=[13_000.0] * 10)
    # 3,000 gap - 500 freight = 2,500; the usual margin of 20 % is 2,000, handling 300 or 600.
    assert _judge(prices, 500.0, 0.2, 300.0).price_verdict == "covers_all"
    assert _judge(prices, 500.0, 0.2, 600.0).price_verdict == "covers_freight"


def test_a_month_that_one_side_lacks_is_not_filled() -> None:
    prices = _prices(A=[10_000.0] * 10, B=[None, None, *[11_000.0] * 8])
    found = _judge(prices, 500.0)
    assert (found.n_months, found.first_month, found.last_month) == (8, "2024-03", "2024-10")


def test_few_months_or_no_price_bear_no_verdict() -> None:
    few = _prices(A=[1e4] * (LEAST_MONTHS - 1), B=[2e4] * (LEAST_MONTHS - 1))
    found = _judge(few, 500.0)
    assert found.price_verdict == "unknown"
    assert math.isnan(found.break_even_freight_idr_per_kg)
    assert _judge(_prices(A=[1e4] * 10), 500.0).price_verdict == "unknown"
    assert _judge(_prices(A=[1e4] * 10, B=[2e4] * 10), math.nan).price_verdict == "unknown"


@settings(deadline=None)
@given(
    st.lists(st.integers(5_000, 30_000).map(float), min_size=10, max_size=10),
    st.lists(st.integers(5_000, 30_000).map(float), min_size=10, max_size=10),
    st.integers(0, 3_000).map(float),
)
def test_the_verdict_turns_at_the_break_even_freight(
    here: list[float], there: list[float], freight: float
) -> None:
    prices = _prices(A=here, B=there)
    found = _judge(prices, freight)
    covers = found.price_verdict != "below_freight"
    assert covers == (freight <= found.break_even_freight_idr_per_kg)
    # Dearer freight never makes a pair pay.
    dearer = _judge(prices, freight + 100.0)
    assert dearer.n_covers_freight <= found.n_covers_freight


def test_what_contradicts_itself_is_refused() -> None:
    twice = pd.concat([_prices(A=[1e4]), _prices(A=[1e4])])
    with pytest.raises(AnalysisError, match="two rows for A -> 2024-01"):
        _judge(twice, 1.0)
    with pytest.raises(AnalysisError, match="expected 0 or more"):
        _judge(_prices(A=[-1.0]), 1.0)
    with pytest.raises(InvalidOptionError, match="margin_share"):
        _judge(_prices(A=[1.0]), 1.0, margin=-0.1)


def test_a_corridor_is_judged_by_its_tonnes() -> None:
    pairs = pd.DataFrame(
        {
            "tonnes": [60.0, 40.0, 500.0],
            "price_verdict": ["covers_freight", "below_freight", "unknown"],
        }
    )
    assert supported_share(pairs) == 60.0
    assert math.isnan(supported_share(pairs.assign(price_verdict="unknown")))
