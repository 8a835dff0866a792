"""What changed between two matches, pair by pair."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from analysis.matching.tables import MatchResult

#: What becomes of a pair: in both matches with the same, more or less tonnes, or in one of them.
PairChange = Literal["same", "more", "less", "new", "gone"]
PAIR_CHANGES: tuple[PairChange, ...] = get_args(PairChange)
#: Kinds of a pair that is in both matches.
STILL_THERE: tuple[PairChange, ...] = ("same", "more", "less")

#: Up to this difference (t) the tonnes of a pair count as the same, as those of an identified pair.
SAME_T = 1.0

CHANGE_COLUMNS = (
    *("origin", "destination", "origin_kind", "first_t", "tonnes", "change_t", "change"),
)


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
