"""The log: one line of ``key=value`` for every event that matters, and nothing about people.

``time="2026-01-31 09:14:07.120" level=INFO event=scenario_saved session=4f9c21d0 revision=2``

A session has a short random name of its own, which the floor that knows sessions tells
(``name_sessions``). Neither addresses nor what people type, name or
upload is written. The environment variable ``NTT_LOG_LEVEL`` says from which level on.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Callable

LEVEL_VARIABLE = "NTT_LOG_LEVEL"
LEVELS = ("debug", "info", "warning", "error")

_HEAD = 'time="%(asctime)s" level=%(levelname)s '

_BARE_VALUE = re.compile(r"[\w.:/+-]+", re.ASCII)
_log = logging.getLogger("ntt")


def _no_session() -> str | None:
    return None


_session_name: Callable[[], str | None] = _no_session


class SettingError(ValueError):
    """An environment variable that says what cannot be; the text tells what it may be."""


class _Formatter(logging.Formatter):
    """Lines below the first, such as a traceback's, are indented: none can pass for an event."""

    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\n", "\n    ")


def level() -> str:
    """Level that the environment asks for; raises ``SettingError``."""
    given = os.environ.get(LEVEL_VARIABLE, "").strip().lower() or "info"
    if given not in LEVELS:
        raise SettingError(
            f"{LEVEL_VARIABLE} is {given!r}, which is no level; write one of: {', '.join(LEVELS)}"
        )
    return given


def set_up() -> None:
    """Send events to standard error in the one form; call once, before the first event."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(_HEAD + "%(message)s"))
    _log.handlers = [handler]
    _log.propagate = False
    _log.setLevel(level().upper())
    # Streamlit writes every failure of a script as well, with the same traceback but without the
    # number that the person sees.
    logging.getLogger("streamlit.error_util").addFilter(
        lambda record: record.msg != "Uncaught app execution"
    )


def event(
    name: str, at: int = logging.INFO, error: BaseException | None = None, **fields: object
) -> None:
    """Write one line; ``fields`` must hold nothing about people. ``error`` adds its traceback."""
    session = _session_name()
    if session is not None:
        fields = {"session": session, **fields}
    pairs = [f"event={name}", *(f"{key}={_written(value)}" for key, value in fields.items())]
    _log.log(at, "%s", " ".join(pairs), exc_info=error)


def _written(value: object) -> str:
    text = str(value)
    return text if _BARE_VALUE.fullmatch(text) else json.dumps(text)


def name_sessions(name: Callable[[], str | None]) -> None:
    """Ask this function, at every event, for the random name of the session it happens in."""
    global _session_name
    _session_name = name
