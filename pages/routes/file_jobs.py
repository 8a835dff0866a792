"""Files that are being made for browsers: each once, a few at a time, and none for nobody.

The work is done in a process beside this one (``services/making``), for which a thread waits; here
is who waits for what. Everything in it runs in the event loop.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from threading import Event
from typing import Generic, TypeVar

from anyio import to_thread

Made = TypeVar("Made")

#: Different files that may be asked for at a time: of all, and of one neighbourhood, which may be a
#: whole hall with a file for each of its offices. Whoever comes on top is told when to come again.
MOST = 60
OF_ONE_PLACE = 44
#: Made at a time: there is one process that makes them.
AT_A_TIME = 1


class BusyError(Exception):
    """So many files are being made that another one would have to wait too long."""


@dataclass
class _Job(Generic[Made]):
    task: asyncio.Task[Made]
    stop: Event
    waiting: int = 0
    begun: bool = False


class FileJobs(Generic[Made]):
    """Who waits for which file.

    Two who ask for the same file wait for one job. It is given up when the last of them is gone:
    one that waits for its turn is never begun, one under way is told to stop.
    """

    def __init__(self) -> None:
        self._jobs: dict[Hashable, _Job[Made]] = {}
        self._of_place: Counter[str] = Counter()
        self._room = asyncio.Semaphore(AT_A_TIME)

    def __len__(self) -> int:
        return len(self._jobs)

    async def made(self, what: Hashable, place: str, make: Callable[[Event], Made]) -> Made:
        """What ``make`` makes of ``what``, in a thread; it is told by the event to stop.

        Raises ``BusyError``, and whatever ``make`` raises. Cancelled, it does not wait any more.
        """
        job = self._jobs.get(what)
        if job is None:
            job = self._begin(what, place, make)
        job.waiting += 1
        try:
            # Others may wait for the same: it is not this one's to cancel.
            return await asyncio.shield(job.task)
        finally:
            job.waiting -= 1
            if not job.waiting and not job.task.done():
                self._give_up(what, job)

    def _begin(self, what: Hashable, place: str, make: Callable[[Event], Made]) -> _Job[Made]:
        if len(self._jobs) >= MOST or self._of_place[place] >= OF_ONE_PLACE:
            raise BusyError
        stop = Event()

        async def run() -> Made:
            async with self._room:
                job.begun = True
                return await to_thread.run_sync(make, stop)

        job = _Job(asyncio.ensure_future(run()), stop)
        self._jobs[what] = job
        self._of_place[place] += 1
        job.task.add_done_callback(lambda task: self._ended(what, place, job, task))
        return job

    def _give_up(self, what: Hashable, job: _Job[Made]) -> None:
        # Whoever asks for it from now on gets a job that is not about to stop.
        if self._jobs.get(what) is job:
            del self._jobs[what]
        job.stop.set()
        if not job.begun:
            job.task.cancel()  # a thread ends by itself, and holds its place until then

    def _ended(self, what: Hashable, place: str, job: _Job[Made], task: asyncio.Task[Made]) -> None:
        if self._jobs.get(what) is job:
            del self._jobs[what]
        self._of_place[place] -= 1
        if not self._of_place[place]:
            del self._of_place[place]
        if not task.cancelled():
            task.exception()  # looked at, so that a job given up does not go into the log


async def unless_gone(job: Awaitable[Made], gone: Awaitable[object]) -> Made | None:
    """What the job gives; None, and the job cancelled, when the one who asked is gone before."""
    working, leaving = asyncio.ensure_future(job), asyncio.ensure_future(gone)
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return await working if working.done() else None
    finally:
        for each in (working, leaving):
            each.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)
