from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.balance.compute import (
    ASSUMPTION_CODES,
    BalanceInputError,
    BalanceSettings,
    BalanceTables,
    available_tonnes,
    classify_balance,
    compute_balance,
    explain_inputs,
    need_tonnes,
    summarise_balance,
)
from analysis.errors import AnalysisError, InvalidOptionError
from tests.support.examples import many
from tests.support.make_tables import SETTINGS, rows, tables

WITH_SHARES = rows(
    "conversions",
    {"value": 0.60},
    {"coefficient": "seed_share", "to_form": None, "value": 0.01, "source_id": "S30"},
    {"coefficient": "feed_share", "to_form": None, "value": 0.02, "source_id": "S30"},
    {"coefficient": "loss_share", "to_form": None, "value": 0.07, "grade": "C"},
)


def one(balance: pd.DataFrame, code: str) -> pd.Series:
    return balance.set_index("regency_code").loc[code]


def test_a_balance_worked_out_by_hand() -> None:
    # 5301: 1,000 t GKG x 0.60 x (1 - 0.01 - 0.02 - 0.07) = 600 x 0.90 = 540 t available;
    #       5,000 people x 100 kg / 1,000 = 500 t, + 20 t for tourists = 520 t needed;
    #       540 - 520 = 20 t, ratio 540/520 = 1.0385: within 5 %, balanced.
    # 5302: 200 x 0.60 x 0.90 = 108 t; 2,000 x 90 / 1,000 = 180 t; -72 t, ratio 0.6: deficit.
    # 5303: 500 x 0.60 x 0.90 = 270 t; 1,000 x 120 / 1,000 = 120 t; +150 t, ratio 2.25: surplus.
    given_tables = tables(
        {"5301": 1000.0, "5302": 200.0, "5303": 500.0},
        {"5301": 5000.0, "5302": 2000.0, "5303": 1000.0},
        {"5301": 100.0, "5302": 90.0, "5303": 120.0},
        WITH_SHARES,
    )
    balance = compute_balance(given_tables, SETTINGS, pd.Series({"5301": 20.0}))
    assert balance["available_t"].tolist() == pytest.approx([540.0, 108.0, 270.0])
    assert balance["need_t"].tolist() == pytest.approx([520.0, 180.0, 120.0])
    assert balance["balance_t"].tolist() == pytest.approx([20.0, -72.0, 150.0])
    assert balance["ratio"].tolist() == pytest.approx([540 / 520, 0.6, 2.25])
    assert balance["balance_class"].tolist() == ["balanced", "deficit", "surplus"]
    assert balance["extra_need_t"].tolist() == [20.0, 0.0, 0.0]
    assert balance["missing"].tolist() == ["", "", ""]
    assert balance["source_ids"].tolist() == ["S01;S06;S23;S30;T01"] * 3
    # The loss share is graded C, the extra need is an assumption.
    assert balance["grade"].tolist() == ["assumption", "C", "C"]

    summary = summarise_balance(balance)
    assert (summary.n_surplus, summary.n_deficit, summary.n_balanced) == (1, 1, 1)
    assert summary.total_balance_t == pytest.approx(20 - 72 + 150)


def test_a_net_conversion_is_not_reduced_again() -> None:
    # 1,000 t GKG x 0.585728 (already net) = 585.728 t, whatever the shares in the table say.
    conversions = WITH_SHARES.copy()
    conversions.loc[0, "value"] = 0.585728
    conversions.loc[0, "net_of_seed_feed_loss"] = True
    given_tables = tables({"5301": 1000.0}, {"5301": 5000.0}, {"5301": 100.0}, conversions)
    row = one(compute_balance(given_tables, SETTINGS), "5301")
    assert row["available_t"] == pytest.approx(585.728)
    assert row["net_conversion"]
    assert (row["seed_share"], row["feed_share"], row["loss_share"]) == (0.0, 0.0, 0.0)
    assert row["source_ids"] == "S01;S06;S23;T01"
    assert row["assumptions"] == "no_eaten_out"
    explained = explain_inputs(given_tables, SETTINGS).set_index("input")
    assert explained.loc["loss_share", "state"] == "ignored"
    assert explained.loc["loss_share", "value"] == 0.07


