"""A map as a picture to take away: the one of the screen, drawn without a browser.

Geometry, inset, arrows, names and legend are those of the page; only what asks for a pointer is
left out. Always in light colours, because a picture ends on paper.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import cos, hypot, radians
from typing import Any

from geo.boundaries import WEB_FOLDER
from publishing import palette
from publishing.formats import number
from publishing.maps.choropleth import Choropleth
from publishing.maps.curves import curve
from publishing.maps.extent import BOUNDS, INSET, map_names
from publishing.maps.legend import LegendEntry
from publishing.maps.picture import Line, MapPicture

_SEA, _LAND, _LAND_EDGE, _FRAME = "#DFEAF0", "#EFEADF", "#D6CFBF", "#5B5B63"
_MARGIN = 28.0
_LEGEND_PX, _NAME_PX = 17.0, 13.5
# Drawn with the machine's own typeface: widths are estimated, generously.
_WIDTH_PER_PX = 0.58
_SHIFTS = (0.0, -1.0, 1.0, -1.8, 1.8)
# Of the 25 points of a curve those where its label may stand, the middle first.
_ALONG = (12, 10, 14, 8, 16, 6, 18)

Box = tuple[float, float, float, float]
Ring = list[tuple[float, float]]


@lru_cache(maxsize=2)
def _shapes(name: str) -> list[tuple[str, list[Ring]]]:
    """Code and rings (longitude, latitude) of every feature of a layer of the browser's."""
    layer = json.loads((WEB_FOLDER / name).read_text(encoding="utf-8"))
    return [
        (str(each["properties"].get("regency_code", "")), _rings(each["geometry"]))
        for each in layer["features"]
    ]


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]


@dataclass(frozen=True)
class _View:
    """Degrees to pixels; the province fills the box in the middle of it."""

    left: float
    top: float
    width: float
    height: float

    @property
    def _scale(self) -> tuple[float, float]:
        (south, west), (north, east) = BOUNDS
        # A degree of latitude is a little longer than one of longitude.
        taller = 1 / cos(radians((south + north) / 2))
        across = min(self.width / (east - west), self.height / ((north - south) * taller))
        return across, across * taller

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        (south, west), (north, east) = BOUNDS
        x_scale, y_scale = self._scale
        return (
            self.left + self.width / 2 + (lon - (west + east) / 2) * x_scale,
            self.top + self.height / 2 - (lat - (south + north) / 2) * y_scale,
        )


def map_svg(chart: Choropleth, width: int = 1600, height: int = 900) -> str:
    """The map with its legend as one picture of ``width`` × ``height`` pixels.

    The legend has its unit and the number of regencies in each class. Nothing of it is cut: its
    entries are wrapped and the map takes the room that is left.
    """
    inner = width - 2 * _MARGIN
    legend = _legend_rows(chart.unit, chart.legend, inner)
    foot = len(legend) * _LEGEND_PX * 1.7 + _MARGIN
    view = _View(_MARGIN, _MARGIN, inner, height - _MARGIN - foot - 10)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif">',
        '<defs><pattern id="unknown" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="7" height="7" fill="#f4f1ea"/>'
        '<line x1="0" y1="0" x2="0" y2="7" stroke="#8d8a82" stroke-width="1.8"/></pattern>'
        f'<clipPath id="frame"><rect x="{view.left}" y="{view.top}" width="{view.width}" '
        f'height="{view.height}"/></clipPath></defs>',
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
    ]
    parts.append(f'<g clip-path="url(#frame)">{_map(chart.picture, view)}</g>')
    y = view.top + view.height + 10 + _LEGEND_PX
    for row in legend:
        parts += [entry.replace("{y}", f"{y:.1f}") for entry in row]
        y += _LEGEND_PX * 1.7
    return "".join([*parts, "</svg>"])


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


