"""How far back the compression of a session looks, for which uvicorn has no setting."""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

#: 2 to this many bytes: 32 KB, where uvicorn has 12 (4 KB).
WINDOW_BITS = 15


class _LookingFurtherBack(ServerPerMessageDeflateFactory):
    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "server_max_window_bits": WINDOW_BITS})


def look_further_back() -> None:
    """Compress each connection against the last 32 KB that it sent, not against 4 KB.

    A change sends a map or a table much like the one before it, which stands further back than
    uvicorn lets the compression look. What it brings stands in ``docs/decisions/start.md``.
    """
    vars(websockets_sansio_impl)["ServerPerMessageDeflateFactory"] = _LookingFurtherBack
