"""Asks what is answered beside Streamlit, as a server would ask it."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

from starlette.applications import Starlette
from starlette.types import ASGIApp

from pages.routes import MIDDLEWARE, ROUTES
from tests.support.event_loop import run

_BESIDE = Starlette(routes=ROUTES, middleware=MIDDLEWARE)


def ask(
    path: str, method: str = "GET", body: bytes = b"", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of a request."""
    return run(exchange(_BESIDE, path, method, body=body, **headers))


async def exchange(
    app: ASGIApp,
    path: str,
    method: str = "GET",
    gone: asyncio.Event | None = None,
    body: bytes = b"",
    **headers: str,
) -> tuple[int, dict[str, str], bytes]:
    """The same of any application, in the loop of now; ``gone`` is set by whoever goes away."""
    address, _, query = path.partition("?")
    sent: list[MutableMapping[str, Any]] = []
    request: list[dict[str, Any]] = [{"type": "http.request", "body": body}]

    async def receive() -> dict[str, Any]:
        if not request:
            await (gone or asyncio.Event()).wait()  # else the client goes on waiting
            return {"type": "http.disconnect"}
        return request.pop()

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": address,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [
            (name.encode(), value.encode())
            for name, value in {"host": "localhost:8501", **headers}.items()
        ],
    }
    await app(scope, receive, send)
    named = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], named, b"".join(each.get("body", b"") for each in sent[1:])
