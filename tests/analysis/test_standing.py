"""Place among the regencies, by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.leading.standing import standing

VALUES = pd.Series({"5301": 10.0, "5302": 30.0, "5303": 30.0, "5304": 20.0, "5305": None})


@pytest.mark.parametrize(
    ("code", "position"), [("5302", 1), ("5303", 1), ("5304", 3), ("5301", 4), ("5305", None)]
)
def test_equal_values_share_the_better_place_and_unknown_has_none(
    code: str, position: int | None
) -> None:
    place = standing(VALUES, code)
    assert place.position == position
    assert (place.n_known, place.n_total) == (4, 5)
    # 10, 20, 30, 30: the middle lies between 20 and 30.
    assert place.median == 25.0


def test_nothing_known() -> None:
    place = standing(pd.Series({"5301": float("nan")}), "5301")
    assert place.position is None
    assert math.isnan(place.value)
    assert math.isnan(place.median)


def test_a_code_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AnalysisError) as caught:
        standing(VALUES, "5399")
    assert caught.value.code == "unknown_regency"


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=22))
def test_someone_is_first_and_order_does_not_matter(values: list[float]) -> None:
    series = pd.Series(values, index=[str(5301 + i) for i in range(len(values))])
    places = {code: standing(series, code).position for code in series.index}
    assert min(places.values()) == 1
    backwards = series[::-1]
    assert places == {code: standing(backwards, code).position for code in series.index}
