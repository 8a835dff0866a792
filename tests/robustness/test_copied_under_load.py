"""Copies for the second laptop, taken and killed while offices hand in, are all consistent."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from ntt_data.store import close, submission_store
from ntt_data.store.sqlite_build import sqlite3
from services import second_laptop
from tests.support.hand_in_rush import ROOT, Office, opened_sheets, servers
from tests.support.own_store import own_store

OFFICES, KILLS = 24, 3


def test_every_copy_is_a_state_that_the_database_has_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stik"
    with own_store(tmp_path, monkeypatch) as url:
        sheets = opened_sheets(OFFICES)
        environment = {**os.environ, "NTT_DATABASE_URL": url}
        with servers(2, environment) as running:
            offices = [Office(key, token, running) for key, token in sheets]
            until = threading.Event()
            threads = [threading.Thread(target=each.work, args=(until,)) for each in offices]
            for each in threads:
                each.start()
            for _ in range(KILLS):
                _copy_and_be_killed(stick, environment)
            until.set()
            for each in threads:
                each.join(timeout=120)
                assert not each.is_alive(), "copying keeps an office from its answer"
        assert [wrong for each in offices for wrong in each.wrong] == []
        told = sum(len(each.receipts) for each in offices)
        assert told == sum(len(submission_store().versions(key)) for key, _token in sheets)
        close()
    found = [_versions(path) for path in second_laptop.copies_in(stick)]
    assert len(found) > KILLS, "one turn of copying shows nothing"
    assert found == sorted(found, reverse=True), "an older copy knows more than a newer one"
    assert len(set(found)) > 1, "nobody handed in meanwhile"
    assert found[0] <= told


def _copy_and_be_killed(stick: Path, environment: dict[str, str]) -> None:
    words = ["copy", "--to", str(stick), "--every", "1", "--keep", "100"]
    command = [sys.executable, "-m", "services.second_laptop", *words]
    known = len(second_laptop.copies_in(stick)) if stick.is_dir() else 0
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    try:
        while time.monotonic() < end:
            if stick.is_dir() and len(second_laptop.copies_in(stick)) > known + 1:
                # In the middle of the next one, if that can be met.
                while time.monotonic() < end and not list(stick.glob("*.part")):
                    time.sleep(0.001)
                return
            time.sleep(0.01)
        raise AssertionError("nothing was copied")
    finally:
        process.kill()
        process.wait(timeout=20)


def _versions(path: Path) -> int:
    """How many versions a copy has, each with all its figures."""
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",), path
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == [], path
        counts = copy.execute(
            "SELECT versions.sheet, count(figures.item) FROM versions LEFT JOIN figures "
            "USING (receipt_no) GROUP BY versions.receipt_no"
        ).fetchall()
    by_sheet: dict[str, set[int]] = {}
    for sheet, count in counts:
        by_sheet.setdefault(sheet, set()).add(count)
    assert all(len(each) == 1 and 0 not in each for each in by_sheet.values()), by_sheet
    return len(counts)
