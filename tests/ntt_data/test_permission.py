"""Where an account may not write is known before SQLite stumbles over it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ntt_data.store import StoreError
from ntt_data.store.corrections import CorrectionStore
from ntt_data.store.database import close_database, open_database
from ntt_data.store.permission import own_place, require_writable
from ntt_data.store.scenarios import ScenarioStore

DOCUMENT = {"version": 1, "name": "El Niño", "description": "Kering", "commodity": "rice"}


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes everything below a folder (or a file) what this account may only read."""

    def make(place: Path) -> None:
        monkeypatch.setattr(os, "access", lambda path, _mode: not Path(path).is_relative_to(place))

    return make


def refused(database: Path) -> StoreError:
    with pytest.raises(StoreError) as told:
        require_writable(database)
    assert told.value.code == "not_writable"
    return told.value


def test_a_place_that_can_be_written_or_made(tmp_path: Path) -> None:
    require_writable(tmp_path / "ntt.db")
    require_writable(tmp_path / "not" / "there" / "yet" / "ntt.db")
    assert list(tmp_path.iterdir()) == [], "asking makes nothing"


def test_a_folder_that_would_have_to_be_made(
    tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    read_only(tmp_path)
    assert refused(tmp_path / "app" / "data" / "ntt.db").fields["path"] == tmp_path


@pytest.mark.parametrize("name", ["ntt.db", "ntt.db-wal", "ntt.db-shm"])
def test_a_file_of_somebody_elses_in_a_folder_of_ones_own(
    tmp_path: Path, read_only: Callable[[Path], None], name: str
) -> None:
    (tmp_path / name).touch()
    read_only(tmp_path / name)
    assert refused(tmp_path / "ntt.db").fields["path"] == tmp_path / name


def test_the_store_says_so_instead_of_sqlite(
    tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    read_only(tmp_path)
    with pytest.raises(StoreError) as told:
        open_database(f"sqlite:///{(tmp_path / 'ntt.db').as_posix()}")
    assert told.value.code == "not_writable"
    assert f"NTT_DATABASE_URL=sqlite:///{own_place().as_posix()}" in str(told.value)


def test_what_another_account_has_saved_can_be_read(
    tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    """Its corrections too: without them, corrected figures would be shown as they were."""
    url = f"sqlite:///{(tmp_path / 'di mana #1%.db').as_posix()}"
    theirs = ScenarioStore(open_database(url))
    saved = theirs.create(DOCUMENT)
    for closed in (False, True):  # while they run, and afterwards
        if closed:
            close_database(theirs._engine)
        read_only(tmp_path)
        engine = open_database(url)
        store = ScenarioStore(engine)
        assert store.list() == [saved]
        assert CorrectionStore(engine).newest() == 0
        with pytest.raises(StoreError) as told:
            store.create(DOCUMENT)
        assert told.value.code == "not_writable"
        with pytest.raises(StoreError) as told:
            store.archive(saved.link_id)
        assert told.value.code == "not_writable"
        close_database(engine)


def test_the_other_place_is_at_home_or_where_all_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_only: Callable[[Path], None]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "ani"))
    assert own_place().is_relative_to(tmp_path / "ani")
    assert own_place().parts[-2:] == ("masyarakat-ekonomi-ntt", "ntt.db")
    read_only(tmp_path)
    assert not own_place().is_relative_to(tmp_path)
