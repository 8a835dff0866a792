"""What a map of the 22 regencies shows: colours, texts, lines and points, whoever draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """A line over the map: a flow (curved, with arrow), a leg of a path or an edge.

    ``points`` are (latitude, longitude); a curved line has just two. ``label`` stands on the line;
    ``bend``: how far a curve stands off, as a share of its length; ``kind``: what lines of this
    look stand for, in words, for the legend of a picture that travels alone.
    """

    points: Sequence[tuple[float, float]]
    color: str
    weight: float
    text: Sequence[str] = ()
    curved: bool = False
    arrow: bool = False
    dash: str | None = None
    opacity: float = 0.95
    halo: bool = True
    label: str = ""
    bend: float = 0.14
    kind: str = ""


@dataclass(frozen=True)
class Point:
    """A place on the map: a port, a gateway; ``kind`` as of a line."""

    lat: float
    lon: float
    color: str
    text: str
    radius: float = 4
    kind: str = ""


@dataclass(frozen=True)
class MapPicture:
    """What the map shows now. A regency without a fill is hatched: unknown.

    ``fills``: regency_code -> colour; ``tooltips``: regency_code -> lines of plain text, the
    first one the name; ``alt``: one sentence for those who cannot see the map; ``marks``: a sign
    behind the name on the map, where colours alone would not tell two classes apart.
    """

    fills: Mapping[str, str]
    tooltips: Mapping[str, Sequence[str]]
    alt: str
    selected: str | None = None
    opacities: Mapping[str, float] = field(default_factory=dict)
    lines: Sequence[Line] = ()
    points: Sequence[Point] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
