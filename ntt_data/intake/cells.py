"""The cells of a CSV file as text, in the form in which the curated tables write them.

Spreadsheets change how a figure is written without changing it: ``5301,"12.5"`` comes back as
``5301;12,5``, a year as ``2022.0``, true as ``TRUE``. Whatever has one meaning only is brought
back to the tables' own form; whatever has two is a problem, one for each cause.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

import pandas as pd

from ntt_data.problems import DataError, Problem, Rule

_SEPARATORS = (",", ";", "\t")
# White space of every kind, and what takes no room at all.
_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u2060\ufeff"
_BLANKS = re.compile(r"[^\S \n]|  ")
_DECIMAL_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?([eE][+-]?\d+)?")
_DECIMAL_POINT = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][+-]?\d+)?")
_NO_THOUSANDS = re.compile(r"[+-]?\d{4,}")
_FIGURE = re.compile(r"[+-]?\d+,\d+")
_TRUTH = {"true": "true", "false": "false"}
_BIGGEST_CELL = 1_000_000  # characters

#: The index of a table of cells is the line of the file less this: the header is line 1.
FIRST_LINE = 2

Fields = Sequence[Mapping[str, Any]]


def read_cells(
    text: str, file: str, entry: Mapping[str, Any]
) -> tuple[pd.DataFrame, list[Problem]]:
    """Every cell of a CSV text, empty ones missing, and what is to be said of reading it.

    Parameters
    ----------
    text
        The whole file.
    file
        Its name, for problems.
    entry
        The table's descriptor: which columns there are, and of which type.

    Returns
    -------
    pandas.DataFrame
        Text in the columns of the file; the index is the line in the file less ``FIRST_LINE``.
    list of Problem
        Remarks: spaces at the edge of a cell, which nobody sees and no code has, are not read.

    Raises
    ------
    DataError
        Where it is not plain what the cells are.
    """
    fields: Fields = entry["schema"]["fields"]
    separator, skipped, text = _separator(text, [field["name"] for field in fields])
    header, lines, rows, spaced = _rows(text, file, separator, skipped)
    columns = [list(cells) for cells in zip(*rows, strict=True)] or [[] for _ in header]
    described = {field["name"]: field for field in fields}
    if len(set(header)) == len(header):  # else said by whoever compares the header
        known = [(described[n], c) for n, c in zip(header, columns, strict=True) if n in described]
        decimal = "." if separator == "," else _decimal_mark(known, lines, file)
        columns = [
            _cleaned(cells, described[name], decimal) if name in described else cells
            for name, cells in zip(header, columns, strict=True)
        ]
    frame = pd.DataFrame(
        {at: [cell or None for cell in cells] for at, cells in enumerate(columns)},
        index=[line - FIRST_LINE for line in lines],
        dtype="str",
    )
    frame.columns = pd.Index(header)
    remarks = [
        Problem(file, "spaces", line, header[at], cell)
        for line, at, cell in spaced
        if at < len(header) and line != skipped + 1
    ]
    return frame, remarks


def _separator(text: str, described: Sequence[str]) -> tuple[str, int, str]:
    """What stands between cells, the lines to skip before the header, and the text without them."""
    first, _, rest = text.partition("\n")
    if re.fullmatch(r'"?sep=[,;\t]"?\r?', first):  # a line of Excel's own
        return first.strip('"\r')[4], 1, rest
    known = set(described)

    def names(separator: str) -> int:
        return len(known.intersection(c.strip(' "\r') for c in first.split(separator)))

    return max(_SEPARATORS, key=names), 0, text  # the comma where none fits better


def _rows(
    text: str, file: str, separator: str, skipped: int
) -> tuple[list[str], list[int], list[list[str]], list[tuple[int, int, str]]]:
    csv.field_size_limit(_BIGGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    spaced: list[tuple[int, int, str]] = []
    line = skipped + 1
    try:
        for cells in reader:
            stripped = [cell.strip(_SPACE) for cell in cells]
            if stripped != cells and any(stripped):
                pairs = enumerate(zip(cells, stripped, strict=True))
                spaced += [(line, at, cell) for at, (cell, kept) in pairs if cell != kept]
            rows.append(stripped)
            lines.append(line)
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        broken = Problem(file, "unreadable", skipped + reader.line_num, expected=str(error))
        raise DataError([broken]) from error
    if not rows or not any(rows[0]):
        raise DataError([Problem(file, "no_header")])
    header = rows[0]
    while not header[-1]:  # Excel pads every row to the longest
        header.pop()
    kept = [
        (at, _fitted(cells, len(header), separator))
        for at, cells in zip(lines[1:], rows[1:], strict=True)
        if any(cells)
    ]
    short = [at for at, cells in kept if len(cells) < len(header)]
    long = [at for at, cells in kept if len(cells) > len(header)]
    causes: list[tuple[Rule, list[int]]] = [("short_row", short), ("long_row", long)]
    problems = [
        Problem(file, rule, found[0], expected=str(len(header)), more=len(found) - 1)
        for rule, found in causes
        if found
    ]
    if problems:
        raise DataError(problems)
    return header, [at for at, _ in kept], [cells for _, cells in kept], spaced


def _fitted(cells: list[str], width: int, separator: str) -> list[str]:
    """A row without the empty cells beyond the header, or unpacked from a single cell."""
    if len(cells) == 1 < width and separator in cells[0]:
        # Opened as one column and saved: rows with a quotation mark were quoted as a whole.
        unpacked = next(csv.reader([cells[0]], delimiter=separator))
        if len(unpacked) == width:
            return [cell.strip() for cell in unpacked]
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return cells


def _decimal_mark(
    columns: Sequence[tuple[Mapping[str, Any], list[str]]], lines: list[int], file: str
) -> str:
    """Point or comma: what all figures of a file with semicolons or tabs can have in common."""
    figures = [
        (field["name"], line, cell)
        for field, cells in columns
        if field["type"] in ("number", "integer")
        for line, cell in zip(lines, cells, strict=True)
    ]
    numbers = [each for each in figures if "," in each[2] or "." in each[2]]
    comma = [each for each in numbers if _DECIMAL_COMMA.fullmatch(each[2])]
    point = [each for each in numbers if _DECIMAL_POINT.fullmatch(each[2])]
    only_comma = [each for each in comma if not _DECIMAL_POINT.fullmatch(each[2])]
    only_point = [each for each in point if not _DECIMAL_COMMA.fullmatch(each[2])]
    if only_comma and only_point:
        name, line, cell = min(only_comma, only_point, key=len)[0]
        other = max(only_comma, only_point, key=len)[0][2]
        mixed = Problem(file, "mixed_decimals", line, name, cell, other)
        raise DataError([mixed])
    if comma and point and not only_comma and not only_point:
        name, line, cell = numbers[0]
        marks = {mark for each in numbers for mark in each[2] if mark in ",."}
        same = {each[0] for each in numbers}
        plain = any(_NO_THOUSANDS.fullmatch(each[2]) for each in figures if each[0] in same)
        if len(marks) == 1 and plain:
            return marks.pop()  # thousands are written without a mark, so it is the decimal one
        unclear = Problem(file, "unclear_decimals", line, name, cell)
        raise DataError([unclear])
    return "," if only_comma else "."


def _cleaned(cells: list[str], field: Mapping[str, Any], decimal: str) -> list[str]:
    kind = field["type"]
    if kind == "boolean":
        return [_TRUTH.get(cell.lower(), cell) for cell in cells]
    if kind in ("number", "integer"):
        if decimal == ",":
            cells = [
                c.replace(".", "").replace(",", ".") if _DECIMAL_COMMA.fullmatch(c) else c
                for c in cells
            ]
        return [re.sub(r"\.0+$", "", c) for c in cells] if kind == "integer" else cells
    constraints = field.get("constraints", {})
    different = set(cells)
    whole = "\n".join(different)
    if constraints.keys() & {"enum", "pattern", "unique"} and _BLANKS.search(whole):
        cells = [" ".join(cell.split()) for cell in cells]
        different = set(cells)
    if "pattern" in constraints:
        pattern = re.compile(constraints["pattern"])
        restored = {cell: _restored(cell, pattern) for cell in different}
        return [restored[cell] for cell in cells]
    if decimal == ",":
        cells = [c.replace(",", ".") if _FIGURE.fullmatch(c) else c for c in cells]
    if ".0" in whole or ",0" in whole:
        # A number among words that a program took for one: 11155 comes back as 11155.0.
        cells = [re.sub(r"^(-?\d+)\.0$", r"\1", cell) for cell in cells]
    return cells


def _restored(cell: str, pattern: re.Pattern[str]) -> str:
    """A code that a program took for a number: 5314.0 is 5314, and 53.1 is 53.10."""
    if not cell or pattern.fullmatch(cell):
        return cell
    point = cell.replace(",", ".")
    if not re.fullmatch(r"\d+\.\d+", point):
        return cell
    for candidate in (re.sub(r"\.0$", "", point), point, f"{point}0"):
        if pattern.fullmatch(candidate):
            return candidate
    return cell
