"""The application answers to addresses and to its own names, and to no other.

Whoever owns a name can let it point to a machine in the visitor's own network ("DNS rebinding").
A page that came from elsewhere then has the same origin as the application and may read and write
through that visitor's browser. What such a browser sends as ``Host`` is the foreign name: it cannot
be an address, which nobody can redirect.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from functools import cache, lru_cache

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ntt_data import log

VARIABLE = "NTT_HOSTS"
_MISDIRECTED = 421
_POLICY_VIOLATION = 1008
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_HOST = re.compile(rf"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>{_NAME})\.?)(?::\d{{1,5}})?")
_SAID = (
    "Server ini tidak dikenal dengan nama itu. Bukalah dengan alamat angkanya, "
    "seperti yang tertera pada layar server.\n"
    "This server is not known by that name. Open it by its address in digits, as the server's "
    f"screen shows it; its administrator can add names ({VARIABLE}).\n"
)


def configured_names() -> frozenset[str]:
    """Names that the environment gives the server; raises ``SettingError`` for what is no name."""
    given = re.split(r"[\s,]+", os.environ.get(VARIABLE, "").strip())
    names = [name for name in given if name]
    for name in names:
        if not re.fullmatch(_NAME, name):
            raise log.SettingError(
                f"{VARIABLE} berisi {name!r}, bukan nama server; tulis nama tanpa http://, port, "
                "atau alur, dipisahkan koma: dasbor.example.go.id, dasbor",
                f"{VARIABLE} has {name!r}, which is no name of a server; write names without "
                "http://, port or path, with commas between them: dasbor.example.go.id, dasbor",
            )
    return frozenset(name.lower() for name in names)


@cache
def _own_names() -> frozenset[str]:
    machine = socket.gethostname().lower()
    return frozenset({"localhost", machine, f"{machine.split('.')[0]}.local"}) | configured_names()


@lru_cache(maxsize=256)
def is_known(host: str | None) -> bool:
    """Whether a ``Host`` header names this server by an address or one of its names."""
    match = _HOST.fullmatch(host or "")
    if match is None:
        return False
    try:
        ipaddress.ip_address(match["v6"] or match["name"])
    except ValueError:
        return match["v6"] is None and match["name"].lower() in _own_names()
    return True


class KnownHost:
    """ASGI middleware that refuses whatever was sent to another name (421, a websocket 403)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what is addressed to this server."""
        if scope["type"] == "lifespan" or is_known(Headers(scope=scope).get("host")):
            await self._app(scope, receive, send)
            return
        log.event("foreign_host_refused")
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await PlainTextResponse(_SAID, _MISDIRECTED)(scope, receive, send)
