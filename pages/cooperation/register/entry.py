"""One entry of the register: all that is known of it, its wording and its sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from pages.ui.quotations import blockquote
from pages.ui.site_map import script
from publishing.language import _, current_language
from publishing.markdown_text import plain
from publishing.sentences import cooperation_register as told
from publishing.sources import grade_word, register_text


def show_entry(row: Mapping[str, Any]) -> None:
    """Draw it below the table."""
    with st.container(border=True, key="register-entry"):
        st.subheader(plain(told.title(row)))
        note = row["note_en" if current_language() == "en" else "note"]
        lines = {
            _("Kind"): told.kind_word(str(row["kind"])),
            _("Date"): told.when(row),
            _("What became of it"): told.outcome(row),
            _("Where it comes from"): told.basis_word(str(row["basis"])),
            _("Grade"): "" if pd.isna(row["grade"]) else grade_word(str(row["grade"])),
            _("Note"): "" if pd.isna(note) else str(note),
        }
        st.markdown(
            "\n".join(f"- **{name}**: {plain(text)}" for name, text in lines.items() if text)
        )
        if row["basis"] == told.DESK:
            st.page_link(
                script("case"),
                label=_("The whole case"),
                query_params={"case": str(row["entry"])},
            )
            return
        if pd.isna(row["literal"]):
            st.caption(_("No wording kept for this row."))
        else:
            st.caption(_("Wording of the report, as printed, with its misprints:"))
            blockquote(str(row["literal"]))
        st.markdown(register_text([row["source_ids"]]))
