"""Seats of offices: golden values by hand, properties, and an independent solution."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from analysis.cooperation.zone_seats import (
    best_in_zones,
    best_seats,
    distances,
    nearest,
    served_by,
)
from analysis.errors import InvalidOptionError
from tests.support.examples import many

PLACES = ["a", "b", "c", "d"]
# On a line at 0, 1, 10 and 12 km.
AT = np.array([0.0, 1.0, 10.0, 12.0])
LINE = pd.DataFrame(np.abs(AT[:, None] - AT), index=PLACES, columns=PLACES)
PEOPLE = pd.Series({"a": 10, "b": 20, "c": 50, "d": 20})


def test_the_way_of_a_person_is_weighed_by_people() -> None:
    """Zones ab and cd with seats a and d: b goes 1 km (20 people), c 2 km (50): 120 / 100."""
    printed = served_by(LINE, PEOPLE, {"a": "a", "b": "a", "c": "d", "d": "d"})
    assert printed.mean == pytest.approx(1.2)
    assert printed.farthest == 2.0
    assert printed.seats == ("a", "d")
    # Best in the zones: b (10 people go 1 km) and c (20 people go 2 km): 50 / 100.
    within = best_in_zones(LINE, PEOPLE, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert within.seats == ("b", "c")
    assert within.mean == pytest.approx(0.5)


def test_the_best_seats_follow_the_aim_and_keep_what_is_fixed() -> None:
    assert best_seats(LINE, PEOPLE, 2).best.seats == ("b", "c")
    fixed = best_seats(LINE, PEOPLE, 2, fixed=["d"])
    # With d kept: a costs 20 + 100 = 120, b costs 10 + 100 = 110, c costs 100 + 180 = 280.
    assert fixed.best.seats == ("b", "d")
    assert fixed.best.mean == pytest.approx(1.1)
    assert (fixed.n_ways, fixed.n_as_good) == (3, 1)
    all_fixed = best_seats(LINE, PEOPLE, 2, fixed=["a", "d"])
    assert (all_fixed.best.seats, all_fixed.n_ways) == (("a", "d"), 1)
    one = best_seats(LINE, PEOPLE, 1, aim="farthest").best
    assert (one.seats, one.farthest) == (("c",), 10.0)


def test_ways_that_are_as_good_are_counted() -> None:
    pair = pd.DataFrame([[0.0, 4.0], [4.0, 0.0]], index=["a", "b"], columns=["a", "b"])
    found = best_seats(pair, pd.Series({"a": 5, "b": 5}), 1)
    assert (found.n_ways, found.n_as_good, found.best.seats) == (2, 2, ("a",))


@pytest.mark.parametrize(("n", "fixed"), [(0, []), (5, []), (1, ["a", "b"])])
def test_a_number_that_cannot_be_is_refused(n: int, fixed: list[str]) -> None:
    with pytest.raises(InvalidOptionError):
        best_seats(LINE, PEOPLE, n, fixed)


def test_what_nothing_leads_to_is_not_near() -> None:
    pairs = pd.DataFrame({"origin": ["a"], "destination": ["b"], "km": [3.0]})
    square = distances(pairs, "km", ["a", "b"])
    assert square.loc["a", "b"] == 3.0
    assert np.isnan(square.loc["b", "a"])
    assert square.loc["a", "a"] == 0.0


_SQUARES = st.integers(3, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 50), min_size=n * 2, max_size=n * 2),
        st.lists(st.integers(1, 9), min_size=n, max_size=n),
        st.integers(1, n - 1),
    )
)


@settings(max_examples=many(40), deadline=None)
@given(_SQUARES)
def test_it_is_the_best_of_all_and_more_seats_are_never_worse(
    given: tuple[list[int], list[int], int],
) -> None:
    points, people, n = given
    at = np.array(points, dtype=float).reshape(-1, 2)
    codes = [str(place) for place in range(len(at))]
    far = np.abs(at[:, None, :] - at[None, :, :]).sum(axis=2)
    square = pd.DataFrame(far, index=codes, columns=codes)
    population = pd.Series(people, index=codes)
    found = best_seats(square, population, n).best
    every = [nearest(square, population, way).mean for way in combinations(codes, n)]
    assert found.mean == pytest.approx(min(every))
    assert best_seats(square, population, n + 1).best.mean <= found.mean + 1e-9
    fair = best_seats(square, population, n, aim="farthest").best
    assert fair.farthest <= found.farthest + 1e-9
    # Permuted, the same.
    turned = codes[::-1]
    again = best_seats(square.loc[turned, turned], population[turned], n).best
    assert again.mean == pytest.approx(found.mean)


def test_an_integer_program_finds_the_same() -> None:
    """The p-median as HiGHS solves it: a place is served once, by a seat that is open."""
    rng = np.random.default_rng(5)
    at = rng.uniform(0, 100, (9, 2))
    far = np.linalg.norm(at[:, None] - at[None], axis=2)
    people = rng.integers(1, 100, 9)
    n, size = 3, 9
    cost = np.concatenate([(far * people[:, None]).ravel(), np.zeros(size)])
    once = np.zeros((size, cost.size))
    is_open = np.zeros((size * size, cost.size))
    for place in range(size):
        once[place, place * size : (place + 1) * size] = 1
        for seat in range(size):
            is_open[place * size + seat, place * size + seat] = 1
            is_open[place * size + seat, size * size + seat] = -1
    count = np.concatenate([np.zeros(size * size), np.ones(size)])[None]
    solved = milp(
        cost,
        integrality=np.ones(cost.size),
        bounds=(0, 1),
        constraints=[
            LinearConstraint(once, 1, 1),
            LinearConstraint(is_open, -np.inf, 0),
            LinearConstraint(count, n, n),
        ],
    )
    codes = [str(place) for place in range(size)]
    square = pd.DataFrame(far, index=codes, columns=codes)
    found = best_seats(square, pd.Series(people, index=codes), n).best
    assert found.mean == pytest.approx(solved.fun / people.sum())