def test_a_share_without_a_row_is_said_not_assumed() -> None:
    row = one(
        compute_balance(tables({"5301": 10.0}, {"5301": 50.0}, {"5301": 100.0}), SETTINGS), "5301"
    )
    assert math.isnan(row["loss_share"])
    assert row["available_t"] == pytest.approx(6.0)
    assert row["assumptions"] == "no_seed_share;no_feed_share;no_loss_share;no_eaten_out"


@pytest.mark.parametrize(
    ("lacking", "missing"),
    [("production", "production"), ("population", "population"), ("norm", "norm")],
)
@pytest.mark.parametrize("how", ["no row", "empty value"])
def test_what_is_unknown_stays_unknown(lacking: str, missing: str, how: str) -> None:
    figures = {"production": {}, "population": {}, "norm": {}}
    for name, value in (("production", 10.0), ("population", 50.0), ("norm", 100.0)):
        figures[name] = {"5301": value, "5302": value}
    if how == "no row":
        del figures[lacking]["5302"]
    else:
        figures[lacking]["5302"] = None
    row = one(compute_balance(tables(**figures, codes=["5301", "5302"]), SETTINGS), "5302")
    assert row["balance_class"] == "unknown"
    assert math.isnan(row["balance_t"])
    assert math.isnan(row["ratio"])
    assert row["missing"] == missing
    assert row["grade"] == ""


def test_no_conversion_makes_every_regency_unknown() -> None:
    given_tables = tables({"5301": 10.0}, {"5301": 50.0}, {"5301": 100.0}, rows("conversions"))
    row = one(compute_balance(given_tables, SETTINGS), "5301")
    assert row["missing"] == "conversion"
    assert row["balance_class"] == "unknown"
    assert row["need_t"] == pytest.approx(5.0)


def test_a_production_of_zero_is_a_figure() -> None:
    row = one(
        compute_balance(tables({"5371": 0.0}, {"5371": 10.0}, {"5371": 100.0}), SETTINGS), "5371"
    )
    assert (row["available_t"], row["balance_class"], row["missing"]) == (0.0, "deficit", "")


def test_nothing_needed_has_no_ratio() -> None:
    balance = compute_balance(
        tables({"5301": 5.0, "5302": 0.0}, {"5301": 10.0, "5302": 10.0}, {"5301": 0, "5302": 0}),
        SETTINGS,
    )
    assert balance["balance_class"].tolist() == ["surplus", "balanced"]
    assert balance["ratio"].isna().all()


def test_the_regency_order_is_kept() -> None:
    figures = {"5301": 1.0, "5302": 2.0, "5371": 3.0}
    given_tables = tables(figures, figures, figures, codes=["5371", "5301", "5302"])
    assert compute_balance(given_tables, SETTINGS)["regency_code"].tolist() == [
        *("5371", "5301", "5302")
    ]


def test_the_most_specific_coefficient_wins() -> None:
    conversions = rows(
        "conversions",
        {"value": 0.50, "region": "ID"},
        {"value": 0.60, "region": "53", "year": None},
        {"value": 0.61, "region": "53"},
        {"value": 0.70, "region": "5302"},
        {"value": 0.99, "region": "53", "year": 2011},
    )
    figures = {"5301": 100.0, "5302": 100.0}
    balance = compute_balance(tables(figures, figures, figures, conversions), SETTINGS)
    assert balance["conversion"].tolist() == [0.61, 0.70]
    undated = BalanceSettings(**{**vars(SETTINGS), "coefficient_year": None})
    balance = compute_balance(tables(figures, figures, figures, conversions), undated)
    assert balance["conversion"].tolist() == [0.60, 0.60]


