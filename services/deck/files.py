"""A deck as a file to take along, for the command and the link alike."""

from __future__ import annotations

from threading import Event

from publishing.files.file_names import deck_file_name
from publishing.files.made_file import MadeFile, mark_of
from publishing.files.paper.side_process import Cancelled
from publishing.files.powerpoint import pptx_bytes
from services.briefing.catalogue import Subject
from services.deck.catalogue import deck


def deck_pptx(subject: Subject, host: str = "", cancelled: Event | None = None) -> list[MadeFile]:
    """The slides of a subject as PPTX, in the language of now.

    ``host`` ("http://10.0.0.5:8501") goes into the links. Raises ``Cancelled`` where the event was
    set before they are written.
    """
    told = deck(subject)
    if cancelled is not None and cancelled.is_set():
        raise Cancelled
    content = pptx_bytes(told, host)
    mark = mark_of(content)
    return [MadeFile(deck_file_name(told, "pptx", mark[:4]), content, mark)]
