"""Who waits for which pack: each is made once, in turn, and given up when nobody wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from ntt_data.editions import Edition
from publishing.files.paper import Cancelled
from services.pack import jobs as module
from services.pack.build import Progress
from services.pack.contents import Contents
from services.pack.jobs import Job, Packs
from services.pack.kept import Kept
from services.pack.turn import turn
from services.pack.workers import PackError

SOON_S = 10


class Making:
    """In place of ``build``: takes as long as a test wants, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go_on, self.begun = Event(), Event()
        self.error: Exception | None = None

    def __call__(
        self, asked: Contents, kept: Kept, told: Callable[[Progress], None], cancelled: Event
    ) -> Path:
        self.asked.append(asked.mark)
        told(Progress(0, 2))
        self.begun.set()
        while not self.go_on.wait(0.01):
            if cancelled.is_set():
                raise Cancelled
        if self.error is not None:
            raise self.error
        kept.prepare()
        kept.pack(asked.mark).write_bytes(b"PK")
        return kept.pack(asked.mark)


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Making:
    made = Making()
    monkeypatch.setattr(module, "build", made)
    return made


@pytest.fixture
def packs(tmp_path: Path, making: Making) -> Iterator[Packs]:
    made = Packs(Kept(tmp_path))
    yield made
    made.close()


def over(job: Job) -> str:
    waits = Event()
    for _time in range(SOON_S * 100):
        if job.is_over:
            return job.state
        waits.wait(0.01)
    raise AssertionError(job.state)


#: Nothing is made of them here: what lies in them is for test_contents.py.
FIRST = Contents(Edition("0" * 8), "5315", ("id",), ())
SECOND = replace(FIRST, regency="5301")


def test_eighty_who_ask_for_the_same_get_the_same(packs: Packs, making: Making) -> None:
    assert packs.ready(FIRST) is None
    jobs = {id(packs.start(FIRST, f"visitor {n}")) for n in range(80)}
    assert len(jobs) == 1
    making.go_on.set()
    job = packs.job(FIRST)
    assert job is not None
    assert over(job) == "done"
    assert len(making.asked) == 1
    assert packs.ready(FIRST) == packs.kept.pack(FIRST.mark)


def test_one_is_made_after_the_other(packs: Packs, making: Making) -> None:
    first, second = packs.start(FIRST, "a"), packs.start(SECOND, "b")
    assert making.begun.wait(SOON_S)
    assert (first.state, second.state) == ("making", "waiting")
    assert (packs.before(first), packs.before(second)) == (0, 1)
    assert first.progress == Progress(0, 2)
    making.go_on.set()
    assert over(second) == "done"
    assert making.asked == [FIRST.mark, SECOND.mark]


def test_it_is_given_up_when_nobody_else_looks(packs: Packs, making: Making) -> None:
    job = packs.start(FIRST, "a")
    packs.start(FIRST, "b")
    assert not packs.give_up(job, "a")
    assert not job.cancelled.is_set()
    assert packs.give_up(job, "b")
    assert over(job) == "given_up"
    # Wanted again, it begins anew.
    assert packs.start(FIRST, "a") is not job


def test_whoever_has_gone_away_does_not_count(packs: Packs, making: Making) -> None:
    job = packs.start(FIRST, "gone")
    job.looking["gone"] -= 60
    packs.job(FIRST, "here")
    assert packs.give_up(job, "here")
    assert over(job) == "given_up"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PackError("disk_full", "full"), "disk_full"),
        (OSError(28, "full"), "disk_full"),
        (ValueError("odd"), "failed"),
    ],
)
def test_a_failure_is_told_and_can_be_tried_again(
    error: Exception, code: str, packs: Packs, making: Making
) -> None:
    making.error = error
    making.go_on.set()
    job = packs.start(FIRST, "a")
    assert over(job) == "failed"
    assert job.fault == code
    making.error = None
    assert over(packs.start(FIRST, "a")) == "done"


def test_at_the_end_everything_is_given_up(packs: Packs, making: Making) -> None:
    jobs = [packs.start(each, "a") for each in (FIRST, SECOND)]
    packs.close()
    assert [over(each) for each in jobs] == ["given_up", "given_up"]


def test_what_is_over_is_forgotten_some_time(packs: Packs, making: Making) -> None:
    making.go_on.set()
    for number in range(module._KNOWN + 5):
        over(packs.start(replace(FIRST, regency=f"{number:04}"), "a"))
    assert len(packs._jobs) <= module._KNOWN + 1


def test_two_processes_take_turns(tmp_path: Path) -> None:
    waited, cancelled, done = Event(), Event(), Event()

    def other() -> None:
        with turn(tmp_path, cancelled, waited.set):
            done.set()

    with turn(tmp_path, Event(), lambda: pytest.fail("nobody else is at it")):
        thread = Thread(target=other)
        thread.start()
        assert waited.wait(SOON_S)
        assert not done.is_set()
        with pytest.raises(Cancelled), turn(tmp_path, _set(), lambda: None):
            pytest.fail("it was not its turn")
    thread.join(SOON_S)
    assert done.is_set()


def _set() -> Event:
    event = Event()
    event.set()
    return event
