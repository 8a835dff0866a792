"""What can be ordered by link: each ending of a file with who finds its subject and who makes it.

A maker is imported where it is used: the server knows what can be ordered and needs not hold what
writes it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from threading import Event
from typing import Any, NamedTuple, cast

from analysis.scenario.document import from_dict, to_dict
from analysis.scenario.upgrade import DocumentChange
from ntt_data.editions import Edition
from publishing.files.made_file import MadeFile
from publishing.files.paper.typesetter import FileKind
from publishing.language import Language
from services.briefing.catalogue import Subject, find

#: Makes the files of a subject, in the language and of the edition of now: one, or one for each
#: page. The text is the server's address, for QR codes; once the event is set it raises
#: ``publishing.files.paper.side_process.Cancelled`` as soon as it can.
Make = Callable[[Subject, str, Event], list[MadeFile]]
#: Kind, key and year as they stand in an address; raises ``NoBriefingError``.
Find = Callable[[str, str, int | None], Subject]


class Ending(NamedTuple):
    """Files that end in the same way."""

    media_type: str
    make: Make
    find: Find = find


def _briefing(kind: FileKind, subject: Subject, host: str, cancelled: Event) -> list[MadeFile]:
    from services.briefing.files import briefing_files

    return briefing_files(subject, kind, host, cancelled)


def _deck_found(kind: str, key: str, year: int | None) -> Subject:
    from services.deck.catalogue import find_deck

    return find_deck(kind, key, year)


def _slides(subject: Subject, host: str, cancelled: Event) -> list[MadeFile]:
    from services.deck.files import deck_pptx

    return deck_pptx(subject, host, cancelled)


def _workbook(subject: Subject, host: str, cancelled: Event) -> list[MadeFile]:
    from services.briefing.workbook import workbook_files

    return workbook_files(subject, host, cancelled)


def _slides_on_paper(subject: Subject, host: str, cancelled: Event) -> list[MadeFile]:
    from services.deck.files import deck_pdf

    return deck_pdf(subject, host, cancelled)


def _card_found(kind: str, key: str, year: int | None) -> Subject:
    from services.briefing.card_files import find_card

    return find_card(kind, key, year)


def _card(subject: Subject, host: str, cancelled: Event) -> list[MadeFile]:
    from services.briefing.card_files import card_file

    return card_file(subject, host, cancelled)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

#: What comes after ``/berkas/KIND/KEY.`` in an address.
ENDINGS: dict[str, Ending] = {
    "pdf": Ending("application/pdf", partial(_briefing, "pdf")),
    "png": Ending("image/png", partial(_briefing, "png")),
    "svg": Ending("image/svg+xml", partial(_briefing, "svg")),
    "pptx": Ending(_PPTX, _slides, _deck_found),
    "xlsx": Ending(_XLSX, _workbook),
    "salindia.pdf": Ending("application/pdf", _slides_on_paper, _deck_found),
    "kartu.png": Ending("image/png", _card, _card_found),
}


def split_ending(name: str) -> tuple[str, str]:
    """Key and ending of a name in an address; no ending where it is none of ``ENDINGS``.

    >>> split_ending("5315.pdf"), split_ending("Manggarai.docx")
    (('5315', 'pdf'), ('Manggarai.docx', ''))
    """
    # The longest first: one ending may end like another.
    for ending in sorted(ENDINGS, key=len, reverse=True):
        if name.lower().endswith(f".{ending}"):
            return name[: -len(ending) - 1], ending
    return name, ""


@dataclass(frozen=True)
class Order:
    """A file as it is asked for; two orders that are equal ask for the same bytes."""

    ending: str
    subject: Subject
    host: str
    language: Language
    edition: Edition

    def to_json(self) -> dict[str, Any]:
        """The order as plain data, to be handed to another process."""
        subject = self.subject
        return {
            "ending": self.ending,
            "kind": subject.kind,
            "key": subject.key,
            "year": subject.year,
            "scenario": None if subject.scenario is None else to_dict(subject.scenario),
            "changes": [asdict(each) for each in subject.changes],
            "host": self.host,
            "language": self.language,
            "edition": list(self.edition),
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Order:
        """The order that another process has handed over."""
        document = told["scenario"]
        subject = Subject(
            told["kind"],
            told["key"],
            told["year"],
            None if document is None else from_dict(document).scenario,
            tuple(DocumentChange(**each) for each in told["changes"]),
        )
        edition = Edition(*told["edition"])
        return cls(told["ending"], subject, told["host"], cast(Language, told["language"]), edition)


def packed_order(number: int, order: Order) -> bytes:
    """The message that hands an order over; by its number it can be given up."""
    return json.dumps({"number": number, "order": order.to_json()}).encode()


def packed_stop(number: int) -> bytes:
    """The message that gives an order up."""
    return json.dumps({"stop": number}).encode()
