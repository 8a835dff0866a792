"""How a balance is shown: one sentence, a map, diverging bars, a table, and what it rests on."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from analysis.balance.result import Balance
from analysis.balance.settings import MissingInputs
from geo.places import full_names, names_of
from pages.ui.charts import show_chart
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.tables import draw_short_table, draw_table
from publishing import palette, words
from publishing.charts.frame import chart_spec
from publishing.code_words import code_word
from publishing.formats import coverage, number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.maps.choropleth import Apart, Choropleth, numeric_choropleth
from publishing.names import commodity_name
from publishing.sources import grade_word, split_ids
from publishing.tables import Column, ReadyTable

_NAMED = 4  # a caution names up to so many regencies, and counts more


@once_per_language(maxsize=512)
def headline(result: Balance) -> str:
    """The finding in one sentence: who has most, who lacks most."""
    known = result.table.dropna(subset=["balance_t"]).sort_values("balance_t")
    name = commodity_name(result.settings.commodity)
    year = year_text(result.settings.year)
    short = _named_first(known[known["balance_class"] == "deficit"]).head(2)
    ample = _named_first(known[known["balance_class"] == "surplus"]).tail(2)[::-1]
    joined = _(" and ")
    lacking, giving = joined.join(names_of(short)), joined.join(names_of(ample))
    if short.empty:
        return _("{name} {year}: no regency lacks it", name=name, year=year)
    if ample.empty:
        return _("{name} {year}: every known regency lacks it", name=name, year=year)
    return _(
        "{name} {year}: {giving} can supply, {lacking} lack most",
        name=name,
        year=year,
        giving=giving,
        lacking=lacking,
    )


def _named_first(rows: pd.DataFrame) -> pd.Series:
    """Codes without those whose figure is flagged as an outlier, unless there are no others.

    Nobody is named on the strength of such a figure; it stays in the map, the table, the totals.
    """
    firm = rows[~rows["flags"].fillna("").str.contains("outlier")]
    return (firm if len(firm) else rows)["regency_code"]


def show_figures(result: Balance) -> None:
    """Four figures with the coverage they rest on."""
    summary = result.summary
    total = summary.total_balance_t
    counts = f"{summary.n_surplus} · {summary.n_balanced} · {summary.n_deficit}"
    show_figure_row(
        "balance",
        [
            FigureCell(_("Available"), tonnes(summary.total_available_t)),
            FigureCell(_("Need"), tonnes(summary.total_need_t)),
            FigureCell(_("Balance of NTT"), ("+" if total > 0 else "") + tonnes(total)),
            FigureCell(_("Surplus · balanced · deficit"), counts),
        ],
    )
    st.caption(
        _(
            "Known for {coverage}. A balance within ±{tolerance} of the need counts as balanced.",
            coverage=coverage(summary.n_known, summary.n_total),
            tolerance=percent(result.settings.tolerance_pct, 0),
        )
    )


def show_cautions(result: Balance) -> None:
    """What is known against figures of this balance, and whose; silent when nothing is."""
    text = _cautions(result)
    if text:
        st.markdown(f":orange[:material/report:] {text}")


@once_per_language(maxsize=64)
def _cautions(result: Balance) -> str:
    flagged = result.inputs.dropna(subset=["flag"])
    whose: dict[str, list[str]] = {}
    for code, regency in zip(flagged["flag"], names_of(flagged["regency_code"]), strict=True):
        for one in str(code).split(";"):
            if one and regency not in whose.setdefault(one, []):
                whose[one].append(regency)
    if not whose:
        return ""
    known = [
        f"{words.flag(one)} ({', '.join(names)})"
        if len(names) <= _NAMED
        else f"{words.flag(one)} ({coverage(len(names), result.summary.n_total)})"
        for one, names in sorted(whose.items(), key=lambda item: len(item[1]))
    ]
    return _("Read with care: {flags}.", flags="; ".join(known))


@once_per_language(maxsize=512)
def balance_choropleth(result: Balance, selected: str | None) -> Choropleth:
    """Balance in tonnes, diverging around zero; unknown hatched."""
    table = result.table.set_index("regency_code")
    notes = {
        code: [
            words.balance_class(row.balance_class).capitalize(),
            _(
                "Available {have}, need {need}",
                have=tonnes(row.available_t),
                need=tonnes(row.need_t),
            ),
        ]
        for code, row in table.iterrows()
    }
    return numeric_choropleth(
        table["balance_t"],
        unit="t",
        year=result.settings.year,
        decimals=0,
        center=0.0,
        selected=selected,
        notes=notes,
        title=headline(result),
        legend_title=_("Balance (t)"),
        apart=Apart(
            list(table.index[table["balance_class"] == "balanced"]),
            palette.BALANCED,
            words.balance_class("balanced"),
        ),
    )


@once_per_language(maxsize=64)
def _bars(result: Balance) -> dict[str, Any]:
    table = result.table.assign(
        regency=names_of(result.table["regency_code"]),
        word=result.table["balance_class"].map(words.balance_class),
        shown=result.table["balance_t"].map(tonnes),
    ).sort_values("balance_t", ascending=False, na_position="last")
    order = table["regency"].tolist()
    classes = list(palette.BALANCE_CLASS)
    axis = alt.Y(
        "regency:N",
        sort=order,
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelOverlap=False, minExtent=130),
    )
    bars = (
        alt.Chart(table.dropna(subset=["balance_t"])[["regency", "balance_t", "word", "shown"]])
        .mark_bar(height={"band": 0.72}, cornerRadius=1)
        .encode(
            y=axis,
            x=alt.X(
                "balance_t:Q",
                title=_("Balance (tonnes)"),
                axis=alt.Axis(format=",.0f", tickCount=4),
            ),
            color=alt.Color(
                "word:N",
                title=None,
                scale=alt.Scale(
                    domain=[words.balance_class(code) for code in classes],
                    range=list(palette.BALANCE_CLASS.values()),
                ),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("regency:N", title=_("Regency")),
                alt.Tooltip("shown:N", title=_("Balance")),
                alt.Tooltip("word:N", title=_("Class")),
            ],
        )
    )
    layers = [bars]
    unknown = table[table["balance_t"].isna()][["regency"]].assign(text=_("no data yet"), zero=0)
    if len(unknown):
        layers.append(
            alt.Chart(unknown)
            .mark_text(align="left", dx=4, fontStyle="italic", color=palette.GREY)
            .encode(y=axis, x="zero:Q", text="text:N")
        )
    return chart_spec(alt.layer(*layers).properties(height=22 * len(table)))


def show_bars(result: Balance) -> None:
    """Diverging bars, the largest surplus on top."""
    settings = result.settings
    show_chart(
        _bars(result),
        key=f"balance-{settings.commodity}-{settings.year}",
        table=balance_table(result).readable,
        source_ids=result.table["source_ids"],
        alt_text=headline(result),
    )


@once_per_language(maxsize=64)
def balance_table(result: Balance) -> ReadyTable:
    """The balance of every regency in reading order, the largest surplus first."""
    table = result.table.assign(
        regency=names_of(result.table["regency_code"]),
        class_word=result.table["balance_class"].map(words.balance_class),
        ratio_pct=result.table["ratio"] * 100,
        grade_word=result.table["grade"].map(grade_word),
        flag_words=result.table["flags"].fillna("").map(words.flags),
    ).sort_values("balance_t", ascending=False, na_position="last", ignore_index=True)
    columns = {
        "regency": Column(_("Regency")),
        "class_word": Column(_("Class")),
        "balance_t": Column(_("Balance (t)"), 0),
        "ratio_pct": Column(_("Self-sufficiency (%)"), 0, help=_("Available as a share of need")),
        "production_t": Column(_("Production (t)"), 0),
        "conversion": Column(_("Conversion (t/t)"), 4),
        "available_t": Column(_("Available (t)"), 0),
        "population": Column(_("Population"), 0),
        "norm_kg_per_capita_year": Column(_("Norm (kg/person/year)"), 1),
        "need_t": Column(_("Need (t)"), 0),
        "grade_word": Column(_("Weakest grade")),
        "flag_words": Column(_("To be known")),
    }
    return ReadyTable(table, columns)


def show_balance_table(result: Balance) -> None:
    """Table of the balance."""
    draw_table(
        balance_table(result),
        key=f"balance-table-{result.settings.commodity}-{result.settings.year}",
        source_ids=result.table["source_ids"].tolist(),
    )


def show_assumptions(result: Balance) -> None:
    """What was assumed, in sentences, and the formula."""
    settings = result.settings
    codes = sorted(split_ids(result.table["assumptions"]))
    st.markdown(
        _(
            "Available = production × conversion × (1 − seed − feed − loss). "
            "Need = population × norm. Balance = available − need."
        )
    )
    series = words.population_series(settings.population_series)
    lines = [
        _("Population: {series}, {year}.", series=series, year=year_text(settings.population_year))
    ]
    if result.table["net_conversion"].any():
        lines.append(
            _(
                "The conversion coefficient already nets seed, feed and losses; they are not "
                "deducted again."
            )
        )
    lines += [
        words.assumption(code, settings.norm_year, settings.coefficient_year, settings.year)
        for code in codes
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))


@once_per_language(maxsize=1024)
def _inputs_table(result: Balance, regency_code: str) -> ReadyTable:
    rows = result.inputs[result.inputs["regency_code"] == regency_code].copy()
    rows["input_word"] = rows["input"].map(words.balance_input)
    rows["year_text"] = rows["year"].map(year_text)
    rows["unit_word"] = rows["unit"].map(code_word, na_action="ignore")
    rows["grade_text"] = rows["grade"].map(grade_word, na_action="ignore")
    rows["flag_text"] = rows["flag"].fillna("").map(words.flags)
    rows["value_text"] = [
        number(value, 4 if name == "conversion" else 1 if name == "norm" else 0)
        for name, value in zip(rows["input"], rows["value"], strict=True)
    ]
    columns = {
        "input_word": Column(_("Input")),
        "value_text": Column(_("Value")),
        "unit_word": Column(_("Unit")),
        "year_text": Column(_("Year")),
        "grade_text": Column(_("Grade")),
        "source_id": Column(_("Source")),
        "flag_text": Column(_("To be known")),
        "note": Column(_("Note")),
    }
    return ReadyTable(rows, columns)


def show_inputs(result: Balance, regency_code: str) -> None:
    """Every figure and coefficient behind one regency's balance."""
    inputs = _inputs_table(result, regency_code)
    draw_short_table(
        inputs, key=f"inputs-{regency_code}", source_ids=inputs.table["source_id"].tolist()
    )


def show_missing(missing: MissingInputs) -> None:
    """Say that there is no balance; which figures are lacking stands in the table below."""
    name = commodity_name(missing.commodity).lower()
    st.warning(
        _(
            "No balance of {name} for {year} yet: figures are missing.",
            name=name,
            year=year_text(missing.year),
        )
    )


def selected_name(regency_code: str) -> str:
    """Full name of a regency."""
    return full_names().get(regency_code, regency_code)
