"""What changed between two matches, pair by pair, and which of it is no choice among equals."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from analysis.matching.ranges import EQUAL_T, MatchRanges
from analysis.matching.tables import MatchResult

#: What becomes of a pair: in both matches with the same, more or less tonnes, or in one of them.
PairChange = Literal["same", "more", "less", "new", "gone"]
PAIR_CHANGES: tuple[PairChange, ...] = get_args(PairChange)
#: Why nothing is said of a pair: it can be swapped at no cost, or nobody knows whether it can.
NOT_COMPARED = ("swappable", "unknown")

#: Up to this difference (t) the tonnes of a pair count as the same, as those of an identified pair.
SAME_T = 1.0

CHANGE_COLUMNS = (
    *("origin", "destination", "origin_kind", "first_t", "tonnes", "change_t", "change"),
)
RANGE_CHANGE_COLUMNS = (*CHANGE_COLUMNS, "first_min_t", "first_max_t", "min_t", "max_t")


def pair_changes(before: MatchResult, after: MatchResult) -> pd.DataFrame:
    """Which pairs are in both matches, with how many tonnes, and which in one alone.

    Returns
    -------
    DataFrame
        ``CHANGE_COLUMNS``: ``origin``, ``destination``, ``origin_kind``, ``first_t``, ``tonnes``
        (0 where the pair is not there), ``change_t``, ``change`` (of ``PAIR_CHANGES``); the
        largest of both amounts first.
    """
    key = ["origin", "destination", "origin_kind"]
    was, now = (match.flows.groupby(key)["tonnes"].sum() for match in (before, after))
    both = pd.concat([was.rename("first_t"), now.rename("tonnes")], axis=1).fillna(0.0)
    both = both.rename_axis(key).reset_index()
    both["change_t"] = both["tonnes"] - both["first_t"]
    both["change"] = "same"
    both.loc[both["change_t"] > SAME_T, "change"] = "more"
    both.loc[both["change_t"] < -SAME_T, "change"] = "less"
    both.loc[both["first_t"] == 0, "change"] = "new"
    both.loc[both["tonnes"] == 0, "change"] = "gone"
    both["_size"] = both[["first_t", "tonnes"]].max(axis=1)
    both = both.sort_values(["_size", *key], ascending=[False, True, True, True])
    return both[list(CHANGE_COLUMNS)].reset_index(drop=True)


def certain_changes(
    changes: pd.DataFrame, before: MatchRanges | None, after: MatchRanges | None
) -> pd.DataFrame:
    """Pair changes that do not depend on which of the equally good answers is shown.

    Parameters
    ----------
    changes
        As ``pair_changes`` makes them.
    before, after
        Ranges of the two matches; None where they have none.

    Returns
    -------
    DataFrame
        ``RANGE_CHANGE_COLUMNS``: as ``changes`` with the smallest and largest tonnes (t) of both
        over all best answers. Where a pair is not the same in every best answer, ``change`` is said
        only if the two ranges lie apart by more than ``SAME_T``, else it is of ``NOT_COMPARED``,
        and ``change_t`` is NaN: a difference between two choices is none between two answers.
    """
    found = changes.copy()
    for prefix, ranges in (("first_", before), ("", after)):
        limits = _limits(found, ranges)
        found[f"{prefix}min_t"], found[f"{prefix}max_t"] = limits["min_t"], limits["max_t"]
    was_sure = found["first_max_t"] - found["first_min_t"] <= EQUAL_T
    is_sure = found["max_t"] - found["min_t"] <= EQUAL_T
    varies = ~(was_sure & is_sure)
    rises = found["min_t"] > found["first_max_t"] + SAME_T
    falls = found["max_t"] < found["first_min_t"] - SAME_T
    ends = ["first_min_t", "first_max_t", "min_t", "max_t"]
    found.loc[varies, "change"] = "swappable"
    found.loc[found[ends].isna().any(axis=1), "change"] = "unknown"
    found.loc[varies & rises, "change"] = "more"
    found.loc[varies & rises & (found["first_max_t"] <= SAME_T), "change"] = "new"
    found.loc[varies & falls, "change"] = "less"
    found.loc[varies & falls & (found["max_t"] <= SAME_T), "change"] = "gone"
    found["change_t"] = found["change_t"].mask(varies)
    return found[list(RANGE_CHANGE_COLUMNS)]


def _limits(changes: pd.DataFrame, ranges: MatchRanges | None) -> pd.DataFrame:
    """``min_t`` and ``max_t`` of every pair; 0 where it is not open, NaN where it is not known."""
    if ranges is None:
        return pd.DataFrame({"min_t": float("nan"), "max_t": float("nan")}, changes.index)
    key = ["origin", "destination", "origin_kind"]
    limits = ranges.pairs[[*key, "min_t", "max_t"]].assign(is_open=True)
    found = changes[key].merge(limits, on=key, how="left").set_axis(changes.index)
    ends = found[["min_t", "max_t"]]
    return ends.mask(found["is_open"].isna(), 0.0)
