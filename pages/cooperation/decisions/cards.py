"""Decisions as cards by the day of their meeting, which a phone shows one below the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from ntt_data.store.decision_records import STATUSES, Decision
from pages.cooperation.decisions.form import note_seen, offer_correcting, seen_no
from pages.cooperation.decisions.writing import OPEN, write
from pages.ui.form_keys import write_key
from publishing import decision_words
from publishing.formats import date as date_text
from publishing.formats import number
from publishing.language import _
from publishing.markdown_text import plain
from services import decisions
from services.access import Actor
from services.decisions import LONGEST_REASON, Day


def show_days(days: Sequence[Day], overdue: Collection[str], actor: Actor | None) -> None:
    """Every day with its decisions; whoever may change them (``actor``) can open one."""
    for day in days:
        st.subheader(date_text(day.held_on))
        for each in day.decisions:
            with st.container(border=True, key=f"decision-{each.decision_id}"):
                _show_card(each, each.decision_id in overdue)
                if actor is not None:
                    _offer_changes(actor, each)


def show_withdrawn(withdrawn: Sequence[Decision]) -> None:
    """What was typed in by mistake, each with its reason."""
    if not withdrawn:
        return
    with st.expander(_("Withdrawn ({n})", n=number(len(withdrawn)))):
        for each in withdrawn:
            st.markdown(_with_history(f":gray[{plain(each.content.text)}]", each))


def _show_card(decision: Decision, overdue: bool) -> None:
    content = decision.content
    state = plain(decision_words.status_told(decision, overdue))
    color = "red" if overdue else {"open": "blue", "done": "green"}.get(decision.status, "gray")
    facts = [
        _("Who sees to it: {owner}", owner=decision_words.owner(content)),
        _("due: {day}", day=decision_words.due(content.due_on)),
    ]
    about = [
        *([content.meeting] if content.meeting else []),
        _("about: {subject}", subject=decision_words.subject(content.kind, content.key)),
    ]
    st.markdown(
        "  \n".join(
            [
                f"**{plain(content.text)}** :{color}-badge[{state}]",
                plain(" · ".join(facts)),
                f":gray[{plain(' · '.join(about))}]",
            ]
        )
    )
    if len(decision.steps) > 1:
        with st.expander(_("What happened to it ({n})", n=number(len(decision.steps)))):
            st.markdown(_with_history("", decision))


def _with_history(head: str, decision: Decision) -> str:
    """All steps; beside a correction what stood there before."""
    lines = [head, ""] if head else []
    for step in decision.steps:
        told = plain(decision_words.step(step))
        if step.content is not None and len(decision.steps) > 1:
            said = step.content
            facts = (said.text, decision_words.owner(said), decision_words.due(said.due_on))
            told += f" – {plain(' · '.join(facts))}"
        lines.append(f"- {told}")
    return "\n".join(lines)


def _offer_changes(actor: Actor, decision: Decision) -> None:
    """The forms of the one decision that is opened: with all of them the page would be slow."""
    is_open = st.session_state.get(OPEN) == decision.decision_id
    st.button(
        _("Close") if is_open else _("Follow up or correct"),
        key=f"change-{decision.decision_id}",
        on_click=_toggle,
        args=(decision, is_open),
    )
    if not is_open:
        return
    with st.container(key=f"changing-{decision.decision_id}"):
        _offer_status(actor, decision)
        with st.expander(_("Correct it")):
            offer_correcting(actor, decision)
        with st.expander(_("Withdraw it")):
            _offer_withdrawing(actor, decision)
    note_seen(decision)


def _toggle(decision: Decision, is_open: bool) -> None:
    st.session_state[OPEN] = "" if is_open else decision.decision_id
    note_seen(decision)


def _offer_status(actor: Actor, decision: Decision) -> None:
    subject = f"status {decision.decision_id}"
    key = f"status-{write_key(subject)}"
    others = [each for each in STATUSES if each != decision.status]
    with st.form(key, border=False):
        reason = st.text_input(
            _("What became of it, and why (kept beside it)"),
            max_chars=LONGEST_REASON,
            key=f"{key}-reason",
        )
        with st.container(horizontal=True):
            pressed = [
                each
                for each in others
                if st.form_submit_button(
                    _("Set as {status}", status=decision_words.status(each)), key=f"{key}-{each}"
                )
            ]
    if not pressed:
        return
    seen = seen_no(decision)
    if write(
        subject,
        lambda once: decisions.set_status(
            actor, decision.decision_id, pressed[0], reason, seen, once
        ),
    ):
        st.rerun()


def _offer_withdrawing(actor: Actor, decision: Decision) -> None:
    subject = f"withdraw {decision.decision_id}"
    key = f"withdraw-{write_key(subject)}"
    with st.form(key, border=False):
        st.caption(
            _(
                "For what was typed in by mistake: it leaves lists and slides and stays in the "
                "history with the reason. It cannot be undone; record it anew instead."
            )
        )
        reason = st.text_input(_("Reason"), max_chars=LONGEST_REASON, key=f"{key}-reason")
        pressed = st.form_submit_button(_("Withdraw"), key=f"{key}-withdraw")
    if not pressed:
        return
    seen = seen_no(decision)
    if write(
        subject,
        lambda once: decisions.withdraw(actor, decision.decision_id, reason, seen, once),
    ):
        st.rerun()
