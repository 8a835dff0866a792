"""The cells of an XLSX file from anybody, read in a process of its own (``workbook`` starts it).

Runs by its path and imports nothing of ours: whatever such a file does to the reader, it does to
this process alone, which has little memory, little time, and nothing to lose.

Loading openpyxl takes ten times longer than reading a sheet. Where the system can copy a process,
one that has loaded it waits for files, looks into none, and has each read by a copy of itself.
"""

from __future__ import annotations

import contextlib
import gc
import json
import math
import os
import re
import sys
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

#: No sheet of ours is longer; what stands below this row is not read.
MOST_ROWS = 500
MOST_COLUMNS, MOST_SHEETS, MOST_PARTS = 20, 8, 200
#: Of a cell this much is kept, more than any field takes; and of all texts together.
LONGEST_CELL, MOST_TEXT = 2000, 1_000_000
#: Bytes of all parts together when unpacked; the longest sheet, saved by Excel, takes a tenth.
MOST_UNPACKED = 4 * 1024 * 1024
MOST_MEMORY = 192 * 1024 * 1024
MOST_CPU_S = 3
#: Bytes that say how long what follows is.
LENGTH = 8

_EMPTY_ROWS = 5000  # formatted and never filled in: so many are passed over after the last row
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # older Excel, and whatever is kept under a password
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:$]{1,40})[\"']")


class _FaultError(Exception):
    """Why a file is not read at all."""


def read(content: bytes) -> dict[str, Any]:
    """Sheets with their cells, or the one fault of the file.

    Returns
    -------
    dict
        Either ``fault``, or ``sheets``: a list of ``name``, ``merged`` (ranges) and ``cells``
        (row, column, kind, value), both counted from 1.
    """
    try:
        _look_inside(content)
        return {"sheets": list(_sheets(content))}
    except _FaultError as fault:
        return {"fault": str(fault)}
    except MemoryError:
        return {"fault": "too_heavy"}
    except Exception:  # of a damaged file any line of any library may stumble
        return {"fault": "damaged"}


def _look_inside(content: bytes) -> None:
    """Refuse by the directory of the file, before anything is unpacked."""
    if not content:
        raise _FaultError("empty")
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise _FaultError("encrypted" if locked else "old_excel")
    if not content.startswith(b"PK"):
        raise _FaultError("other_kind" if b"\0" in content[:4096] else "text_file")
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        names = {each.filename for each in parts}
        if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
            raise _FaultError("too_large_inside")
        if any(each.flag_bits & 1 for each in parts):
            raise _FaultError("encrypted")
        if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
            raise _FaultError("other_kind")
        kinds = archive.read("[Content_Types].xml")
        if b"macroEnabled" in kinds or any("vbaProject" in each for each in names):
            raise _FaultError("macros")
        if len(names) != len(parts):
            raise BadZipFile("a part stands there twice")


def _sheets(content: bytes) -> Iterator[dict[str, Any]]:
    from openpyxl import load_workbook

    length = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shown = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        typed = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        with ZipFile(BytesIO(content)) as archive:
            for sheet in shown.worksheets[:MOST_SHEETS]:
                # What a formula came to when it was saved, and where it came to nothing.
                formulas = {
                    (row, column): value
                    for row, column, kind, value in _cells(typed[sheet.title])
                    if kind == "formula"
                }
                cells = {(row, column): (kind, value) for row, column, kind, value in _cells(sheet)}
                for place, formula in formulas.items():
                    cells.setdefault(place, ("formula", formula))
                # One long text can stand in every cell and take no room in the file.
                length += sum(len(said) for _kind, said in cells.values() if isinstance(said, str))
                if length > MOST_TEXT:
                    raise _FaultError("too_large_inside")
                part = archive.read(sheet._worksheet_path)
                yield {
                    "name": sheet.title[:LONGEST_CELL],
                    "merged": [each.decode() for each in _MERGED.findall(part)[:MOST_ROWS]],
                    "cells": [[*place, *said] for place, said in sorted(cells.items())],
                }


def _cells(sheet: Any) -> Iterator[tuple[int, int, str, float | str]]:
    sheet.reset_dimensions()  # what it says of its own size may be a lie
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            if any(cell.value is not None for cell in row):
                raise _FaultError("too_many_rows")
            if number > MOST_ROWS + _EMPTY_ROWS:
                return
            continue
        for column, cell in enumerate(row, 1):
            if cell.value is not None:
                yield number, column, *_said(cell)


def _said(cell: Any) -> tuple[str, float | str]:
    value = cell.value
    if cell.data_type == "f":  # also what openpyxl keeps as an object: array and table formulas
        return "formula", str(getattr(value, "text", value) or "=")[:LONGEST_CELL]
    if isinstance(value, bool) or cell.data_type == "e":
        return "other", str(value).upper()[:LONGEST_CELL]
    if isinstance(value, datetime):
        return "date", value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return "date", str(value)[:LONGEST_CELL]
    if isinstance(value, int | float):
        return ("number", float(value)) if math.isfinite(float(value)) else ("other", str(value))
    return "text", str(value)[:LONGEST_CELL]


def _limit_itself() -> None:
    # Windows has no such limits and others refuse some; whoever started this process watches it.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def answer() -> None:
    """Read what comes in, and write what it says."""
    _limit_itself()
    _forget_needless()
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)


def serve() -> None:
    """Have each file that comes in read by a copy of this process, until no more can come.

    Files and answers are told apart by their length, eight bytes before each; an answer of no
    length is that the copy died.
    """
    _forget_needless()
    import openpyxl  # noqa: F401  here once, and there in every copy

    gc.freeze()  # a copy that collects would copy all pages of memory
    while length := sys.stdin.buffer.read(LENGTH):
        content = sys.stdin.buffer.read(int.from_bytes(length))
        said = _read_by_a_copy(content)
        sys.stdout.buffer.write(len(said).to_bytes(LENGTH) + said)
        sys.stdout.buffer.flush()


def _read_by_a_copy(content: bytes) -> bytes:
    ours, theirs = os.pipe()
    copy = os.fork()
    if copy == 0:
        try:
            os.close(ours)
            _limit_itself()
            with os.fdopen(theirs, "wb") as out:
                out.write(json.dumps(read(content)).encode())
        finally:
            os._exit(0)  # nothing that this process was to do at its end is the copy's to do
    os.close(theirs)
    with os.fdopen(ours, "rb") as told:
        said = told.read()
    _pid, status = os.waitpid(copy, 0)
    return said if status == 0 else b""


def _forget_needless() -> None:
    # openpyxl loads these where it finds them; here they would only cost memory and time.
    for needless in ("numpy", "PIL", "lxml"):
        sys.modules[needless] = None  # type: ignore[assignment]
