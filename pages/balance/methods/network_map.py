"""The network on the map: mode by pattern, strength of the evidence by weight, what is closed."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo import places
from ntt_data.tables import load
from pages.balance.methods.closures import Closure
from publishing import palette, words
from publishing.formats import number
from publishing.language import _, current_language
from publishing.maps.picture import Line, MapPicture, Point
from services.answer import freight

_CUT_OFF = "#E2B98A"
# Mode -> colour, dash of the line, weight.
_STYLE = {
    "road": (palette.INDIGO, None, 3.0),
    "access": (palette.INDIGO, None, 1.6),
    "ferry": (palette.FLOW, "9 6", 2.6),
    "ship": (palette.EXTERNAL, "1 7", 2.8),
}
_CLOSED_DASH = "3 9"
# At sea the lines lie on the ground of the theme, on land on the pale fill of the regencies.
_AT_SEA_DARK = {"ferry": "#7CC7BA", "ship": "#DB8FAA"}
# A computed length rests on no publication: thinner and paler.
_WEAK_OPACITY, _WEAK_SHARE = 0.5, 0.65


def network_picture(closed: Closure, alt: str) -> MapPicture:
    """Every edge and node; regencies outside the largest group are coloured."""
    names = places.regency_names()
    main = set(closed.groups[0])
    fills = {code: palette.SAND if code in main else _CUT_OFF for code in names}
    tooltips = {
        code: [name] if code in main else [name, _("cut off from the largest group")]
        for code, name in names.items()
    }
    return MapPicture(fills, tooltips, alt, lines=_lines(closed.edges), points=_points())


def is_weak(basis: str) -> bool:
    """Whether a length is computed, not published or derived from something published."""
    return basis.startswith("computed")


def _style(mode: str) -> tuple[str, str | None, float]:
    color, dash, weight = _STYLE[mode]
    if st.context.theme.type == "dark":
        color = _AT_SEA_DARK.get(mode, color)
    return color, dash, weight


def _lines(closed: frozenset[str]) -> list[Line]:
    nodes = load("transport_nodes").set_index("node_id")[["lat", "lon"]].astype("float64")
    lines = []
    for row in freight.used_edges().to_dict("records"):
        color, dash, weight = _style(row["mode"])
        weak, shut = is_weak(row["basis"]), row["edge_id"] in closed
        ends = [
            (nodes.at[key, "lat"], nodes.at[key, "lon"])
            for key in (row["from_node"], row["to_node"])
        ]
        lines.append(
            Line(
                points=ends,
                color=palette.CLOSED if shut else color,
                weight=weight if shut or not weak else round(weight * _WEAK_SHARE, 1),
                dash=_CLOSED_DASH if shut else dash,
                opacity=_WEAK_OPACITY if weak and not shut else 0.95,
                halo=not weak,
                text=_edge_texts(row, shut),
            )
        )
    # What is closed lies on top.
    return sorted(lines, key=lambda line: line.color == palette.CLOSED)


def _edge_texts(row: dict[str, object], shut: bool) -> list[str]:
    texts = [
        f"{row['from_name']} – {row['to_name']}",
        f"{words.transport_mode(str(row['mode']))}, {number(row['distance_km'], 0)} km "
        f"({words.distance_basis(str(row['basis']))})",
    ]
    often = row["frequency" if current_language() == "id" else "frequency_en"]
    if isinstance(often, str):
        texts.append(often)
    return [*texts, _("closed")] if shut else texts


def _points() -> list[Point]:
    edges = freight.used_edges()
    used = set(edges["from_node"]) | set(edges["to_node"])
    points = []
    for row in load("transport_nodes").to_dict("records"):
        if row["node_id"] not in used:
            continue
        capital, outside = row["kind"] == "capital", bool(row["external"])
        color = palette.EXTERNAL if outside else palette.INDIGO if capital else palette.GREY
        points.append(
            Point(row["lat"], row["lon"], color, _node_text(row), 4.5 if capital else 3.5)
        )
    # Capitals on top of the ports beside them.
    return sorted(points, key=lambda point: point.radius)


def _node_text(row: dict[str, object]) -> str:
    kind = _("outside NTT") if row["external"] else node_kind(str(row["kind"]))
    return f"{row['name']} ({kind})"


def node_kind(code: str) -> str:
    """Kind of a node, in words."""
    return {
        "capital": _("capital"),
        "ferry_port": _("ferry port"),
        "sea_port": _("sea port"),
    }[code]


def show_network_legend(any_closed: bool) -> None:
    """Line samples with words: pattern for the mode, paleness for computed lengths."""
    entries = [
        (*_style("road"), 1.0, _("road (thin: port access)")),
        (*_style("ferry"), 1.0, _("ferry")),
        (*_style("ship"), 1.0, _("cargo ship from outside NTT, one way")),
        (
            palette.INDIGO,
            None,
            2.0,
            _WEAK_OPACITY,
            _("thin and pale: length computed, not published"),
        ),
    ]
    if any_closed:
        entries.append((palette.CLOSED, _CLOSED_DASH, 3.0, 1.0, _("closed")))
    items = "".join(
        '<span style="display:inline-flex;align-items:center;gap:.4rem">'
        f'<span style="flex:none;width:2.2rem;height:0;opacity:{opacity};'
        f'border-top:{max(weight, 2):.0f}px {_border(dash)} {color}"></span>{escape(label)}</span>'
        for color, dash, weight, opacity, label in entries
    )
    dots = "".join(
        '<span style="display:inline-flex;align-items:center;gap:.4rem">'
        f'<span style="width:.6rem;height:.6rem;border-radius:50%;background:{color}"></span>'
        f"{escape(label)}</span>"
        for color, label in (
            (palette.INDIGO, _("capital")),
            (palette.GREY, _("port")),
            (palette.EXTERNAL, _("outside NTT")),
        )
    )
    cut_off = (
        '<span style="display:inline-flex;align-items:center;gap:.4rem">'
        f'<span style="width:1.1rem;height:.9rem;border-radius:2px;background:{_CUT_OFF}"></span>'
        f"{escape(_('cut off from the largest group'))}</span>"
    )
    st.html(
        '<div style="display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;font-size:.9rem">'
        f"{items}{dots}{cut_off if any_closed else ''}</div>"
    )


def _border(dash: str | None) -> str:
    """The border of CSS that looks most like a dash: a legend may hold no drawing of its own."""
    if dash is None:
        return "solid"
    drawn, gap = map(float, dash.split())
    return "dashed" if drawn > gap else "dotted"
