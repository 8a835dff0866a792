"""A deck as files to take along, for the command and the link alike."""

from __future__ import annotations

from threading import Event

from publishing.deck.model import Deck
from publishing.files.file_names import deck_file_name
from publishing.files.made_file import MadeFile, mark_of
from publishing.files.paper.deck_pdf import deck_pdf_bytes
from publishing.files.paper.side_process import Cancelled
from publishing.files.powerpoint import pptx_bytes
from services.briefing.catalogue import Subject
from services.deck.catalogue import deck


def deck_pptx(subject: Subject, host: str = "", cancelled: Event | None = None) -> list[MadeFile]:
    """The slides of a subject as PPTX, in the language of now.

    ``host`` ("http://10.0.0.5:8501") goes into the links. Raises ``Cancelled`` where the event was
    set before they are written.
    """
    told = _told(subject, cancelled)
    return [_file(told, "pptx", pptx_bytes(told, host))]


def deck_pdf(subject: Subject, host: str = "", cancelled: Event | None = None) -> list[MadeFile]:
    """The slides of a subject with their notes as PDF, in the language of now.

    Raises ``Cancelled`` and ``TypesettingError`` as ``publishing.files.paper.typesetter`` does.
    """
    told = _told(subject, cancelled)
    return [_file(told, "pdf", deck_pdf_bytes(told, host, cancelled))]


def _told(subject: Subject, cancelled: Event | None) -> Deck:
    told = deck(subject)
    if cancelled is not None and cancelled.is_set():
        raise Cancelled
    return told


def _file(told: Deck, ending: str, content: bytes) -> MadeFile:
    mark = mark_of(content)
    return MadeFile(deck_file_name(told, ending, mark[:4]), content, mark)
