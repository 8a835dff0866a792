"""What a search finds, as JSON, for the search that stands on every page (``pages/ui/search.py``).

Matching has one place, ``services/search``; the browser draws what it is answered. Nobody notes
what is searched for: nginx writes no questions into its log, and this writes none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from pages.ui.addresses import FIRST, SECTIONS
from pages.ui.mending import mended
from pages.ui.place import served
from publishing.language import DEFAULT, LANGUAGES, QUERY_KEY, once_per_language, speaking

# The rest is imported where it is used: the start loads what every visitor needs.
if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.search.entry import Entry
    from services.search.matching import Hit, Index

#: Where the browser asks; the text is ``q``.
PLACE = "/search.json"
# So long a browser need not ask again for the same letters, in seconds.
_KEPT_S = 60


def search_route() -> BaseRoute:
    """``/search.json?q=…&lang=…``."""
    return Route(served(PLACE), _answer)


def _answer(request: Request) -> Response:
    """Answered in a thread of its own: a page that is being drawn does not wait for it."""
    from ntt_data import editions
    from services.rows import LONGEST_SEARCH

    asked = mended(request.query_params.get(QUERY_KEY, ""), LANGUAGES)
    language = next((code for code in LANGUAGES if code == asked), DEFAULT)
    editions.begin_run()
    with speaking(language):
        found = answer(request.query_params.get("q", "")[:LONGEST_SEARCH])
    return JSONResponse(found, headers={"Cache-Control": f"private, max-age={_KEPT_S}"})


@once_per_language(maxsize=256)
def answer(text: str) -> dict[str, Any]:
    """What is found, ready to be drawn: ``groups`` with ``title`` and ``answers``, ``nearest``."""
    from publishing.search_words import group_title
    from services.search.answers import search

    found = search(index(), text)
    groups = [
        {"title": group_title(group), "answers": [_drawn(hit) for hit in hits]}
        for group, hits in found.groups.items()
    ]
    return {"groups": groups, "nearest": [_drawn(hit) for hit in found.nearest]}


@once_per_language(maxsize=1)
def index() -> Index:
    """Everything that can be found, pages included."""
    from services.search.contents import entries
    from services.search.matching import Index

    return Index([*entries(), *_pages()])


def _pages() -> Iterator[Entry]:
    from pages.ui.site_map import guide_sections, page_title
    from services.search.contents import also_called, in_all_languages
    from services.search.entry import Entry

    for name in (name for names in SECTIONS.values() for name in names):
        said = (*in_all_languages(page_title, name), name, *also_called("page", name))
        yield Entry("page", name, page_title(name), "", name, names=said)
    for section, title in guide_sections().items():
        said = (
            *in_all_languages(lambda name: guide_sections()[name], section),
            *also_called("guide_section", section),
        )
        query = (("section", section),)
        yield Entry("guide_section", section, title, "", "guide", query, said)


def _drawn(hit: Hit) -> dict[str, str]:
    from pages.ui.site_map import page_title

    entry = hit.entry
    path = "" if entry.page == FIRST else entry.page
    return {
        "name": entry.name,
        "detail": entry.detail,
        "where": "" if entry.kind == "page" else page_title(entry.page),
        # A name that is seen anyway need not be told.
        "by": "" if hit.by.casefold() in entry.name.casefold() else hit.by,
        "address": f"{path}?{urlencode(entry.query)}" if entry.query else path,
    }
