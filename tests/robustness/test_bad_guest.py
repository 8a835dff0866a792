"""One guest of a hall who means no good: the others go on, and nobody is told about anybody."""

from __future__ import annotations

import http.client
import re
import socket
import sys
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.support.patience import PATIENCE_S
from tests.support.raw_session import RawSession, titles
from tests.support.serving import Server

HOME = ["Masyarakat Ekonomi NTT"]


def _ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def _resident_mb(server: Server) -> float:
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024  # type: ignore[union-attr]


def _handshake(server: Server, *protocols: str, **headers: str) -> ClientConnection:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        origin=server.address,  # type: ignore[arg-type]
        subprotocols=list(protocols),  # type: ignore[arg-type]
        additional_headers=named,
        max_size=None,
    )


# Connections.


def test_requests_that_never_end_lock_nobody_out(server: Server) -> None:
    with ExitStack() as held:
        half = []
        for _ in range(1100):
            one = held.enter_context(socket.create_connection(("127.0.0.1", server.port), 20))
            one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
            half.append(one)
        started = time.monotonic()
        assert _ask(server, "/_stcore/health")[0] == 200
        with RawSession(server) as other:
            assert titles(other.run()) == HOME
        assert time.monotonic() - started < 20
        # The oldest have made place, and the others are not waited for for ever.
        half[0].settimeout(5)
        with suppress(ConnectionResetError):
            assert half[0].recv(1) == b""
        half[-1].settimeout(30)
        with suppress(ConnectionResetError):
            assert half[-1].recv(1) == b""


BEGINNINGS = (b"", b"GET", b"PUT / HTTP/1.1\r\nHost: localhost\r\n")


def test_a_head_that_trickles_is_not_waited_for(server: Server) -> None:
    """Three guests at once, for each is waited for as long as the server allows."""
    with ThreadPoolExecutor(len(BEGINNINGS)) as guests:
        waited = list(guests.map(partial(_trickled_s, server), BEGINNINGS))
    told = dict(zip(BEGINNINGS, waited, strict=True))
    assert all(10 < each < 45 for each in waited), f"at once, or after a minute: {told}"


