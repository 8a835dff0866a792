"""Ranges over all best answers, against linear programmes that know nothing of the method."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.matching.match import match
from analysis.matching.problem import MatchingOptions, MatchProblem, build_match_problem
from analysis.matching.ranges import (
    EQUAL_T,
    NEAR_BEST_PCT,
    NoRangesError,
    match_ranges,
    near_best_ranges,
)
from geo.places import regencies
from services.answer import evaluation
from tests.support.examples import many

PENALTY = 1_000.0


def _problem(
    surplus: list[float],
    deficit: list[float],
    costs: list[list[float]],
    outside: list[float],
    options: MatchingOptions,
) -> MatchProblem:
    givers = [f"53{place:02}" for place in range(1, len(surplus) + 1)]
    takers = [f"53{place:02}" for place in range(50, 50 + len(deficit))]
    balance = pd.DataFrame(
        {
            "regency_code": [*givers, *takers],
            "balance_t": [*surplus, *(-each for each in deficit)],
            "need_t": 1e4,
            "balance_class": ["surplus"] * len(surplus) + ["deficit"] * len(deficit),
        }
    )
    pairs = pd.DataFrame(
        [
            (giver, taker, costs[i][j], 10.0)
            for i, giver in enumerate(givers)
            for j, taker in enumerate(takers)
        ],
        columns=["origin", "destination", "cost_idr_per_t", "distance_km"],
    )
    gates = pd.DataFrame({"gateway": "X", "destination": takers, "cost_idr_per_t": outside})
    return build_match_problem(balance, pairs, gates, options)


def _by_programme(problem: MatchProblem, within: float = 0.0) -> dict[tuple[str, str], list[float]]:
    """Smallest and largest tonnes of every arc: the optimum held, then each arc alone.

    Written from the definition: one programme for the optimum, one for each end of each range.
    """
    n_s, n_r, n_g = len(problem.suppliers), len(problem.receivers), len(problem.gateways)
    names = [(o, d) for o in (*problem.suppliers, *problem.gateways) for d in problem.receivers]
    cost = np.concatenate([problem.cost.ravel(), problem.external_cost.ravel()])
    n_arcs = len(cost)
    freight = np.concatenate([cost, np.zeros(n_r)])
    unmet = np.concatenate([np.zeros(n_arcs), np.ones(n_r)])
    supply = np.zeros((n_s, n_arcs + n_r))
    demand = np.zeros((n_r, n_arcs + n_r))
    for i in range(n_s + n_g):
        for j in range(n_r):
            if i < n_s:
                supply[i, i * n_r + j] = 1.0
            demand[j, i * n_r + j] = 1.0
    demand[:, n_arcs:] = np.eye(n_r)
    fixed = {"A_ub": supply, "b_ub": problem.offered_t, "A_eq": demand, "b_eq": problem.deficit_t}
    outside = np.zeros(n_arcs + n_r)
    outside[n_s * n_r : n_arcs] = 1.0
    if problem.options.objective == "ntt_first":
        # The most own tonnes, then the fewest unmet, each held; freight is that of own goods.
        freight = np.where(outside + unmet > 0, 0.0, freight)
        kept = np.vstack([outside + unmet, unmet])
    else:
        kept = unmet[None, :]
        freight = freight + PENALTY * unmet
    for line in kept if problem.options.objective == "ntt_first" else []:
        first = linprog(line, **fixed)
        assert first.success
        fixed["A_eq"] = np.vstack([fixed["A_eq"], line])
        fixed["b_eq"] = np.append(fixed["b_eq"], first.fun)
    best = linprog(freight, **fixed)
    assert best.success
    freight = np.where(unmet > 0, 0.0, freight)
    limit = float(freight @ best.x) * (1 + within) + 1e-7
    held = {
        "A_ub": np.vstack([supply, freight]),
        "b_ub": np.append(problem.offered_t, limit),
        "A_eq": np.vstack([demand, kept]),
        "b_eq": np.append(problem.deficit_t, kept @ best.x),
    }
    if problem.options.objective == "ntt_first":
        # Of the best by these, those that bring the rest from where it is cheapest to bring; a
        # tolerance is one on the freight of all goods together.
        brought = np.concatenate([cost, np.zeros(n_r)]) * outside
        held["b_ub"][-1] = float(freight @ best.x) + 1e-7
        last = linprog(brought, **held)
        assert last.success
        if within:
            held["A_ub"] = np.vstack([supply, freight + brought])
            together = float((freight + brought) @ last.x)
            held["b_ub"] = np.append(problem.offered_t, together * (1 + within) + 1e-7)
        else:
            held["A_ub"] = np.vstack([held["A_ub"], brought])
            held["b_ub"] = np.append(held["b_ub"], float(brought @ last.x) + 1e-7)
    found = {}
    for place, name in enumerate(names):
        arc = np.zeros(n_arcs + n_r)
        arc[place] = 1.0
        ends = [linprog(sign * arc, **held) for sign in (1.0, -1.0)]
        assert all(each.success for each in ends)
        found[name] = [float(each.x[place]) for each in ends]
    return found


small = st.integers(1, 9).map(float)


@st.composite
def problems(draw: st.DrawFn) -> MatchProblem:
    n_s, n_r = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return _problem(
        draw(st.lists(small, min_size=n_s, max_size=n_s)),
        draw(st.lists(small, min_size=n_r, max_size=n_r)),
        draw(
            st.lists(
                st.lists(st.integers(1, 4).map(float), min_size=n_r, max_size=n_r),
                min_size=n_s,
                max_size=n_s,
            )
        ),
        draw(st.lists(st.integers(2, 5).map(float), min_size=n_r, max_size=n_r)),
        MatchingOptions(
            unmet_penalty_idr_per_t=PENALTY,
            objective=draw(st.sampled_from(["ntt_first", "least_cost"])),
        ),
    )


@settings(max_examples=many(60), deadline=None)
@given(problems())
def test_every_end_of_every_range_is_that_of_an_independent_programme(
    problem: MatchProblem,
) -> None:
    expected = _by_programme(problem)
    pairs = match_ranges(problem).pairs
    assert len(pairs) == len(expected)
    for row in pairs.itertuples():
        low, high = expected[row.origin, row.destination]
        assert (row.min_t, row.max_t) == pytest.approx((low, high), abs=1e-4), row
        assert row.min_t - 1e-6 <= row.tonnes <= row.max_t + 1e-6


@settings(max_examples=many(25), deadline=None)
@given(problems(), st.sampled_from([1.0, 20.0]))
def test_near_best_ranges_too_and_they_only_widen(problem: MatchProblem, pct: float) -> None:
    expected = _by_programme(problem, pct / 100)
    exact = match_ranges(problem).pairs
    near = near_best_ranges(problem, pct)
    for row, narrow in zip(near.itertuples(), exact.itertuples(), strict=True):
        low, high = expected[row.origin, row.destination]
        assert (row.min_t, row.max_t) == pytest.approx((low, high), abs=1e-3), row
        assert row.min_t <= narrow.min_t + 1e-4
        assert row.max_t >= narrow.max_t - 1e-4


def _rice() -> MatchProblem:
    answer = evaluation.baseline_answer("rice", 2022)
    return build_match_problem(
        *(answer.balance.table, answer.costs.between, answer.costs.from_outside),
        *(answer.scenario.matching, answer.places),
    )


def test_rice_against_the_prices_of_another_solver() -> None:
    """The best answers of the real network, found by HiGHS' own prices instead of paths."""
    problem = _rice()
    n_s, n_r = len(problem.suppliers), len(problem.receivers)
    open_pair = np.argwhere(problem.usable)
    open_gate = np.argwhere(problem.external_usable)
    # Own tonnes go before freight, so each is worth more than any freight; outside counts nothing.
    own = problem.cost[problem.usable] - 1e8
    cost = np.concatenate([own, np.zeros(len(open_gate))])
    supply, demand = np.zeros((n_s, len(cost))), np.zeros((n_r, len(cost)))
    for place, (i, j) in enumerate(open_pair):
        supply[i, place] = demand[j, place] = 1.0
    for place, (_g, j) in enumerate(open_gate, start=len(open_pair)):
        demand[j, place] = 1.0
    best = linprog(cost, supply, problem.offered_t, demand, problem.deficit_t)
    rest = cost - supply.T @ best.ineqlin.marginals - demand.T @ best.eqlin.marginals
    used_up = best.ineqlin.marginals < -0.1
    # Where no price says so, a supplier may keep some; else all must go.
    bounds = [(0.0, None if each <= 0.1 else 0.0) for each in rest]
    pairs = match_ranges(problem).pairs.set_index(["origin", "destination"])
    for place, (i, j) in enumerate(open_pair):
        ends = []
        for sign in (1.0, -1.0):
            arc = np.zeros(len(cost))
            arc[place] = sign
            found = linprog(
                arc,
                supply[~used_up] if (~used_up).any() else None,
                problem.offered_t[~used_up] if (~used_up).any() else None,
                np.vstack([demand, supply[used_up]]),
                np.concatenate([problem.deficit_t, problem.offered_t[used_up]]),
                bounds=bounds,
            )
            assert found.success
            ends.append(abs(found.fun))
        row = pairs.loc[(problem.suppliers[i], problem.receivers[j])]
        assert (row["min_t"], row["max_t"]) == pytest.approx(tuple(ends), abs=0.01)


