"""Files are taken from the browser a session belongs to, for a widget that is there, in bounds.

Streamlit limits each file (``server.maxUploadSize``) and takes any number of them, for whichever
live session an address names, whether its page asks for files or not, and keeps them in memory.
"""

from __future__ import annotations

import re
from collections import Counter
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.routes.own_session import belongs_to
from pages.ui import live_sessions

#: Bytes that a session, and all sessions of a process, may have here at a time. A new file comes
#: before the one in whose place it is put goes.
SESSION_BYTES = 45 * 2**20
PROCESS_BYTES = 200 * 2**20
_PATH = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+$")


class Uploads:
    """ASGI middleware before Streamlit's own addresses for files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on everything but a file that nobody has asked for or that is too much."""
        match = _PATH.search(scope["path"]) if scope["type"] == "http" else None
        if match is None or scope["method"] == "OPTIONS":
            await self._app(scope, receive, send)
            return
        session_id, headers = match[1], Headers(scope=scope)
        if not belongs_to(session_id, headers):
            await _refused(HTTPStatus.FORBIDDEN)(scope, receive, send)
            return
        if scope["method"] != "PUT":
            await self._app(scope, receive, send)
            return
        given = headers.get("content-length", "")
        size = int(given) if re.fullmatch(r"[0-9]{1,12}", given) else None
        refused = HTTPStatus.LENGTH_REQUIRED if size is None else self._problem(session_id, size)
        if size is None or refused is not None:
            await _refused(refused or HTTPStatus.BAD_REQUEST)(scope, receive, send)
            return
        self._coming[session_id] += size
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming[session_id] -= size
            if not self._coming[session_id]:
                del self._coming[session_id]

    def _problem(self, session_id: str, size: int) -> HTTPStatus | None:
        live = live_sessions.find(session_id)
        if live is None or not live.takes_files:
            return HTTPStatus.FORBIDDEN
        kept = {
            owner: sum(len(file.data) for file in list(files.values()))
            for owner, files in list(live.files.file_storage.items())
        }
        own = kept.get(session_id, 0) + self._coming[session_id] + size
        everyone = sum(kept.values()) + sum(self._coming.values()) + size
        if own > SESSION_BYTES or everyone > PROCESS_BYTES:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return None


def _refused(status: HTTPStatus) -> PlainTextResponse:
    # What is still coming is not read to its end.
    return PlainTextResponse(status.phrase, status, {"Connection": "close"})
