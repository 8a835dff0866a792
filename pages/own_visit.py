"""A visit of the application to itself: a session over ASGI, without network and browser."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.types import ASGIApp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.ui.failure import NUMBER
from pages.ui.place import served

#: Longest wait for one page, in seconds.
PATIENCE_S = 60.0


class VisitError(Exception):
    """A page was not drawn to its end, or shows the number of a failure."""


class OwnVisit:
    """A session as a browser has one; use ``async with visiting(app)``."""

    def __init__(self) -> None:
        self._to_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._from_server: asyncio.Queue[MutableMapping[str, Any]] = asyncio.Queue()

    async def open(self, page: str, query: str = "") -> None:
        """Ask for a page by its address and wait until it is drawn.

        Raises ``VisitError`` when it fails, and ``TimeoutError`` when it does not end.
        """
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        await self._to_server.put({"type": "websocket.receive", "bytes": asked.SerializeToString()})
        await asyncio.wait_for(self._until_drawn(), PATIENCE_S)

    async def _until_drawn(self) -> None:
        failed = None
        while True:
            event = await self._from_server.get()
            if event["type"] == "websocket.accept":
                continue
            if event["type"] != "websocket.send":
                raise VisitError(f"the server ended the session ({event['type']})")
            message = ForwardMsg.FromString(event["bytes"])
            failed = failed or _failure(message)
            if message.WhichOneof("type") != "script_finished":
                continue
            # A run that was cut short by a newer one is followed by that one's messages.
            if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                if failed or message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise VisitError(failed or "the page does not compile")
                return


def _failure(message: ForwardMsg) -> str | None:
    if message.WhichOneof("type") != "delta" or not message.delta.HasField("new_element"):
        return None
    element = message.delta.new_element
    if element.HasField("exception"):
        return str(element.exception.message)
    found = NUMBER.search(element.alert.body) if element.HasField("alert") else None
    return found.group() if found else None


@asynccontextmanager
async def visiting(app: ASGIApp) -> AsyncIterator[OwnVisit]:
    """A session with the application, over as a closed tab is when the block ends."""
    visit = OwnVisit()
    scope = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "ws",
        "path": served("/_stcore/stream"),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 0),
        "subprotocols": ["streamlit"],
    }
    await visit._to_server.put({"type": "websocket.connect"})

    async def connect() -> None:
        await app(scope, visit._to_server.get, visit._from_server.put)

    connection = asyncio.create_task(connect())
    try:
        yield visit
    finally:
        await visit._to_server.put({"type": "websocket.disconnect", "code": 1001})
        with suppress(TimeoutError):
            await asyncio.wait_for(connection, PATIENCE_S)
