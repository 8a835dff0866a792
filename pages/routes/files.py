"""Briefings as files by link: ``/berkas/daerah/5315.pdf?lang=en``, to be sent to a phone.

They are made in a process beside this one (``services/making``), so pages do not wait for files.
Whoever goes away before the file is there is not worked for any more.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ntt_data import log
from pages.routes.asked import has_already, language_asked, told_instead, year_asked
from pages.routes.file_jobs import BusyError, FileJobs, unless_gone
from pages.routes.neighbourhood import is_this_machine, neighbourhood
from pages.ui.local_network import origin_for_others
from pages.ui.place import origin, served

# The rest is imported where it is used: the start loads what every visitor needs.
if TYPE_CHECKING:
    from publishing.files.made_file import MadeFile
    from publishing.language import Language
    from services.making.orders import Order

#: Where all files lie.
PLACE = "/berkas/"
#: Seconds after which to ask again: while many files are being made, while something is broken.
_BUSY_S, _BROKEN_S = 5, 30
#: As nginx calls it; nobody reads the answer.
_CLIENT_GONE = 499

_Jobs = FileJobs["list[MadeFile]"]


def file_routes() -> list[BaseRoute]:
    """``/berkas/KIND/KEY.pdf``; a picture (png, svg) is of one page, ``?page=2`` of the second."""
    jobs: _Jobs = FileJobs()

    async def answer(request: Request) -> Response:
        return await _answer(request, jobs)

    # HEAD comes with GET: a messenger looks first, a browser asks whether it has the file.
    return [Route(served(f"{PLACE}{{kind}}/{{name}}"), answer, methods=["GET"])]


async def _answer(request: Request, jobs: _Jobs) -> Response:
    from ntt_data.problems import DataError
    from ntt_data.store import StoreError
    from publishing.language import _, speaking
    from services.briefing.catalogue import NoBriefingError
    from services.making.maker import ImpossibleError, MakingError

    language = language_asked(request)
    try:
        order, make = await to_thread.run_sync(_ordered, request, language)
        place = neighbourhood(request.client.host) if request.client else ""
        made = await unless_gone(
            jobs.made(order, "" if is_this_machine(place) else place, make), _gone(request)
        )
    except (NoBriefingError, ImpossibleError) as error:
        return await _told(request, language, str(error), 404)
    except BusyError:
        with speaking(language):
            busy = _("Many files are being made just now. Ask again in {n} seconds.", n=_BUSY_S)
        return await _told(request, language, busy, 503, _BUSY_S)
    except (MakingError, StoreError, DataError) as error:
        log.event("file_not_made", logging.ERROR, error, address=request.url.path)
        with speaking(language):
            broken = _("The file cannot be made now. Ask again in a little while.")
        return await _told(request, language, broken, 503, _BROKEN_S)
    if made is None:
        return Response(status_code=_CLIENT_GONE)
    page = _page(request)
    if not 1 <= page <= len(made):
        with speaking(language):
            pages = _("It has {n} pages: ?page=1 is the first.", n=len(made))
        return await _told(request, language, pages, 404)
    return _sent(request, made[page - 1], order.ending)


def _ordered(
    request: Request, language: Language
) -> tuple[Order, Callable[[Event], list[MadeFile]]]:
    """Which file is asked for, and what makes it."""
    from ntt_data import editions
    from publishing.language import _, speaking
    from services.briefing.catalogue import NoBriefingError
    from services.making.maker import maker
    from services.making.orders import ENDINGS, Order, split_ending

    key, ending = split_ending(str(request.path_params["name"]))
    edition = editions.newest()
    with speaking(language), editions.of_edition(edition):
        if not ending or not key:
            raise NoBriefingError(
                _(
                    "A file ends in {endings}, such as {file}.",
                    endings=", ".join(f".{each}" for each in ENDINGS),
                    file="daerah/5315.pdf",
                )
            )
        find = ENDINGS[ending].find
        subject = find(str(request.path_params["kind"]), key, year_asked(request))
    reached = origin_for_others(origin(request.scope))
    host = f"{reached}{served('')}" if reached else ""
    order = Order(ending, subject, host, language, edition)
    return order, lambda stop: maker().make(order, stop)


def _page(request: Request) -> int:
    asked = request.query_params.get("page", "1")
    return int(asked) if re.fullmatch(r"[0-9]{1,3}", asked) else 0


async def _gone(request: Request) -> None:
    """Ends when whoever asked has gone away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _sent(request: Request, file: MadeFile, ending: str) -> Response:
    from services.making.orders import ENDINGS

    mark = f'"{file.mark}"'
    # Asked again each time, and sent only when something in it has changed.
    headers = {"ETag": mark, "Cache-Control": "no-cache"}
    if has_already(request, mark):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return Response(file.content, headers=headers, media_type=ENDINGS[ending].media_type)


async def _told(
    request: Request, language: Language, told: str, status: int, again_s: int | None = None
) -> Response:
    """A page in place of the file that says what is wrong and what to do."""
    from publishing.language import _, speaking

    with speaking(language):
        title = _("There is no such file") if status == 404 else _("The file is not ready")
    return await told_instead(request, language, title, told, status, again_s)
