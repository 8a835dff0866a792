"""Ferry loads as a map: crossings as thick as their tonnes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.matching.ferry_answer import FerryAnswer
from geo.edges import crossing_names, node_names, used_edges
from geo.places import regency_names
from ntt_data.tables import load
from publishing import palette, words
from publishing.formats import tonnes
from publishing.language import _
from publishing.maps.flows import node_spots
from publishing.maps.picture import Line, MapPicture, Point
from publishing.names import commodity_name
from publishing.sentences.ferries import headline, loads_sentence

_FULL_DASH = "18 14"


def ferry_picture(answer: FerryAnswer, is_dark: bool) -> MapPicture:
    """The province with its crossings; ``is_dark``: for the dark theme."""
    names = regency_names()
    return MapPicture(
        fills=dict.fromkeys(names, palette.SAND),
        tooltips={code: [name] for code, name in names.items()},
        alt=f"{headline(answer)}. {loads_sentence(answer)}",
        lines=_lines(answer, is_dark),
        points=_ports(answer),
    )


def _lines(answer: FerryAnswer, is_dark: bool) -> list[Line]:
    spots = node_spots()
    ends_of = used_edges().set_index("edge_id")[["from_node", "to_node"]].T.to_dict("list")
    loads = answer.after.by_crossing()
    most = max(loads.max() if len(loads) else 0.0, 1.0)
    rooms = {row["edge_id"]: row for row in answer.capacity_table().to_dict("records")}
    lines = []
    for edge in answer.crossings():
        is_full = edge in rooms and bool(rooms[edge]["is_full"])
        color = palette.CLOSED if is_full else palette.FLOW
        lines.append(
            Line(
                points=[spots[node] for node in ends_of[edge]],
                color=palette.ON_DARK_SEA[color] if is_dark else color,
                weight=round(1.5 + 6.5 * (loads.get(edge, 0.0) / most) ** 0.5, 1),
                dash=_FULL_DASH if is_full else None,
                halo=not is_full,
                text=_texts(answer, edge, rooms),
                kind=_("ferry that is full or closed, room assumed")
                if is_full
                else _("modelled load of a ferry, the thicker the more tonnes"),
            )
        )
    return lines


def _texts(answer: FerryAnswer, edge: str, rooms: Mapping[str, Mapping[Any, Any]]) -> list[str]:
    ports = node_names()
    rows = answer.after.loads.query("edge_id == @edge")
    texts = [crossing_names()[edge]]
    for row in rows.to_dict("records"):
        texts.append(
            f"{ports[row['from_node']]} → {ports[row['to_node']]}: "
            f"{commodity_name(row['commodity']).lower()} {tonnes(row['tonnes'])}"
        )
    texts.append(_("carries nothing now") if rows.empty else words.modelled_flow())
    if edge in rooms:
        room = tonnes(rooms[edge]["capacity_t"])
        texts.append(
            _("room {amount} (assumed), full", amount=room)
            if rooms[edge]["is_full"]
            else _("room {amount} (assumed)", amount=room)
        )
    return texts


def _ports(answer: FerryAnswer) -> list[Point]:
    edges = used_edges()
    edges = edges[edges["edge_id"].isin(answer.crossings())]
    used = set(edges["from_node"]) | set(edges["to_node"])
    nodes = load("transport_nodes")
    return [
        Point(row["lat"], row["lon"], palette.GREY, row["name"], kind=_("port"))
        for row in nodes[nodes["node_id"].isin(used)].to_dict("records")
    ]