def test_what_is_identified_of_rice_2022() -> None:
    """Five pairs and one corridor, as another programme found them, the costs without margins."""
    names = regencies().set_index("regency_code")["name"]
    found = match_ranges(_rice())
    inside = found.pairs[found.pairs["origin_kind"] == "regency"]
    certain = inside[inside["pair_class"] == "identified"]
    assert {
        (names[row.origin], names[row.destination], round(row.tonnes))
        for row in certain.itertuples()
    } == {
        ("Manggarai Barat", "Sabu Raijua", 2870),
        ("Sumba Tengah", "Sabu Raijua", 3361),
        ("Sumba Barat", "Sumba Barat Daya", 1657),
        ("Sumba Tengah", "Sumba Barat Daya", 560),
        ("Rote Ndao", "Kota Kupang", 1167),
    }
    (corridor,) = found.corridors.itertuples()
    ends = [
        {names[code] for code in side.split(";")}
        for side in (corridor.origins, corridor.destinations)
    ]
    assert ends == [
        {"Manggarai Barat", "Manggarai", "Manggarai Timur", "Ngada"},
        {"Ende", "Sikka", "Flores Timur"},
    ]


def test_a_corridor_is_named_by_its_total() -> None:
    found = match_ranges(_rice())
    first = found.corridors.iloc[0]
    # Western Flores to eastern Flores: the pairs can be swapped, the total cannot.
    assert first["max_t"] - first["min_t"] <= EQUAL_T
    assert first["tonnes"] == pytest.approx(first["min_t"])
    inside = found.pairs[found.pairs["origin_kind"] == "regency"]
    in_corridor = inside[inside["pair_class"] == "interchangeable"]
    assert found.corridors["n_pairs"].sum() == len(in_corridor)
    # No gateway stands in a corridor.
    codes = ";".join([*found.corridors["origins"], *found.corridors["destinations"]])
    assert "X_" not in codes


