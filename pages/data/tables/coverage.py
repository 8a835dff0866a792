"""Section “Coverage”: a year's or a commodity's figures by regency, and what each table holds."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import pandas as pd
import streamlit as st

from geo import places
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui import state
from pages.ui.charts import show_chart
from pages.ui.commodities import choices
from pages.ui.missing_inputs import show_missing
from pages.ui.tables import draw_table
from publishing.charts.coverage import coverage_legend, coverage_legend_html, coverage_squares
from publishing.code_words import code_word
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.coverage import coverage_cells, coverage_table, tables_table
from publishing.names import commodity_name
from publishing.sentences import coverage as sentences
from publishing.table_view import rows_per_source
from services.answer import evaluation
from services.coverage import coverage_sources, covered_commodities, matrix
from services.profile import balance_years
from services.table_coverage import tables_counted


def show_coverage() -> None:
    """The section "Coverage" of the data page."""
    views = {
        "year": (_("one year"), _show_year),
        "commodity": (_("one commodity"), _show_commodity),
        "tables": (_("all tables"), _show_tables),
    }
    view = state.segments(
        _("Look at"), "by", list(views), "year", format_func=lambda code: views[code][0]
    )
    views[view][1]()


def _show_year() -> None:
    with st.spinner(_("Counting the figures…")):
        table = matrix()
    years = sorted({int(one) for one in table["year"]}, reverse=True)
    usual = evaluation.usual_year()
    groups = _groups()
    with choices():
        year = state.select(_("Year"), "year", years, usual, format_func=year_text)
        part = table[table["year"] == year]
        here = [group for group in groups if part["commodity"].map(_group_of()).eq(group).any()]
        group = state.select(
            _("Group of commodities"),
            "group",
            ["", *here],
            "",
            format_func=lambda code: groups[code] if code else _("all groups"),
        )
    if group:
        part = part[part["commodity"].map(_group_of()) == group]
    st.header(sentences.year_headline(part, year))
    order = part.groupby("commodity")["n_inputs"].sum().sort_values(ascending=False, kind="stable")
    cells = coverage_cells(part).assign(row=part["commodity"].map(commodity_name).to_numpy())
    _draw(
        cells,
        rows=[commodity_name(one) for one in order.index],
        key=f"coverage-{year}-{group or 'all'}",
        source_ids=coverage_sources(year, None),
        columns=list(places.regencies()["abbreviation"]),
        column="abbreviation",
        alt_text=sentences.cells_sentence(part, year),
    )
    chosen = _choose_commodity(list(order.index))
    show_missing(chosen, year)


def _show_commodity() -> None:
    with choices():
        commodity = _choose_commodity(covered_commodities())
    part = matrix(commodity)
    n_regencies = len(places.regencies())
    title = sentences.commodity_headline(part, commodity, n_regencies)
    st.header(title)
    years = sorted({int(one) for one in part["year"]})
    cells = coverage_cells(part).assign(
        row=part["regency_code"].map(places.regency_names()).to_numpy()
    )
    _draw(
        cells,
        rows=list(places.regencies()["name_on_map"]),
        key=f"coverage-{commodity}",
        source_ids=coverage_sources(None, commodity),
        columns=[year_text(one) for one in years],
        column="year",
        alt_text=title,
    )
    by_year = sentences.complete_regencies(part)
    full = [one for one, n in by_year.items() if n == n_regencies]
    # Other commodities have figures of later years: that this one has none is an answer too.
    asked = sorted({*years, *balance_years()}, reverse=True)
    year = state.select(
        _("Year"), "year", asked, max(full or years), format_func=year_text, width=160
    )
    show_missing(commodity, year)


def _show_tables() -> None:
    counted = tables_counted()
    st.header(sentences.tables_headline(counted))
    st.caption(
        _(
            "A regency counts when any row is about it, a year when any row is of it: neither "
            "says that every combination is filled."
        )
    )
    draw_table(tables_table(counted), "tables-covered", list(rows_per_source()["source_id"]))


def _choose_commodity(options: list[str]) -> str:
    usual = evaluation.DEFAULT_COMMODITY if evaluation.DEFAULT_COMMODITY in options else options[0]
    return str(
        state.select(
            _("Commodity"),
            "commodity",
            sorted(options, key=commodity_name),
            usual,
            format_func=commodity_name,
            width=320,
        )
    )


def _draw(
    cells: pd.DataFrame,
    rows: list[str],
    columns: list[str],
    column: Literal["abbreviation", "year"],
    key: str,
    source_ids: list[str],
    alt_text: str,
) -> None:
    counts = Counter(cells["state"])
    st.html(coverage_legend_html(counts, st.context.theme.type or "light"))
    st.caption(sentences.squares_note())
    spec = coverage_squares(cells, rows, columns, column)
    table = coverage_table(cells).readable
    show_chart(spec, key, table, source_ids, alt_text, legend=coverage_legend(counts))


def _groups() -> dict[str, str]:
    return {group: code_word(group) for group in sorted(set(_group_of().values()))}


@once_per_edition(maxsize=1)
def _group_of() -> dict[str, str]:
    table = load("commodities")
    return dict(zip(table["commodity"], table["group"], strict=True))
