"""A briefing as a file to take along, for the command and the link alike."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from threading import Event

from publishing.briefing.model import Briefing
from publishing.files.file_names import briefing_file_name
from publishing.files.paper import Cancelled, page_pictures, pdf_bytes
from publishing.files.paper.typesetter import FileKind
from publishing.language import once_per_language
from services.briefing.catalogue import Subject, briefing

#: Kind of file -> what it is called over HTTP.
MEDIA_TYPES: dict[FileKind, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True)
class BriefingFile:
    """A file under its name; ``mark`` differs where the content does."""

    name: str
    content: bytes
    mark: str


def briefing_files(
    subject: Subject, kind: FileKind, host: str = "", cancelled: Event | None = None
) -> list[BriefingFile]:
    """The PDF of a subject, or a picture of each of its pages; in the language of now.

    Made once in an edition. ``host`` ("http://10.0.0.5:8501") goes into the QR code. Raises
    ``Cancelled`` and ``TypesettingError`` as ``publishing.files.paper.typesetter`` does.
    """
    kept = _place(subject, kind, host)
    if not kept:
        told = briefing(subject)
        if cancelled is not None and cancelled.is_set():
            raise Cancelled
        if kind == "pdf":
            pages = [pdf_bytes(told, host, cancelled=cancelled)]
        else:
            pages = page_pictures(told, kind, host, cancelled=cancelled)
        kept[:] = [
            _file(told, kind, content, number if len(pages) > 1 else None)
            for number, content in enumerate(pages, start=1)
        ]
    return list(kept)


# A file is some 100 KB: 3 MB in each of two editions.
@once_per_language(maxsize=32)
def _place(_subject: Subject, _kind: FileKind, _host: str) -> list[BriefingFile]:
    """Where the files are kept once they are made: what is given up leaves nothing there."""
    return []


def _file(told: Briefing, kind: FileKind, content: bytes, page: int | None) -> BriefingFile:
    mark = sha256(content).hexdigest()[:16]
    return BriefingFile(briefing_file_name(told, kind, mark[:4], page), content, mark)