def test_years_taken_for_others_are_named() -> None:
    given_tables = BalanceTables(
        regencies=pd.DataFrame({"regency_code": ["5301"]}),
        production=rows("production", {"value": 10.0}),
        conversions=rows("conversions", {"value": 0.6, "year": 2021}),
        population=rows("population", {"value": 50.0, "year": 2020}),
        consumption=rows("consumption", {"value": 100.0, "year": 2024}),
    )
    other_years = {"population_year": 2020, "norm_year": 2024, "coefficient_year": 2021}
    balance = compute_balance(given_tables, BalanceSettings(**{**vars(SETTINGS), **other_years}))
    by_year = ["population_year", "norm_year", "coefficient_year"]
    shares = ["no_seed_share", "no_feed_share", "no_loss_share", "no_eaten_out"]
    assert balance["assumptions"].iloc[0].split(";") == [*by_year, *shares]
    assert set(by_year + shares) <= set(ASSUMPTION_CODES)


def test_flags_of_all_inputs_are_gathered() -> None:
    given_tables = tables({"5301": 10.0}, {"5301": 50.0}, {"5301": 100.0})
    given_tables.production["flag"] = "outlier;rounded"
    given_tables.consumption["flag"] = "outlier"
    assert compute_balance(given_tables, SETTINGS)["flags"].tolist() == ["outlier;rounded"]


def broken(table: str, **changes: object) -> BalanceTables:
    given_tables = tables({"5301": 10.0}, {"5301": 50.0}, {"5301": 100.0}, WITH_SHARES.copy())
    for column, value in changes.items():
        getattr(given_tables, table)[column] = value
    return given_tables


@pytest.mark.parametrize(
    ("bad", "code", "field"),
    [
        (broken("production", value=-1.0), "negative", "production"),
        (broken("population", value=0.0), "not_positive", "population"),
        (broken("conversions", value=0.9), "above_one", "seed_share"),
        (broken("production", unit="kuintal"), "unit", "production"),
        (broken("consumption", unit="kg/capita/week"), "unit", "consumption"),
        (broken("conversions", unit="kg/head"), "unit", "conversions"),
        (broken("population", grade="D"), "unknown_grade", "population"),
    ],
)
def test_bad_figures_are_refused_by_name(bad: BalanceTables, code: str, field: str) -> None:
    with pytest.raises(BalanceInputError) as error:
        compute_balance(bad, SETTINGS)
    assert error.value.code == code
    assert error.value.fields["table"] == field
    assert str(error.value.fields["regency_code"]) in str(error.value)


@pytest.mark.parametrize("table", ["production", "population", "consumption", "conversions"])
def test_two_rows_for_one_key_are_refused(table: str) -> None:
    given_tables = tables({"5301": 10.0}, {"5301": 50.0}, {"5301": 100.0})
    doubled = {
        name: pd.concat([frame, frame]) if name == table else frame
        for name, frame in vars(given_tables).items()
    }
    with pytest.raises(BalanceInputError, match=f"{table}.*two rows for 53") as error:
        compute_balance(BalanceTables(**doubled), SETTINGS)
    assert error.value.code == "duplicate"
    assert error.value.fields["year"] == 2022


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (pd.Series({"9999": 1.0}), "unknown_regency"),
        (pd.Series({"5301": np.nan}), "not_a_number"),
        (pd.Series({"5301": -1.0}), "negative"),
        (pd.Series([1.0, 2.0], index=["5301", "5301"]), "duplicate"),
    ],
)
def test_bad_extra_need_is_refused(extra: pd.Series, code: str) -> None:
    given_tables = tables({"5301": 10.0}, {"5301": 50.0}, {"5301": 100.0})
    with pytest.raises(BalanceInputError) as error:
        compute_balance(given_tables, SETTINGS, extra)
    assert error.value.code == code


def test_a_missing_column_is_named() -> None:
    given_tables = tables({"5301": 10.0}, {"5301": 50.0}, {"5301": 100.0})
    changed = vars(given_tables) | {"population": given_tables.population.drop(columns="grade")}
    with pytest.raises(AnalysisError, match=r"population lacks the column.* grade"):
        BalanceTables(**changed)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("commodity", ""),
        ("year", "2022"),
        ("norm_year", 22),
        ("coefficient_year", 2022.5),
        ("tolerance_pct", 100),
        ("tolerance_pct", float("nan")),
        ("tolerance_pct", True),
    ],
)
def test_settings_name_the_wrong_field(field: str, value: object) -> None:
    with pytest.raises(InvalidOptionError, match=field) as error:
        BalanceSettings(**{**vars(SETTINGS), field: value})
    assert error.value.value is value


