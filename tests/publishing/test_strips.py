"""Strips of key figures: every regency that is known is a dot, and none is invented."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.places import regencies
from publishing.briefing.model import Basis, Figure
from publishing.charts.strips import strips, strips_alt, strips_table
from publishing.language import speaking
from tests.support.examples import many

CODES = list(regencies()["regency_code"])


def figure(amounts: Mapping[str, float], own: str | None = "5301") -> Figure:
    basis = Basis(years="2024", unit="%")
    return Figure("Kemiskinan", "10,0 %", "kemiskinan terendah", amounts, own, 1, basis)


def rows(spec: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """Rows of all datasets that have this column."""
    return [row for data in spec["datasets"].values() for row in data if kind in row]


def dots(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [row for row in rows(spec, "regency") if row["figure"]]


def said(spec: Mapping[str, Any]) -> list[str]:
    return [row["text"] for row in rows(spec, "text")]


def test_the_lowest_stands_left_the_highest_right_and_the_median_between() -> None:
    """Worked by hand: 10, 20, 60 stand at 0, 0.2 and 1; the median is 20."""
    spec = strips([figure({"5301": 10.0, "5302": 20.0, "5303": 60.0})])
    assert {(row["regency"], row["x"], row["kind"]) for row in dots(spec)} == {
        ("Sumba Barat", 0.0, "own"),
        ("Sumba Timur", 0.2, "other"),
        ("Kupang", 1.0, "other"),
    }
    ticks = [row for row in rows(spec, "shown") if "regency" not in row and row["shown"]]
    assert [(row["x"], row["shown"]) for row in ticks] == [(0.2, "20,0")]
    texts = said(spec)
    assert {"10,0", "Sumba Barat", "60,0", "Kupang"} <= set(texts)
    assert "Kemiskinan (%, 2024)" in texts
    assert any("3 dari 22 daerah, 19 belum ada datanya" in text for text in texts)


@given(
    st.dictionaries(st.sampled_from(CODES), st.floats(-1e6, 1e6), max_size=22),
    st.sampled_from([None, *CODES[:3]]),
)
@settings(max_examples=many(25), deadline=None)
def test_a_dot_for_each_known_regency_within_the_line(
    amounts: dict[str, float], own: str | None
) -> None:
    drawn = [
        row for row in dots(strips([figure(amounts, own)])) if row["shown"] != "belum ada data"
    ]
    assert len(drawn) == len(amounts)
    assert all(0 <= row["x"] <= 1 for row in drawn)


@pytest.mark.parametrize("missing", [{}, {"5301": float("nan")}])
def test_an_unknown_regency_is_named_unknown_and_has_no_place_on_the_line(
    missing: dict[str, float],
) -> None:
    spec = strips([figure({"5302": 20.0, "5303": 60.0, **missing})])
    own = [row for row in dots(spec) if row["regency"] == "Sumba Barat"]
    assert [row["shown"] for row in own] == ["belum ada data"]
    line = {row["y"] for row in rows(spec, "x2")}
    assert not line & {row["y"] for row in own}
    assert any("2 dari 22 daerah" in text for text in said(spec))


def test_a_figure_of_which_nothing_is_known_says_so_and_draws_nothing() -> None:
    spec = strips([figure({}, None)])
    assert not dots(spec)
    assert "belum ada data" in " ".join(said(spec))


def test_two_that_are_marked_differ_by_shape_and_both_have_their_values() -> None:
    spec = strips([figure({"5301": 10.0, "5302": 20.0, "5303": 60.0})], beside="5302")
    shapes = {layer["mark"]["shape"] for layer in spec["layer"] if layer["mark"]["type"] == "point"}
    assert shapes == {"circle", "diamond", "square"}
    assert {"10,0 %", "20,0"} <= set(said(spec))


def test_several_lowest_are_counted_and_none_of_them_is_named_alone() -> None:
    texts = said(strips([figure({"5301": 10.0, "5302": 10.0, "5303": 60.0}, None)]))
    assert "2 daerah" in texts
    assert "Sumba Timur" not in texts


def test_what_is_modelled_says_so_and_its_dots_are_hollow() -> None:
    amounts = {"5302": 20.0, "5303": 60.0}
    with speaking("en"):
        one = Figure("Ratio", "1", "", amounts, None, 1, Basis("2023", "x", modelled=True))
        spec = strips([one])
    assert "Ratio (x, 2023, model result)" in said(spec)
    assert {row["fill"] for row in dots(spec)} == {0.0}


def test_figures_to_take_away_leave_the_unknown_empty() -> None:
    table = strips_table([figure({"5301": 10.0})])
    assert len(table) == 22
    assert table["Kemiskinan (%, 2024)"].notna().sum() == 1
    assert strips_alt([figure({"5301": 10.0})]) == "Kemiskinan: 10,0 %, kemiskinan terendah"
