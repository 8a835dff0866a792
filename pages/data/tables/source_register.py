"""The register of sources: what each is, how good it is and how much rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analysis.balance.inputs import GRADES
from pages.ui import state
from pages.ui.provenance import show_provenance
from pages.ui.search_box import search_box
from pages.ui.worded import worded
from publishing.formats import number
from publishing.language import _, current_language
from publishing.listings.registers import grades_table, sources_table
from publishing.markdown_text import code, plain
from publishing.sentences.registers import grade_letter, uses_line
from publishing.sources import grade_word, locator_text, publisher_words, source_title
from publishing.table_view import rows_per_source
from services.registers import matching_sources, sources_in_use

_ANY = "any"


def show_register() -> None:
    """The section "Sources" of the data page."""
    sources = sources_in_use()
    st.header(
        _(
            "{rows} figures and statements rest on {n} sources",
            rows=number(sources["rows"].sum()),
            n=number(len(sources)),
        )
    )
    st.table(grades_table(sources, GRADES), hide_index=True, border="horizontal")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        grade = state.segments(
            _("Grade"),
            "grade",
            [_ANY, *GRADES],
            _ANY,
            format_func=lambda code: _("all") if code == _ANY else grade_letter(code),
        )
        text = search_box(_("Search the sources"), "find_source")
    found = matching_sources(sources, None if grade == _ANY else grade, text)
    if found.empty:
        st.info(_("No source fits. Choose all grades or search for fewer words."))
        return
    st.markdown(_("**{n} sources**; choose a row to see everything about it", n=number(len(found))))
    table = sources_table(found)
    event = st.dataframe(
        worded(table.readable(), {_("Rows"): [number(n) for n in found["rows"]]}),
        hide_index=True,
        width="stretch",
        height=min(430, 38 + 35 * len(found)),
        column_config={
            _("Title"): st.column_config.Column(width="large"),
            _("Source"): st.column_config.Column(width="small"),
            _("Publisher"): st.column_config.Column(width="medium"),
            _("Address"): st.column_config.LinkColumn(
                width="medium",
                help=_("Address of a source; whatever opens it needs the internet"),
            ),
        },
        key="sources-table",
        on_select="rerun",
        selection_mode="single-row",
    )
    show_provenance("sources-register", table=table.readable)
    # A link to one source opens it: a search that leaves a single one needs no click.
    rows = event.selection.rows or ([0] if len(found) == 1 else [])
    if rows and rows[0] < len(found):
        _show_source(found.iloc[[rows[0]]].to_dict("records")[0])


def _show_source(row: Mapping[Any, Any]) -> None:
    with st.container(border=True):
        st.markdown(f"**{_('Source')} {code(row['source_id'])}** · {grade_word(row['grade'])}")
        st.text(source_title(row))
        parts = [row["publisher"], row["year"], row["licence"]]
        known = [publisher_words(str(part)) for part in parts if pd.notna(part)]
        st.caption(plain(" · ".join(known)))
        if pd.notna(row["locator"]):
            st.markdown(locator_text(str(row["locator"])))
        note = row["note_en"] if current_language() == "en" else row["note"]
        if pd.notna(note):
            st.text(note)
        uses = rows_per_source()
        st.caption(uses_line(uses[uses["source_id"] == row["source_id"]]))
