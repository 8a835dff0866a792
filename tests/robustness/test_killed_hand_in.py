"""Servers are killed while offices hand in: every receipt is one version, none is missing.

Each of two processes once, in each way; the benchmark kills twenty times, as often as that was
asked for (``bench_hand_in``), and counts the same.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest

from ntt_data.store import submission_store
from ntt_data.store.collection_records import Version
from ntt_data.store.sqlite_build import sqlite3
from tests.support.hand_in_rush import Addressed, Front, Office, opened_sheets, rush, servers
from tests.support.installation import nginx_before
from tests.support.own_store import own_store

KILLS, OFFICES = 2, 24
#: Of the offices; each workbook is read in a process of its own, so that few are much work.
WORKBOOKS = 2


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


# Each way and each store once: who asks again after a kill knows nothing of where it is kept.
@pytest.mark.parametrize(
    ("way", "store"), [("directly", "sqlite_store"), ("through nginx", "postgres_store")]
)
def test_every_receipt_is_exactly_one_version(
    way: str, store: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = str(request.getfixturevalue(store))
    sheets = opened_sheets(OFFICES)
    with ExitStack() as stack:
        running = stack.enter_context(servers(2, {**os.environ, "NTT_DATABASE_URL": url}))
        asked: Sequence[Addressed] = running
        if way == "through nginx":
            nginx = stack.enter_context(nginx_before([each.port for each in running]))
            asked = [Front(nginx.local)]
        offices = [
            Office(key, token, asked, process=1 + number % 2, by_workbook=number < WORKBOOKS)
            for number, (key, token) in enumerate(sheets)
        ]
        rush(offices, running, KILLS, every_s=0.7)
    assert [wrong for each in offices for wrong in each.wrong] == []
    if way == "directly":
        unheard = sum(each.retries for each in offices)
        assert unheard > KILLS, "nobody noticed that a server was killed"
    for office in offices:
        assert office.receipts, "an office that handed in nothing shows nothing"
        kept = submission_store().versions(office.key)
        channel = "workbook" if office.by_workbook else "form"
        assert {each.channel for each in kept} == {channel}
        assert {each.receipt_no: _amount(each) for each in kept} == office.receipts
        assert [each.no for each in kept] == list(range(len(kept), 0, -1))
        assert max(Counter(map(_amount, kept)).values()) == 1, "one form made two versions"
        assert not any(each.overtaken for each in kept), "its own version was not seen"
    if store == "sqlite_store":
        with sqlite3.connect(tmp_path / "ntt.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_behind_nginx_nobody_notices_that_one_of_two_was_killed(sqlite_store: str) -> None:
    """The form goes on to the other one, which knows by its key whether it was kept already."""
    sheets = opened_sheets(OFFICES)
    with ExitStack() as stack:
        environment = {**os.environ, "NTT_DATABASE_URL": sqlite_store}
        running = stack.enter_context(servers(2, environment))
        nginx = stack.enter_context(nginx_before([each.port for each in running]))
        offices = [Office(key, token, [Front(nginx.local)]) for key, token in sheets]
        rush(offices, running, kills=1, every_s=1.5)
        told = sum(len(each.receipts) for each in offices)
        assert told == sum(len(submission_store().versions(each.key)) for each in offices)
        assert [each.retries for each in offices] == [0] * OFFICES
        for each in running:
            each.kill()
        page = httpx2.post(f"{nginx.local}/rakor/kirim", data={"office": "Dinas " * 1000})
        assert page.status_code == 502
        assert 'http-equiv="refresh"' not in page.text, "a form is not sent again by that"


def _amount(version: Version) -> int:
    (found,) = (each for each in version.figures if each.measure == "stock_end")
    assert found.value is not None
    return int(found.value)
