"""Swapped answers: as good as the one shown, by programmes that know nothing of the method."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching.best_face import NoRangesError
from analysis.matching.options import MatchingOptions
from analysis.matching.problem import MatchProblem, build_match_problem
from analysis.matching.ranges import match_ranges
from analysis.matching.solve import allocate
from analysis.matching.swap import Swap, Swapped, swap_pairs
from analysis.matching.tables import totals_of
from services.answer import evaluation
from tests.support.best_answers import BestAnswers
from tests.support.examples import many

MOST = float("inf")
small = st.integers(1, 9).map(float)


@st.composite
def problems(draw: st.DrawFn) -> MatchProblem:
    """Two or three on each side, whole costs of which many are equal, any objective."""
    n_s, n_r = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    givers, takers = [f"53{n:02}" for n in range(1, n_s + 1)], [f"53{50 + n}" for n in range(n_r)]
    codes = [*givers, *takers]
    balance = pd.DataFrame(
        {
            "regency_code": codes,
            "balance_t": [
                *draw(st.lists(small, min_size=n_s, max_size=n_s)),
                *(-each for each in draw(st.lists(small, min_size=n_r, max_size=n_r))),
            ],
            "need_t": 20.0,
            "balance_class": ["surplus"] * n_s + ["deficit"] * n_r,
        }
    )
    costs = pd.DataFrame(
        [(a, b, float(draw(st.integers(1, 2))), 10.0) for a in givers for b in takers],
        columns=["origin", "destination", "cost_idr_per_t", "distance_km"],
    )
    gates = pd.DataFrame(
        [(gate, b, float(draw(st.integers(2, 3)))) for gate in ("X", "Y") for b in takers],
        columns=["gateway", "destination", "cost_idr_per_t"],
    )
    places = pd.DataFrame(
        {
            "regency_code": codes,
            "zone_id": [draw(st.sampled_from("ab")) for _ in codes],
            "island_group": "p",
        }
    )
    options = MatchingOptions(
        objective=draw(st.sampled_from(["ntt_first", "least_cost", "fairest", "most_local"])),
        external_supply=draw(st.booleans()),
        unmet_penalty_idr_per_t=1_000.0,
    )
    return build_match_problem(balance, costs, gates, options, places)


def _as_good(programme: BestAnswers, found: Swapped) -> None:
    """Mass is kept, and every criterion is at its best by an independent programme."""
    problem = programme.problem
    pair_t, external_t = found.allocation.pair_t, found.allocation.external_t
    assert pair_t.min() >= 0
    assert external_t.min(initial=0.0) >= 0
    assert (pair_t.sum(axis=1) <= problem.offered_t + 1e-6).all()
    brought = pair_t.sum(axis=0) + external_t.sum(axis=0)
    assert (brought <= problem.deficit_t + 1e-6).all()
    tonnes = programme.tonnes_of(pair_t, external_t)
    for criterion, best in zip(programme.criteria(), programme.best, strict=True):
        assert criterion @ tonnes == pytest.approx(best, rel=1e-6, abs=1e-4)


def _programme(problem: MatchProblem, shown: Swapped) -> BestAnswers:
    """All answers as good as the one shown.

    Where NTT comes first the tie-break weighs nearness against freight from outside, which may
    give way where costs are as small as here: then it is no criterion of them all.
    """
    programme = BestAnswers(problem)
    if problem.options.objective != "ntt_first":
        return programme
    tonnes = programme.tonnes_of(shown.allocation.pair_t, shown.allocation.external_t)
    is_least = programme.outside_freight @ tonnes <= programme.best[-1] + 1e-4
    return programme if is_least else BestAnswers(problem, outside_counts=False)


def _tonnes(problem: MatchProblem, found: Swapped, origin: str, destination: str) -> float:
    row, column = problem.suppliers.index(origin), problem.receivers.index(destination)
    return float(found.allocation.pair_t[row, column])


@settings(max_examples=many(40), deadline=None)
@given(problems(), st.sampled_from([0.0, 0.3, 0.5, 1.0]), st.data())
def test_a_swap_is_another_best_answer_and_reaches_what_it_can(
    problem: MatchProblem, share: float, data: st.DataObject
) -> None:
    first = swap_pairs(problem, ())
    assert np.allclose(first.allocation.pair_t, allocate(problem).pair_t)
    if first.swappable.empty:
        return
    row = data.draw(st.sampled_from(list(first.swappable.itertuples())))
    programme = _programme(problem, first)
    ends = programme.ends()[row.origin, row.destination]
    if problem.options.objective != "ntt_first":
        assert (row.min_t, row.max_t) == pytest.approx(ends, abs=1e-4)
    # Own first: freight from outside stays too, so that there may be less choice.
    assert ends[0] - 1e-4 <= row.min_t <= row.tonnes + 1e-6
    assert row.tonnes - 1e-6 <= row.max_t <= ends[1] + 1e-4
    wanted = row.min_t + share * (row.max_t - row.min_t)
    for asked, reached in ((wanted, wanted), (MOST, row.max_t), (0.0, row.min_t)):
        swap = Swap(row.origin, row.destination, asked)
        found = swap_pairs(problem, (swap,))
        _as_good(programme, found)
        if problem.options.objective == "ntt_first":
            assert np.allclose(found.allocation.external_t, first.allocation.external_t)
        assert _tonnes(problem, found, row.origin, row.destination) == pytest.approx(
            reached, abs=1e-5
        )
        assert found.swaps == (replace(swap, tonnes=pytest.approx(reached, abs=1e-5)),)
        # What is reached, asked for again, changes nothing.
        again = swap_pairs(problem, found.swaps)
        assert np.allclose(again.allocation.pair_t, found.allocation.pair_t, atol=1e-6)
        # The next pair moves while this one keeps what it has got.
        if len(found.swappable):
            other = data.draw(st.sampled_from(list(found.swappable.itertuples())))
            both = swap_pairs(problem, (swap, Swap(other.origin, other.destination, MOST)))
            _as_good(programme, both)
            kept = _tonnes(problem, both, row.origin, row.destination)
            assert kept == pytest.approx(reached, abs=1e-5)
            moved = _tonnes(problem, both, other.origin, other.destination)
            assert moved == pytest.approx(other.max_t, abs=1e-5)


def _rice(options: MatchingOptions | None = None) -> MatchProblem:
    answer = evaluation.baseline_answer("rice", 2022, options)
    return build_match_problem(
        *(answer.balance.table, answer.costs.between, answer.costs.from_outside),
        *(answer.scenario.matching, answer.places),
    )


@pytest.mark.parametrize("objective", ["ntt_first", "least_cost", "fairest", "most_local"])
def test_every_pair_of_a_corridor_reaches_both_ends_of_its_range(objective: str) -> None:
    problem = _rice(MatchingOptions(objective=objective))
    pairs = match_ranges(problem).pairs
    pairs = pairs[(pairs["pair_class"] == "interchangeable") & (pairs["origin_kind"] == "regency")]
    before = totals_of(problem, allocate(problem))
    offered = swap_pairs(problem, ()).swappable
    assert len(offered) == len(pairs) > 0
    for row in pairs.itertuples():
        for asked, end in ((0.0, row.min_t), (MOST, row.max_t)):
            found = swap_pairs(problem, (Swap(row.origin, row.destination, asked),))
            reached = _tonnes(problem, found, row.origin, row.destination)
            assert reached == pytest.approx(end, abs=0.01), row
            after = totals_of(problem, found.allocation)
            assert after.cost_idr == pytest.approx(before.cost_idr, rel=1e-6)
            if objective == "ntt_first":  # elsewhere inside and outside are one sum
                assert after.internal_cost_idr == pytest.approx(before.internal_cost_idr, rel=1e-6)
            assert after.moved_t == pytest.approx(before.moved_t)
            assert after.unmet_t == pytest.approx(before.unmet_t, abs=1e-6)


def test_a_pair_without_a_choice_is_left_as_it_is() -> None:
    problem = _rice()
    pairs = match_ranges(problem).pairs
    sure = pairs[(pairs["pair_class"] == "identified") & (pairs["origin_kind"] == "regency")].iloc[
        0
    ]
    never = pairs[pairs["pair_class"] == "never"].iloc[0]
    asked = tuple(Swap(row["origin"], row["destination"], 0.0) for row in (sure, never))
    found = swap_pairs(problem, (*asked, Swap("9999", "5371", MOST)))
    assert found.swaps == ()
    assert np.allclose(found.allocation.pair_t, allocate(problem).pair_t)


def test_with_limits_on_pairs_there_is_nothing_to_swap() -> None:
    with pytest.raises(NoRangesError):
        swap_pairs(_rice(MatchingOptions(max_partners=2)), ())
