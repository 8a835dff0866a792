"""What is known of a figure: small tables in which each answer can be seen by eye."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.collection.known_figures import KnownFigure, own_years, usual_prices

PRODUCTION = pd.DataFrame(
    [
        ("5304", "rice", "production", "paddy_gkg", "t", 2022, 120.0, "B", "S1", None),
        ("5304", "rice", "production", "paddy_gkg", "t", 2021, 100.0, "B", "S1", "outlier"),
        ("5304", "rice", "production", "milled_rice", "t", 2022, 60.0, "B", "S1", None),
        ("5304", "rice", "production", "paddy_gkg", "t", 2023, 999.0, "B", "S1", None),
        ("5304", "rice", "production", "paddy_gkg", "t", 2020, float("nan"), "B", "S1", None),
        ("5304", "rice", "harvested_area", "paddy", "ha", 2022, 40.0, "B", "S1", None),
        ("5371", "rice", "production", "paddy_gkg", "t", 2022, 7.0, "B", "S1", None),
    ],
    columns=[
        *("regency_code", "commodity", "measure", "form", "unit"),
        *("year", "value", "grade", "source_id", "flag"),
    ],
)


def test_own_figures_are_of_this_regency_form_and_of_earlier_years() -> None:
    found = own_years(PRODUCTION, "rice", "paddy_gkg", "t", "5304", 2023)
    told = {name: [(each.year, each.value) for each in known] for name, known in found.items()}
    assert told == {"production": [(2021, 100.0), (2022, 120.0)], "harvested_area": [(2022, 40.0)]}
    assert found["production"][0] == KnownFigure(
        "own_year", 100.0, "rice", 2021, ("S1",), "B", "outlier", "paddy_gkg", "5304"
    )
    assert own_years(PRODUCTION, "maize", "dry_shelled", "t", "5304", 2023) == {}
    assert own_years(PRODUCTION, "rice", None, "t", "5304", 2023).keys() == {"harvested_area"}


def test_areas_of_two_things_are_held_against_nothing() -> None:
    two = pd.concat([PRODUCTION, PRODUCTION.iloc[[5]].assign(form="upland_paddy")])
    assert "harvested_area" not in own_years(two, "rice", "paddy_gkg", "t", "5304", 2023)


def months(
    place: str | None, first_year: int, values: list[float], **changed: object
) -> pd.DataFrame:
    """A series by months from January on; the province's without a regency."""
    rows = [
        {
            "place_kind": "province" if place is None else "regency",
            "regency_code": place,
            "commodity": "chili",
            "form": "red",
            "unit": "IDR/kg",
            "year": first_year + at // 12,
            "month": at % 12 + 1,
            "value": value,
            "grade": "B",
            "source_id": "S9",
            "flag": None,
        }
        for at, value in enumerate(values)
    ]
    return pd.DataFrame(rows).assign(**changed)


NO_YEARS = pd.DataFrame(
    columns=[
        *("regency_code", "commodity", "form", "year", "value"),
        *("unit", "grade", "source_id", "flag"),
    ]
).astype({"year": "Int64", "value": float})


def test_a_price_is_the_median_of_the_last_twelve_months_that_may_be_used() -> None:
    monthly = months("5304", 2024, [1.0, 1.0, *[10.0] * 6, *[30.0] * 6, 900.0])
    (found,) = usual_prices(monthly, NO_YEARS, "chili", "5304", until=(2025, 2))
    assert (found.value, found.first, found.last) == (20.0, (2024, 3), (2025, 2))
    (earlier,) = usual_prices(monthly, NO_YEARS, "chili", "5304", until=(2024, 2))
    assert (earlier.value, earlier.first, earlier.last) == (1.0, (2024, 1), (2024, 2))
    assert usual_prices(monthly, NO_YEARS, "chili", "5304", until=(2023, 12)) == []
    assert usual_prices(monthly, NO_YEARS, "maize", "5304", until=(2025, 2)) == []


@pytest.mark.parametrize(
    "changed", [{"flag": "suspect"}, {"unit": "IDR/l"}, {"value": float("nan")}]
)
def test_what_is_doubtful_or_in_another_unit_is_no_price_to_be_held_against(
    changed: dict[str, object],
) -> None:
    monthly = months("5304", 2024, [10.0] * 12, **changed)
    assert usual_prices(monthly, NO_YEARS, "chili", "5304", until=(2025, 2)) == []


def test_the_regency_s_months_go_before_its_years_and_those_before_the_province_s() -> None:
    own, province = months("5304", 2024, [10.0]), months(None, 2024, [50.0])
    annual = pd.DataFrame(
        [
            ("5304", "chili", form, year, value, "IDR/kg", "C", "S7", None)
            for form, year, value in (("red", 2023, 8.0), ("red", 2024, 9.0), ("bird", 2023, 7.0))
        ],
        columns=NO_YEARS.columns,
    )
    both = pd.concat([own, province])
    until = (2025, 6)
    assert [each.value for each in usual_prices(both, annual, "chili", "5304", until)] == [10.0]
    by_year = usual_prices(province, annual, "chili", "5304", until)
    assert [(each.form, each.year, each.value) for each in by_year] == [
        ("bird", 2023, 7.0),
        ("red", 2024, 9.0),
    ]
    unfinished = usual_prices(province, annual, "chili", "5304", (2024, 11))
    assert {each.year for each in unfinished} == {2023}, "no mean of a year that is not over"
    (of_all,) = usual_prices(both, NO_YEARS, "chili", "5371", until)
    assert (of_all.value, of_all.regency_code) == (50.0, None)
    assert usual_prices(own, NO_YEARS, "chili", "5371", until) == [], "a neighbour's is no price"
