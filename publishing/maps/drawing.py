"""A map as a picture to take away: the one of the screen, drawn without a browser.

Geometry, inset, arrows, names and legend are those of the page; only what asks for a pointer is
left out. Always in light colours, because a picture ends on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import hypot

from publishing import lettering, palette
from publishing.charts.frame import FONT
from publishing.maps.choropleth import Choropleth
from publishing.maps.clipping import Box, line_within, ring_within
from publishing.maps.curves import curve
from publishing.maps.drawn_legend import DrawnLegend, drawn_legend
from publishing.maps.extent import INSET, map_names
from publishing.maps.furniture import map_notes, scale_bar
from publishing.maps.outlines import Ring, larger, outlines
from publishing.maps.picture import Line, MapPicture
from publishing.maps.projection import ASPECT, View

SEA, LAND, LAND_EDGE, _FRAME = "#DFEAF0", "#EFEADF", "#D6CFBF", "#5B5B63"
_QUIET, _NOTE_LINE = "#4A4A52", 1.3
_SHIFTS = (0.0, -1.0, 1.0, -1.8, 1.8)
# Where neither a name nor its abbreviation has room, it stands beside its place.
_ASIDE = (0.0, 0.8, -0.8, 1.4, -1.4)
# Of the 25 points of a curve those where its label may stand, the middle first.
_ALONG = (12, 10, 14, 8, 16, 6, 18)


@dataclass(frozen=True)
class MapStyle:
    """How large letters of a drawn map are, in its own pixels, and what is drawn with it.

    ``notes`` (projection, boundaries) may stand in the frame around the map instead: see
    ``furniture.map_notes``. A small map that only shows where something lies has no ``names``.
    """

    names_px: float = 13.5
    legend_px: float = 17.0
    notes_px: float = 12.0
    margin: float = 28.0
    names: bool = True
    legend: bool = True
    scale_bar: bool = True
    notes: bool = True


_USUAL = MapStyle()


def natural_height(
    chart: Choropleth, width: float, style: MapStyle = _USUAL, aspect: float = ASPECT
) -> float:
    """The height at which the map has this ``aspect`` above its foot: with its own it fills it."""
    inner = width - 2 * style.margin
    return inner / aspect + _Foot.of(chart, inner, style).height + 2 * style.margin


def map_svg(
    chart: Choropleth, width: int = 1600, height: int = 900, style: MapStyle = _USUAL
) -> str:
    """The map with its legend as one picture of ``width`` × ``height`` pixels.

    The legend has its unit and the number of regencies in each class, and says what lines and
    points stand for. Nothing of it is cut: its entries are wrapped and the map takes the room that
    is left.
    """
    margin, inner = style.margin, width - 2 * style.margin
    foot = _Foot.of(chart, inner, style)
    view = View(margin, margin, inner, height - 2 * margin - foot.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FONT}">',
        '<defs><pattern id="unknown" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="7" height="7" fill="#f4f1ea"/>'
        '<line x1="0" y1="0" x2="0" y2="7" stroke="#8d8a82" stroke-width="1.8"/></pattern></defs>',
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        _map(chart.picture, view, style),
        foot.at(margin, view.top + view.height),
        "</svg>",
    ]
    return "".join(parts)


@dataclass(frozen=True)
class _Foot:
    """What stands below the map: legend, then notes."""

    legend: DrawnLegend | None
    notes: Sequence[str]
    notes_px: float

    @classmethod
    def of(cls, chart: Choropleth, width: float, style: MapStyle) -> _Foot:
        notes = [
            line
            for note in (map_notes() if style.notes else ())
            for line in lettering.wrapped(note, width, style.notes_px)
        ]
        legend = drawn_legend(chart, width, style.legend_px) if style.legend else None
        return cls(legend, notes, style.notes_px)

    @property
    def _legend_height(self) -> float:
        return 8 + self.legend.height if self.legend else 0.0

    @property
    def height(self) -> float:
        notes = 4 + len(self.notes) * self.notes_px * _NOTE_LINE if self.notes else 0.0
        return self._legend_height + notes

    def at(self, left: float, top: float) -> str:
        below = top + self._legend_height + 4
        return (self.legend.at(left, top + 8) if self.legend else "") + "".join(
            _text(
                left,
                below + self.notes_px * _NOTE_LINE * row,
                note,
                self.notes_px,
                "400",
                "start",
                _QUIET,
            )
            for row, note in enumerate(self.notes, 1)
        )


def _text(
    x: float, y: float, text: str, size: float, weight: str, anchor: str, fill: str = palette.INK
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{fill}">{escape(text)}</text>'
    )


def _haloed(x: float, y: float, text: str, size: float) -> str:
    halo = _text(x, y, text, size, "700", "middle", "#FFFFFF")
    halo = halo.replace("<text ", '<text stroke="#FFFFFF" stroke-width="3.5" ')
    return halo + _text(x, y, text, size, "700", "middle")


def _map(picture: MapPicture, view: View, style: MapStyle) -> str:
    parts = [
        f'<rect x="{view.left}" y="{view.top}" width="{view.width}" height="{view.height}" '
        f'fill="{SEA}"/>'
    ]
    for _code, outline in _outline_paths("backdrop.geojson", view):
        parts.append(f'<path d="{outline}" fill="{LAND}" stroke="{LAND_EDGE}" stroke-width="0.6"/>')
    shapes = dict(_outline_paths("regencies.geojson", view))
    # The chosen one last, so that no neighbour lies on its border.
    for code in sorted(shapes, key=lambda each: each == picture.selected):
        parts.append(regency_path(picture, code, shapes[code]))
    parts.append(inset_svg(picture, dict(outlines("regencies.geojson"))[INSET.code], view))
    names = _placed_names(picture, view, style.names_px) if style.names else []
    for line in picture.lines:
        parts.append(line_path(line, view, [box for _name, box in names]))
    for point in picture.points:
        x, y = view.at(point.lat, point.lon)
        if not is_inside((x, y), view.box):
            continue
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{point.radius * 1.2:g}" fill="{point.color}" '
            'stroke="#FFFFFF" stroke-width="1"/>'
        )
    for name, (left, _top, right, bottom) in names:
        parts.append(
            _haloed((left + right) / 2, bottom - style.names_px * 0.3, name, style.names_px)
        )
    parts += _flow_labels(picture.lines, view, style.names_px, [box for _name, box in names])
    if style.scale_bar:
        parts.append(scale_bar(view, style.names_px))
    return "".join(parts)


# Maps of one kind of paper have one of a few sizes, by the rows of their legend.
@lru_cache(maxsize=16)
def _outline_paths(layer: str, view: View) -> list[tuple[str, str]]:
    return [(code, outline_path(rings, view)) for code, rings in outlines(layer)]


def outline_path(rings: Sequence[Ring], view: View) -> str:
    """Rings as the data of a path, within the view."""
    drawn = []
    for ring in rings:
        corners = ring_within([view.at(lat, lon) for lon, lat in ring], view.box)
        if not corners:
            continue
        drawn.append("M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in corners) + "Z")
    return "".join(drawn)


def regency_path(picture: MapPicture, code: str, outline: str, more: str = "") -> str:
    """A regency in its colour; ``more`` are attributes of its element."""
    fill = picture.fills.get(code)
    chosen = code == picture.selected
    opacity = picture.opacities.get(code, 1.0) if fill else 1.0
    return (
        f'<path {more}d="{outline}" fill-rule="evenodd" fill="{fill or "url(#unknown)"}" '
        f'fill-opacity="{opacity:g}" stroke="{palette.INK if chosen else "#FFFFFF"}" '
        f'stroke-width="{2.4 if chosen else 0.9}"/>'
    )


def inset_svg(picture: MapPicture, rings: Sequence[Ring], view: View, more: str = "") -> str:
    """What is too small to be seen, drawn larger where there is only sea."""
    shown = larger(rings)
    left, top = view.at(*shown.north_west)
    right, bottom = view.at(*shown.south_east)
    x, y = view.at(*shown.place)
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{left:.1f}" y2="{(top + bottom) / 2:.1f}" '
        f'stroke="{_FRAME}" stroke-width="1"/>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
        f'height="{bottom - top:.1f}" fill="{SEA}" stroke="{_FRAME}" stroke-width="1"/>'
        f"{regency_path(picture, INSET.code, outline_path(shown.rings, view), more)}"
    )


def _placed_names(picture: MapPicture, view: View, size: float) -> list[tuple[str, Box]]:
    """Names with their boxes; where a name has no room its abbreviation is tried, or a shift."""
    placed: list[tuple[str, Box]] = []
    for each in map_names():
        spot_x, y = view.at(each.lat, each.lon)
        mark = picture.marks.get(each.code, "")
        tried = (
            (f"{name} {mark}".rstrip(), shift, aside)
            for aside in _ASIDE
            for name in (each.name, each.short)
            for shift in _SHIFTS
        )
        for name, shift, aside in tried:
            half, middle = lettering.width(name, size, bold=True) / 2 + 2, y + shift * size
            x = spot_x + aside * half
            # At the edge a name moves in: what is cut cannot be read.
            x = min(max(x, view.left + half), view.left + view.width - half)
            box = (x - half, middle - size * 0.6, x + half, middle + size * 0.6)
            if not any(_meet(box, other) for _name, other in placed):
                placed.append((name, box))
                break
    return placed


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def line_path(line: Line, view: View, names: Sequence[Box]) -> str:
    """A line with its halo and head; it ends at the edge of the name it leads to."""
    points = [view.at(lat, lon) for lat, lon in (curve(line) if line.curved else line.points)]
    if line.arrow:
        points = _before_name(points, names)
    parts = line_within(points, view.box)
    drawn = "".join("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in part) for part in parts)
    is_pointed = line.arrow and is_inside(points[-1], view.box)
    dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
    path = f'<path d="{drawn}" fill="none" stroke-linecap="round" '
    halo = (
        f'{path}stroke="#FFFFFF" stroke-width="{line.weight + 2:g}" stroke-opacity="0.7"/>'
        if line.halo
        else ""
    )
    return (
        f'{halo}{path}stroke="{line.color}" stroke-width="{line.weight:g}" '
        f'stroke-opacity="{line.opacity:g}"{dash}/>{_head(points, line) if is_pointed else ""}'
    )


def _before_name(points: Sequence[tuple[float, float]], names: Sequence[Box]) -> Ring:
    """The line up to the edge of the name it ends in, so that its head is seen."""
    end = points[-1]
    box = next((each for each in names if is_inside(end, each)), None)
    outside = [point for point in points if box is None or not is_inside(point, box)]
    return list(outside if len(outside) > 2 else points)


def is_inside(point: tuple[float, float], box: Box) -> bool:
    """Whether a point lies in a box."""
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def _head(points: Sequence[tuple[float, float]], line: Line) -> str:
    (x, y), (before_x, before_y) = points[-1], points[-3 if len(points) > 2 else 0]
    length = hypot(x - before_x, y - before_y) or 1.0
    ux, uy = (x - before_x) / length, (y - before_y) / length
    size = 8 + line.weight
    corners = [
        (x - ux * along - uy * across, y - uy * along + ux * across)
        for along, across in ((0, 0), (size, size * 0.5), (size * 0.7, 0), (size, -size * 0.5))
    ]
    drawn = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    return f'<polygon points="{drawn}" fill="{line.color}" stroke="#FFFFFF" stroke-width="1"/>'


def _flow_labels(lines: Sequence[Line], view: View, size: float, taken: Sequence[Box]) -> list[str]:
    """Tonnes on their lines, where they cover no name and no other label."""
    boxes, drawn = list(taken), []
    for line in sorted(lines, key=lambda each: -each.weight):
        if not line.label:
            continue
        points = [view.at(lat, lon) for lat, lon in curve(line)]
        half, tall = lettering.width(line.label, size, bold=True) / 2 + 2, size * 0.6
        tried = [
            (x - half, y + shift * size - tall, x + half, y + shift * size + tall)
            for shift in _SHIFTS
            for x, y in (points[place] for place in _ALONG)
        ]
        free = (b for b in tried if is_inside(b[:2], view.box) and is_inside(b[2:], view.box))
        box = next((b for b in free if not any(_meet(b, other) for other in boxes)), None)
        if box is None:  # a figure over a name would be read of that regency
            continue
        boxes.append(box)
        drawn.append(_haloed((box[0] + box[2]) / 2, box[3] - size * 0.3, line.label, size))
    return drawn
