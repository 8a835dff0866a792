"""The workbook of a sheet: a template that an office fills in where it has no connection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from analysis.collection.known_figures import KnownFigure
from ntt_data import log
from ntt_data.collection import SHEETS
from ntt_data.collection_workbook import (
    BEFORE_MONTHS,
    HEADER_ROW,
    ITEM,
    KEY,
    KEY_SHEET,
    KEYS,
    KNOWN,
    LAYOUT,
    MEASURE,
    PEOPLE,
    STATUS,
    UNIT,
    VALUE,
    row_key,
)
from ntt_data.store.collection_records import (
    STATUSES,
    Figure,
    Place,
    Round,
    SheetKey,
    Version,
)
from publishing import hand_in_words, workbook_words
from publishing.language import LANGUAGES, speaking
from publishing.palette import INDIGO

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = {ITEM: 30, MEASURE: 26, UNIT: 10, STATUS: 18, VALUE: 22, KNOWN: 44}
_MOST_HINT = 255  # characters that Excel shows beside a cell


@dataclass(frozen=True)
class WorkbookRow:
    """One row to be filled in; ``item`` and ``measure`` are the codes, ``labels`` what is read.

    ``period`` is the number of the round's.
    """

    item: str
    measure: str
    labels: tuple[str, str]
    unit: str
    is_number: bool
    is_months: bool = False
    period: int = 1

    @property
    def key(self) -> str:
        """By which the row is known again."""
        return row_key(self.item, self.measure, self.period)

    @property
    def place(self) -> Place:
        """The figure that it is about."""
        return Place(self.item, self.measure, self.period)


def workbook_rows(asked: Round, sheet: str) -> list[WorkbookRow]:
    """The rows of a sheet in their order: the office itself, then each item with its measures.

    Of a round with several periods each item stands once for each of them.
    """
    people = [WorkbookRow("", each, (hand_in_words.person(each), ""), "", False) for each in PEOPLE]
    return people + [
        WorkbookRow(
            item.item,
            measure.code,
            (hand_in_words.block(asked, item, period), hand_in_words.measure(measure.code)),
            hand_in_words.unit(item, measure),
            measure.is_number,
            measure.kind == "months",
            period,
        )
        for item, period in asked.blocks_of(sheet)
        for measure in SHEETS[sheet]
    ]


def hand_in_workbook(
    asked: Round,
    key: SheetKey,
    newest: Version | None,
    earlier: Mapping[Place, KnownFigure],
) -> bytes:
    """The template of a sheet, filled in with its newest version, in the language spoken.

    Parameters
    ----------
    newest : Version or None
        What the office has handed in last; the workbook is a correction of it.
    earlier : mapping of Place to KnownFigure
        By figure, the regency's own last one of a year before its period.

    Returns
    -------
    bytes
        XLSX in which only answers, figures and texts can be changed; no text becomes a formula.
    """
    import xlsxwriter  # needed only here

    log.event("export_made", format="xlsx")
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # Same sheet, same bytes: otherwise the file says when it was written.
        book.set_properties({"created": asked.opened_at})
        sheet = book.add_worksheet(workbook_words.sheet_name())
        _Writer(book, sheet).write(asked, key, newest, earlier)
        help_sheet = book.add_worksheet(workbook_words.help_name())
        help_sheet.set_column(0, 0, 110)
        sentences = (*_sentences(hand_in_words.how()), *_sentences(workbook_words.how_to_fill()))
        for row, line in enumerate(sentences):
            help_sheet.write_string(row, 0, line)
        help_sheet.protect()
        keys = book.add_worksheet(KEY_SHEET)
        base_no = newest.no if newest else 0
        said = (asked.round_id, key.regency_code, key.sheet, str(LAYOUT), str(base_no))
        for row, (name, text) in enumerate(zip(KEYS, said, strict=True)):
            keys.write_string(row, 0, name)
            keys.write_string(row, 1, text)
        keys.protect()
        keys.very_hidden()
    return buffer.getvalue()


def months_named(text: str) -> set[int]:
    """The months that a text lists in either language; none where it says anything else."""
    known: dict[str, int] = {}
    for language in LANGUAGES:
        with speaking(language):
            known |= {
                name.casefold(): month for month, name in enumerate(workbook_words.month_names(), 1)
            }
    names = [each.strip().casefold() for each in text.split(",")]
    return {known[each] for each in names} if all(each in known for each in names) else set()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        self._sheet = sheet
        edge = {"valign": "top", "border": 1, "border_color": "#B9B4A6"}
        self._title = book.add_format({"bold": True, "font_size": 15})
        self._told = book.add_format({"font_color": "#444444"})
        self._loud = book.add_format({"bold": True, "font_color": "#9C1F1F"})
        self._head = book.add_format(
            {**edge, "bold": True, "bg_color": INDIGO, "font_color": "#FFFFFF", "text_wrap": True}
        )
        shaded = {**edge, "bg_color": "#F5F1E8", "text_wrap": True}
        self._fixed = book.add_format(shaded)
        self._first = book.add_format({**shaded, "bold": True})
        # "General" hides no digit; where there are none behind the mark, thousands are grouped.
        self._open = book.add_format({**edge, "locked": False, "align": "right"})
        self._open_text = book.add_format({**edge, "locked": False, "text_wrap": True})
        self._mark = book.add_format({**edge, "locked": False, "align": "center"})
        self._whole = book.add_format({"num_format": "#,##0"})

    def write(
        self,
        asked: Round,
        key: SheetKey,
        newest: Version | None,
        earlier: Mapping[Place, KnownFigure],
    ) -> None:
        sheet = self._sheet
        self._top(asked, key, newest.no if newest else 0)
        for column, header in enumerate(workbook_words.headers().values()):
            sheet.write_string(HEADER_ROW - 1, column, header, self._head)
        for column, name in enumerate(workbook_words.month_names(), BEFORE_MONTHS):
            sheet.write_string(HEADER_ROW - 1, column, name[:3], self._head)
        rows = workbook_rows(asked, key.sheet)
        figures = {each.place: each for each in newest.figures} if newest else {}
        people = {each: getattr(newest, each) for each in PEOPLE} if newest else {}
        for place, row in enumerate(rows, HEADER_ROW):
            before = rows[place - HEADER_ROW - 1]
            begins = place == HEADER_ROW or row.place[::2] != before.place[::2]
            self._labels(place, row, begins)
            figure = figures.get(row.place)
            if not row.item:
                figure = Figure("", row.measure, "value", None, people.get(row.measure, ""))
            self._answer(place, row, figure)
            own = earlier.get(row.place)
            known = hand_in_words.last_known(own, row.unit) if own else ""
            sheet.write_string(place, KNOWN - 1, known, self._fixed)
        last = HEADER_ROW + len(rows) - 1
        sheet.data_validation(
            *(HEADER_ROW, STATUS - 1, last, STATUS - 1),
            {"validate": "list", "source": [hand_in_words.status(each) for each in STATUSES]},
        )
        value = f"${workbook_words.cell_name(HEADER_ROW + 1, VALUE)}"
        sheet.conditional_format(
            *(HEADER_ROW, VALUE - 1, last, VALUE - 1),
            {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER({value}),{value}=INT({value}))",
                "format": self._whole,
            },
        )
        self._page(last)

    def _top(self, asked: Round, key: SheetKey, base_no: int) -> None:
        heading = f"{hand_in_words.regency(key)}: {hand_in_words.sheet(key.sheet)}"
        for row, (line, style) in enumerate(
            (
                (heading, self._title),
                (f"{asked.name}, {hand_in_words.period(asked)}", self._told),
                (workbook_words.belongs_to(asked.round_id, LAYOUT, base_no), self._told),
                (_rehearsal(asked) or _sentences(workbook_words.how_to_fill())[0], self._loud),
            )
        ):
            self._sheet.write_string(row, ITEM - 1, line, style)

    def _labels(self, place: int, row: WorkbookRow, begins: bool) -> None:
        sheet = self._sheet
        sheet.write_string(place, KEY - 1, row.key, self._fixed)
        sheet.write_string(place, ITEM - 1, row.labels[0], self._first if begins else self._fixed)
        sheet.write_string(place, MEASURE - 1, row.labels[1], self._fixed)
        sheet.write_string(place, UNIT - 1, row.unit, self._fixed)

    def _answer(self, place: int, row: WorkbookRow, figure: Figure | None) -> None:
        sheet, column = self._sheet, VALUE - 1
        if not row.is_number:
            text = (figure and figure.text) or ""
            if row.is_months:
                text = self._months(place, text)
            sheet.write_blank(place, STATUS - 1, None, self._fixed)
            sheet.write_string(place, column, text, self._open_text)
            return
        status = hand_in_words.status(figure.status) if figure else ""
        sheet.write_string(place, STATUS - 1, status, self._open_text)
        if figure is not None and figure.value is not None:
            sheet.write_number(place, column, figure.value, self._open)
        else:
            sheet.write_blank(place, column, None, self._open)

    def _months(self, place: int, text: str) -> str:
        """Mark the months that a text names; what is no list of months stays as a text."""
        named = months_named(text)
        for month in range(1, 13):
            mark = "x" if named and month in named else ""
            self._sheet.write_string(place, BEFORE_MONTHS + month - 1, mark, self._mark)
        return "" if named else text

    def _page(self, last: int) -> None:
        sheet = self._sheet
        sheet.set_column(KEY - 1, KEY - 1, 14, None, {"hidden": True})
        for column, width in _WIDTHS.items():
            sheet.set_column(column - 1, column - 1, width)
        sheet.set_column(BEFORE_MONTHS, BEFORE_MONTHS + 11, 5)
        sheet.freeze_panes(HEADER_ROW, 0)
        hint: dict[str, Any] = {"validate": "any", "input_message": _short(hand_in_words.how())}
        sheet.data_validation(HEADER_ROW + len(PEOPLE), VALUE - 1, last, VALUE - 1, hint)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW - 1)


def _rehearsal(asked: Round) -> str:
    return hand_in_words.rehearsal() if asked.rehearsal else ""


def _sentences(text: str) -> list[str]:
    """Each sentence by itself: cells are not merged, so a long line would run out of sight."""
    return re.split(r"(?<=\.) (?=\w)", text)


def _short(text: str) -> str:
    return text if len(text) <= _MOST_HINT else f"{text[: _MOST_HINT - 1]}…"
