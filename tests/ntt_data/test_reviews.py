"""Decisions about versions: kept in their order, each an edition where a balance is touched."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from ntt_data.store import StoreError
from ntt_data.store.collection_records import Figure, Review, Version
from ntt_data.store.corrections import CorrectionStore
from ntt_data.store.reviews import ReviewStore
from ntt_data.store.submissions import SubmissionStore
from tests.ntt_data.test_collection_store import KEY, engine, given  # noqa: F401
from tests.ntt_data.test_store import postgres_url, sqlite_url  # noqa: F401

pytestmark = pytest.mark.usefixtures("engine")
MAIZE = Figure("maize", "production", "value", 5.0, "5")


@pytest.fixture
def version(engine: Engine) -> Version:  # noqa: F811
    return SubmissionStore(engine).hand_in(given())


@pytest.fixture
def store(engine: Engine) -> ReviewStore:  # noqa: F811
    return ReviewStore(engine)


def about(version: Version, kind: str = "accepted", **more: object) -> Review:
    plain = Review(kind, version.receipt_no, KEY, figures=(MAIZE,) if kind == "accepted" else ())
    return replace(plain, actor_role="bureau", **more)  # type: ignore[arg-type]


def test_what_is_accepted_makes_an_edition_and_comes_back(
    store: ReviewStore, version: Version, engine: Engine  # noqa: F811
) -> None:  # fmt: skip
    kept = store.decide(about(version, remark="sesuai"))
    assert (kept.no, kept.edition) == (1, 1)
    assert store.of_round(KEY.round_id) == [kept] == list(store.until(1))
    assert store.until(0) == ()
    assert CorrectionStore(engine).newest() == 1


def test_a_return_makes_one_only_where_it_takes_something_away(
    store: ReviewStore, version: Version
) -> None:
    assert store.decide(about(version, "returned", remark="satuan?")).edition is None
    store.decide(about(version))
    assert store.decide(about(version, "returned", remark="satuan?")).edition == 2
    assert [each.kind for each in store.until(9)] == ["accepted", "returned"]


def test_taking_back_counts_where_what_is_taken_back_did(
    store: ReviewStore, version: Version
) -> None:
    returned = store.decide(about(version, "returned", remark="satuan?"))
    assert store.decide(about(version, "undone", undoes=returned.no)).edition is None
    accepted = store.decide(about(version))
    assert store.decide(about(version, "undone", undoes=accepted.no)).edition == 2


def test_nothing_is_taken_back_twice(store: ReviewStore, version: Version) -> None:
    accepted = store.decide(about(version))
    store.decide(about(version, "undone", undoes=accepted.no))
    with pytest.raises(StoreError, match="taken back already"):
        store.decide(about(version, "undone", undoes=accepted.no))
    with pytest.raises(StoreError, match="is not there"):
        store.decide(about(version, "undone", undoes=99))
    assert len(store.of_round(KEY.round_id)) == 2


def test_what_was_not_handed_in_cannot_be_accepted(store: ReviewStore, version: Version) -> None:
    other = Figure("maize", "stock_end", "value", 5.0, "5")
    with pytest.raises(StoreError, match="no figure stock_end of maize"):
        store.decide(about(version, figures=(other,)))
    with pytest.raises(StoreError, match="no receipt 22222222"):
        store.decide(about(version, receipt_no="22222222", figures=()))
    assert store.of_round(KEY.round_id) == []


def test_one_key_is_one_decision_however_often_it_comes(
    store: ReviewStore, version: Version
) -> None:
    with ThreadPoolExecutor(8) as people:
        kept = list(people.map(lambda _n: store.decide(about(version), "a" * 32), range(16)))
    assert len({(each.no, each.edition) for each in kept}) == 1
    assert len(store.of_round(KEY.round_id)) == 1


def test_who_decides_at_once_gets_numbers_in_a_row(store: ReviewStore, version: Version) -> None:
    with ThreadPoolExecutor(8) as people:
        kept = list(people.map(lambda _n: store.decide(about(version)), range(24)))
    assert sorted(each.no for each in kept) == list(range(1, 25))
    assert sorted(each.edition or 0 for each in kept) == list(range(1, 25))
