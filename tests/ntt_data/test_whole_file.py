"""What was said to be saved is in the database's one file, whatever becomes of its log."""

from __future__ import annotations

import logging
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

import ntt_data.store as store_package
from ntt_data import log
from ntt_data.store import scenario_store, whole_file
from ntt_data.store.database import close_database, open_database
from ntt_data.store.scenarios import ScenarioStore
from ntt_data.store.sqlite_build import sqlite3

DOCUMENT = {"version": 1, "name": "El Niño", "description": "Kering", "commodity": "rice"}


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{(tmp_path / 'ntt.db').as_posix()}")


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of what is logged."""
    told: list[str] = []

    def event(name: str, at: int = logging.INFO, **_fields: object) -> None:
        told.append(name)

    monkeypatch.setattr(log, "event", event)
    return told


def in_the_file_alone(database: Path) -> set[str]:
    """Ids of the scenarios in a copy of this one file: what somebody takes along on a stick."""
    alone = database.parent / "stick" / "ntt.db"
    alone.parent.mkdir(exist_ok=True)
    shutil.copyfile(database, alone)
    with closing(sqlite3.connect(alone)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {link_id for (link_id,) in copy.execute("SELECT link_id FROM scenarios")}


def test_every_save_is_in_the_file_when_it_is_told(engine: Engine, tmp_path: Path) -> None:
    store, saved = ScenarioStore(engine), set()
    assert in_the_file_alone(tmp_path / "ntt.db") == set(), "the tables are there from the start"
    for _ in range(3):
        saved.add(store.create(DOCUMENT).link_id)
        assert in_the_file_alone(tmp_path / "ntt.db") == saved


def test_what_an_earlier_process_left_in_the_log_is_moved_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{(tmp_path / 'ntt.db').as_posix()}"
    monkeypatch.setattr("ntt_data.store.database.into_the_file", lambda _engine: True)
    saved = ScenarioStore(open_database(url)).create(DOCUMENT)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        in_the_file_alone(tmp_path / "ntt.db")
    monkeypatch.undo()
    open_database(url)
    assert in_the_file_alone(tmp_path / "ntt.db") == {saved.link_id}


def test_a_reader_of_an_older_state_delays_a_save_a_little_and_stops_nothing(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, events: list[str]
) -> None:
    monkeypatch.setattr(whole_file, "PATIENCE_S", 0.1)
    store = ScenarioStore(engine)
    with closing(sqlite3.connect(tmp_path / "ntt.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM scenarios").fetchone() == (0,)
        first = store.create(DOCUMENT)
        assert store.load(first.link_id) == first
        assert events == ["checkpoint_incomplete"]
        reader.execute("COMMIT")
    second = store.create(DOCUMENT)
    assert in_the_file_alone(tmp_path / "ntt.db") == {first.link_id, second.link_id}
    assert events == ["checkpoint_incomplete"], "the next save has moved both"


def test_a_checkpoint_that_fails_makes_no_save_fail(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, events: list[str]
) -> None:
    def full(*_args: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(whole_file, "_checkpoint", full)
    store = ScenarioStore(engine)
    saved = store.create(DOCUMENT)
    assert events == ["checkpoint_failed"]
    assert store.load(saved.link_id) == saved


def test_writers_wait_as_long_as_before_for_each_other(engine: Engine) -> None:
    """The checkpoint's own patience must not stay with the pool's connection."""
    ScenarioStore(engine).create(DOCUMENT)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000
        # SQLite's own checkpoints run beside writers, which it does safely from 3.51.3 on only.
        assert connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar() == 0


def test_at_the_end_there_is_one_file(engine: Engine, tmp_path: Path) -> None:
    saved = ScenarioStore(engine).create(DOCUMENT)
    assert (tmp_path / "ntt.db-wal").exists()
    close_database(engine)
    assert [path.name for path in tmp_path.iterdir()] == ["ntt.db"]
    assert in_the_file_alone(tmp_path / "ntt.db") == {saved.link_id}


def test_a_process_closes_what_it_has_opened_and_can_open_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_package.close()
    monkeypatch.setenv("NTT_DATABASE_URL", f"sqlite:///{(tmp_path / 'ntt.db').as_posix()}")
    saved = scenario_store().create(DOCUMENT)
    store_package.close()
    assert [path.name for path in tmp_path.iterdir()] == ["ntt.db"]
    assert scenario_store().load(saved.link_id) == saved
    store_package.close()
