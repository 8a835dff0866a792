"""Decks live, over the whole screen: ``/paparan/daerah/5315?salindia=who,pairs``.

A document of its own and no page of Streamlit: no frame takes the keys, nothing runs again, and a
reload asks for one file that is there (``docs/decisions/presentation.md``). A deck is frozen: the
address says of which edition it is, and nothing but a link leads to another one.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import re
from collections.abc import Hashable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ntt_data import log
from pages.routes.asked import language_asked, told_instead, year_asked
from pages.routes.decided import decided_at, decided_route, slides_of_now
from pages.routes.deck_jobs import Decks, TooManyError
from pages.routes.deck_sessions import AT as SESSION_AT
from pages.routes.deck_sessions import SESSION_KEY, session_route
from pages.ui.local_network import origin_for_others
from pages.ui.place import PRESENTATION, origin, served
from pages.ui.static_files import versioned

# The rest is imported where it is used: the start loads what every visitor needs.
if TYPE_CHECKING:
    from ntt_data.editions import Edition
    from publishing.deck.live.document import LiveDeck
    from publishing.language import Language
    from services.briefing.catalogue import Subject

EDITION_KEY, SLIDES_KEY = "edisi", "salindia"
#: Seconds that a browser waits for a deck before it is told that it is being prepared.
SOON_S = 0.3
_BUSY_S, _BROKEN_S = 5, 30
_SCRIPTS = ("deck", "deck_fit", "deck_map", "deck_overview", "deck_decided", "deck_follow")
#: The presenter's window, whose slides are chosen in the main one.
_FOR_PRESENTER = (*(each for each in _SCRIPTS if each != "deck_overview"), "deck_presenter")
_PRESENTER = "/penyaji"
_EDITION = re.compile(r"([0-9a-f]{8})\.([0-9]{1,12})(?:~([0-9a-f]{8}))?")


def presentation_routes() -> list[BaseRoute]:
    """``/paparan/KIND/KEY``, of the province ``/paparan``; ``/paparan/edisi`` says the newest.

    ``/paparan/KIND/KEY/penyaji`` is the presenter's window of the same deck.
    """
    decks = Decks()

    async def answer(request: Request) -> Response:
        return await _answer(request, decks)

    return [
        Route(served(f"{PRESENTATION}/{EDITION_KEY}"), _newest, methods=["GET"]),
        decided_route(),
        session_route(),
        *(
            Route(served(f"{PRESENTATION}{below}"), answer, methods=["GET"])
            for below in ("", "/{kind}", "/{kind}/{key}", f"/{{kind}}/{{key}}{_PRESENTER}")
        ),
    ]


async def _newest(_request: Request) -> Response:
    from ntt_data import editions

    edition = await to_thread.run_sync(editions.newest)
    return PlainTextResponse(str(edition), headers={"Cache-Control": "no-store"})


async def _answer(request: Request, decks: Decks) -> Response:
    from analysis.errors import AnalysisError
    from ntt_data.problems import DataError
    from ntt_data.store import StoreError
    from publishing import scenario_words
    from publishing.language import _, speaking
    from publishing.markdown_text import unmarked
    from services.briefing.catalogue import NoBriefingError

    language = language_asked(request)
    try:
        asked = await to_thread.run_sync(_asked, request, language)
        if isinstance(asked, _Gone):
            return await _told(request, language, asked.told(), 410, link=asked.link)
        if not asked.named:
            return RedirectResponse(asked.address(asked.mark), 302, {"Cache-Control": "no-cache"})
        if asked.cannot_be_made(decks):
            gone = _Gone(language, asked.address(asked.newest_mark))
            return await _told(request, language, gone.told(), 410, link=gone.link)
        made = decks.asked(asked.what, asked.make)
        try:
            deck = await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(made)), SOON_S)
        except TimeoutError:
            return _waiting(language, asked.address(asked.mark))
    except NoBriefingError as error:
        return await _told(request, language, str(error), 404)
    except TooManyError:
        with speaking(language):
            busy = _("Many decks are being made just now. Ask again in {n} seconds.", n=_BUSY_S)
        return await _told(request, language, busy, 503, _BUSY_S)
    except AnalysisError as error:
        with speaking(language):
            wrong = unmarked(scenario_words.problem(error))
        return await _told(request, language, wrong, 404)
    except (StoreError, DataError) as error:
        log.event("file_not_made", logging.ERROR, error, address=request.url.path)
        with speaking(language):
            broken = _("The deck cannot be made now. Ask again in a little while.")
        return await _told(request, language, broken, 503, _BROKEN_S)
    return await to_thread.run_sync(_sent, request, asked, deck)


@dataclass(frozen=True)
class _Gone:
    """An edition that cannot be worked out any more; ``link`` leads to the newest."""

    language: Language
    link: str

    def told(self) -> str:
        from publishing.language import _, speaking

        with speaking(self.language):
            return _(
                "The data have changed, and the edition that this address names cannot be worked "
                "out here any more. No other figures are put in its place silently."
            )


@dataclass(frozen=True)
class _Asked:
    """The deck that is asked for; ``named``: its edition stands in the address."""

    path: str
    query: tuple[tuple[str, str], ...]
    subject: Subject
    language: Language
    edition: Edition
    newest: Edition
    named: bool
    other_scenario: bool

    @property
    def what(self) -> Hashable:
        return self.subject, self.language, self.edition

    @property
    def mark(self) -> str:
        return _mark(self.edition, self.subject)

    @property
    def newest_mark(self) -> str:
        return _mark(self.newest, self.subject)

    def make(self) -> LiveDeck:
        from ntt_data import editions
        from publishing.deck.live.document import live_deck
        from publishing.language import speaking
        from services.deck.catalogue import deck_of_figures

        with speaking(self.language), editions.of_edition(self.edition):
            return live_deck(deck_of_figures(self.subject))

    def cannot_be_made(self, decks: Decks) -> bool:
        """Whether so many editions came after it that nothing of it is kept.

        Every part of it would then be worked out again whenever it is asked for, which takes
        minutes (``ntt_data.editions.KEPT_EDITIONS``).
        """
        from ntt_data import editions

        later = [
            each
            for each in editions.kept_editions()
            if not each.view and each.change > self.edition.change
        ]
        return len(later) >= editions.KEPT_EDITIONS and not decks.has(self.what)

    def address(self, mark: str, **other: str) -> str:
        """This deck of an edition; ``other`` replaces what the query has, "" leaves it out."""
        given = {**dict(self.query), EDITION_KEY: mark, **other}
        query = urlencode({name: text for name, text in given.items() if text}, safe=",~")
        return f"{quote(self.path)}?{query}"


def _asked(request: Request, language: Language) -> _Asked | _Gone:
    from ntt_data import editions
    from publishing.language import speaking
    from services.deck.catalogue import find_deck

    newest = editions.newest()
    named = request.query_params.get(EDITION_KEY, "")
    edition = _edition(named, newest)
    query = {name: text for name, text in request.query_params.items() if name != EDITION_KEY}
    with speaking(language), editions.of_edition(edition or newest):
        parts = request.path_params
        kind, key = str(parts.get("kind", "provinsi")), str(parts.get("key", ""))
        subject = find_deck(kind, key, year_asked(request))
    asked = _Asked(
        request.url.path,
        tuple(query.items()),
        subject,
        language,
        edition or newest,
        newest,
        bool(named),
        named.partition("~")[2] not in ("", _mark(newest, subject).partition("~")[2]),
    )
    return _Gone(language, asked.address(asked.newest_mark)) if edition is None else asked


def _edition(named: str, newest: Edition) -> Edition | None:
    """The edition that an address names, the newest where it names none; None: there is none."""
    from ntt_data.editions import Edition

    if not named:
        return newest
    match = _EDITION.fullmatch(named)
    if match is None or match[1] != newest.curated or int(match[2]) > newest.change:
        return None
    return Edition(match[1], int(match[2]))


def _mark(edition: Edition, subject: Subject) -> str:
    """An edition as it stands in an address: of a scenario with a mark of what is assumed."""
    if subject.scenario is None:
        return str(edition)
    return f"{edition}~{sha256(repr(subject.scenario).encode()).hexdigest()[:8]}"


def _sent(request: Request, asked: _Asked, deck: LiveDeck) -> Response:
    """The document, small for whoever unpacks it: outlines of maps shrink to a third."""
    from ntt_data import editions
    from pages.ui.document import PRODUCT
    from publishing.deck.live.document import Frame, document_html, language_names
    from publishing.language import DEFAULT, QUERY_KEY, speaking

    with speaking(asked.language), editions.of_edition(asked.edition):
        for_presenter = request.url.path.endswith(_PRESENTER)
        deck = replace(deck, slides=[*deck.slides, *slides_of_now(asked.subject)])
        chosen, notices = _chosen(request.query_params.get(SLIDES_KEY, ""), deck)
        if asked.other_scenario:
            notices = [*notices, _scenario_changed()]
        behind = "" if asked.language == DEFAULT else f"{QUERY_KEY}={asked.language}"
        sign = "&" if "?" in deck.address else "?"
        frame = Frame(
            product=PRODUCT,
            icon=_static("icon.png"),
            style=_static("page/deck.css"),
            scripts=[
                _static(f"page/{name}.js")
                for name in (_FOR_PRESENTER if for_presenter else _SCRIPTS)
            ],
            page=served(f"/{deck.address.lstrip('/')}") + (sign + behind if behind else ""),
            other={
                name: asked.address(asked.mark, **{QUERY_KEY: "" if code == DEFAULT else code})
                for code, name in language_names().items()
            },
            newest=asked.address(asked.newest_mark),
            is_newest=asked.edition == asked.newest,
            edition_at=served(f"{PRESENTATION}/{EDITION_KEY}"),
            decided_at=decided_at(asked.subject, asked.language),
            notices=notices,
            presenter_at=_presenter_at(asked),
            session_at=served(SESSION_AT),
            for_presenter=for_presenter,
            reached=origin_for_others(origin(request.scope)) if for_presenter else "",
        )
        html = document_html(deck, chosen, frame).encode()
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        html, headers["Content-Encoding"] = gzip.compress(html, 5, mtime=0), "gzip"
    return HTMLResponse(html, headers=headers)


def _presenter_at(asked: _Asked) -> str:
    """The presenter's window of this deck, the same for all languages and choices of slides."""
    from publishing.language import QUERY_KEY
    from services.briefing.catalogue import IN_ADDRESS

    kind = next(word for word, known in IN_ADDRESS.items() if known == asked.subject.kind)
    path = f"{PRESENTATION}/{kind}/{quote(asked.subject.key or 'ntt')}{_PRESENTER}"
    of = replace(asked, path=served(path))
    return of.address(asked.mark, **{QUERY_KEY: "", SLIDES_KEY: "", SESSION_KEY: ""})


