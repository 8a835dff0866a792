"""A form that is sent twice is one write, whoever sends it and however close the two are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ntt_data.store import Correction, StoredScenario, StoreError, new_write_key
from ntt_data.store.corrections import CorrectionStore
from ntt_data.store.database import open_database
from ntt_data.store.scenarios import ScenarioStore

# The fixtures of both databases stand beside the tests of the store.
from tests.ntt_data.test_store import DOCUMENT, postgres_url, sqlite_url, url

__all__ = ["postgres_url", "sqlite_url", "url"]

OTHER = {**DOCUMENT, "name": "La Niña"}
CORRECTION = Correction("production", (("year", "2022"),), "value", "1", None, "Uji", "S01")

Write = Callable[[ScenarioStore, str, str], StoredScenario]
WRITES: dict[str, Write] = {
    "create": lambda store, _link, key: store.create(OTHER, write_key=key),
    "save": lambda store, link, key: store.save(link, OTHER, 2, write_key=key),
    "archive": lambda store, link, key: store.archive(link, 2, key),
    "restore": lambda store, link, key: store.restore(link, 2, key),
    "restore_version": lambda store, link, key: store.restore_version(link, 1, None, 2, key),
}
CASES = pytest.mark.parametrize("action", list(WRITES))


@pytest.fixture
def stores(url: str) -> tuple[ScenarioStore, ScenarioStore]:
    """Two programs with a connection each to one database."""
    return ScenarioStore(open_database(url)), ScenarioStore(open_database(url))


def _prepared(store: ScenarioStore, action: str) -> str:
    """A scenario at revision 2, in the state that the action changes."""
    link = store.create(DOCUMENT).link_id
    store.save(link, {**DOCUMENT, "description": "Lain"}, 1)
    if action == "restore":
        store.archive(link)
    return link


def _rows(store: ScenarioStore) -> tuple[int, int]:
    every = [*store.list(), *store.list(archived=True)]
    return len(every), sum(len(store.versions(each.link_id)) for each in every)


@CASES
def test_the_same_key_twice_gives_the_same_and_writes_once(
    stores: tuple[ScenarioStore, ScenarioStore], action: str
) -> None:
    link, key = _prepared(stores[0], action), new_write_key()
    first = WRITES[action](stores[0], link, key)
    rows = _rows(stores[0])
    assert WRITES[action](stores[1], link, key) == first
    assert _rows(stores[1]) == rows


@CASES
def test_two_connections_at_the_same_moment_write_once(
    stores: tuple[ScenarioStore, ScenarioStore], action: str
) -> None:
    for _round in range(5):
        link, key = _prepared(stores[0], action), new_write_key()
        before, start = _rows(stores[0]), Barrier(2)

        def write(store: ScenarioStore, link: str = link, key: str = key, start: Barrier = start):
            start.wait()
            return WRITES[action](store, link, key)

        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(write, stores)
        assert first == second
        rows, versions = (after - was for after, was in zip(_rows(stores[0]), before, strict=True))
        assert rows == (action == "create")
        assert versions == (action in ("create", "save", "restore_version"))


def test_what_came_of_a_key_is_told_as_it_was_then(
    stores: tuple[ScenarioStore, ScenarioStore],
) -> None:
    key = new_write_key()
    made = stores[0].create(DOCUMENT, write_key=key)
    stores[1].save(made.link_id, OTHER, 1)
    again = stores[1].create(DOCUMENT, write_key=key)
    assert (again.link_id, again.revision, again.name) == (made.link_id, 1, "El Niño")
    assert again.document == DOCUMENT
    assert stores[0].outcome(key, "create") == again
    assert stores[0].outcome(key, "save") is None
    assert stores[0].outcome(new_write_key(), "create") is None


def test_a_write_that_is_refused_leaves_its_key_free(
    stores: tuple[ScenarioStore, ScenarioStore],
) -> None:
    store, key = stores[0], new_write_key()
    link = store.create(DOCUMENT).link_id
    with pytest.raises(StoreError, match="changed by somebody else"):
        store.save(link, OTHER, 7, write_key=key)
    assert store.save(link, OTHER, 1, write_key=key).revision == 2


def test_one_form_may_be_saved_and_archived(stores: tuple[ScenarioStore, ScenarioStore]) -> None:
    store, key = stores[0], new_write_key()
    link = store.create(DOCUMENT, write_key=key).link_id
    assert store.save(link, OTHER, 1, write_key=key).name == "La Niña"
    assert store.archive(link, 2, key).archived_at is not None


@pytest.mark.parametrize("action", ["archive", "restore", "restore_version"])
def test_what_was_saved_since_it_was_shown_is_told_and_left(
    stores: tuple[ScenarioStore, ScenarioStore], action: str
) -> None:
    link = _prepared(stores[0], action)
    if action == "restore":
        stores[1].restore(link)
    stores[1].save(link, {**DOCUMENT, "name": "Sementara itu"}, 2)
    if action == "restore":
        stores[1].archive(link)
    before = stores[0].load(link)
    with pytest.raises(StoreError) as caught:
        WRITES[action](stores[0], link, new_write_key())
    assert caught.value.code == "shown_before"
    assert stores[0].load(link) == before
    assert len(stores[0].versions(link)) == 3


def test_what_somebody_else_has_archived_already_stays_as_it_is(
    stores: tuple[ScenarioStore, ScenarioStore],
) -> None:
    link = _prepared(stores[0], "archive")
    then = stores[1].archive(link).archived_at
    assert stores[0].archive(link, 2, new_write_key()).archived_at == then
    assert stores[0].restore(link, 2, new_write_key()).archived_at is None
    assert stores[1].restore(link, 2, new_write_key()).archived_at is None


def test_a_correction_is_accepted_once(url: str) -> None:
    stores, key = [CorrectionStore(open_database(url)) for _ in range(2)], new_write_key()
    assert stores[0].outcome(key) is None
    start = Barrier(2)

    def add(store: CorrectionStore) -> int | None:
        start.wait()
        return store.add(CORRECTION, "bureau", 0, key)

    with ThreadPoolExecutor(2) as pool:
        numbers = list(pool.map(add, stores))
    # The one that waited is told to look again, and then finds what came of the first.
    assert set(numbers) <= {1, None}
    assert 1 in numbers
    assert stores[1].add(CORRECTION, "bureau", 1, key) == 1
    assert stores[1].outcome(key) == 1
    assert len(stores[0].until(9)) == 1


@pytest.mark.parametrize("change", ["UPDATE writes SET revision = 9", "DELETE FROM writes"])
def test_keys_are_never_changed(url: str, change: str) -> None:
    engine = open_database(url)
    ScenarioStore(engine).create(DOCUMENT)
    with pytest.raises(DBAPIError, match="are never changed"), engine.begin() as connection:
        connection.execute(text(change))


def test_what_was_saved_before_there_were_keys_can_be_saved(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr("ntt_data.store.database.HEAD", "0002")
        old = open_database(url)
    with old.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO scenarios VALUES ('k7m2x9qa', 'El Niño', '', '{}', 1, "
                "'2026-01-02 03:04:05', '2026-02-03 04:05:06', NULL, NULL, NULL)"
            )
        )
    old.dispose()
    store = ScenarioStore(open_database(url))
    assert store.save("k7m2x9qa", OTHER, 1, write_key=new_write_key()).revision == 2
