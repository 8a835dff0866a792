"""Workbooks from anybody: cells as they were meant, and one fault for each file that is none."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ntt_data.intake import workbook as reader
from ntt_data.intake import workbook_process
from ntt_data.intake.workbook import Cell, WorkbookError, read_workbook
from tests.support import bad_workbooks
from tests.support.bad_workbooks import FILES, saved
from tests.support.examples import many

GOOD = bad_workbooks.small()


def cells(workbook: Workbook) -> dict[str, object]:
    (sheet,) = read_workbook(saved(workbook))
    return {f"{row},{column}": cell for (row, column), cell in sheet.cells.items()}


def test_a_cell_is_what_stands_in_it() -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet["A1"] = 12500
    sheet["B1"] = "12.500"
    sheet["C1"] = datetime(2026, 5, 1)
    sheet["D1"] = "=A1*2"
    sheet["E1"] = True
    sheet["F1"] = 0
    sheet["A2"] = ""
    sheet["B2"] = "#DIV/0!"
    assert cells(workbook) == {
        "1,1": Cell("number", 12500.0),
        "1,2": Cell("text", "12.500"),
        "1,3": Cell("date", "2026-05-01"),
        "1,4": Cell("formula", "=A1*2"),
        "1,5": Cell("other", "TRUE"),
        "1,6": Cell("number", 0.0),
        "2,2": Cell("other", "#DIV/0!"),
    }


def test_a_formula_counts_as_what_it_came_to() -> None:
    """As Excel keeps it: the formula, and the last result beside it."""
    part = (
        b'<?xml version="1.0"?><worksheet '
        b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="3">'
        b'<c r="B3"><f>1+1</f><v>2</v></c><c r="C3"><f>1+1</f></c></row></sheetData></worksheet>'
    )
    (sheet,) = read_workbook(bad_workbooks.with_part(GOOD, "xl/worksheets/sheet1.xml", part))
    assert sheet.cells == {(3, 2): Cell("number", 2.0), (3, 3): Cell("formula", "=1+1")}


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    part = (
        b'<?xml version="1.0"?><worksheet '
        b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1"/><sheetData><row r="7"><c r="C7"><v>5</v></c></row></sheetData>'
        b"</worksheet>"
    )
    (sheet,) = read_workbook(bad_workbooks.with_part(GOOD, "xl/worksheets/sheet1.xml", part))
    assert sheet.cells == {(7, 3): Cell("number", 5.0)}


def test_two_cells_at_the_ends_of_a_sheet_make_no_room_between_them() -> None:
    (sheet,) = read_workbook(bad_workbooks.far_cell())
    assert sheet.cells == {(1, 1): Cell("number", 1.0)}


def test_merged_ranges_and_further_sheets_are_told() -> None:
    workbook = Workbook()
    workbook.active.title = "Isian"
    workbook.active.merge_cells("B2:C5")
    workbook.create_sheet("Kedua")["A1"] = "x"
    first, second = read_workbook(saved(workbook))
    assert (first.name, first.merged, second.name) == ("Isian", ("B2:C5",), "Kedua")


def test_row_500_is_the_last() -> None:
    workbook = Workbook()
    workbook.active.cell(500, 1, "last")
    assert cells(workbook) == {"500,1": Cell("text", "last")}
    workbook.active.cell(501, 1, "one more")
    with pytest.raises(WorkbookError, match="too_many_rows"):
        read_workbook(saved(workbook))


@pytest.mark.parametrize(("make", "fault"), FILES.values(), ids=FILES)
def test_a_bad_file_has_one_fault(make: Callable[[], bytes], fault: str) -> None:
    with pytest.raises(WorkbookError) as told:
        read_workbook(make())
    assert told.value.fault == fault


@pytest.fixture
def new_reader() -> Iterator[None]:
    """None that earlier tests have left waiting."""
    reader._end_kept()
    yield
    reader._end_kept()


@pytest.mark.usefixtures("new_reader")
def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_SECONDS", 0.0)
    monkeypatch.setattr(reader, "_EVERY_S", 0.001)
    begun = time.monotonic()
    with pytest.raises(WorkbookError, match="too_heavy"):
        read_workbook(GOOD)
    assert time.monotonic() - begun < 60


@pytest.mark.usefixtures("new_reader")
def test_a_reader_that_takes_too_much_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The only limit of memory where the system has none: the process is watched from outside."""
    monkeypatch.setattr(workbook_process, "MOST_MEMORY", 1024)
    monkeypatch.setattr(reader, "_EVERY_S", 0.001)
    with pytest.raises(WorkbookError, match="too_heavy"):
        read_workbook(GOOD)


