"""Figures per area and per head, and classes for maps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numba
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import AnalysisError, InvalidOptionError, require_columns
from analysis.leading.round_breaks import round_breaks

#: How breaks are found. ``quantiles``: as many regencies in each class; ``natural_breaks``:
#: Fisher-Jenks, classes as homogeneous as possible; ``equal_interval``: equally wide classes.
Scheme = Literal["quantiles", "natural_breaks", "equal_interval"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)


def density(population: pd.Series, regencies: pd.DataFrame) -> pd.Series:
    """Inhabitants per square kilometre of official area.

    Parameters
    ----------
    population : Series
        Persons by ``regency_code``, one series and year.
    regencies : DataFrame
        ``regency_code``, ``area_km2``; never the area of a generalised polygon.

    Returns
    -------
    Series
        By ``regency_code`` in the order of ``regencies``; NaN where either is unknown.

    >>> regencies = pd.DataFrame({"regency_code": ["5371", "5301"], "area_km2": [150.0, 750.0]})
    >>> density(pd.Series({"5371": 450_000.0}), regencies).to_dict()
    {'5371': 3000.0, '5301': nan}
    """
    require_columns(regencies.columns, ("regency_code", "area_km2"), "regencies")
    area = regencies.set_index("regency_code")["area_km2"].astype("float64")
    return _ratio(population, area).rename("density_per_km2")


def _ratio(amount: pd.Series, base: pd.Series) -> pd.Series:
    """Amount over base on the index of base; a base that isn't above 0 is an error."""
    base = base.astype("float64")
    wrong = base[base <= 0]
    if not wrong.empty:
        raise AnalysisError(
            "not_positive",
            f"{wrong.index[0]}: {wrong.iloc[0]:g}; expected more than 0",
            regency_code=str(wrong.index[0]),
            value=float(wrong.iloc[0]),
        )
    return amount.astype("float64").reindex(base.index) / base


@dataclass(frozen=True, eq=False)
class Classes:
    """Classes of a map.

    Attributes
    ----------
    bounds : tuple of (float, float)
        Lower and upper bound of every class, ascending. A value belongs to a class when
        ``lower < value <= upper``; the first class holds its lower bound too (where the lowest
        value is a class of its own, both bounds are that value).
    counts : tuple of int
        Number of values in each class.
    index : Series of Int64
        Class of every value (0 is the lowest), on the index of the values; NA where unknown.
    n_unknown : int
    """

    bounds: tuple[tuple[float, float], ...]
    counts: tuple[int, ...]
    index: pd.Series
    n_unknown: int

    @property
    def breaks(self) -> tuple[float, ...]:
        """Upper bound of every class."""
        return tuple(upper for _, upper in self.bounds)

    def holding(self, values: pd.Series) -> Classes:
        """Other values in these same classes, so that equal colours mean equal amounts.

        What lies beyond the lowest or highest bound is in the outermost class, which then reaches
        as far.

        Raises
        ------
        ValueError
            There are known values and no classes: in none they would pass for unknown ones.

        >>> classes = classify(pd.Series([1.0, 2.0, 3.0]), "equal_interval", k=2)
        >>> other = classes.holding(pd.Series([0.5, 1.5, 7.0, None]))
        >>> other.bounds, other.counts, other.n_unknown
        (((0.5, 2.0), (2.0, 7.0)), (2, 1), 1)
        """
        numbers = values.astype("float64")
        if not self.bounds and numbers.notna().any():
            raise ValueError("values without any class to hold them; classify them by themselves")
        if not numbers.notna().any():
            nothing = pd.Series(pd.NA, index=values.index, dtype="Int64")
            return Classes(self.bounds, (0,) * len(self.bounds), nothing, int(numbers.isna().sum()))
        edges = np.array([self.bounds[0][0], *self.breaks])
        edges[0] = min(edges[0], numbers.min())
        edges[-1] = max(edges[-1], numbers.max())
        return _placed(numbers, edges)


