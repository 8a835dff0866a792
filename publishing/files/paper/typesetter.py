"""The process that typesets, seen from the application: started late, kept warm, ended when idle.

One for each process of the application. Typesetting takes a tenth of a second of work that holds
the interpreter up, and memory that need not be given back; in a process of its own it does neither
to the pages.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

import psutil

from ntt_data import log
from publishing.files.paper import typesetting_process
from publishing.files.paper.typesetting_process import read, unpacked, write

FileKind = Literal["pdf", "png", "svg"]

_PROCESS = Path(typesetting_process.__file__)
_START = "import runpy, sys; runpy.run_path(sys.argv[1])['main']()"
#: Of one job; a briefing takes a tenth of a second when nothing else is done on the machine.
MOST_SECONDS = 30.0
#: After so long without a job the process is ended: its memory is worth more than its warmth.
IDLE_SECONDS = 300.0
#: A process that holds more than this by itself (what it shares with others does not count) is
#: ended after its job, and the next job begins a new one: Typst keeps what it has laid out.
MOST_MEMORY = 150 * 2**20
_EVERY_S = 0.05


class TypesettingError(RuntimeError):
    """Nothing was typeset; the text says why, for the log and for whoever mends it."""


class Cancelled(Exception):  # noqa: N818 - no error: somebody wished it
    """The job was given up before it was done."""


class Typesetter:
    """A process that typesets one job after the other, for any number of threads.

    Jobs are taken in the order in which they came. A job is given up by setting its ``cancelled``:
    one that waits is never begun; one that is under way takes the process along, and the next job
    gets a new one. A process that dies by itself or is killed by somebody costs the job under way a
    second attempt, and no other job anything. Nothing is written to a disk, so nothing is left.
    """

    def __init__(
        self, most_seconds: float = MOST_SECONDS, idle_seconds: float = IDLE_SECONDS
    ) -> None:
        self._most_seconds = most_seconds
        self._idle_seconds = idle_seconds
        self._turn = threading.Condition()
        self._waiting: list[object] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._idle: threading.Timer | None = None

    @property
    def pid(self) -> int | None:
        """The process that is there now, if any."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def typeset(
        self,
        kind: FileKind,
        document: Mapping[str, Any],
        ppi: float = 144,
        cancelled: threading.Event | None = None,
    ) -> list[bytes]:
        """The files of a document: one PDF, or a PNG or SVG for each page.

        Blocks until it is this job's turn and it is done: not for an event loop's own thread.

        Parameters
        ----------
        document
            What ``publishing.files.paper.document`` makes: plain JSON.
        ppi
            Pixels of a PNG per inch.
        cancelled
            Set by another thread, it gives the job up.

        Raises
        ------
        Cancelled
            It was given up.
        TypesettingError
            It cannot be typeset, took too long, or the process died twice over it.
        """
        job = json.dumps({"kind": kind, "ppi": ppi, "document": document}).encode()
        cancelled = cancelled or threading.Event()
        self._wait_for_turn(cancelled)
        try:
            return self._typeset(job, cancelled)
        finally:
            self._next_turn()

    def close(self) -> None:
        """End the process, after the job that is under way."""
        self._wait_for_turn(threading.Event())
        try:
            self._end()
        finally:
            self._next_turn()

    def _wait_for_turn(self, cancelled: threading.Event) -> None:
        me = object()
        with self._turn:
            self._waiting.append(me)
            while self._waiting[0] is not me:
                if cancelled.is_set():
                    self._waiting.remove(me)
                    raise Cancelled
                self._turn.wait(_EVERY_S)
            if cancelled.is_set():
                self._next_turn()
                raise Cancelled
            if self._idle is not None:
                self._idle.cancel()
                self._idle = None

    def _next_turn(self) -> None:
        with self._turn:
            del self._waiting[0]
            if self._process is not None and not self._waiting:
                self._idle = threading.Timer(self._idle_seconds, self._end_if_idle)
                self._idle.daemon = True
                self._idle.start()
            self._turn.notify_all()

    def _end_if_idle(self) -> None:
        with self._turn:
            if not self._waiting:
                self._end()

    def _typeset(self, job: bytes, cancelled: threading.Event) -> list[bytes]:
        for attempt in (1, 2):
            begun = time.monotonic()
            answer = self._ask(job, cancelled)
            if answer is not None:
                break
            self._end()
            if cancelled.is_set():
                raise Cancelled
            if time.monotonic() - begun >= self._most_seconds:
                log.event("typesetting_stopped", seconds=self._most_seconds)
                raise TypesettingError(f"it took longer than {self._most_seconds:g} s")
            log.event("typesetter_died", attempt=attempt)
        else:
            raise TypesettingError("the process that typesets died twice over it")
        self._end_if_large()
        try:
            return unpacked(answer)
        except ValueError as error:
            log.event("typesetting_failed", reason=str(error))
            raise TypesettingError(str(error)) from None

    def _ask(self, job: bytes, cancelled: threading.Event) -> bytes | None:
        """What the process answers; ``None`` where it died over it or was killed."""
        process = self._running()
        ended = threading.Event()
        watch = threading.Thread(target=self._watch, args=(process, cancelled, ended), daemon=True)
        watch.start()
        try:
            write(cast(BinaryIO, process.stdin), job)
            return read(cast(BinaryIO, process.stdout))
        except OSError:
            return None  # its end of the pipe is gone
        finally:
            ended.set()
            watch.join()

    def _watch(
        self, process: subprocess.Popen[bytes], cancelled: threading.Event, ended: threading.Event
    ) -> None:
        until = time.monotonic() + self._most_seconds
        while not ended.wait(_EVERY_S):
            if cancelled.is_set() or time.monotonic() > until:
                process.kill()
                return

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            # -I: nothing of the environment and no file beside the script is taken for a library.
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _START, str(_PROCESS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end_if_large(self) -> None:
        with suppress(psutil.Error):  # it has ended
            pid = self.pid
            if pid is not None and psutil.Process(pid).memory_full_info().uss > MOST_MEMORY:
                self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()  # it holds nothing that would be lost
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not yet sent need not be
                cast(BinaryIO, pipe).close()
        process.wait()


@cache
def typesetter() -> Typesetter:
    """The one of this process of the application."""
    made = Typesetter()
    atexit.register(made.close)
    return made
