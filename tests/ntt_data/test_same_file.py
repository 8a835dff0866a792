"""A database that is deleted or exchanged while it is used loses nothing that was saved."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ntt_data import log
from ntt_data.store import StoreError, same_file
from ntt_data.store.database import close_database, open_database, writing
from ntt_data.store.scenarios import ScenarioStore
from ntt_data.store.sqlite_build import sqlite3

DOCUMENT = {"version": 1, "name": "El Niño", "description": "Kering", "commodity": "rice"}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ntt.db"


def opened(database: Path) -> Engine:
    return open_database(f"sqlite:///{database.as_posix()}")


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of what is logged."""
    told: list[str] = []

    def event(name: str, at: int = logging.INFO, **_fields: object) -> None:
        told.append(name)

    monkeypatch.setattr(log, "event", event)
    return told


def in_file(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {link_id for (link_id,) in copy.execute("SELECT link_id FROM scenarios")}


def only_the_database(database: Path) -> None:
    database.unlink()


def all_of_it(database: Path) -> None:
    for path in database.parent.iterdir():
        path.unlink()


def the_folder(database: Path) -> None:
    shutil.rmtree(database.parent)


@pytest.mark.parametrize("delete", [only_the_database, all_of_it, the_folder])
def test_a_deleted_database_is_put_back_before_the_next_save(
    database: Path, delete: Callable[[Path], None], events: list[str]
) -> None:
    engine = opened(database)
    store = ScenarioStore(engine)
    saved = {store.create(DOCUMENT).link_id for _ in range(2)}
    delete(database)
    saved.add(store.create(DOCUMENT).link_id)
    assert {each.link_id for each in store.list()} == saved
    assert events == ["database_put_back"], "it is told, once"
    close_database(engine)
    assert in_file(database) == saved
    assert sorted(path.name for path in database.parent.iterdir()) == ["ntt.db"]


def test_whoever_only_looks_puts_it_back_too(database: Path, events: list[str]) -> None:
    store = ScenarioStore(opened(database))
    saved = store.create(DOCUMENT).link_id
    database.unlink()
    assert store.load(saved).name == "El Niño"
    assert in_file(database) == {saved}
    database.unlink()
    assert store.count() == 1
    assert events == ["database_put_back"] * 2


def test_a_save_during_which_it_is_deleted_is_kept(database: Path) -> None:
    engine = opened(database)
    store = ScenarioStore(engine)
    saved = {store.create(DOCUMENT).link_id}
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE scenarios SET name = 'La Niña'")
        database.unlink()
    assert [each.name for each in store.list()] == ["La Niña"]
    assert in_file(database) == saved


def test_beside_another_file_in_its_place_the_old_one_is_kept(
    database: Path, tmp_path: Path, events: list[str]
) -> None:
    store = ScenarioStore(opened(database))
    before = store.create(DOCUMENT).link_id
    other = tmp_path / "other.db"
    engine = opened(other)
    wanted = ScenarioStore(engine).create(DOCUMENT).link_id
    close_database(engine)
    other.replace(database)
    assert {each.link_id for each in store.list()} == {wanted}
    after = store.create(DOCUMENT).link_id
    assert in_file(database) == {wanted, after}
    (kept,) = database.parent.glob("ntt-before-exchange-*.db")
    assert in_file(kept) == {before}
    assert events == ["database_exchanged"]


def test_what_is_no_database_in_its_place_is_told_and_what_was_held_is_kept_once(
    database: Path, events: list[str]
) -> None:
    store = ScenarioStore(opened(database))
    saved = store.create(DOCUMENT).link_id
    aside = database.rename(database.with_suffix(".aside"))
    database.write_bytes(b"no database at all " * 400)
    for _request in range(3):
        with pytest.raises(StoreError, match="not a database"):
            store.create(DOCUMENT)
    (kept,) = database.parent.glob("ntt-before-exchange-*.db")
    assert in_file(kept) == {saved}
    assert events == ["database_exchanged"]
    aside.replace(database)
    assert {each.link_id for each in store.list()} == {saved}


def test_what_cannot_be_put_back_is_told_and_tried_again(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ScenarioStore(opened(database))
    saved = {store.create(DOCUMENT).link_id}
    database.unlink()

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(same_file.os, "link", full)
        with pytest.raises(StoreError, match="No space left on device"):
            store.create(DOCUMENT)
        assert not database.exists(), "an empty one in its place would hide what is lost"
    saved.add(store.create(DOCUMENT).link_id)
    assert in_file(database) == saved


def test_two_processes_put_back_one_file(database: Path) -> None:
    first, second = opened(database), opened(database)
    saved = {ScenarioStore(first).create(DOCUMENT).link_id}
    database.unlink()
    saved.add(ScenarioStore(first).create(DOCUMENT).link_id)
    saved.add(ScenarioStore(second).create(DOCUMENT).link_id)
    assert in_file(database) == saved
