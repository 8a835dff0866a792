"""Ferry loads as a map and as a chart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from geo import places
from ntt_data.tables import load
from pages.balance.ferries.crossing_words import crossing_names, headline, port_names
from pages.balance.ferries.load_tables import load_columns, load_table
from pages.ui.charts import show_chart
from pages.ui.map_widget import show_map
from publishing import palette
from publishing.charts.frame import chart_spec
from publishing.formats import tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.maps.picture import Line, MapPicture, Point
from publishing.names import commodity_name
from publishing.tables import readable
from services.answer import evaluation, freight
from services.answer.ferries import FerryAnswer

_FULL_DASH = "18 14"
# On the dark theme's sea the lines need a lighter ink.
_DARK = {palette.FLOW: "#7CC7BA", palette.CLOSED: "#F2988D"}
# Colours that stand for nothing else: surplus, deficit and supply from outside have theirs.
_COMMODITY_COLORS = [palette.CATEGORICAL[place] for place in (7, 6, 4, 5)]
_INK = "#1B1D22"  # pale bars on white need an edge; on the dark theme they shine by themselves


def show_picture(answer: FerryAnswer) -> None:
    """The province with its crossings, as thick as their tonnes."""
    show_map(_picture(answer), key="ferry-map", height=480)
    text = _("Lines: ferries, the thicker the more tonnes. Point at one to read its tonnes.")
    if answer.room.is_limited:
        text += " " + _("Red and dashed: full or closed under the assumption.")
    st.caption(text)


def _picture(answer: FerryAnswer) -> MapPicture:
    names = places.regency_names()
    return MapPicture(
        fills=dict.fromkeys(names, palette.SAND),
        tooltips={code: [name] for code, name in names.items()},
        alt=f"{headline(answer)}. {loads_sentence(answer)}",
        lines=_lines(answer),
        points=_ports(answer),
    )


def _lines(answer: FerryAnswer) -> list[Line]:
    nodes = load("transport_nodes").set_index("node_id")[["lat", "lon"]].astype("float64")
    edges = freight.used_edges().set_index("edge_id")
    loads = answer.after.by_crossing()
    most = max(loads.max() if len(loads) else 0.0, 1.0)
    rooms = answer.capacity_table().set_index("edge_id")
    is_dark = st.context.theme.type == "dark"
    lines = []
    for edge in answer.crossings():
        is_full = bool(rooms["is_full"].get(edge, False))
        color = palette.CLOSED if is_full else palette.FLOW
        ends = [edges.at[edge, "from_node"], edges.at[edge, "to_node"]]
        lines.append(
            Line(
                points=[(nodes.at[node, "lat"], nodes.at[node, "lon"]) for node in ends],
                color=_DARK[color] if is_dark else color,
                weight=round(1.5 + 6.5 * (loads.get(edge, 0.0) / most) ** 0.5, 1),
                dash=_FULL_DASH if is_full else None,
                halo=not is_full,
                text=_texts(answer, edge, rooms),
            )
        )
    return lines


def _texts(answer: FerryAnswer, edge: str, rooms: pd.DataFrame) -> list[str]:
    ports = port_names()
    rows = answer.after.loads.query("edge_id == @edge")
    texts = [crossing_names()[edge]]
    for row in rows.itertuples():
        texts.append(
            f"{ports[row.from_node]} → {ports[row.to_node]}: "
            f"{commodity_name(row.commodity).lower()} {tonnes(row.tonnes)}"
        )
    if rows.empty:
        texts.append(_("carries nothing now"))
    if edge in rooms.index:
        room = tonnes(rooms.at[edge, "capacity_t"])
        texts.append(
            _("room {amount} (assumed), full", amount=room)
            if rooms.at[edge, "is_full"]
            else _("room {amount} (assumed)", amount=room)
        )
    return texts


def _ports(answer: FerryAnswer) -> list[Point]:
    edges = freight.used_edges()
    edges = edges[edges["edge_id"].isin(answer.crossings())]
    used = set(edges["from_node"]) | set(edges["to_node"])
    nodes = load("transport_nodes")
    return [
        Point(row.lat, row.lon, palette.GREY, row.name)
        for row in nodes[nodes["node_id"].isin(used)].itertuples(index=False)
    ]


def loads_sentence(answer: FerryAnswer) -> str:
    """The three fullest crossings with their tonnes: what the chart shows, in words."""
    names = crossing_names()
    first = answer.after.by_crossing().head(3)
    return _(
        "{n} crossings carry something in {year}; the fullest: {list}",
        n=len(answer.after.by_crossing()),
        year=year_text(answer.year),
        list=", ".join(f"{names[edge]} {tonnes(amount)}" for edge, amount in first.items()),
    )


@once_per_language(maxsize=64)
def _spec(answer: FerryAnswer) -> dict[str, Any]:
    names = crossing_names()
    order = [names[edge] for edge in answer.crossings()]
    loads = answer.after.loads.groupby(["edge_id", "commodity"], as_index=False)["tonnes"].sum()
    bars = loads.assign(
        crossing=loads["edge_id"].map(names),
        word=loads["commodity"].map(commodity_name),
        shown=loads["tonnes"].map(tonnes),
    )
    y = alt.Y(
        "crossing:N",
        sort=order,
        scale=alt.Scale(domain=order),
        title=None,
        axis=alt.Axis(
            ticks=False, domain=False, labelOverlap=False, labelFlush=False, minExtent=130
        ),
    )
    x = alt.X(
        "tonnes:Q",
        title=_("Both directions together (tonnes a year)"),
        axis=alt.Axis(format=",.0f", tickCount=4),
        stack="zero",
    )
    colors = _colors()
    layers: list[alt.Chart] = [
        alt.Chart(bars[["crossing", "word", "tonnes", "shown"]])
        .mark_bar(height={"band": 0.68}, stroke=_INK, strokeWidth=0.6)
        .encode(
            y=y,
            x=x,
            color=alt.Color(
                "word:N",
                title=None,
                scale=alt.Scale(
                    domain=[commodity_name(code) for code in colors], range=list(colors.values())
                ),
                # One below the other: side by side they are too wide for a phone.
                legend=alt.Legend(orient="top", columns=1, symbolStrokeWidth=0),
            ),
            tooltip=[
                alt.Tooltip("crossing:N", title=_("Crossing")),
                alt.Tooltip("word:N", title=_("Commodity")),
                alt.Tooltip("shown:N", title=_("Tonnes")),
            ],
        )
    ]
    if answer.room.is_limited:
        before = answer.before.by_crossing()
        ticks = pd.DataFrame(
            {
                "crossing": [names[edge] for edge in before.index],
                "tonnes": before.to_numpy(),
                "shown": [tonnes(amount) for amount in before],
            }
        )
        layers.append(
            alt.Chart(ticks)
            .mark_tick(thickness=3, color=palette.GREY, height={"band": 0.9})
            .encode(
                y=y,
                x=alt.X("tonnes:Q"),
                tooltip=[
                    alt.Tooltip("crossing:N", title=_("Crossing")),
                    alt.Tooltip("shown:N", title=_("Without a limit")),
                ],
            )
        )
    return chart_spec(alt.layer(*layers).properties(height=26 * max(len(order), 3)))


def _colors() -> Mapping[str, str]:
    """One colour for each commodity with a balance, whichever of them a year has."""
    commodities = sorted(evaluation.balanced_commodities())
    return dict(zip(commodities, cycle(_COMMODITY_COLORS), strict=False))


def show_loads(answer: FerryAnswer, key: str) -> None:
    """Stacked bars: tonnes of every crossing by commodity."""
    if answer.room.is_limited:
        st.caption(_("Grey mark: the tonnes of the crossing without a limit."))
    show_chart(
        _spec(answer),
        key=f"ferry-loads-{key}",
        table=lambda: readable(load_table(answer), load_columns(answer)),
        source_ids=answer.source_ids(),
        alt_text=loads_sentence(answer),
    )
