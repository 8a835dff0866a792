"""Our workbooks as an independent reader sees them, and whether their formulas hold."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.formulas import Reckoning


def opened(content: bytes, with_values: bool = False) -> Workbook:
    """The workbook with its formulas, or with the values beside them; a warning is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(BytesIO(content), data_only=with_values)


def table(sheet: Worksheet, first: str) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The rows below the header whose first cell is ``first``, and the column of each header."""
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == first)
    columns = {str(cell.value): cell.column for cell in sheet[top] if cell.value is not None}
    rows = []
    for row in range(top + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value is None:
            break
        cells = {name: sheet.cell(row, column).value for name, column in columns.items()}
        rows.append({"row": row, **cells})
    return rows, columns


def check_formulas(content: bytes) -> int:
    """Hold that every formula comes to the value beside it; how many there are."""
    book, values = opened(content), opened(content, with_values=True)
    reckoning, n = Reckoning(book), 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                n += 1
                beside = values[sheet.title][cell.coordinate].value
                found = reckoning.value(sheet.title, cell.coordinate)
                where = f"{sheet.title} {cell.coordinate} {cell.value}"
                if isinstance(beside, str):
                    assert found == beside, where
                else:
                    assert found == pytest.approx(beside, rel=1e-9, abs=1e-6), where
    return n
