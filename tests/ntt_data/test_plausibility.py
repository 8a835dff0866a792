"""Figures that cannot be stop the start, odd ones are told; today's rows are none of the first."""

from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntt_data.intake.cells import FIRST_LINE
from ntt_data.plausibility import ASKED, beside, implausible, impossible
from ntt_data.plausibility.literals import FACTORS
from ntt_data.plausibility.rows import undoubted
from ntt_data.problems import Problem, Rule
from ntt_data.schema import table_names
from ntt_data.tables import read_as_filed
from tests.support.examples import many

Change = Callable[[pd.DataFrame], None]


@cache
def shipped() -> dict[str, pd.DataFrame]:
    return {name: read_as_filed(name)[0] for name in table_names()}


@cache
def said_today() -> tuple[Problem, ...]:
    return tuple(implausible(shipped()))


def found(name: str, change: Change) -> list[Problem]:
    """What is new about the tables after one of them was changed."""
    table = shipped()[name].copy()
    change(table)
    few = beside(name) | {"production", "conversions"}
    tables = {**{each: shipped()[each] for each in few}, name: table}
    told = implausible(tables)
    # What a correction is refused for is what stops the start, but for the literal that stays.
    stops = [each for each in told if not each.is_remark and each.rule != "literal_differs"]
    assert impossible(tables) == stops
    return [each for each in told if each not in said_today()]


def first(table: pd.DataFrame, **wanted: object) -> int:
    """Place of the first row with these values that no flag calls doubtful."""
    fits = undoubted(table)
    for column, value in wanted.items():
        fits &= table[column].eq(value)
    (place, *_) = table.index[fits & table["value"].gt(0)]
    return int(place)


def test_no_row_of_today_is_impossible_and_few_are_odd() -> None:
    told = said_today()
    assert not [str(problem) for problem in told if not problem.is_remark]
    assert len(told) <= 10, "\n".join(map(str, told))


def test_a_decimal_point_for_a_thousands_mark() -> None:
    """15.616 for 15,615.68 t of paddy: the source's figure beside it says otherwise."""
    rice = {"commodity": "rice", "form": "paddy_gkg", "year": 2022, "regency_code": "5304"}
    place = first(shipped()["production"], **rice)
    assert shipped()["production"].at[place, "value"] == 15615.68

    def change(table: pd.DataFrame) -> None:
        table.loc[place, "value"] = 15.616

    told = {(p.rule, p.row, p.value) for p in found("production", change)}
    assert ("literal_differs", place + FIRST_LINE, "15.616") in told


@given(st.floats(0.001, 1e9), st.sampled_from(sorted(FACTORS)))
@settings(max_examples=many(60))
def test_a_value_that_is_its_literal_is_left_alone(literal: float, units: tuple[str, str]) -> None:
    printed, ours = units
    rows = pd.DataFrame(
        {
            **{"value": [round(literal * FACTORS[units], 4)], "unit": [ours]},
            **{"literal_value": [f"{literal:.6f}"], "literal_unit": [printed.upper()]},
        }
    )
    assert implausible({"x": rows}) == []
    (problem,) = implausible({"x": rows.assign(value=rows["value"] * 1.01 + 0.01)})
    assert (problem.rule, problem.row, problem.column) == ("literal_differs", 2, "value")


@pytest.mark.parametrize("form", ["paddy", "fresh"])
def test_a_form_that_no_conversion_knows_is_named(form: str) -> None:
    place = first(shipped()["production"], commodity="rice", form="paddy_gkg", year=2022)

    def change(table: pd.DataFrame) -> None:
        table.loc[place, "form"] = form

    (problem,) = found("production", change)
    assert (problem.rule, problem.row, problem.column) == (
        *("form_not_convertible", place + FIRST_LINE),
        "form",
    )
    assert (problem.value, problem.expected) == (form, "rice: paddy_gkg")
    assert problem.is_remark, "a figure in another form may be right and only not of use"


def test_a_commodity_without_conversions_misses_no_form() -> None:
    place = first(shipped()["production"], commodity="coffee", measure="production")

    def change(table: pd.DataFrame) -> None:
        table.loc[place, "form"] = "fresh"

    assert not [p for p in found("production", change) if p.rule == "form_not_convertible"]


def test_a_literal_that_nobody_can_read_is_told() -> None:
    rows = pd.DataFrame(
        {"value": [1.0], "unit": ["t"], "literal_value": ["12"], "literal_unit": ["karung"]}
    )
    (problem,) = implausible({"x": rows})
    assert problem.is_remark
    assert problem.expected == "12 karung"