def test_every_input_is_explained() -> None:
    given_tables = tables(
        {"5301": 10.0}, {"5301": 50.0, "5302": 60.0}, {"5301": 100.0, "5302": 90.0}, WITH_SHARES
    )
    explained = explain_inputs(given_tables, SETTINGS, pd.Series({"5302": 3.0}))
    assert explained["regency_code"].tolist() == ["5301"] * 8 + ["5302"] * 9
    second = explained[explained["regency_code"] == "5302"].set_index("input")
    assert second.index.tolist() == [
        *("production", "conversion", "seed_share", "feed_share", "loss_share"),
        *("population", "norm", "eaten_out", "extra_need"),
    ]
    assert second["state"].tolist() == ["missing", *["used"] * 6, "missing", "used"]
    assert second.loc["loss_share", "value"] == 0.07
    assert second.loc["loss_share", "grade"] == "C"
    assert second.loc["conversion", ["region", "basis", "source_id"]].tolist() == [
        *("53", "derived", "S23")
    ]
    assert second.loc["population", ["value", "year", "unit"]].tolist() == [60.0, 2022, "persons"]


amounts = st.floats(0, 1e6)
shares = st.floats(0, 0.3)


@given(amounts, st.floats(0.01, 1), shares, shares, shares, st.floats(1, 1e7), amounts)
def test_scaling_production_and_people_scales_the_balance(
    production, conversion, seed, feed, loss, people, norm
) -> None:
    factor = 3.0
    balance = available_tonnes(production, conversion, seed, feed, loss) - need_tonnes(people, norm)
    scaled = available_tonnes(factor * production, conversion, seed, feed, loss) - need_tonnes(
        factor * people, norm
    )
    assert float(scaled) == pytest.approx(factor * float(balance), rel=1e-9, abs=1e-6)


@given(amounts, st.one_of(st.just(0.0), st.floats(1e-3, 1e6)), st.floats(0, 99), st.floats(0, 1e5))
def test_more_available_is_never_a_worse_class(available, need, tolerance, more) -> None:
    order = ["deficit", "balanced", "surplus"]
    first, second = (
        str(classify_balance(a, need, tolerance)) for a in (available, available + more)
    )
    assert order.index(second) >= order.index(first)


figures = st.one_of(st.none(), st.floats(0, 1e6))


@settings(max_examples=many(12), deadline=None)
@given(
    st.lists(
        st.tuples(figures, st.one_of(st.none(), st.floats(1, 1e6)), figures), min_size=1, max_size=5
    ),
    st.randoms(use_true_random=False),
)
def test_row_order_does_not_matter_and_coverage_is_honest(given_figures, random) -> None:
    codes = [str(5301 + place) for place in range(len(given_figures))]
    columns = [dict(zip(codes, column, strict=True)) for column in zip(*given_figures, strict=True)]
    ordered = tables(*columns)
    shuffled = BalanceTables(
        regencies=ordered.regencies,
        **{
            name: getattr(ordered, name).sample(frac=1, random_state=random.randrange(1000))
            for name in ("production", "conversions", "population", "consumption")
        },
    )
    balance = compute_balance(ordered, SETTINGS)
    assert_frame_equal(balance, compute_balance(shuffled, SETTINGS))
    unknown = [any(value is None for value in row) for row in given_figures]
    assert (balance["balance_class"] == "unknown").tolist() == unknown
    assert balance["balance_t"].isna().tolist() == unknown
    assert (balance["missing"] != "").tolist() == unknown
    summary = summarise_balance(balance)
    assert summary.n_known + summary.n_unknown == summary.n_total == len(codes)
    assert summary.total_balance_t == pytest.approx(
        summary.total_available_t - summary.total_need_t, abs=1e-6
    )
