"""What the sections of the guide share: places in the report, cards, files to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st
from babel.lists import format_list

from ntt_data.tables import load
from pages.ui.provenance import show_provenance
from pages.ui.quotations import as_markdown, show_quotation
from publishing.language import _, current_language
from publishing.sources import split_ids
from publishing.tables import Column, readable

#: Section of the report in which a table's content is printed.
_SECTION = {
    "legal_basis": 3,
    "cooperation_models": 7,
    "agreement_clauses": 7,
    "cooperation_forms": 8,
    "principles": 8,
    "stages": 8,
    "zones": 8,
    "priority_affairs": 8,
}

_REPORT = "003_49c762d796999e18.txt"
#: What the column ``place`` of the anomaly register says on the rows of a section of the guide.
_ANOMALY_PLACES = {
    "cooperation_models": r"bagian 7, model|bagian 7 dan 8",
    "principles": r"bagian 8, prinsip",
    "stages": r"tahapan|tata cara",
    "agreement_clauses": r"klausul|tata cara 2",
    "zones": r"bagian 8, zona|kantor perwakilan",
    "legal_basis": r"bagian 3, butir",
    "priority_affairs": r"urusan prioritas",
    "programmes": r"bagian 8, alinea",
}


def place(table_name: str) -> str:
    """Where in the report a table's content stands."""
    return _("section {n}", n=_SECTION[table_name])


def rows_of(table: pd.DataFrame) -> list[Any]:
    """Rows with their columns as attributes (``row.literal``); what they hold the table knows."""
    return list(table.itertuples())


def card_grid(table: pd.DataFrame, per_row: int, draw: Callable[[Any], None]) -> None:
    """One bordered card per row of ``table``, all of a line equally high."""
    rows = rows_of(table)
    for start in range(0, len(rows), per_row):
        line = rows[start : start + per_row]
        for cell, row in zip(st.columns(per_row, border=True), line, strict=False):
            with cell:
                draw(row)


def line_with_quotation(text: str, literal: object, source_id: object, where: str = "") -> None:
    """A line of markdown with its wording one click away at the end."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(text, width="stretch")
        show_quotation(literal, source_id, where)


def take_away(
    table: pd.DataFrame,
    columns: Mapping[str, Column],
    table_name: str,
    note: str = "",
    key: str | None = None,
) -> None:
    """Sources, known troubles of the wording, and files of a section, below it.

    ``columns`` hold readable headers; an empty mapping takes the table's own.
    """
    ids = split_ids(table["source_id"]) if "source_id" in table else [_REPORT]
    with st.container(horizontal=True):
        show_anomalies(table_name)
        show_provenance(
            key or table_name,
            ids,
            lambda: readable(table, columns) if columns else table,
            note=note,
        )


def anomalies_of(table_name: str) -> pd.DataFrame:
    """Rows of the anomaly register on what a section of the guide shows."""
    register = load("anomalies")
    pattern = _ANOMALY_PLACES.get(table_name)
    if pattern is None:
        return register.iloc[:0]
    found = register["place"].str.contains(pattern, case=False, regex=True)
    return register[found & register["document"].eq(_REPORT)]


def show_anomalies(table_name: str) -> None:
    """Button that opens what is wrong in the report's wording and how it is handled here."""
    rows = anomalies_of(table_name)
    if rows.empty:
        return
    problem, handling = ("problem", "handling")
    if current_language() == "en":
        problem, handling = ("problem_en", "handling_en")
    with st.popover(_("Noted in the wording ({n})", n=len(rows)), icon=":material/report:"):
        for row in rows.to_dict("records"):
            st.markdown(f"**{as_markdown(row['id'])}** · {as_markdown(row[problem])}")
            st.caption(_("Handled so: {handling}", handling=as_markdown(row[handling])))


def join_names(names: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """``A, B, dan C`` (``standard``) or ``A, B, atau C`` (``or``) in the session's language."""
    return format_list(list(names), style=style, locale=current_language())
