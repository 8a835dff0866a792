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
from publishing.charts.axes import from_zero, name_axis, row_px, told_axis, values_at
from publishing.charts.first_rows import ranked
from publishing.charts.frame import chart_spec
from publishing.formats import number, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name

_NAME_LETTERS = (26, 18)  # in a line of a crossing's name, on a screen and on a phone
_VALUES_SHARE = 0.45  # of the longest bar: room for "3.122 (6.243)" on a phone
_INK = "#1B1D22"  # pale bars on white need an edge; on the dark theme they shine by themselves


@once_per_language(maxsize=64)
def ferry_loads(answer: FerryAnswer, balanced: tuple[str, ...]) -> dict[str, Any]:
    """Tonnes of every crossing by commodity; with a limit a mark where it was without.

    ``balanced``: commodities with a balance in any year, so that each keeps its colour.
    """
    order = [crossing_names()[edge] for edge in answer.crossings()]
    y = name_axis("crossing", order, *_NAME_LETTERS)
    colors = _colors(balanced)
    bars = _bars(answer, y, colors)
    return ranked(
        chart_spec(
            alt.layer(bars, *_before(answer, y), _values(answer, y)).properties(
                # Legend and axis besides: the height given is that of all.
                height=60 + 20 * len(colors) + row_px(order, *_NAME_LETTERS, 26) * len(order)
            ),
            _(
                "{year}: tonnes a year over each ferry crossing of NTT, both directions together",
                year=year_text(answer.year),
            ),
        )
    )


def _bars(answer: FerryAnswer, y: alt.Y, colors: Mapping[str, str]) -> alt.Chart:
    loads = answer.after.loads.groupby(["edge_id", "commodity"], as_index=False)["tonnes"].sum()
    bars = loads.assign(
        crossing=loads["edge_id"].map(crossing_names()),
        word=loads["commodity"].map(commodity_name),
        shown=loads["tonnes"].map(tonnes),
    )
    made: alt.Chart = (
        alt.Chart(bars[["crossing", "word", "tonnes", "shown"]])
        .mark_bar(height={"band": 0.68}, stroke=_INK, strokeWidth=0.6)
        .encode(
            y=y,
            x=told_axis(
                "tonnes", _("Tonnes a year"), domain=from_zero(_ends(answer), _VALUES_SHARE)
            ).stack("zero"),
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
    )
    return made


def _totals(answer: FerryAnswer) -> pd.DataFrame:
    """Tonnes of each crossing, now and without a limit; nothing carried is 0."""
    now, before = answer.after.by_crossing(), answer.before.by_crossing()
    edges = answer.crossings()
    return pd.DataFrame(
        {
            "crossing": [crossing_names()[edge] for edge in edges],
            "now": now.reindex(edges).fillna(0.0).to_numpy(),
            "before": before.reindex(edges).fillna(0.0).to_numpy(),
        }
    )


def _ends(answer: FerryAnswer) -> pd.Series:
    """Where each crossing's bar or mark ends: of an answer without a limit both are the same."""
    return _totals(answer)[["now", "before"]].max(axis=1)


def _before(answer: FerryAnswer, y: alt.Y) -> list[alt.Chart]:
    """With a limit: a mark where each crossing was without it."""
    if not answer.room.is_limited:
        return []
    ticks = _totals(answer)
    ticks = ticks[ticks["before"] > 0].assign(shown=lambda rows: rows["before"].map(tonnes))
    return [
        alt.Chart(ticks[["crossing", "before", "shown"]])
        .mark_tick(thickness=3, color=palette.GREY, height={"band": 0.9})
        .encode(
            y=y,
            x=alt.X("before:Q"),
            tooltip=[
                alt.Tooltip("crossing:N", title=_("Crossing")),
                alt.Tooltip("shown:N", title=_("Without a limit")),
            ],
        )
    ]


def _values(answer: FerryAnswer, y: alt.Y) -> alt.Chart:
    """The tonnes right of all that is drawn; with a limit those without it in brackets."""
    totals = _totals(answer)
    texts = totals["now"].map(number)
    if answer.room.is_limited:
        texts += " (" + totals["before"].map(number) + ")"
    rows = pd.DataFrame(
        {
            "crossing": totals["crossing"],
            "text": texts,
            "end": _ends(answer),
        }
    )
    return values_at(alt.Chart(rows).encode(y=y), "false", "text").encode(x="end:Q")


def _colors(balanced: Iterable[str]) -> Mapping[str, str]:
    """One colour for each commodity with a balance, whichever of them a year has."""
    return dict(zip(sorted(balanced), cycle(palette.COMMODITIES), strict=False))
