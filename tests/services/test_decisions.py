"""Decisions of a meeting: who may record them, what is refused, which are shown where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ntt_data import editions
from ntt_data.store import StoreError
from ntt_data.store.decision_records import Content
from services import decisions
from services.access import ROLES, AccessError, Actor, Role
from services.decisions import DecisionError, correct, record, set_status, withdraw
from tests.support.own_store import own_store
from tests.support.small_round import a_round

BUREAU = Actor("bureau", credential_id="bureau1")
CONTENT = Content("Sikka membeli 500 t jagung dari TTS", "Dinas Perdagangan", date(2026, 11, 2))


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("services.decisions.today", lambda: date(2026, 11, 30))
    with own_store(tmp_path, monkeypatch):
        yield


WRITES: dict[str, Callable[[Actor, str], object]] = {
    "record": lambda actor, _id: record(actor, CONTENT),
    "correct": lambda actor, id_: correct(actor, id_, replace(CONTENT, owner="Lain"), "salah", 1),
    "set_status": lambda actor, id_: set_status(actor, id_, "done", "laporan", 1),
    "withdraw": lambda actor, id_: withdraw(actor, id_, "uji coba", 1),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("role", ROLES)
def test_the_bureau_and_administrators_write_and_nobody_else(role: Role, write: str) -> None:
    kept = record(BUREAU, CONTENT)
    actor = Actor(role, credential_id=f"{role}1")
    if role in ("bureau", "administrator"):
        WRITES[write](actor, kept.decision_id)
        known = decisions.standing() + decisions.withdrawn()
        mine = max((step for each in known for step in each.steps), key=lambda step: str(step.at))
        assert (mine.actor_role, mine.credential_id) == (role, f"{role}1"), "who, is kept"
    else:
        with pytest.raises(AccessError):
            WRITES[write](actor, kept.decision_id)
        assert decisions.standing() == [kept]
    assert decisions.may_record(actor) is (role in ("bureau", "administrator"))


def test_what_is_typed_is_kept_as_people_mean_it_and_makes_no_edition() -> None:
    before = editions.newest()
    typed = replace(CONTENT, text="  Beli\n500 t  jagung & <b>=1+1\u200b ", meeting=" Rakor\t1 ")
    kept = record(BUREAU, typed)
    assert kept.content.text == "Beli 500 t jagung & <b>=1+1"
    assert kept.content.meeting == "Rakor 1"
    assert editions.newest() == before


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("no_text", {"text": " \n ab"}),
        ("long_text", {"text": "a" * 301}),
        ("no_owner", {"owner": "\u200b"}),
        ("long_owner", {"owner": "a" * 121}),
        ("long_meeting", {"meeting": "a" * 121}),
        ("held_later", {"held_on": date(2026, 12, 1)}),
        ("held_long_ago", {"held_on": date(1026, 12, 1)}),
        ("due_before", {"due_on": date(2026, 11, 1)}),
        ("due_far", {"due_on": date(2206, 11, 1)}),
        ("no_regency", {"owner_code": "9999"}),
        ("no_subject", {"kind": "planet"}),
        ("no_subject", {"kind": "regency", "key": "Sikka"}),
        ("no_subject", {"kind": "scenario", "key": "22222222"}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(code: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(DecisionError) as refused:
        record(BUREAU, replace(CONTENT, **wrong))
    assert refused.value.code == code
    assert decisions.standing() == []


def test_a_round_that_is_named_must_be_there() -> None:
    with pytest.raises(StoreError, match="no round 222222"):
        record(BUREAU, replace(CONTENT, round_id="222222"))
    asked = a_round()
    assert record(BUREAU, replace(CONTENT, round_id=asked.round_id)).content.round_id


def test_a_correction_says_something_else_and_why() -> None:
    kept = record(BUREAU, CONTENT)
    for content, reason, code in (
        (replace(CONTENT, owner="Lain"), " - ", "no_reason"),
        (CONTENT, "tidak ada yang lain", "unchanged"),
        (replace(CONTENT, owner="Lain"), "a" * 501, "long_reason"),
    ):
        with pytest.raises(DecisionError) as refused:
            correct(BUREAU, kept.decision_id, content, reason, 1)
        assert refused.value.code == code
    assert decisions.standing() == [kept]


def test_a_click_that_comes_twice_is_told_what_came_of_the_first() -> None:
    kept = record(BUREAU, CONTENT, "a" * 32)
    assert record(BUREAU, CONTENT, "a" * 32) == kept
    done = set_status(BUREAU, kept.decision_id, "done", "laporan", 1, "b" * 32)
    assert set_status(BUREAU, kept.decision_id, "done", "laporan", 1, "b" * 32) == done
    with pytest.raises(StoreError, match="since it was shown"):
        set_status(BUREAU, kept.decision_id, "dropped", "laporan", 1, "c" * 32)


def test_what_is_withdrawn_stands_nowhere_but_in_the_history() -> None:
    kept = record(BUREAU, CONTENT)
    mark = decisions.mark()
    withdraw(BUREAU, kept.decision_id, "uji coba", 1)
    assert decisions.mark() != mark
    assert decisions.standing() == []
    (gone,) = decisions.withdrawn()
    assert gone.steps[-1].reason == "uji coba"
    with pytest.raises(StoreError, match="was withdrawn"):
        set_status(BUREAU, kept.decision_id, "open", "kembali", 2)


def test_overdue_is_what_is_open_after_its_day() -> None:
    due = date(2026, 11, 10)
    kept = record(BUREAU, replace(CONTENT, due_on=due))
    assert not decisions.is_overdue(kept, due), "the day itself is in time"
    assert decisions.is_overdue(kept, due + timedelta(1))
    assert not decisions.is_overdue(record(BUREAU, CONTENT), date(2099, 1, 1)), "no day, no delay"
    done = set_status(BUREAU, kept.decision_id, "done", "laporan", 1)
    assert not decisions.is_overdue(done, due + timedelta(1))


def test_days_come_newest_first_and_decks_show_what_is_theirs() -> None:
    old = record(BUREAU, replace(CONTENT, held_on=date(2026, 10, 1), owner_code="5304"))
    about = record(BUREAU, replace(CONTENT, kind="regency", key="5310"))
    zone = record(BUREAU, replace(CONTENT, kind="zone", key="Z1"))
    known = decisions.standing()
    assert [(day.held_on.month, day.decisions) for day in decisions.by_day(known)] == [
        (11, (about, zone)),
        (10, (old,)),
    ]
    assert decisions.of_subject(known, "province", "ntt") == known
    assert decisions.of_subject(known, "regency", "5310") == [about]
    assert decisions.of_subject(known, "regency", "5304") == [old]
    # TTS (5304) lies in Z1.
    assert decisions.of_subject(known, "zone", "Z1") == [old, zone]
    assert decisions.of_subject(known, "commodity", "rice") == []
