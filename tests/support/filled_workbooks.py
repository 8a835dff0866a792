"""Workbooks as an office brings them back: a template with answers written into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ntt_data.collection_workbook import HEADER_ROW, KEY, STATUS, VALUE
from tests.support.bad_workbooks import saved

#: Row key to answer and figure or text, as they are typed into the two cells.
Answers = Mapping[str, tuple[str | None, object]]


def filled(
    template: bytes,
    answers: Answers,
    otherwise: str | None = "tidak tahu",
    change: Callable[[Workbook], None] | None = None,
) -> bytes:
    """A template with these answers; all other figures get ``otherwise``."""
    workbook = load_workbook(BytesIO(template))
    sheet = workbook.worksheets[0]
    for key, row in rows_of(sheet).items():
        measure = key.partition(".")[0]  # of whichever period
        is_number = not measure.endswith(("note", "description", "_months", "office", "position"))
        status, value = answers.get(key, (otherwise if is_number else None, None))
        if key in answers or is_number:
            sheet.cell(row, STATUS).value = status
            sheet.cell(row, VALUE).value = value
    if change is not None:
        change(workbook)
    return saved(workbook)


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """The row of each key."""
    return {
        str(sheet.cell(row, KEY).value): row
        for row in range(HEADER_ROW + 1, sheet.max_row + 1)
        if sheet.cell(row, KEY).value
    }
