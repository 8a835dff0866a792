"""Servers are killed while offices hand in: every receipt is one version, none is missing."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ntt_data.store import submission_store
from ntt_data.store.collection_records import Version
from tests.support.hand_in_rush import Office, opened_sheets, rush, servers
from tests.support.own_store import own_store

KILLS, OFFICES = 6, 24


@pytest.fixture
def sqlite_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with own_store(tmp_path, monkeypatch) as url:
        yield url


@pytest.fixture
def postgres_store(
    tmp_path: Path, postgres_server: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    with own_store(tmp_path, monkeypatch):
        monkeypatch.setenv("NTT_DATABASE_URL", postgres_server)
        yield postgres_server


@pytest.mark.parametrize("store", ["sqlite_store", "postgres_store"])
def test_every_receipt_is_exactly_one_version(
    store: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = str(request.getfixturevalue(store))
    sheets = opened_sheets(OFFICES)
    with servers(2, {**os.environ, "NTT_DATABASE_URL": url}) as running:
        offices = [Office(key, token, running) for key, token in sheets]
        rush(offices, running, KILLS, every_s=0.7)
    assert [wrong for each in offices for wrong in each.wrong] == []
    assert sum(each.retries for each in offices) > KILLS, "nobody noticed that a server was killed"
    for office in offices:
        assert office.receipts, "an office that handed in nothing shows nothing"
        kept = submission_store().versions(office.key)
        assert {each.receipt_no: _amount(each) for each in kept} == office.receipts
        assert [each.no for each in kept] == list(range(len(kept), 0, -1))
        assert max(Counter(map(_amount, kept)).values()) == 1, "one form made two versions"
        assert not any(each.overtaken for each in kept), "its own version was not seen"
    if store == "sqlite_store":
        with sqlite3.connect(tmp_path / "ntt.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _amount(version: Version) -> int:
    (found,) = (each for each in version.figures if each.measure == "stock_end")
    assert found.value is not None
    return int(found.value)