@pytest.mark.parametrize(
    ("name", "factor", "rule", "wanted"),
    [
        ("production", 1000, "far_from_years", {"commodity": "rice", "measure": "production"}),
        ("production", 0.001, "far_from_years", {"commodity": "coffee", "measure": "production"}),
        ("production", 0.02, "odd_among_years", {"commodity": "coffee"}),
        ("population", 10, "far_from_years", {}),
        ("population", 0.001, "impossible_size", {}),
        ("population", 2, "odd_among_years", {}),
        ("consumption", 1000, "impossible_size", {"commodity": "rice"}),
        ("prices", 0.001, "impossible_size", {"commodity": "rice"}),
        ("prices", 4, "odd_among_years", {"commodity": "rice"}),
        ("conversions", 1.9, "impossible_size", {"commodity": "rice", "unit": "t/t"}),
        ("social", 10, "impossible_size", {"indicator": "poverty_rate_pct"}),
        ("social", 1000, "far_from_years", {"indicator": "grdp_current_m_idr"}),
    ],
)
def test_a_slip_is_found(name: str, factor: float, rule: Rule, wanted: dict[str, object]) -> None:
    place = first(shipped()[name], **wanted)

    def change(table: pd.DataFrame) -> None:
        table.loc[place, "value"] *= factor
        if "literal_value" in table:
            table.loc[place, "literal_value"] = None

    told = [p.rule for p in found(name, change) if p.row == place + FIRST_LINE]
    assert rule in told


@pytest.mark.sweep
def test_the_tables_beside_one_show_all_that_it_makes_impossible() -> None:
    for name in sorted(ASKED):
        table = shipped()[name].copy()
        column = "area_km2" if name == "regencies" else "value"
        table[column] = table[column].astype("float64")
        table.loc[table.index[:12], column] *= 1e6
        all_of_them = {**{each: shipped()[each] for each in ASKED}, name: table}
        few = {each: all_of_them[each] for each in beside(name)}
        assert impossible(all_of_them), name
        # In no order: both go through the tables they are given.
        assert set(impossible(few)) == set(impossible(all_of_them)), name


def test_a_flagged_figure_is_known_already() -> None:
    flagged = shipped()["production"]
    flagged = flagged[flagged["flag"].eq("outlier") & flagged["value"].gt(0)]
    place = flagged.index[0]

    def change(table: pd.DataFrame) -> None:
        table.loc[place, ["value", "literal_value"]] = [table.at[place, "value"] * 1e5, None]

    assert not [p for p in found("production", change) if p.row == place + FIRST_LINE]


def as_the_ministry_has_them(table: pd.DataFrame, rows: pd.Series) -> None:
    regencies = shipped()["regencies"]
    digits = regencies["kemendagri_code"].str.replace(".", "", regex=False)
    codes = dict(zip(regencies["regency_code"], digits, strict=True))
    table.loc[rows, "regency_code"] = table.loc[rows, "regency_code"].map(codes)


@pytest.mark.parametrize("year", [2018, 2022, 2024])
def test_one_year_of_people_by_kemendagris_digits(year: int) -> None:
    (problem, *_) = found(
        "population", lambda table: as_the_ministry_has_them(table, table["year"].eq(year))
    )
    assert (problem.rule, problem.file) == ("kemendagri_codes", "population.csv")
    assert str(year) in str(problem.value)


def test_a_whole_table_of_people_by_kemendagris_digits() -> None:
    """Its own years agree with each other: income and income per head are the witness."""
    told = found("population", lambda table: as_the_ministry_has_them(table, table["year"].gt(0)))
    assert {problem.rule for problem in told} == {"kemendagri_codes"}
    assert {"2022" in str(problem.value) for problem in told} == {True, False}


def test_a_harvest_beside_its_area() -> None:
    """A tenfold slip is less than what years differ by; area and yield of that year tell."""
    place = first(
        shipped()["production"], commodity="mung_bean", measure="production", regency_code="5314"
    )

    def change(table: pd.DataFrame) -> None:
        table.loc[place, "value"] *= 10
        table.loc[place, "literal_value"] = None

    rules = {p.rule for p in found("production", change) if p.row == place + FIRST_LINE}
    assert "odd_harvest" in rules


@pytest.mark.parametrize("factor", [0.4, 0.9, 1.4, 2.5])
def test_growth_of_people_stops_nothing(factor: float) -> None:
    place = first(shipped()["population"], form="dukcapil_s2", year=2020)

    def change(table: pd.DataFrame) -> None:
        table.loc[place, "value"] = round(table.at[place, "value"] * factor)

    assert all(problem.is_remark for problem in found("population", change))
