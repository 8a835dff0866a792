"""A backup is one only if what it holds comes back."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, make_url, text

from deploy.server.backup import (
    back_up,
    backups,
    clock_doubt,
    postgresql_environment,
    remove_old,
)
from ntt_data.store import StoreError
from ntt_data.store.database import open_database
from ntt_data.store.scenarios import ScenarioStore
from ntt_data.store.sqlite_build import sqlite3
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
    name = "ntt-000001-20261120T061500Z.db"
    assert [path.name for path in folder.iterdir()] == [name] == [made.name]
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
    with pytest.raises(StoreError, match="no whole database"):
        back_up(make_url(url), tmp_path / "backup", NOW)
    assert not list((tmp_path / "backup").iterdir())


# --- which ones are old, whatever the clock says --------------------------------------------


class Shelf:
    """A folder with backups, made one after the other by a clock that may be wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.removed: list[Path] = []

    def make(self, now: datetime, times: int = 4) -> list[Path]:
        """As many in a day as the timer makes."""
        made = []
        for hour in range(times):
            number = max((each.number for each in backups(self.folder)), default=0) + 1
            stamp = (now + timedelta(hours=hour)).strftime("%Y%m%dT%H%M%SZ")
            made.append(self.folder / f"ntt-{number:06}-{stamp}.db")
            made[-1].touch()
            self.removed += remove_old(self.folder, 30)
        return made


def days(first: datetime, count: int) -> list[datetime]:
    return [first + timedelta(days=number) for number in range(count)]


def test_with_a_right_clock_the_last_thirty_days_stay(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    made = [shelf.make(day) for day in days(NOW, 40)]
    assert shelf.removed == [path for day in made[:10] for path in day]
    assert sorted(tmp_path.iterdir()) == [path for day in made[10:] for path in day]


def test_a_machine_that_was_off_loses_no_day_that_has_a_backup(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for day in days(NOW, 20):
        shelf.make(day)
    shelf.make(NOW + timedelta(days=400))
    assert not shelf.removed


def test_a_clock_that_runs_ahead_removes_nothing(tmp_path: Path) -> None:
    """By the date alone, all but the newest of them would be thirty days old."""
    shelf = Shelf(tmp_path)
    for day in days(NOW, 29):
        shelf.make(day)
    shelf.make(NOW.replace(year=2036))
    assert not shelf.removed
    assert len(backups(tmp_path)) == 30 * 4


def test_a_clock_that_was_ahead_and_is_right_again(tmp_path: Path) -> None:
    """What is made now is the newest, though its name says ten years before the ones before it."""
    shelf = Shelf(tmp_path)
    for day in days(NOW.replace(year=2036), 40):
        shelf.make(day)
    made = [shelf.make(day) for day in days(NOW, 5)]
    for day in made:
        assert all(path.exists() for path in day)
    assert [each.path for each in backups(tmp_path)][-20:] == [p for day in made for p in day]
    assert len(backups(tmp_path)) == 30 * 4, "five days of now, twenty-five of the wrong year"


def test_a_clock_that_went_back_removes_nothing_younger(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    real = [shelf.make(day) for day in days(NOW, 10)]
    lost = [shelf.make(day) for day in days(NOW.replace(year=2020), 10)]
    assert not shelf.removed
    for day in days(NOW + timedelta(days=20), 30):
        shelf.make(day)
    assert shelf.removed == [path for day in [*real, *lost] for path in day], "in their order"


def test_a_clock_that_stands_still_removes_nothing(tmp_path: Path) -> None:
    """An empty battery: every morning is the first of January 2020."""
    shelf = Shelf(tmp_path)
    for _ in range(50):
        shelf.make(datetime(2020, 1, 1, tzinfo=UTC))
    assert not shelf.removed


@given(
    clock=st.lists(
        st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), min_size=1, max_size=80
    ),
    keep_days=st.integers(0, 10),
)
def test_whatever_the_clock_does(clock: list[datetime], keep_days: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, now in enumerate(clock, 1):
            made = folder / f"ntt-{number:06}-{now:%Y%m%dT%H%M%SZ}.db"
            made.touch()
            before = backups(folder)
            removed = remove_old(folder, keep_days)
            assert made.exists()
            assert removed == [] or len(backups(folder)) >= max(keep_days, 1)
            assert sorted(removed) == [each.path for each in before[: len(removed)]], "the oldest"


def test_backups_without_a_number_are_the_oldest_and_other_files_stay(tmp_path: Path) -> None:
    older = [tmp_path / f"ntt-202609{day:02}T061500Z.dump" for day in range(1, 31)]
    foreign = [tmp_path / name for name in ("ntt-catatan-Z.txt", "ntt-000007-x.db", "lain.db")]
    for path in [*older, *foreign]:
        path.touch()
    shelf = Shelf(tmp_path)
    made = shelf.make(NOW)
    assert made[0].name.startswith("ntt-000001-")
    assert shelf.removed == older[:1], "the thirty-first day pushes out the first"
    assert all(path.exists() for path in foreign)


def test_an_odd_clock_is_told_and_two_of_one_second_are_two_files(tmp_path: Path) -> None:
    url, folder = f"sqlite:///{tmp_path / 'ntt.db'}", tmp_path / "backup"
    fill(url, ["El Niño"])
    first, second = (back_up(make_url(url), folder, NOW) for _ in range(2))
    assert first != second
    assert clock_doubt(folder, 30) == ""
    back_up(make_url(url), folder, NOW.replace(year=2036))
    assert "This backup says 2036-11-20, the one before 2026-11-20" in clock_doubt(folder, 30)
    back_up(make_url(url), folder, NOW)
    assert "This backup says 2026-11-20, the one before 2036-11-20" in clock_doubt(folder, 30)


def test_the_password_is_on_no_command_line() -> None:
    url = make_url("postgresql+psycopg://ntt:geheim@db/ntt?sslmode=require")
    environment = postgresql_environment(url)
    assert environment["PGPASSWORD"] == "geheim"
    assert (environment["PGHOST"], environment["PGSSLMODE"]) == ("db", "require")
    socket = postgresql_environment(make_url("postgresql+psycopg:///ntt?host=/run/postgresql"))
    assert (socket["PGHOST"], socket["PGDATABASE"]) == ("/run/postgresql", "ntt")
