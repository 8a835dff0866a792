"""Figures held against the other years of the same series: a slipped thousands mark is a factor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

import pandas as pd

from ntt_data.plausibility.rows import about_value, undoubted, written
from ntt_data.problems import Problem, Rule


@dataclass(frozen=True)
class Series:
    """Which rows of a table are one series, and which factor from its other years is too much."""

    keys: tuple[str, ...]
    odd: float
    impossible: float


#: By table. The factors are those that today's figures keep: none is impossible, few are odd.
SERIES: Mapping[str, Series] = {
    "production": Series(("regency_code", "commodity", "measure", "form"), 30, 300),
    "population": Series(("regency_code", "indicator"), 1.5, 3),
    "consumption": Series(("regency_code", "commodity", "form"), 3, 30),
    "prices": Series(("regency_code", "commodity", "form"), 3, 30),
    "monthly_prices": Series(("place_code", "commodity", "form"), 5, 50),
    "social": Series(("regency_code", "indicator", "form"), 10, 100),
}


def far_apart(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Values too far above or below the median of the other years of their series.

    Zero is no factor of anything: it may be true, and is asked elsewhere.
    """
    return [
        problem
        for name, series in SERIES.items()
        if name in tables
        for problem in _of_table(name, tables[name], series)
    ]


def _of_table(name: str, table: pd.DataFrame, series: Series) -> list[Problem]:
    rows = table[undoubted(table) & table["value"].gt(0)]
    values = dict(zip(rows.index, rows["value"].tolist(), strict=True))
    problems = []
    for places in rows.groupby(list(series.keys), sort=False).groups.values():
        figures = [values[place] for place in places]
        # The cheap look first: in a narrow series nothing is far from the rest.
        if len(figures) < 2 or max(figures) <= series.odd * min(figures):
            continue
        for at, place in enumerate(places):
            usual = median(figures[:at] + figures[at + 1 :])
            factor = max(figures[at] / usual, usual / figures[at])
            if factor > series.odd:
                rule: Rule = "far_from_years" if factor > series.impossible else "odd_among_years"
                problems.append(about_value(name, place, rule, figures[at], written(usual)))
    return problems
