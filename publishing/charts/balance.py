"""The balance of every regency as diverging bars."""

from __future__ import annotations

from typing import Any

import altair as alt

from analysis.balance.result import Balance
from geo.places import names_of
from publishing import words
from publishing.charts.axes import class_color, place_axis, tonnes_axis, unknown_places
from publishing.charts.frame import chart_spec
from publishing.formats import tonnes
from publishing.language import _, once_per_language


@once_per_language(maxsize=64)
def balance_bars(result: Balance) -> dict[str, Any]:
    """Diverging bars, the largest surplus on top; what is unknown is said to be."""
    table = result.table.assign(
        regency=names_of(result.table["regency_code"]),
        word=result.table["balance_class"].map(words.balance_class),
        shown=result.table["balance_t"].map(tonnes),
    ).sort_values("balance_t", ascending=False, na_position="last")
    axis = place_axis("regency", table["regency"].tolist())
    bars = (
        alt.Chart(table.dropna(subset=["balance_t"])[["regency", "balance_t", "word", "shown"]])
        .mark_bar(height={"band": 0.72}, cornerRadius=1)
        .encode(
            y=axis,
            x=tonnes_axis("balance_t", _("Balance (tonnes)")),
            color=class_color("word"),
            tooltip=[
                alt.Tooltip("regency:N", title=_("Regency")),
                alt.Tooltip("shown:N", title=_("Balance")),
                alt.Tooltip("word:N", title=_("Class")),
            ],
        )
    )
    unknown = unknown_places(table.loc[table["balance_t"].isna(), "regency"], axis)
    return chart_spec(alt.layer(bars, *unknown).properties(height=22 * len(table)))
