"""The database when the disk is full or read-only, the process dies, or the clock goes back."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ntt_data.store import StoreError
from ntt_data.store import scenarios as scenarios_module
from ntt_data.store.database import close_database, open_database
from ntt_data.store.scenarios import ScenarioStore
from ntt_data.store.sqlite_build import sqlite3
from tests.support.installed import missing
from tests.support.serving import ROOT

DOCUMENT = {"version": 1, "name": "Kering", "commodity": "rice", "year": 2022}
LARGE = {**DOCUMENT, "description": "x" * 50_000}
#: Saves without end and says each id only after the store has answered.
WRITER = """
import sys
from ntt_data.store import scenario_store
store = scenario_store()
document = {"version": 1, "name": "Kering", "commodity": "rice", "year": 2022}
document["description"] = "x" * 20_000
while True:
    print(store.create(document).link_id, flush=True)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of 800 KB, of which an empty database and its log take 620."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        missing("no disk can be mounted here (that needs root)")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _store(folder: Path) -> ScenarioStore:
    return ScenarioStore(open_database(f"sqlite:///{(folder / 'ntt.db').as_posix()}"))


def _is_whole(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _fill(store: ScenarioStore) -> tuple[list[str], StoreError]:
    """Save until it is refused; ids of what was said to be saved, and the refusal."""
    saved: list[str] = []
    for _ in range(200):
        try:
            saved.append(store.create(LARGE).link_id)
        except StoreError as error:
            return saved, error
    raise AssertionError("the disk was never full")


def test_a_full_disk_refuses_and_keeps_what_was_saved(small_disk: Path) -> None:
    store = _store(small_disk)
    saved, refused = _fill(store)
    assert refused.code == "unavailable"
    assert "full" in str(refused) or "disk" in str(refused)
    assert saved
    assert {found.link_id for found in store.list()} == set(saved)
    assert store.load(saved[0]).document == LARGE
    assert _is_whole(small_disk / "ntt.db")


def test_a_disk_that_was_cleared_is_used_again(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 200_000)
    store = _store(small_disk)
    _fill(store)
    ballast.unlink()
    assert store.create(DOCUMENT).revision == 1


def test_a_read_only_disk_is_told(small_disk: Path) -> None:
    engine = open_database(f"sqlite:///{(small_disk / 'ntt.db').as_posix()}")
    link_id = ScenarioStore(engine).create(DOCUMENT).link_id
    close_database(engine)  # a disk with open files cannot be made read-only
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StoreError) as refused:
        _store(small_disk).create(DOCUMENT)
    assert refused.value.code == "not_writable"
    assert str(small_disk) in str(refused.value)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert _store(small_disk).load(link_id).name == "Kering"


def test_a_limit_on_the_size_of_files(tmp_path: Path) -> None:
    """As a quota does: the process gets an error instead of an end."""
    program = WRITER.replace("while True:", "for _ in range(500):")
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "NTT_DATABASE_URL": f"sqlite:///{tmp_path / 'ntt.db'}"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "StoreError: the database cannot be used" in done.stderr
    saved = done.stdout.split()
    assert saved
    assert _is_whole(tmp_path / "ntt.db")
    assert {found.link_id for found in _store(tmp_path).list()} == set(saved)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_process_killed_while_saving_loses_nothing_it_had_promised(
    tmp_path: Path, seed: int
) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER],
        cwd=ROOT,
        env={**os.environ, "NTT_DATABASE_URL": f"sqlite:///{tmp_path / 'ntt.db'}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    first = writer.stdout.readline().strip()
    time.sleep(random.Random(seed).uniform(0.05, 0.6))
    writer.send_signal(signal.SIGKILL)
    promised = {first, *writer.stdout.read().split()}
    writer.wait()
    assert len(promised) > 1
    assert _is_whole(tmp_path / "ntt.db")
    store = _store(tmp_path)
    kept = {found.link_id for found in store.list(most=100_000)}
    # The last one may be in the database although the process died before it could say so.
    assert promised <= kept
    assert len(kept - promised) <= 1
    assert store.create(DOCUMENT).revision == 1, "no lock outlives its process"


def _clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def set_to(when: datetime) -> None:
        monkeypatch.setattr(scenarios_module, "_now", lambda: when)

    return set_to


@pytest.mark.parametrize(
    "jump", [timedelta(days=-9000), timedelta(hours=-1), timedelta(days=30000)]
)
def test_a_clock_that_jumps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: timedelta
) -> None:
    """Who saved last is told by revisions, never by the clock."""
    set_clock, begun = _clock(monkeypatch), datetime(2026, 1, 31, 9, 0)
    store = _store(tmp_path)
    set_clock(begun)
    first, other = store.create(DOCUMENT), store.create({**DOCUMENT, "name": "Lain"})
    set_clock(begun + jump)
    second = store.save(first.link_id, {**DOCUMENT, "name": "Basah"}, first.revision)
    assert (second.revision, second.name) == (2, "Basah")
    with pytest.raises(StoreError) as stale:
        store.save(first.link_id, DOCUMENT, first.revision)
    assert stale.value.code == "changed_elsewhere"
    assert {found.link_id for found in store.list()} == {first.link_id, other.link_id}
    store.archive(first.link_id)
    set_clock(begun)
    assert store.restore(first.link_id).archived_at is None
    assert store.load(first.link_id).created_at == begun
