"""The form of a sheet: typed, checked, kept as a draft, handed in.

Whatever goes wrong on the way, the answer carries everything that was typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from ntt_data.store import StoreError
from ntt_data.store.collection_records import Draft, Round, SheetKey, Version
from ntt_data.store.submissions import new_idempotency_key
from pages.routes.hand_in import messages
from pages.routes.hand_in.form_fields import (
    BY_WORKBOOK,
    MARK,
    all_answered,
    answers_of,
    content_of,
    mark_of,
    respelled,
    stated,
    told,
    usual_mark,
)
from pages.routes.hand_in.form_view import confirm_page, form_page
from pages.routes.hand_in.render import form_linked, linked
from pages.routes.hand_in.sign_in import BUREAU_PAGE
from pages.routes.hand_in.visit import (
    Visit,
    of_this_session,
    of_this_sheet,
    posted,
    visit_of,
)
from pages.ui.place import served
from publishing import hand_in_words
from publishing.language import _, speaking
from services import drafts
from services import hand_in as service
from services.hand_in import HandInError
from services.rounds import is_open


async def show(request: Request) -> Response:
    """The form with what was typed before: the draft, else the last version."""
    return await _shown(request, _show)


async def _shown(request: Request, draw: Callable[[Visit, SheetKey], Response]) -> Response:
    """A page of the visitor's own sheet; who has none is led to the entrance."""
    visit = await visit_of(request)
    if visit.unavailable:
        return messages.unavailable(visit)
    if visit.sheet is None:
        if visit.actor.role == "regency":
            return messages.bureau_only(visit)
        # The bureau has no sheet of its own; whoever has signed in is not asked to do so again.
        onward = linked(visit, "masuk") if visit.actor.role == "reader" else served(BUREAU_PAGE)
        return RedirectResponse(onward, 303)
    try:
        return await to_thread.run_sync(draw, visit, visit.sheet)
    except StoreError as error:
        _require_sheet(error)
        return messages.unavailable(visit)


def _show(visit: Visit, key: SheetKey) -> Response:
    asked = service.sheet_of(visit.actor, key)
    if asked.discarded:
        return messages.rehearsal_over(visit)
    newest = service.newest_version(visit.actor, key)
    draft = drafts.draft_of(visit.actor, key, newest)
    with speaking(visit.language):
        if draft is not None:
            content = _of_draft(visit, draft)
        else:
            content = {
                **_before(visit, newest),
                "base_no": str(newest.no if newest else 0),
                "idempotency_key": new_idempotency_key(),
                MARK: usual_mark(visit.language),
            }
    return form_page(visit, asked, key, content, newest=newest, draft=draft)


def _before(visit: Visit, newest: Version | None) -> dict[str, str]:
    """What a new form says at first; figures that others typed are not on the bureau's paper."""
    if newest is None or (visit.paper is not None and newest.channel != "paper"):
        return {}
    return stated(newest)


async def check(request: Request) -> Response:
    """Keep what was typed and lead to what is said of it.

    The answer is a page of its own that can be loaded again and gone back to: a browser that goes
    back to the answer of a form shows an error of its own.
    """
    visit = await visit_of(request)
    fields = await posted(visit)
    if refused := stranger(visit, fields, "periksa"):
        return refused
    assert visit.sheet is not None
    try:
        return await to_thread.run_sync(_check, visit, visit.sheet, fields)
    except StoreError as error:
        _require_sheet(error)
        return messages.kept(visit, fields, "periksa")


def _check(visit: Visit, key: SheetKey, fields: Mapping[str, str]) -> Response:
    if save_draft(visit, key, fields) is None:  # handed in already: the form shows what is kept
        return RedirectResponse(form_linked(visit, "isi"), 303)
    return RedirectResponse(form_linked(visit, "periksa"), 303)


async def show_checked(request: Request) -> Response:
    """Say everything that is wrong, or read everything back with the questions."""
    return await _shown(request, _show_checked)


def _show_checked(visit: Visit, key: SheetKey) -> Response:
    asked = service.sheet_of(visit.actor, key)
    draft = drafts.draft_of(visit.actor, key, service.newest_version(visit.actor, key))
    if draft is None:
        return RedirectResponse(form_linked(visit, "isi"), 303)
    with speaking(visit.language):
        fields = _of_draft(visit, draft)
    return _checked_page(visit, asked, key, fields, status=200)


def _of_draft(visit: Visit, draft: Draft) -> dict[str, str]:
    """The fields of a new form that says what a draft says."""
    return {
        **respelled(json.loads(draft.content_json), visit.language),
        "base_no": str(draft.base_no),
        "idempotency_key": new_idempotency_key(),
    }


async def keep_draft(request: Request) -> Response:
    """Keep what was typed; a script asks for JSON, a button for the form again."""
    visit = await visit_of(request)
    fields = await posted(visit)
    if "application/json" in request.headers.get("accept", ""):
        return await _draft_by_script(visit, fields)
    if refused := stranger(visit, fields, "draf"):
        return refused
    assert visit.sheet is not None
    try:
        filled = all_answered(fields) if "fill" in fields else fields
        await to_thread.run_sync(save_draft, visit, visit.sheet, filled)
    except StoreError as error:
        _require_sheet(error)
        return messages.kept(visit, fields, "draf")
    return RedirectResponse(form_linked(visit, "isi"), 303)


async def _draft_by_script(visit: Visit, fields: Mapping[str, str]) -> Response:
    if visit.unavailable:
        return JSONResponse({}, 503)
    if visit.sheet is None or not _drawn_here(visit, fields):
        return JSONResponse({}, 403)
    try:
        return JSONResponse(await to_thread.run_sync(_kept_for_script, visit, visit.sheet, fields))
    except StoreError as error:
        _require_sheet(error)
        return JSONResponse({}, 503)


