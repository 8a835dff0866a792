"""Which figures may be built upon: the rule that finds outliers, and what it leaves alone."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.balance.compute import compute_balance, summarise_balance
from analysis.balance.qualification import (
    DISQUALIFIERS,
    FAR_FACTOR,
    MIN_OTHER_YEARS,
    disqualifiers,
    with_outliers,
)
from analysis.balance.settings import BalanceTables
from analysis.matching.match import match
from ntt_data.tables import load
from tests.support.make_tables import SETTINGS, costs_of, external_of, rows, tables


def _series(values: list[float | None], flags: list[str | None] | None = None) -> pd.DataFrame:
    flags = flags or [None] * len(values)
    given = zip(range(2016, 2016 + len(values)), values, flags, strict=True)
    return rows("production", *({"year": y, "value": v, "flag": f} for y, v, f in given))


def _found(table: pd.DataFrame) -> list[bool]:
    return with_outliers(table)["median_ratio"].notna().tolist()


def test_a_value_is_held_against_the_median_of_the_other_years() -> None:
    # Others of the 41: 10, 10, 12, median 10; 41 is 4.1 times that. Others of the 12: median 10.
    found = with_outliers(_series([10.0, 10.0, 12.0, 41.0]))["median_ratio"]
    assert found.tolist()[3] == pytest.approx(4.1)
    assert found.isna().tolist() == [True, True, True, False]


@pytest.mark.parametrize(
    ("value", "is_found"), [(40.0, False), (40.01, True), (2.5, False), (2.49, True), (0.0, True)]
)
def test_exactly_at_the_factor_is_not_beyond_it(value: float, is_found: bool) -> None:
    assert _found(_series([10.0, 10.0, 10.0, value]))[3] == is_found


def test_too_few_other_years_say_nothing() -> None:
    assert _found(_series([10.0, 10.0, 1000.0])) == [False] * 3
    # A year without a figure is none.
    assert _found(_series([10.0, 10.0, 1000.0, None])) == [False] * 4
    assert MIN_OTHER_YEARS == 3


def test_a_median_of_zero_has_no_multiple() -> None:
    assert _found(_series([0.0, 0.0, 0.0, 9.0])) == [False] * 4


def test_years_of_an_older_method_are_neither_held_against_others_nor_others_against_them() -> None:
    values = [500.0, 500.0, 10.0, 11.0, 12.0, 100.0]
    older = ["older_method", "older_method", None, None, None, None]
    assert _found(_series(values, older)) == [False, False, False, False, False, True]
    # With them the median is 12 (of 500, 500, 10, 11, 12), and 100 still far, but so is 500.
    assert _found(_series(values))[0]


def test_a_break_of_the_series_explains_no_factor_of_four() -> None:
    flags = [None, None, None, "series_break", "series_break"]
    assert _found(_series([100.0, 100.0, 110.0, 90.0, 10.0], flags))[4]


def test_regencies_commodities_measures_and_forms_are_series_of_their_own() -> None:
    small, large = _series([1.0, 1.0, 1.0, 1.0]), _series([90.0, 90.0, 90.0, 90.0])
    for other in (
        {"regency_code": "5302"},
        {"commodity": "chili"},
        {"measure": "yield"},
        {"form": "other"},
    ):
        assert not any(_found(pd.concat([small, large.assign(**other)], ignore_index=True)))


@given(st.lists(st.floats(0.1, 1e6), min_size=4, max_size=9), st.floats(0.01, 1000.0))
def test_neither_unit_nor_order_plays_a_part(values: list[float], factor: float) -> None:
    found = with_outliers(_series(list(values)))["median_ratio"]
    scaled = with_outliers(_series([v * factor for v in values]))["median_ratio"]
    turned = with_outliers(_series(values[::-1]))["median_ratio"]
    near = found.isna() | ((found - FAR_FACTOR).abs() > 1e-6)
    pd.testing.assert_series_equal(found[near], scaled[near])
    assert found.tolist()[::-1] == pytest.approx(turned.tolist(), nan_ok=True)


def test_what_the_rule_finds_today_in_the_real_figures() -> None:
    """27 of chili, 13 of fish; what stands written as an outlier is found by the rule as well."""
    table = with_outliers(load("production"))
    table = table[table["measure"] == "production"]
    found = table[table["median_ratio"].notna()]
    assert (found["commodity"] == "chili").sum() == 27
    assert (found["commodity"] == "fish").sum() == 13
    written = found["flag"].fillna("").str.contains("outlier")
    assert written[found["commodity"] == "chili"].sum() == 5
    assert written[found["commodity"] == "fish"].sum() == 6
    # Named by those who looked: none of them is flagged in the file.
    for code, commodity, years in (
        ("5319", "fish", {2022}),
        ("5312", "fish", {2020}),
        ("5307", "chili", {2023}),
        ("5312", "chili", {2018, 2022, 2023}),
        ("5314", "chili", {2018}),
    ):
        of = found[(found["regency_code"] == code) & (found["commodity"] == commodity)]
        assert years <= set(of["year"])


def test_which_flags_disqualify() -> None:
    for flag in ("outlier", "suspect", "repeated_year"):
        assert disqualifiers(f"{flag};rounded") == [flag]
    for flag in ("series_break", "older_method", "computed", "rounded", "", None):
        assert disqualifiers(flag) == []
    assert disqualifiers(None, 5.2) == ["far_from_other_years"]
    assert disqualifiers(None, float("nan")) == []


def _flagged(flag: str | None) -> BalanceTables:
    """Two regencies: 5301 with a surplus of 500 t and this flag, 5302 short of 400 t."""
    made = tables(
        {"5301": 2000.0, "5302": 1000.0},
        {"5301": 7000.0, "5302": 10000.0},
        dict.fromkeys(("5301", "5302"), 100.0),
    )
    flags = made.production["regency_code"].map({"5301": flag})
    return BalanceTables(
        *(made.regencies, made.production.assign(flag=flags)),
        *(made.conversions, made.population, made.consumption),
    )


@pytest.mark.parametrize("flag", ["outlier", "suspect", "repeated_year"])
def test_a_disqualified_regency_is_in_no_pair_and_no_total(flag: str) -> None:
    balance = compute_balance(_flagged(flag), SETTINGS)
    row = balance.set_index("regency_code").loc["5301"]
    assert (row["balance_class"], row["disqualified_by"]) == ("doubtful", flag)
    assert row["balance_t"] == pytest.approx(500.0)  # it stays in map and table
    summary = summarise_balance(balance)
    assert (summary.n_known, summary.n_doubtful, summary.n_surplus) == (1, 1, 0)
    assert summary.total_balance_t == pytest.approx(-400.0)
    assert summary.with_doubtful_balance_t == pytest.approx(100.0)
    costs = costs_of({("5301", "5302"): 1.0, ("5302", "5301"): 1.0})
    result = match(balance, costs, external_of({("X", "5301"): 9.0, ("X", "5302"): 9.0}))
    assert set(result.flows["origin"]) == {"X"}
    assert set(result.flows["destination"]) == {"5302"}


@pytest.mark.parametrize("flag", ["series_break", "older_method", "rounded"])
def test_other_flags_leave_a_figure_where_it_is(flag: str) -> None:
    balance = compute_balance(_flagged(flag), SETTINGS)
    assert balance["balance_class"].tolist() == ["surplus", "deficit"]
    assert summarise_balance(balance).total_balance_t == pytest.approx(100.0)


def test_a_suspect_norm_disqualifies_as_well() -> None:
    made = _flagged(None)
    consumption = made.consumption.assign(flag=["suspect", None])
    again = BalanceTables(
        *(made.regencies, made.production, made.conversions, made.population, consumption)
    )
    assert compute_balance(again, SETTINGS)["balance_class"].tolist() == ["doubtful", "deficit"]


def test_what_cannot_be_compared_has_no_class_difference_or_ratio() -> None:
    made = _flagged(None)
    tables_ = BalanceTables(
        *(made.regencies, made.production, made.conversions, made.population),
        *(made.consumption, {"rice": "landings"}),
    )
    balance = compute_balance(tables_, SETTINGS)
    assert set(balance["balance_class"]) == {"not_comparable"}
    assert balance[["balance_t", "ratio"]].isna().all(axis=None)
    assert balance["available_t"].tolist() == [1200.0, 600.0]
    summary = summarise_balance(balance)
    assert (summary.n_known, summary.n_with_figures) == (0, 2)
    assert (summary.total_available_t, summary.total_need_t) == (1800.0, 1700.0)
    assert pd.isna(summary.total_balance_t)


def test_every_disqualifier_is_one_that_a_table_can_hold_or_the_rule_finds() -> None:
    assert set(DISQUALIFIERS) == {"outlier", "suspect", "repeated_year", "far_from_other_years"}
