"""Rounds, versions and credentials in the database: nothing changes, nothing doubles."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Event

import pytest
from sqlalchemy import Engine, insert

from ntt_data.store.collection_layout import APPEND_ONLY, round_events
from ntt_data.store.collection_records import (
    Credential,
    Figure,
    Finding,
    Period,
    Review,
    Round,
    RoundEvent,
    RoundItem,
    SheetKey,
    Submission,
)
from ntt_data.store.credentials import CredentialStore
from ntt_data.store.database import open_database, writing
from ntt_data.store.errors import StoreError
from ntt_data.store.reviews import ReviewStore
from ntt_data.store.rounds import RoundStore, found_round
from ntt_data.store.submissions import SubmissionStore, new_idempotency_key
from tests.ntt_data.test_store import postgres_url, sqlite_url  # noqa: F401
from tests.support.append_only import expect_append_only

AT = datetime(2026, 11, 29, 6, 0)
KEY = SheetKey("rakor2", "5304", "agriculture")
ROUND = Round(
    "rakor2", "Rakor jagung", False, AT, 2026, 1, 12, AT,
    items=(RoundItem("agriculture", "maize", "t"), RoundItem("trade_stock", "rice", "t")),
    later_periods=(Period(2027, 1, 6),),
)  # fmt: skip


@pytest.fixture(
    params=["sqlite_url", pytest.param("postgres_url", marks=pytest.mark.deploy)],
    ids=["sqlite", "postgresql"],
)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    opened = open_database(str(request.getfixturevalue(request.param)))
    RoundStore(opened).begin(ROUND)
    yield opened
    opened.dispose()


def given(value: float = 5.0, **changed: object) -> Submission:
    plain = Submission(
        KEY, 0, new_idempotency_key(), "Dinas Pertanian", "Kepala Bidang", "form",
        (Figure("maize", "production", "value", value, f"{value:g}"),),
        (Finding("maize", "production", "far_from_earlier_years", "Sawah baru"),),
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]


def test_a_round_comes_back_as_it_was_opened(engine: Engine) -> None:
    assert RoundStore(engine).load("rakor2") == ROUND
    assert RoundStore(engine).list() == [ROUND]
    assert ROUND.sheets == ("agriculture", "trade_stock")


def test_a_version_comes_back_with_figures_and_answers(engine: Engine) -> None:
    store = SubmissionStore(engine)
    kept = store.hand_in(given())
    assert store.by_receipt(kept.receipt_no) == kept == store.newest(KEY)
    assert [each.receipt_no for each in store.of_round("rakor2")] == [kept.receipt_no]
    assert store.by_receipt("22222222") is None


def test_eighty_who_hand_in_at_once_get_eighty_versions(engine: Engine) -> None:
    store = SubmissionStore(engine)
    with ThreadPoolExecutor(20) as people:
        kept = list(people.map(lambda n: store.hand_in(given(float(n))), range(80)))
    assert sorted(each.no for each in kept) == list(range(1, 81))
    found = {each.receipt_no: each for each in store.versions(KEY)}
    assert found == {each.receipt_no: each for each in kept}


def test_one_form_that_arrives_ten_times_at_once_is_one_version(engine: Engine) -> None:
    store, form = SubmissionStore(engine), given()
    with ThreadPoolExecutor(10) as arrivals:
        kept = set(arrivals.map(lambda _: store.hand_in(form).receipt_no, range(10)))
    assert len(kept) == 1
    assert len(store.versions(KEY)) == 1


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_is_changed_replaced_or_taken_away(engine: Engine, table: str) -> None:
    someone = Credential("5304-ab", "regency", "h", "l" * 64, AT, *KEY)
    CredentialStore(engine).add([someone])
    CredentialStore(engine).add([], withdraw=["5304-ab"])
    RoundStore(engine).tell("rakor2", RoundEvent("closed", "Selesai", AT))
    kept = SubmissionStore(engine).hand_in(given())
    accepted = Review("accepted", kept.receipt_no, KEY, figures=kept.figures, actor_role="bureau")
    ReviewStore(engine).decide(accepted)
    expect_append_only(engine, table)


def test_a_round_ends_before_a_version_or_after_it_never_meanwhile(engine: Engine) -> None:
    store, told = SubmissionStore(engine), RoundStore(engine)
    asked, go_on = Event(), Event()

    def takes(found: Round, _key: SheetKey, _at: datetime) -> bool:
        asked.set()
        assert go_on.wait(timeout=20)
        return not found.events

    with ThreadPoolExecutor(2) as people:
        handing_in = people.submit(store.hand_in, given(), takes)
        assert asked.wait(timeout=20)
        closing = people.submit(told.tell, "rakor2", RoundEvent("closed", "Selesai", AT))
        time.sleep(0.3)
        assert not closing.done(), "a version would come after the end and be kept all the same"
        go_on.set()
        kept = handing_in.result(timeout=20)
        closing.result(timeout=20)
    (closed,) = told.load("rakor2").events
    assert kept.at <= closed.at
    with pytest.raises(StoreError) as refused:
        store.hand_in(given(6.0), takes)
    assert refused.value.code == "closed"
    assert [each.no for each in store.versions(KEY)] == [1]


def test_who_hands_in_while_a_round_is_being_closed_waits_and_is_refused(engine: Engine) -> None:
    store, told = SubmissionStore(engine), RoundStore(engine)
    at_work = Event()

    def hand_in() -> None:
        at_work.set()
        store.hand_in(given(), lambda found, _key, _at: not found.events)

    with ThreadPoolExecutor(1) as people:
        with writing(engine) as connection:  # as ``RoundStore.tell`` does
            found_round(connection, "rakor2", until_commit="alone")
            handing_in = people.submit(hand_in)
            assert at_work.wait(timeout=20)
            time.sleep(0.3)
            row = {"round_id": "rakor2", "no": 1, "kind": "closed", "reason": "Selesai", "at": AT}
            connection.execute(insert(round_events).values(row))
        with pytest.raises(StoreError) as refused:
            handing_in.result(timeout=20)
    assert refused.value.code == "closed"
    assert told.load("rakor2").events
    assert store.versions(KEY) == []


def test_what_is_kept_already_is_told_again_after_the_end(engine: Engine) -> None:
    form = given()
    kept = SubmissionStore(engine).hand_in(form)
    again = SubmissionStore(engine).hand_in(form, lambda _round, _key, _at: False)
    assert again.receipt_no == kept.receipt_no


def test_a_draft_is_kept_until_its_sheet_is_handed_in(engine: Engine) -> None:
    someone = Credential("5304-ab", "regency", "h", "l" * 64, AT, *KEY)
    CredentialStore(engine).add([someone])
    store = SubmissionStore(engine)
    phone, laptop = "a" * 64, "b" * 64
    for content in ('{"a": "1"}', '{"a": "12"}'):
        store.save_draft("5304-ab", phone, content, 0)
    (draft,) = store.drafts("5304-ab")
    assert draft.content_json == '{"a": "12"}'
    store.save_draft("5304-ab", laptop, '{"a": "3"}', 0)
    assert [each.session_hash for each in store.drafts("5304-ab")] == [laptop, phone]
    assert store.with_drafts(["5304-ab", "5304-cd"]) == {"5304-ab"}
    store.hand_in(given(credential_id="5304-ab", session_hash=laptop))
    assert [each.session_hash for each in store.drafts("5304-ab")] == [phone]


def test_colleagues_who_type_the_same_code_at_one_moment_are_each_counted(engine: Engine) -> None:
    """The first wrong code of a name makes its row: on PostgreSQL two can be the first."""
    store = CredentialStore(engine)
    for sheet in range(3):
        begin = Barrier(8)

        def typed(_person: int, name: str = f"5304-a{sheet}", begin: Barrier = begin) -> float:
            begin.wait()
            return store.attempt(name, 6, 120.0, 300.0)

        with ThreadPoolExecutor(8) as people:
            told_s = sorted(people.map(typed, range(8)))
        assert told_s[:7] == [0.0] * 7, "six cost nothing, and the seventh is still looked at"
        assert 0 < told_s[7] <= 120


def test_who_comes_in_by_a_code_forgets_the_wrong_ones_and_by_a_link_does_not(
    engine: Engine,
) -> None:
    store = CredentialStore(engine)
    store.add([Credential("5304-ab", "regency", "h", "l" * 64, AT, *KEY)])
    for _ in range(2):
        assert store.attempt("5304-ab", 1, 120.0, 300.0) == 0
    store.sign_in("5304-ab", "a" * 64)
    assert store.attempt("5304-ab", 1, 120.0, 300.0) > 0
    store.sign_in("5304-ab", "b" * 64, by_code=True)
    assert store.attempt("5304-ab", 1, 120.0, 300.0) == 0
    for token in ("a", "b"):
        signed_in = store.signed_in(token * 64, timedelta(hours=1))
        assert signed_in is not None
