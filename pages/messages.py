"""How much a session may unpack at once, for which uvicorn has no setting.

A websocket message is unpacked to at most ``server.maxMessageSize``. But uvicorn unpacks all
messages that have come in one piece, 64 KB of them or more, before the first one is looked at:
deflate makes a thousand bytes of one.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

#: Bytes unpacked in one go: four megabytes at most come of them.
SLICE = 4096


@cache
def unpack_in_turn() -> None:
    """Unpack the next message of a session when the one before it has been taken."""
    protocol: Any = WebSocketsSansIOProtocol
    unpack, take = protocol.data_received, protocol.receive

    def data_received(self: Any, data: bytes) -> None:
        packed = self.__dict__.setdefault("packed", bytearray())
        packed += data
        go_on(self)

    def go_on(self: Any) -> None:
        packed = self.packed
        while packed and not self.read_paused and not self.transport.is_closing():
            piece = bytes(packed[:SLICE])
            del packed[:SLICE]
            unpack(self, piece)

    async def receive(self: Any) -> Any:
        message = await take(self)
        go_on(self)
        return message

    protocol.data_received, protocol.receive = data_received, receive
