"""Seats of offices that each serve some regencies: how far people have to go, and the best choice.

Two aims are usual where offices are placed (Hakimi 1964): the least distance of a person in the
mean (p-median), and the least distance of those who have it farthest (p-center). For 22 regencies
and 8 seats there are 319,770 ways to choose, so all of them are looked at; nothing is approximated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice
from typing import Literal

import numpy as np
import pandas as pd

from analysis.errors import InvalidOptionError

#: ``mean``: of a person; ``farthest``: of the regency that has it farthest, then of a person.
Aim = Literal["mean", "farthest"]

#: Ways looked at in one step: some tens of megabytes.
_AT_ONCE = 50_000
#: Share of the least mean: what is this near is as good.
_SAME = 1e-9


@dataclass(frozen=True)
class Seats:
    """Which seat serves which regency.

    Attributes
    ----------
    served : DataFrame
        One row per regency in the order of its code: ``regency_code``, ``seat`` (code of the
        regency whose capital it is), ``distance`` to it in the unit of what was given, 0 in the
        seat's own regency.
    mean : float
        Distance of a person, over all people.
    """

    served: pd.DataFrame
    mean: float

    @property
    def farthest(self) -> float:
        """Distance of the regency that has it farthest."""
        return float(self.served["distance"].max())

    @property
    def seats(self) -> tuple[str, ...]:
        """Codes of the seats, in order."""
        return tuple(sorted(self.served["seat"].unique()))


@dataclass(frozen=True)
class BestSeats:
    """The best way, how many ways were looked at, and how many are as good."""

    best: Seats
    n_ways: int
    n_as_good: int


def distances(pairs: pd.DataFrame, column: str, codes: Sequence[str]) -> pd.DataFrame:
    """A square of distances, from regency (row) to seat (column); NaN where nothing leads there.

    ``pairs``: ``origin``, ``destination`` and ``column``, as ``geo.paths.path_costs`` makes them.
    """
    square = pairs.pivot(index="origin", columns="destination", values=column)
    square = square.reindex(index=list(codes), columns=list(codes)).astype("float64")
    np.fill_diagonal(values := square.to_numpy(copy=True), 0.0)
    return pd.DataFrame(values, index=list(codes), columns=list(codes))


def served_by(square: pd.DataFrame, population: pd.Series, seat_of: Mapping[str, str]) -> Seats:
    """Every regency with the seat that it is given; NaN where no way leads there."""
    codes = square.index.tolist()
    found = [float(square.loc[code, seat_of[code]]) for code in codes]
    served = pd.DataFrame(
        {"regency_code": codes, "seat": [seat_of[code] for code in codes], "distance": found}
    )
    return Seats(served, _mean(served, population))


def nearest(square: pd.DataFrame, population: pd.Series, seats: Sequence[str]) -> Seats:
    """Every regency with its nearest seat; of several, that of the lower code."""
    of_seats = square[sorted(seats)].idxmin(axis=1)
    return served_by(square, population, dict(zip(square.index, map(str, of_seats), strict=True)))


def best_in_zones(square: pd.DataFrame, population: pd.Series, zone_of: Mapping[str, str]) -> Seats:
    """The zones as they are, each with the member as its seat that is nearest to its people."""
    seat_of: dict[str, str] = {}
    for zone in sorted(set(zone_of.values())):
        members = [code for code in square.index if zone_of[code] == zone]
        within = square.loc[members, members].mul(population[members], axis=0).sum()
        seat_of |= dict.fromkeys(members, str(within.idxmin()))
    return served_by(square, population, seat_of)


def best_seats(
    square: pd.DataFrame,
    population: pd.Series,
    n: int,
    fixed: Sequence[str] = (),
    aim: Aim = "mean",
) -> BestSeats:
    """The ``n`` seats from which people are nearest, each regency served by its nearest seat.

    Parameters
    ----------
    square : DataFrame
        Of ``distances``; every regency must reach every seat.
    population : Series
        By regency code.
    n : int
        Number of seats.
    fixed : sequence of str
        Codes of seats that are kept.
    aim : {"mean", "farthest"}

    Raises
    ------
    InvalidOptionError
        ``n``: fewer seats than are fixed, none, or more than regencies.

    Examples
    --------
    Three places on a line at 0, 1 and 10 km; most people live at 1 km.

    >>> places = ["a", "b", "c"]
    >>> line = pd.DataFrame([[0.0, 1, 10], [1, 0, 9], [10, 9, 0]], index=places, columns=places)
    >>> people = pd.Series({"a": 10, "b": 80, "c": 5})
    >>> found = best_seats(line, people, 1)
    >>> found.best.seats, round(found.best.mean, 2), found.n_ways
    (('b',), 0.58, 3)
    >>> best_seats(line, people, 2, fixed=["a"]).best.seats
    ('a', 'b')
    >>> best_seats(line, people, 2, fixed=["a"], aim="farthest").best.seats
    ('a', 'c')
    """
    codes = square.index.tolist()
    kept = sorted({codes.index(code) for code in fixed})
    if not max(1, len(kept)) <= n <= len(codes):
        expected = f"{max(1, len(kept))} to {len(codes)} seats"
        raise InvalidOptionError("n", n, expected)
    far = square.to_numpy()
    people = population.reindex(codes).to_numpy(dtype="float64")
    free = [place for place in range(len(codes)) if place not in kept]
    least = (np.inf, np.inf)
    best, n_ways, n_as_good = tuple(codes), 0, 0
    for chosen in _in_parts(combinations(free, n - len(kept)), len(kept) == n):
        seats = np.hstack([np.tile(np.array(kept, dtype=np.intp), (len(chosen), 1)), chosen])
        mean, farthest = np.zeros(len(seats)), np.zeros(len(seats))
        for row, inhabitants in zip(far, people, strict=True):
            to_nearest = row[seats].min(axis=1)
            mean += to_nearest * (inhabitants / people.sum())
            np.maximum(farthest, to_nearest, out=farthest)
        first = farthest if aim == "farthest" else np.zeros(len(seats))
        here = int(np.lexsort((mean, first))[0])
        n_ways += len(seats)
        found = (float(first[here]), float(mean[here]))
        if found[0] < least[0] or (found[0] == least[0] and found[1] < least[1] * (1 - _SAME)):
            least, n_as_good = found, 0
            best = tuple(codes[place] for place in seats[here])
        n_as_good += int(((first == least[0]) & (mean <= least[1] * (1 + _SAME))).sum())
    return BestSeats(nearest(square, population, best), n_ways, n_as_good)


def _in_parts(ways: Iterator[tuple[int, ...]], all_fixed: bool) -> Iterator[np.ndarray]:
    if all_fixed:
        yield np.empty((1, 0), dtype=np.intp)
        return
    while part := list(islice(ways, _AT_ONCE)):
        yield np.fromiter(chain.from_iterable(part), dtype=np.intp).reshape(len(part), -1)


def _mean(served: pd.DataFrame, population: pd.Series) -> float:
    people = population.reindex(served["regency_code"]).to_numpy(dtype="float64")
    return float((served["distance"].to_numpy() * people).sum() / people.sum())
