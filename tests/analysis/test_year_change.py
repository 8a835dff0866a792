"""Two years side by side, by hand: only who may be compared, and why the rest may not."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

from analysis.balance.result import Balance
from analysis.balance.settings import BalanceSettings, BalanceTables
from analysis.balance.year_change import Move, YearChange, year_change

# A change reads of the tables only which commodities have no balance.
_NO_TABLES = cast(BalanceTables, SimpleNamespace(not_comparable={}))


def _balance(year: int, rows: list[tuple[str, float, float, str, str]], series: str) -> Balance:
    """Rows: code, available, need, flags, disqualified by."""
    table = pd.DataFrame(
        rows, columns=["regency_code", "available_t", "need_t", "flags", "disqualified_by"]
    )
    table["balance_t"] = table["available_t"] - table["need_t"]
    table["balance_class"] = ["surplus" if each > 0 else "deficit" for each in table["balance_t"]]
    settings = BalanceSettings(
        *("rice", year, "paddy_gkg", "milled_rice", series, year, year), coefficient_year=year
    )
    return Balance(settings, _NO_TABLES, table)


def _change(
    before: list[tuple[str, float, float, str, str]],
    after: list[tuple[str, float, float, str, str]],
    series: str = "dukcapil_s1",
) -> YearChange:
    return year_change(_balance(2022, before, "dukcapil_s1"), _balance(2023, after, series))


_BEFORE = [
    ("5301", 100.0, 80.0, "", ""),
    ("5302", 50.0, 60.0, "", ""),
    ("5303", 10.0, 20.0, "", "outlier"),
    ("5304", 30.0, 40.0, "older_method", ""),
]
_AFTER = [
    ("5301", 70.0, 80.0, "", ""),
    ("5302", 65.0, 60.0, "rounded", ""),
    ("5303", 90.0, 20.0, "", ""),
    ("5304", 99.0, 40.0, "", ""),
]


def test_sums_are_over_the_same_regencies_in_both_years() -> None:
    found = _change(_BEFORE, _AFTER)
    # 5303 is disqualified in 2022, 5304 was counted by another method then.
    assert (found.n_compared, found.n_total, found.n_break) == (2, 4, 0)
    assert (found.available_before_t, found.available_t) == (150.0, 135.0)
    assert (found.balance_before_t, found.balance_t) == (10.0, -5.0)
    assert (found.now_surplus, found.now_deficit) == (("5302",), ("5301",))
    assert (found.left_out, found.doubtful) == (("5303", "5304"), ("5303",))
    assert (found.most_up, found.most_down) == (Move("5302", 15.0), Move("5301", -30.0))
    assert found.compares_most


def test_another_population_series_leaves_what_is_available_alone() -> None:
    found = _change(_BEFORE, _AFTER, series="bps_projection")
    assert found.needs_differ
    assert found.available_t == 135.0
    assert pd.isna(found.balance_t)
    assert found.now_surplus == found.now_deficit == ()


@pytest.mark.parametrize("flagged", ["before", "after", "both"])
def test_at_a_break_nothing_is_compared_whichever_year_is_flagged(flagged: str) -> None:
    def broken(rows: list[tuple[str, float, float, str, str]], is_broken: bool) -> Balance:
        made = _balance(2022, rows, "dukcapil_s1")
        flags = "series_break" if is_broken else ""
        return replace(made, table=made.table.assign(flags=flags, disqualified_by=""))

    found = year_change(broken(_BEFORE, flagged != "after"), broken(_AFTER, flagged != "before"))
    assert (found.n_compared, found.n_break) == (0, 4)
    assert not found.compares_most
    assert found.most_up is None


def test_who_is_unknown_in_a_year_is_not_compared() -> None:
    unknown = [("5301", float("nan"), 80.0, "", ""), *_AFTER[1:]]
    assert _change(_BEFORE, unknown).n_compared == 1


def test_of_two_that_change_as_much_none_is_named_the_largest() -> None:
    before = [(code, 10.0, 5.0, "", "") for code in ("5301", "5302")]
    after = [(code, 20.0, 5.0, "", "") for code in ("5301", "5302")]
    found = _change(before, after)
    assert (found.most_up, found.most_down) == (None, None)


def test_who_comes_into_a_class_from_the_balanced_ones_is_told_too() -> None:
    def classed(year: int, *classes: str) -> Balance:
        codes = [f"53{place:02d}" for place in range(1, 6)]
        made = _balance(year, [(code, 9.0, 5.0, "", "") for code in codes], "dukcapil_s1")
        return replace(made, table=made.table.assign(balance_class=classes))

    before = classed(2022, "balanced", "balanced", "deficit", "surplus", "surplus")
    after = classed(2023, "surplus", "deficit", "surplus", "balanced", "surplus")
    found = year_change(before, after)
    assert found.now_surplus == ("5301", "5303")
    assert found.now_deficit == ("5302",)
    assert found.now_balanced == ("5304",)


def test_a_single_break_among_many_unknown_is_not_the_reason() -> None:
    nan = float("nan")
    codes = [f"53{place:02d}" for place in range(1, 9)]
    before = [(code, 10.0, 5.0, "", "") for code in codes]
    unknown = [(code, nan, 5.0, "", "") for code in codes[:5]]
    broken = [(code, 10.0, 5.0, "series_break", "") for code in codes[5:6]]
    sound = [(code, 10.0, 5.0, "", "") for code in codes[6:]]
    found = _change(before, [*unknown, *broken, *sound])
    assert (found.n_compared, found.n_break, found.compares_most) == (2, 1, False)
    assert not found.is_broken
    all_broken = [(code, 10.0, 5.0, "series_break", "") for code in codes]
    assert _change(before, [*all_broken[:6], *sound]).is_broken
