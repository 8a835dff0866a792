"""How the workbook of a sheet is laid out: written as a template, and known again when it is back.

One row per figure, known by its key and not by its place: rows may be moved, and only the columns
that an office fills in are ever believed.
"""

from __future__ import annotations

from ntt_data.collection import dated

#: Raised with every change after which an older template would be misread.
LAYOUT = 1
#: Hidden sheet with what the workbook belongs to: a name and a text per row.
KEY_SHEET = "ntt"
KEYS = ("round", "regency", "sheet", "layout", "base")

#: Columns of the sheet to be filled in, counted from 1.
KEY, ITEM, MEASURE, UNIT, STATUS, VALUE, KNOWN = range(1, 8)
#: The column before January's; in each month's own one a mark says that it is meant.
BEFORE_MONTHS = 7
#: The row of the headers; figures begin below it.
HEADER_ROW = 5
#: Keys of the two rows about the office itself.
PEOPLE = ("office", "position")


def row_key(item: str, measure: str, period: int = 1) -> str:
    """The key of a row, such as ``maize:production``; the office's own rows have no item.

    Of a round's second period it is ``maize:production.2``.
    """
    return f"{item}:{dated(measure, period)}" if item else measure
