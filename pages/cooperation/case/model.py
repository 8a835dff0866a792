"""Which model fits a case: the guide's questions, carried into it, and the two on signing."""

from __future__ import annotations

import streamlit as st

from analysis.cooperation.model_choice import QUESTIONS, choose_models, model_reasons
from ntt_data.tables import load
from pages.cooperation.case.writing import form_key, write
from publishing import case_words
from publishing.language import _, localised
from publishing.markdown_text import plain
from publishing.sentences.guide import models_headline, reason_sentence
from services.access import Actor
from services.desk import cases
from services.desk.contents import LONGEST_TEXT
from services.desk.state import FIRST_STAGE, HANDSHAKE, Case

_VALUES: list[bool | None] = [None, True, False]


def offer(case: Case, actor: Actor) -> None:
    """Questions, what they speak for, and the choice, which stays with people."""
    _questions(case, actor)
    _recommended(case)
    _choice(case, actor)


def _questions(case: Case, actor: Actor) -> None:
    asked = {
        "binding": _("Must it bind the parties, also after a change of leaders?"),
        "body": _("Should a formal body run it?"),
        "payment": _("Does one side pay the other for a service?"),
        "own_offices": _("Should each region’s own offices do the work?"),
        "region_wide": _("Is the issue larger than one region?"),
    }
    key = form_key(case, "answer")

    def ask(question: str, name: str, stands: bool | None) -> bool | None:
        return st.selectbox(
            question,
            _VALUES,
            _VALUES.index(stands),
            format_func=case_words.holds,
            key=f"{key}-{name}",
        )

    with st.form(key, border=False):
        found = {each: ask(asked[each], each, case.answers.get(each)) for each in QUESTIONS}
        council = ask(
            _(
                "Must the DPRD approve? It must where the plan burdens the people or the region, "
                "or is not in the running budget."
            ),
            "council",
            case.council,
        )
        official = ask(
            _("Does an official sign for the head of the region? Then a Surat Kuasa is needed."),
            "official",
            case.official_signs,
        )
        pressed = st.form_submit_button(_("Keep the answers"), key=f"{key}-do")
    if pressed:
        answers = {each: said for each, said in found.items() if said is not None}
        write(
            case,
            "answer",
            lambda seen, once: cases.answer(
                actor, case.case_id, answers, council, official, seen, once
            ),
        )


def _recommended(case: Case) -> None:
    models = load("cooperation_models").sort_values("order", ignore_index=True)
    verdicts = choose_models(models, case.answers)
    st.markdown(f"**{plain(models_headline(models, verdicts))}**")
    if not case.answers:
        return
    reasons = model_reasons(models, case.answers)
    described = models.set_index("model")
    for title, name in zip((_("First"), _("Second choice")), verdicts["model"][:2], strict=True):
        row = described.loc[name]
        lines = [f"**{plain(title)}: {plain(row[localised('name')])}**"]
        for reason in reasons[reasons["model"] == name].itertuples():
            sign = ":material/check:" if reason.agrees else ":material/close:"
            basis = _("report") if reason.basis == "report" else _("our reading")
            said = reason_sentence(str(reason.formal_body), str(reason.question))
            lines.append(f"{sign} {plain(said)} ({plain(basis)})")
        lines.append(plain(_("Strengths: {text}", text=row[localised("strengths")])))
        lines.append(plain(_("Weaknesses: {text}", text=row[localised("weaknesses")])))
        st.markdown("  \n".join(lines))


def _first_choice(case: Case) -> str:
    models = load("cooperation_models").sort_values("order", ignore_index=True)
    return str(choose_models(models, case.answers)["model"].iloc[0]) if case.answers else ""


def _choice(case: Case, actor: Actor) -> None:
    key = form_key(case, "choose")
    # Whoever has moved along the legal path or signed goes on with papers.
    may_be_handshake = case.stages["legal"] == FIRST_STAGE["legal"] and not (
        case.has("accord") or case.has("agreement")
    )
    models = [
        str(each)
        for each in load("cooperation_models").sort_values("order")["model"]
        if each != case.model and (each != HANDSHAKE or may_be_handshake)
    ]
    # What the answers speak for lies ready; without an answer nothing speaks for any.
    first = _first_choice(case)
    if case.model:
        st.markdown(plain(_("Chosen now: {model}", model=case_words.model_name(case.model))))
    with st.form(key, border=False):
        model = st.selectbox(
            _("Model"),
            models,
            models.index(first) if first in models else 0,
            format_func=case_words.model_name,
            key=f"{key}-{first}-model",
        )
        reason = st.text_input(
            _("Note (kept beside it)"), max_chars=LONGEST_TEXT, key=f"{key}-reason"
        )
        pressed = st.form_submit_button(_("Choose this model"), key=f"{key}-do")
    if pressed:
        write(
            case,
            "choose",
            lambda seen, once: cases.choose_model(actor, case.case_id, model, reason, seen, once),
        )
