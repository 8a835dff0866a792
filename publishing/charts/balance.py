"""The balance of every regency as diverging bars."""

from __future__ import annotations

from typing import Any

import altair as alt

from analysis.balance.compute import BALANCE_CLASSES
from analysis.balance.result import Balance
from geo.places import names_of
from publishing import palette, words
from publishing.charts.axes import (
    class_color,
    place_axis,
    tonnes_axis,
    unknown_places,
    word_color,
)
from publishing.charts.frame import chart_spec
from publishing.formats import tonnes
from publishing.language import _, once_per_language

# Legend above and axis below: the height given is that of the whole picture.
_FRAME_PX = 100


@once_per_language(maxsize=64)
def balance_bars(result: Balance) -> dict[str, Any]:
    """Diverging bars, the largest surplus on top; what is unknown is said to be.

    Where there is no balance to speak of, what is available.
    """
    figure, title, color = "balance_t", _("Balance (tonnes)"), class_color("word")
    words_of_class = {code: words.balance_class(code) for code in BALANCE_CLASSES}
    if result.suspended:
        what, doubtful = words.available(result.suspended), words.balance_class("doubtful")
        figure, title = "available_t", words.in_tonnes(what)
        words_of_class["not_comparable"] = what.lower()
        color = word_color("word", {what.lower(): palette.UNJUDGED, doubtful: palette.DOUBTFUL})
    classes = result.table["balance_class"]
    classes = classes.mask(result.table["disqualified_by"] != "", "doubtful")
    table = result.table.assign(
        regency=names_of(result.table["regency_code"]),
        word=classes.map(words_of_class),
        shown=result.table[figure].map(tonnes),
        figure=result.table[figure],
    ).sort_values("figure", ascending=False, na_position="last")
    axis = place_axis("regency", table["regency"].tolist())
    bars = (
        alt.Chart(table.dropna(subset=["figure"])[["regency", "figure", "word", "shown"]])
        .mark_bar(height={"band": 0.72}, cornerRadius=1)
        .encode(
            y=axis,
            x=tonnes_axis("figure", title),
            color=color,
            tooltip=[
                alt.Tooltip("regency:N", title=_("Regency")),
                alt.Tooltip("shown:N", title=title),
                alt.Tooltip("word:N", title=_("Class")),
            ],
        )
    )
    unknown = unknown_places(table.loc[table["figure"].isna(), "regency"], axis)
    return chart_spec(alt.layer(bars, *unknown).properties(height=_FRAME_PX + 22 * len(table)))