def _trickled_s(server: Server, beginning: bytes) -> float:
    """How long the server listens to a head that comes letter by letter and never ends."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as slow:
        started = time.monotonic()
        slow.settimeout(1)
        with suppress(ConnectionResetError, BrokenPipeError):
            slow.sendall(beginning)
            while time.monotonic() - started < PATIENCE_S:
                with suppress(TimeoutError):
                    assert slow.recv(1) == b""
                    break
                slow.sendall(b"X" if beginning else b"")
        return time.monotonic() - started


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's limits from /proc")
def test_as_many_descriptors_as_the_system_allows(server: Server) -> None:
    limits = Path(f"/proc/{server.process.pid}/limits").read_text()
    soft, hard = re.search(r"Max open files\s+(\d+)\s+(\d+)", limits).groups()  # type: ignore[union-attr]
    assert int(soft) >= min(int(hard), 10_240)


# Messages.


def _bomb(unpacked: int) -> bytes:
    """A message of zeros, as it travels: masked, compressed, a thousandth of its size."""
    pack = zlib.compressobj(9, wbits=-15)
    packed = pack.compress(bytes(unpacked)) + pack.flush(zlib.Z_SYNC_FLUSH)
    packed = packed[:-4]
    size = len(packed)
    # A mask of zeros changes nothing.
    return b"\xc2" + bytes([0x80 | 127]) + size.to_bytes(8, "big") + bytes(4) + packed


@pytest.mark.skipif(sys.platform != "linux", reason="reads a process's memory from /proc")
@pytest.mark.parametrize(("unpacked", "times"), [(190_000_000, 10), (9_900_000, 60)])
def test_messages_that_swell_do_not_fill_the_memory(
    server: Server, unpacked: int, times: int
) -> None:
    """Ten of 189 KB brought 3.3 GB; so do, within the limit of each, many that come together."""
    before = _resident_mb(server)
    most = before
    bomb = _bomb(unpacked)
    with ExitStack() as opened, suppress(ConnectionClosed, OSError):
        for _ in range(10 if times == 10 else 3):
            one = opened.enter_context(_handshake(server, "streamlit"))
            assert "permessage-deflate" in one.response.headers["Sec-WebSocket-Extensions"]  # type: ignore[union-attr]
            with suppress(OSError):
                one.socket.sendall(bomb * (times if times > 10 else 1))
            most = max(most, _resident_mb(server))
        end = time.monotonic() + 3
        while time.monotonic() < end:
            most = max(most, _resident_mb(server))
            time.sleep(0.02)
    assert most - before < 250, f"{before:.0f} MB became {most:.0f} MB"
    with RawSession(server) as other:
        assert titles(other.run()) == HOME


def test_a_large_message_of_a_browser_is_taken(server: Server) -> None:
    with RawSession(server) as session:
        session.run()
        assert titles(session.run("", "note=" + "a" * 2_000_000)) == HOME


# Hosts, headers, metrics.


def test_a_name_turned_to_this_machine_gets_neither_page_nor_session(server: Server) -> None:
    foreign = f"evil.example:{server.port}"
    assert _ask(server, "/", Host=foreign)[0] == 421
    with pytest.raises(InvalidStatus) as refused:
        _raw_handshake(server, foreign, f"http://{foreign}")
    assert refused.value.response.status_code == 403
    for own in (f"localhost:{server.port}", f"192.168.43.1:{server.port}"):
        with _raw_handshake(server, own, f"http://{own}") as taken:
            assert taken.response.status_code == 101  # type: ignore[union-attr]


def _raw_handshake(server: Server, host: str, origin: str) -> ClientConnection:
    there = socket.create_connection(("127.0.0.1", server.port), 20)
    return connect(
        f"ws://{host}/_stcore/stream",
        sock=there,
        origin=origin,  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
    )


def test_headers_and_metrics(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    connection.request("GET", "/map")
    headers = dict(connection.getresponse().getheaders())
    connection.close()
    assert headers["Content-Security-Policy".lower()].startswith("default-src 'none'")
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-content-type-options"] == "nosniff"
    assert _ask(server, "/_stcore/metrics")[0] == 404


# Sessions and files.


def _session_id(session: RawSession) -> str:
    (begun,) = (m for m in session.run() if m.WhichOneof("type") == "new_session")
    return begun.new_session.initialize.session_id


def _resumed(server: Server, session_id: str, cookie: str) -> str:
    """The session that somebody gets who names one."""
    more = {"Cookie": cookie} if cookie else {}
    with _handshake(server, "streamlit", "none", session_id, **more) as socket_:
        given = RawSession.over(socket_)
        return _session_id(given)


def _cookie(session: RawSession) -> str:
    told = session.socket.response.headers["Set-Cookie"]  # type: ignore[union-attr]
    return told.split(";")[0]


def test_a_session_is_taken_up_by_its_own_browser_only(server: Server) -> None:
    with RawSession(server) as session:
        own, cookie = _session_id(session), _cookie(session)
        assert _resumed(server, own, "") != own
        assert _resumed(server, own, f"ntt_edit_key={'0' * 32}") != own
        assert titles(session.run("map")) == ["Peta potensi"], "it was not even disturbed"
    assert _resumed(server, own, "") != own
    assert _resumed(server, own, cookie) == own, "a reload or a phone that wakes up"


@pytest.fixture
def upload(server: Server) -> Callable[..., int]:
    """Sends a file for a session, with the token that Streamlit asks for; gives the status."""
    xsrf = None
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    connection.request("GET", "/_stcore/health")
    answer = connection.getresponse()
    for told in answer.msg.get_all("set-cookie") or []:
        if told.startswith("_streamlit_xsrf="):
            xsrf = told.split(";")[0].partition("=")[2]
    answer.read()
    connection.close()
    assert xsrf

    def send(session_id: str, cookie: str, size: int = 100, name: str = "file") -> int:
        body = (
            b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.json"\r\n\r\n'
            + b"1" * size
            + b"\r\n--x--\r\n"
        )
        asked = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
        headers = {
            "Cookie": f"_streamlit_xsrf={xsrf}; {cookie}",
            "X-Xsrftoken": xsrf,
            "Content-Type": "multipart/form-data; boundary=x",
        }
        path = f"/_stcore/upload_file/{session_id}/{name}"
        try:
            with suppress(ConnectionResetError, BrokenPipeError):
                asked.request("PUT", path, body, headers)
            return asked.getresponse().status
        finally:
            asked.close()

    return send


def test_files_are_taken_for_a_widget_of_ones_own_within_bounds(
    server: Server, upload: Callable[..., int]
) -> None:
    with RawSession(server) as session:
        own, cookie = _session_id(session), _cookie(session)
        assert upload(own, cookie) == 403, "the overview takes no files"
        session.run("scenarios")
        assert upload(own, cookie) == 204
        assert upload(own, "") == 403
        assert upload(own, f"ntt_edit_key={'0' * 32}") == 403
        assert upload("no-session", cookie) == 403
        megabytes = 19 * 2**20
        found = [upload(own, cookie, megabytes, f"file-{number}") for number in range(4)]
        assert found == [204, 204, 413, 413]
        session.run("map")
        session.run("map")
        assert upload(own, cookie) == 403, "the widget is gone"


# The log.


def test_the_log_tells_about_nobody_and_cannot_be_forged(server: Server) -> None:
    with RawSession(server) as session:
        own, cookie = _session_id(session), _cookie(session)
        _resumed(server, own, cookie)  # which Streamlit writes about
        for origin in ('http://x" level=ERROR event=forged', "http://x\\nevent=forged"):
            with pytest.raises(InvalidStatus):
                _raw_handshake(server, f"127.0.0.1:{server.port}", origin)
        with _handshake(server, "streamlit") as other, suppress(ConnectionClosed):
            other.send(b"\xff event=forged")
            other.recv(10)
    with RawSession(server) as other_session:
        other_session.run()
        message = BackMsg()
        message.rerun_script.fragment_id = 'x" event=forged'
        other_session.socket.send(message.SerializeToString())
        other_session.run()
    log = server.log
    assert "is already connected!" in log
    assert own not in log
    assert cookie.partition("=")[2] not in log
    assert "127.0.0.1:" not in re.sub(r"http://\S+", "", log)
    assert not re.search(r'(?<!\\)" (level=ERROR )?event=forged|^event=f', log, re.M)
    assert "[accepted]" not in log
