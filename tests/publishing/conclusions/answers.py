"""Conclusions on scenarios side by side."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.matching.options import MatchingOptions
from analysis.matching.ranges import MatchRanges
from publishing.sentences import scenario
from services.answer import evaluation
from tests.publishing.conclusions.case import Conclusion, Said

# --- scenarios side by side ---


def _changed(tonnes: float) -> Said:
    row = {"regency_code": "5371", "label": "dry", "change_t": tonnes, "is_comparable": True}
    table = pd.DataFrame([{**row, "balance_class": "deficit", "first_class": "deficit"}])
    return scenario.balances_headline(table, {"first": "Baseline", "dry": "Scenario Drought"})


def _pairs(*changes: str) -> Said:
    table = pd.DataFrame({"origin_kind": "regency", "change": list(changes)})
    return scenario.pairs_headline("Scenario Drought", table)


def _corridors(ranges: MatchRanges | None) -> Said:
    return " ".join(scenario.corridor_totals("Baseline", ranges))


def _outcome(n_disqualified: int) -> Said:
    summary = evaluation.baseline_answer("rice", 2022).balance.summary
    return scenario.outcome_note(replace(summary, n_disqualified=n_disqualified))


SCENARIOS = [
    Conclusion(
        *("scenario.balances_headline", "Between these scenarios no regency's balance changes"),
        said=lambda: _changed(0.4),
        not_said=lambda: _changed(0.5),
    ),
    Conclusion(
        *("scenario.balances_headline", "{scenario}: {name} loses most"),
        said=lambda: _changed(-0.5),
        not_said=lambda: _changed(-0.4),
    ),
    Conclusion(
        *("scenario.balances_headline", "{scenario}: {name} gains most"),
        said=lambda: _changed(0.5),
        not_said=lambda: _changed(-0.5),
    ),
    Conclusion(
        *("scenario.pairs_headline", "{scenario}: {n} pairs between regencies can be compared"),
        said=lambda: _pairs("same", "less", "gone", "swappable"),
        not_said=lambda: _pairs("same", "swappable", "gone", "swappable"),
        words="3 pairs between regencies can be compared (1 the same, 0 up, 1 down, 0 new, 1",
    ),
    Conclusion(
        *("scenario.pairs_headline", "{scenario}: no pair between regencies can be compared"),
        said=lambda: _pairs("swappable"),
        not_said=lambda: _pairs("swappable", "same"),
    ),
    Conclusion(
        *("scenario.pairs_headline", "{n} not compared: they can be swapped at no cost"),
        said=lambda: _pairs("less", "swappable"),
        not_said=lambda: _pairs("less", "unknown"),
    ),
    Conclusion(
        *("scenario.pairs_headline", "{n} not compared: whether they can be swapped"),
        said=lambda: _pairs("less", "unknown"),
        not_said=lambda: _pairs("less", "swappable"),
    ),
    Conclusion(
        *("scenario.corridor_totals", "{title}, corridor"),
        said=lambda: _corridors(evaluation.baseline_answer("rice", 2022).ranges),
        not_said=lambda: _corridors(None),
    ),
    Conclusion(
        *("scenario.other_match", "Match under other options than the usual ones"),
        said=lambda: scenario.other_match(MatchingOptions(max_distance_km=150.0)),
        not_said=lambda: scenario.other_match(MatchingOptions()),
    ),
    Conclusion(
        *("scenario.outcome_note", "With doubtful figures the balance of NTT would be"),
        said=lambda: _outcome(1),
        not_said=lambda: _outcome(0),
    ),
]

CASES = SCENARIOS
