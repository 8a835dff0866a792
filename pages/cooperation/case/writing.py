"""One write about a case: done once however often pressed, told once kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ntt_data import log
from ntt_data.store import StoreError
from pages.ui.form_keys import renew_key, write_key
from publishing import case_words
from publishing.language import _
from publishing.markdown_text import plain
from services.access import AccessError
from services.desk.rules import CaseRuleError
from services.desk.state import Case

_TOLD = "_case_told"


def form_key(case: Case, what: str) -> str:
    """A key that begins a form's fields: another one once what it asks for is done."""
    return f"{what}-{write_key(_subject(case, what))}"


def seen_no(case: Case) -> int:
    """The event that the screen was drawn with; a click comes with the run after it."""
    return int(st.session_state.get(f"_case_seen_{case.case_id}", case.no))


def note_seen(case: Case) -> None:
    """After every form has been dealt with: what is shown from now on."""
    st.session_state[f"_case_seen_{case.case_id}"] = case.no


def write(
    case: Case,
    what: str,
    do: Callable[[int, str], Case],
    problem: Callable[[Any], str] = case_words.problem,
) -> None:
    """Do it with the event seen and the form's key; told on the next run, refused on this one."""
    subject = _subject(case, what)
    try:
        done = do(seen_no(case), write_key(subject))
    except (CaseRuleError, AccessError, StoreError) as error:
        log.event("case_refused", reason=error.code)
        st.error(plain(problem(error)))
        return
    st.session_state[_TOLD] = _("Recorded: {what}", what=case_words.event_line(done.events[-1]))
    renew_key(subject)
    st.rerun()


def show_told() -> None:
    """What the last run has done, once."""
    if told := st.session_state.pop(_TOLD, ""):
        st.success(plain(told))


def _subject(case: Case, what: str) -> str:
    return f"case {case.case_id} {what}"