def _kept_for_script(visit: Visit, key: SheetKey, fields: Mapping[str, str]) -> dict[str, str]:
    """When the draft was kept, and whether the round has ended while it was typed."""
    draft = save_draft(visit, key, fields)
    if draft is None:
        return {}
    asked = service.sheet_of(visit.actor, key)
    with speaking(visit.language):
        closed = "" if is_open(asked, key) else hand_in_words.until(asked, open_now=False)
    return {"saved_at": f"{draft.saved_at.isoformat()}Z", "closed": closed}


async def download(request: Request) -> Response:
    """What was typed as a text file, for whoever cannot hand it in now."""
    visit = await visit_of(request)
    fields = await posted(visit)
    with speaking(visit.language):
        lines = [f"{name}\t{text}" for name, text in told(fields)]
    return PlainTextResponse(
        "\n".join(lines),
        headers={
            "Content-Disposition": 'attachment; filename="isian.txt"',
            "Cache-Control": "no-store",
        },
    )


async def hand_in(request: Request) -> Response:
    """Hand in; the receipt is shown only when the database has it."""
    visit = await visit_of(request)
    fields = await posted(visit)
    if refused := stranger(visit, fields, "kirim"):
        return refused
    assert visit.sheet is not None
    try:
        return await to_thread.run_sync(_hand_in, visit, visit.sheet, fields)
    except StoreError as error:
        _require_sheet(error)
        return messages.kept(visit, fields, "kirim")


def _hand_in(visit: Visit, key: SheetKey, fields: Mapping[str, str]) -> Response:
    asked = service.sheet_of(visit.actor, key)
    try:
        keep = (
            partial(service.hand_in, workbook_mark=fields.get(BY_WORKBOOK, ""))
            if visit.paper is None
            else service.enter_from_paper
        )
        version = keep(
            visit.actor,
            key,
            answers_of(asked, key.sheet, fields),
            base_no=_base_no(fields),
            idempotency_key=fields.get("idempotency_key", "")[:64] or new_idempotency_key(),
            decimal=mark_of(fields, visit.language),
            asked=asked,
        )
    except HandInError as error:
        if error.code != "closed":
            return _checked_page(visit, asked, key, fields, insisted=True)
        return _closed(visit, asked, key, fields, 409)
    except StoreError as error:
        if error.code != "other_content":
            raise
        return _other_content(visit, asked, key, fields, error)
    return RedirectResponse(linked(visit, f"tanda-terima/{version.receipt_no}"), 303)


def _closed(
    visit: Visit, asked: Round, key: SheetKey, fields: Mapping[str, str], status: int
) -> Response:
    with speaking(visit.language):
        failure = hand_in_words.closed(visit.paper is not None, asked.discarded)
    return form_page(visit, asked, key, fields, failure=failure, status=status)


def _other_content(
    visit: Visit, asked: Round, key: SheetKey, fields: Mapping[str, str], error: StoreError
) -> Response:
    """A form that was handed in already, changed and sent again: it becomes the next version."""
    with speaking(visit.language):
        told = _(
            "This form was handed in already with other figures (receipt {receipt_no}). "
            "Check and hand in once more to make a new version.",
            receipt_no=str(error.fields["receipt_no"]),
        )
    anew = {
        **fields,
        "idempotency_key": new_idempotency_key(),
        "base_no": str(error.fields["no"]),
    }
    return form_page(visit, asked, key, anew, failure=told, status=409)


def _checked_page(
    visit: Visit,
    asked: Round,
    key: SheetKey,
    fields: Mapping[str, str],
    insisted: bool = False,
    status: int = 422,
) -> Response:
    if not is_open(asked, key):
        return _closed(visit, asked, key, fields, status)
    answers, mark = answers_of(asked, key.sheet, fields), mark_of(fields, visit.language)
    checked = service.check(asked, key, answers, mark)
    if checked.problems:
        return form_page(visit, asked, key, fields, problems=checked.problems, status=status)
    return confirm_page(visit, asked, key, fields, checked, insisted=insisted)


def stranger(
    visit: Visit, fields: Mapping[str, str], again: str, with_file: bool = False
) -> Response | None:
    """What is answered to a form that cannot be taken now; None where it can.

    Its session has ended, or was exchanged in another tab, or the database cannot be asked.
    """
    if visit.unavailable:
        return messages.kept(visit, fields, again, with_file=with_file)
    if visit.sheet is None or not _drawn_here(visit, fields):
        return messages.kept(visit, fields, again, signed_out=True, with_file=with_file)
    return None


def _drawn_here(visit: Visit, fields: Mapping[str, str]) -> bool:
    """Whether this session, and this sheet, is the one that a form was drawn for."""
    return of_this_session(visit, fields) and of_this_sheet(visit, fields)


def _require_sheet(error: StoreError) -> None:
    """A sheet that no round has is no page; what else went wrong is told by whoever asked."""
    if error.code in ("no_round", "no_sheet"):
        raise HTTPException(404) from error


def save_draft(visit: Visit, key: SheetKey, fields: Mapping[str, str]) -> Draft | None:
    """Keep what was typed; None where this form was handed in already."""
    return drafts.save_draft(
        visit.actor,
        key,
        content_of(fields),
        _base_no(fields),
        fields.get("idempotency_key", "")[:64],
    )


def _base_no(fields: Mapping[str, str]) -> int:
    text = fields.get("base_no", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
