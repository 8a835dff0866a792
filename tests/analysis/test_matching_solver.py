"""The solver by itself: against an independent one, in ranks, with prices that prove it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.matching.simplex import CLOSED, solve_tree
from analysis.matching.transport import TransportProblem, lexicographic_costs, solve_transport
from tests.support.examples import many


def random_problem(seed: int, n_sources: int, n_sinks: int, step: float) -> TransportProblem:
    """Sources, one unlimited source for every sink; costs in steps, so that ties are frequent."""
    random = np.random.default_rng(seed)
    source, sink = np.divmod(np.arange((n_sources + 1) * n_sinks), max(n_sinks, 1))
    keep = (random.random(len(source)) < 0.8) | (source == n_sources)
    source, sink = source[keep], sink[keep]
    cost = np.floor(random.uniform(0, 1e6, len(source)) / step) * step
    cost[source == n_sources] += 3e5
    return TransportProblem(
        supply=np.append(random.integers(0, 50, n_sources).astype(float), np.inf),
        demand=random.integers(0, 50, n_sinks).astype(float),
        source=source,
        sink=sink,
        cost=cost,
        preference=random.random(len(source)),
    )


def linear_programme(problem: TransportProblem, objective: np.ndarray, extra=None):
    arcs = np.arange(len(problem.cost))
    limited = np.flatnonzero(np.isfinite(problem.supply))
    out_of, into = np.zeros((len(limited), len(arcs))), np.zeros((len(problem.demand), len(arcs)))
    out_of[:, :] = problem.source[None, :] == limited[:, None]
    into[problem.sink, arcs] = 1.0
    limits = problem.supply[limited]
    if extra is not None:
        row, limit = extra
        out_of, limits = np.vstack([out_of, row]), np.append(limits, limit)
    return linprog(objective, out_of, limits, into, problem.demand, method="highs")


@settings(max_examples=many(40), deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 7), st.integers(1, 7), st.sampled_from([1.0, 2.5e5]))
def test_least_cost_and_prices_agree_with_highs(seed, n_sources, n_sinks, step) -> None:
    problem = random_problem(seed, n_sources, n_sinks, step)
    solution = solve_transport(problem)
    tonnes, cost = solution.tonnes, problem.cost
    assert (tonnes >= 0).all()
    assert np.bincount(problem.sink, tonnes, n_sinks) == pytest.approx(problem.demand)
    sent = np.bincount(problem.source, tonnes, n_sources + 1)
    assert (sent <= problem.supply + 1e-6).all()
    expected = linear_programme(problem, cost).fun
    assert cost @ tonnes == pytest.approx(expected, rel=1e-9, abs=1e-3)
    # The prices prove it without any other solver: no arc pays, and both sides add up.
    reduced = cost + solution.source_price[problem.source] - solution.sink_price[problem.sink]
    assert reduced.min() >= -1e-6
    assert (np.abs(reduced[tonnes > 0]) <= 1e-6).all()
    limited = np.isfinite(problem.supply)
    dual = problem.demand @ solution.sink_price
    dual -= problem.supply[limited] @ solution.source_price[limited]
    assert dual == pytest.approx(expected, rel=1e-9, abs=1e-3)
    assert (solution.source_price >= 0).all()
    # What sets a price keeps some: an unlimited source, or one with a rest.
    anchors = solution.sink_price_setter
    assert ((anchors == n_sources) | (sent[anchors] < problem.supply[anchors] + 1e-6)).all()


@settings(max_examples=many(15), deadline=None)
@given(st.integers(0, 10**6))
def test_among_equally_cheap_answers_the_preferred(seed) -> None:
    problem = random_problem(seed, 5, 5, 2.5e5)
    tonnes = solve_transport(problem).tonnes
    least = linear_programme(problem, problem.cost).fun
    best = linear_programme(problem, problem.preference, (problem.cost, least + 1e-3)).fun
    assert problem.preference @ tonnes == pytest.approx(best, abs=1e-3)


def test_what_goes_before_cost_wins_however_dear() -> None:
    # One source of 10, two sinks of 10; the far sink counts first although it costs a million more.
    problem = TransportProblem(
        supply=np.array([10.0, np.inf]),
        demand=np.array([10.0, 10.0]),
        source=np.array([0, 0, 1, 1]),
        sink=np.array([0, 1, 0, 1]),
        cost=np.array([1.0, 1e6, 2e6, 1e6 + 1]),
        preference=np.zeros(4),
        before_cost=(np.array([0, 0, 0, 1]),),
    )
    assert solve_transport(problem).tonnes.tolist() == [0, 10, 10, 0]


def test_ranks_never_mix() -> None:
    # A unit of the first outweighs everything the second can add up to over a cycle, and so on.
    inside = np.array([True, True, False])
    ranked = lexicographic_costs(
        [np.array([0, 1, 1]), np.array([5e5, 0.0, 1e8]), np.array([1.0, 0.0, 1e3])], inside, 11
    )
    assert (
        ranked[1] - ranked[0]
        > 12
        * (
            lexicographic_costs(
                [np.zeros(3, int), np.array([5e5, 0.0, 0.0]), np.zeros(3)], inside, 11
            )[0]
        )
    )
    with pytest.raises(ValueError, match="below 0"):
        lexicographic_costs([np.array([-1.0]), np.array([0.0])], np.array([True]), 1)
    with pytest.raises(ValueError, match="too large"):
        lexicographic_costs([np.array([1e40]), np.array([0.0])], np.array([True]), 1)


@pytest.mark.parametrize("closed", [0, 1, 18])
def test_of_equally_cheap_sources_the_first_that_is_open_delivers(closed: int) -> None:
    """However many are looked at in one instruction: which one it is decides who trades."""
    cost = np.full((1, 21), 5)
    cost[0, :closed] = CLOSED
    parent, flow = solve_tree(cost, np.array([100]), np.full(21, 2.0), np.array([1.0]))
    assert parent[21] == closed  # the sink hangs below who delivers
    assert flow[21] == 1.0


def test_a_demand_that_nobody_reaches_is_refused() -> None:
    problem = TransportProblem(
        *(np.array([5.0]), np.array([6.0]), np.array([0]), np.array([0])),
        *(np.array([1.0]), np.array([0.0])),
    )
    with pytest.raises(ValueError, match="cannot be met"):
        solve_transport(problem)