def _legend_rows(unit: str, legend: Sequence[LegendEntry], width: float) -> list[list[str]]:
    """Rows of swatches and words; ``{y}`` stands for the base line, which is not known yet."""
    rows: list[list[str]] = []
    x = width  # the first entry opens a row
    if unit:
        heading = _text(0, 0, unit, _LEGEND_PX, "700", "start")
        rows.append([f'<g transform="translate({_MARGIN:.1f} {{y}})">{heading}</g>'])
        x = _wide(unit, _LEGEND_PX) + 24
    for entry in legend:
        words = f"{entry.label} ({number(entry.count)})"
        room = 34 + _wide(words, _LEGEND_PX) + 22
        if x + room > width:
            rows.append([])
            x = 0.0
        left = _MARGIN + x
        fill = entry.color or "url(#unknown)"
        ink = palette.ink_on(entry.color) if entry.color else palette.INK
        rows[-1].append(
            f'<g transform="translate({left:.1f} {{y}})">'
            f'<rect y="-15" width="26" height="18" rx="2" fill="{fill}" stroke="#888888" '
            'stroke-width="0.6"/>'
            f"{_text(13, -1, entry.mark, 14, '700', 'middle', ink)}"
            f"{_text(34, 0, words, _LEGEND_PX, '400', 'start')}</g>"
        )
        x += room
    return rows


def _wide(text: str, size: float) -> float:
    return len(text) * size * _WIDTH_PER_PX


def _map(picture: MapPicture, view: _View) -> str:
    parts = [
        f'<rect x="{view.left}" y="{view.top}" width="{view.width}" height="{view.height}" '
        f'fill="{_SEA}"/>'
    ]
    for _code, rings in _shapes("backdrop.geojson"):
        parts.append(
            f'<path d="{_outline(rings, view)}" fill="{_LAND}" stroke="{_LAND_EDGE}" '
            'stroke-width="0.6"/>'
        )
    shapes = dict(_shapes("regencies.geojson"))
    # The chosen one last, so that no neighbour lies on its border.
    for code in sorted(shapes, key=lambda each: each == picture.selected):
        parts.append(_regency(picture, code, _outline(shapes[code], view)))
    parts.append(_inset(picture, shapes[INSET.code], view))
    names = _placed_names(picture, view)
    for line in picture.lines:
        parts.append(_line(line, view, [box for _name, box in names]))
    for point in picture.points:
        x, y = view.at(point.lat, point.lon)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{point.radius * 1.2:g}" fill="{point.color}" '
            'stroke="#FFFFFF" stroke-width="1"/>'
        )
    for name, (left, _top, right, bottom) in names:
        parts.append(_haloed((left + right) / 2, bottom - 4, name, _NAME_PX))
    parts += _flow_labels(picture.lines, view, [box for _name, box in names])
    return "".join(parts)


def _outline(rings: Sequence[Ring], view: _View) -> str:
    drawn = []
    for ring in rings:
        corners = [view.at(lat, lon) for lon, lat in ring]
        drawn.append("M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in corners) + "Z")
    return "".join(drawn)


def _regency(picture: MapPicture, code: str, outline: str) -> str:
    fill = picture.fills.get(code)
    chosen = code == picture.selected
    opacity = picture.opacities.get(code, 1.0) if fill else 1.0
    return (
        f'<path d="{outline}" fill-rule="evenodd" fill="{fill or "url(#unknown)"}" '
        f'fill-opacity="{opacity:g}" stroke="{palette.INK if chosen else "#FFFFFF"}" '
        f'stroke-width="{2.4 if chosen else 0.9}"/>'
    )


def _inset(picture: MapPicture, rings: Sequence[Ring], view: _View) -> str:
    corners = [corner for ring in rings for corner in ring]
    lons, lats = [lon for lon, _lat in corners], [lat for _lon, lat in corners]
    lon_0, lat_0 = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    larger = [
        [
            (INSET.lon + (lon - lon_0) * INSET.scale, INSET.lat + (lat - lat_0) * INSET.scale)
            for lon, lat in ring
        ]
        for ring in rings
    ]
    half_lon = (max(lons) - min(lons)) / 2 * INSET.scale + INSET.margin
    half_lat = (max(lats) - min(lats)) / 2 * INSET.scale + INSET.margin
    left, top = view.at(INSET.lat + half_lat, INSET.lon - half_lon)
    right, bottom = view.at(INSET.lat - half_lat, INSET.lon + half_lon)
    x, y = view.at(lat_0, lon_0)
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{left:.1f}" y2="{(top + bottom) / 2:.1f}" '
        f'stroke="{_FRAME}" stroke-width="1"/>'
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
        f'height="{bottom - top:.1f}" fill="{_SEA}" stroke="{_FRAME}" stroke-width="1"/>'
        f"{_regency(picture, INSET.code, _outline(larger, view))}"
    )


