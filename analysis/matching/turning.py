"""Up to which value of a cost a conclusion holds, everything else held: what turns it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis.errors import InvalidOptionError
from analysis.matching.best_face import best_face, limits_together, pair_arcs
from analysis.matching.problem import MatchProblem
from analysis.matching.ranges import EQUAL_T, Supply

#: Values tried on each side of the one used before the turn is sought between two of them.
STEPS = 4


@dataclass(frozen=True)
class HoldingRange:
    """Where a conclusion holds around the value used, within the range stated for a parameter.

    Attributes
    ----------
    value, low, high : float
        As the table of parameters has them, in its unit.
    holds_from, holds_to : float
        The conclusion holds at every value tried between the two; ``low`` and ``high`` where
        nothing turned it over on that side.
    tolerance : float
        How near to the turn the two lie at most.
    """

    value: float
    low: float
    high: float
    holds_from: float
    holds_to: float
    tolerance: float

    @property
    def is_whole(self) -> bool:
        """Whether nothing in the range stated turns it over."""
        return self.holds_from <= self.low and self.holds_to >= self.high


def holding_range(
    value: float, low: float, high: float, holds: Callable[[float], bool], tolerance: float
) -> HoldingRange:
    """Where ``holds`` is true around ``value``, by steps outward and bisection at the first miss.

    The turn nearest to ``value`` on each side is found, unless the conclusion fails and holds again
    between two steps.

    Parameters
    ----------
    value, low, high : float
        ``value`` may lie outside of the range stated, as a scenario's; then it is an end of it.
    holds : callable
        Whether the conclusion holds at a value; it must at ``value``.
    tolerance : float
        > 0, in the unit of the value.

    Raises
    ------
    InvalidOptionError
        ``tolerance`` not above 0; ``value`` where the conclusion does not hold.

    Examples
    --------
    >>> found = holding_range(10.0, 0.0, 100.0, lambda each: each < 42.0, tolerance=0.5)
    >>> found.holds_from, 41.5 <= found.holds_to < 42.0, found.is_whole
    (0.0, True, False)
    """
    if not tolerance > 0:
        raise InvalidOptionError("tolerance", tolerance, "a number above 0")
    if not holds(value):
        raise InvalidOptionError("value", value, "a value at which the conclusion holds")
    low, high = min(low, value), max(high, value)
    return HoldingRange(
        *(value, low, high),
        holds_from=_last_good(value, low, holds, tolerance),
        holds_to=_last_good(value, high, holds, tolerance),
        tolerance=tolerance,
    )


def _last_good(start: float, end: float, holds: Callable[[float], bool], tolerance: float) -> float:
    if abs(end - start) <= tolerance:
        return end if holds(end) else start
    good = start
    for bad in map(float, np.linspace(start, end, STEPS + 1)[1:]):
        if holds(bad):
            good = bad
            continue
        while abs(bad - good) > tolerance:
            middle = (good + bad) / 2.0
            good, bad = (middle, bad) if holds(middle) else (good, middle)
        return good
    return end


def supply_limits(problem: MatchProblem, supply: Supply) -> tuple[float, float]:
    """Fewest and most tonnes from the origins to the destinations of a supply, over all best
    answers; NaN if unknown.

    Raises
    ------
    NoRangesError
        As ``best_face``.
    """
    face = best_face(problem)
    mine = [
        pair
        for pair in pair_arcs(face)
        if pair.origin in supply.origins and pair.destination in supply.destinations
    ]
    return limits_together(face, mine)


def are_alike(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether two ranges of a supply are the same within a tonne; unknown ones never are."""
    return all(abs(one - other) <= EQUAL_T for one, other in zip(first, second, strict=True))
