"""The log: one line of ``key=value`` for every event that matters, and nothing about people.

``time="2026-01-31 09:14:07.120" level=INFO event=scenario_saved session=4f9c21d0 revision=2``

A session has a short random name of its own, which the floor that knows sessions tells
(``name_sessions``). Neither addresses nor what people type, name or
upload is written. The environment variable ``NTT_LOG_LEVEL`` says from which level on.

What libraries write goes the same way out as far as it can: their lines hold what a stranger sends,
so ids and addresses are taken out of them, and nothing in one can pass for another line or field.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import os
import re
import sys
from collections.abc import Callable
from typing import Any

LEVEL_VARIABLE = "NTT_LOG_LEVEL"
LEVELS = ("debug", "info", "warning", "error")

_HEAD = 'time="%(asctime)s" level=%(levelname)s '

_BARE_VALUE = re.compile(r"[\w.:/+-]+", re.ASCII)
_log = logging.getLogger("ntt")

# Ids of sessions and files, keys, hashes; then whatever may be an address, with its port.
_ID = re.compile(r"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,})\b", re.I)
_MAYBE_ADDRESS = re.compile(
    r"(?<![\w.:])\[?(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}"
    r"(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?)(?:%\w+)?\]?(?::\d{1,5})?(?![\w.:]*\w)",
    re.I,
)


def _no_session() -> str | None:
    return None


_session_name: Callable[[], str | None] = _no_session


class SettingError(ValueError):
    """An environment variable that says what cannot be; the text tells what it may be.

    In Indonesian and English, one below the other: nobody has chosen a language yet.
    """

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(f"{indonesian}\n{english}")


class _Formatter(logging.Formatter):
    """Lines below the first, such as a traceback's, are indented: none can pass for an event."""

    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        return _anonymous(super().format(record)).replace("\n", "\n    ")


class _FromElsewhere(logging.LogRecord):
    """A line of a library: one line, nothing about people, quotes that do not end a field."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if self.name == _log.name:
            return
        try:
            text = self.getMessage()
        except (TypeError, ValueError, KeyError):
            text = "a line that cannot be formatted"
        self.msg, self.args = json.dumps(_anonymous(text))[1:-1], None
        if self.exc_info:
            told = logging.Formatter().formatException(self.exc_info)
            self.exc_text = "    " + _anonymous(told).replace("\n", "\n    ")


def _anonymous(text: str) -> str:
    """The text without ids and addresses."""

    def address(match: re.Match[str]) -> str:
        try:
            ipaddress.ip_address(match[1])
        except ValueError:
            return match[0]  # a time, a version, a name
        return "<address>"

    return _MAYBE_ADDRESS.sub(address, _ID.sub("<id>", text))


def _tells_nothing_about_people(record: logging.LogRecord) -> bool:
    """Whether it is not uvicorn's line about a websocket: an address, and what was asked for."""
    return ' - "WebSocket ' not in str(record.msg).replace("\\", "")


def level() -> str:
    """Level that the environment asks for; raises ``SettingError``."""
    given = os.environ.get(LEVEL_VARIABLE, "").strip().lower() or "info"
    if given not in LEVELS:
        known = ", ".join(LEVELS)
        raise SettingError(
            f"{LEVEL_VARIABLE} berisi {given!r}, bukan tingkat log; tulis salah satu dari: {known}",
            f"{LEVEL_VARIABLE} is {given!r}, which is no level; write one of: {known}",
        )
    return given


def set_up() -> None:
    """Send events to standard error in the one form; call once, before the first event."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(_HEAD + "%(message)s"))
    _log.handlers = [handler]
    _log.propagate = False
    _log.setLevel(level().upper())
    logging.setLogRecordFactory(_FromElsewhere)
    logging.getLogger("uvicorn.error").addFilter(_tells_nothing_about_people)
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
