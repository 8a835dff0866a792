"""A process beside this one that answers one job after the other: started late, ended when idle.

What holds the interpreter up, or takes memory that need not be given back, is done there and felt
by nobody who reads a page. A job is given up by ending the process, which no thread allows.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, cast

import psutil

from ntt_data import log
from publishing.files.paper.typesetting_process import read, write

_EVERY_S = 0.05


class Cancelled(Exception):  # noqa: N818 - no error: somebody wished it
    """The job was given up before it was done."""


class DiedError(RuntimeError):
    """The process ended, or was killed, while it was at work on the job."""


class TooLongError(RuntimeError):
    """The job took longer than one may, and the process was ended for it."""


@dataclass(frozen=True)
class Bounds:
    """What a process may take.

    ``memory``: one that holds more by itself (what it shares with others does not count) is ended
    after its job. ``idle_seconds``: after so long without a job it is ended.
    """

    most_seconds: float
    idle_seconds: float
    memory: int


class SideProcess:
    """A process that answers one job after the other, for any number of threads.

    Jobs are taken in the order in which they came. A job is given up by setting its ``cancelled``:
    one that waits is never begun; one that is under way is told to stop if there is a word for it,
    and takes the process along if that does not help; the next job gets a new one.

    Parameters
    ----------
    name
        What the log calls it.
    command
        How it is started, asked at each start.
    environment
        What it is started with; where that is another than it was, a new one is begun. Without
        it, the process has that of this one.
    patience_seconds
        For which one that was told to stop may take to do so.
    quiet
        Whether what it writes to its standard error is thrown away.
    """

    def __init__(
        self,
        name: str,
        command: Callable[[], Sequence[str]],
        bounds: Bounds,
        *,
        environment: Callable[[], Mapping[str, str]] | None = None,
        patience_seconds: float = 0.0,
        quiet: bool = False,
    ) -> None:
        self._name = name
        self._command = command
        self._bounds = bounds
        self._environment = environment
        self._patience_seconds = patience_seconds
        self._quiet = quiet
        self._turn = threading.Condition()
        self._sending = threading.Lock()
        self._waiting: list[object] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._begun_with: Mapping[str, str] | None = None
        self._idle: threading.Timer | None = None
        self._over = False

    @property
    def pid(self) -> int | None:
        """The process that is there now, if any."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def ask(
        self,
        job: bytes,
        cancelled: threading.Event | None = None,
        *,
        stop: bytes | None = None,
        attempts: int = 1,
    ) -> bytes:
        """What the process answers.

        Blocks until it is this job's turn and it is done: not for an event loop's own thread.

        Parameters
        ----------
        cancelled
            Set by another thread, it gives the job up.
        stop
            What tells the process to stop this very job; without it the process is ended.
        attempts
            How often a job is tried over which the process dies.

        Raises
        ------
        Cancelled, TooLongError, DiedError
        """
        cancelled = cancelled or threading.Event()
        self._wait_for_turn(cancelled)
        try:
            for attempt in range(1, attempts + 1):
                if self._over:
                    break  # no new one is begun while the program ends
                begun = time.monotonic()
                answer = self._answer(job, cancelled, stop)
                if answer is not None:
                    self._end_if_large()
                    return answer
                self._end()
                if cancelled.is_set():
                    raise Cancelled
                if time.monotonic() - begun >= self._bounds.most_seconds:
                    raise TooLongError(f"it took longer than {self._bounds.most_seconds:g} s")
                log.event("process_died", process=self._name, attempt=attempt)
            raise DiedError(f"the process died over it, attempts: {attempts}")
        finally:
            self._next_turn()

    def close(self) -> None:
        """End the process, after the job that is under way."""
        self._wait_for_turn(threading.Event())
        try:
            self._end()
        finally:
            self._next_turn()

    def kill(self) -> None:
        """End the process at once, for the end of the program: a job under way fails, and so do
        those that wait.
        """
        self._over = True
        process = self._process
        if process is not None:
            process.kill()

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
                self._idle = threading.Timer(self._bounds.idle_seconds, self._end_if_idle)
                self._idle.daemon = True
                self._idle.start()
            self._turn.notify_all()

    def _end_if_idle(self) -> None:
        with self._turn:
            if not self._waiting:
                self._end()

    def _answer(self, job: bytes, cancelled: threading.Event, stop: bytes | None) -> bytes | None:
        """What the process answers; ``None`` where it died over it or was killed."""
        process = self._running()
        ended = threading.Event()
        watch = threading.Thread(
            target=self._watch, args=(process, cancelled, stop, ended), daemon=True
        )
        watch.start()
        try:
            self._send(process, job)
            return read(cast(BinaryIO, process.stdout))
        except OSError:
            return None  # its end of the pipe is gone
        finally:
            ended.set()
            watch.join()

    def _send(self, process: subprocess.Popen[bytes], message: bytes) -> None:
        with self._sending:
            write(cast(BinaryIO, process.stdin), message)

    def _watch(
        self,
        process: subprocess.Popen[bytes],
        cancelled: threading.Event,
        stop: bytes | None,
        ended: threading.Event,
    ) -> None:
        until = time.monotonic() + self._bounds.most_seconds
        told = False
        while not ended.wait(_EVERY_S):
            if cancelled.is_set() and not told:
                told = True
                until = min(until, time.monotonic() + self._patience_seconds)
                if stop is None:
                    until = 0.0
                else:
                    with suppress(OSError):  # it has ended
                        self._send(process, stop)
            if time.monotonic() > until:
                process.kill()
                return

    def _running(self) -> subprocess.Popen[bytes]:
        environment = self._environment() if self._environment is not None else None
        process = self._process
        if process is None or process.poll() is not None or environment != self._begun_with:
            self._end()
            # Never a fork of this process, whose threads and locks it would have half of.
            process = subprocess.Popen(
                self._command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL if self._quiet else None,
                env=environment,
            )
            self._process, self._begun_with = process, environment
        return process

    def _end_if_large(self) -> None:
        with suppress(psutil.Error):  # it has ended
            pid = self.pid
            if pid is not None and psutil.Process(pid).memory_full_info().uss > self._bounds.memory:
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
