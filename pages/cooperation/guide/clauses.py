"""The clauses that an agreement holds at least, as a checklist to fill in during a meeting."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.cooperation.guide.layout import rows_of, take_away
from pages.ui.quotations import show_quotation
from publishing.language import _, localised
from publishing.listings.guide import checklist
from publishing.markdown_text import plain
from publishing.sentences.guide import report_section

_KEPT = "agreement_draft"  # Streamlit forgets a widget's value while its section is not shown


def show() -> None:
    """Draw the section."""
    clauses = load("agreement_clauses").sort_values("order", ignore_index=True)
    st.header(_("{n} clauses that an agreement holds at least", n=len(clauses)))
    draft: dict[str, tuple[bool, str]] = st.session_state.setdefault(_KEPT, {})
    for row in rows_of(clauses):
        draft[row.clause] = _line(
            row.clause,
            f"{row.letter}. {getattr(row, localised('name'))}",
            row.literal,
            row.source_id,
            draft.get(row.clause, (False, "")),
        )
    agreed = sum(done for done, _text in draft.values())
    st.progress(
        agreed / len(clauses), text=_("{n} of {total} agreed", n=agreed, total=len(clauses))
    )
    st.caption(
        _(
            "Ticks and wording stay only in this window, until it is closed or reloaded. Download "
            "the list to keep it; empty, it is a template."
        )
    )
    take_away(
        checklist(clauses, draft),
        clauses["source_id"],
        "agreement_clauses",
        _("Minimum content of an agreement according to the report, section 7."),
        key="agreement_checklist",
    )


def _line(
    clause: str, label: str, literal: str, source_id: str, kept: tuple[bool, str]
) -> tuple[bool, str]:
    tick, text, quotation = st.columns([2, 4, 0.8], vertical_alignment="center")
    with tick:
        done = st.checkbox(plain(label), kept[0], key=f"agreed_{clause}")
    with text:
        wording = st.text_input(
            _("Wording or note: {clause}", clause=label),
            kept[1],
            key=f"wording_{clause}",
            placeholder=_("Wording or note"),
            label_visibility="collapsed",
            max_chars=500,
        )
    with quotation:
        show_quotation(literal, source_id, report_section("agreement_clauses"))
    return done, wording
