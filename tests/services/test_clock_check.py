"""A clock that is behind what is known already is found; whatever else it says is plausible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ntt_data import store as store_package
from ntt_data.store import clock, latest_moment, scenario_store
from services.clock_check import check_clock
from tests.support.hand_in_rush import opened_sheets
from tests.support.own_store import own_store

DOCUMENT = {"version": 1, "name": "El Niño", "description": "Kering", "commodity": "rice"}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with own_store(tmp_path, monkeypatch) as url:
        yield url


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def test_a_clock_behind_the_last_entry_is_wrong(at: Callable[[datetime], None]) -> None:
    assert latest_moment() is None
    assert check_clock().code == "plausible"
    opened_sheets(1)  # its deadline lies three hours ahead and says nothing of the clock
    newest = latest_moment()
    assert newest is not None
    assert abs(newest - clock.now()) < timedelta(seconds=30)
    at(newest - timedelta(minutes=3))
    found = check_clock()
    assert (found.code, found.newest) == ("before_store", newest)
    at(newest - timedelta(seconds=2))
    assert check_clock().code == "plausible", "two machines never agree to the second"


def test_a_laptop_with_an_empty_battery_is_wrong_also_without_a_database(
    at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    at(datetime(2020, 1, 1))
    assert check_clock().code == "before_tables"
    monkeypatch.setenv("NTT_DATABASE_URL", "sqlite:////proc/nowhere/ntt.db")
    found = check_clock()
    assert found.code == "before_tables"
    # The newest dated agreement is of 16 January 2026, which began in NTT at 16.00 UTC.
    assert found.newest == datetime(2026, 1, 15, 16)
    at(datetime(2026, 1, 15, 16))
    assert check_clock().code == "plausible"


def test_one_damaged_row_hides_no_moment(store: str) -> None:
    saved = scenario_store().create(DOCUMENT)
    other = scenario_store().create(DOCUMENT)
    newest = latest_moment()
    engine = store_package._opened(store)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE scenarios SET updated_at = 'kemarin' WHERE link_id = :it"),
            {"it": saved.link_id},
        )
    assert other.updated_at is not None
    assert latest_moment() == newest


def test_moments_are_utc_whatever_the_laptop_is_set_to() -> None:
    scenario_store().create(DOCUMENT)
    newest = latest_moment()
    assert newest is not None
    assert abs(newest.replace(tzinfo=UTC) - datetime.now(UTC)) < timedelta(seconds=30)
