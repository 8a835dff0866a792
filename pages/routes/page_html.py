"""The addresses of the pages: each answers the same HTML, whose script draws the page.

Streamlit would answer them with its own ``index.html``; nginx passes them on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from pages.routes.place import served
from pages.ui.addresses import ADDRESSES
from publishing.page_html import page_html

_STREAMLIT_HTML = Path(st.__file__).parent / "static" / "index.html"


@cache
def html() -> str:
    """The HTML of every page; Streamlit's file is read once."""
    return page_html(_STREAMLIT_HTML.read_text(encoding="utf-8"))


def page_addresses() -> list[BaseRoute]:
    """``/``, ``/map`` and so on."""
    served_html = html()

    async def answer(_request: Request) -> Response:
        return HTMLResponse(served_html, headers={"Cache-Control": "no-cache"})

    return [Route(served(f"/{address}"), answer) for address in (*ADDRESSES, "index.html")]
