"""The form of a sheet: typed, checked, kept as a draft, handed in."""

from __future__ import annotations

import json
from collections.abc import Mapping

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from ntt_data.store import StoreError
from ntt_data.store.collection_records import Draft, Round, SheetKey, Version
from ntt_data.store.submissions import new_idempotency_key
from pages.routes.hand_in import messages
from pages.routes.hand_in.form_fields import (
    MARK,
    answers_of,
    content_of,
    mark_of,
    respelled,
    stated,
    usual_mark,
)
from pages.routes.hand_in.form_view import confirm_page, form_page
from pages.routes.hand_in.render import linked
from pages.routes.hand_in.visit import Visit, posted, visit_of
from publishing.language import _, speaking
from services import hand_in as service
from services.hand_in import HandInError


async def show(request: Request) -> Response:
    """The form with what was typed before: the draft, else the last version."""
    visit = await visit_of(request)
    key = visit.actor.sheet
    if key is None:
        return RedirectResponse(linked(visit, "masuk"), 303)
    try:
        asked, newest, draft = await to_thread.run_sync(_kept, visit, key)
    except StoreError:
        return messages.unavailable(visit)
    with speaking(visit.language):
        if draft is not None:
            content = respelled(json.loads(draft.content_json), visit.language)
            content["base_no"] = str(draft.base_no)
        else:
            content = {} if newest is None else stated(newest)
            content["base_no"] = str(newest.no if newest else 0)
            content[MARK] = usual_mark(visit.language)
    content["idempotency_key"] = new_idempotency_key()
    return form_page(visit, asked, key, content, newest=newest, draft=draft)


async def check(request: Request) -> Response:
    """Say everything that is wrong, or read everything back with the questions."""
    visit, key, fields = await _sent(request)
    if key is None:
        return RedirectResponse(linked(visit, "masuk"), 303)
    try:
        asked = await to_thread.run_sync(service.sheet_of, visit.actor, key)
        await to_thread.run_sync(_save_draft, visit, key, fields)
    except StoreError:
        return messages.unavailable(visit)
    return _checked_page(visit, asked, key, fields)


async def keep_draft(request: Request) -> Response:
    """Keep what was typed; a script asks for JSON, a button for the form again."""
    visit, key, fields = await _sent(request)
    by_script = "application/json" in request.headers.get("accept", "")
    if key is None:
        return JSONResponse({}, 401) if by_script else RedirectResponse(linked(visit, "masuk"), 303)
    try:
        draft = await to_thread.run_sync(_save_draft, visit, key, fields)
    except StoreError:
        return JSONResponse({}, 503) if by_script else messages.unavailable(visit)
    if by_script:
        return JSONResponse({"saved_at": f"{draft.saved_at.isoformat()}Z"})
    return RedirectResponse(linked(visit, "isi"), 303)


async def download(request: Request) -> Response:
    """What was typed as a text file, for whoever cannot hand it in now."""
    _visit, _key, fields = await _sent(request)
    lines = [f"{name}\t{text}" for name, text in content_of(fields).items() if text]
    return PlainTextResponse(
        "\n".join(lines),
        headers={
            "Content-Disposition": 'attachment; filename="isian.txt"',
            "Cache-Control": "no-store",
        },
    )


async def hand_in(request: Request) -> Response:
    """Hand in; the receipt is shown only when the database has it."""
    visit, key, fields = await _sent(request)
    if key is None:
        return RedirectResponse(linked(visit, "masuk"), 303)
    try:
        version = await to_thread.run_sync(_hand_in, visit, key, fields)
    except HandInError as error:
        asked = await to_thread.run_sync(service.sheet_of, visit.actor, key)
        if error.code == "closed":
            with speaking(visit.language):
                told = _(
                    "The round is closed and nothing was handed in. What you typed stands below; "
                    "download it, and ask the bureau to reopen the round for your regency."
                )
            return form_page(visit, asked, key, fields, failure=told, status=409)
        return _checked_page(visit, asked, key, fields, insisted=True)
    except StoreError as error:
        return await _failed(visit, key, fields, error)
    return RedirectResponse(linked(visit, f"tanda-terima/{version.receipt_no}"), 303)


async def _failed(
    visit: Visit, key: SheetKey, fields: Mapping[str, str], error: StoreError
) -> Response:
    """Nothing was kept: the form stands there as it was typed, with the reason."""
    with speaking(visit.language):
        if error.code == "other_content":
            told = _(
                "This form was handed in already with other figures (receipt {receipt_no}). "
                "Check and hand in once more to make a new version.",
                receipt_no=str(error.fields["receipt_no"]),
            )
            fields = {**fields, "idempotency_key": new_idempotency_key()}
        else:
            told = _(
                "Nothing was handed in: the database cannot be reached. What you typed stands "
                "below; try again, or download it."
            )
    try:
        asked = await to_thread.run_sync(service.sheet_of, visit.actor, key)
    except StoreError:
        return messages.unavailable(visit)
    return form_page(visit, asked, key, fields, failure=told, status=503)


def _checked_page(
    visit: Visit, asked: Round, key: SheetKey, fields: Mapping[str, str], insisted: bool = False
) -> Response:
    checked = service.check(
        asked, key, answers_of(asked, key.sheet, fields), mark_of(fields, visit.language)
    )
    if checked.problems:
        return form_page(visit, asked, key, fields, problems=checked.problems, status=422)
    return confirm_page(visit, asked, key, fields, checked, insisted=insisted)


async def _sent(request: Request) -> tuple[Visit, SheetKey | None, dict[str, str]]:
    visit = await visit_of(request)
    if visit.actor.sheet is None:
        return visit, None, {}
    return visit, visit.actor.sheet, await posted(visit)


def _kept(visit: Visit, key: SheetKey) -> tuple[Round, Version | None, Draft | None]:
    return (
        service.sheet_of(visit.actor, key),
        service.newest_version(visit.actor, key),
        service.draft_of(visit.actor, key),
    )


def _save_draft(visit: Visit, key: SheetKey, fields: Mapping[str, str]) -> Draft:
    return service.save_draft(visit.actor, key, content_of(fields), _base_no(fields))


def _hand_in(visit: Visit, key: SheetKey, fields: Mapping[str, str]) -> Version:
    asked = service.sheet_of(visit.actor, key)
    return service.hand_in(
        visit.actor,
        key,
        answers_of(asked, key.sheet, fields),
        base_no=_base_no(fields),
        idempotency_key=fields.get("idempotency_key", "")[:64] or new_idempotency_key(),
        decimal=mark_of(fields, visit.language),
    )


def _base_no(fields: Mapping[str, str]) -> int:
    text = fields.get("base_no", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
