"""What Streamlit answers beside pages, and who uses the application has no use for.

Metrics tell how many people are there and what they do; the agent interface can be asked without a
page. nginx hides the same addresses (``deploy/server/nginx/site.conf``).
"""

from __future__ import annotations

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

#: Below ``/_stcore/``, all that a browser needs.
_NEEDED = re.compile(r"/_stcore/(health|host-config|stream|upload_file/[^/]+/[^/]+)")


class Hidden:
    """ASGI middleware that answers 404 for Streamlit's own addresses, but for those needed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on everything else."""
        path = scope.get("path", "")
        if scope["type"] == "http" and "/_stcore/" in path:
            _before, _stcore, rest = path.partition("/_stcore/")
            if not _NEEDED.fullmatch(f"/_stcore/{rest}"):
                await PlainTextResponse("Not Found", 404)(scope, receive, send)
                return
        await self._app(scope, receive, send)
