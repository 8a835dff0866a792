"""What the pack holds of each subject, and who makes it: one row for each kind of file.

A piece is made in the language and of the edition of now, by one of the two processes of
``services/pack/workers.py``; same key, same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from geo.places import regency_names
from ntt_data.store.collection_records import SheetKey
from ntt_data.tables import load
from publishing import hand_in_words
from publishing.briefing.model import Kind
from publishing.files.data_package import package_zip
from publishing.files.file_names import slug
from publishing.files.spreadsheets import csv_bytes
from publishing.language import _
from publishing.listings.cooperation_register import register_table
from publishing.maps.zones import zone_names
from publishing.names import commodity_name
from publishing.table_view import worded_table
from services import rounds, workbooks
from services.answer import evaluation
from services.briefing.catalogue import NoBriefingError
from services.desk import cases, register
from services.making.orders import ENDINGS


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
    decided : bool
        Whether what was decided stands in it, which is no part of an edition.
    published : bool
        Whether cases that the cooperation desk has published do; they are none either.
    """

    of: Kind
    ending: str
    keys: Callable[[str], list[str]]
    make: Callable[[str, str], bytes]
    named: Callable[[str], str]
    described: Callable[[], str]
    kilobytes: float
    seconds: float
    decided: bool = False
    published: bool = False


_Keys = Callable[[str], list[str]]


def _one(key: str) -> list[str]:
    return [key]


def _name_of(key: str) -> str:
    return slug(regency_names().get(key, key))


def _file(word: str, name: str) -> str:
    return "-".join((slug(word), name))


def _offered(kind: Kind, ending: str, keys: Callable[[str], list[str]] = _one) -> _Keys:
    """Those of which there are files with this ending by link, whoever makes them."""

    def found(code: str) -> list[str]:
        return [key for key in keys(code) if _is_offered(kind, ending, key)]

    return found


def _is_offered(kind: Kind, ending: str, key: str) -> bool:
    if ending not in ENDINGS:
        return False
    try:
        ENDINGS[ending].find(kind, key, None)
    except NoBriefingError:
        return False
    return True


def _linked(kind: Kind, ending: str) -> Callable[[str, str], bytes]:
    """The same bytes as by link (``services/making/orders.py``)."""

    def make(key: str, host: str) -> bytes:
        order = ENDINGS[ending]
        # Whoever gives a pack up ends the process.
        (made,) = order.make(order.find(kind, key, None), host, Event())
        return made.content

    return make


def _zones(_code: str) -> list[str]:
    return sorted(load("zones")["zone_id"].astype(str))


def _balanced(_code: str) -> list[str]:
    return list(evaluation.two_sided())


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


#: By name; files of one subject are made in this order.
PIECES: dict[str, Piece] = {
    "profile": Piece(
        of="regency",
        ending="pdf",
        keys=_offered("regency", "pdf"),
        make=_linked("regency", "pdf"),
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
        keys=_offered("regency", "pptx"),
        make=_linked("regency", "pptx"),
        named=lambda key: _file(_("slides"), _name_of(key)),
        described=lambda: _(
            "Slides about the regency, with notes; text, charts and map can be edited"
        ),
        kilobytes=148,
        seconds=1.2,
        decided=True,
    ),
    "regency_printed_deck": Piece(
        of="regency",
        ending="pdf",
        keys=_offered("regency", "salindia.pdf"),
        make=_linked("regency", "salindia.pdf"),
        named=lambda key: _file(_("slides"), _name_of(key)),
        described=lambda: _("The same slides on paper, each above its notes"),
        kilobytes=185,
        seconds=0.8,
        decided=True,
    ),
    "regency_workbook": Piece(
        of="regency",
        ending="xlsx",
        keys=_offered("regency", "xlsx"),
        make=_linked("regency", "xlsx"),
        named=lambda key: _file(_("workbook"), _name_of(key)),
        described=lambda: _(
            "Workbook of the regency, with formulas: its balances and what they are worked out from"
        ),
        kilobytes=50,
        seconds=0.4,
    ),
    "card": Piece(
        of="regency",
        ending="png",
        keys=_offered("regency", "kartu.png"),
        make=_linked("regency", "kartu.png"),
        named=lambda key: _file(_("card"), _name_of(key)),
        described=lambda: _("Picture for telephones with the findings of the regency"),
        kilobytes=340,
        seconds=0.4,
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
        keys=_offered("province", "pdf"),
        make=_linked("province", "pdf"),
        named=lambda key: _file(_("briefing"), key),
        described=lambda: _("Briefing of the province on two pages"),
        kilobytes=137,
        seconds=1.0,
    ),
    "province_deck": Piece(
        of="province",
        ending="pptx",
        keys=_offered("province", "pptx"),
        make=_linked("province", "pptx"),
        named=lambda key: _file(_("slides"), key),
        described=lambda: _(
            "Slides about the province, with notes; text, charts and map can be edited"
        ),
        kilobytes=260,
        seconds=2.0,
        decided=True,
    ),
    "province_printed_deck": Piece(
        of="province",
        ending="pdf",
        keys=_offered("province", "salindia.pdf"),
        make=_linked("province", "salindia.pdf"),
        named=lambda key: _file(_("slides"), key),
        described=lambda: _("The same slides on paper, each above its notes"),
        kilobytes=263,
        seconds=0.8,
        decided=True,
    ),
    "province_workbook": Piece(
        of="province",
        ending="xlsx",
        keys=_offered("province", "xlsx"),
        make=_linked("province", "xlsx"),
        named=lambda key: _file(_("workbook"), key),
        described=lambda: _(
            "Workbook of the province, with formulas: balances of all regencies and what they are "
            "worked out from"
        ),
        kilobytes=50,
        seconds=1.0,
    ),
    "zone_deck": Piece(
        of="province",
        ending="pptx",
        keys=_offered("zone", "pptx", _zones),
        make=_linked("zone", "pptx"),
        named=lambda key: "/".join((slug(_("zones")), slug(zone_names(load("zones"))[key]))),
        described=lambda: _("Slides about each zone, with notes"),
        kilobytes=158,
        seconds=1.2,
        decided=True,
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
        kilobytes=30,
        seconds=0.2,
    ),
    "register": Piece(
        of="province",
        ending="csv",
        keys=_one,
        make=lambda _key, _host: csv_bytes(
            register_table(register.register(cases.public_cases())).readable()
        ),
        named=lambda _key: slug(_("cooperation register")),
        described=lambda: _(
            "Cooperation register: what was collected, what the report tells, and what the "
            "cooperation desk has published"
        ),
        kilobytes=10,
        seconds=0.2,
        published=True,
    ),
    "commodity": Piece(
        of="province",
        ending="pdf",
        keys=_offered("commodity", "pdf", _balanced),
        make=_linked("commodity", "pdf"),
        named=lambda key: "/".join((slug(_("commodities")), slug(commodity_name(key)))),
        described=lambda: _("Profile of each commodity that has a balance"),
        kilobytes=131,
        seconds=1.0,
    ),
    "commodity_workbook": Piece(
        of="province",
        ending="xlsx",
        keys=_offered("commodity", "xlsx", _balanced),
        make=_linked("commodity", "xlsx"),
        named=lambda key: "/".join((slug(_("commodities")), slug(commodity_name(key)))),
        described=lambda: _(
            "Workbook of each of them, with formulas: balance, pairs and freight can be recomputed"
        ),
        kilobytes=50,
        seconds=0.8,
    ),
}
