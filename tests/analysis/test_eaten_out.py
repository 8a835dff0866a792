"""Eating outside the home: added to the norm, visible, and changed by a scenario."""

import math
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.balance.compute import compute_balance, explain_inputs
from analysis.scenario.apply import apply_scenario
from analysis.scenario.document import from_dict, to_dict
from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Scenario
from analysis.uncertainty.draws import draw_balances
from analysis.uncertainty.spreads import Spreads
from ntt_data.tables import load
from tests.support.examples import many
from tests.support.make_tables import SETTINGS, rows, tables

#: 1,000 t of grain at 0.6; 5,000 people at 100 kg.
OUTSIDE = {
    **{"coefficient": "eaten_out", "from_form": "milled_rice", "to_form": "milled_rice"},
    **{"region": "53", "year": None, "basis": "assumption"},
    **{"grade": "assumption", "source_id": "assumption"},
}


def with_outside(*given_rows: dict[str, object]):
    return tables(
        {"5301": 1000.0},
        {"5301": 5000.0},
        {"5301": 100.0},
        rows("conversions", {"value": 0.6}, *(OUTSIDE | row for row in given_rows)),
    )


def test_what_is_eaten_out_is_added_to_the_norm() -> None:
    row = compute_balance(with_outside({"value": 0.25}), SETTINGS).iloc[0]
    # 5,000 x 100 kg x 1.25 / 1,000; 600 t available.
    assert row["need_t"] == pytest.approx(625.0)
    assert row["balance_t"] == pytest.approx(-25.0)
    assert row["norm_kg_per_capita_year"] == 100.0, "the norm stays as it is known"
    assert "eaten_out" in row["assumptions"].split(";")
    assert row["grade"] == "assumption"


def test_without_a_row_nothing_is_added_and_the_balance_says_so() -> None:
    row = compute_balance(with_outside(), SETTINGS).iloc[0]
    assert math.isnan(row["eaten_out"])
    assert row["need_t"] == pytest.approx(500.0)
    assert "no_eaten_out" in row["assumptions"].split(";")


def test_a_zero_is_an_assumption_that_weighs_on_no_grade() -> None:
    row = compute_balance(with_outside({"value": 0.0}), SETTINGS).iloc[0]
    assert row["need_t"] == pytest.approx(500.0)
    assert row["grade"] == "B"
    assert "eaten_out" in row["assumptions"].split(";")
    assert "no_eaten_out" not in row["assumptions"].split(";")


def test_the_province_goes_before_the_nation() -> None:
    both = with_outside({"value": 0.1}, {"value": 0.3, "region": "ID"})
    assert compute_balance(both, SETTINGS)["eaten_out"].tolist() == [0.1]


def scenario_tables():
    known = with_outside({"value": 0.0}, {"value": 0.3, "region": "ID", "year": 2022})
    return replace(known, regencies=known.regencies.assign(zone_id="Z1"))


def test_a_scenario_puts_its_own_in_place_of_the_tables() -> None:
    applied = apply_scenario(scenario_tables(), Scenario("x", "rice", 2022, eaten_out_pct=10))
    explained = explain_inputs(applied.tables, applied.settings).set_index("input")
    assert explained.loc["eaten_out", "value"] == pytest.approx(0.1)
    assert explained.loc["eaten_out", "source_id"] == "assumption"
    need = compute_balance(applied.tables, applied.settings)["need_t"]
    assert need.tolist() == pytest.approx([550.0])


def test_it_is_of_one_commodity() -> None:
    scenario = Scenario("x", "chili", 2022, eaten_out_pct=10)
    applied = apply_scenario(scenario_tables(), scenario, "rice")
    assert compute_balance(applied.tables, applied.settings)["need_t"].tolist() == [500.0]
    assert scenario.about("rice", 2022).eaten_out_pct is None
    assert scenario.about("chili", 2021).eaten_out_pct == 10


def test_a_document_keeps_it_and_an_older_one_has_none() -> None:
    scenario = Scenario("x", "rice", 2022, eaten_out_pct=31.5)
    document = to_dict(scenario)
    assert from_dict(document).scenario == scenario
    del document["eaten_out_pct"]
    assert from_dict(document).scenario.eaten_out_pct is None


@pytest.mark.parametrize("wrong", [-1, 200.5, math.nan, "much"])
def test_what_cannot_be_is_refused(wrong: object) -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario("x", "rice", 2022, eaten_out_pct=wrong)  # type: ignore[arg-type]
    assert caught.value.field == "eaten_out_pct"


@given(st.floats(0, 2), st.floats(0, 2))
@settings(max_examples=many(25))
def test_more_eaten_out_is_never_less_need(one: float, other: float) -> None:
    low, high = sorted((one, other))
    needs = [
        float(compute_balance(with_outside({"value": value}), SETTINGS)["need_t"].iloc[0])
        for value in (low, high)
    ]
    assert needs[0] <= needs[1]


def test_its_error_is_of_what_is_added_alone() -> None:
    known = with_outside({"value": 0.5})
    table, inputs = compute_balance(known, SETTINGS), explain_inputs(known, SETTINGS)
    groups = ("production", "conversion", "population", "norm")
    rules = {(group, "B"): 0.0 for group in groups} | {("shares", "assumption"): 40.0}
    drawn = draw_balances(table, inputs, Spreads(rules, {}, {}, {}), n_draws=200)
    assert drawn.available_t.std() == 0
    assert drawn.need_t.min() > 500.0, "never below what is eaten at home"
    assert drawn.need_t.std() > 10.0


def test_the_table_has_no_figure_for_ntt_and_one_of_indonesia_to_compare() -> None:
    table = load("conversions")
    table = table[table["coefficient"] == "eaten_out"].set_index("region")
    assert table.loc["53", "value"] == 0
    assert table.loc["53", "basis"] == "assumption"
    # Hotels, restaurants and eateries 24.37 kg, households 77.50 kg per head.
    assert table.loc["ID", "value"] == pytest.approx(24.37 / 77.50, abs=1e-6)
    assert set(pd.Series(table["commodity"])) == {"rice"}