def _chosen(asked: str, deck: LiveDeck) -> tuple[list[str], list[str]]:
    """Keys of the slides that the address chooses; what it names that is not there is said."""
    from publishing.deck.model import UnknownSlidesError

    every = [each.key for each in deck.slides]
    named = list(dict.fromkeys(part.strip() for part in asked.split(",") if part.strip()))
    unknown = [key for key in named if key not in every]
    chosen = [key for key in named if key in every] or every
    if not unknown:
        return chosen, []
    # A slide left out in silence would pass for the whole.
    return chosen, [str(UnknownSlidesError([key[:40] for key in unknown[:5]], every))]


def _scenario_changed() -> str:
    from publishing.language import _

    return _("The scenario was saved anew since this address was made; what is shown is as of now.")


def _static(path: str) -> str:
    return served(f"/app/static/{versioned(path)}")


def _waiting(language: Language, address: str) -> Response:
    from publishing.deck.live.document import waiting_html
    from publishing.language import _, speaking

    with speaking(language):
        html = waiting_html(
            _("The deck is being prepared"),
            _("It opens by itself in a few seconds."),
            _static("page/deck.css"),
            _static("icon.png"),
            _static("page/deck_wait.js"),
            address,
        )
    return HTMLResponse(html, 202, {"Cache-Control": "no-store"})


async def _told(
    request: Request,
    language: Language,
    told: str,
    status: int,
    again_s: int | None = None,
    link: str = "",
) -> Response:
    """A page in place of the deck that says what is wrong and what to do."""
    from publishing.language import _, speaking

    titles = {404: _no_deck, 410: _other_edition}
    with speaking(language):
        title = titles.get(status, _not_ready)()
        links = {_("Open it with the newest data"): link} if link else {}
    return await told_instead(request, language, title, told, status, again_s, links)


def _no_deck() -> str:
    from publishing.language import _

    return _("There is no such deck")


def _other_edition() -> str:
    from publishing.language import _

    return _("This edition of the data is gone")


def _not_ready() -> str:
    from publishing.language import _

    return _("The deck is not ready")
