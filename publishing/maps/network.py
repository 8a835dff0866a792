"""The network on the map: mode by pattern, strength of the evidence by weight, what is closed."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from geo.closures import Closure
from geo.edges import is_weak, used_edges
from geo.places import regency_names
from ntt_data.tables import load
from publishing import palette
from publishing.language import _, current_language
from publishing.maps.choropleth import Choropleth
from publishing.maps.flows import leg_words, node_spots
from publishing.maps.legend import LegendEntry
from publishing.maps.picture import Line, MapPicture, Point
from publishing.sentences.network import node_kind

# Mode -> colour, dash of the line, weight.
_STYLE = {
    "road": (palette.INDIGO, None, 3.0),
    "access": (palette.INDIGO, None, 1.6),
    "ferry": (palette.FLOW, "9 6", 2.6),
    "ship": (palette.EXTERNAL, "1 7", 2.8),
}
_CLOSED_DASH = "3 9"
# A computed length rests on no publication: thinner and paler.
_WEAK_OPACITY, _WEAK_SHARE = 0.5, 0.65
_WEAK_OPACITY_DARK = 0.7


def network_picture(closed: Closure, alt: str, is_dark: bool) -> MapPicture:
    """Every edge and node; regencies outside the largest group are coloured.

    ``alt`` says it in a sentence; ``is_dark``: for the dark theme.
    """
    names = regency_names()
    main = set(closed.groups[0])
    fills = {code: palette.SAND if code in main else palette.CUT_OFF for code in names}
    tooltips = {
        code: [name] if code in main else [name, _("cut off from the largest group")]
        for code, name in names.items()
    }
    return MapPicture(fills, tooltips, alt, lines=_lines(closed.edges, is_dark), points=_points())


def network_map(closed: Closure, alt: str) -> Choropleth:
    """The same for a picture to take away: in light colours, with what is cut off in its legend."""
    picture = network_picture(closed, alt, is_dark=False)
    n_cut_off = sum(color == palette.CUT_OFF for color in picture.fills.values())
    words = _("cut off from the largest group")
    legend = [LegendEntry(palette.CUT_OFF, words, n_cut_off)] if n_cut_off else []
    return Choropleth(picture, legend, "")


def _style(mode: str, is_dark: bool) -> tuple[str, str | None, float]:
    color, dash, weight = _STYLE[mode]
    return _line_color(color, is_dark), dash, weight


def _line_color(color: str, is_dark: bool) -> str:
    return palette.ON_DARK_SEA[color] if is_dark else color


def _weak_opacity(is_dark: bool) -> float:
    return _WEAK_OPACITY_DARK if is_dark else _WEAK_OPACITY


def _lines(closed: frozenset[str], is_dark: bool) -> list[Line]:
    spots = node_spots()
    lines = []
    for row in used_edges().to_dict("records"):
        color, dash, weight = _style(row["mode"], is_dark)
        weak, shut = is_weak(row["basis"]), row["edge_id"] in closed
        ends = [spots[row["from_node"]], spots[row["to_node"]]]
        lines.append(
            Line(
                points=ends,
                color=palette.CLOSED if shut else color,
                weight=weight if shut or not weak else round(weight * _WEAK_SHARE, 1),
                dash=_CLOSED_DASH if shut else dash,
                opacity=_weak_opacity(is_dark) if weak and not shut else 0.95,
                halo=not weak,
                text=_edge_texts(row, shut),
                kind=_kind(row["mode"], weak, shut),
            )
        )
    # What is closed lies on top.
    return sorted(lines, key=lambda line: line.color == palette.CLOSED)


def _kind(mode: str, weak: bool, shut: bool) -> str:
    """What an edge is in the legend of a picture, where each look has an entry of its own."""
    if shut:
        return _("closed")
    words = _mode_words()["road" if mode == "access" else mode]
    return _("{mode}; length computed, not published", mode=words) if weak else words


def _mode_words() -> dict[str, str]:
    return {
        "road": _("road (thin: port access)"),
        "ferry": _("ferry"),
        "ship": _("cargo ship from outside NTT, one way"),
    }


def _edge_texts(row: Mapping[Any, Any], shut: bool) -> list[str]:
    texts = [
        f"{row['from_name']} – {row['to_name']}",
        leg_words(row["mode"], row["distance_km"], row["basis"]),
    ]
    often = row["frequency" if current_language() == "id" else "frequency_en"]
    if isinstance(often, str):
        texts.append(often)
    return [*texts, _("closed")] if shut else texts


def _points() -> list[Point]:
    edges = used_edges()
    used = set(edges["from_node"]) | set(edges["to_node"])
    points = []
    for row in load("transport_nodes").to_dict("records"):
        if row["node_id"] not in used:
            continue
        capital, outside = row["kind"] == "capital", bool(row["external"])
        color = palette.EXTERNAL if outside else palette.INDIGO if capital else palette.GREY
        kind = _("outside NTT") if outside else _("capital") if capital else _("port")
        points.append(
            Point(row["lat"], row["lon"], color, _node_text(row), 4.5 if capital else 3.5, kind)
        )
    # Capitals on top of the ports beside them.
    return sorted(points, key=lambda point: point.radius)


def _node_text(row: Mapping[Any, Any]) -> str:
    kind = _("outside NTT") if row["external"] else node_kind(row["kind"])
    return f"{row['name']} ({kind})"


def network_legend_html(any_closed: bool, is_dark: bool) -> str:
    """Line samples with words: pattern for the mode, paleness for computed lengths."""
    entries = [
        *((*_style(mode, is_dark), 1.0, words) for mode, words in _mode_words().items()),
        (
            _line_color(palette.INDIGO, is_dark),
            None,
            2.0,
            _weak_opacity(is_dark),
            _("thin and pale: length computed, not published"),
        ),
    ]
    if any_closed:
        entries.append((_line_color(palette.CLOSED, is_dark), _CLOSED_DASH, 3.0, 1.0, _("closed")))
    items = "".join(
        '<span style="display:inline-flex;align-items:center;gap:.4rem">'
        f'<span style="flex:none;width:2.2rem;height:0;opacity:{opacity};'
        f'border-top:{max(weight, 2):.0f}px {_border(dash)} {color}"></span>{escape(label)}</span>'
        for color, dash, weight, opacity, label in entries
    )
    dots = "".join(
        '<span style="display:inline-flex;align-items:center;gap:.4rem">'
        '<span style="width:.6rem;height:.6rem;border-radius:50%;'
        f'background:{_line_color(color, is_dark)}"></span>'
        f"{escape(label)}</span>"
        for color, label in (
            (palette.INDIGO, _("capital")),
            (palette.GREY, _("port")),
            (palette.EXTERNAL, _("outside NTT")),
        )
    )
    cut_off_color = palette.area_on_dark(palette.CUT_OFF) if is_dark else palette.CUT_OFF
    cut_off = (
        '<span style="display:inline-flex;align-items:center;gap:.4rem">'
        '<span style="width:1.1rem;height:.9rem;border-radius:2px;'
        f'background:{cut_off_color}"></span>'
        f"{escape(_('cut off from the largest group'))}</span>"
    )
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;font-size:.9rem">'
        f"{items}{dots}{cut_off if any_closed else ''}</div>"
    )


def _border(dash: str | None) -> str:
    """The border of CSS that looks most like a dash: a legend may hold no drawing of its own."""
    if dash is None:
        return "solid"
    drawn, gap = map(float, dash.split())
    return "dashed" if drawn > gap else "dotted"
