"""Conclusions on an answer: overview and scenarios."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from analysis.answer import Answer
from analysis.matching.ranges import MatchRanges
from analysis.overview import Overview
from publishing.sentences import overview, scenario
from services.answer import evaluation
from services.overview import baseline_overview
from tests.publishing.conclusions.case import Conclusion, Said

# --- overview ---


@lru_cache
def _rice() -> Overview:
    return baseline_overview("rice", 2022)


def _told(told: Overview) -> Said:
    """Every figure and sentence with its note."""
    figures = [
        f"{each.label}: {each.value}; {each.note}" for each in overview.overview_figures(told)
    ]
    return figures + [f"{each.text} {each.note}" for each in overview.overview_sentences(told)]


def _summary(**changes: object) -> Said:
    answer = _rice().answer
    balance = replace(answer.balance)
    balance.__dict__["summary"] = replace(answer.balance.summary, **changes)  # type: ignore[arg-type]
    return _told(replace(_rice(), answer=_kept(replace(answer, balance=balance))))


def _kept(answer: Answer, **changes: object) -> Answer:
    """With the match and ranges of rice, or others, where cached properties keep their values."""
    first = _rice().answer
    answer.__dict__.update({"match": first.match, "ranges": first.ranges, **changes})
    return answer


def _supplied(pairs: bool, corridors: bool, held: float = 100.0) -> Said:
    """Identified are the pairs, the corridors, both or nothing; they hold in so many draws."""
    ranges = _rice().answer.ranges
    assert ranges is not None
    some = MatchRanges(
        ranges.pairs if pairs else ranges.pairs.head(0),
        ranges.corridors if corridors else ranges.corridors.head(0),
    )
    answer = _kept(replace(_rice().answer), ranges=some)
    firmness = replace(
        _rice().firmness,
        pairs=_rice().firmness.pairs.assign(frequency_pct=held),
        corridors=_rice().firmness.corridors.assign(frequency_pct=held),
    )
    return _told(replace(_rice(), answer=answer, firmness=firmness))


def _n_inside() -> int:
    return int((_rice().answer.match.flows["origin_kind"] == "regency").sum())


OVERVIEW = [
    Conclusion(
        *("overview._total", "Shortage of {name} {year}"),
        said=lambda: _summary(total_balance_t=-6.0, total_need_t=100.0),
        not_said=lambda: _summary(total_balance_t=-5.0, total_need_t=100.0),
    ),
    Conclusion(
        *("overview._total", "Surplus of {name} {year}"),
        said=lambda: _summary(total_balance_t=6.0, total_need_t=100.0),
        not_said=lambda: _summary(total_balance_t=-6.0, total_need_t=100.0),
    ),
    Conclusion(
        *("overview._total", "Balance of {name} {year}"),
        said=lambda: _summary(total_balance_t=5.0, total_need_t=100.0),
        not_said=lambda: _summary(total_balance_t=6.0, total_need_t=100.0),
    ),
    Conclusion(
        *("overview._total", "Production covers {share} of the need"),
        said=lambda: _summary(total_available_t=50.0, total_need_t=100.0),
        not_said=lambda: _summary(total_available_t=60.0, total_need_t=100.0),
        words="covers 50 % of the need",
    ),
    Conclusion(
        *("overview._in_brackets", " (doubtful figures besides"),
        said=lambda: _summary(n_disqualified=1),
        not_said=lambda: _summary(n_disqualified=0),
    ),
    Conclusion(
        *("overview._counts", "{n} balanced, {m} unknown"),
        said=lambda: _summary(n_balanced=2, n_unknown=1),
        not_said=lambda: _summary(n_balanced=3, n_unknown=0),
        words="2 balanced, 1 unknown",
    ),
    Conclusion(
        *("overview._counts", ", {n} doubtful"),
        said=lambda: _summary(n_doubtful=1),
        not_said=lambda: _summary(n_doubtful=0),
        words="unknown, 1 doubtful",
    ),
    Conclusion(
        *("overview._own_supply", "{n} pairs, {share} of all deficits"),
        said=lambda: _told(_rice()),
        not_said=lambda: _told(
            replace(
                _rice(),
                answer=_kept(
                    replace(_rice().answer),
                    match=replace(_rice().answer.match, flows=_rice().answer.match.flows.head(1)),
                ),
            )
        ),
        words=lambda: f"{_n_inside()} pairs, ",
    ),
    Conclusion(
        *("overview._first_sector", "first in {n} of {total} regencies"),
        said=lambda: _told(replace(_rice(), n_first=6, n_ranked=11)),
        not_said=lambda: _told(replace(_rice(), n_first=5, n_ranked=11)),
        words="first in 6 of 11 regencies ranked by business field (KBLI); 11 of NTT have no such",
    ),
    Conclusion(
        *("overview._balanced_kpju", "{n} of {total}"),
        said=lambda: _told(replace(_rice(), named=frozenset("ab"), balanced=frozenset("b"))),
        not_said=lambda: _told(replace(_rice(), named=frozenset("ab"), balanced=frozenset("c"))),
        words="KPJu commodities with a balance: 1 of 2",
    ),
    Conclusion(
        *("overview._largest_supply", "{share} of the receiver's need, freight"),
        said=lambda: _supplied(pairs=True, corridors=False),
        not_said=lambda: _supplied(pairs=False, corridors=True),
    ),
    Conclusion(
        *("overview._largest_supply", "Who supplies whom among them can be swapped"),
        said=lambda: _supplied(pairs=False, corridors=True),
        not_said=lambda: _supplied(pairs=True, corridors=False),
    ),
    Conclusion(
        *("overview._largest_supply", "{finding}; fragile: it holds in"),
        said=lambda: _supplied(pairs=True, corridors=True, held=79.9),
        not_said=lambda: _supplied(pairs=True, corridors=True, held=80.0),
    ),
    Conclusion(
        *("overview._shared_kpju", "{name} is a leading product of {n}"),
        said=lambda: _told(replace(_rice(), n_sharing=9)),
        not_said=lambda: _told(replace(_rice(), n_sharing=8)),
        words="is a leading product of 9 of ",
    ),
    Conclusion(
        *("overview._shared_kpju", "They are candidates for joint processing"),
        said=lambda: _told(replace(_rice(), n_sharing=2)),
        not_said=lambda: _told(replace(_rice(), n_sharing=1)),
    ),
    Conclusion(
        *("overview._gaps", "Every KPJu commodity has a balance"),
        said=lambda: _told(replace(_rice(), lacking=())),
        not_said=lambda: _told(replace(_rice(), lacking=("maize",))),
    ),
    Conclusion(
        *("overview._gaps", "{names} cannot be balanced yet"),
        said=lambda: _told(replace(_rice(), lacking=("maize",))),
        not_said=lambda: _told(replace(_rice(), lacking=())),
    ),
    Conclusion(
        *("overview._gaps", "They are the most frequent KPJu commodities"),
        said=lambda: _told(replace(_rice(), lacking=("maize",))),
        not_said=lambda: _told(replace(_rice(), lacking=())),
    ),
]

# --- scenarios side by side ---


def _changed(tonnes: float) -> Said:
    row = {"regency_code": "5371", "label": "dry", "change_t": tonnes, "is_comparable": True}
    table = pd.DataFrame([{**row, "balance_class": "deficit", "first_class": "deficit"}])
    return scenario.balances_headline(table, {"first": "Baseline", "dry": "Scenario Drought"})


def _pairs(*changes: str) -> Said:
    table = pd.DataFrame({"origin_kind": "regency", "change": list(changes)})
    return scenario.pairs_headline("Scenario Drought", table)


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
        *("scenario.pairs_headline", "{scenario}: {still} pairs between regencies are still there"),
        said=lambda: _pairs("same", "less", "gone"),
        not_said=lambda: _pairs("same", "same", "gone"),
        words="2 pairs between regencies are still there (1 with the same tonnes, 0 with more, 1",
    ),
    Conclusion(
        *("scenario.outcome_note", "With doubtful figures the balance of NTT would be"),
        said=lambda: _outcome(1),
        not_said=lambda: _outcome(0),
    ),
]

CASES = [*OVERVIEW, *SCENARIOS]
