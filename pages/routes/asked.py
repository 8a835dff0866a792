"""What an address of a file or a deck asks for beside its subject, and the page in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from pages.ui.mending import mended

# The rest is imported where it is used: the start loads what every visitor needs.
if TYPE_CHECKING:
    from publishing.language import Language


def language_asked(request: Request) -> Language:
    """The language that the address names, the usual one where it names none."""
    from publishing.language import DEFAULT, LANGUAGES, QUERY_KEY

    asked = mended(request.query_params.get(QUERY_KEY, ""), LANGUAGES)
    return next((code for code in LANGUAGES if code == asked), DEFAULT)


def year_asked(request: Request) -> int | None:
    """The year that the address names; 0, which no table knows, for what is none."""
    asked = request.query_params.get("year")
    if not asked:
        return None
    return int(asked) if re.fullmatch(r"[0-9]{4}", asked) else 0


def has_already(request: Request, mark: str) -> bool:
    """Whether the browser says that it has the content of this mark, quoted as in ``ETag``."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or mark in (
        one.strip().removeprefix("W/") for one in known.split(",")
    )


async def told_instead(
    request: Request,
    language: Language,
    title: str,
    told: str,
    status: int,
    again_s: int | None = None,
    links: Mapping[str, str] | None = None,
) -> Response:
    """A page that says what is wrong and what to do; ``again_s``: when to ask again."""
    from pages.routes.hand_in import messages
    from pages.routes.hand_in.visit import visit_of
    from publishing.language import speaking

    visit = await visit_of(request)
    with speaking(language):
        answer = messages.message(visit, title, told, status, dict(links or {}))
    if again_s is not None:
        answer.headers["Retry-After"] = str(again_s)
    return answer
