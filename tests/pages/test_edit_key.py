"""The edit key's cookie: set once, seen by the session that begins with it, left alone after."""

from __future__ import annotations

import asyncio
from http.cookies import SimpleCookie
from typing import Any

import pytest

from pages.routes.edit_key import EditKey
from pages.ui.actor import COOKIE
from services.access import is_key

KEY = "0123456789abcdef" * 2
STREAM = "/_stcore/stream"


def handshake(
    *headers: tuple[str, str], path: str = STREAM, kind: str = "websocket", scheme: str = "ws"
) -> tuple[str | None, str]:
    """The Set-Cookie of the answer, and the cookies that the application was shown."""
    shown: list[str] = []
    sent: list[Any] = []

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        shown.extend(value.decode() for name, value in scope["headers"] if name == b"cookie")
        await send({"type": "websocket.accept", "subprotocol": "streamlit"})
        await send({"type": "websocket.send", "bytes": b"x"})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": kind, "path": path, "scheme": scheme,
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }  # fmt: skip
    asyncio.run(EditKey(app)(scope, None, send))  # type: ignore[arg-type]
    assert sent[0].get("subprotocol") == "streamlit"
    assert "headers" not in sent[1]
    cookies = [v.decode() for n, v in sent[0].get("headers", []) if n == b"set-cookie"]
    assert len(cookies) <= 1
    assert len(shown) <= 1
    return (cookies[0] if cookies else None), (shown[0] if shown else "")


def test_a_first_visit_gets_a_key_and_its_session_sees_it() -> None:
    told, shown = handshake()
    assert told is not None
    cookie = SimpleCookie(told)[COOKIE]
    assert is_key(cookie.value)
    assert shown == f"{COOKIE}={cookie.value}"
    assert cookie["httponly"] is True
    assert (cookie["samesite"], cookie["path"], cookie["secure"]) == ("Strict", "/", "")
    other, _shown = handshake()
    assert other != told


def test_a_key_that_is_there_stays_and_lives_on() -> None:
    told, shown = handshake(("cookie", f"a=b; {COOKIE}={KEY}"), ("cookie", "c=d"))
    assert told is not None
    assert told.startswith(f"{COOKIE}={KEY}; Max-Age=34560000;")
    assert set(shown.split("; ")) == {"a=b", "c=d", f"{COOKIE}={KEY}"}


@pytest.mark.parametrize("forged", ["", "x", KEY[:-1], KEY + "0", KEY.upper(), f'"{KEY}"', "a b"])
def test_what_is_no_key_is_replaced(forged: str) -> None:
    told, shown = handshake(("cookie", f"{COOKIE}={forged}; a=b"))
    assert told is not None
    key = SimpleCookie(told)[COOKIE].value
    assert is_key(key)
    assert key != KEY or forged == f'"{KEY}"'
    assert shown == f"a=b; {COOKIE}={key}"


@pytest.mark.parametrize(
    ("headers", "scheme"),
    [([("x-forwarded-proto", "https")], "ws"), ([], "wss")],
)
def test_over_https_it_is_secure(headers: list[tuple[str, str]], scheme: str) -> None:
    told, _shown = handshake(*headers, scheme=scheme)
    assert told is not None
    assert told.endswith("; Secure")


def test_below_a_path_too() -> None:
    assert handshake(path="/ntt" + STREAM)[0]


@pytest.mark.parametrize(
    ("path", "kind"), [("/_stcore/other", "websocket"), (STREAM, "http"), ("/", "http")]
)
def test_everything_else_passes_as_it_is(path: str, kind: str) -> None:
    assert handshake(("cookie", "a=b"), path=path, kind=kind) == (None, "a=b")
