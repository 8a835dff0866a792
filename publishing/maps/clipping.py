"""What of an outline or a line lies within a map's frame.

Reckoned here instead of told to whoever draws: drawing through a mask of two thousand pixels takes
longer than drawing the map.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

Spot = tuple[float, float]
#: Left, top, right, bottom.
Box = tuple[float, float, float, float]


def ring_within(ring: Sequence[Spot], box: Box) -> list[Spot]:
    """The part of a closed ring within a box, by Sutherland and Hodgman (1974); none is [].

    >>> ring_within([(-1, 0), (1, 0), (1, 1), (-1, 1)], (0, 0, 9, 9))
    [(0, 0.0), (1, 0), (1, 1), (0, 1.0)]
    """
    left, top, right, bottom = box
    found = list(ring)
    for axis, limit, inside in (
        (0, left, lambda spot: spot[0] >= left),
        (0, right, lambda spot: spot[0] <= right),
        (1, top, lambda spot: spot[1] >= top),
        (1, bottom, lambda spot: spot[1] <= bottom),
    ):
        found = _cut(found, axis, limit, inside)
    return found


def _cut(
    ring: Sequence[Spot], axis: int, limit: float, inside: Callable[[Spot], bool]
) -> list[Spot]:
    kept: list[Spot] = []
    for before, spot in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if inside(before) != inside(spot):
            kept.append(_crossing(before, spot, axis, limit))
        if inside(spot):
            kept.append(spot)
    return kept


def _crossing(one: Spot, other: Spot, axis: int, limit: float) -> Spot:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (limit, across) if axis == 0 else (across, limit)


def line_within(line: Sequence[Spot], box: Box) -> list[list[Spot]]:
    """The parts of a line within a box, in their order, by Liang and Barsky (1984).

    >>> line_within([(-1, 1), (1, 1), (3, 1)], (0, 0, 2, 2))
    [[(0.0, 1.0), (1, 1), (2.0, 1.0)]]
    """
    parts: list[list[Spot]] = []
    for start, end in pairwise(line):
        found = _segment_within(start, end, box)
        if found is None:
            continue
        if parts and parts[-1][-1] == found[0]:
            parts[-1].append(found[1])
        else:
            parts.append(list(found))
    return parts


def _segment_within(start: Spot, end: Spot, box: Box) -> tuple[Spot, Spot] | None:
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - box[0]),
        (dx, box[2] - start[0]),
        (-dy, start[1] - box[1]),
        (dy, box[3] - start[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first >= last:
        return None
    # As given where nothing is cut: the next segment begins at just that spot.
    return (
        (start[0] + first * dx, start[1] + first * dy) if first > 0 else start,
        (start[0] + last * dx, start[1] + last * dy) if last < 1 else end,
    )
