"""What a case holds: preconditions, figures of its first day, files, and all that happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from ntt_data.store import StoreError
from pages.ui.actor import ask_again
from pages.ui.provenance import show_provenance
from publishing import case_words
from publishing.formats import date_as_known, moment, number
from publishing.language import _, keep_language, localised
from publishing.listings.case_events import events_table
from publishing.markdown_text import plain
from publishing.sources import cited_sources, grade_word
from services import access
from services.access import AccessError, Actor
from services.desk import cases
from services.desk.state import Case


def show(case: Case, actor: Actor) -> None:
    """Draw it, each part with its heading."""
    _checks(case)
    _snapshot(case)
    _files(case, actor)
    _timeline(case, actor)


def _checks(case: Case) -> None:
    st.subheader(_("Preconditions"))
    st.markdown(
        "\n".join(
            f"- {plain(case_words.check(each))}: **{case_words.holds(case.checks.get(each))}**"
            for each in case.asked_checks
        )
    )


def _snapshot(case: Case) -> None:
    st.subheader(_("Figures on the day it was made"))
    snapshot = case.content.snapshot
    rows = snapshot.get("rows", [])
    if not rows:
        st.markdown(_("No figures were kept when it was made."))
        return
    # A list, since six columns would scroll sideways on a phone.
    st.markdown("\n".join(_figure_line(row) for row in rows))
    day = date_as_known(str(snapshot.get("made_on", "")))
    st.caption(plain(_("As of {day}; never brought up to date.", day=day)))
    if note := snapshot.get(localised("note")):
        st.caption(plain(str(note)))
    if registered := [row["source"] for row in rows if _is_registered(row)]:
        show_provenance("snapshot", registered)


def _is_registered(row: Mapping[str, Any]) -> bool:
    return not cited_sources([row.get("source") or ""]).empty


def _value(value: object) -> str:
    if value is None:
        return _("not known")
    if isinstance(value, bool | str):
        return str(value)
    return number(value, 0 if float(value).is_integer() else 1)  # type: ignore[arg-type]


def _figure_line(row: Mapping[str, Any]) -> str:
    """Label, value and unit; then year and grade, as far as they were kept.

    The sources are one click below: a corridor rests on dozens, whose keys would fill the page.
    """
    unit = "" if row.get("value") is None else row.get("unit") or ""
    value = f"{_value(row.get('value'))} {unit}".strip()
    facts = [
        str(row.get("year") or ""),
        "" if _is_registered(row) else str(row.get("source") or ""),
        grade_word(str(row.get("grade") or "")),
    ]
    kept = " · ".join(each for each in facts if each)
    label = row.get(localised("label"), "")
    return f"- {plain(label)}: **{plain(value)}** :gray[{plain(kept)}]"


def _files(case: Case, actor: Actor) -> None:
    st.subheader(_("Files"))
    if not case.files:
        st.markdown(_("No file is attached yet."))
        return
    may_open = access.may(actor, "read_file", cases.subject_of(case))
    for each in case.files:
        numbers = [f"{party}: {no}" for party, no in each.numbers.items()]
        facts = [each.name, moment(each.at), *numbers]
        st.markdown(
            f"**{plain(case_words.file_kind(each.kind))}**: {plain(' · '.join(facts))}  \n"
            f":gray[SHA-256 {each.sha256[:16]}…]"
        )
        if may_open:
            st.download_button(
                _("Download {name}", name=plain(each.name)),
                keep_language(partial(_content, ask_again(), case.case_id, each.sha256)),
                each.name,
                key=f"file-{each.no}",
                on_click="ignore",
            )
    if not may_open:
        st.caption(_("The files themselves are for the parties and the bureau."))


def _content(who: Callable[[], Actor], case_id: str, digest: str) -> bytes:
    """Made on the click; who that is and what the rules say is asked again.

    Between the page and the click a session may have ended.
    """
    try:
        return cases.file_for(who(), case_id, digest).content
    except (AccessError, StoreError) as error:
        return case_words.problem(error).encode()


def _timeline(case: Case, actor: Actor) -> None:
    """Comments and reasons stay among the parties and the bureau, also once a case is public."""
    inside = access.may(actor, "read", cases.subject_of(case))
    events = [each for each in case.events if inside or each.kind != "commented"]
    st.subheader(_("What happened ({n})", n=number(len(events))))
    st.markdown("\n".join(f"- {plain(case_words.event_line(each))}" for each in reversed(events)))
    if not inside:
        st.caption(
            _(
                "Comments and the reasons of single steps are for the parties and the bureau; the "
                "reason of an end and what was learned are for everybody."
            )
        )
    show_provenance("case_events", (), events_table(events).readable)
