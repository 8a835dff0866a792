"""Who asks, in which language, and whether a form comes from one of our own pages."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from ntt_data.store import StoreError
from ntt_data.store.collection_records import SheetKey
from pages.ui.actor import SESSION_COOKIE
from pages.ui.place import came_over_https
from publishing.language import LANGUAGES, Language
from services import access, credentials
from services.access import Actor, Subject
from services.hand_in import MOST_BYTES

MOST_FIELDS = 2000
TOKEN_FIELD = "token"
SHEET_FIELD = "drawn_for"


@dataclass(frozen=True)
class Visit:
    """One request, as far as every page here needs it.

    ``unavailable`` says that the database could not be asked who this is.
    """

    request: Request
    actor: Actor
    language: Language
    session: str | None
    unavailable: bool = False

    @property
    def paper(self) -> SheetKey | None:
        """The sheet whose paper is entered at this address; None on an office's own pages."""
        named = self.request.path_params
        if not named.keys() >= set(SheetKey._fields):
            return None
        return SheetKey(*(str(named[part]) for part in SheetKey._fields))

    @property
    def sheet(self) -> SheetKey | None:
        """What is filled in here: the office's own sheet, or one that the bureau has on paper."""
        if self.paper is None:
            return self.actor.sheet
        asked = Subject("submission", sheet=self.paper)
        return self.paper if access.may(self.actor, "enter_from_paper", asked) else None

    @property
    def drawn_for(self) -> str:
        """What a form of this visit says of the sheet that it was drawn for."""
        return "" if self.sheet is None else "/".join(self.sheet)

    @property
    def form_token(self) -> str:
        """What a form of this session carries, and nobody else's can."""
        return form_token(self.session)


async def visit_of(request: Request) -> Visit:
    """The visit; its actor is asked of the database each time."""
    session = request.cookies.get(SESSION_COOKIE)
    asked = request.query_params.get("lang", "id")
    language: Language = asked if asked in LANGUAGES else "id"
    try:
        actor = await to_thread.run_sync(credentials.actor_of, session)
    except StoreError:
        return Visit(request, Actor("reader"), language, session, unavailable=True)
    return Visit(request, actor, language, session)


async def posted(visit: Visit) -> dict[str, str]:
    """The fields of a form that one of our own pages has sent; by whom is not asked here.

    Raises
    ------
    HTTPException
        403 for a form from elsewhere, 413 for one that is too long, 415 for another kind.
    """
    if not from_here(visit.request):
        raise HTTPException(403)
    return await _fields(visit.request)


def of_this_session(visit: Visit, fields: Mapping[str, str]) -> bool:
    """Whether a form was drawn for the session that sends it."""
    given = fields.get(TOKEN_FIELD, "").encode()
    return hmac.compare_digest(given, visit.form_token.encode())


def of_this_sheet(visit: Visit, fields: Mapping[str, str]) -> bool:
    """Whether a form was drawn for the sheet that it would be kept for.

    Two offices may come in on one device, one after the other: what is typed for the first must not
    become the second's.
    """
    return fields.get(SHEET_FIELD, visit.drawn_for) == visit.drawn_for


def set_session(response: Response, visit: Visit, token: str) -> None:
    """Give the browser the session, for all pages of this server, Streamlit's included."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(credentials.LONGEST.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=came_over_https(visit.request.scope),
    )


def form_token(session: str | None) -> str:
    """What a form of a session carries: made from what no other site can read."""
    return hashlib.sha256(f"form of {session}".encode()).hexdigest()[:32]


def from_here(request: Request) -> bool:
    """Whether one of our own pages has sent a form.

    Browsers name where it comes from; one that names nothing is none of ours.
    """
    told = request.headers.get("origin") or request.headers.get("referer") or ""
    try:
        return urlsplit(told).netloc == request.headers.get("host")
    except ValueError:
        return False


async def _fields(request: Request) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:  # counted as it comes: a stated length can be a lie
                raise HTTPException(413)
    except ClientDisconnect as error:
        raise HTTPException(400) from error
    return _parsed(bytes(body))


def _parsed(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
    return dict(pairs)