def test_the_tie_break_decides_the_answer_shown_and_no_range() -> None:
    answer = evaluation.baseline_answer("rice", 2022)
    ranges = match_ranges(_rice()).pairs.set_index(["origin", "destination"])
    for flow in answer.match.flows.itertuples():
        row = ranges.loc[(flow.origin, flow.destination)]
        assert row["min_t"] - 1e-6 <= flow.tonnes <= row["max_t"] + 1e-6
        assert row["pair_class"] != "never"


def test_an_agreement_is_in_every_best_answer() -> None:
    options = MatchingOptions(forced_pairs=(("5301", "5350", 3.0),))
    problem = _problem([5.0, 5.0], [4.0, 4.0], [[9.0, 1.0], [1.0, 9.0]], [50.0, 50.0], options)
    row = match_ranges(problem).pairs.set_index(["origin", "destination"]).loc[("5301", "5350")]
    assert (row["min_t"], row["max_t"]) == (3.0, 3.0)
    assert row["pair_class"] == "identified"


def test_integer_options_have_no_ranges() -> None:
    problem = _problem([5.0], [4.0], [[1.0]], [9.0], MatchingOptions(min_shipment_t=2.0))
    with pytest.raises(NoRangesError, match="min_shipment_t"):
        match_ranges(problem)
    with pytest.raises(NoRangesError):
        near_best_ranges(problem, NEAR_BEST_PCT[0])


