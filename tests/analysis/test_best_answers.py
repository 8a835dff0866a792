"""Every minimum and maximum of the real network, against programmes written from the definition."""

from __future__ import annotations

import pytest

from analysis.matching.options import MatchingOptions
from analysis.matching.problem import MatchProblem, build_match_problem
from analysis.matching.ranges import match_ranges
from services.answer import evaluation
from tests.support.best_answers import BestAnswers

#: Kilograms: balances are of some ten thousand tonnes, and HiGHS works to a ten-millionth.
_NEAR_T = 0.01


def _problem(commodity: str, year: int, options: MatchingOptions | None = None) -> MatchProblem:
    answer = evaluation.baseline_answer(commodity, year, options)
    return build_match_problem(
        *(answer.balance.table, answer.costs.between, answer.costs.from_outside),
        *(answer.scenario.matching, answer.places),
    )


def _same_ends(problem: MatchProblem) -> None:
    expected = BestAnswers(problem).ends()
    pairs = match_ranges(problem).pairs
    assert {(row.origin, row.destination) for row in pairs.itertuples()} == set(expected)
    for row in pairs.itertuples():
        found = (row.min_t, row.max_t)
        assert found == pytest.approx(expected[row.origin, row.destination], abs=_NEAR_T), row


@pytest.mark.parametrize(
    ("commodity", "year"),
    [*(("rice", year) for year in (2018, 2019, 2021, 2022, 2023)), ("chili", 2021)],
)
def test_the_default_objective_year_by_year(commodity: str, year: int) -> None:
    _same_ends(_problem(commodity, year))


_OTHERS = {
    "own first": MatchingOptions(objective="ntt_first"),
    "own first, nothing from outside": MatchingOptions(
        objective="ntt_first", external_supply=False
    ),
    "least cost": MatchingOptions(objective="least_cost"),
    "most local": MatchingOptions(objective="most_local"),
    "fairest, nothing from outside": MatchingOptions(objective="fairest", external_supply=False),
    "a reserve, and no far pairs": MatchingOptions(reserve_share=0.2, max_distance_km=300.0),
    "two agreements, one closed pair": MatchingOptions(
        forced_pairs=(("5315", "5371", 2000.0), ("5319", "5311", 1500.0)),
        forbidden_pairs=(("5312", "5311"),),
    ),
}


@pytest.mark.parametrize("name", list(_OTHERS))
def test_other_objectives_agreements_and_limits(name: str) -> None:
    _same_ends(_problem("rice", 2022, _OTHERS[name]))
