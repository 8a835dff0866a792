"""The wall's readings: one for all who look, never older than said, told when they are old."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ntt_data.store import StoreError
from ntt_data.store.collection_records import Round
from services import rounds, wall
from services.access import Actor
from services.wall import EVERY_S, STALE_S, read_wall
from tests.support.at_once import ask_at_once
from tests.support.own_store import own_store


class Clock:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Round]:
    with own_store(tmp_path, monkeypatch):
        yield rounds.open_round(
            Actor("bureau"),
            rounds.RoundDefinition(
                name="Rakor jagung",
                deadline=datetime.now(UTC) + timedelta(hours=3),
                year=2024,
                items=[rounds.ItemDefinition(sheet="agriculture", item="maize")],
            ),
        )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(wall, "time", made)
    return made


def test_all_who_look_within_seconds_see_one_reading(asked: Round, clock: Clock) -> None:
    first = read_wall(asked.round_id)
    clock.now += EVERY_S - 0.1
    assert read_wall(asked.round_id) is first
    rounds.close_round(Actor("bureau"), asked.round_id, "Selesai")
    clock.now += 0.2
    second = read_wall(asked.round_id)
    assert second is not first
    assert [each.kind for each in second.asked.events] == ["closed"]


def test_while_one_reads_the_others_see_what_was_read_before(
    asked: Round, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_wall(asked.round_id)
    clock.now += EVERY_S + 1
    begun, go_on = threading.Event(), threading.Event()
    read: list[str] = []
    as_it_is = wall._read

    def slow(round_id: str) -> wall.Reading:
        read.append(round_id)
        begun.set()
        assert go_on.wait(20)
        return as_it_is(round_id)

    monkeypatch.setattr(wall, "_read", slow)
    reader = threading.Thread(target=read_wall, args=(asked.round_id,))
    reader.start()
    assert begun.wait(20)
    assert [read_wall(asked.round_id) for _ in range(80)] == [first] * 80
    go_on.set()
    reader.join(20)
    assert read_wall(asked.round_id) is not first
    assert read == [asked.round_id], "once for all who look"


def test_without_the_database_the_last_reading_stays_and_is_told_to_be_old(
    asked: Round, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_wall(asked.round_id)

    def gone(*_: Any) -> Round:
        raise StoreError("unavailable", reason="disk I/O error")

    monkeypatch.setattr(wall, "load_round", gone)
    clock.now += STALE_S - 1
    assert read_wall(asked.round_id) is first
    assert not first.is_stale
    clock.now += 2
    assert read_wall(asked.round_id) is first
    assert first.is_stale


def test_without_any_reading_the_failure_is_told() -> None:
    with pytest.raises(StoreError):
        read_wall("norond")


def test_a_hall_that_opens_it_at_once_has_it_read_once(
    asked: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, readings = wall._read, []

    def counted(round_id: str) -> wall.Reading:
        readings.append(round_id)
        return read(round_id)

    monkeypatch.setattr(wall, "_read", counted)
    found = ask_at_once(lambda: read_wall(asked.round_id))
    assert len(found) == 6
    assert len(set(map(id, found))) == 1
    assert readings == [asked.round_id]
