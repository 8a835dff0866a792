"""Bounds on what one guest may hold open, for which uvicorn has no settings.

A connection costs a descriptor from its first packet on. Where nginx stands in front, it has these
bounds (``deploy/server/nginx/site.conf``); in a hall's direct mode they are here. A hall may come
from one address: 80 people with six connections and a websocket each.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from pages.routes.neighbourhood import is_this_machine, neighbourhood

#: Seconds for the head of a request, for each next piece of its body, for each piece of an answer.
HEAD_S = 15.0
BODY_S = 30.0
ANSWER_S = 30.0
#: Connections of one address, and of all, that have not asked for anything yet. The one that has
#: waited longest makes place for the next: who asks at once always gets in.
WAITING = 200
ALL_WAITING = 600
#: Open connections of one address. This machine's own is left alone: nginx comes from it.
CONNECTIONS = 1000
#: Files and connections of the process, where the system lets it have so many (macOS no more).
DESCRIPTORS = 10_240

_Timer = asyncio.TimerHandle


def raise_descriptor_limit() -> int | None:
    """Let the process hold as many connections as the system allows; how many, if it says so."""
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return soft


class Bounds:
    """Who holds which connections, and for how long they may go on without saying anything."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._places: dict[Any, str] = {}
        # In the order in which they began to wait.
        self._waiting: dict[str, dict[Any, _Timer]] = {}
        self._all_waiting: dict[Any, None] = {}
        self._slow: dict[Any, _Timer] = {}

    def arrived(self, connection: Any) -> None:
        """A connection was opened."""
        place = neighbourhood(connection.client[0]) if connection.client else ""
        self._places[connection] = place
        self._open[place] += 1
        if self._open[place] > CONNECTIONS and not is_this_machine(place):
            connection.transport.abort()
        else:
            self.waits(connection)

    def waits(self, connection: Any) -> None:
        """It has to ask for something now."""
        self.asked(connection)
        place = self._places.get(connection)
        if place is None:
            return
        waiting = self._waiting.setdefault(place, {})
        waiting[connection] = _later(connection, HEAD_S)
        self._all_waiting[connection] = None
        if len(waiting) > WAITING:
            self._drop(next(iter(waiting)))
        elif len(self._all_waiting) > ALL_WAITING:
            self._drop(next(iter(self._all_waiting)))

    def asked(self, connection: Any) -> None:
        """It has asked, or is gone."""
        place = self._places.get(connection, "")
        waiting = self._waiting.get(place, {})
        timer = waiting.pop(connection, None)
        if timer is not None:
            timer.cancel()
            del self._all_waiting[connection]
        if not waiting:
            self._waiting.pop(place, None)

    def moves_on(self, connection: Any, seconds: float | None) -> None:
        """The other side has taken or sent something; the next must come within ``seconds``."""
        timer = self._slow.pop(connection, None)
        if timer is not None:
            timer.cancel()
        if seconds is not None and connection in self._places:
            self._slow[connection] = _later(connection, seconds)

    def upgraded(self, connection: Any, websocket: Any) -> None:
        """What was a request is a session's connection now, which has its own pings."""
        self.asked(connection)
        self.moves_on(connection, None)
        place = self._places.pop(connection, None)
        if place is not None and websocket is not connection:
            self._places[websocket] = place

    def gone(self, connection: Any) -> None:
        """A connection was closed, by whomever."""
        self.asked(connection)
        self.moves_on(connection, None)
        place = self._places.pop(connection, None)
        if place is not None:
            self._open[place] -= 1
            if not self._open[place]:
                del self._open[place]

    def _drop(self, connection: Any) -> None:
        self.asked(connection)
        connection.transport.abort()


def _later(connection: Any, seconds: float) -> _Timer:
    return asyncio.get_running_loop().call_later(seconds, connection.transport.abort)


@cache
def bound_connections() -> Bounds:
    """Put the bounds on every connection of this process."""
    bounds = Bounds()

    def busy(connection: Any) -> bool:
        return connection.cycle is not None and not connection.cycle.response_complete

    def wrap(protocol: type, name: str, around: Callable[..., None]) -> None:
        original = getattr(protocol, name)

        def method(self: Any, *given: Any) -> None:
            around(original, self, *given)

        setattr(protocol, name, method)

    def connection_made(original: Callable[..., None], self: Any, transport: Any) -> None:
        original(self, transport)
        bounds.arrived(self)

    def connection_lost(original: Callable[..., None], self: Any, error: Any) -> None:
        bounds.gone(self)
        original(self, error)

    def data_received(original: Callable[..., None], self: Any, data: bytes) -> None:
        original(self, data)
        if busy(self):
            bounds.asked(self)
            bounds.moves_on(self, BODY_S if self.cycle.more_body else None)

    def on_response_complete(original: Callable[..., None], self: Any) -> None:
        original(self)
        if not busy(self):  # what was sent ahead may be at work already
            bounds.moves_on(self, None)
            bounds.waits(self)

    def handle_upgrade(original: Callable[..., None], self: Any, event: Any) -> None:
        original(self, event)
        bounds.upgraded(self, self.transport.get_protocol())

    def pause_writing(original: Callable[..., None], self: Any) -> None:
        original(self)
        bounds.moves_on(self, ANSWER_S)

    def resume_writing(original: Callable[..., None], self: Any) -> None:
        original(self)
        bounds.moves_on(self, None)

    wrap(H11Protocol, "connection_made", connection_made)
    wrap(H11Protocol, "connection_lost", connection_lost)
    wrap(H11Protocol, "data_received", data_received)
    wrap(H11Protocol, "on_response_complete", on_response_complete)
    wrap(H11Protocol, "handle_websocket_upgrade", handle_upgrade)
    wrap(H11Protocol, "pause_writing", pause_writing)
    wrap(H11Protocol, "resume_writing", resume_writing)
    wrap(WebSocketsSansIOProtocol, "connection_lost", connection_lost)
    return bounds