def test_nearness_goes_before_freight_in_the_ranges_too() -> None:
    """Two best by zone: the cheaper of the two answers is the only best one, to the tonne."""
    places = pd.DataFrame(
        {
            "regency_code": ["5301", "5302", "5350", "5351"],
            "zone_id": ["a", "a", "a", "b"],
            "island_group": ["p", "p", "p", "q"],
        }
    )
    local = MatchingOptions(objective="most_local")
    balance = pd.DataFrame(
        {
            "regency_code": ["5301", "5302", "5350", "5351"],
            "balance_t": [5.0, 5.0, -4.0, -6.0],
            "need_t": 1e4,
            "balance_class": ["surplus", "surplus", "deficit", "deficit"],
        }
    )
    costs = pd.DataFrame(
        [
            *(("5301", "5350", 2.0, 10.0), ("5301", "5351", 3.0, 10.0)),
            *(("5302", "5350", 2.5, 10.0), ("5302", "5351", 3.0, 10.0)),
        ],
        columns=["origin", "destination", "cost_idr_per_t", "distance_km"],
    )
    outside = pd.DataFrame({"gateway": "X", "destination": ["5350", "5351"], "cost_idr_per_t": 9.0})
    problem = build_match_problem(balance, costs, outside, local, places)
    pairs = match_ranges(problem).pairs.set_index(["origin", "destination"])
    # Within the zone 4 t either way; the whole costs 4x2 + 1x3 + 5x3 = 26 at the least.
    assert pairs.loc[("5301", "5350"), ["min_t", "max_t"]].tolist() == [4.0, 4.0]
    assert pairs.loc[("5302", "5351"), ["min_t", "max_t"]].tolist() == [5.0, 5.0]
    assert pairs.loc[("5302", "5350"), "pair_class"] == "never"


def test_ranges_hold_the_answer_of_every_objective() -> None:
    answer = evaluation.baseline_answer("rice", 2022)
    for objective in ("least_cost", "fairest", "most_local"):
        options = MatchingOptions(objective=objective)
        problem = build_match_problem(
            *(answer.balance.table, answer.costs.between, answer.costs.from_outside),
            *(options, answer.places),
        )
        ranges = match_ranges(problem).pairs.set_index(["origin", "destination"])
        shown = match(
            *(answer.balance.table, answer.costs.between, answer.costs.from_outside),
            options,
            places=answer.places,
        )
        for flow in shown.flows.itertuples():
            row = ranges.loc[(flow.origin, flow.destination)]
            assert row["min_t"] - 1e-4 <= flow.tonnes <= row["max_t"] + 1e-4, (objective, flow)


def test_ntt_first_places_its_own_before_it_counts_freight() -> None:
    """Own tonnes first, then own freight; what is bought outside decides nothing above a tie.

    One supplier of 5 t; A is near it (cost 1) and cheap from outside (1), B is far (4) and dear
    from outside (9). Least cost of all would send the 5 t to B; the own freight is least to A.
    """
    first = MatchingOptions(objective="ntt_first")
    problem = _problem([5.0], [5.0, 5.0], [[1.0, 4.0]], [1.0, 9.0], first)
    pairs = match_ranges(problem).pairs.set_index(["origin", "destination"])
    assert pairs.loc[("5301", "5350"), ["min_t", "max_t"]].tolist() == [5.0, 5.0]
    assert pairs.loc[("5301", "5351"), "pair_class"] == "never"
    cheapest = MatchingOptions(objective="least_cost")
    least = _problem([5.0], [5.0, 5.0], [[1.0, 4.0]], [1.0, 9.0], cheapest)
    pairs = match_ranges(least).pairs.set_index(["origin", "destination"])
    assert pairs.loc[("5301", "5351"), ["min_t", "max_t"]].tolist() == [5.0, 5.0]
