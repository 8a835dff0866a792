"""The model beside published figures: figures by hand, and what must hold."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.matching.validation import (
    KINDS,
    TOLERANCES_PCT,
    VERDICTS,
    ValidationInputError,
    count_by_kind,
    difference_pct,
    independent_checks,
    judge,
    rank_correlation,
)
from tests.support.examples import many


def _checks(*rows: tuple[float, float, float, bool]) -> pd.DataFrame:
    columns = ["published_low", "published_high", "model", "comparable"]
    return pd.DataFrame(rows, columns=columns).assign(kind="cost")


def test_ferry_fare_by_hand() -> None:
    # Bolok - Pantai Baru: (74.1 km x 1,400 + 121,500) x 8 t = 1,801,920 against 1,800,000: +0.1 %.
    # At 14 t a truck 3,153,360 against 2,000,000 for a large truck: +57.7 %.
    judged = judge(
        _checks((1_800_000, 1_800_000, 1_801_920, True), (2_000_000, 2_000_000, 3_153_360, True))
    )
    assert judged["difference_pct"].round(2).tolist() == [0.11, 57.67]
    assert judged["verdict"].tolist() == ["agrees", "misses"]


def test_range_is_measured_from_its_nearer_end() -> None:
    # A haul of 4 to 5 million against 1,146,752: 71.3 % below 4 million, not below the middle.
    judged = judge(_checks((4e6, 5e6, 1_146_752, True), (4e6, 5e6, 4.2e6, True)))
    assert judged["difference_pct"].round(1).tolist() == [-71.3, 0.0]


def test_bounds_of_the_verdicts_belong_to_the_better_word() -> None:
    rows = [(100, 100, 110.0, True), (100, 100, 75.0, True), (100, 100, 125.01, True)]
    assert judge(_checks(*rows))["verdict"].tolist() == ["agrees", "near", "misses"]


def test_each_kind_has_its_own_tolerance() -> None:
    # 23 % off: near for a fare of another year and load, a miss for a road's length.
    rows = _checks(*[(100, 100, 123.0, True)] * 3).assign(kind=list(KINDS))
    assert judge(rows)["verdict"].tolist() == ["near", "near", "misses"]
    assert set(TOLERANCES_PCT) == set(KINDS)
    with pytest.raises(ValidationInputError, match="smell"):
        judge(rows.assign(kind="smell"))


def _judged(*rows: tuple[str, str, float, bool]) -> pd.DataFrame:
    """Kind, subject, published figure of a model's 100, used."""
    table = pd.DataFrame(rows, columns=["kind", "subject", "published", "used"])
    return judge(
        table.assign(
            published_low=table["published"],
            published_high=table["published"],
            model=100.0,
            comparable=True,
        )
    )


def test_a_road_counts_once_and_by_its_farthest_length() -> None:
    # 95 km and 130 km for one road of 100 km: +5.3 % agrees, -23.1 % misses. The miss counts.
    judged = _judged(
        ("road_length", "A-B", 95, False),
        ("road_length", "A-B", 130, False),
        ("road_length", "C-D", 100, False),
        ("road_length", "E-F", 100, True),
    )
    free = independent_checks(judged)
    assert free["published"].tolist() == [130, 100]
    assert free["verdict"].tolist() == ["misses", "agrees"]
    assert independent_checks(judged.head(2).iloc[::-1])["published"].tolist() == [130]


def test_kinds_are_counted_apart() -> None:
    free = independent_checks(
        _judged(
            ("road_length", "A-B", 100, False),
            ("road_length", "C-D", 99, False),
            ("cost", "T1", 50, False),
            ("price_gap", "T2", 100, True),
        )
    )
    counts = count_by_kind(free).set_index("kind")
    assert counts.loc["road_length"].tolist() == [2, 2, 0, 0]
    assert counts.loc["cost"].tolist() == [1, 0, 0, 1]
    # A kind whose figures all set the model has nothing to show, and says so with a zero.
    assert counts.loc["price_gap"].tolist() == [0, 0, 0, 0]
    assert set(counts.index) == set(KINDS), "no row adds kinds up"


def test_what_is_not_the_same_thing_gets_no_difference() -> None:
    judged = judge(_checks((11, 11, 17.2, False), (0, 0, 5, True), (5, 5, np.nan, True)))
    assert judged["difference_pct"].isna().all()
    assert set(judged["verdict"]) == {"not_comparable"}


def test_range_turned_round_is_refused() -> None:
    with pytest.raises(ValidationInputError) as error:
        judge(_checks((5, 4, 4, True)))
    assert error.value.code == "range"
    with pytest.raises(AnalysisError, match="comparable"):
        judge(_checks((4, 5, 4, True)).drop(columns="comparable"))


@settings(max_examples=many(60), deadline=None)
@given(
    low=st.floats(1, 1e6),
    width=st.floats(0, 1e6),
    model=st.floats(0, 1e7),
    scale=st.floats(0.01, 100),
)
def test_difference_does_not_depend_on_the_unit(
    low: float, width: float, model: float, scale: float
) -> None:
    here = float(difference_pct(model, low, low + width))
    there = float(difference_pct(model * scale, low * scale, (low + width) * scale))
    assert there == pytest.approx(here, rel=1e-6, abs=1e-6)
    assert (here == 0) == (low <= model <= low + width)
    assert judge(_checks((low, low + width, model, True)))["verdict"].iloc[0] in VERDICTS


# --- ranks ---------------------------------------------------------------------------------------


def test_rank_correlation_by_hand() -> None:
    # Ranks 1,2,3,4 against 2,1,4,3: 1 - 6 x 4 / (4 x 15) = 0.6.
    value, n = rank_correlation(pd.Series([1, 5, 7, 9]), pd.Series([20, 10, 40, 30]))
    assert (value, n) == (pytest.approx(0.6), 4)
    assert np.isnan(rank_correlation(pd.Series([1.0, 2.0]), pd.Series([1.0, 2.0]))[0])
    assert np.isnan(rank_correlation(pd.Series([1.0, 1, 1]), pd.Series([1.0, 2, 3]))[0])
