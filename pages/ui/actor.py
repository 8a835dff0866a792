"""Who acts: the reader in front of the page, known again by the edit key of their browser."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from services.access import Actor, is_key, key_hash, new_key
from services.credentials import actor_of

#: Set by the middleware ``pages.routes.edit_key``.
COOKIE = "ntt_edit_key"
#: The session of whoever has signed in; set by the routes of ``pages.routes.hand_in``.
SESSION_COOKIE = "ntt_session"
_KEY = "_edit_key"


def current_actor() -> Actor:
    """The actor of this session: a reader, with the key of the browser's cookie.

    Where no cookie is to be had, the session has a key of its own, which ends with it.
    """
    cookie = st.context.cookies.get(COOKIE)
    # Streamlit's own tests answer with something that is no text.
    if isinstance(cookie, str) and is_key(cookie):
        return Actor("reader", key_hash(cookie))
    return Actor("reader", key_hash(st.session_state.setdefault(_KEY, new_key())))


def signed_in_actor() -> Actor:
    """Who has signed in by a code or link, asked of the database at every run; else a reader.

    Raises
    ------
    StoreError
    """
    return ask_again()()


def ask_again() -> Callable[[], Actor]:
    """Who has signed in, asked of the database at each call: for files made on the click.

    A click on a file has no session, and between the page and the click somebody may sign out.
    """
    cookie = st.context.cookies.get(SESSION_COOKIE)
    return lambda: actor_of(cookie if isinstance(cookie, str) else None)
