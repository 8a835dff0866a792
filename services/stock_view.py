"""The stock board as its page shows it: of a commodity for a reader, once for all who choose alike.

In a hall everybody looks at the same few commodities from 22 regencies, again and again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from publishing.language import once_per_language
from publishing.listings.stock_board import lacks_table, offers_table, stock_table
from publishing.sentences import stock_board as sentences
from publishing.tables import ReadyTable
from services import stock_board


@dataclass(frozen=True, eq=False)
class Side:
    """Offers or lacks in their order, as a table, and what both rest on."""

    rows: pd.DataFrame
    table: ReadyTable
    source_ids: tuple[str, ...]


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
    everything = _of_commodity(commodity, today)
    known = everything.rows
    offers = stock_board.offers(known, reader)
    lacks = stock_board.lacks(known, reader)
    return View(
        sentences.board_headline(commodity, offers, lacks),
        sentences.not_known_line(known),
        _side(offers, offers_table(offers, reader), reader),
        _side(lacks, lacks_table(lacks, reader), reader),
        everything,
    )


def _side(rows: pd.DataFrame, table: ReadyTable, reader: str | None) -> Side:
    return Side(rows, table, tuple(stock_board.partner_sources(rows, reader)))


@once_per_language(maxsize=16)
def _of_commodity(commodity: str, today: date) -> Side:
    known = stock_board.entries_of(today)
    return _all_of(known[known["item"].eq(commodity)].reset_index(drop=True))


@once_per_language(maxsize=1)
def _whole(today: date) -> Side:
    return _all_of(stock_board.entries_of(today))


def _all_of(known: pd.DataFrame) -> Side:
    table = stock_table(known, measures=stock_board.MEASURES, texts=stock_board.TEXTS)
    return Side(known, table, tuple(stock_board.board_sources(known)))
