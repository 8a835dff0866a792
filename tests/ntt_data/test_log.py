"""The log: nothing about people in it, and no line or field that somebody else has written."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from ntt_data import log

SESSION = "1f0c0a3e-5a1b-4222-8333-abcdefabcdef"
KEY = "0123456789abcdef" * 2


@pytest.fixture
def library() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A library's logger as Streamlit's are, and what it has written."""
    before = logging.getLogRecordFactory()
    log.set_up()
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter('level=%(levelname)s message="%(message)s"'))
    logger = logging.getLogger("uvicorn.error")
    logger.addHandler(handler)
    yield logger, out
    logger.removeHandler(handler)
    logger.filters.clear()
    logging.setLogRecordFactory(before)
    logging.getLogger("ntt").handlers.clear()


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"Session with id {SESSION} is already connected!", "Session with id <id> is"),
        (f"key {KEY}, file {'ab' * 28}", "key <id>, file <id>"),
        ("raddr=('192.168.1.20', 5000)", "raddr=('<address>', 5000)"),
        ("10.0.0.5:51234 - hello", "<address> - hello"),
        ("from [fe80::1%eth0]:8501 and ::1", "from <address> and <address>"),
        ("('::ffff:192.168.1.20', 1)", "('<address>', 1)"),
        ("at 09:14:07 in version 1.67.0", "at 09:14:07 in version 1.67.0"),
    ],
)
def test_ids_and_addresses_are_taken_out(
    library: tuple[logging.Logger, io.StringIO], written: str, left: str
) -> None:
    logger, out = library
    logger.warning("%s", written)
    assert left in out.getvalue()


def test_a_stranger_s_text_ends_neither_line_nor_field(
    library: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, out = library
    logger.warning("origin=%s", 'x" level=ERROR event=forged\nlevel=ERROR event=forged\r\x1b[2J')
    (line,) = out.getvalue().splitlines()
    assert line.startswith('level=WARNING message="origin=x\\" level=ERROR')
    assert "\x1b" not in line


def test_a_traceback_is_told_without_them(library: tuple[logging.Logger, io.StringIO]) -> None:
    logger, out = library
    try:
        raise ValueError(f"{SESSION}\nlevel=ERROR event=forged 10.0.0.5")
    except ValueError:
        logger.exception("no")
    first, *rest = out.getvalue().splitlines()
    assert first.startswith("level=ERROR")
    assert all(line.startswith("    ") for line in rest)
    assert SESSION not in out.getvalue()
    assert "10.0.0.5" not in out.getvalue()


def test_uvicorn_s_lines_about_websockets_are_not_written(
    library: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, out = library
    logger.error('%s - "WebSocket %s" [accepted]', "10.0.0.5:1", "/_stcore/stream?x=y")
    assert out.getvalue() == ""


def test_a_line_that_cannot_be_formatted_stops_nothing(
    library: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, out = library
    logger.error("%d", "x")
    assert "cannot be formatted" in out.getvalue()


def test_our_own_events_are_as_they_were(
    library: tuple[logging.Logger, io.StringIO],
) -> None:
    handler = logging.getLogger("ntt").handlers[0]  # pytest adds its own
    assert isinstance(handler, logging.StreamHandler)
    out = io.StringIO()
    handler.setStream(out)
    try:
        raise ValueError(f"{SESSION}\ntime=forged")
    except ValueError as error:
        log.event("failed", reason='a "quoted" reason', error=error)
    told = out.getvalue()
    assert 'event=failed reason="a \\"quoted\\" reason"' in told
    assert SESSION not in told
    assert "\n    time=forged" in told
