"""Programmes, proposals and commitments that the two documents name."""

from __future__ import annotations

import streamlit as st

from geo.places import regency_names
from ntt_data.tables import load
from pages.cooperation.guide.layout import line_with_quotation, rows_of, show_anomalies
from publishing.language import _, localised
from publishing.markdown_text import plain
from publishing.sentences.guide import programme_word

#: Kinds of programmes in three groups, from what happens to what was wished.
GROUPS = {
    "known": ["reported_flow", "reported_initiative", "mediated_conflict"],
    "proposed": ["proposed_programme", "identified_problem", "institutional_proposal"],
    "meeting": ["commitment", "expected_result", "conclusion", "recommendation"],
}


def show() -> None:
    """Draw the part of the section."""
    st.header(_("Programmes and agreements named in the two documents"))
    table = load("programmes")
    titles = {
        "known": _("Known: flows, initiatives, mediated conflicts"),
        "proposed": _("Proposed: programmes, problems named, offices"),
        "meeting": _("Coordination meeting: commitments, conclusions, recommendations"),
    }
    for group, kinds in GROUPS.items():
        rows = table[table["kind"].isin(kinds)]
        with st.expander(f"{titles[group]} ({len(rows)})", expanded=group == "known"):
            for kind in kinds:
                of_kind = rows[rows["kind"] == kind]
                if len(of_kind):
                    st.markdown(f"**{plain(programme_word(kind))}**")
                for row in rows_of(of_kind):
                    text = f"- {plain(getattr(row, localised('name')))}{_regencies_of(row)}"
                    line_with_quotation(text, row.literal, row.source_id)
    show_anomalies("programmes")


def _regencies_of(row: object) -> str:
    codes = getattr(row, "regency_codes", None)
    if not isinstance(codes, str):
        return ""
    names = regency_names()
    return " ".join(["", *(f":gray-badge[{plain(names[c])}]" for c in codes.split(";"))])
