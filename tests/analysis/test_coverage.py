from __future__ import annotations

import pandas as pd

from analysis.balance.compute import (
    BalanceSettings,
    BalanceTables,
    choose_settings,
    compute_balance,
)
from analysis.balance.coverage import coverage_matrix, missing_report
from tests.support.make_tables import rows

CODES = ["5301", "5302", "5371"]


def some_tables() -> BalanceTables:
    return BalanceTables(
        regencies=pd.DataFrame({"regency_code": CODES}),
        production=rows(
            "production",
            {"regency_code": "5301", "value": 10.0},
            {"regency_code": "5302", "value": 10.0},
            {"regency_code": "5301", "value": 11.0, "year": 2023},
            {"regency_code": "5301", "value": 5.0, "year": 2015, "form": "wet_paddy"},
            {"regency_code": "5302", "value": 4.0, "commodity": "coffee", "form": "dry"},
            {"regency_code": "5302", "value": 40.0, "commodity": "goat", "unit": "head"},
        ),
        conversions=rows("conversions", {"value": 0.6}),
        population=rows(
            "population",
            *({"regency_code": c, "value": 50.0, "year": y} for c in CODES for y in (2022, 2023)),
        ),
        consumption=rows(
            "consumption",
            {"regency_code": "5301", "value": 90.0, "year": 2024},
            {"regency_code": "5371", "value": 90.0, "year": 2024},
        ),
    )


def test_coverage_by_hand() -> None:
    table = coverage_matrix(some_tables())
    found = table.set_index(["commodity", "year", "regency_code"])[["state", "missing"]]
    assert found.loc[("rice", 2022)].to_numpy().tolist() == [
        ["complete", ""],
        ["partial", "norm"],
        ["partial", "production"],
    ]
    # Wet paddy is in no form that a conversion starts from: it does not count.
    assert found.loc[("rice", 2015, "5301"), "missing"] == "production;population"
    assert found.loc[("coffee", 2022)].to_numpy().tolist() == [
        ["none", "production;conversion;norm"],
        ["partial", "conversion;norm"],
        ["none", "production;conversion;norm"],
    ]
    # Heads are no tonnes.
    assert set(table["commodity"]) == {"rice", "coffee"}
    assert sorted(set(table.loc[table["commodity"] == "rice", "year"])) == [
        *(2015, 2022, 2023, 2024)
    ]


def test_complete_means_that_the_balance_is_known() -> None:
    tables = some_tables()
    table = coverage_matrix(tables)
    for (commodity, year), part in table.groupby(["commodity", "year"]):
        settings = choose_settings(tables, commodity, year)
        complete = (part["state"] == "complete").tolist()
        if isinstance(settings, BalanceSettings):
            balance = compute_balance(tables, settings)
            assert complete == (balance["balance_class"] != "unknown").tolist()
        else:
            assert not any(complete)


def test_one_commodity_is_a_part_of_all() -> None:
    everything = coverage_matrix(some_tables())
    coffee = everything[everything["commodity"] == "coffee"].reset_index(drop=True)
    pd.testing.assert_frame_equal(coverage_matrix(some_tables(), "coffee"), coffee)
    assert coverage_matrix(some_tables(), "tea").empty


def test_missing_report() -> None:
    report = missing_report(some_tables(), "rice", 2022)
    assert report.to_numpy().tolist() == [
        ["production", 1, 3, "5371", "2022;2023"],
        ["norm", 1, 3, "5302", "2024"],
    ]
    report = missing_report(some_tables(), "coffee", 2022)
    assert report["input"].tolist() == ["production", "conversion", "norm"]
    assert report["n_missing"].tolist() == [2, 3, 3]
