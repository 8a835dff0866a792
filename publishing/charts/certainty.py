"""How sure a balance is, as charts: the range of every balance, and which input moves it most."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from publishing import palette
from publishing.charts.axes import class_color, place_axis, said_places, tonnes_axis
from publishing.charts.frame import chart_spec
from publishing.language import _
from publishing.maps.balance import OPACITY
from publishing.tables import ReadyTable


def intervals(ready: ReadyTable) -> dict[str, Any]:
    """Bar from 5 to 95 %, dot at the median, the largest on top; ``ready``: ``interval_table``."""
    table = ready.table
    known = table[table["sign_word"].isin(OPACITY)].assign(
        opacity=lambda rows: rows["sign_word"].map(OPACITY)
    )
    y = place_axis("regency", table["regency"].tolist(), labelFlush=False)
    columns = ["regency", "balance_p05_t", "balance_p50_t", "balance_p95_t"]
    columns += ["class_word", "sign_text", "steady_text", "opacity", "range_text"]
    base = alt.Chart(known[columns]).encode(y=y)
    bars = base.mark_bar(height={"band": 0.55}, cornerRadius=3).encode(
        x=tonnes_axis("balance_p05_t", _("Balance (tonnes)")),
        x2="balance_p95_t:Q",
        color=class_color("class_word"),
        # Said in words below: a second legend is too wide for a phone.
        opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
        tooltip=[
            alt.Tooltip("regency:N", title=_("Regency")),
            alt.Tooltip("sign_text:N", title=_("How sure this year's sign is")),
            alt.Tooltip("steady_text:N", title=_("The next year the same?")),
            alt.Tooltip("range_text:N", title=_("Range of the balance")),
        ],
    )
    medians = base.mark_point(
        filled=True, fill="white", stroke="#1B1D22", strokeWidth=1.5, size=45, opacity=1
    ).encode(x="balance_p50_t:Q")
    zero = (
        alt.Chart(pd.DataFrame({"zero": [0]}))
        .mark_rule(color=palette.GREY, strokeWidth=1)
        .encode(x="zero:Q")
    )
    places = table[~table["sign_word"].isin(OPACITY)]
    unknown = said_places(places["regency"], places["sign_text"], y)
    return chart_spec(
        alt.layer(zero, bars, medians, *unknown).properties(height=22 * len(table) + 60)
    )


def tornado(ready: ReadyTable) -> dict[str, Any]:
    """Bar from 10 to 90 % of the balance, the largest on top; ``ready``: ``tornado_table``."""
    table = ready.table
    bars = (
        alt.Chart(table[["input_word", "low_t", "high_t", "range_text", "swing_text"]])
        .mark_bar(height={"band": 0.6}, cornerRadius=2, color=palette.SEQUENTIAL[2])
        .encode(
            y=place_axis("input_word", table["input_word"].tolist(), labelLimit=180),
            x=alt.X(
                "low_t:Q",
                title=_("Balance (tonnes)"),
                scale=alt.Scale(zero=False, nice=True),
                axis=alt.Axis(format=",.0f", tickCount=4),
            ),
            x2="high_t:Q",
            tooltip=[
                alt.Tooltip("input_word:N", title=_("Input")),
                alt.Tooltip("range_text:N", title=_("Balance")),
                alt.Tooltip("swing_text:N", title=_("Swing")),
            ],
        )
    )
    base = (
        alt.Chart(table[["base_t"]].head(1))
        .mark_rule(color=palette.MAROON, strokeWidth=2)
        .encode(x="base_t:Q")
    )
    return chart_spec((bars + base).properties(height=34 * len(table) + 60))
