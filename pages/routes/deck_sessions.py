"""Which slide a main window shows, for the presenter's window on a second device.

``/paparan/sesi?sesi=…``: the main window says it (POST), the presenter's asks once a second (GET).
The number is the browser's own and cannot be guessed; it stands in the query, which no log keeps.
Whoever knows it can see which slide is shown. nginx sends all of it to one process, whose memory it
is: after a start the main window's next word, two seconds later, brings it back.
"""

from __future__ import annotations

import json
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.routes.origin import same_origin
from pages.ui.place import PRESENTATION, served

AT = f"{PRESENTATION}/sesi"
SESSION_KEY = "sesi"
MOST_KEPT = 50
KEPT_S = 6 * 3600.0
_LONGEST = 2000  # bytes of what a main window says
_MOST_SLIDES = 60
_NUMBER = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(r"[\w.-]{1,60}")


class DeckSessions:
    """What main windows said last; the one heard longest ago gives way."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._said: OrderedDict[str, tuple[float, dict[str, Any]]] = OrderedDict()

    def say(self, number: str, state: dict[str, Any]) -> None:
        """Keep it as of now."""
        with self._lock:
            self._said.pop(number, None)
            self._said[number] = (self._clock(), state)
            while len(self._said) > MOST_KEPT:
                self._said.popitem(last=False)

    def said(self, number: str) -> tuple[float, dict[str, Any]] | None:
        """Seconds since it was said, and what; None: nothing, or too long ago."""
        with self._lock:
            now = self._clock()
            while self._said and now - next(iter(self._said.values()))[0] > KEPT_S:
                self._said.popitem(last=False)
            kept = self._said.get(number)
            return None if kept is None else (now - kept[0], kept[1])


def session_route(sessions: DeckSessions | None = None) -> Route:
    """The one address, with a memory of its own."""
    kept = sessions or DeckSessions()

    async def answer(request: Request) -> Response:
        headers = {"Cache-Control": "no-store"}
        number = request.query_params.get(SESSION_KEY, "")
        if not _NUMBER.fullmatch(number):
            return JSONResponse(None, 404, headers)
        if request.method != "POST":
            said = kept.said(number)
            told = None if said is None else {"age_s": round(said[0], 3), "state": said[1]}
            return JSONResponse(told, headers=headers)
        if not same_origin(request.headers):
            return JSONResponse(None, 403, headers)
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LONGEST:
                return JSONResponse(None, 413, headers)
        state = _state(body)
        if state is None:
            return JSONResponse(None, 400, headers)
        kept.say(number, state)
        return Response(status_code=204, headers=headers)

    return Route(served(AT), answer, methods=["GET", "POST"])


def _state(body: bytes) -> dict[str, Any] | None:
    """What a main window says of itself, and nothing else; None where it is something else."""
    try:
        given = json.loads(body)
        deck, slide = given["deck"], given["slide"]
        slides, black = given["slides"], given["black"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    if not isinstance(deck, str) or not isinstance(slides, list) or not isinstance(black, bool):
        return None
    keys = [slide, *slides]
    if len(keys) > _MOST_SLIDES or not all(isinstance(k, str) and _KEY.fullmatch(k) for k in keys):
        return None
    if not deck.startswith(served(f"{PRESENTATION}/")):
        return None
    return {"deck": deck, "slide": slide, "slides": slides, "black": black}
