"""The range of every balance as a chart and a table."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from analysis.answer import N_DRAWS
from analysis.balance.result import Balance
from geo.places import names_of
from pages.balance.matcher.certainty import (
    OPACITY,
    certainty_headline,
    certainty_level,
    certainty_word,
    range_words,
)
from pages.balance.matcher.draws import certainty, source_ids
from pages.balance.matcher.spread_rules import changed_rules
from pages.ui.charts import show_chart
from publishing import palette, words
from publishing.charts.frame import chart_spec
from publishing.formats import number
from publishing.language import _, once_per_language
from publishing.tables import Column, readable
from services.answer.certainty import Changes


def _interval_table(result: Balance) -> pd.DataFrame:
    table = certainty(result).merge(
        result.table[["regency_code", "balance_t", "balance_class"]], on="regency_code"
    )
    table["level"] = table["certainty"].map(certainty_level)
    return table.assign(
        regency=names_of(table["regency_code"]),
        certainty_word=table["certainty"].map(certainty_word),
        class_word=table["balance_class"].map(words.balance_class),
        surplus_pct=table["p_surplus"] * 100,
        deficit_pct=table["p_deficit"] * 100,
    ).sort_values("balance_t", ascending=False, na_position="last", ignore_index=True)


def interval_columns() -> dict[str, Column]:
    """Columns of the table of intervals, in reading order."""
    return {
        "regency": Column(_("Regency")),
        "certainty_word": Column(_("How sure")),
        "balance_t": Column(_("Balance (t)"), 0),
        "balance_p05_t": Column(_("Low, 5 % (t)"), 0),
        "balance_p50_t": Column(_("Median (t)"), 0),
        "balance_p95_t": Column(_("High, 95 % (t)"), 0),
        "surplus_pct": Column(_("Draws with a surplus (%)"), 0),
        "deficit_pct": Column(_("Draws with a deficit (%)"), 0),
    }


@once_per_language(maxsize=64)
def interval_spec(result: Balance, _rules: Changes) -> dict[str, Any]:
    """Chart of the intervals: bar from 5 to 95 %, dot at the median, the largest on top."""
    table = _interval_table(result)
    order = table["regency"].tolist()
    known = table[table["level"] != "unknown"].assign(
        range_text=[
            range_words(low, high)
            for low, high in table.loc[
                table["level"] != "unknown", ["balance_p05_t", "balance_p95_t"]
            ].itertuples(index=False)
        ],
        opacity=lambda rows: rows["level"].map(OPACITY),
    )
    y = alt.Y(
        "regency:N",
        sort=order,
        title=None,
        axis=alt.Axis(
            ticks=False, domain=False, labelOverlap=False, labelFlush=False, minExtent=130
        ),
    )
    classes = list(palette.BALANCE_CLASS)
    columns = ["regency", "balance_p05_t", "balance_p50_t", "balance_p95_t"]
    columns += ["class_word", "certainty_word", "opacity", "range_text"]
    base = alt.Chart(known[columns]).encode(y=y)
    bars = base.mark_bar(height={"band": 0.55}, cornerRadius=3).encode(
        x=alt.X(
            "balance_p05_t:Q",
            title=_("Balance (tonnes)"),
            axis=alt.Axis(format=",.0f", tickCount=4),
        ),
        x2="balance_p95_t:Q",
        color=alt.Color(
            "class_word:N",
            title=None,
            scale=alt.Scale(
                domain=[words.balance_class(code) for code in classes],
                range=list(palette.BALANCE_CLASS.values()),
            ),
            legend=alt.Legend(orient="top"),
        ),
        # Said in words below: a second legend is too wide for a phone.
        opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
        tooltip=[
            alt.Tooltip("regency:N", title=_("Regency")),
            alt.Tooltip("certainty_word:N", title=_("How sure")),
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
    layers: list[alt.Chart] = [zero, bars, medians]
    unknown = table[table["level"] == "unknown"][["regency"]].assign(text=_("no data yet"), zero=0)
    if len(unknown):
        layers.append(
            alt.Chart(unknown)
            .mark_text(align="left", dx=4, fontStyle="italic", color=palette.GREY)
            .encode(y=y, x="zero:Q", text="text:N")
        )
    return chart_spec(alt.layer(*layers).properties(height=22 * len(table) + 60))


def show_intervals(result: Balance) -> None:
    """Interval of every balance, and what the bars mean."""
    table = _interval_table(result)  # now: a file is made where nobody's spreads are known
    show_chart(
        interval_spec(result, changed_rules()),
        key=f"intervals-{result.settings.commodity}-{result.settings.year}",
        table=lambda: readable(table, interval_columns()),
        source_ids=source_ids(result),
        alt_text=certainty_headline(result),
    )
    st.caption(
        _(
            "The balance is computed {n} times, each time with every input a little off, as far "
            "as its grade lets expect. Bar: 90 % of the results. Dot: the middle one. "
            "The paler the bar, the less sure the class.",
            n=number(N_DRAWS),
        )
    )
