"""A copy of the database is whole, holds nothing of others' keys, and comes back safely."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL

from ntt_data.store import StoreError, copies
from ntt_data.store.collection_layout import metadata
from ntt_data.store.database import close_database, open_database
from ntt_data.store.scenarios import ScenarioStore
from ntt_data.store.sqlite_build import sqlite3

DOCUMENT = {"version": 1, "name": "El Niño", "description": "Kering", "commodity": "rice"}
MINE, THEIRS = "5a" * 32, "7b" * 32


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Of a name with characters that mean something in a URI."""
    return tmp_path / "di mana? 100% #1" / "ntt.db"


@pytest.fixture
def store(database: Path) -> ScenarioStore:
    database.parent.mkdir()
    url = URL.create("sqlite", database=str(database)).render_as_string()
    return ScenarioStore(open_database(url))


def ids(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as copy:
        return {link_id for (link_id,) in copy.execute("SELECT link_id FROM scenarios")}


def test_a_copy_is_one_whole_file_made_while_somebody_writes(
    store: ScenarioStore, database: Path, tmp_path: Path
) -> None:
    saved = {store.create(DOCUMENT).link_id for _ in range(3)}
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE scenarios SET name = 'belum selesai'")
        copies.copy_database(database, tmp_path / "copy.db")
        writer.execute("ROLLBACK")
    copies.check_copy(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0, "nobody else reads it"
    assert not list(tmp_path.glob("copy.db-*")), "a part of it lies beside it"
    assert ids(tmp_path / "copy.db") == saved


def test_a_copy_has_what_is_in_the_log_of_a_process_that_was_killed(
    store: ScenarioStore, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ntt_data.store.database.into_the_file", lambda _engine: True)
    saved = store.create(DOCUMENT)
    killed = tmp_path / "killed"
    shutil.copytree(database.parent, killed)
    copies.copy_database(killed / "ntt.db", tmp_path / "copy.db")
    assert ids(tmp_path / "copy.db") == {saved.link_id}


def test_a_guest_takes_along_what_the_screen_shows(
    store: ScenarioStore, database: Path, tmp_path: Path
) -> None:
    """Nothing of others' keys and earlier versions is in the file, not even where it is free."""
    mine = store.create(DOCUMENT, holder_hash=MINE)
    theirs = store.create({**DOCUMENT, "name": "RAHASIA-LAMA " * 5}, holder_hash=THEIRS)
    nobodys = store.create({**DOCUMENT, "name": "Sebelum ada kunci"})
    store.save(mine.link_id, {**DOCUMENT, "name": "Milik saya"}, 1, MINE)
    store.save(theirs.link_id, {**DOCUMENT, "name": "Terlihat"}, 1, THEIRS)
    copy = tmp_path / "copy.db"
    copies.copy_database(database, copy)
    assert THEIRS.encode() in copy.read_bytes(), "else the next lines would prove nothing"
    copies.leave_out_what_is_others(copy, MINE)
    copies.check_copy(copy)
    content = copy.read_bytes()
    assert THEIRS.encode() not in content
    assert b"RAHASIA-LAMA" not in content
    taken = ScenarioStore(open_database(f"sqlite:///{copy}"))
    assert taken.load(mine.link_id).holder_hash == MINE
    assert [kept.key_hash for kept in taken.versions(mine.link_id)] == [MINE, MINE]
    assert taken.load(theirs.link_id).name == "Terlihat"
    assert taken.load(theirs.link_id).holder_hash is None
    assert [(v.revision, v.key_hash) for v in taken.versions(theirs.link_id)] == [(2, None)]
    assert len(taken.versions(nobodys.link_id)) == 1
    assert {each.link_id for each in taken.list()} == {each.link_id for each in store.list()}
    refused = pytest.raises(sqlite3.DatabaseError, match="never changed")
    with closing(sqlite3.connect(copy)) as again, refused:
        again.execute("DELETE FROM scenario_versions")


def test_without_a_key_nobodys_key_and_one_version_of_each(
    store: ScenarioStore, database: Path, tmp_path: Path
) -> None:
    saved = store.create(DOCUMENT, holder_hash=THEIRS)
    store.save(saved.link_id, DOCUMENT, 1, THEIRS)
    copies.copy_database(database, tmp_path / "copy.db")
    copies.leave_out_what_is_others(tmp_path / "copy.db", None)
    assert THEIRS.encode() not in (tmp_path / "copy.db").read_bytes()
    taken = ScenarioStore(open_database(f"sqlite:///{tmp_path / 'copy.db'}"))
    assert [kept.revision for kept in taken.versions(saved.link_id)] == [2]


def test_a_guest_gets_no_row_of_what_is_not_open_to_all(
    store: ScenarioStore, database: Path, tmp_path: Path
) -> None:
    """Codes, sessions and what offices hand in; also of a table that is only made later."""
    saved = store.create(DOCUMENT)
    copy = tmp_path / "copy.db"
    copies.copy_database(database, copy)
    closed = set(metadata.tables) - copies.OPEN_TO_ALL
    assert {"credentials", "sign_ins", "drafts", "versions", "figures"} <= closed
    with closing(sqlite3.connect(copy, isolation_level=None)) as filled:
        filled.execute("CREATE TABLE later (secret TEXT)")
        filled.execute("INSERT INTO later VALUES ('RAHASIA')")
        for table in closed:
            columns = filled.execute(f"PRAGMA table_info({table})").fetchall()
            values = ", ".join("1" if each[2] == "INTEGER" else "'RAHASIA'" for each in columns)
            filled.execute(f"INSERT INTO {table} VALUES ({values})")
        filled.execute(
            "INSERT INTO editions VALUES (1, 'review', 'bureau', 0, 'returned: RAHASIA')"
        )
        filled.execute("INSERT INTO editions VALUES (2, 'correction', 'bureau', 0, 'Salah ketik')")
    assert b"RAHASIA" in copy.read_bytes(), "else the next lines would prove nothing"
    copies.leave_out_what_is_others(copy, MINE)
    assert b"RAHASIA" not in copy.read_bytes()
    assert b"Salah ketik" in copy.read_bytes(), "corrections are shown to all"
    assert ids(copy) == {saved.link_id}
    close_database(open_database(f"sqlite:///{copy}"))  # with all its tables still


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scribble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 2 * 4096] = b"\xff" * 4096
    path.write_bytes(data)


def _of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")


@pytest.mark.parametrize(
    "damage",
    [_cut, _scribble, _of_another_program, lambda path: path.write_text("Laporan " * 1000)],
)
def test_what_is_no_whole_copy_is_refused(
    store: ScenarioStore, database: Path, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    for _ in range(20):
        store.create(DOCUMENT)
    copies.copy_database(database, tmp_path / "copy.db")
    damage(tmp_path / "copy.db")
    with pytest.raises(StoreError) as refused:
        copies.check_copy(tmp_path / "copy.db")
    assert refused.value.code == "no_copy"


def test_there_is_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        copies.copy_database(tmp_path / "none.db", tmp_path / "copy.db")
    assert refused.value.code == "no_database"
    assert not list(tmp_path.iterdir())


def test_a_database_that_is_used_is_not_replaced(
    store: ScenarioStore, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_MOMENT_S", 0.1)
    saved = store.create(DOCUMENT)
    copies.copy_database(database, tmp_path / "copy.db")
    with pytest.raises(StoreError) as refused:
        copies.put_in_place(tmp_path / "copy.db", database, tmp_path / "aside.db")
    assert refused.value.code == "in_use"
    assert store.load(saved.link_id) == saved
    later = store.create(DOCUMENT)
    close_database(store._engine)
    copies.put_in_place(tmp_path / "copy.db", database, tmp_path / "aside.db")
    assert ids(database) == {saved.link_id}
    assert ids(tmp_path / "aside.db") == {saved.link_id, later.link_id}, "nothing is lost"


def test_a_damaged_database_gives_way_with_all_that_belongs_to_it(
    store: ScenarioStore, database: Path, tmp_path: Path
) -> None:
    saved = store.create(DOCUMENT)
    copies.copy_database(database, tmp_path / "copy.db")
    broken = tmp_path / "broken" / "ntt.db"
    broken.parent.mkdir()
    broken.write_text("tidak dapat dibaca " * 500)
    broken.with_name("ntt.db-wal").write_bytes(b"x" * 100)
    copies.put_in_place(tmp_path / "copy.db", broken, broken.with_name("aside.db"))
    assert ids(broken) == {saved.link_id}
    assert {path.name for path in broken.parent.iterdir()} == {"ntt.db", "aside.db", "aside.db-wal"}
