"""A workbook that an office brings: it fills the form, which is handed in as always."""

from __future__ import annotations

from collections.abc import Mapping

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ntt_data.store import StoreError
from ntt_data.store.collection_records import SheetKey
from pages.routes.hand_in import messages
from pages.routes.hand_in.form_fields import (
    BY_WORKBOOK,
    MARK,
    cell_fields,
    content_of,
    mark_of,
    status_name,
    typed_name,
)
from pages.routes.hand_in.form_view import form_page
from pages.routes.hand_in.forms import save_draft, stranger
from pages.routes.hand_in.render import linked
from pages.routes.hand_in.uploaded import Posted, posted_with_file
from pages.routes.hand_in.visit import Visit, visit_of
from publishing.language import speaking
from services import hand_in as service
from services import workbook_marks, workbooks
from services.workbooks import Filled, WorkbookFaultError

# Each reads in a process of its own; the others of a hall wait here and hold no thread.
_readers = CapacityLimiter(2)


async def upload(request: Request) -> Response:
    """Fill the form with a workbook, and lead to what is said of it; nothing is handed in."""
    visit = await visit_of(request)
    posted = await posted_with_file(visit)
    if refused := stranger(visit, posted.fields, "draf", with_file=True):
        return refused
    assert visit.sheet is not None
    try:
        return await to_thread.run_sync(_upload, visit, visit.sheet, posted, limiter=_readers)
    except StoreError:
        return messages.kept(visit, posted.fields, "draf", with_file=True)


async def go_back(request: Request) -> Response:
    """The form, for whoever asks for the address that files are sent to."""
    return RedirectResponse(linked(await visit_of(request), "isi"), 303)


def _upload(visit: Visit, key: SheetKey, posted: Posted) -> Response:
    with speaking(visit.language):
        try:
            fields = _filled(visit, key, posted)
        except WorkbookFaultError as error:
            asked = service.sheet_of(visit.actor, key)
            newest = service.newest_version(visit.actor, key)
            return form_page(
                *(visit, asked, key, posted.fields),
                newest=newest,
                failure=error.sentence,
                status=422,
            )
    save_draft(visit, key, fields)
    return RedirectResponse(linked(visit, "periksa"), 303)


def _filled(visit: Visit, key: SheetKey, posted: Posted) -> dict[str, str]:
    """The form as it was sent, with every answer of the workbook in place of what stood there."""
    if posted.too_long:
        raise WorkbookFaultError("too_long", size=str(workbooks.MOST_BYTES // 1024**2))
    if posted.content is None:
        raise WorkbookFaultError("no_file")
    mark = mark_of(posted.fields, visit.language)
    read = workbooks.read_filled(visit.actor, key, posted.content, mark)
    return {
        **content_of(posted.fields),
        **_answers(read),
        MARK: mark,
        BY_WORKBOOK: workbook_marks.mark_of(visit.actor, posted.content),
        "base_no": str(read.base_no),
        "idempotency_key": posted.fields.get("idempotency_key", ""),
    }


def _answers(read: Filled) -> Mapping[str, str]:
    fields = dict(read.people)
    for field, typed in read.typed.items():
        fields[typed_name(field)] = typed.text
        fields[status_name(field)] = typed.status
    return fields | cell_fields(read)
