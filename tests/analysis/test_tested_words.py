"""Scatter, steadiness and the test of words, on figures made up and worked by hand."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.uncertainty.calibration import (
    LEAST_EFFECTIVE,
    baseline_accuracy,
    calibrate,
    effective_cases,
    wilson,
    word_borne_out,
)
from analysis.uncertainty.changes import yearly_changes
from analysis.uncertainty.likelihood import SCALE, word_of
from analysis.uncertainty.scatter import Scatter, scatter
from analysis.uncertainty.steadiness import outcomes, ratio_changes, steadiness
from tests.support.examples import many

# --- changes -----------------------------------------------------------------------------------


def figures(*rows: tuple[str, int, float, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        list(rows), columns=["regency_code", "year", "value", "flags", "disqualified_by"]
    )


def test_a_break_of_the_series_is_not_crossed() -> None:
    found = yearly_changes(
        figures(
            ("5301", 2016, 100.0, "older_method", ""),
            ("5301", 2017, 200.0, "older_method;computed", ""),
            ("5301", 2018, 50.0, "", ""),  # another method: no change since 2017
            ("5301", 2019, 100.0, "rounded", ""),
            ("5301", 2020, 400.0, "", "far_from_other_years"),
            ("5301", 2021, 100.0, "", ""),  # the year before is doubtful
            ("5301", 2022, 0.0, "", ""),  # ln 0
        )
    )
    assert found["year"].tolist() == [2017, 2019]
    assert found["change"].tolist() == pytest.approx([log(2), log(2)])


# --- scatter -----------------------------------------------------------------------------------


def test_scatter_by_hand() -> None:
    # Less the median of its year (0.5 and -0.3) five changes are -0.2 to 0.2; the median of their
    # sizes is 0.1: 100 x 1.4826 x 0.1 / sqrt(2) = 10.484.
    own = [-0.2, -0.1, 0.0, 0.1, 0.2]
    changes = pd.DataFrame(
        {
            "regency_code": [f"530{n}" for n in range(1, 6)] * 2,
            "year": [2020] * 5 + [2021] * 5,
            "change": [each + 0.5 for each in own] + [each - 0.3 for each in own],
        }
    )
    found = scatter(changes, {})
    assert found.spread_pct == pytest.approx(100 * 1.4826 * 0.1 / sqrt(2))
    assert (found.n_changes, found.n_pairs) == (10, 0)
    assert not found.is_enough
    assert found.common_pct == 0.0


def test_what_islands_share_by_hand() -> None:
    # z = -2, -1, 0, 1, 2 over 1.4826; the first two and the last two lie on one island each:
    # mean product (2 + 2) / 2 = 2, mean square (4 + 1 + 0 + 1 + 4) / 5 = 2: all of it is shared.
    codes = [f"530{n}" for n in range(1, 6)]
    changes = pd.DataFrame({"regency_code": codes, "year": 2020, "change": [-2, -1, 0, 1, 2]})
    together = dict(zip(codes, ["Sumba", "Sumba", "Alor", "Timor", "Timor"], strict=True))
    assert scatter(changes, together).island_pct == pytest.approx(100.0)
    # The outer two on one island move apart: product -4 of a mean square of 2.
    apart = dict(zip(codes, ["Sumba", "Rote", "Alor", "Timor", "Sumba"], strict=True))
    assert scatter(changes, apart).island_pct == pytest.approx(-200.0)
    assert Scatter(10.0, 100, -200.0, 100).common_pct == 0.0
    assert Scatter(10.0, 100, 100.0, LEAST_EFFECTIVE - 1).common_pct == 0.0


@settings(deadline=None)
@given(
    st.lists(st.floats(-2, 2), min_size=2, max_size=30),
    st.floats(-3, 3),
    st.floats(0.1, 5),
)
def test_a_common_change_is_no_scatter(own: list[float], common: float, wider: float) -> None:
    changes = pd.DataFrame({"regency_code": [str(n) for n in range(len(own))], "year": 2020})
    plain = scatter(changes.assign(change=own), {}).spread_pct
    moved = scatter(changes.assign(change=np.array(own) + common), {}).spread_pct
    twice = scatter(changes.assign(change=np.array(own) * wider), {}).spread_pct
    assert moved == pytest.approx(plain, abs=1e-9)
    assert twice == pytest.approx(plain * wider, abs=1e-9)


# --- steadiness --------------------------------------------------------------------------------


def panel(ratios: dict[int, list[float]]) -> pd.DataFrame:
    """A need of 100 t everywhere; available by year and regency."""
    return pd.DataFrame(
        [
            {
                "regency_code": f"53{n:02}",
                "year": year,
                "available_t": 100.0 * ratio,
                "need_t": 100.0,
                "flags": "",
                "disqualified_by": "",
            }
            for year, row in ratios.items()
            for n, ratio in enumerate(row)
        ]
    )


def test_steadiness_by_hand() -> None:
    # 39 changes: 9 of a factor 2, 30 of a factor 1.1. A ratio of 1.5 falls below 1 with the 9
    # only: 1 - (9 + 1) / (2 x 39 + 2) = 0.875; a ratio of 1.05 with all 39: 0.5; 3 with none.
    changes = pd.DataFrame({"year": 2020, "change": [log(2)] * 9 + [-log(1.1)] * 30})
    found = steadiness(pd.Series([1.5, 1 / 1.5, 1.05, 3.0, np.nan]), changes, 2020)
    assert found.tolist()[:4] == pytest.approx([0.875, 0.875, 0.5, 1 - 1 / 80])
    assert np.isnan(found.iloc[4])
    assert steadiness(pd.Series([1.5]), changes, 2019).isna().all(), "changes of later years"
    assert steadiness(pd.Series([1.5]), changes.head(29), 2020).isna().all(), "too few"


def test_outcomes_by_hand() -> None:
    table = panel({2020: [1.2, 0.8, 1.2], 2021: [1.1, 1.3, 1.2], 2022: [0.9, 1.3, 1.2]})
    last = (table["year"] == 2022) & (table["regency_code"] == "5302")
    table.loc[last, "flags"] = "series_break"
    doubtful = (table["year"] == 2021) & (table["regency_code"] == "5301")
    table.loc[doubtful, "disqualified_by"] = "outlier"
    found = outcomes(table).set_index(["regency_code", "year"])["stayed"]
    assert found["5300", 2020] == 1.0
    assert found["5300", 2021] == 0.0
    assert np.isnan(found["5301", 2020]), "the next year is doubtful"
    assert ("5301", 2021) not in found.index, "nothing is expected of a doubtful figure"
    assert found["5302", 2020] == 1.0
    assert np.isnan(found["5302", 2021]), "not across the break"
    assert found.xs(2022, level="year").isna().all()


@settings(deadline=None, max_examples=many(30))
@given(st.integers(0, 2**32 - 1))
def test_later_years_change_nothing_that_was_expected(seed: int) -> None:
    rng = np.random.default_rng(seed)
    years = {year: list(rng.lognormal(size=20)) for year in range(2018, 2024)}
    other = {**years, 2023: list(rng.lognormal(size=20))}
    expected, again = (outcomes(panel(each)) for each in (years, other))
    early = expected["year"] < 2023
    assert expected.loc[early, "p_steady"].equals(again.loc[early, "p_steady"])
    assert expected.loc[expected["year"] == 2020, "p_steady"].notna().all()
    assert expected["p_steady"].dropna().between(0.5, 1.0, inclusive="left").all()
    assert len(ratio_changes(panel(years))) == 100


# --- the test of words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n_kept", "n", "low"),
    [
        # Without a miss the lower bound is n / (n + z^2), z^2 = 3.8415.
        (34, 34, 0.8985),
        (35, 35, 0.9011),
        (380, 380, 0.98999),
        # (p + z^2/2n - z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), p = 0.9, n = 40:
        # (0.9 + 0.048018 - 1.95996 x 0.053287) / 1.096036 = 0.7695
        (36, 40, 0.7695),
    ],
)
def test_wilson_by_hand(n_kept: int, n: int, low: float) -> None:
    assert wilson(n_kept, n).low == pytest.approx(low, abs=1e-4)
    # Cases that broke it are as far below one as cases that kept it are above none.
    assert wilson(n - n_kept, n).high == pytest.approx(1 - low, abs=1e-4)


def test_neighbours_in_one_year_are_not_as_many_cases() -> None:
    # Clusters of 3 and 1, rho 0.5: 16 / (3 + 3 x 2 x 0.5 + 1) = 16 / 7.
    assert effective_cases(pd.Series(["a", "a", "a", "b"]), 0.5) == pytest.approx(16 / 7)


def cases(*groups: tuple[float, int, int]) -> pd.DataFrame:
    """Cases by promise: so many, of which so many stayed; every case a cluster of its own."""
    rows = [
        {"promise": promise, "stayed": float(place < n_stayed)}
        for promise, n, n_stayed in groups
        for place in range(n)
    ]
    table = pd.DataFrame(rows, columns=["promise", "stayed"])
    return table.assign(year=2020, island_group=table.index.astype(str), sign="surplus")


def test_a_word_needs_35_cases_without_a_miss() -> None:
    enough, short = (calibrate(cases((0.95, n, n)), 0.0) for n in (35, 34))
    assert word_borne_out(0.95, enough) == "very_likely"
    assert word_borne_out(0.95, short) == "likely"
    assert word_borne_out(0.95, calibrate(cases((0.95, 29, 29)), 0.0)) == "untested"


def test_safe_cases_do_not_vouch_for_doubtful_ones() -> None:
    found = calibrate(cases((0.995, 60, 60), (0.95, 20, 17), (0.8, 20, 14)), 0.0)
    # 60 without a miss bear “very likely” (0.9398) and not “virtually certain”; the 20 that
    # promised 95 % are too few alone, and 31 of 40 together with the weaker ones (0.6250) bear
    # no word that strong.
    assert found["verdict"].tolist() == ["weaker", "too_few", "broken", "too_few"]
    assert found["n"].tolist() == [60, 20, 40, 0]
    assert found["low"].tolist()[:3] == pytest.approx([0.9398, 0.6396, 0.6250], abs=1e-4)
    assert [word_borne_out(p, found) for p in (0.995, 0.95, 0.8, 0.6)] == [
        "very_likely",
        "untested",
        "untested",
        "untested",
    ]


def test_about_as_likely_is_not_said_of_more() -> None:
    found = calibrate(cases((0.8, 40, 24), (0.6, 40, 24)), 0.0)  # 0.6 of 40: 0.4460 and more
    assert word_borne_out(0.8, found) == "untested"
    assert word_borne_out(0.6, found) == "about_as_likely"


@settings(deadline=None, max_examples=many(100))
@given(
    st.lists(
        st.tuples(
            st.sampled_from([0.5, 0.6, 0.65, 0.66, 0.8, 0.9, 0.95, 0.99, 1.0]),
            st.integers(0, 80),
            st.floats(0, 1),
        ),
        max_size=8,
    ),
    st.floats(0.5, 1),
)
def test_a_word_is_never_said_below_its_floor(
    groups: list[tuple[float, int, float]], promise: float
) -> None:
    found = calibrate(cases(*((p, n, int(n * kept)) for p, n, kept in groups)), 0.0)
    word = word_borne_out(promise, found)
    if word == "untested":
        return
    assert promise >= SCALE[word]
    own = list(SCALE).index(str(word_of(promise)))
    bearing = found.iloc[own:][found.iloc[own:]["verdict"] != "too_few"].iloc[0]
    assert bearing["low"] >= SCALE[word]
    assert bearing["n_effective"] >= LEAST_EFFECTIVE
    assert list(SCALE).index(word) >= own


def test_last_years_sign_by_hand() -> None:
    table = cases((0.9, 10, 8))
    table["sign"] = ["surplus"] * 6 + ["deficit"] * 4
    found = baseline_accuracy(table).set_index("sign")
    assert found["share"].to_dict() == {"surplus": 1.0, "deficit": 0.5, "all": 0.8}
    # (8 x 0.1^2 + 2 x 0.9^2) / 10 = 0.17; of one promise for all 0.8 x 0.2 = 0.16.
    assert found.loc["all", ["brier", "brier_baseline"]].tolist() == pytest.approx([0.17, 0.16])
