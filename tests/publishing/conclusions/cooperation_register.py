"""Conclusions about the register of cooperation."""

from __future__ import annotations

import pandas as pd

from publishing.sentences import cooperation_register
from services.desk import register
from tests.publishing.conclusions.case import Conclusion, Said


def _entries(**changes: object) -> pd.DataFrame:
    """The report's entries and a case of the desk, as the register has them."""
    case = {"basis": "desk", "kind": "case", "stage": "implementation", "state": "open"}
    rows = register.historical().query("basis == 'report'").head(2)
    return pd.concat([rows, pd.DataFrame([case])], ignore_index=True).assign(**changes)


def _outcomes(**changes: object) -> Said:
    return [cooperation_register.outcome(row) for row in _entries(**changes).to_dict("records")]


_COUNTS = (22, 2011, 4, 0)
_BY_YEAR = ((2026, (("implementation", 2),)),)

CASES = [
    Conclusion(
        *("cooperation_register.headline", "{collected} agreements, talks and"),
        said=lambda: cooperation_register.headline(*_COUNTS),
        not_said=lambda: cooperation_register.headline(*_COUNTS[:3], 1),
        words="desk: 0",
    ),
    Conclusion(
        *("cooperation_register.short_count", "{collected} agreements, talks and"),
        said=lambda: cooperation_register.short_count(22, 2011, 0),
        not_said=lambda: cooperation_register.short_count(22, 2011, 1),
        words="desk: 0.",
    ),
    Conclusion(
        *("cooperation_register.short_count", "The database cannot be reached"),
        said=lambda: cooperation_register.short_count(22, 2011, None),
        not_said=lambda: cooperation_register.short_count(22, 2011, 0),
    ),
    Conclusion(
        *("cooperation_register.years_line", "Entries by year"),
        said=lambda: cooperation_register.years_line({2019: 5}),
        not_said=lambda: cooperation_register.years_line({2019: 6}),
        words="2019: 5",
    ),
    Conclusion(
        *("cooperation_register.stages_line", "Published cases by the report's stage"),
        said=lambda: cooperation_register.stages_line((("implementation", 1),)),
        not_said=lambda: cooperation_register.stages_line(()),
    ),
    Conclusion(
        *("cooperation_register.stages_by_year_line", "No case of the cooperation desk has"),
        said=lambda: cooperation_register.stages_by_year_line(()),
        not_said=lambda: cooperation_register.stages_by_year_line(_BY_YEAR),
    ),
    Conclusion(
        *("cooperation_register.stages_by_year_line", "Published cases by year and the report's"),
        said=lambda: cooperation_register.stages_by_year_line(_BY_YEAR),
        not_said=lambda: cooperation_register.stages_by_year_line(()),
        words="2026: Implementation 2",
    ),
    Conclusion(
        *("cooperation_register.when", "not stated"),
        said=lambda: cooperation_register.when({"date": None}),
        not_said=lambda: cooperation_register.when({"date": "2019-12"}),
    ),
    Conclusion(
        *("cooperation_register.when", "{day} (attached; day of signing not told)"),
        said=lambda: cooperation_register.when({"date": "2019-12", "day_of": "attached"}),
        not_said=lambda: cooperation_register.when({"date": "2019-12", "day_of": "signed"}),
    ),
    Conclusion(
        *("cooperation_register.when", "{day} (published; day of signing not told)"),
        said=lambda: cooperation_register.when({"date": "2019-12", "day_of": "published"}),
        not_said=lambda: cooperation_register.when({"date": "2019-12", "day_of": "attached"}),
    ),
    Conclusion(
        *("cooperation_register.parties", "not named"),
        said=lambda: cooperation_register.parties({"regency_codes": None, "other_parties": None}),
        not_said=lambda: cooperation_register.parties(
            {"regency_codes": "5308", "other_parties": None}
        ),
    ),
    Conclusion(
        *("cooperation_register.outcome", "What followed is not known"),
        said=lambda: _outcomes(kind="reported_flow"),
        not_said=lambda: _outcomes(outcome_en="Signed", outcome_id="Ditandatangani"),
    ),
    Conclusion(
        *("cooperation_register.outcome", "Settled, by the report"),
        said=lambda: _outcomes(kind="mediated_conflict"),
        not_said=lambda: _outcomes(kind="reported_flow"),
    ),
    Conclusion(
        *("cooperation_register.outcome", "The cooperation has ended"),
        said=lambda: _outcomes(state="ended"),
        not_said=_outcomes,
    ),
    Conclusion(
        *("cooperation_register.outcome", "At the stage: {stage}"),
        said=_outcomes,
        not_said=lambda: _outcomes(state="ended"),
    ),
    Conclusion(
        *("cooperation_register.entries_shown", "{shown} of {n} entries"),
        said=lambda: cooperation_register.entries_shown(3, 26),
        not_said=lambda: cooperation_register.entries_shown(26, 26),
    ),
    Conclusion(
        *("cooperation_register.entries_shown", "All {n} entries"),
        said=lambda: cooperation_register.entries_shown(26, 26),
        not_said=lambda: cooperation_register.entries_shown(3, 26),
    ),
    Conclusion(
        *(
            "cooperation_register.chart_told",
            "Entries of the register by kind, {first} to {last}; without",
        ),
        said=lambda: cooperation_register.chart_told(2011, 2026, 4),
        not_said=lambda: cooperation_register.chart_told(2011, 2026, 0),
    ),
    Conclusion(
        *("cooperation_register.chart_told", "Entries of the register by kind, {first} to {last}"),
        said=lambda: cooperation_register.chart_told(2011, 2026, 0),
        not_said=lambda: cooperation_register.chart_told(2012, 2026, 0),
        words="2011 to 2026",
    ),
]
