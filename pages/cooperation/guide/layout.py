"""What the sections of the guide share: cards, wording at a line's end, files to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.ui.provenance import show_provenance
from pages.ui.quotations import show_quotation, show_quotations
from publishing.language import _, current_language, localised
from publishing.markdown_text import plain
from publishing.sentences.first_steps import unconfirmed, wording_word
from publishing.tables import ReadyTable

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
    "kpju_criteria": r"bagian 5, kriteria|bagian 5, sebelum huruf a",
}


def rows_of(table: pd.DataFrame) -> list[Any]:
    """Rows with their columns as attributes (``row.literal``); what they hold the table knows."""
    return list(table.itertuples())


def card_grid(table: pd.DataFrame, per_row: int, draw: Callable[[Any], None]) -> None:
    """One bordered card per row of ``table``, all of a line equally high."""
    rows = rows_of(table)
    for start in range(0, len(rows), per_row):
        line = rows[start : start + per_row]
        for cell, row in zip(st.columns(per_row), line, strict=False):
            with cell, st.container(border=True, height="stretch"):
                draw(row)


def listed(rows: pd.DataFrame, where: str) -> None:
    """The names of a list of the report in the order given, with its wording one click away."""
    names = [plain(name) for name in rows[localised("name")]]
    marked = names if len(names) == 1 else [f"{n}. {name}" for n, name in enumerate(names, 1)]
    st.markdown("\n".join(marked))
    literals = rows["literal"].drop_duplicates().tolist()
    show_quotations(literals, rows["source_id"].iloc[0], where)


def line_with_quotation(text: str, literal: object, source_id: object, where: str = "") -> None:
    """A line of markdown with its wording one click away at the end."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        st.markdown(text, width="stretch")
        show_quotation(literal, source_id, where)


def show_obtained(wording: str) -> None:
    """How the wording behind a statement was obtained, and that nobody has confirmed it."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        if told := unconfirmed(wording):
            st.badge(told, color="orange")
        st.caption(plain(_("Wording: {how}", how=wording_word(wording))))


def take_away(
    table: ReadyTable | pd.DataFrame,
    source_ids: Iterable[object],
    table_name: str,
    note: str = "",
    key: str = "",
) -> None:
    """Sources, known troubles of the wording, and files of a section, below it.

    ``table_name`` is the curated table whose wording the section shows; ``key`` names the files
    where it is not that table that is taken away.
    """
    with st.container(horizontal=True):
        show_anomalies(table_name)
        show_provenance(
            key or table_name,
            source_ids,
            lambda: table.readable() if isinstance(table, ReadyTable) else table,
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
            st.markdown(f"**{plain(row['id'])}** · {plain(row[problem])}")
            st.caption(_("Handled so: {handling}", handling=plain(row[handling])))
