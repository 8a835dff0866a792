"""A session can be taken up again by the browser that it belongs to, and by no other.

Streamlit's browser part names, as the third subprotocol of a new websocket, the session that it had
before. Streamlit takes that at its word.
"""

from __future__ import annotations

from collections import Counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from ntt_data import log
from pages.routes.neighbourhood import neighbourhood
from pages.routes.whole_first import whole_first
from pages.ui import live_sessions
from pages.ui.actor import COOKIE
from services.access import is_key, key_hash

#: Sessions that one address may have open at a time, as in nginx.
SESSIONS = 300
_PROTOCOL = "sec-websocket-protocol"
_TRY_AGAIN_LATER = 1013


class OwnSession:
    """ASGI middleware that forgets the id of a session of somebody else; stands within EditKey.

    Who names a foreign one gets a new session, as who names one that has ended.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only the handshake of a session is touched."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        place = neighbourhood((scope.get("client") or ("", 0))[0])
        if self._open[place] >= SESSIONS:
            log.event("too_many_sessions")
            await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER})
            return
        self._open[place] += 1
        scope, resumed = _without_foreign_session(scope)
        log.event("connected", resumed=resumed)
        try:
            await self._app(scope, receive if resumed else whole_first(receive), send)
        finally:
            self._open[place] -= 1
            if not self._open[place]:
                del self._open[place]


def belongs_to(session_id: str, headers: Headers) -> bool:
    """Whether a live session belongs to the browser whose request has these headers."""
    live = live_sessions.find(session_id)
    key = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
    return live is not None and is_key(key) and live.key_hash == key_hash(key)


def _without_foreign_session(scope: Scope) -> tuple[Scope, bool]:
    """The handshake as Streamlit may see it, and whether it names a session of its sender's."""
    headers = Headers(scope=scope)
    named = [each.strip() for each in ",".join(headers.getlist(_PROTOCOL)).split(",")]
    if len(named) < 3:
        return scope, False
    if belongs_to(named[2], headers):
        return scope, True
    scope = {**scope, "headers": list(scope["headers"]), "subprotocols": named[:2]}
    changed = MutableHeaders(scope=scope)
    del changed[_PROTOCOL]
    changed[_PROTOCOL] = ", ".join(named[:2])
    return scope, False
