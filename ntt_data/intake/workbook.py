"""An XLSX file from anybody as sheets of cells, or the one fault that keeps it from being read.

Each file is read by a process of its own (``workbook_process``), so that nothing of one that was
made to do harm, or is merely broken, reaches this one or the next file. Where the system can copy a
process, that is a copy of one that is kept waiting; on Windows it is started anew.
"""

from __future__ import annotations

import atexit
import contextlib
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
_START = "import runpy, sys; runpy.run_path(sys.argv[1])[sys.argv[2]]()"
#: Whether a process can be copied. macOS can and should not: its libraries may have threads.
_COPIES = sys.platform == "linux"


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
    reader = _waiting() or _started()
    ended = threading.Event()
    # Beside it and not between two waits: what was not yet given would never be given then.
    watch = threading.Thread(target=_watch, args=(reader, ended), daemon=True)
    watch.start()
    try:
        said = _asked(reader, content)
    finally:
        ended.set()
        watch.join()
    try:
        told: dict[str, Any] = json.loads(said)
    except ValueError:
        # It died without a word: at its own limits, or at ours.
        log.event("workbook_reader_died", size=len(content), code=reader.poll())
        told = {"fault": "too_heavy"}
    if _COPIES and said and reader.poll() is None:
        _kept.append(reader)
    else:
        _end(reader)
    return told


def _waiting() -> subprocess.Popen[bytes] | None:
    with contextlib.suppress(IndexError):  # none, or another thread has just taken it
        while True:
            reader = _kept.pop()
            if reader.poll() is None:
                return reader
            _end(reader)
    return None


def _started() -> subprocess.Popen[bytes]:
    # -I: nothing of the environment and no file beside the script can be taken for a library.
    command = [sys.executable, "-I", "-c", _START, str(_PROCESS), "serve" if _COPIES else "answer"]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _asked(reader: subprocess.Popen[bytes], content: bytes) -> bytes:
    """What a reader says of a file; nothing where it died."""
    if not _COPIES:
        return reader.communicate(content)[0]
    assert reader.stdin is not None
    assert reader.stdout is not None
    with contextlib.suppress(OSError):
        reader.stdin.write(len(content).to_bytes(workbook_process.LENGTH) + content)
        reader.stdin.flush()
        length = reader.stdout.read(workbook_process.LENGTH)
        return reader.stdout.read(int.from_bytes(length))
    return b""


#: Readers that wait for the next file. They end by themselves when this process does.
_kept: list[subprocess.Popen[bytes]] = []


@atexit.register
def _end_kept() -> None:
    while _kept:
        _end(_kept.pop())


def _end(reader: subprocess.Popen[bytes]) -> None:
    reader.kill()
    with contextlib.suppress(OSError):  # of what was not yet given
        reader.__exit__(None, None, None)


def _watch(process: subprocess.Popen[bytes], ended: threading.Event) -> None:
    """End a process that takes too long or too much, and the copy that reads for it."""
    until = time.monotonic() + MOST_SECONDS
    while not ended.wait(_EVERY_S):
        with contextlib.suppress(psutil.Error):  # it has ended
            kept = psutil.Process(process.pid)
            copies = kept.children() if _COPIES else []
            if (
                time.monotonic() > until
                or any(_takes_room(each) for each in (kept, *copies))
                # The one that is kept has worked for earlier files as well.
                or any(_takes_time(each) for each in (copies if _COPIES else [kept]))
            ):
                process.kill()
                for each in copies:
                    each.kill()
                return


# The only limits where the system sets none.


def _takes_room(process: psutil.Process) -> bool:
    return bool(process.memory_info().rss > workbook_process.MOST_MEMORY)


def _takes_time(process: psutil.Process) -> bool:
    times = process.cpu_times()
    return bool(times.user + times.system > workbook_process.MOST_CPU_S + 1)
