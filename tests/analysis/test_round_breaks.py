from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.leading.indicators import classify
from analysis.leading.round_breaks import round_breaks


def test_a_balance_gets_breaks_to_remember() -> None:
    # Distances 2, 4.3, 5.6, 6.2, 15.9, 16.1, 24.8, 38.9 thousand t: their thirds are 5.8 and 16.0
    # (numpy's quantiles at 7/3 and 14/3); the coarsest step that moves neither far is 5.
    balances = pd.Series([-38.9, -16.1, -15.9, -6.2, 2.0, 4.3, 5.6, 24.8]) * 1000
    classes = classify(balances, k=6, center=0.0, at_round_breaks=True)
    assert classes.breaks == (-15_000, -5_000, 0, 5_000, 15_000, 38_900)
    assert classes.counts == (3, 1, 0, 2, 1, 1)


def test_a_narrow_range_gets_a_finer_step() -> None:
    # Fifths of 61.0 … 66.0 in steps of 0.25: quantiles 62, 63, 64, 65 are round already.
    values = pd.Series(np.arange(61.0, 66.01, 0.25))
    assert classify(values, at_round_breaks=True).breaks == (62, 63, 64, 65, 66)


def test_tenths_are_tenths() -> None:
    # 6 × 0.1 is 0.6000000000000001 in floating point; a legend would show it.
    found = round_breaks(np.array([0.5, 0.55, 0.7, 0.9]), np.array([0.61]))
    assert found.tolist() == [0.6]


def test_a_break_lies_between_two_values_where_each_is_a_class() -> None:
    classes = classify(pd.Series([3.2, 7.9, 3.2]), k=5, at_round_breaks=True)
    assert classes.breaks == (5.0, 7.9)
    assert classes.counts == (2, 1)


@given(
    st.lists(st.integers(-100_000, 100_000), min_size=2, max_size=22),
    st.sampled_from([None, 0.0]),
    st.sampled_from([0.01, 1.0, 37.0]),
)
def test_no_class_is_empty_and_every_value_is_in_its_own(
    numbers: list[int], center: float | None, unit: float
) -> None:
    values = pd.Series(numbers, dtype="float64") * unit
    found = classify(values, k=6, center=center, at_round_breaks=True)
    plain = classify(values, k=6, center=center)
    assert len(found.bounds) <= len(plain.bounds)
    for value, place in zip(values, found.index, strict=True):
        lower, upper = found.bounds[place]
        assert lower < value <= upper or (place == 0 and value == lower)
    if center is None:
        assert all(found.counts)
    else:
        # A class is one of distances: its upper end belongs to it on both sides of the centre.
        away = (values - center).abs()
        outward = [(lower, upper) for lower, upper in found.bounds if lower >= center]
        if (away > 0).any():
            assert all(((away > low) & (away <= high)).any() for low, high in outward)


@pytest.mark.parametrize("breaks", [[], [5.0]])
def test_nothing_to_move_stays(breaks: list[float]) -> None:
    assert round_breaks(np.array([0.0, 10.0]), np.array(breaks)).tolist() == breaks
