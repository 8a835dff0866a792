"""Packs that people have asked for on a page: each made once, one after the other.

Whoever asks for the same pack waits for the same job. It is given up when somebody does not want
it any more and nobody else is looking; a pack that is done lies on the disk
(``services/pack/kept.py``) and needs no job.
"""

from __future__ import annotations

import atexit
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Literal

from ntt_data import log
from publishing.files.paper import Cancelled
from services.pack.build import Progress, build
from services.pack.contents import Contents
from services.pack.kept import Kept
from services.pack.workers import PackError, of_os_error

State = Literal["waiting", "making", "done", "failed", "given_up"]
#: Somebody who has not looked for so long is not there any more: a page looks every second.
LOOKS_S = 4.0
#: Jobs that are over and still known, to be told what became of them.
_KNOWN = 20
_PATIENCE_S = 10.0


@dataclass
class Job:
    """A pack that was asked for; only the thread that makes it changes its state."""

    asked: Contents
    state: State = "waiting"
    progress: Progress = field(default_factory=lambda: Progress(0, 0))
    begun: float = 0.0
    fault: str = ""
    cancelled: Event = field(default_factory=Event)
    looking: dict[str, float] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "failed", "given_up")

    def others(self, who: str) -> int:
        """How many besides this one are looking now."""
        since = time.monotonic() - LOOKS_S
        return sum(each != who and at > since for each, at in list(self.looking.items()))


class Packs:
    """The jobs of one process of the application."""

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept = kept or Kept()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._changed = Condition()
        self._thread: Thread | None = None

    def ready(self, asked: Contents) -> Path | None:
        """The pack, if it is there already."""
        path = self.kept.pack(asked.mark)
        return path if self.kept.has(path) else None

    def job(self, asked: Contents, who: str = "") -> Job | None:
        """The job of this pack, if somebody has asked for it; ``who`` is looking now."""
        return self.by_mark(asked.mark, who)

    def by_mark(self, mark: str, who: str = "") -> Job | None:
        """The same by ``Contents.mark``."""
        job = self._jobs.get(mark)
        if job is not None and who:
            job.looking[who] = time.monotonic()
        return job

    def before(self, job: Job) -> int:
        """How many packs are made before this one."""
        with self._changed:
            ahead = [each for each in self._jobs.values() if not each.is_over]
        return ahead.index(job) if job in ahead else 0

    def start(self, asked: Contents, who: str) -> Job:
        """Ask for a pack; the job that is there already, unless it has failed or was given up."""
        with self._changed:
            job = self._jobs.get(asked.mark)
            if job is None or job.is_over or job.cancelled.is_set():
                job = Job(asked)
                self._jobs[asked.mark] = job
                self._jobs.move_to_end(asked.mark)
                over = [mark for mark, each in self._jobs.items() if each.is_over]
                for mark in over[:-_KNOWN]:
                    del self._jobs[mark]
            job.looking[who] = time.monotonic()
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="packs", daemon=True)
                self._thread.start()
            return job

    def give_up(self, job: Job, who: str) -> bool:
        """Somebody does not want it any more; False where it goes on because others do."""
        job.looking.pop(who, None)
        if job.others(who):
            return False
        job.cancelled.set()
        return True

    def close(self) -> None:
        """Give everything up, as at the end of the process; no process is left."""
        with self._changed:
            for job in self._jobs.values():
                job.cancelled.set()
            thread = self._thread
        if thread is not None:
            thread.join(_PATIENCE_S)

    def _next(self) -> Job | None:
        with self._changed:
            job = next((each for each in self._jobs.values() if each.state == "waiting"), None)
            if job is None:
                self._thread = None  # whoever asks from now on begins another one
            return job

    def _work(self) -> None:
        while (job := self._next()) is not None:
            self._make(job)

    def _make(self, job: Job) -> None:
        def told(progress: Progress) -> None:
            if job.state == "waiting" and progress.total:
                job.begun, job.state = time.monotonic(), "making"
            job.progress = progress

        try:
            build(job.asked, self.kept, told, job.cancelled)
            job.state = "done"
        except Cancelled:
            job.state = "given_up"
        except OSError as error:
            self._failed(job, of_os_error(error))
        except PackError as error:
            self._failed(job, error)
        except Exception as error:  # the thread goes on with the next one
            self._failed(job, PackError("failed", f"{type(error).__name__}: {error}"))

    def _failed(self, job: Job, error: PackError) -> None:
        log.event("pack_not_made", code=error.code, reason=error)
        job.fault, job.state = error.code, "failed"


@cache  # what is made does not depend on an edition: each job says its own
def packs() -> Packs:
    """Those of this process of the application."""
    made = Packs()
    atexit.register(made.close)
    return made
