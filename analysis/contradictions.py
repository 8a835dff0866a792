"""Counts of one thing that contradict each other: found, never settled or averaged."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

#: Flags by which a count's collector doubts it beside the others.
_DOUBTED = ("suspect", "series_break")


def contradicted(counts: pd.DataFrame, thing: Sequence[str]) -> pd.Series:
    """Whether a count is of a thing on which its sources contradict each other.

    They do when two sources differ for the same year (of figures that add up through the year:
    until the same month), or when a count that is flagged as suspect or as a break of the series
    stands beside one of another source.

    Parameters
    ----------
    counts : DataFrame
        ``value``, ``year``, ``last_month``, ``cumulative``, ``source_id``, ``flag`` and the
        columns of ``thing``.
    thing : sequence of str
        Columns that say what is counted: equal in all of them is the same thing.

    Returns
    -------
    Series of bool
        By the index of ``counts``; all counts of a thing have the same answer.
    """
    answer = pd.Series(False, index=counts.index)
    if counts.empty:
        return answer
    speaking = counts.groupby(list(thing), dropna=False)["source_id"].transform("nunique")
    of_several = counts[speaking > 1]  # of most things one source alone speaks
    for _name, group in of_several.groupby(list(thing), dropna=False):
        answer.loc[group.index] = _differ_in_a_year(group) or _is_doubted(group)
    return answer


def _differ_in_a_year(group: pd.DataFrame) -> bool:
    # Counts up to a month that nobody names are of no known period: held against none.
    until = group["last_month"].where(group["cumulative"], 0)
    for _when, same in group.groupby([group["year"], until]):
        by_source = same.groupby("source_id")["value"].agg(frozenset)
        if by_source.nunique() > 1:
            return True
    return False


def _is_doubted(group: pd.DataFrame) -> bool:
    return bool(group["flag"].isin(_DOUBTED).any())
