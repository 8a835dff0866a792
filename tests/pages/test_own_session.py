"""A session is its browser's: the id in a handshake or an address is not enough."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.datastructures import Headers

from pages.routes.own_session import SESSIONS, OwnSession
from pages.routes.uploads import PROCESS_BYTES, SESSION_BYTES, Uploads
from pages.ui import live_sessions
from pages.ui.actor import COOKIE
from pages.ui.live_sessions import LiveSession
from services.access import key_hash
from tests.support.event_loop import run
from tests.support.serving import ROOT

KEY, OTHER = "0123456789abcdef" * 2, "f" * 32
ID = "1f0c0a3e-5a1b-4222-8333-abcdefabcdef"


class Files:
    """What Streamlit keeps, as far as it is asked."""

    def __init__(self, **sizes: int) -> None:
        self.file_storage = {
            owner: {"f": type("File", (), {"data": b"x" * size})} for owner, size in sizes.items()
        }


@pytest.fixture
def live() -> LiveSession:
    """A live session of the browser with the key, whose page takes files."""
    session = LiveSession(key_hash(KEY))
    session.shows_file_widget(Files())
    live_sessions._live[ID] = session
    return session


def _named(protocols: str, key: str | None, client: str = "10.0.0.5") -> list[str] | None:
    """The subprotocols that Streamlit is shown; nothing if it is not reached."""
    seen: list[list[str]] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        told = Headers(scope=scope).get("sec-websocket-protocol", "")
        assert [each.strip() for each in told.split(",")] == scope["subprotocols"]
        seen.append(scope["subprotocols"])

    cookie = [] if key is None else [(b"cookie", f"a=b; {COOKIE}={key}".encode())]
    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "client": (client, 1),
        "headers": [(b"sec-websocket-protocol", protocols.encode()), *cookie],
        "subprotocols": [each.strip() for each in protocols.split(",")],
    }
    run(OwnSession(app)(scope, None, None))  # type: ignore[arg-type]
    return seen[0] if seen else None


def test_the_browser_that_it_belongs_to_takes_it_up_again(live: LiveSession) -> None:
    assert _named(f"streamlit, token, {ID}", KEY) == ["streamlit", "token", ID]


@pytest.mark.parametrize("key", [None, "", OTHER, KEY.upper(), KEY[:-1], f'"{OTHER}"'])
def test_another_one_gets_a_new_session(live: LiveSession, key: str | None) -> None:
    assert _named(f"streamlit, token, {ID}", key) == ["streamlit", "token"]


def test_a_session_that_nobody_has_cannot_be_taken_up() -> None:
    assert _named("streamlit, token, none-at-all", KEY) == ["streamlit", "token"]


@pytest.mark.parametrize("protocols", ["streamlit", "streamlit, token"])
def test_a_first_visit_passes_as_it_is(protocols: str) -> None:
    assert _named(protocols, KEY) == protocols.split(", ")


def test_what_is_known_goes_with_the_session() -> None:
    session = LiveSession(key_hash(KEY))
    live_sessions._live["gone"] = session
    assert live_sessions.find("gone") is session
    del session
    assert live_sessions.find("gone") is None


def test_one_address_opens_so_many_and_another_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["client"][0])
        if len(reached) <= SESSIONS:
            await guard({**scope}, receive, send)  # one within the other: all are open at once
        else:
            await guard({**scope, "client": ("10.0.0.6", 1)}, receive, send)

    guard = OwnSession(app)
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "websocket", "client": ("10.0.0.5", 1), "headers": [], "path": "/"}
    run(guard(scope, None, send))  # type: ignore[arg-type]
    assert reached == ["10.0.0.5"] * SESSIONS
    assert [each["type"] for each in sent] == ["websocket.close"]
    assert not guard._open, "and all are counted out again"


# Files.


def _put(
    size: int | None = 100, key: str | None = KEY, session: str = ID, method: str = "PUT"
) -> int:
    """The status; 204 when Streamlit was reached."""

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [] if size is None else [(b"content-length", str(size).encode())]
    if key is not None:
        headers.append((b"cookie", f"{COOKIE}={key}".encode()))
    path = f"/_stcore/upload_file/{session}/file"
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    guard = Uploads(app)
    run(guard(scope, None, send))  # type: ignore[arg-type]
    assert not guard._coming
    return int(sent[0]["status"])


def test_a_file_for_a_widget_of_ones_own_is_taken(live: LiveSession) -> None:
    assert _put() == 204
    assert _put(method="DELETE") == 204


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_nobody_puts_or_removes_the_files_of_another(live: LiveSession, method: str) -> None:
    assert _put(key=None, method=method) == 403
    assert _put(key=OTHER, method=method) == 403
    assert _put(session="none-at-all", method=method) == 403


def test_a_page_without_a_widget_takes_none(live: LiveSession) -> None:
    live.begins_run()
    assert _put() == 204, "while the page is drawn again the widget may still be there"
    live.begins_run()
    assert _put() == 403


@pytest.mark.parametrize(
    ("kept", "size", "status"),
    [
        ({ID: SESSION_BYTES - 100}, 100, 204),
        ({ID: SESSION_BYTES - 100}, 101, 413),
        ({"others": PROCESS_BYTES - 100}, 100, 204),
        ({"others": PROCESS_BYTES - 100}, 101, 413),
        ({}, None, 411),
    ],
)
def test_all_files_together_have_a_bound(
    live: LiveSession, kept: dict[str, int], size: int | None, status: int
) -> None:
    live.shows_file_widget(Files(**kept))
    assert _put(size) == status


def test_what_is_coming_counts_as_well(live: LiveSession) -> None:
    """Many at once, none of which has arrived."""
    reached: list[int] = []
    statuses: list[int] = []

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def app(scope: Any, receive: Any, _send: Any) -> None:
        reached.append(1)
        await guard(scope, receive, send)

    guard = Uploads(app)
    headers = [(b"content-length", b"20000000"), (b"cookie", f"{COOKIE}={KEY}".encode())]
    path = f"/_stcore/upload_file/{ID}/file"
    scope = {"type": "http", "method": "PUT", "path": path, "headers": headers}
    run(guard(scope, None, send))  # type: ignore[arg-type]
    assert (len(reached), statuses) == (SESSION_BYTES // 20_000_000, [413])


def test_every_widget_for_files_says_that_it_is_there() -> None:
    """Without it each file that somebody chooses there would be refused."""
    asking = re.compile(r"\.(file_uploader|camera_input|audio_input|chat_input)\(")
    files = list((ROOT / "pages").rglob("*.py"))
    taking = [path for path in files if asking.search(path.read_text(encoding="utf-8"))]
    assert taking, "the scenarios' page imports files"
    silent = [path.name for path in taking if "expect_files()" not in path.read_text("utf-8")]
    assert not silent
