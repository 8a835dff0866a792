"""Where the pages of handing in live."""

from __future__ import annotations

from starlette.requests import Request

from pages.routes.place import origin, served

PREFIX = "/rakor/"


def address(name: str) -> str:
    """Path of one of these pages, such as ``/rakor/isi``."""
    return served(f"{PREFIX}{name}")


def absolute(request: Request, name: str) -> str:
    """The same as a link for other people: with the host that this visitor came to."""
    return f"{origin(request.scope)}{address(name)}"
