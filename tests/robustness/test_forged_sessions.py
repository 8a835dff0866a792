"""Messages that no browser sends: the session gets its page or a number, the others nothing."""

from __future__ import annotations

import json
import socket
import struct
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, suppress
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed

from tests.support.open_page import PAGES
from tests.support.raw_session import RawSession, alerts, elements, titles
from tests.support.serving import Server

KEYS = [
    *("lang", "commodity", "year", "regency", "indicator", "section", "scheme", "item", "table"),
    *("scenario", "with", "and", "spreads", "reserve", "limit", "shipment", "outside", "product"),
    *("__proto__", "page", "", "\0", "k" * 2000),
]
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *("<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "\0", "\x1b[2J"),
            *("9" * 400, "-1", "NaN", "1e309", "2022.0", "\u202e", "\ud83d", "a" * 20_000),
            *("baseline", "new-1", "k7m2x9qa", "norm.B:1e309", "norm.B:nan,,:", "%00%ff", "{}"),
        ]
    ),
)
ADDRESSES = st.lists(st.tuples(st.sampled_from(KEYS), VALUES), min_size=1, max_size=6)


def _told_failures(messages: list[ForwardMsg]) -> list[str]:
    return [text for text in alerts(messages) if "Sampaikan nomor" in text or "Tell the" in text]


@pytest.mark.parametrize("name", PAGES)
def test_any_address_gives_the_page(server: Server, name: str) -> None:
    page = "" if name == "overview" else name

    @given(ADDRESSES)
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    def opens(pairs: list[tuple[str, str]]) -> None:
        query = urlencode(pairs, errors="surrogatepass")
        with RawSession(server) as session:
            messages = session.run(page, query)
        assert len(titles(messages)) == 1
        assert not _told_failures(messages)
        assert not elements(messages, "exception")

    opens()
    assert not server.events("error"), server.events("error")


def test_an_address_that_is_no_query(server: Server) -> None:
    for query in ("%", "&&&==", "?" * 50, "a" * 100_000, "year=2022&year=2021&year=x"):
        with RawSession(server) as session:
            session.run()
            assert titles(session.run("matcher", query)) == ["Surplus & defisit"]


FORGED = [
    {"trigger_value": True},
    {"bool_value": True},
    {"double_value": float("nan")},
    {"double_value": 1e308},
    {"int_value": 2**62},
    {"string_value": "<b>" * 10},
    {"string_value": "x" * 100_000},
    {"json_value": "[" * 5000},
    {"json_value": json.dumps({"regency_code": "<img src=x>"})},
    {"json_value": json.dumps({"regency_code": ["5301"], "selection": {"rows": [10**9, -5, "x"]}})},
    {"json_value": json.dumps([1, None])},
    {"bytes_value": b"\xff" * 100},
    {"string_trigger_value": {"data": "x"}},
    {},
]


def _interactive(messages: list[ForwardMsg]) -> list[str]:
    """Ids of everything on the page that has one."""
    found = []
    for message in messages:
        if message.WhichOneof("type") != "delta":
            continue
        element = message.delta.new_element
        kind = element.WhichOneof("type") if message.delta.HasField("new_element") else None
        part = getattr(element, kind) if kind else None
        identity = getattr(part, "id", "") if part is not None else ""
        if isinstance(identity, str) and identity.startswith("$$ID"):
            found.append(identity)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_forged_widget_states(server: Server, name: str) -> None:
    """Values of the wrong type for every widget: an answer each time, and a sound page after."""
    page = "" if name == "overview" else name
    with RawSession(server) as session, RawSession(server) as other:
        session.run()
        other.run()
        widgets = _interactive(session.run(page))
        assert widgets, "the page has widgets"
        for value in FORGED:
            forged = [WidgetState(id=identity, **value) for identity in widgets]
            messages = session.run(page, widgets=forged)
            assert titles(messages) or _told_failures(messages)
            assert not elements(messages, "exception"), "a failure without a number"
        with RawSession(server) as fresh:
            fresh.run()
            assert len(titles(fresh.run(page))) == 1
        assert titles(other.run()) == ["Masyarakat Ekonomi NTT"]


