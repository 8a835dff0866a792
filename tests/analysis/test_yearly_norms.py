"""Norms carried to other years on the province's level, and rice against what was published."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.balance.result import Balance
from analysis.balance.yearly_norms import (
    NORM_BASES,
    level_of,
    provincial_levels,
    with_yearly_norms,
)
from ntt_data.tables import load
from services.answer import evaluation

LEVELS = pd.DataFrame(
    {
        **{"commodity": "rice", "form": "milled_rice", "grade": "B"},
        "year": [2019, 2024],
        "norm_kg": [100.0, 110.0],
        "source_id": ["S30", "T02"],
    }
)
PATTERN = pd.DataFrame(
    {
        **{"commodity": "rice", "form": "milled_rice", "year": 2024, "unit": "kg/capita/year"},
        **{"grade": "B", "source_id": "T01", "flag": None},
        "regency_code": ["5301", "5371"],
        "value": [120.0, 90.0],
    }
)


def _balance(year: int) -> Balance:
    found = evaluation.balance("rice", year)
    assert isinstance(found, Balance)
    return found


def _norms(table: pd.DataFrame, year: int) -> list[float]:
    return table.loc[table["year"] == year, "value"].tolist()


def test_the_pattern_is_carried_on_the_line_between_two_levels() -> None:
    # 2022 lies three fifths of the way from 100 to 110: 106; 106/110 of 120 and of 90.
    made = with_yearly_norms(PATTERN, LEVELS, {"rice": [2022, 2024]})
    assert _norms(made, 2022) == pytest.approx([120 * 106 / 110, 90 * 106 / 110])
    assert _norms(made, 2024) == [120.0, 90.0]  # what is known stays as it is
    row = made[made["year"] == 2022].iloc[0]
    assert (row["basis"], row["pattern_year"], row["level_years"]) == (
        *("interpolated", 2024),
        "2019;2024",
    )
    assert row["source_id"] == "T01;S30;T02;assumption"


def test_a_published_level_is_taken_and_beyond_the_ends_it_is_held() -> None:
    made = with_yearly_norms(PATTERN, LEVELS, {"rice": [2016, 2019, 2026]})
    assert _norms(made, 2019) == pytest.approx([120 / 1.1, 90 / 1.1])
    assert _norms(made, 2016) == _norms(made, 2019)
    assert _norms(made, 2026) == [120.0, 90.0]
    basis = made.dropna(subset="basis").groupby("year")["basis"].first()
    assert basis.to_dict() == {2016: "held", 2019: "scaled", 2026: "held"}


def test_one_level_or_none_carries_nothing() -> None:
    assert with_yearly_norms(PATTERN, LEVELS.head(1), {"rice": [2022]}) is PATTERN
    assert with_yearly_norms(PATTERN, LEVELS.head(0), {"rice": [2022]}) is PATTERN


@given(st.integers(2010, 2030))
def test_no_level_lies_outside_the_published_ones(year: int) -> None:
    kg, basis, years = level_of(LEVELS, year)
    assert 100 <= kg <= 110
    assert basis in NORM_BASES
    assert set(years) <= {2019, 2024}


def test_months_of_30_days_become_years_of_365() -> None:
    # Printed 8.45 (2019) and 8.81 kg (2024) a month: 101.4 and 105.72 kg in 360 days.
    levels = provincial_levels(load("provincial_figures")).set_index("year")["norm_kg"]
    assert levels[2019] == pytest.approx(101.4 * 365 / 360)
    assert levels[2024] == pytest.approx(105.72 * 365 / 360)
    # BPS's need of 2017 over its projection of the population; 2012 is of an older method.
    people = load("population")
    people = people[(people["form"] == "bps_projection_2010_2020") & (people["year"] == 2017)]
    assert levels[2017] == pytest.approx(569_125_000 / people["value"].sum(), rel=1e-5)
    assert 2012 not in levels


def test_the_level_of_2024_is_the_mean_of_the_regencies_norms() -> None:
    # Otherwise pattern and level would be of two surveys, and their ratio would mean nothing.
    level = provincial_levels(load("provincial_figures")).set_index("year")["norm_kg"][2024]
    people = load("population")
    people = people[(people["form"] == "bps_projection") & (people["year"] == 2024)]
    norms = load("consumption")
    norms = norms[(norms["commodity"] == "rice") & (norms["form"] == "milled_rice")]
    both = people.merge(norms, on="regency_code")
    assert len(both) == 22
    mean = (both["value_x"] * both["value_y"]).sum() / both["value_x"].sum()
    assert mean == pytest.approx(level, rel=5e-4)


def test_kota_kupang_by_hand() -> None:
    # 1.738 kg a week in 2024 = 90.6243 kg a year. Level: 101.4 in 2019, 105.72 in 2024, so 103.992
    # in 2022 (times 365/360 on either side of the ratio): 90.6243 x 103.992 / 105.72 = 89.1430 kg.
    row = _balance(2022).table.set_index("regency_code").loc["5371"]
    assert row["norm_kg_per_capita_year"] == pytest.approx(89.1430, abs=1e-4)
    assert row["need_t"] == pytest.approx(442_281 * 89.1430 / 1000, abs=1)
    assert row["balance_t"] == pytest.approx(1568.24 * 0.585728 - 39_426.3, abs=2)


@pytest.mark.parametrize(
    ("year", "basis"),
    [
        *((2016, "held"), (2017, "scaled"), (2018, "interpolated"), (2019, "scaled")),
        *((2020, "interpolated"), (2021, "interpolated"), (2022, "interpolated")),
        (2023, "interpolated"),
    ],
)
def test_every_year_of_rice_says_what_its_norm_is(year: int, basis: str) -> None:
    balance = _balance(year)
    assert all(f"norm_{basis}" in text.split(";") for text in balance.table["assumptions"])
    assert all("assumption" in text.split(";") for text in balance.table["source_ids"])
    norms = balance.inputs[balance.inputs["input"] == "norm"]
    assert set(norms["year"]) == {year}


def test_2017_comes_near_the_balance_published() -> None:
    """Within 2 % of the need; with the coefficient of 2018 it misses by more than 3 %."""
    published = load("provincial_figures").query(
        "commodity == 'rice' and geography == '53' and year == 2017"
    )
    by_indicator = published.set_index(["indicator", "form"])["value"]
    surplus_t = by_indicator["balance", "milled_rice"]
    need_t = by_indicator["need", "milled_rice"]
    # As printed: 613,295 - 569,125.
    assert surplus_t == by_indicator["production", "milled_rice_available"] - need_t
    summary = _balance(2017).summary
    # 1,090,821 t GKG x 0.571261 = 623,143 t; need 569,799 t.
    assert summary.total_available_t == pytest.approx(1_090_821 * 0.571261, abs=1)
    assert summary.total_balance_t == pytest.approx(53_345, abs=2)
    assert abs(summary.total_balance_t - surplus_t) <= 0.02 * need_t
    with_later_coefficient = 1_090_821 * 0.582713 - summary.total_need_t
    assert abs(with_later_coefficient - surplus_t) > 0.03 * need_t


def test_other_commodities_keep_their_norms() -> None:
    given, made = load("consumption"), evaluation.balance_tables().consumption
    assert set(made.loc[made["basis"].notna(), "commodity"]) == {"rice"}
    pd.testing.assert_frame_equal(
        made[made["basis"].isna()][list(given.columns)].reset_index(drop=True),
        given.reset_index(drop=True),
        check_dtype=False,
    )