@pytest.mark.usefixtures("new_reader")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_reader_that_dies_is_a_fault_of_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dies = tmp_path / "dies.py"
    dies.write_text("import os; os.abort()")
    monkeypatch.setattr(reader, "_PROCESS", dies)
    with pytest.raises(WorkbookError, match="too_heavy"):
        read_workbook(GOOD)


@pytest.mark.usefixtures("new_reader")
@pytest.mark.skipif(not reader._COPIES, reason="each is started anew")
def test_one_process_is_kept_waiting_and_none_that_a_file_has_ended() -> None:
    read_workbook(GOOD)
    (kept,) = reader._kept
    with pytest.raises(WorkbookError):
        read_workbook(b"PK no workbook")
    read_workbook(GOOD)
    assert reader._kept == [kept], "each file has started a process"
    kept.kill()
    kept.wait()
    assert read_workbook(GOOD), "one that ended while it waited is a fault of no file"
    (other,) = reader._kept
    assert other is not kept


@pytest.mark.usefixtures("new_reader")
@pytest.mark.parametrize(
    "copies",
    [False, pytest.param(True, marks=pytest.mark.skipif(not reader._COPIES, reason="not here"))],
)
def test_both_ways_read_the_same(copies: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_COPIES", copies)
    (sheet,) = read_workbook(GOOD)
    assert sheet.cells == {(1, 1): Cell("text", "jagung"), (2, 2): Cell("number", 12.5)}


SLOW = settings(max_examples=many(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(st.data())
def test_whatever_becomes_of_its_bytes_a_workbook_is_read_or_has_a_fault(
    data: st.DataObject,
) -> None:
    """Bytes exchanged, cut out, put in: in the ZIP, and in the XML inside of it."""
    content = bytearray(SAVED)
    for _change in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        new = data.draw(st.binary(max_size=8))
        content[at : at + data.draw(st.integers(0, 8))] = new
    told = workbook_process.read(bytes(content))
    assert ("fault" in told) != ("sheets" in told)


def as_excel_saves() -> bytes:
    """With shared strings, styles, a date, a formula and its result, a hidden sheet, a list."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as made:
        sheet = made.add_worksheet("Isian")
        for row in range(6):
            sheet.write_string(row, 0, f"maize:measure{row}")
            sheet.write_number(row, 1, row * 1.5, made.add_format({"num_format": "#,##0.0"}))
            sheet.write_formula(row, 2, f"=B{row + 1}*2", None, row * 3.0)
        sheet.write_datetime(7, 1, datetime(2026, 5, 1), made.add_format({"num_format": "d/m/yy"}))
        sheet.data_validation(0, 3, 6, 3, {"validate": "list", "source": ["nihil", "tidak tahu"]})
        made.add_worksheet("kunci").very_hidden()
    return buffer.getvalue()


SAVED = as_excel_saves()
PARTS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml")


@SLOW
@given(st.sampled_from(PARTS), st.data())
def test_whatever_becomes_of_its_xml_a_workbook_is_read_or_has_a_fault(
    name: str, data: st.DataObject
) -> None:
    part = bytearray(part_of(name))
    for _change in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(part) - 1))
        new = data.draw(st.sampled_from(TOKENS) | st.binary(max_size=6))
        part[at : at + data.draw(st.integers(0, 12))] = new
    told = workbook_process.read(bad_workbooks.with_part(SAVED, name, bytes(part)))
    assert ("fault" in told) != ("sheets" in told)


TOKENS = (
    *(b' t="s"', b' t="d"', b' t="b"', b' t="e"', b"<f>1</f>", b"<v>1e999</v>", b"<v>NaN</v>"),
    *(b'r="A0"', b'r="-1"', b'r="99999999999"', b"<v/>", b's="9999"', b"&#0;", b"<is/>", b"-"),
    *(b"<row", b"</row>", b"<c>", b"</c>", b"'", b'"', b"<!--", b"]]>", b"<![CDATA["),
)


def part_of(name: str) -> bytes:
    with ZipFile(BytesIO(SAVED)) as archive:
        return archive.read(name)


@given(st.binary(max_size=400))
@example(b"PK")
@example(b"PK\x05\x06" + b"\0" * 18)
def test_any_bytes_are_a_fault(content: bytes) -> None:
    assert "fault" in workbook_process.read(content)
