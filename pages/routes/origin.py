"""Only pages of this server may open a session with it."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ntt_data import log

_POLICY_VIOLATION = 1008


class SameOrigin:
    """Refuses a websocket that a page from elsewhere opens (403).

    Streamlit would refuse most of them too, but asks a host in the internet for this machine's
    external address first, to compare the two: once per connection, for a second each where there
    is no internet, and whoever forges the header can make it do so.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on everything but such a websocket."""
        if scope["type"] == "websocket" and not same_origin(Headers(scope=scope)):
            log.event("foreign_origin_refused")
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        await self._app(scope, receive, send)


def same_origin(headers: Headers) -> bool:
    """Whether a page of this server asks, or who is no browser."""
    # Browsers always name the origin, which is a scheme and a host and no more; who is no browser
    # can name any.
    origin, host = headers.get("origin"), headers.get("host")
    return origin is None or origin in (f"http://{host}", f"https://{host}")
