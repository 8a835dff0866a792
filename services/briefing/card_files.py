"""The card of a regency as a file, by link."""

from __future__ import annotations

from threading import Event

from publishing.files.file_names import card_file_name
from publishing.files.made_file import MadeFile, mark_of
from publishing.files.paper.card import card_png
from publishing.files.paper.side_process import Cancelled
from publishing.language import _
from services.briefing.catalogue import NoBriefingError, Subject, find
from services.briefing.regency_card import regency_card


def find_card(kind: str, key: str, year: int | None) -> Subject:
    """The regency that an address names; raises ``NoBriefingError`` for what is none."""
    subject = find(kind, key, year)
    if subject.kind != "regency":
        raise NoBriefingError(
            _("There are cards of regencies alone, such as {file}.", file="daerah/5315.kartu.png")
        )
    return subject


def card_file(subject: Subject, host: str = "", cancelled: Event | None = None) -> list[MadeFile]:
    """The card as PNG, in the language of now.

    Raises ``Cancelled`` and ``TypesettingError`` as ``publishing.files.paper.typesetter`` does.
    """
    told = regency_card(subject.key)
    if cancelled is not None and cancelled.is_set():
        raise Cancelled
    content = card_png(told, host, cancelled)
    mark = mark_of(content)
    return [MadeFile(card_file_name(told, mark[:4]), content, mark)]
