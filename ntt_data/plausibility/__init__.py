"""Figures that cannot be, and figures that are odd: pure rules over the curated tables.

An impossible figure stops the start, as a broken file does; an odd one is listed. A figure that
carries a flag is known to be doubtful and is neither: its flag says so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from ntt_data.plausibility import codes, forms, literals, magnitude, years, yields
from ntt_data.problems import Problem

Rule = Callable[[Mapping[str, pd.DataFrame]], list[Problem]]
#: The tables in which a figure can make one impossible, be it its own or that of another table.
ASKED = frozenset(
    {*years.SERIES, *(name for name, _unit in magnitude.VALUES), "conversions", "regencies"}
)
#: By table, those without which its figures, or theirs beside it, cannot be judged.
_BESIDE: Mapping[str, frozenset[str]] = {
    "regencies": ASKED,
    "population": frozenset({"regencies", "production", "social"}),
    "production": frozenset({"regencies", "population"}),
    "social": frozenset({"regencies", "population"}),
}


def beside(name: str) -> frozenset[str]:
    """The tables, its own among them, in which a figure of a table can make one impossible."""
    return _BESIDE.get(name, frozenset({"regencies"})) | {name}


def implausible(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Every figure of these tables that is impossible or odd.

    Parameters
    ----------
    tables
        Typed tables by name; the index is the line of the file less ``FIRST_LINE``. A table that is
        missing is asked nothing.

    Returns
    -------
    list of Problem
        Those whose ``is_remark`` is true are odd, the others impossible.
    """
    return _asked(
        tables,
        literals.differing,
        years.far_apart,
        magnitude.beyond_limits,
        yields.contradicted,
        forms.not_convertible,
    )


def impossible(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """The figures of these tables that cannot be, where some may have been corrected.

    Such a one is not what the literal beside it says, which stays as it is printed. Rules that call
    figures odd at most are not asked: the bureau waits for the answer.
    """
    found = _asked(tables, years.far_apart, magnitude.beyond_limits)
    return [each for each in found if not each.is_remark]


def _asked(tables: Mapping[str, pd.DataFrame], *rules: Rule) -> list[Problem]:
    found = [*codes.keyed_by_kemendagri(tables)]
    # One sentence about the codes says what hundreds about the figures would.
    wrong_keys = {problem.file for problem in found}
    keyed = {name: table for name, table in tables.items() if f"{name}.csv" not in wrong_keys}
    for rule in rules:
        found += rule(keyed)
    return found
