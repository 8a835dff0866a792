"""Ferry loads as stacked bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle
from typing import Any

import altair as alt
import pandas as pd

from analysis.matching.ferry_answer import FerryAnswer
from geo.edges import crossing_names
from publishing import palette
from publishing.charts.frame import chart_spec
from publishing.formats import tonnes
from publishing.language import _, once_per_language
from publishing.names import commodity_name

# Colours that stand for nothing else: surplus, deficit and supply from outside have theirs.
_COMMODITY_COLORS = [palette.CATEGORICAL[place] for place in (7, 6, 4, 5)]
_INK = "#1B1D22"  # pale bars on white need an edge; on the dark theme they shine by themselves


@once_per_language(maxsize=64)
def ferry_loads(answer: FerryAnswer, balanced: tuple[str, ...]) -> dict[str, Any]:
    """Tonnes of every crossing by commodity; with a limit a mark where it was without.

    ``balanced``: commodities with a balance in any year, so that each keeps its colour.
    """
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
    colors = _colors(balanced)
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
                "crossing": [names[str(edge)] for edge in before.index],
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
    frame_px = 70 + 18 * len(colors)  # axis and legend: the height given is that of all
    return chart_spec(alt.layer(*layers).properties(height=frame_px + 26 * len(order)))


def _colors(balanced: Iterable[str]) -> Mapping[str, str]:
    """One colour for each commodity with a balance, whichever of them a year has."""
    return dict(zip(sorted(balanced), cycle(_COMMODITY_COLORS), strict=False))
