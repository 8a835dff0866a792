"""A process beside this one: given up, killed, idle, too large, with other settings."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from publishing.files.paper import typesetting_process
from publishing.files.paper.side_process import (
    Bounds,
    Cancelled,
    DiedError,
    SideProcess,
    TooLongError,
)
from tests.support.patience import PATIENCE_S

#: Answers with its own number and a setting; sleeps, dies and stops as it is told.
_SCRIPT = f"""
import os, runpy, sys, threading, time
framed = runpy.run_path({Path(typesetting_process.__file__).as_posix()!r})
stopped = threading.Event()
jobs = []
def listen():
    while (job := framed["read"](sys.stdin.buffer)) is not None:
        stopped.set() if job == b"stop" else jobs.append(job)
    os._exit(0)
threading.Thread(target=listen, daemon=True).start()
while True:
    if not jobs:
        time.sleep(0.002)
        continue
    job = jobs.pop()
    if job == b"sleep":
        stopped.wait(30)
    if job == b"deaf":
        time.sleep(30)
    if job == b"die":
        os._exit(3)
    told = f"{{os.getpid()}} {{os.environ.get('NTT_SETTING', '')}}"
    framed["write"](sys.stdout.buffer, told.encode())
"""
_BOUNDS = Bounds(most_seconds=20.0, idle_seconds=60.0, memory=2**40)


def _process(bounds: Bounds = _BOUNDS, patience: float = 5.0) -> SideProcess:
    return SideProcess(
        "test",
        lambda: [sys.executable, "-I", "-c", _SCRIPT],
        bounds,
        environment=lambda: dict(os.environ),
        patience_seconds=patience,
    )


@pytest.fixture
def process() -> Iterator[SideProcess]:
    made = _process()
    yield made
    made.close()


def _until(true: object) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.005)


def _pid(answer: bytes) -> int:
    return int(answer.split()[0])


def test_it_is_kept_and_takes_one_job_after_the_other(process: SideProcess) -> None:
    assert process.pid is None, "it begins late"
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(process.ask, [b"job"] * 20))) == 1


def test_killed_while_idle_costs_nobody_anything(process: SideProcess) -> None:
    before = _pid(process.ask(b"job"))
    os.kill(before, signal.SIGKILL)
    assert _pid(process.ask(b"job", attempts=2)) != before


def test_what_dies_over_it_is_an_error_after_so_many_attempts(process: SideProcess) -> None:
    for attempts in (1, 2):
        with pytest.raises(DiedError, match=f"attempts: {attempts}"):
            process.ask(b"die", attempts=attempts)
    assert process.ask(b"job")


def test_told_to_stop_it_does_and_stays(process: SideProcess) -> None:
    before, cancelled = _pid(process.ask(b"job")), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(process.ask, b"sleep", cancelled, stop=b"stop")
        time.sleep(0.05)
        cancelled.set()
        assert _pid(asked.result(20)) == before, "what it answers is its own affair"
    assert process.pid == before


@pytest.mark.parametrize("stop", [b"stop", None])
def test_what_does_not_stop_is_ended(stop: bytes | None) -> None:
    process, cancelled = _process(patience=0.1), threading.Event()
    before = _pid(process.ask(b"job"))
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(process.ask, b"deaf", cancelled, stop=stop, attempts=2)
        time.sleep(0.05)
        cancelled.set()
        with pytest.raises(Cancelled):
            asked.result(20)
    assert not psutil.pid_exists(before)
    process.close()


def test_what_takes_too_long_is_ended() -> None:
    process = _process(replace(_BOUNDS, most_seconds=0.5))
    with pytest.raises(TooLongError):
        process.ask(b"deaf", attempts=2)
    assert process.pid is None


def test_one_that_is_too_large_is_ended_after_its_job() -> None:
    process = _process(replace(_BOUNDS, memory=1))
    before = _pid(process.ask(b"job"))
    assert process.pid is None
    assert not psutil.pid_exists(before)


def test_idle_it_ends() -> None:
    process = _process(replace(_BOUNDS, idle_seconds=0.1))
    process.ask(b"job")
    _until(lambda: process.pid is None)


def test_with_other_settings_it_begins_anew(
    process: SideProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _pid(process.ask(b"job"))
    assert _pid(process.ask(b"job")) == before
    monkeypatch.setenv("NTT_SETTING", "another")
    pid, setting = process.ask(b"job").split()
    assert (int(pid), setting) != (before, b"")
    assert setting == b"another"
    assert not psutil.pid_exists(before)


@pytest.mark.parametrize("attempts", [1, 2])
def test_killed_for_the_end_of_the_program_it_waits_for_nothing(
    process: SideProcess, attempts: int
) -> None:
    process.ask(b"job")
    with ThreadPoolExecutor(2) as pool:
        asked = pool.submit(process.ask, b"deaf", attempts=attempts)
        time.sleep(0.05)
        waiting = pool.submit(process.ask, b"job", attempts=attempts)
        process.kill()
        for each in (asked, waiting):
            with pytest.raises(DiedError):
                each.result(20)
    assert process.pid is None, "no new one was begun"


def test_it_ends_when_whoever_began_it_is_killed() -> None:
    """Its input ends with the one who wrote it, whatever ended that."""
    code = (
        "import sys, threading\n"
        "from publishing.files.paper.side_process import Bounds, SideProcess\n"
        f"script = {json.dumps(_SCRIPT)}\n"
        "process = SideProcess('test', lambda: [sys.executable, '-I', '-c', script], "
        "Bounds(60, 60, 2**40))\n"
        "print(process.ask(b'job').split()[0].decode(), flush=True)\n"
        "process.ask(b'deaf')\n"
    )
    outer = psutil.Popen([sys.executable, "-c", code], stdout=-1)
    with outer:
        inner = psutil.Process(int(outer.stdout.readline()))
        outer.kill()
    with suppress(psutil.NoSuchProcess):
        inner.wait(10)
    assert not inner.is_running()
