"""A map inside a web page: shapes that answer a pointer, names that the page places itself.

Geometry and colours are those of the drawn map. How large letters are in it depends on the screen,
so names and tonnes come as texts that ``static/page/deck_map.js`` sizes and places; without it they
stand in the middle of what they name.
"""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape

from publishing.maps.curves import curve
from publishing.maps.drawing import (
    LAND,
    LAND_EDGE,
    SEA,
    inset_svg,
    is_inside,
    line_path,
    outline_path,
    regency_path,
)
from publishing.maps.extent import INSET, map_names
from publishing.maps.outlines import outlines
from publishing.maps.picture import Line, MapPicture
from publishing.maps.projection import ASPECT, View

_WIDTH = 1000.0
_VIEW = View(0, 0, _WIDTH, round(_WIDTH / ASPECT))
#: A thinner line is lost on a wall, where a map is half as wide as on a page; a thicker one hides.
_LEAST_WEIGHT, _MOST_WEIGHT, _THICKER = 3.0, 9.0, 1.7
#: Where a figure may stand on its line, the middle first: of the 25 points of a curve.
_ALONG = (12, 10, 14, 8, 16, 6, 18)


def live_map_svg(picture: MapPicture, key: str) -> str:
    """The map as SVG; each shape has its ``data-code`` and is told by what is known of it.

    ``key`` is unique among the maps of one page.
    """
    hatch = f"unknown-{key}"
    shapes = dict(outlines("regencies.geojson"))
    land = "".join(outline_path(rings, _VIEW) for _code, rings in outlines("backdrop.geojson"))
    parts = [
        f'<svg class="map" viewBox="0 0 {_VIEW.width:g} {_VIEW.height:g}" role="group" '
        f'aria-label="{escape(picture.alt, quote=True)}"><defs><pattern id="{hatch}" width="7" '
        'height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" '
        'height="7" fill="#f4f1ea"/><line x1="0" y1="0" x2="0" y2="7" stroke="#8d8a82" '
        'stroke-width="1.8"/></pattern></defs>',
        f'<rect width="{_VIEW.width:g}" height="{_VIEW.height:g}" fill="{SEA}"/>',
        f'<path d="{land}" fill="{LAND}" stroke="{LAND_EDGE}" stroke-width="0.6"/>',
        *(
            regency_path(picture, code, outline_path(rings, _VIEW), _told(picture, code))
            for code, rings in shapes.items()
        ),
        inset_svg(picture, shapes[INSET.code], _VIEW, _told(picture, INSET.code)),
        '<g class="over">',
        *(line_path(_seen_from_afar(line), _VIEW, ()) for line in picture.lines),
        *_points(picture),
        *_names(picture),
        *(_figure(line) for line in sorted(picture.lines, key=lambda each: -each.weight)),
        "</g></svg>",
    ]
    return "".join(parts).replace("url(#unknown)", f"url(#{hatch})")


def _seen_from_afar(line: Line) -> Line:
    weight = min(max(line.weight * _THICKER, _LEAST_WEIGHT), _MOST_WEIGHT)
    dash = line.dash and " ".join(f"{float(each) * _THICKER:g}" for each in line.dash.split())
    return replace(line, weight=round(weight, 1), dash=dash)


def _told(picture: MapPicture, code: str) -> str:
    lines = picture.tooltips.get(code, ())
    words = escape(". ".join(lines), quote=True)
    return f'class="area" data-code="{code}" role="img" aria-label="{words}" '


def _points(picture: MapPicture) -> list[str]:
    placed = [(_VIEW.at(each.lat, each.lon), each) for each in picture.points]
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{each.radius:g}" fill="{each.color}" '
        'stroke="#FFFFFF" stroke-width="1"/>'
        for (x, y), each in placed
        if is_inside((x, y), _VIEW.box)
    ]


def _names(picture: MapPicture) -> list[str]:
    parts = []
    for each in map_names():
        x, y = _VIEW.at(each.lat, each.lon)
        mark = picture.marks.get(each.code, "")
        name, short = (f"{text} {mark}".rstrip() for text in (each.name, each.short))
        parts.append(
            f'<text class="name" x="{x:.1f}" y="{y:.1f}" data-name="{escape(name, quote=True)}" '
            f'data-short="{escape(short, quote=True)}">{escape(short)}</text>'
        )
    return parts


def _figure(line: Line) -> str:
    """What stands on a line, with the places where it may stand."""
    if not line.label:
        return ""
    points = [_VIEW.at(lat, lon) for lat, lon in (curve(line) if line.curved else line.points)]
    wanted = [points[at] for at in _ALONG if at < len(points)] or points
    spots = json.dumps([[round(x, 1), round(y, 1)] for x, y in wanted])
    x, y = wanted[0]
    return (
        f'<text class="tonnes" x="{x:.1f}" y="{y:.1f}" data-spots="{spots}">'
        f"{escape(line.label)}</text>"
    )
