"""The model beside figures that others have published: costs, prices and road lengths.

A comparison says three things: how far apart the two are, whether the published figure was itself
used to set the model (then agreement proves nothing), and what the verdict is in a word. Misses
are rows like the others. Kinds are counted apart: a road length that agrees says nothing of a fare.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.errors import AnalysisError, require_columns

#: Verdicts on a comparison of two figures.
Verdict = Literal["agrees", "near", "misses", "not_comparable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

#: What is compared: fares, tariffs and handling; gaps of prices beside freight; lengths of roads.
Kind = Literal["cost", "price_gap", "road_length"]
KINDS: tuple[Kind, ...] = get_args(Kind)

#: Differences up to these (per cent) agree, and are near. Assumptions: two published lengths of
#: one road lie up to 11 % apart, so that less cannot be told from agreement; fares and tariffs are
#: of other years and loads, and may lie farther off before a verdict of near is lost.
TOLERANCES_PCT: Mapping[Kind, tuple[float, float]] = {
    "cost": (10.0, 25.0),
    "price_gap": (10.0, 25.0),
    "road_length": (10.0, 20.0),
}


class ValidationInputError(AnalysisError):
    """A table of comparisons that contradicts itself.

    Codes: ``range`` (low above high or below zero), ``unknown_kind``, ``unknown_scope``;
    ``missing_column`` as ``AnalysisError``.
    """


def difference_pct(model: ArrayLike, low: ArrayLike, high: ArrayLike) -> NDArray[np.float64]:
    """How far the model lies from a published range, in per cent of its nearer end.

    ``100 * (model - high) / high`` above the range, ``100 * (model - low) / low`` below it, 0
    within.

    Parameters
    ----------
    model, low, high : array_like
        In one unit; they broadcast.

    Returns
    -------
    float array
        Per cent; NaN where something is unknown or the nearer end is zero.

    >>> difference_pct([90, 100, 115, 132], 100, [100, 100, 110, 110]).round(2).tolist()
    [-10.0, 0.0, 4.55, 20.0]
    """
    value, least, most = (np.asarray(x, dtype=np.float64) for x in (model, low, high))
    nearest = np.where(value > most, most, np.where(value < least, least, value))
    result = np.full(np.broadcast_shapes(value.shape, least.shape, most.shape), np.nan)
    known = (nearest > 0) & ~(np.isnan(value) | np.isnan(least) | np.isnan(most))
    np.divide(100.0 * (value - nearest), nearest, out=result, where=known)
    return result


def judge(checks: pd.DataFrame) -> pd.DataFrame:
    """Difference and verdict of every comparison, by the tolerance of its kind.

    Parameters
    ----------
    checks : DataFrame
        ``kind`` (of ``KINDS``), ``published_low``, ``published_high``, ``model`` in the same unit,
        and ``comparable`` (false where the two are not the same thing, whatever the figures say).

    Returns
    -------
    DataFrame
        ``checks`` with ``difference_pct`` (NaN when not comparable) and ``verdict`` (of
        ``VERDICTS``).

    Raises
    ------
    AnalysisError, ValidationInputError
        ``missing_column``; ``unknown_kind``; ``range`` where low exceeds high or is negative.

    Examples
    --------
    >>> checks = pd.DataFrame({"kind": ["cost", "cost", "road_length"],
    ...     "published_low": 100.0, "published_high": 100.0, "model": [108.0, 78.0, 78.0],
    ...     "comparable": True})
    >>> judge(checks)["verdict"].tolist()
    ['agrees', 'near', 'misses']
    """
    needed = ("kind", "published_low", "published_high", "model", "comparable")
    require_columns(checks.columns, needed, "checks")
    strange = sorted(set(checks["kind"]) - set(KINDS))
    if strange:
        raise ValidationInputError(
            "unknown_kind", f"unknown kind(s): {', '.join(strange)}", kinds=tuple(strange)
        )
    low, high = checks["published_low"], checks["published_high"]
    wrong = checks[(low > high) | (low < 0)]
    if len(wrong):
        raise ValidationInputError(
            "range", f"{len(wrong)} published range(s) from high to low or below zero", n=len(wrong)
        )
    model = checks["model"].where(checks["comparable"].astype(bool))
    difference = difference_pct(model, low, high)
    size = np.abs(difference)
    agree, near = (
        checks["kind"].map({kind: bounds[i] for kind, bounds in TOLERANCES_PCT.items()})
        for i in (0, 1)
    )
    # A tenth of a billionth keeps 10 % of 110 on the right side of its bound.
    verdict = np.select(
        [np.isnan(size), size <= agree + 1e-9, size <= near + 1e-9],
        ["not_comparable", "agrees", "near"],
        "misses",
    )
    return checks.assign(difference_pct=difference, verdict=verdict)


def independent_checks(checks: pd.DataFrame) -> pd.DataFrame:
    """Comparisons that prove something: comparable, not used to set the model, each thing once.

    Where others have published several figures of one thing (two lengths of one road), the
    farthest from the model counts: the worse of the two, so that no thing is counted twice and
    none is excused by the figure that happens to fit.

    Parameters
    ----------
    checks : DataFrame
        As ``judge`` makes them, with ``subject`` (what is measured; one thing, one subject) and
        ``used`` (the figure set the model).

    Returns
    -------
    DataFrame
        Rows of ``checks`` in their order, one per subject.

    Examples
    --------
    >>> judged = pd.DataFrame({"subject": ["A-B", "A-B", "C-D"], "used": [False, False, True],
    ...     "difference_pct": [-5.4, 5.1, 0.0], "verdict": "agrees"})
    >>> independent_checks(judged)["difference_pct"].tolist()
    [-5.4]
    """
    free = checks[~checks["used"].astype(bool) & checks["verdict"].ne("not_comparable")]
    farthest = free.assign(size=free["difference_pct"].abs()).sort_values(
        "size", ascending=False, kind="stable"
    )
    return free.loc[farthest.drop_duplicates("subject").index.sort_values()]


def count_by_kind(independent: pd.DataFrame) -> pd.DataFrame:
    """How many comparisons of each kind agree, are near and miss.

    Parameters
    ----------
    independent : DataFrame
        As ``independent_checks`` makes them.

    Returns
    -------
    DataFrame
        One row per kind of ``KINDS``, none left out: ``kind``, ``n``, ``agrees``, ``near``,
        ``misses``. There is no row for all kinds together: the sum would let roads speak for
        fares.
    """
    counts = pd.crosstab(independent["kind"], independent["verdict"]).reindex(
        index=list(KINDS), columns=list(VERDICTS[:3]), fill_value=0
    )
    counts.insert(0, "n", counts.sum(axis=1))
    return counts.rename_axis(index="kind", columns=None).reset_index()


def rank_correlation(first: pd.Series, second: pd.Series) -> tuple[float, int]:
    """Spearman's rank correlation over the labels known in both, and how many they are.

    NaN below three labels or where one of the two does not vary.

    >>> rank_correlation(pd.Series([1.0, 2.0, 3.0]), pd.Series([10.0, 30.0, 20.0]))
    (0.5, 3)
    """
    both = pd.concat([first, second], axis=1, join="inner").dropna().astype("float64")
    if len(both) < 3 or (both.nunique() < 2).any():
        return float("nan"), len(both)
    ranks = both.rank()
    return round(float(ranks.iloc[:, 0].corr(ranks.iloc[:, 1])), 12), len(both)
