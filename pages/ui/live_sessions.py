"""Which browser each live session belongs to, and whether its page takes files.

Streamlit hands a session to whoever names its id, and takes files for it. The id travels in
addresses and in messages, so it is no secret to build on; the edit key in the browser's cookie is
(``pages/routes/edit_key.py``). What is known of a session lies in the session itself and goes with
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui.actor import current_actor

_KEY = "_live_session"


@dataclass(eq=False)
class LiveSession:
    """What must be known of a session outside of its runs.

    ``key_hash`` is that of the browser it belongs to, ``files`` what Streamlit has taken for it.
    """

    key_hash: str | None
    files: Any = None
    _file_widget: bool = False
    _file_widget_before: bool = False

    @property
    def takes_files(self) -> bool:
        """Whether there is a widget for files, in this run of the page or the one before."""
        return self._file_widget or self._file_widget_before

    def begins_run(self) -> None:
        """A run of the whole page begins, which may have such a widget or not."""
        self._file_widget_before, self._file_widget = self._file_widget, False

    def shows_file_widget(self, files: Any) -> None:
        """This run has one."""
        self.files, self._file_widget = files, True


_live: WeakValueDictionary[str, LiveSession] = WeakValueDictionary()


def find(session_id: str) -> LiveSession | None:
    """A session by Streamlit's id, if it is live and has drawn a page."""
    return _live.get(session_id)


def begin_run() -> None:
    """Know the session of this run, and whose it is."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return
    live = st.session_state.setdefault(_KEY, LiveSession(current_actor().key_hash))
    live.begins_run()
    _live[context.session_id] = live


def expect_files() -> None:
    """Say that this run has a widget for files; without it no file is taken for the session."""
    context = get_script_run_ctx(suppress_warning=True)
    live = find(context.session_id) if context is not None else None
    if context is not None and live is not None:
        live.shows_file_widget(context.uploaded_file_mgr)
