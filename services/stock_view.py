"""The stock board as its page shows it: of a commodity for a reader, once for all who choose alike.

In a hall everybody looks at the same few commodities from 22 regencies, again and again, while the
bureau accepts. What an acceptance leaves as it was is therefore kept by the rows that it is made
of, whatever the edition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from publishing.language import once_per_language
from publishing.listings.stock_board import lacks_table, offers_table, stock_table
from publishing.sentences import stock_board as sentences
from publishing.sentences.stock_cards import Card, stock_card
from publishing.tables import ReadyTable
from services import stock_board

#: Cards of a side; who looks at a longer list finds the rest in the table and the files.
MOST_CARDS = 24


@dataclass(frozen=True)
class Rows:
    """Rows of the board, equal where all that they say is; shared, so nobody may change them."""

    said: str
    frame: pd.DataFrame = field(compare=False)


@dataclass(frozen=True, eq=False)
class Side:
    """Offers or lacks in their order, as a table, and what both rest on."""

    rows: pd.DataFrame
    source_ids: tuple[str, ...]
    make: Callable[[], ReadyTable]
    cards: tuple[Card, ...] = ()

    @cached_property
    def table(self) -> ReadyTable:
        """Made when it is first shown: of offers and lacks, for whoever opens the files."""
        return self.make()

    def readable(self) -> pd.DataFrame:
        """The table for files."""
        return self.table.readable()


@dataclass(frozen=True, eq=False)
class View:
    """A commodity on the board, in words and tables; shared, so nobody may change it.

    ``not_known`` is empty where every regency has told what it offers and lacks; ``everything``
    has all rows of the commodity, whoever reads.
    """

    headline: str
    not_known: str
    offers: Side
    lacks: Side
    everything: Side


@dataclass(frozen=True, eq=False)
class _Good:
    """What is the same for every reader of a commodity."""

    headline: str
    not_known: str
    offered: Rows
    lacked: Rows
    asked: dict[str, stock_board.Asked]
    everything: Side


def view(commodity: str, reader: str | None, now: datetime) -> View:
    """What the board says of a commodity to a regency, or to nobody in particular.

    Raises
    ------
    StoreError
    """
    return _view(commodity, reader, stock_board.day_there(now))


def whole_board(now: datetime) -> Side:
    """Every row of all commodities."""
    return _whole(stock_board.day_there(now))


@once_per_language(maxsize=64)
def _view(commodity: str, reader: str | None, today: date) -> View:
    good = _good(commodity, today)
    return View(
        good.headline,
        good.not_known,
        _offers(good.offered, reader),
        _lacks(good.lacked, reader, good.asked.get(reader or "", ())),
        good.everything,
    )


@once_per_language(maxsize=16)
def _good(commodity: str, today: date) -> _Good:
    entries = stock_board.entries_of(today)
    known = entries[entries["item"].eq(commodity)].reset_index(drop=True)
    offered, lacked = (stock_board.with_amount(known, each) for each in ("to_sell", "lacking"))
    return _Good(
        sentences.board_headline(commodity, offered, lacked),
        sentences.not_known_line(known),
        _rows(offered),
        _rows(lacked),
        stock_board.asked_prices(known),
        _everything(_rows(known)),
    )


def _rows(frame: pd.DataFrame) -> Rows:
    return Rows(repr(frame.to_dict("split")), frame)


@once_per_language(maxsize=64, tables_alone=True)
def _offers(offered: Rows, reader: str | None) -> Side:
    rows = stock_board.reaching(offered.frame, reader)
    return _side(rows, reader, lambda: offers_table(rows, reader), is_offer=True)


@once_per_language(maxsize=64, tables_alone=True)
def _lacks(lacked: Rows, reader: str | None, asked: stock_board.Asked) -> Side:
    rows = stock_board.lacks_reached(lacked.frame, reader, asked)
    return _side(rows, reader, lambda: lacks_table(rows, reader), is_offer=False)


def _side(
    rows: pd.DataFrame, reader: str | None, make: Callable[[], ReadyTable], is_offer: bool
) -> Side:
    sources = stock_board.partner_sources(rows, reader)
    cards = (
        stock_card(row, reader, is_offer, _serving(row["item"], int(row["year"]), ends))
        for row in rows.head(MOST_CARDS).to_dict("records")
        for ends in [(row["regency_code"], reader)[:: 1 if is_offer else -1]]
    )
    return Side(rows, tuple(sources), make, tuple(cards))


def _serving(commodity: str, year: int, ends: tuple[str | None, ...]) -> list[str]:
    """Of the identified pairs and corridors those between a card's regency and the reader's."""
    found = stock_board.served(commodity, year, *ends)
    return [] if found is None else sentences.supply_lines(found.year, found.supplies)


@once_per_language(maxsize=16, tables_alone=True)
def _everything(known: Rows) -> Side:
    return _all_of(known.frame)


@once_per_language(maxsize=1)
def _whole(today: date) -> Side:
    return _all_of(stock_board.entries_of(today))


def _all_of(known: pd.DataFrame) -> Side:
    return Side(
        known,
        tuple(stock_board.board_sources(known)),
        lambda: stock_table(known, measures=stock_board.MEASURES, texts=stock_board.TEXTS),
    )
