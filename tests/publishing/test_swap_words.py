"""What is said of swapped pairs, and when it is not said."""

from dataclasses import replace

import pytest

from analysis.answer import Answer
from analysis.matching.swap import Swap
from publishing.language import speaking
from publishing.sentences import swap as sentences
from services.answer import evaluation

PAIR = ("5315", "5309")


@pytest.fixture(scope="module")
def answer() -> Answer:
    return evaluation.baseline_answer("rice", 2022)


@pytest.mark.parametrize("field", ["cost_idr", "moved_t", "unmet_t"])
def test_the_cost_is_said_to_stay_only_where_all_stays(answer: Answer, field: str) -> None:
    match = answer.match
    totals = match.totals
    dearer = replace(totals, **{field: getattr(totals, field) * 1.001 + 1.0})
    with speaking("en"):
        same = sentences.cost_line(match, match)
        other = sentences.cost_line(match, replace(match, totals=dearer))
    assert "stays" in same
    assert "stays" not in other
    assert "instead of" in other


def test_both_amounts_of_a_pair_are_said_and_none_is_nought(answer: Answer) -> None:
    without = replace(answer.match, flows=answer.match.flows.head(0))
    with speaking("id"):
        said = sentences.swaps_line((Swap(*PAIR, 1234.0),), without)
    assert said == "Ditukar secara manual: Manggarai Barat → Flores Timur: 1.234 t, semula 0 t."


@pytest.mark.parametrize(
    ("asked", "reached", "is_said"),
    [(5000.0, 4000.0, True), (5000.0, 5000.0, False), (float("inf"), 4000.0, False)],
)
def test_only_a_number_that_was_asked_for_can_be_missed(
    asked: float, reached: float, is_said: bool
) -> None:
    with speaking("en"):
        said = sentences.asked_line((Swap(*PAIR, asked),), (Swap(*PAIR, reached),))
    assert bool(said) == is_said


def test_why_nothing_can_be_swapped(answer: Answer) -> None:
    with speaking("en"):
        limited = sentences.why_no_swap(None, is_swapped=False)
        alone = sentences.why_no_swap(answer.ranges, is_swapped=False)
        further = sentences.why_no_swap(answer.ranges, is_swapped=True)
    assert "decided yes or no" in limited
    assert len({limited, alone, further}) == 3
