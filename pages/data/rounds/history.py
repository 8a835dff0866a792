"""The history: every version of a sheet with what was decided, and what happened to rounds."""

from __future__ import annotations

import streamlit as st

from geo import places
from ntt_data.store.collection_records import Review, Round, Version
from pages.data.rounds.decisions import offer_taking_back
from pages.ui import state
from pages.ui.place import served
from publishing import hand_in_words, review_words
from publishing.formats import moment, number
from publishing.language import _, current_language
from publishing.markdown_text import plain
from services import review, rounds
from services.access import Actor


def show_history(actor: Actor, asked: Round, shown: Version) -> None:
    """Every version of the shown one's sheet, the newest first, and the decisions about each."""
    of_round = review.decisions(actor, asked.round_id)
    of_sheet = [each for each in of_round if each.key == shown.key]
    with st.expander(_("History of this sheet")):
        for version in review.versions_of(actor, shown.key):
            _show_version(asked, version, of_sheet, version.receipt_no == shown.receipt_no)
        for decision in review.undoable(of_sheet):
            of_version = next(
                each
                for each in review.versions_of(actor, shown.key)
                if each.receipt_no == decision.receipt_no
            )
            st.markdown(
                _(
                    "Last decision: {decision} (version {no}).",
                    decision=review_words.decision(decision, len(of_version.figures), False),
                    no=number(of_version.no),
                )
            )
            offer_taking_back(actor, asked, of_version, decision)


def _show_version(asked: Round, version: Version, decided: list[Review], is_shown: bool) -> None:
    language = "" if current_language() == "id" else f"?lang={current_language()}"
    link = served(f"/rakor/tanda-terima/{version.receipt_no}{language}")
    lines = [
        _(
            "**Version {no}**, {moment}, {channel}: {office}, {position}. "
            "[Receipt {receipt}]({link})",
            no=number(version.no),
            moment=moment(version.at),
            channel=hand_in_words.channel(version.channel),
            office=plain(version.office),
            position=plain(version.position),
            receipt=version.receipt_no,
            link=link,
        )
    ]
    late = rounds.let_in_late(asked, version.key, version.at)
    if late is not None:
        lines.append(f"- {plain(review_words.late(late.reason))}")
    undone = {each.undoes for each in decided}
    for each in decided:
        if each.receipt_no == version.receipt_no:
            told = review_words.decision(each, len(version.figures), each.no in undone)
            remark = f": “{plain(each.remark)}”" if each.remark else ""
            lines.append(f"- {plain(told)}{remark}")
    st.markdown("\n".join(lines))
    if not is_shown:
        st.button(
            _("Look at version {no}", no=number(version.no)),
            key=f"look-{version.receipt_no}",
            on_click=state.choose,
            args=("receipt", version.receipt_no),
        )


def show_events(asked: Round, discarded: list[Round]) -> None:
    """What happened to a round, and which rehearsals were thrown away, each with its reason."""
    if not asked.events and not discarded:
        return
    with st.expander(_("History of rounds")):
        lines = [f"- {plain(_event(asked, at))}" for at in range(len(asked.events))]
        lines += [
            f"- {plain(each.name)}: {plain(_event(each, at))}"
            for each in discarded
            for at, event in enumerate(each.events)
            if event.kind == "discarded"
        ]
        st.markdown("\n".join(lines))


def _event(asked: Round, at: int) -> str:
    event = asked.events[at]
    place = places.full_names().get(event.regency_code or "", "")
    return review_words.event(event.kind, place, moment(event.at), event.reason)
