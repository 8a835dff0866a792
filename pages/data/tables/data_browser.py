"""Every curated table to look at: description, data dictionary, filters, downloads."""

from __future__ import annotations

from dataclasses import astuple
from typing import Literal

import pandas as pd
import streamlit as st

from geo import places
from ntt_data.schema import table_names
from pages.ui import state
from pages.ui.on_demand import Fold, folds
from pages.ui.provenance import show_provenance
from pages.ui.regency import by_name, select_regency
from pages.ui.search_box import search_box
from pages.ui.worded import worded
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.registers import dictionary_table
from publishing.markdown_text import plain
from publishing.names import commodity_name
from publishing.rows import record
from publishing.sentences.coverage import table_line
from publishing.sentences.registers import filter_words
from publishing.table_view import (
    TableView,
    download_table,
    reference_columns,
    table_description,
    table_title,
    table_view,
    year_column,
)
from publishing.table_view import fields as table_fields
from services.rows import RowFilter, matching_rows, sources_of
from services.table_coverage import tables_counted

_TABLE, _REGENCY, _COMMODITY = "table", "rows_regency", "rows_commodity"
_FROM, _TO, _TEXT = "from", "to", "find"
_ALL = ""
_ANY_YEAR = 0


def show_browser() -> None:
    """The section "Tables" of the data page."""
    if state.arrives_with(_TABLE):
        _forget_earlier_filters()
    name = state.select(
        _("Table"),
        _TABLE,
        table_names(),
        "production",
        format_func=table_title,
        on_change=_forget_filters,
    )
    view = table_view(name)
    st.header(table_title(name))
    st.write(table_description(name))
    size = _(
        "{rows} rows, {columns} columns · file {file}",
        rows=number(len(view.raw)),
        columns=number(len(table_fields(name))),
        file=f"{name}.csv",
    )
    covered = table_line(record(tables_counted(), "table", name))
    st.caption(f"{size} · {covered}" if covered else size)
    folds(
        Fold(
            _("Data dictionary: what each column means"),
            f"dictionary-{name}",
            lambda: _show_dictionary(name),
        )
    )
    wanted = _choose_filter(view)
    mask = matching_rows(view, wanted)
    found, total = int(mask.sum()), len(mask)
    if not found:
        _show_empty(wanted)
        return
    st.markdown(
        _("**{n} rows**", n=number(found))
        if found == total
        else _("**{n} of {total} rows** fit the filter", n=number(found), total=number(total))
    )
    _show_rows(view, mask)
    show_provenance(
        name,
        sources_of(view, mask),
        lambda: download_table(view, mask),
        note=table_description(name),
    )


def _forget_filters() -> None:
    for key in (_COMMODITY, _FROM, _TO, _TEXT):
        state.choose(key, _ALL)


def _forget_earlier_filters() -> None:
    """A link to a table opens the rows that it names: no search of an earlier visit hides them."""
    for key in (_REGENCY, _COMMODITY, _FROM, _TO, _TEXT):
        if key not in st.query_params:
            state.choose(key, _ALL)


def _choose_filter(view: TableView) -> RowFilter:
    """Only the filters that the table has columns for."""
    raw = view.raw
    year = year_column(view.name)
    years = sorted({int(one) for one in raw[year].dropna()}) if year else []
    regency, commodity, first, last = _ALL, _ALL, None, None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if reference_columns(view.name, "regencies"):
            regency = select_regency(
                _("Regency"), _REGENCY, [_ALL, *by_name(places.regency_names())], _ALL, width=240
            )
        found = {
            str(one)
            for column, _separator in reference_columns(view.name, "commodities")
            for one in raw[column].dropna()
        }
        if found:
            commodity = state.select(
                _("Commodity"),
                _COMMODITY,
                [_ALL, *sorted(found, key=commodity_name)],
                _ALL,
                format_func=lambda code: commodity_name(code) if code else _("all commodities"),
                width=240,
            )
        if len(years) > 1:
            first = _choose_year(_("From year"), _FROM, years)
            last = _choose_year(_("To year"), _TO, years)
        text = search_box(_("Search in the rows"), _TEXT)
    return RowFilter(regency, commodity, first, last, text)


def _choose_year(label: str, key: str, years: list[int]) -> int | None:
    chosen = state.select(
        label,
        key,
        [_ANY_YEAR, *years],
        _ANY_YEAR,
        format_func=lambda one: year_text(one) if one else _("any"),
        width=120,
    )
    return chosen or None


def _show_empty(wanted: RowFilter) -> None:
    """Say which filters exclude everything, and offer the way back."""
    active = filter_words(*astuple(wanted))
    st.info(_("No row fits all of this together. Take one of the filters away:"))
    st.text(" · ".join(active))
    st.button(_("Take all filters away"), key="rows-clear", on_click=_forget_every_filter)


def _forget_every_filter() -> None:
    _forget_filters()
    state.choose(_REGENCY, _ALL)


def _show_rows(view: TableView, mask: pd.Series) -> None:
    shown = view.shown[mask]
    texts = {header: text[mask].tolist() for header, text in view.texts.items()}
    config = {
        header: st.column_config.Column(
            header, alignment="right" if header in texts else "left", width=_width(shown[header])
        )
        for header in shown.columns
    }
    st.dataframe(
        worded(shown, texts),
        hide_index=True,
        width="stretch",
        height=min(560, 38 + 35 * len(shown)),
        column_config=config,
        key=f"rows-{view.name}",
    )


def _width(cells: pd.Series) -> Literal["medium", "large"] | None:
    """Long texts get room; a click on the cell shows them whole."""
    if pd.api.types.is_numeric_dtype(cells):
        return None
    longest = cells.astype("str").str.len().max()
    return "large" if longest > 60 else "medium" if longest > 24 else None


def _show_dictionary(name: str) -> None:
    # st.table reads Markdown; a star or a bracket in a description is not meant as such.
    st.table(dictionary_table(name).map(plain), hide_index=True, border="horizontal")
