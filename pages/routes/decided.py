"""What was decided until now, for decks that are open: ``/paparan/keputusan/daerah/5310``.

A deck is frozen, and decisions are typed in while it is shown. They bear no figure, so their slides
alone are asked for anew when they are shown, and say of which moment they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.routes.asked import language_asked
from pages.ui.place import PRESENTATION, served

# The rest is imported where it is used: the start loads what every visitor needs.
if TYPE_CHECKING:
    from publishing.deck.live.slide import LiveSlide
    from publishing.language import Language
    from services.briefing.catalogue import Subject

_BELOW = f"{PRESENTATION}/keputusan"


def decided_route() -> Route:
    """``/paparan/keputusan/KIND/KEY``: the slides as a list of sections."""
    return Route(served(f"{_BELOW}/{{kind}}/{{key}}"), _answer, methods=["GET"])


def decided_at(subject: Subject, language: Language) -> str:
    """Where the slides of a deck's decisions are asked for; "" where it can have none."""
    from publishing.language import DEFAULT, QUERY_KEY
    from services.briefing.catalogue import IN_ADDRESS

    kind = next(word for word, known in IN_ADDRESS.items() if known == subject.kind)
    query = "" if language == DEFAULT else f"?{QUERY_KEY}={language}"
    return served(f"{_BELOW}/{kind}/{subject.key}{query}") if subject.key else ""


def slides_decided(subject: Subject) -> list[LiveSlide]:
    """The slides, drawn as of now, in the language that is spoken."""
    from ntt_data.store.clock import now
    from publishing.deck.live.slide import decided_slide
    from services.deck.decisions import decision_slides

    at = now()
    return [decided_slide(each, at) for each in decision_slides(subject.kind, subject.key)]


def slides_of_now(subject: Subject) -> list[LiveSlide]:
    """All slides that are of no edition: the road map, and then what was decided."""
    from ntt_data.store.clock import now
    from publishing.deck.live.slide import decided_slide
    from services.deck.road_map import road_map_slides

    at = now()
    road_map = [decided_slide(each, at) for each in road_map_slides(subject.kind, subject.key)]
    return [*road_map, *slides_decided(subject)]


async def _answer(request: Request) -> Response:
    return await to_thread.run_sync(_sections, request)


def _sections(request: Request) -> Response:
    from ntt_data import editions
    from ntt_data.store import StoreError
    from publishing.deck.live.document import section_html
    from publishing.language import speaking
    from services.briefing.catalogue import NoBriefingError
    from services.deck.catalogue import find_deck

    language = language_asked(request)
    headers = {"Cache-Control": "no-store"}
    try:
        with speaking(language), editions.of_edition(editions.newest()):
            subject = find_deck(request.path_params["kind"], request.path_params["key"])
            slides = slides_decided(subject)
            html = [section_html(each, at, len(slides)) for at, each in enumerate(slides, 1)]
    except NoBriefingError:
        return JSONResponse([], 404, headers)
    except StoreError:
        return JSONResponse([], 503, headers)
    return JSONResponse(html, headers=headers)
