"""A workbook whose results are formulas over its inputs, each with its value beside it.

A formula is written with the value that the answer has (XlsxWriter would write 0), so that a
program that does not reckon shows it too, and one that does must find the same. What is not known
is a word in its cell: a formula over it says so as well, and a total passes over it.
"""

from __future__ import annotations

import datetime as dt
import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd

from ntt_data import log
from publishing import words
from publishing.files.spreadsheets import HEADER, LINE, LINK, Formats, lines_of

#: Excel's own separators come from the reader's settings: 1.234,5 in an Indonesian one.
WHOLE, TENTHS, EXACT, PERCENT, YEAR = "#,##0", "#,##0.0", "#,##0.000000", "0.0%", "0"
#: Tonnes of a table in which most are none.
SHIPPED = "#,##0.0;-#,##0.0;0"
_LETTERS_OF_A_LINE = 110
_TITLE = {"bold": True, "font_size": 14}
_HEADING = {"bold": True, "font_size": 12}
_UNKNOWN = {"italic": True, "font_color": "#6B6B6B", "align": "right", "shrink": True}
_TOTAL = {"bold": True, "top": 1}
_A4 = 9
#: Letters that a printed page has room for.
_PAGE = 240
#: Width of a sheet that is read like a page.
_READ = 112

Cell = Any


@dataclass(frozen=True)
class Formula:
    """A formula with the value that the answer has.

    ``text`` begins with "="; a cell of the same row is named by its column's key in braces.
    """

    text: str
    value: Cell


@dataclass(frozen=True)
class Said:
    """A word where a formula would stand: what it would come to must not be said."""

    text: str


@dataclass(frozen=True)
class Column:
    """One column: what stands above it, how its numbers look, and its formula if it has one.

    In a column with a ``formula`` the rows hold the values that it must come to.
    """

    key: str
    header: str
    form: str = ""
    width: float = 12
    formula: str = ""


@dataclass(frozen=True)
class Place:
    """Where a table stands: its sheet, the rows of its cells and the letter of each column."""

    sheet: str
    first: int
    last: int
    letters: Mapping[str, str]

    def span(self, key: str) -> str:
        """All cells of a column, from any sheet."""
        letter = self.letters[key]
        return f"{quoted(self.sheet)}!${letter}${self.first}:${letter}${self.last}"


def quoted(name: str) -> str:
    """The name of a sheet in a formula."""
    return "'" + name.replace("'", "''") + "'"


def text_in_formula(text: str) -> str:
    """A text as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'


def letter_of(place: int) -> str:
    """The letter of a column, the first being 0.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def is_unknown(cell: Cell) -> bool:
    """Whether nothing is known: no number, no text, no date."""
    return cell is None or (not isinstance(cell, str | Formula) and bool(pd.isna(cell)))


def _is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell


