"""Where the pages of handing in live."""

from __future__ import annotations

from starlette.requests import Request

from pages.ui.place import origin, served

PREFIX = "/rakor/"


def address(name: str) -> str:
    """Path of one of these pages, such as ``/rakor/isi``."""
    return served(f"{PREFIX}{name}")


def only_here(request: Request) -> bool:
    """Whether this visitor came by an address that leads others to their own machine."""
    host = request.headers.get("host", "").rsplit(":", 1)[0].strip("[]")
    return host in ("localhost", "::1") or host.startswith("127.")


def absolute(request: Request, name: str) -> str:
    """The same as a link for other people: with the host that this visitor came to."""
    return f"{origin(request.scope)}{address(name)}"
