"""A form that brings a file along: its fields, and the file's bytes; its name is not looked at."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from pages.routes.hand_in.visit import MOST_FIELDS, Visit, from_here
from services import hand_in, workbooks

#: Name of the field with the file.
FILE_FIELD = "workbook"
#: So much more is taken in and thrown away: a browser reads no answer while it is still sending.
_MOST_DRAINED = 20 * 1024 * 1024


@dataclass(frozen=True)
class Posted:
    """What came: the fields, and the file; None where none was chosen or it was too long."""

    fields: dict[str, str]
    content: bytes | None
    too_long: bool = False


async def posted_with_file(visit: Visit) -> Posted:
    """The fields and the file of a form that one of our own pages has sent.

    Raises
    ------
    HTTPException
        403 for a form from elsewhere, 413 for one beyond all measure, 415 for another kind, 400 for
        a broken one.
    """
    request = visit.request
    if not from_here(request):
        raise HTTPException(403)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise HTTPException(415)
    counted = _Counted(request)
    parser = MultiPartParser(request.headers, counted.stream(), max_files=1, max_fields=MOST_FIELDS)
    try:
        form = await parser.parse()
    except (MultiPartException, ValueError, ClientDisconnect) as error:
        raise HTTPException(400) from error
    fields = {name: text for name, text in form.multi_items() if isinstance(text, str)}
    file = form.get(FILE_FIELD)
    # A browser sends an empty file without a name where none was chosen.
    chosen = isinstance(file, UploadFile) and file.filename
    content = await file.read() if isinstance(file, UploadFile) and chosen else None
    await form.close()
    too_long = counted.too_long or len(content or b"") > workbooks.MOST_BYTES
    return Posted(fields, None if too_long else content, too_long)


class _Counted:
    """The body as it comes, up to what a form and a workbook may have: a stated length can lie."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self.too_long = False

    async def stream(self) -> AsyncGenerator[bytes, None]:
        taken = 0
        room = workbooks.MOST_BYTES + hand_in.MOST_BYTES
        async for part in self._request.stream():
            taken += len(part)
            if taken > _MOST_DRAINED:
                raise HTTPException(413)
            self.too_long = self.too_long or len(part) > room
            if room:
                yield part[:room]
            room = max(0, room - len(part))