class Sheet:
    """One sheet, written from the top: title, notes, tables one below the other."""

    def __init__(self, sheet: Any, name: str, formats: Formats) -> None:
        self.name = name
        self._sheet, self._formats = sheet, formats
        self._row = 0
        self._widths: dict[int, float] = {}
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)  # as many pages down as there are
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&8&A&R&8&P / &N")

    @property
    def next_row(self) -> int:
        """The number of the row that is written next, as formulas count them."""
        return self._row + 1

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self._row += rows

    def back_to(self, row: int) -> None:
        """Go on at a row that was left empty, for what is known only now; see ``next_row``."""
        self._row = row - 1

    def title(self, text: str) -> None:
        """What the sheet is about."""
        self._sheet.write_string(self._row, 0, text, self._formats.of("title", _TITLE))
        self._row += 1

    def heading(self, text: str) -> None:
        """What a part of the sheet is about."""
        looks = ("heading", _HEADING)
        if self._widths.get(0) == _READ:  # a page to be read: what is long goes on below
            looks = ("wide-heading", {**_HEADING, "text_wrap": True})
            self._sheet.set_row(self._row, (LINE + 2) * lines_of(text, _READ * 0.85))
        self._sheet.write_string(self._row, 0, text, self._formats.of(*looks))
        self._row += 1

    def lines(self, texts: Sequence[str]) -> None:
        """Sentences, each broken where a line on paper ends."""
        plain = self._formats.of("line", {})
        for text in texts:
            for line in textwrap.wrap(text, _LETTERS_OF_A_LINE) or [""]:
                self._sheet.write_string(self._row, 0, line, plain)
                self._row += 1

    def paragraphs(self, texts: Sequence[str]) -> None:
        """Sentences on a sheet that holds nothing else, each in one cell."""
        self._widen(0, _READ)
        looks = self._formats.of("paragraph", {"text_wrap": True})
        for text in texts:
            self._sheet.write_string(self._row, 0, text, looks)
            self._sheet.set_row(self._row, LINE * lines_of(text, _READ))
            self._row += 1

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Mapping[str, Cell]],
        frozen_columns: int = 0,
        is_main: bool = True,
    ) -> Place:
        """Headers and rows; those of the main table stay in sight and are on every printed page."""
        place = self.place_of(columns, len(rows))
        header = self._formats.of("header", HEADER)
        for number, column in enumerate(columns):
            self._sheet.write_string(self._row, number, column.header, header)
            self._widen(number, column.width)
        high = max((lines_of(column.header, column.width - 1) for column in columns), default=1)
        self._sheet.set_row(self._row, LINE * high)
        if is_main:
            self._sheet.freeze_panes(self._row + 1, frozen_columns)
            self._sheet.repeat_rows(self._row)
            if rows:
                self._sheet.autofilter(self._row, 0, self._row + len(rows), len(columns) - 1)
        pages = math.ceil(sum(self._widths.values()) / _PAGE)
        if pages > 1:
            self._sheet.fit_to_pages(pages, 0)
            if is_main and frozen_columns:
                self._sheet.repeat_columns(0, frozen_columns - 1)
        self._row += 1
        for row in rows:
            self.row(columns, row)
        return place

    def place_of(self, columns: Sequence[Column], n_rows: int) -> Place:
        """Where a table would stand that is written next."""
        letters = {column.key: letter_of(number) for number, column in enumerate(columns)}
        first = self._row + 2
        return Place(self.name, first, first + max(n_rows, 1) - 1, letters)

    def row(
        self, columns: Sequence[Column], row: Mapping[str, Cell], is_total: bool = False
    ) -> None:
        """One row of these columns; what it does not name stays empty."""
        here = {
            column.key: f"{letter_of(number)}{self._row + 1}"
            for number, column in enumerate(columns)
        }
        high = 1
        for number, column in enumerate(columns):
            if column.key not in row or _is_empty(row[column.key]):
                if is_total:
                    blank = self._formats.of("total-blank", _TOTAL)
                    self._sheet.write_blank(self._row, number, None, blank)
                continue
            cell = row[column.key]
            if isinstance(cell, Said):
                cell = cell.text
            elif column.formula and not isinstance(cell, Formula):
                cell = Formula(column.formula, cell)
            if isinstance(cell, str) and not cell.startswith("https://"):
                high = max(high, lines_of(cell, column.width - 1))
            self._write((self._row, number), cell, column, here, is_total)
        if high > 1:
            # A program without a screen does not find the height of what is broken into lines.
            self._sheet.set_row(self._row, LINE * high)
        self._row += 1

    def _write(
        self,
        at: tuple[int, int],
        cell: Cell,
        column: Column,
        here: Mapping[str, str],
        is_total: bool,
    ) -> None:
        more = _TOTAL if is_total else {}
        mark = "total-" if is_total else ""
        value = cell.value if isinstance(cell, Formula) else cell
        if is_unknown(value):
            value, looks = words.balance_class("unknown"), ("unknown", {**_UNKNOWN, **more})
        elif isinstance(value, str):
            is_long = len(value) > column.width - 1 and not isinstance(cell, Formula)
            wrap = {"text_wrap": True} if is_long else {}
            looks = ("long" if is_long else "text", {"align": "left", "indent": 1, **wrap, **more})
        elif isinstance(value, dt.date):
            looks = ("date", {"num_format": "d mmm yyyy", "align": "left", **more})
        else:
            looks = (column.form, {"num_format": column.form or "General", **more})
        form = self._formats.of(mark + looks[0], looks[1])
        if isinstance(cell, Formula):
            text = cell.text.format(**here, unknown=text_in_formula(words.balance_class("unknown")))
            self._sheet.write_formula(*at, text, form, _number_or_text(value))
        elif isinstance(value, str):
            if value.startswith("https://") and len(value) < 2000:
                self._sheet.write_url(*at, value, self._formats.of("link", LINK), value)
            else:
                self._sheet.write_string(*at, value, form)
        elif isinstance(value, dt.date):
            self._sheet.write_datetime(*at, value, form)
        else:
            self._sheet.write_number(*at, float(value), form)

    def _widen(self, number: int, width: float) -> None:
        if width > self._widths.get(number, 0):
            self._widths[number] = width
            self._sheet.set_column(number, number, width)


def _number_or_text(value: Cell) -> Cell:
    return value if isinstance(value, str) else float(value)


class Book:
    """A workbook that is being written."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.formats = Formats(book)
        self.raw: dict[str, Any] = {}

    def plain(self, name: str) -> Any:
        """An empty sheet behind the others, for what has no formulas."""
        made = self._book.add_worksheet(name)
        made.set_landscape()
        made.set_paper(_A4)
        made.fit_to_pages(1, 0)
        self.raw[name] = made
        return made

    def sheet(self, name: str) -> Sheet:
        """An empty sheet behind the others."""
        made = self._book.add_worksheet(name)
        # "5301" is a code and no number by mistake.
        made.ignore_errors({"number_stored_as_text": "A1:XFD5000"})
        self.raw[name] = made
        return Sheet(made, name, self.formats)

    def name_cell(self, name: str, sheet: Sheet, letter: str, row: int) -> None:
        """Give a cell a name, by which formulas of all sheets call it."""
        self._book.define_name(name, f"={quoted(sheet.name)}!${letter}${row}")


@contextmanager
def writing(buffer: BytesIO, title: str, day: dt.date) -> Iterator[Book]:
    """A workbook of that title; ``day`` is that of the data: the same data make the same bytes."""
    import xlsxwriter  # needed only here

    log.event("export_made", format="xlsx")
    # A scenario named "=1+1" stays a name: what is a formula is written as one.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        created = dt.datetime.combine(day, dt.time())
        book.set_properties({"title": title, "created": created})
        # Excel reckons when it opens the file, and shows the values until then.
        yield Book(book)
