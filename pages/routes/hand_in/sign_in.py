"""Coming in by a code or a link, and going out."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ntt_data import log
from ntt_data.store import StoreError
from pages.routes.hand_in import messages
from pages.routes.hand_in.addresses import address
from pages.routes.hand_in.render import linked, page
from pages.routes.hand_in.visit import Visit, of_this_session, posted, set_session, visit_of
from pages.ui.actor import SESSION_COOKIE
from pages.ui.place import served
from publishing import hand_in_words
from publishing.language import DEFAULT, _, speaking
from services import credentials
from services.credentials import SignInError

#: Where the bureau goes on; the page of the menu has this address.
BUREAU_PAGE = "/rounds"
#: The entrance of whoever comes from the page of decisions, and where it leads.
FOR_DECISIONS, DECISIONS_PAGE = "masuk/keputusan", "/decisions"
#: The same of the cooperation desk, where regencies come in too.
FOR_DESK, DESK_PAGE = "masuk/meja", "/desk"
#: Who comes to the desk for one thing goes on to it: parameter -> the page that takes it. What it
#: names is a word of signs that no address needs to escape, so that nobody is led elsewhere.
_ONWARD = {"opportunity": DESK_PAGE, "case": "/case"}
_NAMES_ONE = re.compile(r"[A-Za-z0-9_-]{1,80}")


async def ask(request: Request) -> Response:
    """The page where a code is typed; a link's secret part is posted from here by script."""
    return _ask(await visit_of(request))


async def enter(request: Request) -> Response:
    """Let somebody in, or say why not."""
    visit = await visit_of(request)
    fields = await posted(visit)
    try:
        if fields.get("link"):
            token = await to_thread.run_sync(credentials.sign_in_by_link, fields["link"])
        else:
            token = await to_thread.run_sync(credentials.sign_in_by_code, fields.get("code", ""))
        actor = await to_thread.run_sync(credentials.actor_of, token)
        scanned_again = actor.credential_id == visit.actor.credential_id
        if scanned_again:
            # What stands open in another tab shall stay good: the session of before goes on.
            await to_thread.run_sync(credentials.sign_out, token)
    except SignInError as error:
        log.event("sign_in_refused", reason=error.code)
        with speaking(visit.language):
            told = hand_in_words.sign_in_failure(error.code, error.wait_s)
        return _ask(visit, told, 429 if error.code == "slowed" else 401)
    except StoreError:
        return messages.unavailable(visit)
    to_sheet = actor.sheet is not None and not _is_for(visit, FOR_DESK)
    onward = linked(visit, "isi") if to_sheet else _page_after(visit)
    answer = RedirectResponse(onward, 303)
    if not scanned_again:
        set_session(answer, visit, token)
    return answer


async def leave(request: Request) -> Response:
    """End the session in every process and forget its cookie."""
    visit = await visit_of(request)
    fields = await posted(visit)
    if visit.session is None or not of_this_session(visit, fields):
        return RedirectResponse(linked(visit, "isi"), 303)
    try:
        await to_thread.run_sync(credentials.sign_out, visit.session)
    except StoreError:
        return messages.unavailable(visit)
    answer = RedirectResponse(linked(visit, "masuk"), 303)
    answer.delete_cookie(SESSION_COOKIE, httponly=True, samesite="strict")
    return answer


def _ask(visit: Visit, failure: str = "", status: int = 200) -> Response:
    with speaking(visit.language):
        words = {
            "heading": _("Hand in your regency's figures"),
            "code": _("Code on your access sheet"),
            "example": _("For example 5304-ab3f-9kq2; capital or small letters are the same."),
            "enter": _("Come in"),
            "no_code": _("No code? The bureau at the front table has the sheet of your office."),
        }
        if _is_for(visit, FOR_DECISIONS):
            words |= {
                "heading": _("Sign in to record decisions"),
                "code": _("Code of the bureau or of an administrator"),
                "example": _(
                    "It begins with biro or admin; capital or small letters are the same."
                ),
                "no_code": _("No code? Whoever looks after the application makes one."),
            }
        if _is_for(visit, FOR_DESK):
            words |= {
                "heading": _("Sign in to the desk"),
                "example": _(
                    "For example 5304-ab3f-9kq2; that of the bureau begins with biro. Capital or "
                    "small letters are the same."
                ),
            }
        return page(
            visit,
            "sign_in.html",
            words["heading"],
            status,
            words=words,
            failure=failure,
            action=_entrance(visit),
        )


def _entrance(visit: Visit) -> str:
    """Where the code is sent: this entrance, with what one came for."""
    name = next((each for each in (FOR_DECISIONS, FOR_DESK) if _is_for(visit, each)), "masuk")
    language = {} if visit.language == DEFAULT else {"lang": visit.language}
    query = urlencode({**language, **_came_for(visit)})
    return f"{address(name)}?{query}" if query else address(name)


def _came_for(visit: Visit) -> dict[str, str]:
    """The one case or opportunity that shall open after the entrance of the desk."""
    if not _is_for(visit, FOR_DESK):
        return {}
    asked = {name: visit.request.query_params.get(name, "") for name in _ONWARD}
    return {name: one for name, one in asked.items() if _NAMES_ONE.fullmatch(one)}


def _is_for(visit: Visit, entrance: str) -> bool:
    return visit.request.url.path == address(entrance)


def _page_after(visit: Visit) -> str:
    """Where one goes on who has no sheet to fill in: to the page that they came from."""
    language = {} if visit.language == DEFAULT else {"lang": visit.language}
    onward = {FOR_DECISIONS: DECISIONS_PAGE, FOR_DESK: DESK_PAGE}
    found = next((to for entrance, to in onward.items() if _is_for(visit, entrance)), BUREAU_PAGE)
    one = _came_for(visit)
    query = urlencode({**language, **one})
    return served(f"{next((_ONWARD[name] for name in one), found)}{f'?{query}' if query else ''}")