def _placed_names(picture: MapPicture, view: _View) -> list[tuple[str, Box]]:
    """Names with their boxes; where a name has no room its abbreviation is tried, or a shift."""
    placed: list[tuple[str, Box]] = []
    for each in map_names():
        x, y = view.at(each.lat, each.lon)
        mark = picture.marks.get(each.code, "")
        tried = (
            (f"{name} {mark}".rstrip(), shift)
            for name in (each.name, each.short)
            for shift in _SHIFTS
        )
        for name, shift in tried:
            half, middle = _wide(name, _NAME_PX) / 2, y + shift * _NAME_PX
            box = (x - half, middle - _NAME_PX * 0.6, x + half, middle + _NAME_PX * 0.6)
            if not any(_meet(box, other) for _name, other in placed):
                placed.append((name, box))
                break
    return placed


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _line(line: Line, view: _View, names: Sequence[Box]) -> str:
    points = [view.at(lat, lon) for lat, lon in (curve(line) if line.curved else line.points)]
    if line.arrow:
        points = _before_name(points, names)
    drawn = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
    path = f'<path d="{drawn}" fill="none" stroke-linecap="round" '
    halo = (
        f'{path}stroke="#FFFFFF" stroke-width="{line.weight + 2:g}" stroke-opacity="0.7"/>'
        if line.halo
        else ""
    )
    return (
        f'{halo}{path}stroke="{line.color}" stroke-width="{line.weight:g}" '
        f'stroke-opacity="{line.opacity:g}"{dash}/>{_head(points, line) if line.arrow else ""}'
    )


def _before_name(points: Sequence[tuple[float, float]], names: Sequence[Box]) -> Ring:
    """The line up to the edge of the name it ends in, so that its head is seen."""
    end = points[-1]
    box = next((each for each in names if _inside(end, each)), None)
    outside = [point for point in points if box is None or not _inside(point, box)]
    return list(outside if len(outside) > 2 else points)


def _inside(point: tuple[float, float], box: Box) -> bool:
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


def _flow_labels(lines: Sequence[Line], view: _View, taken: Sequence[Box]) -> list[str]:
    """Tonnes on their lines, where they cover no name and no other label."""
    boxes, drawn = list(taken), []
    for line in sorted(lines, key=lambda each: -each.weight):
        if not line.label:
            continue
        points = [view.at(lat, lon) for lat, lon in curve(line)]
        half, tall = _wide(line.label, _NAME_PX) / 2, _NAME_PX * 0.6
        tried = [
            (x - half, y + shift * _NAME_PX - tall, x + half, y + shift * _NAME_PX + tall)
            for shift in _SHIFTS
            for x, y in (points[place] for place in _ALONG)
        ]
        box = next((b for b in tried if not any(_meet(b, other) for other in boxes)), None)
        if box is None:  # a figure over a name would be read of that regency
            continue
        boxes.append(box)
        drawn.append(_haloed((box[0] + box[2]) / 2, box[3] - 4, line.label, _NAME_PX))
    return drawn
