"""Workbooks with formulas: how long one takes, beside openpyxl writing the same cells.

    python -m tests.benchmarks.bench_answer_workbooks [--regencies 22]

The answer of rice, then every regency: the first time (what is told of it has to be gathered), and
again. The rival writes the same values and formulas without formats, and keeps no value beside a
formula, since it cannot.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable

import openpyxl

from geo.places import regency_names
from ntt_data import editions
from services.answer import evaluation
from services.answer.workbook import workbook_of
from services.briefing.workbook import regency_workbook

#: Of a processor, for a regency that has been told of before.
MOST_SECONDS = 0.5


def main() -> int:
    """Measure, print, and fail beyond the bound."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_answer_workbooks")
    parser.add_argument("--regencies", type=int, default=22)
    asked = parser.parse_args()
    editions.begin_run()
    answer = evaluation.baseline_answer("rice", evaluation.default_year("rice"))
    workbook_of(answer)  # libraries, tables, pairs, prices
    content, seconds = _timed(lambda: workbook_of(answer))
    print(f"answer: {len(content) / 1000:.0f} KB in {seconds:.2f} s")
    _report_rival(content)
    first, again = [], []
    for code in list(regency_names())[: asked.regencies]:
        content, seconds = _timed(lambda code=code: regency_workbook(code))  # type: ignore[misc]
        first.append(seconds)
        _same, seconds = _timed(lambda code=code: regency_workbook(code))  # type: ignore[misc]
        again.append(seconds)
    print(f"{len(first)} regencies, the first time: {sum(first):.1f} s")
    print(f"again: median {statistics.median(again):.2f} s, worst {max(again):.2f} s")
    _report_rival(content)
    return int(max(again) > MOST_SECONDS)


def _report_rival(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    }
    n = sum(value is not None for rows in cells.values() for row in rows for value in row)
    _made, seconds = _timed(lambda: _by_openpyxl(cells))
    print(f"  openpyxl writes the same {n} cells in {seconds:.2f} s")


def _by_openpyxl(cells: dict[str, list[list[object]]]) -> bytes:
    book, buffer = openpyxl.Workbook(write_only=True), io.BytesIO()
    for title, rows in cells.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(buffer)
    return buffer.getvalue()


def _timed(make: Callable[[], bytes]) -> tuple[bytes, float]:
    """With the seconds of a processor that it took: all of it is done in one thread."""
    begun = time.process_time()
    made = make()
    return made, time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