@pytest.mark.parametrize("identity", ["", "$$ID-0-None", "lang", "x" * 100_000, "$$ID-\0"])
def test_widgets_that_are_not_there(server: Server, identity: str) -> None:
    """The page, or a number in the forger's own session."""
    with RawSession(server) as session:
        session.run()
        forged = [WidgetState(id=identity, string_value="x"), WidgetState(id=identity)]
        messages = session.run("map", widgets=forged)
        assert titles(messages) == ["Peta potensi"]
        assert not elements(messages, "exception")
    with RawSession(server) as other:
        assert not _told_failures(other.run("map"))


def test_a_page_that_is_not_there(server: Server) -> None:
    with RawSession(server) as session:
        messages = session.run("../../etc/passwd")
        assert titles(messages) == ["Masyarakat Ekonomi NTT"]


@pytest.mark.parametrize("noise", [b"", b"\xff" * 50, b"GET / HTTP/1.1", bytes(range(256)) * 100])
def test_messages_that_are_none(server: Server, noise: bytes) -> None:
    with RawSession(server) as session, RawSession(server) as other:
        session.socket.send(noise)
        assert titles(other.run()) == ["Masyarakat Ekonomi NTT"]
    assert server.process.poll() is None


@pytest.mark.parametrize("order", ["debug_shutdown_runtime", "debug_disconnect_websocket"])
def test_nobody_can_give_the_orders_of_a_developer(server: Server, order: str) -> None:
    with RawSession(server) as session:
        session.run()
        message = BackMsg(**{order: True})
        session.socket.send(message.SerializeToString())
        assert titles(session.run()) == ["Masyarakat Ekonomi NTT"]


def test_a_message_beyond_the_limit_ends_only_its_sender(server: Server) -> None:
    with RawSession(server) as session, RawSession(server) as other:
        session.run()
        with suppress(ConnectionClosed):  # the end may come while it is still being sent
            session.socket.send(b"x" * 60_000_000)
        with pytest.raises(ConnectionClosed):
            session.answers()
        assert titles(other.run()) == ["Masyarakat Ekonomi NTT"]


def test_an_upload_needs_a_session_of_its_own(server: Server) -> None:
    for path in ("x/y", "../../etc", "%2e%2e/a", "a" * 3000 + "/b"):
        request = urllib.request.Request(
            f"{server.address}/_stcore/upload_file/{path}", data=b"{}", method="PUT"
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=20)
        assert 400 <= refused.value.code < 500


def test_files_outside_static_are_not_served(server: Server) -> None:
    for path in (
        *("app/static/../app.py", "app/static/%2e%2e/app.py", "app/static/..%2fapp.py"),
        *("app/static/%252e%252e/app.py", "component/streamlit_folium.st_folium/../../../app.py"),
        *("media/../../etc/passwd", "app/static//etc/passwd"),
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as raw:
            raw.sendall(f"GET /{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            while part := raw.recv(65536):
                answer += part
        assert b"st.App" not in answer
        assert b"root:" not in answer


def test_clients_that_vanish_leave_no_error(server: Server) -> None:
    before = len(server.log.splitlines())
    for _ in range(5):
        session = RawSession(server).__enter__()
        session.ask("matcher", "commodity=rice&year=2022")
        # As a cable pulled out: a reset instead of a farewell, in the middle of the run.
        session.socket.socket.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        session.socket.socket.close()
    with RawSession(server) as other:
        assert titles(other.run()) == ["Masyarakat Ekonomi NTT"]
    time.sleep(3)
    new = server.log.splitlines()[before:]
    assert not [line for line in new if "level=ERROR" in line or "Traceback" in line], new


def test_clients_that_do_not_read_slow_nobody(server: Server) -> None:
    def quickest(tries: int) -> float:
        """The best of several, because the machine has other work too."""
        seconds = []
        for _ in range(tries):
            start = time.monotonic()
            assert titles(quick.run("map")) == ["Peta potensi"]
            seconds.append(time.monotonic() - start)
        return min(seconds)

    with RawSession(server) as quick, ExitStack() as slow:
        quick.run()
        alone = quickest(4)
        for _ in range(10):  # requests that never end
            half = slow.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            half.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        for _ in range(5):  # pages that are never taken
            lazy = slow.enter_context(RawSession(server))
            for _ in range(20):
                lazy.ask("matcher", "commodity=rice&year=2022")
        assert quickest(8) < 3 * alone + 1
