"""Pages that say why something cannot be done now, and what to do."""

from __future__ import annotations

from starlette.responses import Response

from pages.routes.hand_in.render import page
from pages.routes.hand_in.visit import Visit
from publishing.language import _, speaking


def unavailable(visit: Visit) -> Response:
    """The database does not answer."""
    with speaking(visit.language):
        return message(
            visit,
            _("The database cannot be reached"),
            _(
                "Nothing was handed in. Wait a little and try again; if it stays so, tell the "
                "bureau."
            ),
            503,
        )


def message(visit: Visit, title: str, told: str, status: int) -> Response:
    """One heading and one sentence."""
    return page(visit, "message.html", title, status, told=told)
