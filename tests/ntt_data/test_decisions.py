"""Decisions of meetings: kept in their order, never changed, followed by one at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from ntt_data.store import StoreError
from ntt_data.store.copies import copy_database, leave_out_what_is_others
from ntt_data.store.corrections import CorrectionStore
from ntt_data.store.database import close_database, open_database
from ntt_data.store.decision_records import STATUSES, WITHDRAWN, Content, Decision, Step
from ntt_data.store.decisions import DecisionStore
from ntt_data.store.latest import latest_moment
from tests.ntt_data.test_collection_store import KEY, engine  # noqa: F401
from tests.ntt_data.test_store import postgres_url, sqlite_url  # noqa: F401
from tests.support.append_only import expect_append_only
from tests.support.examples import many

CONTENT = Content(
    "Sikka membeli 500 t jagung dari TTS", "Dinas Perdagangan Sikka", date(2026, 11, 30), "Rakor",
    "5310", date(2026, 12, 15), "regency", "5310", KEY.round_id,
)  # fmt: skip
FIRST = Step("bureau", content=CONTENT, credential_id="bureau1")


@pytest.fixture
def store(engine: Engine) -> DecisionStore:  # noqa: F811
    return DecisionStore(engine)


def said(status: str, reason: str = "Laporan diterima") -> Step:
    return Step("bureau", reason, status=status)


def test_a_decision_comes_back_as_it_was_said_and_makes_no_edition(
    store: DecisionStore, engine: Engine  # noqa: F811
) -> None:  # fmt: skip
    kept = store.put_down(FIRST)
    assert (kept.no, kept.status, kept.content, kept.corrected) == (1, "open", CONTENT, False)
    assert store.list() == [kept] == [store.load(kept.decision_id)]
    assert CorrectionStore(engine).newest() == 0, "no figure is another one by it"
    newest = latest_moment(engine)
    assert newest is not None
    assert kept.steps[0].at is not None
    assert newest >= kept.steps[0].at


def test_a_correction_and_what_became_of_it_are_kept_beside_what_was_said(
    store: DecisionStore,
) -> None:
    kept = store.put_down(FIRST)
    later = replace(CONTENT, due_on=None)
    corrected = store.follow(kept.decision_id, Step("bureau", "Salah ketik", later), 1)
    done = store.follow(kept.decision_id, said("done"), 2)
    assert (corrected.content.due_on, corrected.corrected) == (None, True)
    assert (done.status, done.no, done.content) == ("done", 3, later)
    assert [each.content for each in done.steps] == [CONTENT, later, None]
    assert store.list() == [done]


def test_nobody_writes_over_what_they_have_not_seen(store: DecisionStore) -> None:
    kept = store.put_down(FIRST)
    store.follow(kept.decision_id, said("done"), 1)
    with pytest.raises(StoreError) as refused:
        store.follow(kept.decision_id, said("dropped"), 1)
    assert refused.value.code == "followed_since"
    with pytest.raises(StoreError) as refused:
        store.follow(kept.decision_id, said("done"), 2)
    assert refused.value.code == "same_status"
    with pytest.raises(StoreError) as refused:
        store.follow("22222222", said("done"), 1)
    assert refused.value.code == "no_decision"
    assert store.load(kept.decision_id).no == 2, "nothing of a refused step is kept"


def test_of_twenty_who_follow_at_once_one_does(store: DecisionStore) -> None:
    kept = store.put_down(FIRST)

    def follow(n: int) -> str:
        try:
            store.follow(kept.decision_id, said("done" if n % 2 else "dropped"), 1)
        except StoreError as error:
            return error.code
        return "kept"

    with ThreadPoolExecutor(8) as people:
        outcomes = list(people.map(follow, range(20)))
    assert outcomes.count("kept") == 1
    assert outcomes.count("followed_since") == 19
    assert len(store.load(kept.decision_id).steps) == 2


def test_one_form_is_one_write_however_often_it_comes(store: DecisionStore) -> None:
    with ThreadPoolExecutor(8) as arrivals:
        kept = list(arrivals.map(lambda _n: store.put_down(FIRST, "a" * 32), range(16)))
    assert len({each.decision_id for each in kept}) == 1 == len(store.list())
    with ThreadPoolExecutor(8) as arrivals:
        followed = list(
            arrivals.map(
                lambda _n: store.follow(kept[0].decision_id, said("done"), 1, "b" * 32), range(16)
            )
        )
    assert {each.no for each in followed} == {2}
    assert store.outcome("b" * 32) == followed[0]
    assert store.outcome("c" * 32) is None


@pytest.mark.parametrize("table", ["decisions", "decision_events"])
def test_no_row_is_changed_replaced_or_taken_away(
    store: DecisionStore, engine: Engine, table: str  # noqa: F811
) -> None:  # fmt: skip
    kept = store.put_down(FIRST)
    store.follow(kept.decision_id, said("done"), 1)
    expect_append_only(engine, table)
    assert len(store.load(kept.decision_id).steps) == 2


def test_a_whole_copy_has_them_and_the_copy_of_a_guest_has_none(
    sqlite_url: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    database = Path(sqlite_url.removeprefix("sqlite:///"))
    opened = open_database(sqlite_url)
    DecisionStore(opened).put_down(replace(FIRST, content=replace(CONTENT, round_id=None)))
    close_database(opened)
    for whole in (True, False):
        copy = tmp_path / f"{whole}.db"
        copy_database(database, copy)
        if not whole:
            leave_out_what_is_others(copy, None)
        brought_back = open_database(f"sqlite:///{copy.as_posix()}")
        assert len(DecisionStore(brought_back).list()) == whole
        close_database(brought_back)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["correct", *STATUSES, WITHDRAWN]),
        st.integers(-1, 1),  # how far from the newest step is what its writer has seen
    ),
    max_size=12,
)


@settings(
    max_examples=many(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(STEPS)
def test_no_sequence_of_steps_leads_where_none_may(
    store: DecisionStore, steps: list[tuple[str, int]]
) -> None:
    """A model beside the store: a step counts unless it was withdrawn, seen wrong, or is none."""
    kept = store.put_down(FIRST)
    expected: list[str] = ["recorded"]
    status, stands = "open", True
    for what, off in steps:
        step = Step("bureau", "sebab", CONTENT) if what == "correct" else said(what)
        may = stands and off == 0 and (what == "correct" or what != status)
        try:
            store.follow(kept.decision_id, step, len(expected) + off)
        except StoreError:
            assert not may, (what, off, expected)
        else:
            assert may, (what, off, expected)
            expected.append(what)
            status, stands = (status if what == "correct" else what), what != WITHDRAWN
    found: Decision = store.load(kept.decision_id)
    told = ["recorded", *(each.status or "correct" for each in found.steps[1:])]
    assert told == expected
    assert [each.no for each in found.steps] == list(range(1, len(expected) + 1))
    assert (found.status, found.stands) == (status, stands)
