"""How steady a sign is: would the next year's balance have the same one?

A regency whose available is far from its need keeps its sign unless the next change is larger
than that distance. The changes of earlier years say how often that is::

    distance = |ln(available / need)|
    steadiness = 1 - (count(|change| > distance) + 1) / (2 n + 2)

over the n changes of ln(available / need) of all regencies up to that year; either direction is
taken to be equally frequent. The added 1 (of 2 n + 2) keeps what has never happened from being
impossible.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.balance.qualification import is_comparable
from analysis.errors import require_columns
from analysis.uncertainty.changes import yearly_changes

#: Fewer changes than this say nothing of how often one is large.
LEAST_CHANGES = 30

# No tolerance: a sign is no class.
_SIGNS = ("surplus", "deficit")

_COLUMNS = ("regency_code", "year", "available_t", "need_t", "flags", "disqualified_by")


def ratio_changes(panel: pd.DataFrame) -> pd.DataFrame:
    """Changes of ln(available / need), see ``yearly_changes``; ``panel``: ``outcomes``."""
    require_columns(panel.columns, _COLUMNS, "panel")
    return yearly_changes(panel.assign(value=panel["available_t"] / panel["need_t"]))


def steadiness(ratio: pd.Series, changes: pd.DataFrame, year: int) -> pd.Series:
    """Probability that next year's sign is the same (formula above), 0.5 to 1.

    Parameters
    ----------
    ratio : Series
        Available / need of the year.
    changes : DataFrame
        As ``ratio_changes`` makes it; those of later years are left aside.
    year : int

    Returns
    -------
    Series
        With the index of ``ratio``; NaN where it is not known, and everywhere with fewer than
        ``LEAST_CHANGES`` changes up to that year.

    >>> known = pd.DataFrame({"year": [2020, 2021] * 20, "change": [-0.3, 0.1] * 20})
    >>> steadiness(pd.Series([1.0, 1.2, 9.0]), known, 2021).round(3).tolist()
    [0.5, 0.744, 0.988]
    """
    earlier = np.abs(changes.loc[changes["year"] <= year, "change"].to_numpy(dtype=np.float64))
    if len(earlier) < LEAST_CHANGES:
        return pd.Series(np.nan, index=ratio.index)
    with np.errstate(divide="ignore"):
        distance = np.abs(np.log(ratio.to_numpy(dtype=np.float64)))
    larger = len(earlier) - np.searchsorted(np.sort(earlier), distance, side="right")
    stays = 1.0 - (larger + 1.0) / (2.0 * len(earlier) + 2.0)
    return pd.Series(np.where(np.isnan(distance), np.nan, stays), index=ratio.index)


def outcomes(panel: pd.DataFrame) -> pd.DataFrame:
    """What each year let expect of the next, from changes up to that year only, and what came.

    Parameters
    ----------
    panel : DataFrame
        ``regency_code``, ``year``, ``available_t``, ``need_t``, ``flags``, ``disqualified_by``
        (nothing is expected of, or held against, a figure with anything in it); one row per
        regency and year of one commodity.

    Returns
    -------
    DataFrame
        The rows with a known, undisputed balance: ``regency_code``, ``year``, ``sign`` (surplus,
        deficit), ``p_steady`` (see ``steadiness``), ``stayed`` (1.0 or 0.0: the next year's sign
        is the same; NaN where the next year is not known or may not be compared).
    """
    changes = ratio_changes(panel)
    sound = panel[panel["disqualified_by"] == ""].dropna(subset=["available_t", "need_t"])
    sound = sound.assign(sign=np.where(sound["available_t"] > sound["need_t"], *_SIGNS))
    expected = [
        steadiness(rows["available_t"] / rows["need_t"], changes, int(rows["year"].iloc[0]))
        for _, rows in sound.groupby("year")
    ]
    p_steady = pd.concat(expected) if expected else pd.Series(dtype=np.float64)
    sound = sound.assign(p_steady=p_steady.reindex(sound.index))
    later = sound[["regency_code", "year", "sign", "flags"]].assign(year=sound["year"] - 1)
    both = sound.merge(later, on=["regency_code", "year"], how="left", suffixes=("", "_next"))
    may_be_held = [
        isinstance(after, str) and is_comparable(before, after)
        for before, after in zip(both["flags"], both["flags_next"], strict=True)
    ]
    same = (both["sign"] == both["sign_next"]).to_numpy(dtype=np.float64)
    stayed = np.where(np.array(may_be_held, dtype=bool), same, np.nan)
    columns = ["regency_code", "year", "sign", "p_steady", "stayed"]
    return both.assign(stayed=stayed)[columns]
