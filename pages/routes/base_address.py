"""Where Streamlit's browser part finds its server when it was opened below the root.

On ``/map`` it asks first whether a server lives at ``/map`` (its health, its configuration) and,
when the answer is anything but 2xx, whether one lives at ``/``. Streamlit answers the first
question with 404, which every browser writes into its console as an error, on each link that
somebody shares. "300 Multiple Choices" without a place says no as well, and is no error; a redirect
would be followed, and the page would believe to live at ``/map``.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from pages.ui.place import served

_ASKED = ("health", "host-config")


async def _not_here(_request: Request) -> Response:
    return PlainTextResponse(
        f"This is a page; its server is at {served('/')}", 300, {"Cache-Control": "no-cache"}
    )


def page_below_root() -> list[BaseRoute]:
    """``/PAGE/_stcore/health`` and ``/PAGE/_stcore/host-config``."""
    return [Route(served(f"/{{page}}/_stcore/{what}"), _not_here) for what in _ASKED]
