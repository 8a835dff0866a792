"""A tonne forced through a pair in no best answer, against programmes that force it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from analysis.matching.forcing import forcing_costs
from analysis.matching.options import MatchingOptions
from analysis.matching.problem import MatchProblem, build_match_problem
from analysis.matching.ranges import match_ranges
from services.answer import evaluation
from tests.analysis.test_swap import problems
from tests.support.best_answers import BestAnswers
from tests.support.examples import many


def _as_forced(problem: MatchProblem, near: float) -> int:
    """Every row against the programme with the tonnes forced; how many were compared."""
    before = BestAnswers(problem)
    objective = problem.options.objective
    found = forcing_costs(problem)
    for row in found.itertuples():
        assert row.up_to_t > 0
        tonnes = min(1.0, row.up_to_t)
        after = BestAnswers(problem, {(row.origin, row.destination): tonnes})
        rise = [(now - was) / tonnes for was, now in zip(before.best, after.best, strict=True)]
        all_freight = row.extra_inside_idr_per_t + row.extra_outside_idr_per_t
        penalty = problem.options.unmet_penalty_idr_per_t
        if objective == "ntt_first":
            own, unmet, inside, _outside = rise
            assert (-row.extra_moved_t_per_t, row.extra_unmet_t_per_t) == pytest.approx(
                (own, unmet), abs=1e-4
            ), row
            assert row.extra_inside_idr_per_t == pytest.approx(inside, abs=near), row
            assert row.goes_before_freight == (max(abs(own), abs(unmet)) > 1e-4), row
        elif objective == "most_local" and row.goes_before_freight:
            assert max(rise[:-1]) > 1e-4, row
        elif not row.goes_before_freight:
            assert all(abs(each) < 1e-4 for each in rise[:-1]), row
            whole = all_freight + penalty * row.extra_unmet_t_per_t
            assert whole == pytest.approx(rise[-1], abs=near), row
    return len(found)


@settings(max_examples=many(40), deadline=None)
@given(problems())
def test_small_problems_of_every_objective(problem: MatchProblem) -> None:
    _as_forced(problem, near=1e-3)


@pytest.mark.parametrize("objective", ["ntt_first", "least_cost", "most_local"])
def test_rice(objective: str) -> None:
    answer = evaluation.baseline_answer("rice", 2022, MatchingOptions(objective=objective))
    problem = build_match_problem(
        *(answer.balance.table, answer.costs.between, answer.costs.from_outside),
        *(answer.scenario.matching, answer.places),
    )
    # One rupiah: freight of some hundred billion against one tonne.
    assert _as_forced(problem, near=1.0) > 20


def test_a_pair_that_can_be_swapped_costs_nothing_and_one_that_cannot_does() -> None:
    answer = evaluation.baseline_answer("rice", 2022)
    problem = build_match_problem(
        *(answer.balance.table, answer.costs.between, answer.costs.from_outside),
        *(answer.scenario.matching, answer.places),
    )
    classes = match_ranges(problem).pairs.set_index(["origin", "destination"])["pair_class"]
    own_first = problem.options.objective == "ntt_first"
    for row in forcing_costs(problem).itertuples():
        extra = row.extra_inside_idr_per_t
        extra += 0.0 if own_first else row.extra_outside_idr_per_t
        if classes[row.origin, row.destination] == "interchangeable":
            assert extra == pytest.approx(0.0, abs=0.1), row
        else:
            assert row.goes_before_freight or extra > 0.1, row


def test_the_answer_lists_every_pair_in_no_best_answer_once() -> None:
    answer = evaluation.baseline_answer("rice", 2022)
    assert answer.ranges is not None
    assert answer.forcing is not None
    pairs = answer.ranges.pairs
    never = pairs[(pairs["pair_class"] == "never") & (pairs["origin_kind"] == "regency")]
    listed = list(answer.forcing[["origin", "destination"]].itertuples(index=False, name=None))
    assert sorted(listed) == sorted(
        never[["origin", "destination"]].itertuples(index=False, name=None)
    )
    limited = evaluation.baseline_answer("rice", 2022, MatchingOptions(max_partners=2))
    assert limited.forcing is None
