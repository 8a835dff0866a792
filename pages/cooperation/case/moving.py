"""Moving a case to a stage: what that asks is said before anything is pressed."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.cooperation.case.writing import form_key, write
from publishing import case_words
from publishing.language import _
from publishing.markdown_text import plain
from services.access import Actor
from services.desk import cases
from services.desk.contents import LONGEST_TEXT
from services.desk.rules import stages_of
from services.desk.state import SCHEMES, Case, Scheme


def offer(case: Case, actor: Actor) -> None:
    """The stages that it can go to, what is missing for the chosen one, and the press."""
    key = form_key(case, "move")
    schemes: list[Scheme] = [each for each in SCHEMES if each == "report" or case.takes_legal_path]
    scheme_box, stage_box = st.columns(2)
    scheme = scheme_box.selectbox(
        _("Which stages"), schemes, format_func=case_words.scheme_name, key=f"{key}-scheme"
    )
    order = stages_of(load("case_stages"), scheme)
    here = order.index(case.stages[scheme])
    others = [each for each in order if each != order[here]]
    stage = stage_box.selectbox(
        _("To this stage"),
        others,
        min(here, len(others) - 1),
        format_func=lambda each: case_words.stage_name(scheme, each),
        key=f"{key}-stage-{scheme}",
    )
    way = cases.way_to(case, scheme, stage)
    if way.missing_must:
        st.error(plain(_("Not possible yet. Still missing:")))
        st.markdown(_listed(way.missing_must))
    if way.missing_reason:
        st.warning(plain(_("Passed over with a reason that is kept beside it:")))
        st.markdown(_listed(way.missing_reason))
    if way.left_out:
        names = "; ".join(case_words.stage_name(scheme, each) for each in way.left_out)
        st.markdown(plain(_("Leaves out: {stages}", stages=names)))
    if way.is_back:
        st.markdown(plain(_("This is a step back; write why.")))
    reason = st.text_input(
        _("Reason (needed here)") if way.needs_reason else _("Reason (may stay empty)"),
        max_chars=LONGEST_TEXT,
        key=f"{key}-reason",
    )
    if st.button(_("Move"), type="primary", disabled=bool(way.missing_must), key=f"{key}-do"):
        write(
            case,
            "move",
            lambda seen, once: cases.move(actor, case.case_id, scheme, stage, reason, seen, once),
        )


def _listed(guards: tuple[str, ...]) -> str:
    return "\n".join(f"- {plain(case_words.guard(each))}" for each in guards)
