"""Where the pages of handing in live."""

from __future__ import annotations

from starlette.requests import Request

from pages.routes.headers import came_over_https
from pages.routes.place import served

PREFIX = "/rakor/"


def address(name: str) -> str:
    """Path of one of these pages, such as ``/rakor/isi``."""
    return served(f"{PREFIX}{name}")


def absolute(request: Request, name: str) -> str:
    """The same as a link for other people: with the host that this visitor came to."""
    scheme = "https" if came_over_https(request.scope) else "http"
    return f"{scheme}://{request.headers.get('host', 'localhost')}{address(name)}"
