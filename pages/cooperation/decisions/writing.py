"""One write of the bureau about decisions: done once however often pressed, told once kept."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ntt_data import log
from ntt_data.store import StoreError
from ntt_data.store.decision_records import Decision
from pages.ui.form_keys import renew_key, write_key
from publishing import decision_words
from publishing.markdown_text import plain
from services.access import AccessError
from services.decisions import DecisionError

_TOLD = "_decisions_told"
#: Id of the decision whose forms stand open.
OPEN = "_decision_open"


def write(subject: str, do: Callable[[str], Decision]) -> bool:
    """Do it under the key of the form about ``subject``; whether the database has it.

    Said on the next run, which shows it in the list; a refusal is said here, where the form still
    has what was typed.
    """
    try:
        done = do(write_key(subject))
    except (DecisionError, AccessError, StoreError) as error:
        log.event("decision_refused", reason=error.code)
        st.error(decision_words.refusal(error.code))
        return False
    st.session_state[_TOLD] = decision_words.recorded(done)
    st.session_state[OPEN] = ""
    renew_key(subject)
    return True


def show_told() -> None:
    """What the last run has done, once."""
    if told := st.session_state.pop(_TOLD, ""):
        st.success(plain(told))
