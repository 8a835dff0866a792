"""The five models of cooperation: a chooser and a comparison."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.cooperation.model_choice import QUESTIONS, choose_models, model_reasons
from ntt_data.tables import load
from pages.cooperation.guide.layout import line_with_quotation, rows_of, take_away
from pages.ui import state
from publishing.language import _, localised
from publishing.listings.guide import models_table
from publishing.markdown_text import plain
from publishing.sentences.guide import (
    body_word,
    fits_when,
    models_headline,
    reason_sentence,
    report_section,
)

_ANSWERS = ["open", "yes", "no"]


def show() -> None:
    """Draw the section."""
    models = load("cooperation_models").sort_values("order", ignore_index=True)
    st.header(_("Which model fits?"))
    st.caption(
        _("Answer what you know; leave the rest open. The link in the address keeps the answers.")
    )
    answers = _ask()
    verdicts = choose_models(models, answers)
    reasons = model_reasons(models, answers)
    st.subheader(plain(models_headline(models, verdicts)))
    if (verdicts["verdict"] == "against").all():
        st.caption(_("The report allows models to be combined. Or leave one answer open."))
    for row in rows_of(verdicts[["model", "verdict"]].merge(models, on="model", how="left")):
        _card(row, reasons[reasons["model"] == row.model])
    st.caption(
        _(
            "How it is chosen: each answer is compared with what the report says of a model. One "
            "answer against it rules a model out; of the others, those with the most answers on "
            "their side fit. Where the report is silent, nothing counts. The report itself gives "
            "no rule for choosing and says that models can be varied or combined."
        )
    )
    take_away(
        models_table(models),
        models["source_id"],
        "cooperation_models",
        _("“Fits when” is our reading."),
    )


def _ask() -> dict[str, bool]:
    questions = {
        "binding": (
            _("Must it be binding?"),
            _("Must it bind the parties, also after a change of leaders?"),
        ),
        "body": (_("Is a joint body needed?"), _("Should a formal body run it?")),
        "payment": (_("Is the service paid for?"), _("Does one side pay the other for a service?")),
        "own_offices": (
            _("Do own staff do the work?"),
            _("Should each region’s own offices do the work?"),
        ),
        "region_wide": (_("Is the issue area-wide?"), _("Is the issue larger than one region?")),
    }
    words = {"open": _("Unsure"), "yes": _("Yes"), "no": _("No")}
    answers = {}
    with st.container(horizontal=True, gap="small"):
        for question in QUESTIONS:
            answer = state.segments(
                questions[question][0],
                question,
                _ANSWERS,
                "open",
                words.__getitem__,
                help=questions[question][1],
            )
            if answer != "open":
                answers[question] = answer == "yes"
    return answers


def _card(row: Any, reasons: pd.DataFrame) -> None:
    with st.container(border=True):
        head, strong, weak, fits = st.columns([1.25, 1, 1, 1.1], gap="medium")
        with head:
            st.markdown(f"**{row.order}. {plain(getattr(row, localised('name')))}**")
            with st.container(horizontal=True, gap="xsmall"):
                if row.verdict != "open":
                    _verdict_badge(row.verdict)
                st.badge(body_word(row.formal_body), color="gray")
            st.text(getattr(row, localised("summary")))
        for cell, title, column in (
            (strong, _("Strengths"), "strengths"),
            (weak, _("Weaknesses"), "weaknesses"),
        ):
            with cell:
                st.caption(title)
                st.text(getattr(row, localised(column)))
        with fits:
            st.caption(_("Fits when (our reading)"))
            st.text(fits_when(getattr(row, localised("fits_when"))))
        line_with_quotation(
            "  \n".join(_reason_line(reason) for reason in rows_of(reasons)),
            row.literal,
            row.source_id,
            report_section("cooperation_models"),
        )


def _reason_line(reason: Any) -> str:
    sign = ":material/check:" if reason.agrees else ":material/close:"
    said = _("report") if reason.basis == "report" else _("our reading")
    sentence = reason_sentence(reason.formal_body, reason.question)
    return f"{sign} {plain(sentence)} ({plain(said)})"


def _verdict_badge(verdict: str) -> None:
    if verdict == "fits":
        st.badge(_("Fits"), color="primary")
    elif verdict == "possible":
        st.badge(_("Possible"), color="gray")
    else:
        st.badge(_("Does not fit"), color="orange")
