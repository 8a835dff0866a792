"""Addresses that are no page: the one that was meant, or the page that says that there is none.

A full stop or a bracket at the end of a link, a capital letter, a question mark that was coded:
what is meant is plain, and the browser is sent there. Streamlit would draw its first page with a
message in English, and nothing at all where the address has two parts, since it names its files
relative to it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.ui.addresses import ADDRESSES, FIRST, NOT_FOUND
from pages.ui.mending import cleaned, mended_page
from pages.ui.place import served

_STREAMLIT_FILES = frozenset(
    file.name for file in (Path(st.__file__).parent / "static").iterdir() if file.is_file()
)
#: Streamlit's own route for its files, which answers whatever nobody else does.
_LAST = "static-assets"
_LONGEST = 200  # of an address that is told on the page


class MendedAddress:
    """ASGI middleware that sends a browser from an address that is no page to one that is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on whatever somebody answers."""
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and not _answered(scope):
            await _elsewhere(scope)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _answered(scope: Scope) -> bool:
    path = str(scope["path"])
    place = _below(path)
    if place in _STREAMLIT_FILES or place.startswith("static/") or "_stcore" in path:
        return True
    return _is_route(scope)


def _is_route(scope: Scope) -> bool:
    routes: list[Any] = getattr(scope.get("app"), "routes", [])
    answers = (route for route in routes if getattr(route, "name", None) != _LAST)
    return any(route.matches(scope)[0] != Match.NONE for route in answers)


def _other_route(scope: Scope) -> str | None:
    """What lies beside the pages (``pages/routes``), where the path without its damage leads."""
    parts = list(filter(None, map(cleaned, _below(str(scope["path"])).split("/"))))
    for place in ("/".join(parts), "/".join(parts).lower()):
        if place and _is_route({**scope, "path": served(f"/{place}")}):
            return place
    return None


def _below(path: str) -> str:
    """What stands behind the application's own address."""
    return path.removeprefix(served("")).removeprefix("/")


def _elsewhere(scope: Scope) -> Response:
    path, query = _below(str(scope["path"])), scope["query_string"].decode("latin-1")
    other = _other_route(scope)
    if other is not None:
        return _sent_to(quote(other), query)
    meant = mended_page(path, (*ADDRESSES, FIRST, "index"))
    if meant is not None:
        page, more = meant
        page = "" if page in {FIRST, "index"} else page
        whole = "&".join(filter(None, [quote(more, safe="=&:,.%-"), query]))
        return _sent_to(page, whole)
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        # Who asks for a file (robots.txt, an icon) is not helped by a page.
        return PlainTextResponse("Not found", 404)
    return _sent_to(NOT_FOUND, f"address={quote(path[:_LONGEST], safe='')}")


def _sent_to(page: str, query: str) -> Response:
    address = served(f"/{page}") + (f"?{query}" if query else "")
    return RedirectResponse(address, 302, {"Cache-Control": "no-cache"})
