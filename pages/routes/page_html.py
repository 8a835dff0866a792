"""The addresses of the pages: each answers HTML that introduces it, whose script draws the page.

Streamlit would answer them with its own ``index.html``; nginx passes them on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from pages.routes.early_files import early_links
from pages.ui.addresses import ADDRESSES, FIRST, NOT_FOUND
from pages.ui.mending import mended
from pages.ui.place import origin, served
from pages.ui.static_files import STATIC, versioned
from publishing.page_html import Introduction, cut_html, page_html

# The rest is imported where it is used: the start loads what every visitor needs.
if TYPE_CHECKING:
    from publishing.language import Language

#: The picture that a messenger shows beside a link (``tests/support/make_preview.py``).
PREVIEW = "page/preview.png"
#: Its width and height, as messengers ask for it.
PREVIEW_SIZE = (1200, 630)
_ICON = "icon.png"
_STREAMLIT_HTML = Path(st.__file__).parent / "static" / "index.html"


def page_addresses() -> list[BaseRoute]:
    """``/``, ``/map`` and so on, and the icon where browsers look.

    What is no page is mended (``pages/routes/mended_address.py``).
    """
    _cut()  # a version of Streamlit that this was not written for is told at the start
    return [
        Route(served("/favicon.png"), _icon),
        *(Route(served(f"/{each}"), _answer) for each in (*ADDRESSES, NOT_FOUND, "index.html")),
    ]


async def _icon(_request: Request) -> Response:
    return FileResponse(STATIC / _ICON, headers={"Cache-Control": "no-cache"})


async def _answer(request: Request) -> Response:
    from publishing.language import DEFAULT, LANGUAGES, QUERY_KEY

    asked = mended(request.query_params.get(QUERY_KEY, ""), LANGUAGES)
    language = next((code for code in LANGUAGES if code == asked), DEFAULT)
    address = str(request.scope["path"]).rpartition("/")[2]
    words = html(address, language, origin(request.scope))
    return HTMLResponse(words, headers={"Cache-Control": "no-cache"})


@cache  # a file of the library
def _cut() -> list[str]:
    return cut_html(_STREAMLIT_HTML.read_text(encoding="utf-8"))


def html(address: str = "", language: Language = "id", origin: str = "") -> str:
    """The HTML of the page at an address; an unknown one is introduced as the first page.

    ``origin`` is how the visitor reaches this server: only the request knows it, and messengers
    want picture and link absolute.
    """
    from pages.ui.document import PRODUCT, tab_title
    from pages.ui.script_words import words_of_scripts
    from pages.ui.site_map import page_description, page_title
    from publishing.first_words import first_words
    from publishing.language import DEFAULT, QUERY_KEY, _, speaking

    known = address if address in ADDRESSES else ""
    chosen = "" if language == DEFAULT else f"?{QUERY_KEY}={language}"
    with speaking(language):
        introduction = Introduction(
            title=tab_title(page_title(known or FIRST)),
            description=page_description(known or FIRST),
            product=PRODUCT,
            address=origin + served(f"/{known}") + chosen,
            picture=origin + served(f"/app/static/{versioned(PREVIEW)}"),
            picture_size=PREVIEW_SIZE,
            picture_text=_("Outline of the 22 regencies of Nusa Tenggara Timur"),
        )
    # Relative to the page, as Streamlit's own are.
    ours = {
        "icon": _ICON,
        "style": "page/connection.css",
        "script": "page/connection.js",
        "appearance": "page/appearance.css",
    }
    files = {kind: f"./app/static/{versioned(path)}" for kind, path in ours.items()}
    # After Streamlit's own links: what begins the page comes first.
    body = early_links(known) + first_words(language) + words_of_scripts()
    return page_html(_cut(), language, introduction, files, body)
