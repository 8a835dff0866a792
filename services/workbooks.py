"""Workbooks of sheets: a template for each, and what one that comes back says.

A workbook is somebody else's file: its keys are compared with the sheet it is brought for, its
rows with the template. What it says is not handed in by that; it fills the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from analysis.collection.known_figures import KnownFigure
from ntt_data.collection_workbook import (
    BEFORE_MONTHS,
    HEADER_ROW,
    ITEM,
    KEY,
    KEY_SHEET,
    KEYS,
    LAYOUT,
    MEASURE,
    STATUS,
    VALUE,
)
from ntt_data.intake.typed_numbers import written_number
from ntt_data.intake.workbook import Cell, Sheet, WorkbookError, read_workbook
from ntt_data.store import StoreError, round_store
from ntt_data.store.collection_records import STATUSES, Round, SheetKey
from publishing import hand_in_words, workbook_words
from publishing.files.hand_in_workbook import WorkbookRow, hand_in_workbook, workbook_rows
from publishing.language import LANGUAGES, speaking
from services import hand_in
from services.access import Actor
from services.hand_in import Field, Typed
from services.held_against import earlier_years
from services.rounds import round_of

#: What stands in the column of a month that is meant, and of one that is not.
_MARKED = frozenset({"x", "v", "✓", "1", "ya", "yes"})
_NOT_MARKED = frozenset({"", "0", "-", "tidak", "no"})

#: Of a file; a template filled in and saved by any program takes a tenth of it.
MOST_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Filled:
    """What a workbook says: fields that were answered, each with the cell it stands in.

    ``base_no`` is the version that the workbook was made on top of.
    """

    typed: Mapping[Field, Typed]
    people: Mapping[str, str]
    cells: Mapping[Field, str]
    base_no: int


class WorkbookFaultError(Exception):
    """The workbook is not taken; ``code`` and ``told`` make the sentence of ``workbook_words``."""

    def __init__(self, code: str, **told: str) -> None:
        super().__init__(code)
        self.code, self.told = code, told

    @property
    def sentence(self) -> str:
        """Why, and what to do, in the language spoken."""
        return workbook_words.fault(self.code, **self.told)


def template(actor: Actor, key: SheetKey) -> tuple[str, bytes]:
    """Name and content of a sheet's template, filled in with what was handed in last.

    Raises
    ------
    AccessError, StoreError
    """
    asked = hand_in.sheet_of(actor, key)
    newest = hand_in.newest_version(actor, key)
    name = workbook_words.file_name(key.regency_code, key.sheet, newest.no if newest else 0)
    return name, hand_in_workbook(asked, key, newest, _last_known(asked, key))


def empty_template(key: SheetKey) -> bytes:
    """A sheet's template with nothing of what was handed in: for everybody, since rounds are known.

    What is known of earlier years stands in it, as on the pages.

    Raises
    ------
    StoreError
    """
    asked = round_of(key)
    return hand_in_workbook(asked, key, None, _last_known(asked, key))


def _last_known(asked: Round, key: SheetKey) -> dict[Field, KnownFigure]:
    return {
        Field(item.item, measure, period): known[-1]
        for item, period in asked.blocks_of(key.sheet)
        for measure, known in earlier_years(
            item, key.regency_code, asked.periods[period - 1].year
        ).items()
    }


def read_filled(
    actor: Actor, key: SheetKey, content: bytes, decimal: Literal[",", "."] = ","
) -> Filled:
    """What a workbook says that was brought for a sheet.

    A cell with a number is that number; a text is read later as if it had been typed. Rows without
    an answer say nothing.

    Parameters
    ----------
    decimal : {',', '.'}
        The decimal mark of the form that is filled with it.

    Raises
    ------
    AccessError, StoreError
    WorkbookFaultError
        Where it is no workbook, not that of this sheet, its rows are not the template's, or what
        stands in the column of a month says neither yes nor no.
    """
    asked = hand_in.sheet_of(actor, key)
    if len(content) > MOST_BYTES:
        raise WorkbookFaultError("too_long", size=str(MOST_BYTES // 1024**2))
    try:
        sheets = read_workbook(content)
    except WorkbookError as error:
        raise WorkbookFaultError(error.fault) from error
    newest = hand_in.newest_version(actor, key)
    base_no = _base_no(_keys(sheets), asked, key, newest.no if newest else 0)
    sheet = _filled_sheet(sheets)
    rows = {row.key: row for row in workbook_rows(asked, key.sheet)}
    places = _places(sheet, rows, _labels(asked, key))
    marks = _marks(sheet, [places[row.key] for row in rows.values() if row.is_months])
    typed, people, cells = {}, {}, {}
    for row_key, row in rows.items():
        place = places[row_key]
        value = sheet.cells.get((place, VALUE))
        text = "" if value is None else _text(value, decimal)
        if row.is_months:
            text = "; ".join(filter(None, (marks[place], text)))
        field = row.place
        status = _status(sheet.cells.get((place, STATUS))) if row.is_number else "value"
        if not text and status == "value":
            continue
        cells[field] = workbook_words.cell_name(place, VALUE)
        if row.item:
            typed[field] = Typed(status, text)
        else:
            people[row.measure] = text
    return Filled(typed, people, cells, base_no)


def _keys(sheets: Sequence[Sheet]) -> dict[str, str]:
    for sheet in sheets:
        if sheet.name == KEY_SHEET:
            told = {
                str(sheet.cells[row, 1].value): str(sheet.cells[row, 2].value)
                for row in range(1, len(KEYS) + 1)
                if (row, 1) in sheet.cells and (row, 2) in sheet.cells
            }
            if set(told) == set(KEYS):
                return told
    raise WorkbookFaultError("not_ours")


def _base_no(told: Mapping[str, str], asked: Round, key: SheetKey, newest_no: int) -> int:
    """The version that a workbook builds on, if it belongs to this sheet."""
    if told["round"] != key.round_id:
        raise WorkbookFaultError(
            "other_round", found=_round_name(told["round"]), expected=asked.name
        )
    if (told["regency"], told["sheet"]) != (key.regency_code, key.sheet):
        found = SheetKey(key.round_id, told["regency"], told["sheet"])
        raise WorkbookFaultError("other_sheet", found=_sheet_name(found), expected=_sheet_name(key))
    if told["layout"] != str(LAYOUT):
        raise WorkbookFaultError("other_layout")
    base = told["base"]
    if not (base.isascii() and base.isdigit() and len(base) < 7) or int(base) > newest_no:
        raise WorkbookFaultError("not_ours")
    return int(base)


def _round_name(round_id: str) -> str:
    try:
        return round_store().load(round_id[:16]).name
    except StoreError as error:
        if error.code != "no_round":
            raise
        return round_id[:16]


def _sheet_name(key: SheetKey) -> str:
    try:
        return f"{hand_in_words.regency(key)}, {hand_in_words.sheet(key.sheet)}"
    except KeyError:  # what stands in the file is nobody's promise
        return f"{key.regency_code[:16]}, {key.sheet[:16]}"


def _filled_sheet(sheets: Sequence[Sheet]) -> Sheet:
    names = _in_every_language(workbook_words.sheet_name)
    for sheet in sheets:
        if sheet.name in names:
            if sheet.merged:
                raise WorkbookFaultError("merged", found=workbook_words.some(sheet.merged))
            return sheet
    raise WorkbookFaultError("sheet_missing", expected=workbook_words.sheet_name())


def _places(
    sheet: Sheet, rows: Mapping[str, WorkbookRow], labels: Mapping[str, set[tuple[str, str]]]
) -> dict[str, int]:
    """The row in which each figure stands now, by its key."""
    places: dict[str, int] = {}
    unknown, twice, shifted = [], [], []
    for place in sorted({row for row, _column in sheet.cells if row > HEADER_ROW}):
        cells = {column: sheet.cells.get((place, column)) for column in (KEY, ITEM, MEASURE)}
        told = {column: str(cell.value) if cell else "" for column, cell in cells.items()}
        if told[KEY] not in rows:
            if any((place, column) in sheet.cells for column in (KEY, STATUS, VALUE)):
                unknown.append(str(place))
        elif told[KEY] in places:
            twice.append(str(place))
        else:
            places[told[KEY]] = place
            if (told[ITEM], told[MEASURE]) not in labels[told[KEY]]:
                shifted.append(str(place))
    missing = [" ".join(row.labels).strip() for key, row in rows.items() if key not in places]
    for code, found in (
        ("rows_unknown", unknown),
        ("rows_twice", twice),
        ("rows_missing", missing),
        ("rows_shifted", shifted),
    ):
        if found:
            raise WorkbookFaultError(code, found=workbook_words.some(found))
    return places


def _labels(asked: Round, key: SheetKey) -> dict[str, set[tuple[str, str]]]:
    """What may stand beside each key: the template may have been made in either language."""
    labels: dict[str, set[tuple[str, str]]] = {}
    for language in LANGUAGES:
        with speaking(language):
            for row in workbook_rows(asked, key.sheet):
                labels[row.key] = {*labels.get(row.key, ()), row.labels}
    return labels


def _status(cell: Cell | None) -> str:
    """The answer that was chosen; a figure without one is a value, as in the form."""
    told = "" if cell is None else str(cell.value).strip()
    if not told:
        return "value"
    for code in STATUSES:
        words = _in_every_language(partial(hand_in_words.status, code))
        if told.casefold() in {word.casefold() for word in words}:
            return code
    return told


def _text(cell: Cell, decimal: Literal[",", "."]) -> str:
    return (
        written_number(cell.value, decimal) if isinstance(cell.value, float) else cell.value.strip()
    )


def _marks(sheet: Sheet, months_rows: Sequence[int]) -> dict[int, str]:
    """The months that are marked in each of these rows, by name."""
    marked: dict[int, str] = {}
    unclear = []
    for place in months_rows:
        names = []
        for column, name in enumerate(workbook_words.month_names(), BEFORE_MONTHS + 1):
            cell = sheet.cells.get((place, column))
            said = "" if cell is None else _text(cell, ",")
            if said.casefold() in _MARKED:
                names.append(name)
            elif said.casefold() not in _NOT_MARKED:
                unclear.append(workbook_words.found_in(place, column, said))
        marked[place] = ", ".join(names)
    if unclear:
        raise WorkbookFaultError("months_unclear", found=workbook_words.some(unclear))
    return marked


def _in_every_language(word: Callable[[], str]) -> set[str]:
    found = set()
    for language in LANGUAGES:
        with speaking(language):
            found.add(word())
    return found
