"""Access sheets to print: a page for each office, with its link as QR and its short code."""

from __future__ import annotations

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ntt_data.store import StoreError, round_store
from ntt_data.store.collection_records import Round, SheetKey
from pages.routes.hand_in import messages
from pages.routes.hand_in.addresses import absolute
from pages.routes.hand_in.qr import qr_svg
from pages.routes.hand_in.render import page
from pages.routes.hand_in.visit import Visit, posted, visit_of
from publishing import hand_in_words
from publishing.formats import moment
from publishing.language import _, speaking
from services import credentials, rounds
from services.access import AccessError
from services.credentials import Made


async def make(request: Request) -> Response:
    """New codes for the sheets of a round, of all regencies or of one; the old ones end."""
    visit = await visit_of(request)
    fields = await posted(visit)
    try:
        asked, made = await to_thread.run_sync(
            _made, visit, fields.get("round_id", ""), fields.get("regency_code", "")
        )
    except AccessError as error:
        raise HTTPException(403) from error
    except StoreError as error:
        if error.code == "unavailable":
            return messages.unavailable(visit)
        raise HTTPException(404) from error
    return _sheets_page(visit, asked, made)


def _made(visit: Visit, round_id: str, regency_code: str) -> tuple[Round, list[Made]]:
    asked = round_store().load(round_id)
    keys = [key for key in rounds.sheet_keys(asked) if regency_code in ("", key.regency_code)]
    return asked, credentials.make_for_sheets(visit.actor, keys)


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
                    "code": spaced(each.code),
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


def spaced(code: str) -> str:
    """A code as people read it out: ``5304-ab3f-9kq2``."""
    name, _dash, signs = code.partition("-")
    return f"{name}-{signs[:4]}-{signs[4:]}"
