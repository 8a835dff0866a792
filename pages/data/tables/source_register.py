"""The register of sources: what each is, how good it is and how much rests on it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.data.tables.search_box import search_box
from pages.ui import state
from pages.ui.provenance import show_provenance
from pages.ui.worded import worded
from publishing.formats import number
from publishing.language import _, current_language
from publishing.sources import grade_word
from publishing.table_view import NO_VALUE, rows_per_source, table_title

GRADES = ("A", "B", "C", "assumption")
_ANY = "any"


def register() -> pd.DataFrame:
    """The source table with ``rows``: how many rows of all other tables name the source."""
    sources = load("sources")
    rows = rows_per_source().groupby("source_id")["rows"].sum()
    return sources.assign(rows=sources["source_id"].map(rows).fillna(0).astype("int64"))


def show_register() -> None:
    """The section "Sources" of the data page."""
    sources = register()
    st.header(
        _(
            "{rows} figures and statements rest on {n} sources",
            rows=number(sources["rows"].sum()),
            n=number(len(sources)),
        )
    )
    _show_grades(sources)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        grade = state.segments(
            _("Grade"),
            "grade",
            [_ANY, *GRADES],
            _ANY,
            format_func=lambda code: _("all") if code == _ANY else _grade_short(code),
        )
        text = search_box(_("Search the sources"), "find_source")
    found = matching_sources(sources, None if grade == _ANY else grade, text)
    if found.empty:
        st.info(_("No source fits. Choose all grades or search for fewer words."))
        return
    st.markdown(_("**{n} sources**; choose a row to see everything about it", n=number(len(found))))
    shown = _readable(found)
    rows_header = list(shown.columns)[1]
    event = st.dataframe(
        worded(shown, {rows_header: [number(n) for n in found["rows"]]}),
        hide_index=True,
        width="stretch",
        height=min(430, 38 + 35 * len(shown)),
        column_config={
            _("Title"): st.column_config.Column(width="large"),
            _("Source"): st.column_config.Column(width="small"),
            _("Publisher"): st.column_config.Column(width="medium"),
        },
        key="sources-table",
        on_select="rerun",
        selection_mode="single-row",
    )
    show_provenance("sources-register", table=lambda: _readable(found))
    # A link to one source opens it: a search that leaves a single one needs no click.
    rows = event.selection.rows or ([0] if len(found) == 1 else [])
    if rows and rows[0] < len(found):
        _show_source(found.iloc[rows[0]])


def matching_sources(sources: pd.DataFrame, grade: str | None, text: str) -> pd.DataFrame:
    """Sources of a grade in which every word occurs; those on which most rests come first."""
    mask = sources["grade"].eq(grade) if grade else pd.Series(True, index=sources.index)
    named = mask & sources["source_id"].str.casefold().eq(text.casefold())
    if named.any():  # a link to one source, or its code typed in full
        return sources[named]
    words = sources.drop(columns="rows").fillna("").agg(" ".join, axis="columns").str.casefold()
    for word in text.casefold().split():
        mask &= words.str.contains(word, regex=False)
    return sources[mask].sort_values(["rows", "source_id"], ascending=[False, True])


def _grade_short(code: str) -> str:
    return _("assumption") if code == "assumption" else code


def _show_grades(sources: pd.DataFrame) -> None:
    meaning = {
        "A": _(
            "Published by the office that is responsible for the figure, read at its own place."
        ),
        "B": _("A copy of an official figure that agrees with a second publication or total."),
        "C": _("A copy of an official figure that could not be compared with a second one."),
        "assumption": _("Our own assumption, where nothing is published. Open to be changed."),
    }
    table = pd.DataFrame(
        [
            {
                _("Grade"): grade_word(code),
                _("What it means"): meaning[code],
                _("Sources"): number((sources["grade"] == code).sum()),
                _("Rows resting on them"): number(
                    sources.loc[sources["grade"] == code, "rows"].sum()
                ),
            }
            for code in GRADES
        ]
    )
    st.table(table, hide_index=True, border="horizontal")


def _readable(found: pd.DataFrame) -> pd.DataFrame:
    note = "note_en" if current_language() == "en" and "note_en" in found else "note"
    titles = {
        "source_id": _("Source"),
        "rows": _("Rows"),
        "grade": _("Grade"),
        "title": _("Title"),
        "publisher": _("Publisher"),
        "year": _("Year"),
        "locator": _("Where it is found"),
        "licence": _("Licence"),
        note: _("Note"),
    }
    table = found[list(titles)].rename(columns=titles)
    words = table.columns.drop(_("Rows"))
    table[words] = table[words].fillna(NO_VALUE)
    table[_("Grade")] = found["grade"].map(_grade_short)
    return table


def _show_source(row: pd.Series) -> None:
    with st.container(border=True):
        st.markdown(f"**{_('Source')} `{row['source_id']}`** · {grade_word(row['grade'])}")
        st.text(row["title"])
        parts = [row["publisher"], row["year"], row["licence"]]
        st.caption(" · ".join(str(part) for part in parts if pd.notna(part)))
        if pd.notna(row["locator"]):
            st.code(row["locator"], language=None, wrap_lines=True)
        note = row.get("note_en") if current_language() == "en" else row["note"]
        if pd.notna(note):
            st.text(note)
        uses = rows_per_source()
        uses = uses[uses["source_id"] == row["source_id"]]
        if uses.empty:
            st.caption(_("No row of a table names it; it was read for comparison only."))
            return
        st.caption(
            _(
                "Rests on it: {tables}",
                tables=", ".join(
                    f"{table_title(use.table)} ({number(use.rows)})" for use in uses.itertuples()
                ),
            )
        )
