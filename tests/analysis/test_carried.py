"""How much of a match prices carry, over the answer shown and over all equally good ones."""

from __future__ import annotations

import math
from itertools import product

import pandas as pd
import pytest

from analysis.answer import Answer
from analysis.matching.carried import CARRYING, carried_tonnes
from analysis.matching.match import match
from analysis.matching.options import MatchingOptions
from analysis.matching.problem import build_match_problem
from analysis.matching.ranges import match_ranges
from services.answer import evaluation, market
from tests.support.best_answers import BestAnswers
from tests.support.make_tables import balance_of, costs_of, external_of

A, B, X, Y = "5312", "5315", "5310", "5311"
# Every pairing costs the same: A and B give 10 t each, X and Y take 10 t each, and who gives whom
# how much is a choice.
BALANCE = balance_of({A: 10, B: 10, X: -10, Y: -10})
COSTS = costs_of(dict.fromkeys(product((A, B), (X, Y)), 100.0))


def _carried(verdicts: dict[tuple[str, str], str], options: MatchingOptions | None = None):
    asked = options or MatchingOptions()
    problem = build_match_problem(BALANCE, COSTS, external_of({}), asked)
    table = pd.DataFrame(
        [(*pair, verdict) for pair, verdict in verdicts.items()],
        columns=["origin", "destination", "price_verdict"],
    ).assign(first_month="2024-01", last_month="2025-08")
    ranges = None if asked.has_pair_limits else match_ranges(problem)
    return carried_tonnes(
        match(BALANCE, COSTS, external_of({}), asked).flows, table, ranges, problem
    )


def test_a_corridor_is_carried_by_what_its_pairs_can_be() -> None:
    """Only A → X pays: from 0 t (A gives all to Y) to 10 t (all to X)."""
    below = dict.fromkeys(product((A, B), (X, Y)), "below_freight")
    whole, corridor = _carried({**below, (A, X): "covers_freight"})
    assert whole.supply is None
    assert whole.price_years == (2024, 2025)
    assert corridor.supply is not None
    assert (corridor.supply.origins, corridor.supply.destinations) == ((A, B), (X, Y))
    for found in (whole, corridor):
        assert found.total_t == pytest.approx(20.0)
        assert (found.min_t, found.max_t) == pytest.approx((0.0, 10.0))
        assert found.is_choice
        assert not found.is_none
    # With B → Y too, whatever goes to X from A goes to Y from B: 0 to 20.
    whole, _corridor = _carried({**below, (A, X): "covers_all", (B, Y): "covers_freight"})
    assert (whole.min_t, whole.max_t) == pytest.approx((0.0, 20.0))
    # Both of A's pairs: whatever A gives, it gives 10 t.
    whole, _corridor = _carried({**below, (A, X): "covers_all", (A, Y): "covers_freight"})
    assert (whole.shown_t, whole.min_t, whole.max_t) == pytest.approx((10.0, 10.0, 10.0))
    assert not whole.is_choice


def test_none_is_said_only_where_every_price_is_known_and_none_carries() -> None:
    below = dict.fromkeys(product((A, B), (X, Y)), "below_freight")
    whole, _corridor = _carried(below)
    assert whole.is_none
    without = {pair: each for pair, each in below.items() if pair[0] != A}
    whole, _corridor = _carried(without)
    assert whole.unjudged_t == pytest.approx(10.0)
    assert not whole.is_none


def test_where_ties_are_not_known_the_limits_are_not() -> None:
    below = dict.fromkeys(product((A, B), (X, Y)), "below_freight")
    (whole,) = _carried(below, MatchingOptions(max_partners=1))
    assert math.isnan(whole.min_t)
    assert math.isnan(whole.max_t)
    assert not whole.is_none
    assert not whole.is_choice


def test_rice_against_an_independent_programme() -> None:
    answer = evaluation.baseline_answer("rice", 2022)
    assert isinstance(answer, Answer)
    prices = market.price_test(answer)
    assert prices is not None
    whole = market.carried(answer)[0]
    problem = build_match_problem(
        *(answer.balance.table, answer.costs.between, answer.costs.from_outside),
        *(answer.scenario.matching, answer.places),
    )
    paying = prices.pairs[prices.pairs["price_verdict"].isin(CARRYING)]
    pairs = set(zip(paying["origin"], paying["destination"], strict=True))
    inside = {row for row in pairs if row[0] in problem.suppliers and row[1] in problem.receivers}
    least, most = BestAnswers(problem).limits_together(inside)
    assert (whole.min_t, whole.max_t) == pytest.approx((least, most), abs=0.1)
