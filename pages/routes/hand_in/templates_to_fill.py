"""Templates to take along: of an office its own, for the bureau that of every sheet."""

from __future__ import annotations

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ntt_data.store import StoreError
from ntt_data.store.collection_records import Round, SheetKey
from pages.routes.hand_in import messages
from pages.routes.hand_in.render import linked, page
from pages.routes.hand_in.sign_in import BUREAU_PAGE
from pages.routes.hand_in.visit import Visit, visit_of
from pages.ui.place import served
from publishing import hand_in_words
from publishing.language import _, speaking
from services import access, rounds, workbooks
from services.access import AccessError, Subject

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def download_own(request: Request) -> Response:
    """The template of the visitor's own sheet."""
    visit = await visit_of(request)
    if visit.unavailable:
        return messages.unavailable(visit)
    if visit.actor.sheet is None:
        # Whoever has signed in is not asked to do so again: the bureau has no sheet of its own.
        onward = linked(visit, "masuk") if visit.actor.role == "reader" else served(BUREAU_PAGE)
        return RedirectResponse(onward, 303)
    return await _file(visit, visit.actor.sheet)


async def download(request: Request) -> Response:
    """The template of any sheet of a round, for whoever may read it."""
    visit = await visit_of(request)
    if visit.unavailable:
        return messages.unavailable(visit)
    names = ("round_id", "regency_code", "sheet")
    key = SheetKey(*(str(request.path_params[name]) for name in names))
    if not access.may(visit.actor, "read", Subject("submission", sheet=key)):
        return RedirectResponse(linked(visit, "masuk"), 303)
    asked = await _round(visit, key.round_id)
    if isinstance(asked, Response):
        return asked
    if key not in rounds.sheet_keys(asked):
        raise HTTPException(404)
    return await _file(visit, key)


async def choose(request: Request) -> Response:
    """Every sheet of a round, each with its template."""
    visit = await visit_of(request)
    if visit.unavailable:
        return messages.unavailable(visit)
    if not access.may(visit.actor, "make", Subject("sheet_credential")):
        return RedirectResponse(linked(visit, "masuk"), 303)
    asked = await _round(visit, str(request.path_params["round_id"]))
    return asked if isinstance(asked, Response) else await to_thread.run_sync(_list, visit, asked)


async def _round(visit: Visit, round_id: str) -> Round | Response:
    try:
        asked = await to_thread.run_sync(rounds.load_round, round_id)
        return messages.rehearsal_over(visit) if asked.discarded else asked
    except StoreError as error:
        if error.code == "unavailable":
            return messages.unavailable(visit)
        raise HTTPException(404) from error


def _list(visit: Visit, asked: Round) -> Response:
    with speaking(visit.language):
        regencies: dict[str, list[dict[str, str]]] = {}
        for key in rounds.sheet_keys(asked):
            place = f"templat/{key.round_id}/{key.regency_code}/{key.sheet}"
            regencies.setdefault(hand_in_words.regency(key), []).append(
                {"to": linked(visit, place), "name": hand_in_words.sheet(key.sheet)}
            )
        return page(
            visit,
            "templates_to_fill.html",
            _("Workbooks to fill in"),
            words={
                "heading": _("Workbooks to fill in: {name}", name=asked.name),
                "how": _(
                    "One XLSX template for each sheet, filled in with what was handed in last. "
                    "The office uploads it on the page of its sheet, with its own code."
                ),
            },
            rehearsal=asked.rehearsal,
            regencies=regencies,
        )


async def _file(visit: Visit, key: SheetKey) -> Response:
    try:
        name, content = await to_thread.run_sync(_made, visit, key)
    except AccessError as error:
        raise HTTPException(403) from error
    except StoreError:
        return messages.unavailable(visit)
    return Response(
        content,
        media_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _made(visit: Visit, key: SheetKey) -> tuple[str, bytes]:
    with speaking(visit.language):
        return workbooks.template(visit.actor, key)
