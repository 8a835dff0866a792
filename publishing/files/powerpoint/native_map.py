"""A map of 22 shapes that can be recoloured, with its names, lines, legend and scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide
from pptx.util import Pt

from publishing import palette
from publishing.files.powerpoint.drawn import Drawing, hatch
from publishing.files.powerpoint.text import put, width
from publishing.formats import number
from publishing.maps.choropleth import Choropleth
from publishing.maps.clipping import Box, ring_within
from publishing.maps.curves import curve
from publishing.maps.extent import INSET, map_names
from publishing.maps.furniture import bar_km
from publishing.maps.outlines import Ring, larger, outlines
from publishing.maps.picture import Line
from publishing.maps.projection import View

_SEA, _LAND, _EDGE, _FRAME = "#DFEAF0", "#EFEADF", "#FFFFFF", "#5B5B63"
_NAME_PT, _LEGEND_PT, _SMALL_PT = 9.0, 12.0, 9.0
_ROW = 19.0
#: Outlines are thinned to this many points of a slide: less cannot be seen on a projector.
_THIN = 0.35


def put_map(slide: Slide, chart: Choropleth, box: Box) -> None:
    """Fill ``left, top, width, height`` points with the map and its legend below."""
    left, top, wide, high = box
    rows = _legend_rows(chart, wide)
    view = View(left, top, wide, high - len(rows) * _ROW - 8)
    sea = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Pt(view.left), Pt(view.top), Pt(view.width), Pt(view.height)
    )
    sea.name = "sea"
    _flat(sea, _SEA)
    drawing = Drawing(slide)
    for at, seen in enumerate(_land(view)):
        if seen:
            drawing.area(seen, f"land {at + 1}", "", _LAND, "#D6CFBF", 0.5)
    for code, seen in _regencies(view):
        _regency(drawing, chart, code, seen)
    _inset(drawing, slide, chart, dict(outlines("regencies.geojson"))[INSET.code], view)
    for line in chart.picture.lines:
        _flow(drawing, line, view)
    # Whoever adds a shape to a slide is given the number after the largest, which was looked for
    # among all shapes each time; from here on it is counted on.
    slide.shapes.turbo_add_enabled = True
    _names(slide, chart, view)
    _scale(slide, view)
    y = view.top + view.height + 8
    for row in rows:
        x = left
        for color, mark, words in row:
            x = _entry(slide, x, y, color, mark, words)
        y += _ROW


def _flat(shape: object, color: str) -> None:
    shape.fill.solid()  # type: ignore[attr-defined]
    shape.fill.fore_color.rgb = RGBColor.from_string(color.lstrip("#"))  # type: ignore[attr-defined]
    shape.line.fill.background()  # type: ignore[attr-defined]
    shape.shadow.inherit = False  # type: ignore[attr-defined]


def _placed(ring: Ring, view: View) -> Ring:
    """The ring in points of the slide, without corners nearer than can be seen."""
    placed: Ring = []
    for lon, lat in ring:
        x, y = view.at(lat, lon)
        if not placed or abs(x - placed[-1][0]) + abs(y - placed[-1][1]) >= _THIN:
            placed.append((x, y))
    return placed


# Maps of a deck have one of a few heights, by the rows of their legend.
@lru_cache(maxsize=8)
def _land(view: View) -> list[list[Ring]]:
    """What of each outline around the province lies in the frame."""
    return [
        [part for ring in rings if len(part := ring_within(_placed(ring, view), view.box)) > 2]
        for _code, rings in outlines("backdrop.geojson")
    ]


@lru_cache(maxsize=8)
def _regencies(view: View) -> list[tuple[str, list[Ring]]]:
    """Every regency by its code, as large as on the slide."""
    return [(code, _seen(rings, view)) for code, rings in outlines("regencies.geojson")]


def _seen(rings: Sequence[Ring], view: View) -> list[Ring]:
    return [part for ring in rings if len(part := _placed(ring, view)) > 2]


def _regency(drawing: Drawing, chart: Choropleth, code: str, seen: Sequence[Ring]) -> None:
    told = chart.picture.tooltips.get(code, [code])
    drawing.area(
        seen, str(told[0]), ": ".join(told[:2]), chart.picture.fills.get(code), _EDGE, 0.75
    )


def _inset(
    drawing: Drawing, slide: Slide, chart: Choropleth, rings: Sequence[Ring], view: View
) -> None:
    shown = larger(rings)
    left, top = view.at(*shown.north_west)
    right, bottom = view.at(*shown.south_east)
    place = view.at(*shown.place)
    drawing.line([place, (left, (top + bottom) / 2)], "inset", _FRAME, 0.75, "solid", False)
    frame = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Pt(left), Pt(top), Pt(right - left), Pt(bottom - top)
    )
    frame.name = "inset frame"
    _flat(frame, _SEA)
    frame.line.color.rgb = RGBColor.from_string(_FRAME.lstrip("#"))
    frame.line.width = Pt(0.75)
    _regency(drawing, chart, INSET.code, _seen(shown.rings, view))


def _flow(drawing: Drawing, line: Line, view: View) -> None:
    points = [view.at(lat, lon) for lat, lon in (curve(line) if line.curved else line.points)]
    dash = {None: "solid", "2 6": "sysDot"}.get(line.dash, "dash")
    drawing.line(points, " · ".join(line.text[:2]), line.color, line.weight * 0.6, dash, line.arrow)


def _names(slide: Slide, chart: Choropleth, view: View) -> None:
    taken: list[Box] = []
    for each in map_names():
        x, y = view.at(each.lat, each.lon)
        mark = chart.picture.marks.get(each.code, "")
        for name, shift in ((n, s) for n in (each.name, each.short) for s in (0, -1, 1, -2, 2)):
            words = f"{name} {mark}".rstrip()
            half = width(words, _NAME_PT, bold=True) / 2 + 1
            middle = y + shift * _NAME_PT
            at = min(max(x, view.left + half), view.left + view.width - half)
            box = (at - half, middle - _NAME_PT * 0.65, at + half, middle + _NAME_PT * 0.65)
            if not any(_meet(box, other) for other in taken):
                taken.append(box)
                fill = chart.picture.fills.get(each.code)
                put(
                    *(slide, words, (box[0], box[1], 2 * half, _NAME_PT * 1.3), _NAME_PT),
                    palette.ink_on(fill) if fill else palette.INK,
                    bold=True,
                    align="center",
                    name=f"name {each.code}",
                )
                break


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _scale(slide: Slide, view: View) -> None:
    km = bar_km(view)
    long = km * view.px_per_km
    bottom = view.top + view.height - 10
    bar = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Pt(view.left + 10), Pt(bottom - 3), Pt(long), Pt(3)
    )
    bar.name = f"{km} km"
    _flat(bar, palette.INK)
    put(
        *(slide, f"{number(km)} km", (view.left + 10, bottom - 16, 80, 12), _SMALL_PT),
        palette.INK,
        name="scale",
    )


Entry = tuple[str | None, str, str]


def _legend_rows(chart: Choropleth, room: float) -> list[list[Entry]]:
    """Unit and classes with their number of regencies, in rows that fit."""
    entries: list[Entry] = [("", "", chart.unit)] if chart.unit else []
    entries += [
        (each.color, each.mark, f"{each.label} ({number(each.count)})") for each in chart.legend
    ]
    rows: list[list[Entry]] = [[]]
    x = 0.0
    for entry in entries:
        wide = _entry_width(entry)
        if x and x + wide > room:
            rows.append([])
            x = 0.0
        rows[-1].append(entry)
        x += wide
    return rows


def _entry_width(entry: Entry) -> float:
    color, _mark, words = entry
    return width(words, _LEGEND_PT, bold=color == "") + (14 if color == "" else 42)


def _entry(slide: Slide, x: float, y: float, color: str | None, mark: str, words: str) -> float:
    is_heading = color == ""
    start = x
    if not is_heading:
        swatch = slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, Pt(x), Pt(y + 1), Pt(22), Pt(_LEGEND_PT)
        )
        swatch.name = f"legend {words}"
        _flat(swatch, color or "#FFFFFF")
        if color is None:
            hatch(swatch)
        elif mark:
            put(
                *(slide, mark, (x, y, 22, _LEGEND_PT * 1.2), _LEGEND_PT - 1),
                palette.ink_on(color),
                align="center",
            )
        x += 28
    wide = width(words, _LEGEND_PT, bold=is_heading) + 2
    put(
        *(slide, words, (x, y, wide, _LEGEND_PT * 1.25), _LEGEND_PT),
        palette.INK,
        bold=is_heading,
    )
    return start + _entry_width((color, mark, words))
