"""Balances of two or three scenarios on one line for each regency."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from geo.places import names_of
from publishing import palette, words
from publishing.charts.axes import amount_axis, lines_of, place_axis, unknown_places, zero_rule
from publishing.charts.frame import chart_spec
from publishing.formats import tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name

_NAME_LETTERS = 30  # in a line of a scenario's name
_SHAPES = ["circle", "square", "triangle-up"]


def balance_dumbbells(
    balances: pd.DataFrame, titles: Mapping[str, str], commodity: str, years: Iterable[int]
) -> dict[str, Any]:
    """A dot per scenario and regency on one line; unknown balances are named.

    No line joins what may not be compared.

    Parameters
    ----------
    balances
        As ``compare_balances`` makes it.
    titles
        How each scenario is named, by its label; what is compared with comes first.
    commodity, years
        Of what the balances are, and of which years: the scenarios' own may differ.
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
        .encode(
            y=axis, x=amount_axis("min", _("Balance (tonnes): deficit ← → surplus")), x2="max:Q"
        )
    )
    dots = (
        alt.Chart(known[["regency", "label", "balance_t", "word", "shown"]])
        .mark_point(filled=True, size=110, opacity=0.95)
        .encode(
            y=axis,
            x=amount_axis("balance_t", _("Balance (tonnes): deficit ← → surplus")),
            color=alt.Color(
                "label:N",
                title=None,
                scale=alt.Scale(domain=labels, range=palette.COMPARED[: len(labels)]),
                legend=alt.Legend(
                    orient="top",
                    columns=1,
                    labelExpr=f"{json.dumps(lines_of(labels, _NAME_LETTERS))}[datum.label]",
                ),
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
    unknown = unknown_places(first.loc[first["balance_t"].isna(), "regency"], axis, at=0.0)
    return chart_spec(
        alt.layer(zero_rule(), lines, dots, *unknown).properties(
            height=24 * len(order) + 60 + 30 * len(labels)
        ),
        _(
            "{commodity} {year}: {what} of each regency of NTT, in tonnes",
            commodity=commodity_name(commodity),
            year=" / ".join(year_text(one) for one in sorted(set(years))),
            what=_("Balance").lower(),
        ),
    )
