"""What may be done about a case: by the bureau everything, by a party a comment."""

from __future__ import annotations

import streamlit as st

from ntt_data.store.case_records import FILE_KINDS
from pages.cooperation.case import model, moving
from pages.cooperation.case.writing import form_key, write
from pages.ui import case_form
from pages.ui.live_sessions import expect_files
from pages.ui.on_demand import Fold, open_on_demand
from publishing import case_words
from publishing.language import _
from publishing.markdown_text import plain
from services import access
from services.access import Actor
from services.decisions import EARLIEST, today
from services.desk import cases, rules
from services.desk.cases import LARGEST_FILE, LONGEST_COMMENT
from services.desk.contents import LONGEST_TEXT
from services.desk.state import Case


def show(case: Case, actor: Actor) -> None:
    """One fold for each thing that the rules let this actor do now."""
    may_change = cases.may_change(actor)
    if case.state == "withdrawn":
        st.info(_("This was withdrawn; nothing can be added any more."))
        return
    if may_change and case.state == "ended":
        st.info(_("This has ended; files and comments can still be added."))
    offered: list[Fold] = []
    if may_change and case.state == "open":
        offered += [
            Fold(_("Move to a stage"), "case-move", lambda: moving.offer(case, actor)),
            Fold(_("Answer a precondition"), "case-check", lambda: _check(case, actor)),
            Fold(
                _("Which model? And who must sign?"), "case-model", lambda: model.offer(case, actor)
            ),
        ]
    if may_change:
        offered.append(Fold(_("Attach a file"), "case-attach", lambda: _attach(case, actor)))
    if access.may(actor, "comment", cases.subject_of(case)):
        offered.append(Fold(_("Comment"), "case-comment", lambda: _comment(case, actor)))
    if may_change and case.state == "open":
        offered.append(
            Fold(_("Correct the content"), "case-correct", lambda: _correct(case, actor))
        )
    if may_change:
        offered.append(Fold(_("Publish"), "case-publish", lambda: _publish(case, actor)))
    if may_change and case.state == "open":
        offered.append(Fold(_("End or withdraw"), "case-end", lambda: _end(case, actor)))
    if offered:
        st.subheader(_("What can be done"))
    for each in offered:
        open_on_demand(each)


def _check(case: Case, actor: Actor) -> None:
    key = form_key(case, "check")
    values: list[bool | None] = [True, False, None]
    with st.form(key, border=False):
        name = st.selectbox(
            _("Precondition"), case.asked_checks, format_func=case_words.check, key=f"{key}-name"
        )
        holds = st.selectbox(
            _("Does it hold?"), values, format_func=case_words.holds, key=f"{key}-holds"
        )
        note = st.text_input(_("Note (kept beside it)"), max_chars=LONGEST_TEXT, key=f"{key}-note")
        pressed = st.form_submit_button(_("Record"), key=f"{key}-do")
    if pressed:
        write(
            case,
            "check",
            lambda seen, once: cases.check(actor, case.case_id, name, holds, note, seen, once),
        )


def _attach(case: Case, actor: Actor) -> None:
    expect_files()
    key = form_key(case, "attach")
    signed = () if case.takes_legal_path else ("accord", "agreement")  # a handshake has none
    kinds = [each for each in FILE_KINDS if each not in signed]
    with st.form(key, border=False):
        kind = st.selectbox(
            _("Kind of file"), kinds, format_func=case_words.file_kind, key=f"{key}-kind"
        )
        file = st.file_uploader(
            _("File (10 MB at most)"), key=f"{key}-file", max_upload_size=LARGEST_FILE // 1_000_000
        )
        numbers = {
            party.name: st.text_input(
                _("Number of {party}", party=plain(party.name)), max_chars=120, key=f"{key}-no-{at}"
            )
            for at, party in enumerate(case.content.parties)
        }
        signed_on = st.date_input(
            _("Day on which it was signed (may stay empty)"),
            None,
            EARLIEST,
            today(),
            format="DD/MM/YYYY",
            key=f"{key}-signed",
        )
        note = st.text_input(_("Note (kept beside it)"), max_chars=LONGEST_TEXT, key=f"{key}-note")
        pressed = st.form_submit_button(_("Attach"), key=f"{key}-do")
    if pressed:
        name, content = (file.name, file.getvalue()) if file is not None else ("", b"")
        write(
            case,
            "attach",
            lambda seen, once: cases.attach(
                actor, case.case_id, kind, name, content, numbers, note, seen, once, signed_on
            ),
        )


def _comment(case: Case, actor: Actor) -> None:
    key = form_key(case, "comment")
    with st.form(key, border=False):
        text = st.text_area(_("Comment"), max_chars=LONGEST_COMMENT, key=f"{key}-text")
        pressed = st.form_submit_button(_("Add the comment"), key=f"{key}-do")
    if pressed:
        write(case, "comment", lambda _seen, once: cases.comment(actor, case.case_id, text, once))


def _correct(case: Case, actor: Actor) -> None:
    """The form of the opening once more; who has signed a paper stays its party."""
    key = form_key(case, "correct")
    with st.form(key, border=False):
        why_fixed = case_words.parties_fixed() if rules.parties_are_fixed(case) else ""
        said = case_form.fields(key, case.content, asks_origin=False, why_fixed=why_fixed)
        reason = st.text_input(
            _("Reason of the correction (needed; kept beside it)"),
            max_chars=LONGEST_TEXT,
            key=f"{key}-reason",
        )
        pressed = st.form_submit_button(_("Keep the correction"), key=f"{key}-do")
    if pressed:
        write(
            case,
            "correct",
            lambda seen, once: cases.correct(actor, case.case_id, said, reason, seen, once),
        )


def _publish(case: Case, actor: Actor) -> None:
    if not case.is_public and not case.is_signed:
        st.info(_("It can be shown to everybody once it is signed."))
        return
    key, public = form_key(case, "publish"), not case.is_public
    with st.form(key, border=False):
        reason = st.text_input(
            _("Note (kept beside it)"), max_chars=LONGEST_TEXT, key=f"{key}-reason"
        )
        pressed = st.form_submit_button(
            _("Show it to everybody") if public else _("Show it to the parties only"),
            key=f"{key}-do",
        )
    if pressed:
        write(
            case,
            "publish",
            lambda seen, once: cases.publish(actor, case.case_id, public, reason, seen, once),
        )


def _end(case: Case, actor: Actor) -> None:
    key = form_key(case, "end")
    with st.form(key, border=False):
        reason = st.text_input(
            _("Reason (needed here)"), max_chars=LONGEST_TEXT, key=f"{key}-reason"
        )
        lesson = st.text_area(
            _("What was learned from it"), max_chars=LONGEST_TEXT, key=f"{key}-lesson"
        )
        st.caption(
            _(
                "Ending keeps it in all lists. Withdrawing is for what was opened by mistake: it "
                "leaves the lists and stays in the history. Neither can be undone. Of a published "
                "case everybody reads the reason of its end and what was learned."
            )
        )
        end, withdraw = st.columns(2)
        ends = end.form_submit_button(_("End it"), key=f"{key}-do")
        withdraws = withdraw.form_submit_button(_("Withdraw it"), key=f"{key}-withdraw")
    if ends:
        write(
            case,
            "end",
            lambda seen, once: cases.end(actor, case.case_id, reason, lesson, seen, once),
        )
    elif withdraws:
        write(
            case,
            "end",
            lambda seen, once: cases.withdraw(actor, case.case_id, reason, seen, once),
        )
