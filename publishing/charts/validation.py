"""The model beside published figures, and prices beside freight, as charts."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.matching.validation import TOLERANCES_PCT, VERDICTS, Kind
from geo.places import place_name, regencies
from publishing import palette
from publishing.charts.frame import chart_spec
from publishing.language import _
from publishing.sentences.validation import verdict_word

# Legend above and axis below: the height given is that of the whole picture.
_FRAME_PX = 130
_COLORS = dict(zip(VERDICTS, (palette.FLOW, "#C9A227", palette.MAROON, palette.GREY), strict=True))


def published_checks_chart(shown: pd.DataFrame, kind: Kind) -> dict[str, Any]:
    """Difference of each comparison of one kind, with the bands that count as agreeing and near.

    ``shown``: the independent comparisons of the kind, in the order in which they are to stand.
    """
    agree, near = TOLERANCES_PCT[kind]
    shown = shown.assign(word=shown["verdict"].map(verdict_word))
    band = (
        alt.Chart(pd.DataFrame({"low": [-near, -agree], "high": [near, agree]}))
        .mark_rect(color=palette.FLOW, opacity=0.12)
        .encode(x="low:Q", x2="high:Q")
    )
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=palette.GREY).encode(x="x:Q")
    compared = VERDICTS[:3]
    dots = (
        alt.Chart(shown)
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=alt.X(
                "difference_pct:Q",
                title=_("Difference (%)"),
                axis=alt.Axis(format="+d", grid=False, tickCount=6),
            ),
            y=alt.Y(
                "label:N",
                sort=shown["label"].tolist(),
                title=None,
                # What it is above, where below: one line would be cut off on a phone.
                axis=alt.Axis(
                    labelExpr="split(datum.value, ': ')",
                    labelLimit=190,
                    labelFontSize=11,
                    labelOverlap=False,
                ),
            ),
            color=alt.Color(
                "word:N",
                scale=alt.Scale(
                    domain=[verdict_word(code) for code in compared],
                    range=[_COLORS[code] for code in compared],
                ),
                legend=alt.Legend(title=None, orient="top", direction="vertical"),
            ),
            shape=alt.Shape(
                "word:N",
                scale=alt.Scale(
                    domain=[verdict_word(code) for code in compared],
                    range=["circle", "square", "triangle-up"],
                ),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=_("Comparison")),
                alt.Tooltip("difference_pct:Q", title=_("Difference (%)"), format="+.0f"),
            ],
        )
    )
    return chart_spec(
        (band + zero + dots).properties(height=_FRAME_PX + 36 * len(shown), padding={"right": 14})
    )


def price_and_freight(points: pd.DataFrame) -> dict[str, Any]:
    """Price against freight from outside; ``freight`` and ``price`` by regency code."""
    short = regencies().set_index("regency_code")["abbreviation"]
    shown = points.astype("float64").assign(
        name=[place_name(str(code)) for code in points.index], short=short.reindex(points.index)
    )
    base = alt.Chart(shown).encode(
        x=alt.X("freight:Q", title=_("Freight from outside (Rp/kg)"), scale=alt.Scale(zero=False)),
        y=alt.Y("price:Q", title=_("Rice price (Rp/kg)"), scale=alt.Scale(zero=False)),
    )
    dots = base.mark_circle(size=70, color=palette.INDIGO, opacity=0.85).encode(
        tooltip=[
            alt.Tooltip("name:N", title=_("Regency")),
            alt.Tooltip("freight:Q", title=_("Freight from outside (Rp/kg)"), format=",.0f"),
            alt.Tooltip("price:Q", title=_("Rice price (Rp/kg)"), format=",.0f"),
        ]
    )
    texts = base.mark_text(align="left", dx=7, fontSize=11).encode(text="short:N")
    return chart_spec((dots + texts).properties(height=380, padding={"right": 34}))
