"""What an answer identifies: ranges of its pairs over all best answers, and its corridors."""

from __future__ import annotations

import pandas as pd

from analysis.answer import Answer
from analysis.matching.problem import MatchProblem, build_match_problem
from analysis.matching.ranges import MatchRanges, match_ranges, near_best_ranges
from ntt_data.editions import once_per_edition


def has_ranges(answer: Answer) -> bool:
    """Whether there are any: not with options that decide yes or no per pair."""
    return not answer.scenario.matching.has_pair_limits


@once_per_edition(maxsize=128)
def ranges(answer: Answer) -> MatchRanges:
    """Smallest and largest tonnes over all exact best answers; see ``match_ranges``.

    Raises ``NoRangesError`` where ``has_ranges`` says no.
    """
    return match_ranges(_problem(answer))


@once_per_edition(maxsize=64)
def near_best(answer: Answer, within_pct: float) -> pd.DataFrame:
    """The same over all answers whose freight is at most so much dearer; see the function."""
    return near_best_ranges(_problem(answer), within_pct)


def _problem(answer: Answer) -> MatchProblem:
    return build_match_problem(
        *(answer.balance.table, answer.costs.between, answer.costs.from_outside),
        *(answer.scenario.matching, answer.places),
    )
