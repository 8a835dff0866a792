from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError, InvalidOptionError
from analysis.leading.indicators import SCHEMES, classify, density

REGENCIES = pd.DataFrame({"regency_code": ["5371", "5301"], "area_km2": [150.0, 750.0]})


def test_density() -> None:
    found = density(pd.Series({"5301": 150_000, "5371": 450_000}), REGENCIES)
    assert found.to_dict() == {"5371": 3000.0, "5301": 200.0}
    unknown = density(pd.Series({"5301": 150_000}), REGENCIES)
    assert math.isnan(unknown["5371"])


def test_nothing_to_divide_by_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="5371: 0") as error:
        density(pd.Series({"5301": 1.0}), REGENCIES.assign(area_km2=[0.0, 1.0]))
    assert error.value.code == "not_positive"


def test_quantiles_by_hand() -> None:
    # Six values in three classes: two each; bounds at the 1/3 and 2/3 quantile (numpy's linear
    # interpolation: positions 5/3 and 10/3 of 1, 2, 3, 10, 20, 30 -> 2.667 and 13.333).
    values = pd.Series([10.0, 1.0, 2.0, None, 3.0, 20.0, 30.0], index=list("abcdefg"))
    classes = classify(values, "quantiles", 3)
    assert classes.breaks == pytest.approx((2 + 2 / 3, 10 + 10 / 3, 30))
    assert classes.bounds[0][0] == 1.0
    assert classes.index.drop("d").to_dict() == {"a": 1, "b": 0, "c": 0, "e": 1, "f": 2, "g": 2}
    assert classes.index["d"] is pd.NA
    assert (classes.counts, classes.n_unknown) == ((2, 2, 2), 1)


def test_natural_breaks_find_the_gaps() -> None:
    classes = classify(pd.Series([1.0, 2.0, 1.5, 10.0, 11.0, 100.0]), "natural_breaks", 3)
    assert classes.breaks == (2.0, 11.0, 100.0)
    assert classes.counts == (3, 2, 1)


def test_a_value_at_a_quantile_is_below_it() -> None:
    # Ten values in nine classes: every break is one of the values, to the last bit.
    classes = classify(pd.Series(range(10), dtype="float64"), "quantiles", 9)
    assert classes.breaks == tuple(range(1, 10))
    assert classes.counts == (2, 1, 1, 1, 1, 1, 1, 1, 1)


_CLASSIFY_THEN_COMPILE = """
import sys
from pathlib import Path
import pandas as pd
from analysis.leading.indicators import classify

values = pd.Series([1.0, 2.0, 1.5, 10.0, 11.0, 100.0])
classify(values, "quantiles", 3)
assert "sklearn" not in sys.modules
assert classify(values, "natural_breaks", 3).breaks == (2.0, 11.0, 100.0)

import numba
from analysis.matching.simplex import solve_tree, tree_prices

assert not numba.config.DISABLE_JIT
assert all(numba.extending.is_jitted(kernel) for kernel in (solve_tree, tree_prices))
"""


@pytest.mark.deploy  # a process that takes seconds to begin
def test_maps_load_little_and_leave_the_matching_compiled() -> None:
    # In a process of its own: it is about what is imported first.
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", _CLASSIFY_THEN_COMPILE], cwd=root, check=True)


def test_classes_around_a_centre_are_symmetric() -> None:
    # Distances from 0: 40, 5, 10, 20; two equal intervals of 5..40 meet at 22.5.
    classes = classify(pd.Series([-40.0, -5.0, 10.0, 20.0]), "equal_interval", 4, center=0.0)
    assert classes.bounds == ((-40, -22.5), (-22.5, 0), (0, 22.5), (22.5, 40))
    assert classes.counts == (1, 1, 2, 0)
    assert classes.index.tolist() == [0, 1, 2, 2]


def test_few_different_values_give_few_classes() -> None:
    assert classify(pd.Series([7.0, 7.0]), "quantiles", 5).bounds == ((7.0, 7.0),)
    classes = classify(pd.Series([7.0, 7.0, 9.0]), "natural_breaks", 5)
    assert classes.bounds == ((7.0, 7.0), (7.0, 9.0))
    assert classes.counts == (2, 1)
    assert classify(pd.Series([5.0, 5.0]), k=4, center=5.0).counts == (2, 0)


def test_nothing_known_gives_no_classes() -> None:
    classes = classify(pd.Series([None, None], index=["5301", "5302"], dtype="float64"))
    assert (classes.bounds, classes.counts, classes.n_unknown) == ((), (), 2)
    assert classes.index.isna().all()


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"scheme": "pretty"}, "scheme"),
        ({"k": 1}, "k"),
        ({"k": 5, "center": 0.0}, "k"),
        ({"k": 4, "center": math.inf}, "center"),
    ],
)
def test_options_name_the_wrong_field(options, field) -> None:
    with pytest.raises(InvalidOptionError) as error:
        classify(pd.Series([1.0, 2.0]), **options)
    assert error.value.field == field


def test_infinity_is_refused() -> None:
    with pytest.raises(AnalysisError, match="infinite"):
        classify(pd.Series([1.0, math.inf]))


@given(
    st.lists(st.one_of(st.none(), st.integers(-1000, 1000)), min_size=1, max_size=22),
    st.sampled_from(SCHEMES),
    st.sampled_from([2, 4, 6]),
    st.sampled_from([None, 0.0, 100.0]),
)
def test_every_known_value_is_in_its_class(numbers, scheme, k, center) -> None:
    values = pd.Series(numbers, dtype="float64")
    classes = classify(values, scheme, k, center)
    assert len(classes.bounds) == len(classes.counts) <= k
    assert sum(classes.counts) + classes.n_unknown == len(values)
    assert classes.index.isna().tolist() == values.isna().tolist()
    for value, place in zip(values.dropna(), classes.index.dropna(), strict=True):
        lower, upper = classes.bounds[place]
        assert lower < value <= upper or (place == 0 and value == lower)
    if center is not None and classes.bounds:
        assert any(lower == center for lower, _ in classes.bounds)


def test_no_class_holds_no_known_value() -> None:
    """They would pass for unknown ones."""
    nothing = classify(pd.Series([None, None], dtype="float64"))
    assert nothing.holding(pd.Series([None, None], dtype="float64")).n_unknown == 2
    with pytest.raises(ValueError, match="without any class"):
        nothing.holding(pd.Series([1.0, 2.0]))
