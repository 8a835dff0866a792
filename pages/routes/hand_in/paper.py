"""Entry from paper: the bureau's list of sheets, and the form to be filled in by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from geo import places
from ntt_data.collection import SHEETS
from ntt_data.store import StoreError
from ntt_data.store.collection_records import STATUSES, Round, SheetKey
from pages.routes.hand_in import messages
from pages.routes.hand_in.form_view import last_known
from pages.routes.hand_in.render import linked, page, paper_path
from pages.routes.hand_in.visit import Visit, visit_of
from publishing import hand_in_words
from publishing.language import _, speaking
from publishing.listings.rounds import sheet_state
from services import access, rounds
from services.access import Subject
from services.progress import progress
from services.rounds import is_open

#: Stands in an address for "no regency yet": it is written on the paper by hand.
ANY_REGENCY = "semua"


async def show(request: Request) -> Response:
    """Every sheet of every regency with its state, and where its paper is entered."""
    return await _for_the_bureau(request, _list)


async def show_blank(request: Request) -> Response:
    """A sheet to be printed and filled in by hand, for one regency or for any."""
    return await _for_the_bureau(request, _blank)


async def _for_the_bureau(request: Request, draw: Callable[[Visit, Round], Response]) -> Response:
    visit = await visit_of(request)
    if visit.unavailable:
        return messages.unavailable(visit)
    if not access.may(visit.actor, "enter_from_paper", Subject("submission")):
        if visit.actor.role == "regency":
            return messages.bureau_only(visit)
        return RedirectResponse(linked(visit, "masuk"), 303)
    try:
        return await to_thread.run_sync(_drawn, visit, draw)
    except StoreError as error:
        if error.code == "no_round":
            raise HTTPException(404) from error
        return messages.unavailable(visit)


def _drawn(visit: Visit, draw: Callable[[Visit, Round], Response]) -> Response:
    asked = rounds.load_round(str(visit.request.path_params["round_id"]))
    if asked.discarded:
        return messages.rehearsal_over(visit)
    with speaking(visit.language):
        return draw(visit, asked)


def _list(visit: Visit, asked: Round) -> Response:
    return page(
        visit,
        "paper_list.html",
        _("Entry from paper"),
        words={
            "heading": _("Entry from paper: {name}", name=asked.name),
            "how": _(
                "For an office without a device: it fills in the printed form and signs it, and "
                "you type it here. The office's own form goes on working; if both hand in, both "
                "versions are kept and both are told."
            ),
            "print": _("Form to be filled in by hand (print)"),
            "enter": _("Enter from paper"),
            "print_one": _("Print"),
        },
        rehearsal=asked.rehearsal,
        heads=f"{hand_in_words.period(asked)} · "
        f"{hand_in_words.until(asked, rounds.accepts_any(asked))}",
        blanks={
            hand_in_words.sheet(sheet): linked(
                visit, f"{paper_path(SheetKey(asked.round_id, ANY_REGENCY, sheet))}/cetak"
            )
            for sheet in asked.sheets
        },
        regencies=_regencies(visit, asked, progress(asked)),
    )


def _regencies(visit: Visit, asked: Round, states: pd.DataFrame) -> list[dict[str, Any]]:
    names = places.full_names()
    found: dict[str, list[dict[str, Any]]] = {}
    columns = ["regency_code", "sheet", "state", "no", "at", "channel"]
    for regency_code, sheet, *state in states[columns].itertuples(index=False):
        key = SheetKey(asked.round_id, regency_code, sheet)
        path = paper_path(key)
        found.setdefault(regency_code, []).append(
            {
                "name": hand_in_words.sheet(sheet),
                "state": sheet_state(*state),
                "closed": "" if is_open(asked, key) else _("Closed; nothing can be handed in."),
                "enter": linked(visit, f"{path}/isi"),
                "print": linked(visit, f"{path}/cetak"),
            }
        )
    return [{"name": names[code], "sheets": sheets} for code, sheets in found.items()]


def _blank(visit: Visit, asked: Round) -> Response:
    key = SheetKey(*(str(visit.request.path_params[part]) for part in SheetKey._fields))
    for_any = key.regency_code == ANY_REGENCY
    if key.sheet not in asked.sheets or not (for_any or key in rounds.sheet_keys(asked)):
        raise HTTPException(404)
    return page(
        visit,
        "paper_form.html",
        _("Form to be filled in by hand"),
        words={
            "how": _(
                "Write one figure in each row in the unit that is named, such as {example}, or "
                "cross one of the boxes: none (nihil), we do not know, or does not apply.",
                example=hand_in_words.plain_number(12500.5),
            ),
            "regency": _("Regency"),
            "office": hand_in_words.person("office"),
            "position": hand_in_words.person("position"),
            "name": _("Name"),
            "signature": _("Signature and stamp"),
            "date": _("Date and time"),
            "bureau": _("Filled in by the bureau: receipt number"),
            "print": _("Print this page (A4)."),
        },
        rehearsal=asked.rehearsal,
        regency="" if for_any else hand_in_words.regency(key),
        sheet=hand_in_words.sheet(key.sheet),
        round_name=f"{asked.name}, {hand_in_words.period(asked)}",
        deadline=hand_in_words.until(asked, rounds.accepts_any(asked)),
        boxes=[hand_in_words.status(code) for code in STATUSES],
        items=[
            {
                "heading": hand_in_words.block(asked, item, period),
                "fields": [
                    {
                        "label": hand_in_words.measure(measure.code),
                        "unit": hand_in_words.unit(item, measure),
                        "is_number": measure.is_number,
                        "hint": ""
                        if for_any
                        else last_known(item, measure, key, asked.periods[period - 1].year),
                    }
                    for measure in SHEETS[key.sheet]
                ],
            }
            for item, period in asked.blocks_of(key.sheet)
        ],
    )
