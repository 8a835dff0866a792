"""Balances of two or three scenarios on one line for each regency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from geo.places import names_of
from publishing import palette, words
from publishing.charts.axes import place_axis, tonnes_axis, unknown_places
from publishing.charts.frame import chart_spec
from publishing.formats import tonnes
from publishing.language import _

#: One colour per place in the comparison: what is compared with is grey.
_COLORS = (palette.GREY, palette.INDIGO, palette.OCHRE)
_SHAPES = ["circle", "square", "triangle-up"]


def balance_dumbbells(balances: pd.DataFrame, titles: Mapping[str, str]) -> dict[str, Any]:
    """A dot per scenario and regency on one line; unknown balances are named.

    No line joins what may not be compared.

    Parameters
    ----------
    balances
        As ``compare_balances`` makes it.
    titles
        How each scenario is named, by its label; what is compared with comes first.
    """
    labels = list(titles.values())
    table = balances.assign(label=balances["label"].map(titles))
    table = table.assign(
        regency=names_of(table["regency_code"]),
        word=table["balance_class"].map(words.balance_class),
        shown=table["balance_t"].map(tonnes),
    )
    first = table[table["label"] == labels[0]]
    order = first.sort_values("balance_t", ascending=False, na_position="last")["regency"].tolist()
    known = table.dropna(subset=["balance_t"])
    ends = (
        known[known["is_comparable"]]
        .groupby("regency")["balance_t"]
        .agg(["min", "max"])
        .reset_index()
    )
    axis = place_axis("regency", order, grid=True)
    lines = (
        alt.Chart(ends)
        .mark_rule(strokeWidth=3, color=palette.GREY, opacity=0.45)
        .encode(y=axis, x=tonnes_axis("min", _("Balance (tonnes)")), x2="max:Q")
    )
    dots = (
        alt.Chart(known[["regency", "label", "balance_t", "word", "shown"]])
        .mark_point(filled=True, size=110, opacity=0.95)
        .encode(
            y=axis,
            x=tonnes_axis("balance_t", _("Balance (tonnes)")),
            color=alt.Color(
                "label:N",
                title=None,
                scale=alt.Scale(domain=labels, range=list(_COLORS[: len(labels)])),
                legend=alt.Legend(orient="top", columns=1),
            ),
            shape=alt.Shape(
                "label:N", title=None, scale=alt.Scale(domain=labels, range=_SHAPES[: len(labels)])
            ),
            tooltip=[
                alt.Tooltip("regency:N", title=_("Regency")),
                alt.Tooltip("label:N", title=_("Scenario")),
                alt.Tooltip("shown:N", title=_("Balance")),
                alt.Tooltip("word:N", title=_("Class")),
            ],
        )
    )
    zero = (
        alt.Chart(pd.DataFrame({"zero": [0.0]}))
        .mark_rule(strokeDash=[4, 3], color=palette.GREY)
        .encode(x="zero:Q")
    )
    unknown = unknown_places(first.loc[first["balance_t"].isna(), "regency"], axis, at=0.0)
    return chart_spec(
        alt.layer(zero, lines, dots, *unknown).properties(height=24 * len(order) + 90)
    )
