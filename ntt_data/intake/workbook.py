"""An XLSX file from anybody as sheets of cells, or the one fault that keeps it from being read.

The file is read by another process (``workbook_process``), started anew for each, so that nothing
of a file that was made to do harm, or is merely broken, reaches this one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psutil

from ntt_data import log
from ntt_data.intake import workbook_process

Kind = Literal["number", "text", "date", "formula", "other"]
Fault = Literal[
    "empty",
    "text_file",
    "other_kind",
    "old_excel",
    "encrypted",
    "macros",
    "damaged",
    "too_large_inside",
    "too_many_rows",
    "too_heavy",
]

#: By the clock: its own limit is in seconds of work, and a machine may have much else to do.
MOST_SECONDS = 25.0
_EVERY_S = 0.1
_PROCESS = Path(workbook_process.__file__)
_START = "import runpy, sys; runpy.run_path(sys.argv[1])['answer']()"


@dataclass(frozen=True)
class Cell:
    """One cell that is not empty.

    ``value`` is a float where ``kind`` is ``number``, the day in ISO form where it is ``date``,
    the formula itself where one stands there that was never worked out, and else a text.
    """

    kind: Kind
    value: float | str


@dataclass(frozen=True)
class Sheet:
    """One sheet: cells by row and column, both counted from 1, and its merged ranges."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[str, ...] = ()


class WorkbookError(ValueError):
    """The file is not read; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def read_workbook(content: bytes) -> list[Sheet]:
    """The sheets of an XLSX file, as far as row 500.

    Raises
    ------
    WorkbookError
        Where it is no such file, is damaged, or takes too much to read.
    """
    told = _read_apart(content)
    if "fault" in told:
        raise WorkbookError(told["fault"])
    return [
        Sheet(
            each["name"],
            {(row, column): Cell(kind, value) for row, column, kind, value in each["cells"]},
            tuple(each["merged"]),
        )
        for each in told["sheets"]
    ]


def _read_apart(content: bytes) -> dict[str, Any]:
    # -I: nothing of the environment and no file beside the script can be taken for a library.
    command = [sys.executable, "-I", "-c", _START, str(_PROCESS)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        ended = threading.Event()
        # Beside it and not between two waits: what was not yet given would never be given then.
        watch = threading.Thread(target=_watch, args=(process, ended), daemon=True)
        watch.start()
        try:
            said = process.communicate(content)[0]
        finally:
            ended.set()
            watch.join()
    try:
        told: dict[str, Any] = json.loads(said)
    except ValueError:
        # It died without a word: at its own limits, or at ours.
        log.event("workbook_reader_died", size=len(content), code=process.returncode)
        return {"fault": "too_heavy"}
    return told


def _watch(process: subprocess.Popen[bytes], ended: threading.Event) -> None:
    """End a process that takes too long or too much."""
    until = time.monotonic() + MOST_SECONDS
    while not ended.wait(_EVERY_S):
        if time.monotonic() > until or _takes_too_much(process.pid):
            process.kill()
            return


def _takes_too_much(pid: int) -> bool:
    """Whether the process is beyond its limits; the only limit where the system sets none."""
    try:
        asked = psutil.Process(pid)
        times = asked.cpu_times()
        memory = asked.memory_info().rss
    except psutil.Error:
        return False  # it has ended
    return bool(
        memory > workbook_process.MOST_MEMORY
        or times.user + times.system > workbook_process.MOST_CPU_S + 1
    )
