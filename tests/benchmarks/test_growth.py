"""What the growth benchmark fills a database with is read as if people had handed it in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ntt_data import editions
from ntt_data.store import review_store, submission_store
from ntt_data.store.collection_records import Round
from services import review_queue
from services.progress import progress
from tests.benchmarks.growth import scale, submissions
from tests.support import a_round

SIZE = 66  # three versions of each sheet; every tenth accepted, every fifth asked about


@pytest.fixture(scope="module")
def asked() -> Iterator[Round]:
    with submissions.round_with(SIZE) as filled:
        yield filled


def test_only_the_newest_version_of_a_sheet_counts(asked: Round) -> None:
    states = progress(asked)
    assert set(states["no"]) == {3}
    newest = range(SIZE - len(submissions.CODES), SIZE)
    expected = {
        submissions.CODES[n % 22]: "accepted"
        if n % submissions.ACCEPTED == 0
        else "question"
        if n % submissions.ASKED_ABOUT == 0
        else "handed_in"
        for n in newest
    }
    assert dict(zip(states["regency_code"], states["state"], strict=True)) == expected
    waiting = review_queue.waiting(a_round.BUREAU, asked)
    assert {each.version.key.regency_code for each in waiting} == {
        code for code, state in expected.items() if state != "accepted"
    }
    assert {(each.figures, each.questions) for each in waiting} == {(1, 0), (1, 1)}


def test_the_database_picks_what_a_full_reading_would(asked: Round) -> None:
    everything = submission_store().whole_round(asked.round_id)
    by_sheet = {each.key: each for each in sorted(everything, key=lambda each: each.no)}
    found = submission_store().newest_of_round(asked.round_id)
    assert {key: each.receipt_no for key, each in found.items()} == {
        key: each.receipt_no for key, each in by_sheet.items()
    }
    assert submission_store().receipts(asked.round_id) == [each.receipt_no for each in everything]
    key = everything[0].key
    of_round = review_store().of_round(asked.round_id)
    assert review_store().of_sheet(key) == [each for each in of_round if each.key == key] != []


def test_what_is_read_later_is_only_what_was_accepted_since(
    asked: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions.begin_run()
    known = len(editions.reviewed())
    read: list[int] = []
    until = type(review_store()).until

    def counting(store: object, edition: int, after: int = 0) -> tuple[object, ...]:
        found = until(store, edition, after)  # type: ignore[arg-type]
        read.append(len(found))
        return found

    monkeypatch.setattr(type(review_store()), "until", counting)
    code = submissions.CODES[1]
    a_round.accept(a_round.hand_in_maize(asked, code, "1000", "sudah diperiksa"))
    editions.begin_run()
    assert read == [1]
    assert len(editions.reviewed()) == known + 1
    assert [each for _round, each in editions.reviewed()] == list(
        until(review_store(), editions.current().change)
    )


def test_a_square_has_the_exponent_two() -> None:
    assert scale.exponent([10, 100, 1000], [1, 100, 10_000]) == pytest.approx(2)
    row = scale.Growth("work", "ms", {1: 7.0, 10: 1.0, 100: 1.0, 1000: 1.0}).row()
    assert row.startswith("| work | 1: 7 · 10: 1 · 100: 1 · 1,000: 1 ms | 0.00 |")
