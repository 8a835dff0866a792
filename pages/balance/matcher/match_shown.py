"""The match that stands on the page: of the balance and the options that are chosen by now."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from analysis.answer import Answer
from analysis.matching.options import MatchingOptions
from analysis.uncertainty.pair_robustness import PairDraws
from pages.balance.matcher import certainty, parts, swap_panel
from pages.balance.matcher.match_options import chosen_options
from publishing.sentences.scenario import other_match
from publishing.sentences.swap import swapped_note
from services.answer import evaluation

_SHOWN = "_matcher_match"  # of the session


@dataclass(frozen=True)
class ShownMatch:
    """``best`` is what the rule among equals shows, ``answer`` the same or a swapped one.

    What is said of the match holds for every best answer; only pairs, map and tables can be those
    of another one of them.
    """

    best: Answer
    answer: Answer
    firmness: PairDraws

    @property
    def key(self) -> str:
        """Part of the names of files: swapped pairs are told apart there too."""
        swapped = "-swapped" if self.answer.swaps else ""
        return f"{self.answer.scenario.commodity}-{self.answer.scenario.year}{swapped}"

    @property
    def note(self) -> str:
        """For the files of tables: that pairs are swapped, and under which options."""
        swapped = swapped_note() if self.answer.swaps else ""
        return " ".join(filter(None, (swapped, other_match(self.answer.scenario.matching))))


def find_match() -> ShownMatch:
    """Match anew, after a choice; the parts below show the same one (``shown_match``)."""
    best = under(parts.shown_answer(), chosen_options())
    found = ShownMatch(best, swap_panel.swapped(best), certainty.firmness(best))
    st.session_state[_SHOWN] = found
    return found


def shown_match() -> ShownMatch:
    """What ``find_match`` has found last."""
    found: ShownMatch = st.session_state[_SHOWN]
    return found


def is_shown() -> bool:
    """Whether the session has found one at all."""
    return _SHOWN in st.session_state


def at_least_cost() -> Answer:
    """The same under the least cost, which every other objective is held against."""
    return under(parts.shown_answer(), replace(chosen_options(), objective="least_cost"))


def under(baseline: Answer, options: MatchingOptions) -> Answer:
    """The same balance, matched under other options."""
    answer = evaluation.evaluate(replace(baseline.scenario, matching=options))
    assert isinstance(answer, Answer), "options of the match play no part in the balance"
    return answer
