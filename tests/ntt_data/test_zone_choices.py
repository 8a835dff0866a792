"""Chosen flagships: added, never changed, and nobody writes over what they have not seen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from ntt_data.store import StoreError
from ntt_data.store.zone_choice_records import TAKEN_BACK, ZoneChoice
from ntt_data.store.zone_choices import ZoneChoiceStore
from tests.ntt_data.test_collection_store import engine  # noqa: F401
from tests.ntt_data.test_store import postgres_url, sqlite_url  # noqa: F401

FIRST = ZoneChoice(
    "Z1", "listed", "cattle", "Rakor Kupang", "Dua daftar", "bureau",
    {"candidates": [{"product": "cattle", "weighted_points": 19.0}]}, "bureau1",
)  # fmt: skip


@pytest.fixture
def store(engine: Engine) -> ZoneChoiceStore:  # noqa: F811
    return ZoneChoiceStore(engine)


def test_a_choice_comes_back_as_it_was_made_and_stays_when_it_is_taken_back(
    store: ZoneChoiceStore,
) -> None:
    kept = store.choose(FIRST, 0)
    assert replace(kept, no=0, at=None) == FIRST
    back = store.choose(ZoneChoice("Z1", TAKEN_BACK, "", "", "Salah rapat", "bureau"), 1)
    other = store.choose(replace(FIRST, zone_id="Z2"), 0)
    assert store.list() == [kept, back, other]
    assert (kept.stands, back.stands, back.no) == (True, False, 2)


def test_a_choice_that_came_in_between_is_not_written_over(store: ZoneChoiceStore) -> None:
    store.choose(FIRST, 0)
    for seen in (0, 2):
        with pytest.raises(StoreError) as refused:
            store.choose(replace(FIRST, product="pig"), seen, "key of another")
        assert refused.value.code == "choice_moved_on"
    # The refused write has left its key free.
    assert store.outcome("key of another") is None
    assert store.choose(replace(FIRST, product="pig"), 1, "key of another").product == "pig"


def test_two_clicks_are_one_choice_and_of_two_people_one_is_refused(
    store: ZoneChoiceStore,
) -> None:
    def choose(product: str, key: str) -> str:
        try:
            return store.choose(replace(FIRST, product=product), 0, key).product
        except StoreError as error:
            return error.code

    with ThreadPoolExecutor(2) as both:
        told = list(both.map(lambda each: choose(*each), [("cattle", "a"), ("pig", "b")]))
    assert sorted(each == "choice_moved_on" for each in told) == [False, True]
    (kept,) = store.list()
    key = {"cattle": "a", "pig": "b"}[kept.product]
    assert store.choose(replace(FIRST, product="horse"), 0, key) == kept == store.outcome(key)
    assert len(store.list()) == 1


def test_the_database_itself_refuses_to_change_a_choice(
    store: ZoneChoiceStore, engine: Engine  # noqa: F811
) -> None:  # fmt: skip
    store.choose(FIRST, 0)
    for statement in ("UPDATE zone_choices SET product = 'pig'", "DELETE FROM zone_choices"):
        with pytest.raises(DBAPIError), engine.begin() as connection:
            connection.execute(text(statement))
    assert [each.product for each in store.list()] == ["cattle"]
