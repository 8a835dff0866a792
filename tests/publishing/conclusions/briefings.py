"""Conclusions of the briefings of the province and of scenarios."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.matching.options import MatchingOptions
from analysis.scenario.scenario import Scenario
from ntt_data.tables import load
from publishing.briefing.model import Finding
from publishing.sentences import province, scenario_briefing
from services.answer import evaluation
from services.briefing.scenario import scenario_briefing as scenario_briefing_of
from services.overview import first_screen
from tests.publishing.conclusions.case import Conclusion, Said


def _suppliers(*steady: str) -> Said:
    return province.suppliers_headline("rice", pd.DataFrame({"steady_word": list(steady)}))


def _years(n: int) -> Said:
    screen = first_screen()
    return province.years_shown(replace(screen, briefs=screen.briefs[:n]))


PROVINCE = [
    Conclusion(
        *("province.suppliers_headline", "{name}: no known regency is in surplus"),
        said=_suppliers,
        not_said=lambda: _suppliers("untested"),
    ),
    Conclusion(
        *("province.suppliers_headline", "{name}: of none of {total} suppliers"),
        said=lambda: _suppliers("untested", "untested"),
        not_said=lambda: _suppliers("untested", "likely"),
    ),
    Conclusion(
        # The strongest word that any of them bears, and only those that bear it.
        *("province.suppliers_headline", "{name}: {n} of {total} suppliers"),
        said=lambda: _suppliers("very_likely", "likely", "untested"),
        not_said=lambda: _suppliers("likely", "likely", "untested"),
        words="1 of 3 suppliers very likely",
    ),
    Conclusion(
        *("province.years_shown", "Food balances and cooperation"),
        said=lambda: _years(1),
        not_said=lambda: _years(0),
    ),
    Conclusion(
        *("province.nothing_known", "No commodity is known for half"),
        said=lambda: _years(0),
        not_said=lambda: _years(1),
    ),
]


def _assumed(n: int) -> Said:
    return scenario_briefing.assumptions_headline("Scenario Drought", n)


def _unmet(commodity: str = "rice", year: int = 2023, **options: Any) -> Said:
    """What a match under these options leaves unmet."""
    answer = evaluation.baseline_answer(commodity, year, MatchingOptions(**options))
    return scenario_briefing.unmet_headline("Scenario Drought", answer.match)


def _nobody_lacks() -> Said:
    match = evaluation.baseline_answer("rice", 2023).match
    totals = replace(match.totals, deficit_t=0.4, unmet_t=0.0, external_t=0.0, moved_t=0.0)
    return scenario_briefing.unmet_headline("Scenario Drought", replace(match, totals=totals))


def _one_lacks(unmet_t: float) -> Said:
    match = evaluation.baseline_answer("rice", 2023).match
    unmet = match.unmet.assign(unmet_t=0.0)
    unmet.loc[unmet.index[0], "unmet_t"] = unmet_t
    totals = replace(match.totals, unmet_t=unmet_t)
    left = replace(match, totals=totals, unmet=unmet)
    return scenario_briefing.unmet_headline("Scenario Drought", left)


def _limits(*closed: str) -> Said:
    """What is told of limits that cost nobody a tonne, or of ``closed`` edges that do."""
    asked = Scenario(
        *("Drought", "rice", 2023),
        closed_edges=closed,
        matching=MatchingOptions(max_distance_km=9000.0),
    )
    section = next(each for each in scenario_briefing_of(asked).sections if each.key == "limits")
    return [block.text for block in section.blocks if isinstance(block, Finding)]


SCENARIO = [
    Conclusion(
        *("scenario_briefing.assumptions_headline", "{scenario}: no assumption differs"),
        said=lambda: _assumed(0),
        not_said=lambda: _assumed(1),
    ),
    Conclusion(
        *("scenario_briefing.assumptions_headline", "{scenario}: {n} assumption differs"),
        said=lambda: _assumed(1),
        not_said=lambda: _assumed(2),
    ),
    Conclusion(
        *("scenario_briefing.assumptions_headline", "{scenario}: {n} assumptions differ"),
        said=lambda: _assumed(2),
        not_said=lambda: _assumed(1),
    ),
    Conclusion(
        *("scenario_briefing.unmet_headline", "{about}: no known regency is in deficit"),
        said=_nobody_lacks,
        not_said=_unmet,
    ),
    Conclusion(
        # One regency alone.
        *("scenario_briefing.unmet_headline", "{about}: {amount} stay unmet, in {n} regency"),
        said=lambda: _one_lacks(0.5),
        not_said=lambda: _one_lacks(0.4),
    ),
    Conclusion(
        *("scenario_briefing.unmet_headline", "{about}: {amount} stay unmet, in {n} regencies"),
        said=lambda: _unmet(external_supply=False),
        not_said=_unmet,
    ),
    Conclusion(
        *("scenario_briefing.unmet_headline", "{about}: nothing stays unmet"),
        said=_unmet,
        not_said=lambda: _unmet(external_supply=False),
    ),
    Conclusion(
        *("scenario_briefing.unmet_headline", "{about}: regencies of NTT meet all deficits"),
        said=lambda: _unmet("chili", 2024),
        not_said=_unmet,
    ),
    Conclusion(
        *("scenario_briefing.no_limit_binds", "No limit or closure of it"),
        said=_limits,
        not_said=lambda: _limits(*load("transport_edges")["edge_id"]),
    ),
]

CASES = [*PROVINCE, *SCENARIO]
