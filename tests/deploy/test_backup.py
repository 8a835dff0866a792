"""A backup is one only if what it holds comes back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from deploy.server.backup import back_up, postgresql_environment, remove_old
from ntt_data.store.database import open_database
from ntt_data.store.scenarios import ScenarioStore
from tests.support.installation import ROOT, exec_start
from tests.support.postgres import postgres_program

NOW = datetime(2026, 11, 20, 6, 15, tzinfo=UTC)


def fill(url: str, names: list[str]) -> None:
    engine = open_database(url)
    store = ScenarioStore(engine)
    for name in names:
        store.create({"version": 1, "name": name, "description": "Kering", "commodity": "rice"})
    engine.dispose()


def rows(url: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT * FROM scenarios ORDER BY link_id")).all()
    engine.dispose()
    return [tuple(row) for row in found]


def run_backup(url: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """As the unit does."""
    python, *command = exec_start("masyarakat-ekonomi-ntt-backup.service")
    assert python.endswith("/.venv/bin/python")
    command[-1] = str(folder)
    path = os.pathsep.join([str(Path(postgres_program("pg_dump")).parent), os.environ["PATH"]])
    return subprocess.run(
        [sys.executable, *command, *options],
        cwd=ROOT, env={**os.environ, "NTT_DATABASE_URL": url, "PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.usefixtures("postgres_server")
def test_postgresql_comes_back_row_by_row(
    empty_database: Callable[[], str], tmp_path: Path
) -> None:
    url, second = empty_database(), empty_database()
    fill(url, ["El Niño", "Feri berhenti", "Wisatawan"])
    done = run_backup(url, tmp_path)
    assert done.returncode == 0, done.stderr
    (dump,) = tmp_path.iterdir()
    assert dump.suffix == ".dump"
    assert dump.stat().st_mode & 0o077 == 0, "nobody else reads it"
    # As the instructions say.
    subprocess.run(
        [
            *(postgres_program("pg_restore"), "--exit-on-error", "--single-transaction"),
            *("--no-owner", f"--dbname={make_url(second).database}", dump),
        ],
        env=postgresql_environment(make_url(second)), check=True,
    )  # fmt: skip
    assert len(rows(url)) == 3
    assert rows(second) == rows(url)
    fill(second, ["Sesudah dipulihkan"])
    assert len(rows(second)) == 4


def test_sqlite_comes_back_row_by_row_while_it_is_written_to(tmp_path: Path) -> None:
    url, folder = f"sqlite:///{tmp_path / 'ntt.db'}", tmp_path / "backup"
    fill(url, ["El Niño", "Feri berhenti"])
    writer = sqlite3.connect(tmp_path / "ntt.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE scenarios SET name = 'belum selesai'")
    made = back_up(make_url(url), folder, NOW)
    writer.execute("ROLLBACK")
    writer.close()
    assert [path.name for path in folder.iterdir()] == ["ntt-20261120T061500Z.db"] == [made.name]
    assert made.stat().st_mode & 0o077 == 0
    assert rows(f"sqlite:///{made}") == rows(url)


def test_what_fails_says_so_and_leaves_no_backup(
    empty_database: Callable[[], str], tmp_path: Path
) -> None:
    empty = empty_database()
    nowhere = make_url(empty).set(database="there_is_none").render_as_string(hide_password=False)
    for url in (empty, nowhere, f"sqlite:///{tmp_path / 'none.db'}", "oracle://x"):
        folder = tmp_path / "backup"
        done = run_backup(url, folder)
        assert done.returncode != 0, url
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr
        assert not folder.exists() or not list(folder.iterdir())


def test_a_damaged_copy_is_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'ntt.db'}"
    fill(url, [f"Skenario {number}" for number in range(50)])

    def damaged(_url: object, path: Path) -> None:
        data = bytearray((tmp_path / "ntt.db").read_bytes())
        data[4096 : 4 * 4096] = b"\xff" * (3 * 4096)
        path.write_bytes(data)

    monkeypatch.setattr("deploy.server.backup._copy_sqlite", damaged)
    with pytest.raises((SystemExit, sqlite3.DatabaseError)):
        back_up(make_url(url), tmp_path / "backup", NOW)
    assert not list((tmp_path / "backup").iterdir())


def test_old_ones_go_and_the_newest_stays(tmp_path: Path) -> None:
    def named(age_days: int, suffix: str) -> Path:
        stamp = (NOW - timedelta(days=age_days)).strftime("ntt-%Y%m%dT%H%M%SZ")
        path = tmp_path / f"{stamp}{suffix}"
        path.write_text("x")
        return path

    old = [named(31, ".dump"), named(90, ".db")]
    kept = [named(29, ".dump"), named(1, ".db")]
    foreign = tmp_path / "ntt-catatan-Z.txt"
    foreign.write_text("x")
    assert sorted(remove_old(tmp_path, kept[1], NOW, 30)) == sorted(old)
    assert sorted(tmp_path.iterdir()) == sorted([*kept, foreign])
    only = named(400, ".dump")
    assert remove_old(tmp_path, only, NOW, 30) == []
    assert only.exists()


def test_the_password_is_on_no_command_line() -> None:
    url = make_url("postgresql+psycopg://ntt:geheim@db/ntt?sslmode=require")
    environment = postgresql_environment(url)
    assert environment["PGPASSWORD"] == "geheim"
    assert (environment["PGHOST"], environment["PGSSLMODE"]) == ("db", "require")
    socket = postgresql_environment(make_url("postgresql+psycopg:///ntt?host=/run/postgresql"))
    assert (socket["PGHOST"], socket["PGDATABASE"]) == ("/run/postgresql", "ntt")
