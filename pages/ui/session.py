"""Who asks: the session behind a run of a page, for the floors below that know no Streamlit."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ntt_data import log
from pages.ui import live_sessions
from publishing.language import QUERY_KEY, ask_for_language

_NAME = "_log_session"


def in_session() -> bool:
    """Whether this is the script or a callback of somebody's session."""
    return get_script_run_ctx(suppress_warning=True) is not None


def runs_alone() -> bool:
    """Whether this run redraws fragments only, without the page around them."""
    return bool(parts_of_run())


def parts_of_run() -> Sequence[str]:
    """Which fragments this run redraws, none where it is of the page: each run has its own list."""
    context = get_script_run_ctx(suppress_warning=True)
    return (context is not None and context.fragment_ids_this_run) or ()


def came_by_history() -> bool:
    """Whether the browser's back or forward button has led to this run."""
    context = get_script_run_ctx(suppress_warning=True)
    return context is not None and context.is_history_navigation


def session_name() -> str | None:
    """Random name of the session in the log; Streamlit's own id would open its uploads."""
    if not in_session():
        return None
    return str(st.session_state.setdefault(_NAME, secrets.token_hex(4)))


def begin_session() -> None:
    """Know whose session it is, at every run, and write its start, once."""
    live_sessions.begin_run()
    if _NAME not in st.session_state:
        log.event("session_started")


def _chosen_language() -> object:
    return st.session_state.get(QUERY_KEY) if in_session() else None


log.name_sessions(session_name)
ask_for_language(_chosen_language)
