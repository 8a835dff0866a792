from __future__ import annotations

import pandas as pd
import pytest

from analysis.balance.compute import BalanceTables, MissingInputs, choose_settings
from tests.support.make_tables import rows, tables

TWO = {"5301": 10.0, "5302": 20.0}


def with_rows(**changed: pd.DataFrame) -> BalanceTables:
    return BalanceTables(**{**vars(tables(TWO, TWO, TWO)), **changed})


def population(*given: tuple[str, str, int]) -> pd.DataFrame:
    return rows(
        "population",
        *({"regency_code": c, "form": s, "year": y, "value": 1.0} for c, s, y in given),
    )


def both(series: str, year: int = 2022) -> list[tuple[str, str, int]]:
    return [("5301", series, year), ("5302", series, year)]


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        (both("census_2020") + both("bps_projection") + both("dukcapil_s1"), "dukcapil_s1"),
        (both("dukcapil_s1") + both("dukcapil_s2"), "dukcapil_s2"),
        # A complete series goes before a preferred one with gaps.
        ([("5301", "dukcapil_s2", 2022), *both("bps_projection")], "bps_projection"),
        # None is complete: the one that covers most, then the preferred.
        ([("5301", "bps_projection", 2022), ("5302", "dukcapil_s1", 2022)], "dukcapil_s1"),
        # Another year does not count.
        (both("dukcapil_s2", 2021) + both("bps_projection"), "bps_projection"),
    ],
)
def test_population_series(given, chosen) -> None:
    settings = choose_settings(with_rows(population=population(*given)), "rice", 2022)
    assert settings.population_series == chosen
    assert settings.population_year == 2022


@pytest.mark.parametrize(
    ("years", "chosen"),
    [((2024,), 2024), ((2021, 2022, 2024), 2022), ((2021, 2023), 2021), ((2019, 2024), 2024)],
)
def test_norm_year_is_the_nearest(years, chosen) -> None:
    norms = rows(
        "consumption",
        *({"regency_code": c, "year": y, "value": 90.0} for c in TWO for y in years),
    )
    settings = choose_settings(with_rows(consumption=norms), "rice", 2022)
    assert settings.norm_year == chosen


def test_a_year_with_a_single_norm_among_many_regencies_is_passed_over() -> None:
    codes = [str(code) for code in range(5301, 5306)]
    full = dict.fromkeys(codes, 10.0)
    norms = rows(
        "consumption",
        *({"regency_code": c, "year": 2024, "value": 90.0} for c in codes),
        {"regency_code": "5301", "year": 2022, "value": 80.0},
    )
    given_tables = BalanceTables(**{**vars(tables(full, full, full)), "consumption": norms})
    assert choose_settings(given_tables, "rice", 2022).norm_year == 2024


@pytest.mark.parametrize(
    ("years", "chosen"),
    [((2021, 2022), 2022), ((2011, 2019), 2019), ((None,), None), ((2011, None), None)],
)
def test_coefficient_year(years, chosen) -> None:
    conversions = rows("conversions", *({"value": 0.6, "year": year} for year in years))
    settings = choose_settings(with_rows(conversions=conversions), "rice", 2022)
    assert settings.coefficient_year == chosen


def test_forms_are_those_with_most_figures() -> None:
    conversions = rows("conversions", {"value": 0.6}, {"value": 0.5, "from_form": "paddy_wet"})
    production = rows(
        "production",
        {"regency_code": "5301", "value": 1.0},
        {"regency_code": "5302", "value": 1.0},
        {"regency_code": "5301", "form": "paddy_wet", "value": 1.0},
    )
    given_tables = with_rows(conversions=conversions, production=production)
    assert choose_settings(given_tables, "rice", 2022).production_form == "paddy_gkg"


def test_a_conversion_by_head_is_none() -> None:
    conversions = rows("conversions", {"value": 115.43, "unit": "kg/head"})
    missing = choose_settings(with_rows(conversions=conversions), "rice", 2022)
    assert isinstance(missing, MissingInputs)
    assert missing.missing == ("conversion",)


def test_what_is_missing_for_all_comes_with_the_years_there_are() -> None:
    missing = choose_settings(with_rows(), "rice", 2030)
    assert missing == MissingInputs(
        "rice", 2030, ("production", "population"), {"production": (2022,), "population": (2022,)}
    )
    missing = choose_settings(with_rows(), "coffee", 2022)
    assert missing.missing == ("production", "conversion", "norm")
    assert missing.years_available == {"production": (), "conversion": (), "norm": ()}


def test_figures_of_places_outside_the_regency_table_do_not_count() -> None:
    province = rows("production", {"regency_code": "53", "value": 756_050.0})
    missing = choose_settings(with_rows(production=province), "rice", 2022)
    assert missing.missing == ("production",)
