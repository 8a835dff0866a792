"""The balance of the province alone: worked by hand, and never of a part of the regencies."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.balance.provincial import provincial_balance, years_of_the_province_alone
from ntt_data.tables import load
from publishing.language import speaking
from publishing.sentences.provincial import provincial_basis, provincial_line
from services.answer.evaluation import balance_tables
from services.province import balances_of_the_province_alone, series_of_the_years
from tests.support.make_tables import rows, tables


def figures(**changed: object) -> pd.DataFrame:
    """1,000 t of grain in 2023, and the province's norm of 2019 and 2024."""
    production = {
        **{"commodity": "rice", "indicator": "production", "geography": "53"},
        **{"form": "paddy_gkg", "year": 2023, "value": 1000.0, "unit": "t"},
        **{"grade": "B", "source_id": "S22", "flag": None},
    }
    norm = {
        **{"indicator": "consumption", "form": "milled_rice", "unit": "kg/capita/year"},
        "source_id": "S30",
    }
    return pd.DataFrame(
        [
            production | changed,
            production | norm | {"year": 2019, "value": 90.0},
            production | norm | {"year": 2024, "value": 100.0},
        ]
    )


def of_two(people: dict[str, float | None], year: int = 2023):
    known = tables(
        {"5301": 1.0},
        {"5301": 1.0, "5302": 1.0},
        {"5301": 1.0, "5302": 1.0},
        rows("conversions", {"value": 0.6, "net_of_seed_feed_loss": True, "basis": "assumption"}),
    )
    counted = ({"regency_code": code, "value": v, "year": year} for code, v in people.items())
    return replace(known, population=rows("population", *counted))


BOTH = {"5301": 4000.0, "5302": 2000.0}


def test_it_is_worked_once_for_the_whole() -> None:
    found = provincial_balance(of_two(BOTH), figures(), "rice", 2023)
    assert found is not None
    assert found.available_t == pytest.approx(600.0)
    # 6,000 people x 98 kg, on the line from 90 in 2019 to 100 in 2024.
    assert found.need_t == pytest.approx(588.0)
    assert found.balance_t == pytest.approx(12.0)
    assert (found.coefficient_year, found.norm_basis) == (2022, "interpolated")
    assert found.norm_years == (2019, 2024)
    assert set(found.source_ids) == {"S22", "S23", "S06", "S30"}


def test_a_sum_over_some_regencies_is_not_the_province() -> None:
    assert provincial_balance(of_two({"5301": 4000.0}), figures(), "rice", 2023) is None
    assert provincial_balance(of_two({**BOTH, "5302": None}), figures(), "rice", 2023) is None
    assert provincial_balance(of_two(BOTH, year=2022), figures(), "rice", 2023) is None


@pytest.mark.parametrize(
    "changed",
    [{"flag": "suspect"}, {"geography": "ID"}, {"form": "paddy"}, {"unit": "ha"}, {"value": None}],
)
def test_another_figure_is_not_the_production(changed: dict[str, object]) -> None:
    assert years_of_the_province_alone(of_two(BOTH), figures(**changed), "rice") == []
    assert provincial_balance(of_two(BOTH), figures(**changed), "rice", 2023) is None


def test_a_year_with_a_regency_is_not_the_province_alone() -> None:
    assert years_of_the_province_alone(of_two(BOTH), figures(), "rice") == [2023]
    assert years_of_the_province_alone(of_two(BOTH), figures(year=2022), "rice") == []


def test_rice_of_2024() -> None:
    (found,) = balances_of_the_province_alone("rice")
    assert found.year == 2024
    # 707,792.54 t x 0.585728 - 5,656,049 people x 8.81 kg x 365 / 30
    assert found.available_t == pytest.approx(414_573.9, abs=0.1)
    assert found.need_t == pytest.approx(606_262.5, abs=0.1)
    assert found.balance_t == pytest.approx(-191_688.6, abs=0.1)
    assert balances_of_the_province_alone("chili") == ()


def test_the_sum_of_the_regencies_of_a_known_year_is_the_province() -> None:
    # Not shown, since the regencies are: the method gives their sum, but for the norms' weights.
    found = provincial_balance(balance_tables(), load("provincial_figures"), "rice", 2023)
    assert found is not None
    assert found.available_t == pytest.approx(449_142, abs=1)
    assert found.need_t == pytest.approx(592_969, rel=0.001)


def test_it_says_what_it_does_not_say() -> None:
    (found,) = balances_of_the_province_alone("rice")
    with speaking("en"):
        line = provincial_line(found)
        basis = provincial_basis(found, series_of_the_years("rice"))
        alike = provincial_basis(found, frozenset({found.population_series}))
    assert "shortfall 191,689 t" in line
    assert "No regency's figure of 2024 is known (0 of 22)" in line
    assert "the coefficient is that of 2023" in basis
    assert "eaten outside the home: 0.0 % of the norm" in basis
    assert "another series" in basis
    assert "another series" not in alike
    sourced = replace(found, coefficient_year=2024, coefficient_basis="derived")
    with speaking("en"):
        assert "coefficient" not in provincial_basis(sourced, frozenset())
