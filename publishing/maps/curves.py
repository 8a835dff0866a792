"""Curved lines between two places that stay apart from each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import hypot

from publishing.maps.picture import Line

_LEAST_BEND, _MORE_BEND, _MOST_BEND = 0.12, 0.1, 0.5
#: How far a curve may stand off the straight line, in degrees: the frame is not wide.
_MOST_OFF_DEG = 0.52
_STEPS = 24


def apart(lines: Sequence[Line]) -> list[Line]:
    """The same lines, each bent so that lines with a common end do not lie on each other.

    Of lines that share an end the longer one is bent more: equal bends would leave a place in the
    same direction and run along each other. Lines that are not curved stay as they are.

    >>> west, middle, east = (-8.6, 120.0), (-8.7, 121.0), (-8.5, 123.0)
    >>> drawn = [Line([west, end], "#000000", 1, curved=True) for end in (middle, east)]
    >>> [line.bend for line in apart(drawn)]
    [0.12, 0.22]
    """
    lengths = [_length(line) for line in lines]
    bent = []
    for line, length in zip(lines, lengths, strict=True):
        if not line.curved or not length:
            bent.append(line)
            continue
        shorter = sum(
            other.curved and bool(_ends(other) & _ends(line)) and theirs < length
            for other, theirs in zip(lines, lengths, strict=True)
        )
        most = min(_MOST_BEND, 2 * _MOST_OFF_DEG / length)
        bent.append(replace(line, bend=round(min(_LEAST_BEND + _MORE_BEND * shorter, most), 2)))
    return bent


def _ends(line: Line) -> set[tuple[float, float]]:
    return {line.points[0], line.points[-1]}


def _length(line: Line) -> float:
    (from_lat, from_lon), (to_lat, to_lon) = line.points[0], line.points[-1]
    return hypot(to_lat - from_lat, to_lon - from_lon)


def curve(line: Line) -> list[tuple[float, float]]:
    """Latitudes and longitudes along a curved line, to the left of its direction.

    A quadratic Bézier curve; ``static/map/ntt-flows.js`` draws the same one.
    """
    start, end = line.points
    mid = (
        (start[0] + end[0]) / 2 + (end[1] - start[1]) * line.bend,
        (start[1] + end[1]) / 2 - (end[0] - start[0]) * line.bend,
    )
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * (1 - t) * t * mid[0] + t * t * end[0],
            (1 - t) ** 2 * start[1] + 2 * (1 - t) * t * mid[1] + t * t * end[1],
        )
        for t in (step / _STEPS for step in range(_STEPS + 1))
    ]
