"""Breaks between classes at numbers that people can read and remember."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, log10

import numpy as np
from numpy.typing import NDArray

#: Of the way to its nearer neighbour a break may be moved at most this share: the classes stay
#: those that were found, but for a few values beside a break.
_MOST_MOVED = 0.25
_DECADES = 12


def round_breaks(values: NDArray[np.float64], breaks: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same breaks at multiples of the coarsest step 1, 2 or 5 × 10^k that keeps the classes.

    A step is taken when no break moves by more than a quarter of the way to its nearer neighbour
    (the ends of the values are neighbours too), no two breaks meet and no class becomes empty. One
    step for all breaks makes them comparable: −15, −5, 0 and not −16, −5.6, 0.

    Parameters
    ----------
    values : array of float
        All known values, in any order.
    breaks : array of float
        Ascending upper bounds of all classes but the last.

    Returns
    -------
    array of float
        As many as ``breaks``; ``breaks`` itself where no step fits.

    >>> known = np.array([1.9, 4.3, 5.6, 6.2, 16.1, 24.8, 38.9])
    >>> round_breaks(known, np.array([5.7, 16.0])).tolist()
    [5.0, 15.0]
    """
    if not len(breaks):
        return breaks
    around = np.concatenate([[values.min()], breaks, [values.max()]])
    apart = np.diff(around)
    room = _MOST_MOVED * np.minimum(apart[:-1], apart[1:])
    for step, decimals in _steps(float(np.abs(values).max())):
        moved = np.round(np.round(breaks / step) * step, decimals)
        if (np.abs(moved - breaks) > room).any() or len(np.unique(moved)) < len(moved):
            continue
        counts = np.bincount(np.searchsorted(moved, values, side="left"), minlength=len(around) - 1)
        if counts.all():
            return moved
    return breaks


def _steps(largest: float) -> Iterator[tuple[float, int]]:
    """Steps from coarse to fine, each with the decimals that its multiples need."""
    top = ceil(log10(largest)) if largest > 0 else 0
    for power in range(top, top - _DECADES, -1):
        for digit in (5, 2, 1):
            yield digit * 10.0**power, max(0, -power)
