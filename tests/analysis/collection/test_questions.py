"""Which figures are asked about: each case is one that a person would ask about, or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.collection.questions import ODD_RATIO, Amount, Question, questions_of

EARLIER = [900.0, 1000.0, 1100.0]


def asked(earlier: list[float] | None = None, **values: float | None) -> list[tuple[str, str]]:
    amounts = {name: Amount(value) for name, value in values.items()}
    found = questions_of(amounts, {"production": EARLIER if earlier is None else earlier})
    return [(each.measure, each.code) for each in found]


@pytest.mark.parametrize("value", [250.0, 1000.0, 4000.0])
def test_within_four_times_and_a_quarter_of_the_usual_nothing_is_asked(value: float) -> None:
    assert asked(production=value) == []


@pytest.mark.parametrize("value", [249.0, 4001.0])
def test_beyond_it_the_office_is_asked(value: float) -> None:
    assert asked(production=value) == [("production", "far_from_earlier_years")]


def test_one_earlier_year_says_nothing_about_what_is_usual() -> None:
    assert asked([1000.0], production=9_999.0) == []
    assert asked([1000.0, 0.0], production=9_999.0) == []


def test_the_other_reading_is_asked_about_only_where_it_is_nearer() -> None:
    typed = Amount(12_500.0, other=12.5)
    (question,) = questions_of({"production": typed}, {"production": [10.0, 14.0]})
    assert question == Question("production", "other_reading_nearer", 12_500.0, 12.5)
    assert questions_of({"production": typed}, {"production": [9_000.0, 14_000.0]}) == []
    assert questions_of({"production": typed}, {}) == []
    (question,) = questions_of({"production": typed}, {"production": [12.0]})
    assert question.code == "other_reading_nearer", "one earlier year is enough for that"


def test_where_a_sheet_mixes_conventions_what_can_be_read_in_two_ways_is_asked_about() -> None:
    amounts = {"stock_end": Amount(12.5, other=12_500.0), "to_sell": Amount(7.0)}
    (question,) = questions_of(amounts, {}, mixed=True)
    assert question == Question("stock_end", "two_conventions", 12.5, 12_500.0)
    assert questions_of(amounts, {}, mixed=False) == []


@pytest.mark.parametrize(
    ("price", "against"),
    [(2_500.0, None), (2_499.0, 10_000.0), (80_000.0, None), (80_001.0, 20_000.0)],
)
def test_a_price_is_asked_about_when_it_is_far_from_every_known_one(
    price: float, against: float | None
) -> None:
    known = {"asked_price": [10_000.0, 20_000.0]}
    found = questions_of({"asked_price": Amount(price)}, {}, known=known)
    expected = [Question("asked_price", "far_from_known_price", price, against)]
    assert found == (expected if against else [])


def test_the_own_need_is_asked_about_beyond_four_times_the_computed_one() -> None:
    known = {"own_need": [100.0]}
    assert questions_of({"own_need": Amount(400.0)}, {}, known=known) == []
    (question,) = questions_of({"own_need": Amount(401.0)}, {}, known=known)
    assert question == Question("own_need", "far_from_computed_need", 401.0, 100.0)
    for unanswered in (None, 0.0):
        assert questions_of({"own_need": Amount(unanswered)}, {}, known=known) == []
    assert questions_of({"own_need": Amount(9e9)}, {}, known={}) == [], "unknown is not asked about"


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"production": 10.0, "harvested_area": 0.0}, ["harvest_without_area"]),
        ({"production": 0.0, "harvested_area": 10.0}, ["area_without_harvest"]),
        ({"production": 0.0, "harvested_area": 0.0}, []),
        ({"production": 10.0, "harvested_area": None}, []),
        ({"stock_end": -1.0}, ["below_zero"]),
        ({"to_sell": 5.0, "lacking": 5.0}, ["sells_and_lacks"]),
        ({"to_sell": 5.0, "lacking": 0.0}, []),
        ({"to_sell": 11.0, "production": 8.0, "stock_start": 2.0}, ["sells_more_than_it_has"]),
        ({"to_sell": 10.0, "production": 8.0, "stock_start": 2.0}, []),
        ({"to_sell": 11.0, "production": 8.0, "stock_start": None}, []),
    ],
)
def test_figures_that_contradict_each_other(
    values: dict[str, float | None], codes: list[str]
) -> None:
    assert [code for _measure, code in asked([], **values)] == codes


@given(
    st.lists(st.floats(1, 1e6), min_size=2, max_size=8),
    st.floats(1, 1e6),
    st.floats(0.001, 1000),
)
def test_the_unit_makes_no_difference(earlier: list[float], value: float, factor: float) -> None:
    ratio = value / sorted(earlier)[len(earlier) // 2]
    if min(abs(ratio - ODD_RATIO), abs(ratio - 1 / ODD_RATIO)) < 1e-6:
        return  # on the bound rounding decides
    scaled = [each * factor for each in earlier]
    assert asked(earlier, production=value) == asked(scaled, production=value * factor)
