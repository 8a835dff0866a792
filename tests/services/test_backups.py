"""Backups at the terminal and for a guest: what goes in, what comes back, who may."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

import ntt_data.store as store_package
from ntt_data.store import StoreError, copies, scenario_store
from ntt_data.store.sqlite_build import sqlite3
from services import backups
from services.access import AccessError, Actor, key_hash

NOW = datetime(2026, 11, 20, 20, 15, tzinfo=UTC)
ADMINISTRATOR = Actor("administrator")
GUEST = Actor("reader", key_hash("5a" * 16))
DOCUMENT = {"version": 1, "name": "El Niño", "description": "Kering", "commodity": "rice"}


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(copies, "_MOMENT_S", 0.1)
    return use(tmp_path / "lama", monkeypatch)


def use(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of this folder from now on, as another bundle has its own."""
    store_package.close()
    database = bundle / "data" / "ntt.db"
    monkeypatch.setenv("NTT_DATABASE_URL", f"sqlite:///{database.as_posix()}")
    return database


def test_everything_moves_to_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = scenario_store().create(DOCUMENT, holder_hash=GUEST.key_hash)
    scenario_store().save(first.link_id, {**DOCUMENT, "name": "Feri"}, 1, GUEST.key_hash)
    away = scenario_store().create(DOCUMENT, holder_hash="7b" * 32)
    scenario_store().archive(away.link_id)
    assert backups.main(["make", str(tmp_path / "stick")]) == 0
    (made,) = (tmp_path / "stick").iterdir()
    assert str(made) in capsys.readouterr().out
    database = use(tmp_path / "baru", monkeypatch)
    assert backups.main(["restore", str(made)]) == 0
    assert "Dipulihkan: 1 skenario dipakai, 1 diarsipkan" in capsys.readouterr().out
    assert scenario_store().load(first.link_id).name == "Feri"
    assert scenario_store().load(first.link_id).holder_hash == GUEST.key_hash
    assert len(scenario_store().versions(first.link_id)) == 2
    assert scenario_store().load(away.link_id).holder_hash == "7b" * 32
    assert not list(database.parent.glob("pulih-*")), "something half-made was left behind"


def test_a_database_is_restored_from_the_old_folder_itself(
    own_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = scenario_store().create(DOCUMENT)
    use(tmp_path / "baru", monkeypatch)
    assert backups.restore(ADMINISTRATOR, own_database, NOW) is None
    assert scenario_store().load(saved.link_id).name == "El Niño"


def test_what_was_there_before_is_kept(
    own_database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario_store().create(DOCUMENT)
    made = backups.make(ADMINISTRATOR, tmp_path, NOW)
    assert made.name == "cadangan-skenario-20261121-0415-WITA.db", "by the province's clocks"
    assert backups.make(ADMINISTRATOR, tmp_path, NOW) != made, "none is overwritten"
    later = scenario_store().create(DOCUMENT)
    assert backups.main(["--lang", "en", "restore", str(made)]) == 1
    assert "Stop it first" in capsys.readouterr().err
    assert scenario_store().load(later.link_id) == later
    store_package.close()
    aside = backups.restore(ADMINISTRATOR, made, NOW)
    assert aside is not None
    with closing(sqlite3.connect(aside)) as before:
        assert before.execute("SELECT count(*) FROM scenarios").fetchone() == (2,)
    with pytest.raises(StoreError, match="no scenario"):
        scenario_store().load(later.link_id)
    assert {path.name for path in own_database.parent.iterdir()} >= {"ntt.db", aside.name}


def test_a_backup_of_a_newer_program_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    saved = scenario_store().create(DOCUMENT)
    made = backups.make(ADMINISTRATOR, tmp_path, NOW)
    engine = create_engine(f"sqlite:///{made}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    store_package.close()
    with pytest.raises(StoreError) as refused:
        backups.restore(ADMINISTRATOR, made, NOW)
    assert refused.value.code == "newer_layout"
    assert scenario_store().load(saved.link_id) == saved


def test_what_is_no_backup_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "laporan.docx").write_text("bukan basis data " * 500)
    for name, told in (("laporan.docx", "bukan basis data aplikasi ini"), ("x.db", "tidak ada")):
        assert backups.main(["restore", str(tmp_path / name)]) == 1
        said = capsys.readouterr().err
        assert told in said
        assert name in said
    assert not list((tmp_path / "lama").glob("data/*"))


def test_postgresql_has_its_own_ways(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", "postgresql+psycopg://127.0.0.1/ntt")
    assert not backups.is_possible()
    assert backups.main(["make"]) == 1
    assert "PostgreSQL" in capsys.readouterr().err


def test_a_guest_takes_along_no_key_of_others(tmp_path: Path) -> None:
    mine = scenario_store().create(DOCUMENT, holder_hash=GUEST.key_hash)
    scenario_store().create(DOCUMENT, holder_hash="7b" * 32)
    content = backups.for_download(GUEST)
    assert b"7b" * 32 not in content
    assert str(GUEST.key_hash).encode() in content
    (tmp_path / "x.db").write_bytes(content)
    store_package.close()
    assert backups.restore(ADMINISTRATOR, tmp_path / "x.db", NOW) is not None
    assert scenario_store().load(mine.link_id).holder_hash == GUEST.key_hash
    assert scenario_store().count() == 2


def test_a_guest_may_neither_take_everything_nor_bring_anything_back(tmp_path: Path) -> None:
    scenario_store().create(DOCUMENT)
    made = backups.make(ADMINISTRATOR, tmp_path, NOW)
    for role in ("reader", "regency", "bureau"):
        with pytest.raises(AccessError):
            backups.make(Actor(role), tmp_path, NOW)
        with pytest.raises(AccessError):
            backups.restore(Actor(role), made, NOW)


def test_no_page_brings_a_backup_back() -> None:
    """Any guest could press it."""
    for path in (Path(__file__).parents[2] / "pages").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "backups.restore(" not in source, path
        assert "backups.make(" not in source, path
