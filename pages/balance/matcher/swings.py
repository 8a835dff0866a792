"""Which input moves a balance most (tornado chart)."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from analysis.balance.result import Balance
from geo import places
from pages.balance.matcher.certainty import range_words
from pages.balance.matcher.draws import source_ids, swings
from pages.balance.matcher.spread_rules import changed_rules, input_word
from pages.ui.charts import show_chart
from publishing import palette
from publishing.charts.frame import chart_spec
from publishing.formats import tonnes
from publishing.language import _, once_per_language
from publishing.tables import Column, readable
from services.answer.certainty import Changes


def tornado_headline(result: Balance, regency_code: str | None = None) -> str:
    """Which input moves the result most, in one sentence."""
    table = swings(result, regency_code)
    place = places.regency_names()[regency_code] if regency_code else "NTT"
    if table.empty:
        return _("{place}: no input is given a spread", place=place)
    return _(
        "{place}: the balance hangs most on the {input} (swing {swing})",
        place=place,
        input=input_word(str(table["input"].iloc[0])),
        swing=tonnes(float(table["swing_t"].iloc[0])),
    )


@once_per_language(maxsize=256)
def tornado_spec(result: Balance, regency_code: str | None, _rules: Changes) -> dict[str, Any]:
    """Chart of the swings: bar from 10 to 90 % of the balance, the largest on top."""
    table = _tornado_table(result, regency_code)
    bars = (
        alt.Chart(table[["input_word", "low_t", "high_t", "range_text", "swing_text"]])
        .mark_bar(height={"band": 0.6}, cornerRadius=2, color=palette.SEQUENTIAL[2])
        .encode(
            y=alt.Y(
                "input_word:N",
                sort=table["input_word"].tolist(),
                title=None,
                axis=alt.Axis(
                    ticks=False, domain=False, labelOverlap=False, labelLimit=180, minExtent=130
                ),
            ),
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


def _tornado_table(result: Balance, regency_code: str | None) -> pd.DataFrame:
    table = swings(result, regency_code)
    return table.assign(
        input_word=table["input"].map(input_word),
        swing_text=table["swing_t"].map(tonnes),
        range_text=[
            range_words(low, high)
            for low, high in table[["low_t", "high_t"]].itertuples(index=False)
        ],
    )


def show_tornado(result: Balance, regency_code: str | None = None) -> None:
    """Which input moves the balance of a regency (or of NTT) most."""
    known = result.table.loc[result.table["balance_class"] != "unknown", "regency_code"]
    if known.empty or (regency_code and regency_code not in set(known)):
        st.info(_("No balance is known here yet, so there is nothing to vary."))
        return
    table = _tornado_table(result, regency_code)
    if table.empty:
        st.info(tornado_headline(result, regency_code))
        return
    columns = {
        "input_word": Column(_("Input")),
        "low_t": Column(_("Low, 10 % (t)"), 0),
        "high_t": Column(_("High, 90 % (t)"), 0),
        "swing_t": Column(_("Swing (t)"), 0),
    }
    settings = result.settings
    show_chart(
        tornado_spec(result, regency_code, changed_rules()),
        key=f"tornado-{settings.commodity}-{settings.year}-{regency_code or 'ntt'}",
        table=lambda: readable(table, columns),
        source_ids=source_ids(result),
        alt_text=tornado_headline(result, regency_code),
    )
    st.caption(
        _(
            "Each input is varied alone, the others stay as they are. Bar: the balance in 80 % of "
            "the results. Line: the balance as computed."
        )
    )
