"""Every curated table to look at: description, data dictionary, filters, downloads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from geo import places
from ntt_data.schema import table_names
from pages.data.tables.search_box import search_box
from pages.ui import state
from pages.ui.on_demand import Fold, folds
from pages.ui.provenance import show_provenance
from pages.ui.worded import worded
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.markdown_text import plain
from publishing.names import commodity_name
from publishing.sources import split_ids
from publishing.table_view import (
    TableView,
    download_table,
    fields,
    reference_columns,
    table_description,
    table_title,
    table_view,
    year_column,
)

_TABLE, _REGENCY, _COMMODITY = "table", "rows_regency", "rows_commodity"
_FROM, _TO, _TEXT = "from", "to", "find"
_ALL = ""


@dataclass(frozen=True)
class RowFilter:
    """Which rows of a table are wanted; an empty text or ``None`` asks for nothing."""

    regency: str = _ALL
    commodity: str = _ALL
    first_year: int | None = None
    last_year: int | None = None
    text: str = ""


def matching_rows(view: TableView, wanted: RowFilter) -> pd.Series:
    """Mask over the rows of a table; a row without a year passes only while no year is asked."""
    raw = view.raw
    mask = pd.Series(True, index=raw.index)
    for target, code in (("regencies", wanted.regency), ("commodities", wanted.commodity)):
        columns = reference_columns(view.name, target)
        if code and columns:
            any_column = pd.Series(False, index=raw.index)
            for column, separator in columns:
                cells = raw[column].fillna("")
                parts = cells.str.split(separator) if separator else cells.map(lambda one: [one])
                any_column |= pd.Series([code in some for some in parts], index=raw.index)
            mask &= any_column
    year = year_column(view.name)
    if year:
        years = raw[year]
        if wanted.first_year is not None:
            mask &= (years >= wanted.first_year).fillna(False)
        if wanted.last_year is not None:
            mask &= (years <= wanted.last_year).fillna(False)
    for word in wanted.text.casefold().split():
        mask &= view.search.str.contains(word, regex=False)
    return mask.astype(bool)


def show_browser() -> None:
    """The section "Tables" of the data page."""
    name = state.select(
        _("Table"),
        _TABLE,
        table_names(),
        "production",
        format_func=table_title,
        on_change=_forget_filters,
    )
    view = table_view(name)
    columns = fields(name)
    st.header(table_title(name))
    st.write(table_description(name))
    st.caption(
        _(
            "{rows} rows, {columns} columns · file {file}",
            rows=number(len(view.raw)),
            columns=number(len(columns)),
            file=f"{name}.csv",
        )
    )
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
        _source_ids(view, mask),
        lambda: download_table(view, mask),
        note=table_description(name),
    )


def _forget_filters() -> None:
    for key in (_COMMODITY, _FROM, _TO, _TEXT):
        state.choose(key, _ALL)


def _show_dictionary(name: str) -> None:
    rows = []
    for field in fields(name):
        kind = f"{field.kind}, {field.unit}" if field.unit else field.kind
        meaning = field.meaning
        if field.allowed and not all(code in meaning for code in field.codes):
            meaning += " (" + _("one of: {words}", words=", ".join(field.allowed)) + ")"
        rows.append(
            {
                _("Column"): field.title,
                _("Meaning"): meaning,
                _("Kind and unit"): kind,
                _("Always filled"): _("yes") if field.required else _("no"),
                _("Name in the file"): field.name,
            }
        )
    # st.table reads Markdown; a star or a bracket in a description is not meant as such.
    table = pd.DataFrame(rows).map(plain)
    st.table(table, hide_index=True, border="horizontal")


def _choose_filter(view: TableView) -> RowFilter:
    """Only the filters that the table has columns for."""
    raw = view.raw
    year = year_column(view.name)
    years = sorted({int(one) for one in raw[year].dropna()}) if year else []
    regency, commodity, first, last = _ALL, _ALL, None, None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if reference_columns(view.name, "regencies"):
            names = places.regency_names()
            regency = state.select(
                _("Regency"),
                _REGENCY,
                [_ALL, *sorted(names, key=names.__getitem__)],
                _ALL,
                format_func=lambda code: names[code] if code else _("all 22 regencies"),
                width=240,
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
        [_ALL, *years],
        _ALL,
        format_func=lambda one: year_text(one) if one else _("any"),
        width=120,
    )
    return chosen or None


def _show_empty(wanted: RowFilter) -> None:
    """Say which filters exclude everything, and offer the way back."""
    active = []
    if wanted.regency:
        active.append(_("regency {name}", name=places.regency_names()[wanted.regency]))
    if wanted.commodity:
        active.append(_("commodity {name}", name=commodity_name(wanted.commodity)))
    if wanted.first_year:
        active.append(_("from {year}", year=year_text(wanted.first_year)))
    if wanted.last_year:
        active.append(_("to {year}", year=year_text(wanted.last_year)))
    if wanted.text:
        active.append(_("the words \u201c{text}\u201d", text=wanted.text))
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


def _source_ids(view: TableView, mask: pd.Series) -> list[str]:
    if view.name == "sources":
        return []
    columns = [column for column, _separator in reference_columns(view.name, "sources")]
    return split_ids(cell for column in columns for cell in view.raw.loc[mask, column])
