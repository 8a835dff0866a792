"""How far a commodity's figures scatter by themselves: its spread, and what islands share.

Of the change of every regency from one year to the next the median of all regencies is taken off:
what is left is the error of two figures and what really happened in one regency alone. Half of
its variance is put down to each of the two years, and all of it to error, so that the spread is a
ceiling::

    spread_pct = 100 * 1.4826 * median(|change - median of its year|) / sqrt(2)

1.4826 makes the median of absolute deviations (MAD) the standard deviation of a normal variable.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

MAD_TO_SD = 1.4826
#: Deviations beyond so many spreads count as that many where co-movement is measured: one wild
#: figure must not decide it.
CLIPPED_AT = 2.5
#: With fewer changes, or pairs of changes, a commodity has no scatter of its own.
LEAST_CHANGES = 30


@dataclass(frozen=True)
class Scatter:
    """What a commodity's own figures say of their spread.

    Attributes
    ----------
    spread_pct : float
        Relative standard error of one figure, per cent (formula of the module); NaN without one.
    n_changes : int
        Changes that it rests on.
    island_pct : float
        Share of the variance that regencies of one island group have in common, per cent; below 0
        where they move apart, NaN without two regencies of one group.
    n_pairs : int
        Pairs of changes that this rests on.
    """

    spread_pct: float
    n_changes: int
    island_pct: float
    n_pairs: int

    @property
    def is_enough(self) -> bool:
        """Whether there are changes enough to take the spread from them."""
        return self.n_changes >= LEAST_CHANGES

    @property
    def common_pct(self) -> float:
        """``island_pct`` as a term of error: 0 where it is negative or rests on too little."""
        if self.n_pairs < LEAST_CHANGES:
            return 0.0
        return min(max(self.island_pct, 0.0), 100.0)


def scatter(changes: pd.DataFrame, islands: Mapping[str, str]) -> Scatter:
    """Spread and co-movement of figures.

    The co-movement is the mean product of what is left of the changes of two regencies of one
    island group in one year, in units of the mean square (an intraclass correlation). What all
    regencies share is not in it: it went with the median of the year.

    Parameters
    ----------
    changes : DataFrame
        As ``yearly_changes`` makes it.
    islands : Mapping[str, str]
        Regency -> island group.

    >>> found = scatter(pd.DataFrame({"regency_code": ["5301", "5302", "5303"], "year": 2021,
    ...     "change": [-0.1, 0.0, 0.1]}), {"5301": "Sumba", "5302": "Sumba", "5303": "Timor"})
    >>> round(found.spread_pct, 3), found.n_changes, found.island_pct, found.n_pairs
    (10.484, 3, 0.0, 1)
    """
    if changes.empty:
        return Scatter(math.nan, 0, math.nan, 0)
    by_year = changes["year"]
    residual = changes["change"] - changes["change"].groupby(by_year).transform("median")
    spread_pct = 100.0 * MAD_TO_SD * float(residual.abs().median()) / math.sqrt(2.0)

    spread = MAD_TO_SD * residual.abs().groupby(by_year).transform("median")
    moved = spread > 0
    z = (residual[moved] / spread[moved]).clip(-CLIPPED_AT, CLIPPED_AT)
    group = [by_year[moved], changes.loc[moved, "regency_code"].map(islands)]
    of_group = z.groupby(group)
    count = of_group.size()
    n_pairs = int((count * (count - 1)).sum() / 2)
    if not n_pairs:
        return Scatter(spread_pct, len(changes), math.nan, 0)
    squares = z**2
    product = float((of_group.sum() ** 2 - squares.groupby(group).sum()).sum() / 2) / n_pairs
    island_pct = 100.0 * product / float(squares.mean())
    return Scatter(spread_pct, len(changes), island_pct, n_pairs)
