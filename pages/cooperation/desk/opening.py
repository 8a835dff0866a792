"""The form in which the bureau opens a case: empty, or with what an opportunity says."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ntt_data import log
from ntt_data.store import StoreError
from ntt_data.store.case_records import Content
from pages.ui import case_form, state
from pages.ui.form_keys import renew_key, write_key
from pages.ui.provenance import show_provenance
from pages.ui.site_map import script
from publishing import desk_words
from publishing.formats import number
from publishing.language import _, current_language
from publishing.markdown_text import plain
from publishing.sources import grade_word
from services.access import AccessError, Actor
from services.desk import board, cases, opportunities
from services.desk.rules import CaseRuleError
from services.desk.state import Case


def chosen_opportunity() -> str:
    """What somebody comes with; nothing where the address names none of today's."""
    return state.chosen_parts("opportunity", _read, _("Opportunity"))


def offer_opening(actor: Actor, known: Sequence[Case]) -> None:
    """The form, open where somebody comes with an opportunity."""
    key = chosen_opportunity()
    content = opportunities.content_of(key or "by_hand")
    assert content is not None, "keys are read before"
    with st.expander(_("Open a case"), expanded=bool(key) or not known):
        for same in board.made_from(known, content.origin, content.origin_key):
            st.warning(
                _(
                    "There is a case already from the same opportunity: {title}",
                    title=plain(same.content.title),
                )
            )
        _show_snapshot(content)
        _show_form(actor, content, key)


def _read(text: str) -> tuple[str, Sequence[str]]:
    key = opportunities.known_key(text)
    return key, [] if key else [text]


def _show_snapshot(content: Content) -> None:
    """The figures that go into the case and stay as they are today."""
    rows = content.snapshot.get("rows", ())
    if not rows:
        return
    language = current_language()
    heading = _("Figures of the day on which it is made; they stay as they are")
    st.markdown(f"**{heading}**")
    lines = []
    for row in rows:
        value = "–" if row["value"] is None else number(row["value"], _decimals(row["value"]))
        facts = [f"{value} {row['unit']}".strip(), str(row["year"] or ""), grade_word(row["grade"])]
        lines.append(
            f"- {plain(row[f'label_{language}'])}: {plain(' · '.join(filter(None, facts)))}"
        )
    st.markdown("\n".join(lines))
    st.caption(plain(content.snapshot[f"note_{language}"]))
    show_provenance("opportunity", [row["source"] for row in rows])


def _decimals(value: float) -> int:
    return 0 if abs(value) >= 1000 or float(value).is_integer() else 1


def _show_form(actor: Actor, usual: Content, opportunity: str) -> None:
    subject = f"open {opportunity}"
    key = f"case-{write_key(subject)}"
    with st.form(key, border=False):
        content = case_form.fields(key, usual)
        st.caption(_("Filled in in Indonesian, the language of the papers."))
        st.caption(desk_words.other_rules_note())
        pressed = st.form_submit_button(_("Record the case"), type="primary", key=f"{key}-open")
    if not pressed:
        return
    try:
        case = cases.open_case(actor, content, write_key(subject))
    except (CaseRuleError, AccessError, StoreError) as error:
        log.event("case_refused", reason=error.code)
        st.error(desk_words.not_opened(error.code))
        return
    renew_key(subject)
    state.choose("opportunity", "")
    st.query_params.pop("opportunity", None)
    st.switch_page(script("case"), query_params={"case": case.case_id})
