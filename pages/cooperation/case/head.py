"""The top of a case: who with whom, where it stands on both tracks, what comes next."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ntt_data.tables import load
from publishing import case_words, desk_words, following_words, yearly_words
from publishing.formats import date as date_text
from publishing.formats import moment
from publishing.language import _
from publishing.markdown_text import plain
from services.desk.board import next_step, standing
from services.desk.following import DAYS_BEFORE_THE_END, warnings
from services.desk.lessons import found_in
from services.desk.rules import GUARDS, guards_of, stages_of
from services.desk.state import FIRST_STAGE, SCHEMES, Case, Scheme


def show(case: Case, today: date) -> None:
    """Draw it."""
    content = case.content
    st.header(plain(content.title))
    shown = _("shown to everybody") if case.is_public else _("confidential: the parties only")
    stands = standing(case)
    color, word = desk_words.standing_color(stands), desk_words.standing_word(stands)
    st.markdown(f":{color}-badge[{plain(word)}] :gray-badge[{plain(shown)}]")
    if case.is_signed:
        st.caption(plain(case_words.signed_note(case)))
    if case.is_one_sided:
        st.warning(plain(case_words.one_sided()))
    _show_warnings(case, today)
    _show_end(case)
    # What is to be done comes before what it is about: parties and reasons may be long.
    if going := [each for each in SCHEMES if _stage_after(case, each)]:
        for box, scheme in zip(st.columns(len(going), gap="medium"), going, strict=True):
            with box, st.container(border=True):
                _next(case, scheme, _stage_after(case, scheme))
    st.subheader(_("Parties"))
    st.markdown("\n".join(_party_lines(case)))
    about = {_("Object of the cooperation"): content.object, _("Reason"): content.reason}
    st.markdown(
        "  \n".join(f"**{plain(name)}**: {plain(said)}" for name, said in about.items() if said)
    )
    for box, scheme in zip(st.columns(len(SCHEMES), gap="medium"), SCHEMES, strict=True):
        with box, st.container(border=True):
            _track(case, scheme)


def _show_warnings(case: Case, today: date) -> None:
    """That it ends or has ended, and how many months want looking at."""
    warned = warnings([case], today)
    ending = next((each for each in warned if each.day is not None), None)
    if ending is not None and ending.day is not None:
        left = (ending.day - today).days
        said = plain(following_words.ends(ending, left, DAYS_BEFORE_THE_END))
        (st.error if ending.kind == "ran_out" else st.warning)(said)
    elif case.until is not None and case.state == "open":
        st.markdown(plain(_("In force until {day}.", day=date_text(case.until))))
    if months := following_words.months_told([each.kind for each in warned]):
        st.warning(plain(_("Wants attention: {what}.", what=months)))


def _show_end(case: Case) -> None:
    """Why it has ended and what was learned, which is what one comes back for."""
    for each in found_in([case], ""):
        ended = _(
            "Ended on {moment}. Reason: {reason}", moment=moment(each.ended.at), reason=each.reason
        )
        learned = f"{_('Lessons')}: {each.lesson}" if each.lesson else yearly_words.no_lesson()
        st.info(f"{plain(ended)}  \n{plain(learned)}")


def _party_lines(case: Case) -> list[str]:
    lines = []
    for party in case.content.parties:
        benefit = party.benefit or _("benefit not written yet")
        lines.append(f"- **{plain(party.name)}**: {plain(benefit)}")
    return lines


def _track(case: Case, scheme: Scheme) -> None:
    """A scheme's stages and where the case stands; the two are never mixed."""
    st.subheader(case_words.scheme_name(scheme))
    if scheme == "legal" and not case.takes_legal_path:
        st.info(_("A handshake has no formal document; the legal path does not apply."))
        return
    order = stages_of(load("case_stages"), scheme)
    here = order.index(case.stages[scheme])
    entered = {FIRST_STAGE[scheme]} | {
        event.details["stage"]
        for event in case.events
        if event.kind == "moved" and event.details["scheme"] == scheme
    }
    st.markdown(
        "\n".join(
            f"{at + 1}. {_stage_line(scheme, order, at, here, entered)}" for at in range(len(order))
        )
    )


def _stage_after(case: Case, scheme: Scheme) -> str:
    """The stage that comes next, as the board has it; empty where none does."""
    step = next_step(case, scheme)
    return step.stage if step else ""


def _stage_line(scheme: Scheme, order: list[str], at: int, here: int, entered: set[str]) -> str:
    name = plain(case_words.stage_name(scheme, order[at]))
    if at == here:
        now = _("now")
        return f"**{name}** :primary-badge[{plain(now)}]"
    if at > here:
        return f":gray[{name}]"
    if order[at] in entered:
        return f"{name} :material/check:"
    left_out = _("left out")
    return f":gray[{name} ({left_out})]"


def _next(case: Case, scheme: Scheme, stage: str) -> None:
    asked = guards_of(case, load("case_guards"), scheme, stage)
    missing = [row for row in asked.to_dict("records") if not GUARDS[str(row["guard"])](case)]
    st.caption(case_words.scheme_name(scheme))
    st.subheader(plain(_("Next step: {stage}", stage=case_words.stage_name(scheme, stage))))
    st.markdown(plain(_("Who acts: {who}", who=case_words.who_acts(scheme, stage))))
    if not missing:
        st.success(_("Nothing is missing for it."))
        return
    st.markdown(plain(_("Still missing:")))
    st.markdown(
        "\n".join(
            f"- {plain(case_words.guard_line({str(k): v for k, v in row.items()}))}"
            for row in missing
        )
    )
