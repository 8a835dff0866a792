"""Whether words of certainty kept their promise, and which of them may therefore be used.

A case is one regency in one year with what was promised and whether the next year had the same
sign. Regencies of one island group share their weather, so that cases of one year and island
group are not as many cases as they are rows (Kish's design effect)::

    n_effective = n^2 / sum over clusters of (m + m (m - 1) rho)

with m cases in a cluster and rho the share of variance that an island group has in common. What
all of NTT shares in one year is not taken into account: the intervals are still too narrow.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd

from analysis.errors import require_columns
from analysis.uncertainty.likelihood import OPEN_ABOVE, SCALE, UNTESTED, word_of

#: With fewer effective cases a word counts as untested.
LEAST_EFFECTIVE = 30
CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)

#: ``kept``: the word may be said; ``weaker``: only a weaker one may; ``broken``: none may;
#: ``too_few`` cases of its own.
Verdict = Literal["kept", "weaker", "broken", "too_few"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Interval(NamedTuple):
    """Bounds of a share, 0 to 1."""

    low: float
    high: float


def wilson(n_kept: int, n: int) -> Interval:
    """Wilson's 95 % interval of a share (no continuity correction); NaN without a case.

    The shares p with |k / n - p| <= z sqrt(p (1 - p) / n) (Wilson 1927), for k kept of n cases.

    >>> tuple(round(bound, 4) for bound in wilson(9, 10))
    (0.5958, 0.9821)
    """
    if not n:
        return Interval(math.nan, math.nan)
    share, wider = n_kept / n, 1 + _Z**2 / n
    middle = (share + _Z**2 / (2 * n)) / wider
    half = _Z / wider * math.sqrt(share * (1 - share) / n + (_Z / (2 * n)) ** 2)
    return Interval(middle - half if n_kept else 0.0, middle + half if n_kept < n else 1.0)


def effective_cases(clusters: pd.Series, rho: float) -> float:
    """How many independent cases these are worth (formula above); ``rho`` from 0 to 1.

    >>> effective_cases(pd.Series(["a", "a", "b", "b"]), 1.0)
    2.0
    >>> effective_cases(pd.Series(["a", "a", "b", "b"]), 0.0)
    4.0
    """
    sizes = clusters.value_counts().to_numpy(dtype=np.float64)
    if not len(sizes):
        return 0.0
    return float(sizes.sum() ** 2 / (sizes + sizes * (sizes - 1.0) * rho).sum())


def calibrate(cases: pd.DataFrame, rho: float) -> pd.DataFrame:
    """Promise and outcome of every word of the scale.

    Every word is tested on the cases that promised it: from its floor up to that of the next
    stronger one. What bears out no word that strong may bear out a weaker one. Cases too few for a
    test are tested together with those of the next weaker word.

    Parameters
    ----------
    cases : DataFrame
        ``year``, ``island_group``, ``promise`` (0 to 1), ``stayed`` (1.0, 0.0); rows without
        either are no cases.
    rho : float
        Share of variance that regencies of one island group have in common in a year.

    Returns
    -------
    DataFrame
        One row per word of ``SCALE``: ``word``, ``floor`` (what the word promises at least),
        ``mean_promise``, ``n``, ``n_stayed``, ``share`` (outcome), ``n_effective``, ``low`` and
        ``high`` (Wilson over the effective cases, both counts rounded down), ``bears`` (the
        strongest word, none above its own, whose floor the lower bound reaches; ``untested``
        where there is none or the cases are too few), ``verdict`` (of ``VERDICTS``).
    """
    require_columns(cases.columns, ("year", "island_group", "promise", "stayed"), "cases")
    tested = cases.dropna(subset=["promise", "stayed"])
    words = tested["promise"].map(word_of)
    rows = []
    pooled: list[str] = []
    for word, floor in SCALE.items():
        pooled = [*pooled, word] if word in OPEN_ABOVE else [word]
        row = _tested(tested[words.isin(pooled)], word, rho)
        if row["verdict"] != "too_few":
            pooled = []
        rows.append({"word": word, "floor": floor, **row})
    return pd.DataFrame(rows)


def _tested(own: pd.DataFrame, word: str, rho: float) -> dict[str, object]:
    n, n_stayed = len(own), int(own["stayed"].sum())
    cluster = own["year"].astype(str) + own["island_group"].astype(str)
    n_effective = effective_cases(cluster, rho)
    # Rounded against what is a hair below a whole number only by its arithmetic.
    counted = math.floor(n_effective + 1e-9)
    kept = math.floor(counted * n_stayed / n + 1e-9) if n else 0
    low, high = wilson(kept, counted)
    bears, verdict = UNTESTED, "too_few"
    if counted >= LEAST_EFFECTIVE:
        bears = next((weaker for weaker in _as_weak(word) if low >= SCALE[weaker]), UNTESTED)
        verdict = "kept" if bears == word else "broken" if bears == UNTESTED else "weaker"
    return {
        "mean_promise": float(own["promise"].mean()) if n else math.nan,
        "n": n,
        "n_stayed": n_stayed,
        "share": n_stayed / n if n else math.nan,
        "n_effective": n_effective,
        "low": low,
        "high": high,
        "bears": bears,
        "verdict": verdict,
    }


def _as_weak(word: str) -> tuple[str, ...]:
    """The word and those that may be said in its place, the strongest first."""
    return OPEN_ABOVE[OPEN_ABOVE.index(word) :] if word in OPEN_ABOVE else (word,)


def word_borne_out(promise: float, calibration: pd.DataFrame) -> str:
    """The strongest word that may be said of a promise, else ``untested``.

    Parameters
    ----------
    promise : float
        0 to 1; NaN is untested.
    calibration : DataFrame
        As ``calibrate`` makes it.
    """
    own = word_of(promise)
    if own is None:
        return UNTESTED
    tested = calibration.set_index("word")[["verdict", "bears"]]
    # Too few to be tested alone: tested together with the next weaker.
    rows = (tested.loc[word] for word in _as_weak(own))
    return next((str(row["bears"]) for row in rows if row["verdict"] != "too_few"), UNTESTED)


def baseline_accuracy(cases: pd.DataFrame) -> pd.DataFrame:
    """How often “last year's sign” is right by itself, by class, with the score of the promise.

    Parameters
    ----------
    cases : DataFrame
        ``sign``, ``promise``, ``stayed``.

    Returns
    -------
    DataFrame
        A row per ``sign`` (surplus, deficit, all): ``n``, ``n_stayed``, ``share``, ``low`` and
        ``high`` (Wilson, every case counted), ``brier`` (mean square of promise less outcome,
        smaller is better) and ``brier_baseline`` (the same of one promise for all: the share that
        stayed; it knows the outcome beforehand, so it is hard to beat).
    """
    tested = cases.dropna(subset=["promise", "stayed"])
    rows = []
    for sign in ("surplus", "deficit", "all"):
        own = tested if sign == "all" else tested[tested["sign"] == sign]
        n, n_stayed = len(own), int(own["stayed"].sum())
        share = n_stayed / n if n else math.nan
        rows.append(
            {
                "sign": sign,
                "n": n,
                "n_stayed": n_stayed,
                "share": share,
                **wilson(n_stayed, n)._asdict(),
                "brier": float(((own["promise"] - own["stayed"]) ** 2).mean()),
                "brier_baseline": float(((share - own["stayed"]) ** 2).mean()),
            }
        )
    return pd.DataFrame(rows)
