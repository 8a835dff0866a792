"""The edit key: a cookie by which a browser is known again as the holder of what it has saved.

Until people have accounts, it is all that tells two readers apart. The key is 128 random bits; no
script of a page can read it, no other site can send it, and the database has only its SHA-256.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.ui.actor import COOKIE
from pages.ui.place import came_over_https
from services.access import is_key, new_key

#: The websocket of Streamlit, whatever path stands before it.
_STREAM = "/_stcore/stream"
_LIFE_S = 400 * 24 * 3600  # longer than that no browser keeps a cookie; every visit begins anew


class EditKey:
    """ASGI middleware that gives every browser a key when its session begins.

    The key goes out with the answer to the handshake and at the same time into the request, so
    that the session which is just beginning reads it in ``st.context.cookies`` as every later one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only the handshake of a session is touched."""
        if scope["type"] != "websocket" or not scope["path"].endswith(_STREAM):
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope)
        known = cookie_parser(given.get("cookie", "")).get(COOKIE)
        key = known if known is not None and is_key(known) else new_key()
        scope = {**scope, "headers": _with_cookie(scope, key)}
        secure = came_over_https(scope)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "websocket.accept":
                message = {**message, "headers": list(message.get("headers", []))}
                MutableHeaders(scope=message).append("set-cookie", _cookie(key, secure))
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _cookie(key: str, secure: bool) -> str:
    text = f"{COOKIE}={key}; Max-Age={_LIFE_S}; Path=/; HttpOnly; SameSite=Strict"
    return f"{text}; Secure" if secure else text


def _with_cookie(scope: Scope, key: str) -> list[tuple[bytes, bytes]]:
    """The request's headers with this key in place of whatever the cookie has held."""
    headers = Headers(scope=scope)
    parts = [part.strip() for line in headers.getlist("cookie") for part in line.split(";")]
    kept = [part for part in parts if part and part.split("=")[0].strip() != COOKIE]
    line = "; ".join([*kept, f"{COOKIE}={key}"])
    others = [(name, value) for name, value in scope["headers"] if name.lower() != b"cookie"]
    return [*others, (b"cookie", line.encode("latin-1"))]
