"""Programmes, proposals and commitments that the two documents name."""

from __future__ import annotations

import streamlit as st

from geo.places import regency_names
from ntt_data.tables import load
from pages.ui.cooperation_layout import line_with_quotation, rows_of, show_anomalies
from pages.ui.quotations import as_markdown
from publishing.language import _, localised

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
                    st.markdown(f"**{as_markdown(kind_word(kind))}**")
                for row in rows_of(of_kind):
                    text = f"- {as_markdown(getattr(row, localised('name')))}{_regencies_of(row)}"
                    line_with_quotation(text, row.literal, row.source_id)
    show_anomalies("programmes")


def _regencies_of(row: object) -> str:
    codes = getattr(row, "regency_codes", None)
    if not isinstance(codes, str):
        return ""
    names = regency_names()
    return " ".join(["", *(f":gray-badge[{as_markdown(names[c])}]" for c in codes.split(";"))])


def kind_word(kind: str) -> str:
    """Kind of a programme, in words."""
    return {
        "reported_flow": _("Reported flow"),
        "reported_initiative": _("Reported initiative"),
        "mediated_conflict": _("Conflict mediated by the province"),
        "proposed_programme": _("Proposed programme"),
        "identified_problem": _("Problem identified"),
        "institutional_proposal": _("Institutional proposal"),
        "commitment": _("Commitment of the Komodo Declaration"),
        "expected_result": _("Result expected"),
        "conclusion": _("Conclusion"),
        "recommendation": _("Recommendation"),
    }[kind]
