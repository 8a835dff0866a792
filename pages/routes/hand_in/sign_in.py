"""Coming in by a code or a link, and going out."""

from __future__ import annotations

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
    onward = linked(visit, "isi") if actor.sheet else _bureau_page(visit)
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
        if _is_for_decisions(visit):
            words |= {
                "heading": _("Sign in to record decisions"),
                "code": _("Code of the bureau or of an administrator"),
                "example": _(
                    "It begins with biro or admin; capital or small letters are the same."
                ),
                "no_code": _("No code? Whoever looks after the application makes one."),
            }
        return page(
            visit,
            "sign_in.html",
            words["heading"],
            status,
            words=words,
            failure=failure,
            entrance=FOR_DECISIONS if _is_for_decisions(visit) else "masuk",
        )


def _is_for_decisions(visit: Visit) -> bool:
    return visit.request.url.path == address(FOR_DECISIONS)


def _bureau_page(visit: Visit) -> str:
    """Where the bureau goes on: to the page that it came from, in its language."""
    language = "" if visit.language == DEFAULT else f"?lang={visit.language}"
    return served(f"{DECISIONS_PAGE if _is_for_decisions(visit) else BUREAU_PAGE}{language}")
