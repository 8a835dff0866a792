"""The key of the write that a form of the bureau asks for, fixed when the form is drawn.

Whoever clicks twice sends the same key twice. Once it is done, a form with another key stands
there: the names of its fields hold the key, so that a late click finds no button.
"""

from __future__ import annotations

import streamlit as st

from ntt_data.store import new_write_key

_KEYS = "_bureau_write_keys"


def write_key(subject: str) -> str:
    """The key of what is done next about something."""
    keys: dict[str, str] = st.session_state.setdefault(_KEYS, {})
    return keys.setdefault(subject, new_write_key())


def renew_key(subject: str) -> None:
    """It is done: what comes next about it has a key of its own."""
    st.session_state[_KEYS].pop(subject, None)
