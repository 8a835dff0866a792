"""The processes that make the files of a pack, seen from whoever wants one.

Each answers one job after the other. Files of one subject go to one process, which then gathers
their figures once; who is done first takes the next subject.
"""

from __future__ import annotations

import errno
import json
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from ntt_data import log
from ntt_data.editions import Edition
from publishing.files.paper import Cancelled
from services import beside
from services.pack.contents import Entry

_PROCESS = "services.pack.worker"
_EVERY_S = 0.1
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}

Done = Callable[[Entry], None]


class PackError(RuntimeError):
    """No pack was made; the text is for the log.

    Attributes
    ----------
    code : {'failed', 'disk_full', 'not_writable'}
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def of_os_error(error: OSError) -> PackError:
    """What a failure to write means."""
    return PackError("disk_full" if error.errno in _FULL else "not_writable", str(error))


@dataclass(frozen=True)
class Job:
    """An entry and where its file goes."""

    entry: Entry
    target: Path


class Workers:
    """Processes that live for one pack."""

    def __init__(self, edition: Edition, count: int = 2) -> None:
        self._edition = edition
        self._count = count
        self._processes: list[subprocess.Popen[bytes]] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._failed: list[PackError] = []

    def make(self, groups: Sequence[Sequence[Job]], done: Done, cancelled: threading.Event) -> None:
        """Make all files; ``done`` is told of each, one at a time.

        Raises ``Cancelled`` and ``PackError``; either way no process is left.
        """
        waiting = deque(groups)
        threads = [
            threading.Thread(target=self._work, args=(waiting, done, cancelled), daemon=True)
            for _number in range(min(self._count, len(groups)))
        ]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                while thread.is_alive() and not cancelled.is_set() and not self._failed:
                    thread.join(_EVERY_S)
        finally:
            ended = self._end()
            for thread in threads:
                thread.join()
            _close(ended)  # now that nobody reads them
        if cancelled.is_set():
            raise Cancelled
        if self._failed:
            raise self._failed[0]

    def _work(self, waiting: deque[Sequence[Job]], done: Done, cancelled: threading.Event) -> None:
        process: subprocess.Popen[bytes] | None = None
        while not self._stopped.is_set():
            try:
                group = waiting.popleft()
            except IndexError:
                break
            for job in group:
                if cancelled.is_set():
                    return
                answer = None
                # A process that dies by itself or is killed by somebody costs a second attempt.
                for _attempt in (1, 2):
                    process = process or self._started()
                    answer = self._asked(process, job) if process else None
                    if answer is not None or self._stopped.is_set():
                        break
                    log.event("pack_worker_died", piece=job.entry.piece)
                    process = _given_up(process)
                if self._stopped.is_set():
                    return
                failed = failure(job, answer)
                with self._lock:
                    if failed is not None:
                        self._failed.append(failed)
                        return
                    done(job.entry)

    def _started(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopped.is_set():
                return None
            process = subprocess.Popen(
                beside.command(_PROCESS),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=beside.environment(),
            )
            self._processes.append(process)
            return process

    def _asked(self, process: subprocess.Popen[bytes], job: Job) -> Mapping[str, Any] | None:
        """What the process answers; ``None`` where it died over it."""
        assert process.stdin is not None
        assert process.stdout is not None
        said = {
            "edition": list(self._edition),
            "piece": job.entry.piece,
            "key": job.entry.key,
            "language": job.entry.language,
            "host": job.entry.host,
            "target": str(job.target),
        }
        try:
            process.stdin.write(json.dumps(said).encode() + b"\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except (OSError, ValueError):
            return None
        return json.loads(answer) if answer.endswith(b"\n") else None

    def _end(self) -> list[subprocess.Popen[bytes]]:
        with self._lock:
            self._stopped.set()
            processes, self._processes = self._processes, []
        for process in processes:
            _kill_all(process)
        return processes


def failure(job: Job, answer: Mapping[str, Any] | None) -> PackError | None:
    """What an answer of a process says is wrong, if anything; no answer is wrong, too."""
    if answer is None:
        return PackError("failed", f"{job.entry.path}: the process died twice over it")
    if "failed" not in answer:
        return None
    reason = f"{job.entry.path}: {answer['failed']}"
    if "errno" in answer:
        return PackError(of_os_error(OSError(answer["errno"], reason)).code, reason)
    return PackError("failed", reason)


def _given_up(process: subprocess.Popen[bytes] | None) -> subprocess.Popen[bytes] | None:
    """No process: one that answers no more is over, though the system may not know it yet."""
    if process is not None:
        _kill_all(process)
        _close([process])
    return None


def _close(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    """End a process with the one that typesets for it: neither holds anything that is lost."""
    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.Error:
        family = []
    process.kill()
    for each in family:
        with suppress(psutil.Error):
            each.kill()
    psutil.wait_procs(family, timeout=5)
    process.wait()
