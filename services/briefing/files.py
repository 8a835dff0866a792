"""A briefing as a file to take along, for the command and the link alike."""

from __future__ import annotations

from threading import Event

from publishing.briefing.model import Briefing
from publishing.files.file_names import briefing_file_name
from publishing.files.made_file import MadeFile, mark_of
from publishing.files.paper import Cancelled, page_pictures, pdf_bytes
from publishing.files.paper.typesetter import FileKind
from services.briefing.catalogue import Subject, briefing


def briefing_files(
    subject: Subject, kind: FileKind, host: str = "", cancelled: Event | None = None
) -> list[MadeFile]:
    """The PDF of a subject, or a picture of each of its pages; in the language of now.

    ``host`` ("http://10.0.0.5:8501") goes into the QR code. Raises ``Cancelled`` and
    ``TypesettingError`` as ``publishing.files.paper.typesetter`` does.
    """
    told = briefing(subject)
    if cancelled is not None and cancelled.is_set():
        raise Cancelled
    if kind == "pdf":
        pages = [pdf_bytes(told, host, cancelled=cancelled)]
    else:
        pages = page_pictures(told, kind, host, cancelled=cancelled)
    return [
        _file(told, kind, content, number if len(pages) > 1 else None)
        for number, content in enumerate(pages, start=1)
    ]


def _file(told: Briefing, kind: FileKind, content: bytes, page: int | None) -> MadeFile:
    mark = mark_of(content)
    return MadeFile(briefing_file_name(told, kind, mark[:4], page), content, mark)
