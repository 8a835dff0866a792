"""Population by another series: chosen, never mixed, never filled, its difference told."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.balance.population_choices import population_choices
from analysis.balance.result import make_balance
from analysis.balance.settings import (
    POPULATION_KINDS,
    POPULATION_SERIES,
    BalanceSettings,
    MissingInputs,
    choose_settings,
)
from analysis.scenario.apply import apply_scenario
from analysis.scenario.document import from_dict, to_dict
from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Scenario
from ntt_data.tables import load
from services.answer.evaluation import balance, baseline_of, evaluate
from tests.support.make_tables import rows, tables


def two_series():
    """Registered 5,000 and 6,000 people; the census counted 4,000 in the first regency alone."""
    known = tables(
        {"5301": 1000.0, "5302": 900.0},
        {"5301": 5000.0, "5302": 6000.0},
        {"5301": 100.0, "5302": 90.0},
    )
    counted = rows("population", {"value": 4000.0, "form": "census_2020", "source_id": "T07"})
    return replace(
        known,
        population=pd.concat([known.population, counted], ignore_index=True),
        regencies=known.regencies.assign(zone_id="Z1"),
    )


def test_the_kinds_hold_every_series_of_the_table_once() -> None:
    known = load("population")
    series = set(known.loc[known["indicator"] == "population", "form"])
    assert series == set(POPULATION_SERIES)
    assert len(POPULATION_SERIES) == sum(len(kind) for kind in POPULATION_KINDS.values())


def test_a_chosen_kind_goes_before_one_that_covers_more() -> None:
    usual = choose_settings(two_series(), "rice", 2022)
    chosen = choose_settings(two_series(), "rice", 2022, population_kind="census")
    assert isinstance(usual, BalanceSettings)
    assert isinstance(chosen, BalanceSettings)
    assert (usual.population_series, chosen.population_series) == ("dukcapil_s1", "census_2020")


def test_who_is_not_counted_is_unknown_and_not_filled() -> None:
    scenario = Scenario("x", "rice", 2022, population_series="census")
    applied = apply_scenario(two_series(), scenario)
    assert isinstance(applied.settings, BalanceSettings)
    found = make_balance(applied.tables, applied.settings).table.set_index("regency_code")
    assert found.loc["5301", "need_t"] == pytest.approx(400.0)
    assert found.loc["5302", "balance_class"] == "unknown"
    assert found.loc["5302", "missing"] == "population"


def test_a_kind_without_the_year_leaves_no_balance_and_names_its_years() -> None:
    missing = choose_settings(two_series(), "rice", 2022, population_kind="projection")
    assert isinstance(missing, MissingInputs)
    assert missing.missing == ("population",)
    real = evaluate(replace(baseline_of("rice", 2022), population_series="census"))
    assert isinstance(real, MissingInputs)
    assert real.years_available["population"] == (2010, 2020)


def test_the_difference_is_over_regencies_that_both_know() -> None:
    settings = choose_settings(two_series(), "rice", 2022)
    assert isinstance(settings, BalanceSettings)
    found = population_choices(make_balance(two_series(), settings)).set_index("series")
    assert found.index.tolist() == ["dukcapil_s1", "census_2020"]
    assert found.loc["dukcapil_s1", "difference_t"] == 0
    # 4,000 x 100 kg instead of 5,000 x 100 kg; the second regency has no part in it.
    assert found.loc["census_2020", ["n_regencies", "people", "used_people"]].tolist() == [
        *(1, 4000.0, 5000.0)
    ]
    assert found.loc["census_2020", "difference_t"] == pytest.approx(-100.0)
    assert found.loc["census_2020", "source_ids"] == "T07"


def test_rice_of_2020_by_the_census() -> None:
    # The census has 20 regencies: without Ende (5311) and Nagekeo (5318), whose split is not found.
    found = evaluate(replace(baseline_of("rice", 2020), population_series="census"))
    assert not isinstance(found, MissingInputs)
    table = found.balance.table.set_index("regency_code")
    assert table.index[table["balance_class"] == "unknown"].tolist() == ["5311", "5318"]
    usual = balance("rice", 2020)
    assert not isinstance(usual, MissingInputs)
    told = population_choices(usual).set_index("series")
    assert told.loc["census_2020", "people"] == 4_895_073
    assert told.loc["dukcapil_s2", "is_used"]
    # People counted against people registered, regency by regency, at the norm of the year.
    before = usual.table.set_index("regency_code")
    by_hand = sum(
        (table.loc[code, "population"] - before.loc[code, "population"])
        * before.loc[code, "norm_kg_per_capita_year"]
        / 1000
        for code in table.index[table["population"].notna()]
    )
    assert told.loc["census_2020", "difference_t"] == pytest.approx(by_hand)


def test_a_document_keeps_it_and_an_older_one_has_none() -> None:
    scenario = Scenario("x", "rice", 2020, population_series="census")
    document = to_dict(scenario)
    assert from_dict(document).scenario == scenario
    del document["population_series"]
    assert from_dict(document).scenario.population_series is None
    with pytest.raises(ScenarioError, match="population_series"):
        Scenario("x", "rice", 2020, population_series="guess")  # type: ignore[arg-type]
