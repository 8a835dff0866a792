"""Access sheets to print: a page for each office, with its link as QR and its short code."""

from __future__ import annotations

from collections.abc import Mapping

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from geo import places
from ntt_data.store import StoreError
from ntt_data.store.collection_records import Round, SheetKey
from pages.routes.hand_in import messages
from pages.routes.hand_in.addresses import absolute, only_here
from pages.routes.hand_in.render import linked, page
from pages.routes.hand_in.visit import Visit, of_this_session, posted, visit_of
from pages.ui.qr import qr_svg
from publishing import hand_in_words
from publishing.formats import moment
from publishing.language import _, speaking
from services import access, credentials, rounds
from services.access import AccessError, Subject
from services.credentials import Made


async def ask(request: Request) -> Response:
    """Whose codes are to be made: of everybody, or of one regency that has lost its own."""
    visit = await visit_of(request)
    if visit.unavailable:
        return messages.unavailable(visit)
    if not access.may(visit.actor, "make", Subject("sheet_credential")):
        return RedirectResponse(linked(visit, "masuk"), 303)
    try:
        asked = await to_thread.run_sync(rounds.load_round, str(request.path_params["round_id"]))
        known = await to_thread.run_sync(credentials.known_codes, visit.actor, asked.round_id)
    except StoreError as error:
        if error.code == "unavailable":
            return messages.unavailable(visit)
        raise HTTPException(404) from error
    if asked.discarded:
        return messages.rehearsal_over(visit)
    with speaking(visit.language):
        return page(
            visit,
            "make_sheets.html",
            _("Access sheets"),
            words={
                "heading": _("Access sheets: {name}", name=asked.name),
                "warning": _(
                    "New codes end the old ones: whoever is typing with an old code has to come "
                    "in again with the new one. What was kept as a draft goes on under the new "
                    "code."
                ),
                "for": _("For"),
                "make": _("Make new codes and show the sheets"),
            },
            rehearsal=asked.rehearsal,
            round_id=asked.round_id,
            known=known,
            regencies={"": _("all regencies"), **places.full_names()},
        )


async def make(request: Request) -> Response:
    """New codes for the sheets of a round, of all regencies or of one; the old ones end."""
    visit = await visit_of(request)
    fields = await posted(visit)
    if not of_this_session(visit, fields):
        raise HTTPException(403)
    try:
        asked, made = await to_thread.run_sync(
            _made, visit, str(request.path_params["round_id"]), fields
        )
    except credentials.ChangedCodesError:
        with speaking(visit.language):
            return messages.message(
                visit,
                _("These codes were made already"),
                _(
                    "The page was sent twice, or somebody else has made new codes. Nothing was "
                    "changed: printed sheets stay good. Go back and begin anew if you need others."
                ),
                409,
            )
    except AccessError as error:
        raise HTTPException(403) from error
    except StoreError as error:
        if error.code == "unavailable":
            return messages.unavailable(visit)
        raise HTTPException(404) from error
    return await to_thread.run_sync(_sheets_page, visit, asked, made)


def _made(visit: Visit, round_id: str, fields: Mapping[str, str]) -> tuple[Round, list[Made]]:
    asked = rounds.load_round(round_id)
    regency_code = fields.get("regency_code", "")
    keys = [key for key in rounds.sheet_keys(asked) if regency_code in ("", key.regency_code)]
    return asked, credentials.make_for_sheets(visit.actor, keys, fields.get("known", ""))


def _sheets_page(visit: Visit, asked: Round, made: list[Made]) -> Response:
    with speaking(visit.language):
        entrance = absolute(visit.request, "masuk")
        sheets = []
        for each in made:
            key = each.credential.sheet_key
            assert isinstance(key, SheetKey)  # made for sheets
            link = f"{entrance}#{each.link_token}"
            sheets.append(
                {
                    "regency": hand_in_words.regency(key),
                    "sheet": hand_in_words.sheet(key.sheet),
                    "code": each.spaced,
                    "qr": qr_svg(link),
                }
            )
        return page(
            visit,
            "access_sheets.html",
            _("Access sheets"),
            words={
                "how": _(
                    "These codes are shown once. Print this page now; making them anew ends these."
                ),
                "only_here": _(
                    "The address on these sheets works on this computer alone. Open the dashboard "
                    "by the address of the hall, and make the sheets there."
                )
                if only_here(visit.request)
                else "",
                "scan": _("Scan this with the camera of your phone"),
                "or_type": _("or open {address} and type", address=entrance),
                "stay": _(
                    "If the phone warns that this Wi-Fi has no internet, choose to stay connected."
                ),
                "secret": _("Whoever has this sheet can hand in for this office: keep it."),
                "deadline": _("Open until {moment}.", moment=moment(asked.deadline)),
            },
            rehearsal=asked.rehearsal,
            round_name=f"{asked.name}, {hand_in_words.period(asked)}",
            sheets=sheets,
        )