def classify(
    values: pd.Series,
    scheme: Scheme = "quantiles",
    k: int = 5,
    center: float | None = None,
    at_round_breaks: bool = False,
) -> Classes:
    """Sort values into at most ``k`` classes for a map.

    Fewer classes come out when there are fewer different values than classes. With a ``center``
    the classes are symmetric around it: the distances from the centre are classed into
    ``k // 2`` classes, which are laid to both sides, so that the centre is a break, equal
    colours to the left and right mean equal distances, and some classes may be empty.

    Parameters
    ----------
    values : Series of float
        NaN is unknown and in no class; an infinite value is refused.
    scheme : one of ``SCHEMES``
    k : int
        2 to 9; even when there is a ``center``.
    center : float, optional
        0 for a balance, 100 for a percentage of self-sufficiency.
    at_round_breaks : bool
        The breaks between the classes are moved to round numbers (``round_breaks``); around a
        centre it is the distances from it that are round.

    Raises
    ------
    InvalidOptionError
        ``scheme``, ``k`` or ``center`` outside what they may be.
    AnalysisError
        ``not_finite`` when a value is infinite.

    Examples
    --------
    >>> classes = classify(pd.Series([1.0, 2.0, 3.0, 4.0, None]), "equal_interval", k=3)
    >>> classes.breaks, classes.counts, classes.n_unknown
    ((2.0, 3.0, 4.0), (2, 1, 1), 1)
    >>> classify(pd.Series([-10.0, 5.0, 40.0]), "equal_interval", k=4, center=0).breaks
    (-22.5, 0.0, 22.5, 40.0)
    """
    if scheme not in SCHEMES:
        raise InvalidOptionError("scheme", scheme, " or ".join(SCHEMES))
    if isinstance(k, bool) or not isinstance(k, int) or not 2 <= k <= 9:
        raise InvalidOptionError("k", k, "a whole number from 2 to 9")
    if center is not None and (k % 2 or not np.isfinite(center)):
        raise InvalidOptionError(
            "k" if k % 2 else "center",
            k if k % 2 else center,
            "an even number of classes around a finite centre",
        )
    numbers = values.astype("float64")
    known = numbers.dropna().to_numpy()
    if np.isinf(known).any():
        raise AnalysisError("not_finite", "an infinite value has no class")
    if not len(known):
        nothing = pd.Series(pd.NA, index=values.index, dtype="Int64")
        return Classes((), (), nothing, len(values))

    if center is None:
        edges = np.concatenate([[known.min()], _bounds(known, scheme, k, at_round_breaks)])
    else:
        away = np.asarray(np.abs(known - center), dtype=np.float64)
        away = away[away > 0]
        bounds = _bounds(away, scheme, k // 2, at_round_breaks) if len(away) else np.ones(1)
        edges = np.concatenate([center - np.flip(bounds), [center], center + bounds])
    return _placed(numbers, edges)


def _placed(numbers: pd.Series, edges: NDArray[np.float64]) -> Classes:
    """The values between ascending edges, of which the outer ones lie beyond none of them."""
    place = np.clip(np.searchsorted(edges[1:], numbers.to_numpy(), side="left"), 0, len(edges) - 2)
    index = pd.Series(place, index=numbers.index, dtype="Int64").mask(numbers.isna())
    counts = index.value_counts()
    return Classes(
        bounds=tuple((float(a), float(b)) for a, b in pairwise(edges)),
        counts=tuple(int(counts.get(place, 0)) for place in range(len(edges) - 1)),
        index=index,
        n_unknown=int(numbers.isna().sum()),
    )


def _bounds(
    known: NDArray[np.floating], scheme: Scheme, k: int, at_round_breaks: bool
) -> NDArray[np.float64]:
    """Ascending upper bounds, the last one the largest value; all others round if asked."""
    found = _upper_bounds(known, scheme, k)
    if not at_round_breaks:
        return found
    # Repeated values can leave a class without any.
    held = np.bincount(np.searchsorted(found, known, side="left"), minlength=len(found))
    found = found[held[: len(found)] > 0]
    different = np.unique(known)
    # Where every value is a class, a break lies between two of them and not on the lower one.
    between = (different[:-1] + different[1:]) / 2 if len(different) <= k else found[:-1]
    return np.append(round_breaks(np.asarray(known, dtype=np.float64), between), found[-1])


def _upper_bounds(known: NDArray[np.floating], scheme: Scheme, k: int) -> NDArray[np.float64]:
    """Ascending upper bounds, the last one the largest value; fewer than k if values repeat."""
    different = np.unique(known)
    if len(different) <= k:
        return different
    if scheme == "natural_breaks":
        bounds = _natural_breaks(known, k)
    elif scheme == "quantiles":
        bounds = np.quantile(known, np.arange(1, k + 1) / k)
    else:
        bounds = np.linspace(known.min(), known.max(), k + 1)[1:]
    return np.unique(bounds)


def _natural_breaks(known: NDArray[np.floating], k: int) -> NDArray[np.float64]:
    # Imported here, because it loads all of scikit-learn, which nothing else needs. And with the
    # compiler off: mapclassify compiles Fisher-Jenks at every import, for seconds, and plain
    # Python finds the same breaks in milliseconds. The setting counts where a function is
    # declared, so that what is compiled elsewhere stays so.
    usual = numba.config.DISABLE_JIT  # type: ignore[attr-defined]
    numba.config.DISABLE_JIT = True  # type: ignore[attr-defined]
    try:
        from mapclassify import FisherJenks
    finally:
        numba.config.DISABLE_JIT = usual  # type: ignore[attr-defined]
    return np.asarray(FisherJenks(known, k=k).bins, dtype=np.float64)
