"""What the pack holds of each subject, and who makes it: one row for each kind of file.

A piece is made in the language and of the edition of now, by one of the two processes of
``services/pack/workers.py``; same key, same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.places import regency_names
from ntt_data.store.collection_records import SheetKey
from ntt_data.tables import load
from publishing import hand_in_words
from publishing.briefing.model import Kind
from publishing.files.data_package import package_zip
from publishing.files.file_names import slug
from publishing.files.paper import pdf_bytes
from publishing.files.powerpoint import pptx_bytes
from publishing.files.spreadsheets import csv_bytes
from publishing.language import _
from publishing.names import commodity_name
from publishing.table_view import worded_table
from services import rounds, workbooks
from services.answer import evaluation
from services.briefing.catalogue import briefing, find
from services.deck.catalogue import KINDS as DECKS
from services.deck.catalogue import deck, find_deck


@dataclass(frozen=True)
class Piece:
    """A kind of file.

    Attributes
    ----------
    of : Kind
        In whose folder it lies: that of a regency or of the province.
    ending : str
        Of its name; ``""`` for a ZIP whose files lie in a folder of the pack.
    keys : callable
        Code of a regency (``ntt``: the province) -> what to make, nothing where there is none.
    make : callable
        What to make and the address of the server (or ``""``) -> the file.
    named : callable
        What to make -> its place below the folder, without its ending, in the language of now.
    described : callable
        What it is, for the readme.
    kilobytes, seconds : float
        About what one takes in the ZIP, and to make on one core: to be told before.
    """

    of: Kind
    ending: str
    keys: Callable[[str], list[str]]
    make: Callable[[str, str], bytes]
    named: Callable[[str], str]
    described: Callable[[], str]
    kilobytes: float
    seconds: float


def _one(key: str) -> list[str]:
    return [key]


def _name_of(key: str) -> str:
    return slug(regency_names().get(key, key))


def _file(word: str, name: str) -> str:
    return "-".join((slug(word), name))


def _decks(kind: Kind) -> Callable[[str], list[str]]:
    return lambda key: [key] if kind in DECKS else []


def _open_sheets(code: str) -> list[str]:
    """The sheets of this regency that can be handed in now, of rounds that are no rehearsal."""
    return [
        "/".join((asked.round_id, key.sheet, key.regency_code))
        for asked in rounds.all_rounds()
        if not asked.rehearsal
        for key in rounds.sheet_keys(asked)
        if key.regency_code == code and rounds.is_open(asked, key)
    ]


def _sheet(key: str) -> SheetKey:
    round_id, sheet, code = key.split("/")
    return SheetKey(round_id, code, sheet)


#: By name; of each subject they are made in this order, what gathers most coming first.
PIECES: dict[str, Piece] = {
    "profile": Piece(
        of="regency",
        ending="pdf",
        keys=_one,
        make=lambda key, host: pdf_bytes(briefing(find("regency", key)), host),
        named=lambda key: _file(_("profile"), _name_of(key)),
        described=lambda: _(
            "Profile of the regency: its place, leading products, balances, partners by the model"
        ),
        kilobytes=142,
        seconds=1.2,
    ),
    "regency_deck": Piece(
        of="regency",
        ending="pptx",
        keys=_decks("regency"),
        make=lambda key, host: pptx_bytes(deck(find_deck("regency", key)), host),
        named=lambda key: _file(_("slides"), _name_of(key)),
        described=lambda: _(
            "Slides about the regency, with notes; text, charts and map can be edited"
        ),
        kilobytes=260,
        seconds=1.2,
    ),
    "hand_in": Piece(
        of="regency",
        ending="xlsx",
        keys=_open_sheets,
        make=lambda key, _host: workbooks.empty_template(_sheet(key)),
        named=lambda key: _file(_("hand-in sheet"), slug(hand_in_words.sheet(_sheet(key).sheet))),
        described=lambda: _(
            "Sheets of the open round, one for each office, to be filled in and uploaded"
        ),
        kilobytes=12,
        seconds=0.2,
    ),
    "province": Piece(
        of="province",
        ending="pdf",
        keys=_one,
        make=lambda _key, host: pdf_bytes(briefing(find("province")), host),
        named=lambda key: _file(_("briefing"), key),
        described=lambda: _("Briefing of the province on two pages"),
        kilobytes=137,
        seconds=1.0,
    ),
    "province_deck": Piece(
        of="province",
        ending="pptx",
        keys=_decks("province"),
        make=lambda _key, host: pptx_bytes(deck(find_deck("province")), host),
        named=lambda key: _file(_("slides"), key),
        described=lambda: _(
            "Slides about the province, with notes; text, charts and map can be edited"
        ),
        kilobytes=260,
        seconds=2.0,
    ),
    "tables": Piece(
        of="province",
        ending="",
        keys=_one,
        make=lambda _key, _host: package_zip(dated=False),
        named=lambda _key: slug(_("all tables")),
        described=lambda: _(
            "All tables of data, for people and for programs, with a readme of their own"
        ),
        kilobytes=780,
        seconds=4.0,
    ),
    "sources": Piece(
        of="province",
        ending="csv",
        keys=_one,
        make=lambda _key, _host: csv_bytes(worded_table("sources", load("sources"))),
        named=lambda _key: slug(_("sources and licences")),
        described=lambda: _("Register of sources: publisher, year, grade and licence of each"),
        kilobytes=20,
        seconds=0.2,
    ),
    "commodity": Piece(
        of="province",
        ending="pdf",
        keys=lambda _key: list(evaluation.two_sided()),
        make=lambda key, host: pdf_bytes(briefing(find("commodity", key)), host),
        named=lambda key: "/".join((slug(_("commodities")), slug(commodity_name(key)))),
        described=lambda: _("Profile of each commodity that has a balance"),
        kilobytes=131,
        seconds=1.0,
    ),
}
