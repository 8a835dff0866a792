"""What one side of a balance says: verdicts by hand, and what must hold."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.balance.one_sided import (
    BesideGroup,
    against_group_norm,
    household_share,
    newest_production,
    to_market,
)
from analysis.errors import AnalysisError
from tests.support.examples import many


def _side(value: float, flag: str | None = None, code: str = "5301") -> pd.DataFrame:
    return pd.DataFrame({"regency_code": [code], "value": [value], "flag": [flag]})


def _made(value: float, flag: str | None = None, ratio: float = np.nan) -> pd.DataFrame:
    return _side(value, flag).assign(median_ratio=ratio)


# 200,000 heads at 7.5 kg need 1,500 t of the group; 5 % above it is 1,575 t.
@pytest.mark.parametrize(
    ("made", "verdict"), [(3000, "exceeds"), (1576, "exceeds"), (1575, "silent"), (100, "silent")]
)
def test_verdict_needs_more_than_the_need_and_its_tolerance(made: float, verdict: str) -> None:
    (row,) = against_group_norm(_made(made), _side(200_000), _side(7.5)).to_dict("records")
    assert row["need_t"] == 1500
    assert row["per_head_kg"] == made / 200
    assert row["verdict"] == verdict


@pytest.mark.parametrize(
    ("made", "heads", "norm", "column"),
    [
        (_made(3000, "suspect"), _side(200_000), _side(7.5), "doubts_production"),
        (_made(3000, None, 5.0), _side(200_000), _side(7.5), "doubts_production"),
        (_made(3000), _side(200_000, "suspect"), _side(7.5), "doubts_population"),
        (_made(3000), _side(200_000), _side(7.5, "suspect"), "doubts_norm"),
    ],
)
def test_one_figure_in_doubt_takes_the_certainty(
    made: pd.DataFrame, heads: pd.DataFrame, norm: pd.DataFrame, column: str
) -> None:
    (row,) = against_group_norm(made, heads, norm).to_dict("records")
    assert row["verdict"] == "doubtful"
    assert [name for name in row if name.startswith("doubts") and row[name]] == [column]


def test_a_break_of_the_series_is_no_doubt_of_the_figure() -> None:
    found = against_group_norm(_made(3000, "series_break"), _side(200_000), _side(7.5))
    assert found["verdict"].tolist() == ["exceeds"]


@pytest.mark.parametrize("lacking", [0, 1, 2])
def test_what_lacks_is_unknown_and_no_zero(lacking: int) -> None:
    sides = [_made(3000), _side(200_000), _side(7.5)]
    sides[lacking] = sides[lacking].iloc[:0]
    assert against_group_norm(*sides)["verdict"].tolist() == ["unknown"]
    sides[lacking] = [_made(np.nan), _side(np.nan), _side(np.nan)][lacking]
    assert against_group_norm(*sides)["verdict"].tolist() == ["unknown"]


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(0.1, 100))
@settings(max_examples=many(40))
def test_the_verdict_turns_where_a_head_needs_as_much_as_is_produced(
    made: float, heads: float, norm: float
) -> None:
    (row,) = against_group_norm(_made(made), _side(heads), _side(norm)).to_dict("records")
    # Three regencies alike but for the norm: a tenth below where it turns, there, a tenth above.
    codes, factors = ["5301", "5302", "5303"], np.array([0.9, 1.0, 1.1])
    alike = [each.loc[[0] * 3].assign(regency_code=codes) for each in (_made(made), _side(heads))]
    norms = (
        _side(np.nan).loc[[0] * 3].assign(regency_code=codes, value=row["per_head_kg"] * factors)
    )
    turned = against_group_norm(*alike, norms).set_index("regency_code")["verdict"]
    assert turned[codes].tolist() == ["exceeds", "silent", "silent"]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(AnalysisError, match="median_ratio"):
        against_group_norm(_side(1), _side(1), _side(1))


def test_rows_of_a_verdict_come_farthest_above_the_need_first() -> None:
    table = pd.DataFrame(
        {
            "regency_code": ["5301", "5302", "5303"],
            "production_t": [120.0, 300.0, 10.0],
            "need_t": [100.0, 100.0, 100.0],
            "verdict": ["exceeds", "exceeds", "silent"],
        }
    )
    found = BesideGroup("mung_bean", 2022, 2024, "dukcapil_s1", table)
    assert found.with_verdict("exceeds")["regency_code"].tolist() == ["5302", "5301"]
    assert found.with_verdict("doubtful").empty


PRODUCTION = pd.DataFrame(
    [
        ("5301", 2021, "fresh", 10.0, None, np.nan),
        ("5302", 2021, "fresh", 20.0, None, np.nan),
        ("5301", 2022, "fresh", 11.0, None, np.nan),
        ("5302", 2022, "fresh", 90.0, None, 4.5),
        ("5303", 2022, "fresh", 30.0, "repeated_year", np.nan),
        ("5301", 2022, "regency_report", 11.5, None, np.nan),
        ("5301", 2023, "fresh", 12.0, None, np.nan),
        ("5302", 2023, "fresh", np.nan, None, np.nan),
    ],
    columns=["regency_code", "year", "form", "value", "flag", "median_ratio"],
).assign(commodity="coffee", measure="production", unit="t")


def test_the_quantity_to_market_is_of_the_year_that_most_report() -> None:
    found = to_market(PRODUCTION, "coffee")
    assert found is not None
    assert found.year == 2022  # 2023 has one figure, and an empty cell is none
    assert found.table["regency_code"].tolist() == ["5302", "5303", "5301"]
    assert found.table["sound"].tolist() == [False, False, True]
    assert (found.total_t, found.total_with_doubtful_t) == (11.0, 131.0)


def test_two_forms_of_one_harvest_are_not_added() -> None:
    assert set(newest_production(PRODUCTION, "coffee")["form"]) == {"fresh"}


def test_nothing_is_said_of_what_nobody_reports() -> None:
    assert to_market(PRODUCTION, "cocoa") is None
    assert newest_production(PRODUCTION, "cocoa").empty


def test_households_eat_only_where_both_figures_are_known() -> None:
    people = pd.DataFrame(
        {"regency_code": ["5301", "5302", "5303"], "value": [1e5, 2e5, 3e5], "form": "census_2020"}
    )
    norms = pd.DataFrame(
        {"regency_code": ["5301", "5302", "5304"], "value": [10.0, 5.0, 9.0], "year": 2024}
    )
    found = household_share("maize", (2023, 8000.0), people, norms)
    # 100,000 x 10 kg + 200,000 x 5 kg = 2,000 t, a quarter of 8,000 t
    assert (found.eaten_t, found.share_pct, found.n) == (2000.0, 25.0, 2)
    assert (found.year, found.eaten_year, found.population_series) == (2023, 2024, "census_2020")
