"""What turns a conclusion over: by hand, on random turns, and against an independent programme."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.answer import Answer
from analysis.errors import InvalidOptionError
from analysis.matching.options import MatchingOptions
from analysis.matching.problem import build_match_problem
from analysis.matching.ranges import Supply
from analysis.matching.turning import are_alike, holding_range, supply_limits
from services.answer import evaluation, freight, turning
from tests.support.best_answers import BestAnswers
from tests.support.make_tables import balance_of, costs_of, external_of


@given(st.floats(0, 49), st.floats(51, 100))
def test_the_turn_is_found_on_both_sides(first: float, last: float) -> None:
    found = holding_range(50.0, 0.0, 100.0, lambda each: first <= each <= last, tolerance=0.25)
    assert first <= found.holds_from <= first + 0.25
    assert last - 0.25 <= found.holds_to <= last


def test_what_holds_everywhere_and_what_turns_on_one_side() -> None:
    whole = holding_range(50.0, 0.0, 100.0, lambda _each: True, tolerance=1.0)
    assert (whole.holds_from, whole.holds_to, whole.is_whole) == (0.0, 100.0, True)
    upper = holding_range(50.0, 0.0, 100.0, lambda each: each < 60, tolerance=1.0)
    assert (upper.holds_from, upper.is_whole) == (0.0, False)
    # A value that a scenario has put outside of the range stated is the end of it.
    outside = holding_range(120.0, 0.0, 100.0, lambda each: each > 90, tolerance=1.0)
    assert (outside.high, outside.holds_to) == (120.0, 120.0)
    assert 90 < outside.holds_from <= 91
    point = holding_range(5.0, 5.0, 5.0, lambda _each: True, tolerance=1.0)
    assert point.is_whole


def test_what_does_not_hold_where_it_is_used_is_refused() -> None:
    with pytest.raises(InvalidOptionError, match="value"):
        holding_range(50.0, 0.0, 100.0, lambda _each: False, tolerance=1.0)
    with pytest.raises(InvalidOptionError, match="tolerance"):
        holding_range(50.0, 0.0, 100.0, lambda _each: True, tolerance=0.0)


def test_the_tonnes_of_a_supply_over_all_best_answers() -> None:
    """A and B give 10 t each, X and Y take 10 t each at one cost: together 20 t, A to X 0 to 10."""
    a, b, x, y = "5312", "5315", "5310", "5311"
    balance = balance_of({a: 10, b: 10, x: -10, y: -10})
    costs = costs_of(dict.fromkeys(product((a, b), (x, y)), 100.0))
    problem = build_match_problem(balance, costs, external_of({}), MatchingOptions())
    both = supply_limits(problem, Supply((a, b), (x, y), 20.0, 20.0))
    assert both == pytest.approx((20.0, 20.0))
    assert supply_limits(problem, Supply((a,), (x,), 0.0, 10.0)) == pytest.approx((0.0, 10.0))
    assert supply_limits(problem, Supply(("5371",), (x,), 0.0, 0.0)) == (0.0, 0.0)
    assert are_alike((20.0, 20.0), (20.5, 19.5))
    assert not are_alike((20.0, 20.0), (20.0, 22.0))
    assert not are_alike((float("nan"), 1.0), (float("nan"), 1.0))


def _total_at(answer: Answer, supply: Supply, rate: float) -> tuple[float, float]:
    """The same question to an independent programme, with the costs of that rate."""
    changed = (("access_idr_per_t_km", rate), ("road_idr_per_t_km", rate))
    costs = freight.transport_costs(replace(answer.scenario, cost_parameters=changed))
    problem = build_match_problem(
        *(answer.balance.table, costs.between, costs.from_outside),
        *(answer.scenario.matching, answer.places),
    )
    wanted = {
        (origin, destination) for origin in supply.origins for destination in supply.destinations
    }
    return BestAnswers(problem).limits_together(wanted)


def test_rice_turns_where_an_independent_programme_says_so() -> None:
    answer = evaluation.baseline_answer("rice", 2022)
    found = turning.road_rate_ranges(answer)
    assert [supply.is_pair for supply, _range in found] == [False, True]
    for supply, held in found:
        now = _total_at(answer, supply, held.value)
        assert are_alike(now, (supply.min_t, supply.max_t))
        for rate, beyond, end in (
            (held.holds_from, held.holds_from - held.tolerance, held.low),
            (held.holds_to, held.holds_to + held.tolerance, held.high),
        ):
            assert are_alike(now, _total_at(answer, supply, rate))
            if rate != end:
                assert not are_alike(now, _total_at(answer, supply, beyond))


def test_without_ranges_nothing_is_claimed() -> None:
    answer = evaluation.baseline_answer("rice", 2022)
    scenario = replace(answer.scenario, matching=MatchingOptions(max_partners=2))
    limited = evaluation.evaluate(scenario)
    assert isinstance(limited, Answer)
    assert turning.road_rate_ranges(limited) == []
