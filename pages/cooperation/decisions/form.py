"""The form in which the bureau types a decision in, anew or corrected."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from geo.places import full_names, regencies, regency_names
from ntt_data.store import StoreError
from ntt_data.store.decision_records import OF_PROVINCE, Content, Decision
from pages.cooperation.decisions.writing import write
from pages.ui.form_keys import write_key
from publishing import decision_words
from publishing.language import _
from publishing.names import listed_regency
from services import decisions, rounds
from services.access import Actor
from services.decisions import EARLIEST, LATEST_DUE, LONGEST_DECISION, LONGEST_NAME, LONGEST_REASON

_NEW = "record_decision"


@dataclass(frozen=True)
class Typed:
    """What stands in the form: a content, unless the day of the meeting was emptied."""

    content: Content | None


def offer_recording(actor: Actor, known: Sequence[Decision]) -> None:
    """The form of a new decision; meeting, day and round are those of the one before."""
    held_on = decisions.today()
    usual = Content("", "", held_on)
    if before := [each.content for each in known if each.content.held_on == held_on]:
        usual = replace(usual, meeting=before[-1].meeting, round_id=before[-1].round_id)
    key = f"decision-{write_key(_NEW)}"
    with st.expander(_("Record a decision"), expanded=True), st.form(key, border=False):
        typed = _fields(key, usual)
        pressed = st.form_submit_button(_("Record"), type="primary", key=f"{key}-record")
    if not pressed:
        return
    if typed.content is None:
        st.error(decision_words.refusal("no_day"))
        return
    content = typed.content
    if write(_NEW, lambda once: decisions.record(actor, content, once)):
        st.rerun()


def offer_correcting(actor: Actor, decision: Decision) -> None:
    """The same form with what stands there, and the reason why it is said anew."""
    subject = f"correct {decision.decision_id}"
    # What was typed stays while somebody else changes the decision.
    key = f"correct-{write_key(subject)}"
    with st.form(key, border=False):
        typed = _fields(key, decision.content)
        reason = st.text_input(
            _("Reason of the correction (kept beside it)"),
            max_chars=LONGEST_REASON,
            key=f"{key}-reason",
        )
        pressed = st.form_submit_button(_("Keep the correction"), key=f"{key}-keep")
    if not pressed:
        return
    if typed.content is None:
        st.error(decision_words.refusal("no_day"))
        return
    content, seen = typed.content, seen_no(decision)
    if write(
        subject,
        lambda once: decisions.correct(actor, decision.decision_id, content, reason, seen, once),
    ):
        st.rerun()


def seen_no(decision: Decision) -> int:
    """The step that the form on the screen was drawn with; a click comes with the run after it."""
    return int(st.session_state.get(f"_decision_seen_{decision.decision_id}", decision.no))


def note_seen(decision: Decision) -> None:
    """After a form has been dealt with: what is shown from now on."""
    st.session_state[f"_decision_seen_{decision.decision_id}"] = decision.no


def _fields(key: str, usual: Content) -> Typed:
    text = st.text_area(
        _("What was decided"), usual.text, max_chars=LONGEST_DECISION, key=f"{key}-text", height=80
    )
    owner_box, regency_box = st.columns(2)
    owner = owner_box.text_input(
        _("Who sees to it (office or person)"),
        usual.owner,
        max_chars=LONGEST_NAME,
        key=f"{key}-owner",
    )
    names = {"": _("none"), **{code: listed_regency(code) for code in regency_names()}}
    owner_code = regency_box.selectbox(
        _("Their regency (none: of the province)"),
        list(names),
        list(names).index(usual.owner_code or ""),
        format_func=names.__getitem__,
        key=f"{key}-regency",
    )
    due_box, held_box, meeting_box = st.columns(3)
    due_on = due_box.date_input(
        _("Due date (may stay empty)"),
        usual.due_on,
        EARLIEST,
        LATEST_DUE,
        format="DD/MM/YYYY",
        key=f"{key}-due",
    )
    held_on = held_box.date_input(
        _("Day of the meeting"),
        usual.held_on,
        EARLIEST,
        LATEST_DUE,
        format="DD/MM/YYYY",
        key=f"{key}-held",
    )
    meeting = meeting_box.text_input(
        _("Meeting (name or place)"),
        usual.meeting,
        max_chars=LONGEST_NAME,
        key=f"{key}-meeting",
    )
    about_box, round_box = st.columns(2)
    subjects = _subjects(usual)
    kind, about = about_box.selectbox(
        _("About (also on the slides of)"),
        list(subjects),
        list(subjects).index((usual.kind, usual.key)),
        format_func=subjects.__getitem__,
        key=f"{key}-about",
    )
    known = _rounds(usual)
    round_id = round_box.selectbox(
        _("Round of collecting figures"),
        list(known),
        list(known).index(usual.round_id or ""),
        format_func=known.__getitem__,
        key=f"{key}-round",
    )
    if not isinstance(held_on, date):
        return Typed(None)
    until = due_on if isinstance(due_on, date) else None
    return Typed(
        Content(
            text, owner, held_on, meeting, owner_code or None, until, kind, about, round_id or None
        )
    )


def _subjects(usual: Content) -> dict[tuple[str, str], str]:
    """What a decision can be about here; one that is about something else keeps it."""
    zones = sorted(regencies()["zone_id"].unique())
    known = [
        OF_PROVINCE,
        *(("regency", code) for code in full_names()),
        *(("zone", zone) for zone in zones),
        (usual.kind, usual.key),
    ]
    return {each: decision_words.subject(*each) for each in dict.fromkeys(known)}


def _rounds(usual: Content) -> dict[str, str]:
    found = {"": _("none")}
    with suppress(StoreError):  # the decisions were read a moment ago: the write will say it
        found |= {each.round_id: each.name for each in rounds.all_rounds()}
    if usual.round_id is not None:  # also of a rehearsal that was thrown away since
        found.setdefault(usual.round_id, usual.round_id)
    return found
