"""Writes that wait for each other: one transaction for all, and each is told its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Lock

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from ntt_data.store import StoreError, whole_file
from ntt_data.store.database import close_database, open_database, writing
from ntt_data.store.together import Together


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{(tmp_path / 'ntt.db').as_posix()}")
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE said (word TEXT PRIMARY KEY)")
    yield engine
    close_database(engine)


class Written:
    """What each transaction was given; the first waits until everybody has come."""

    def __init__(self) -> None:
        self.transactions: list[list[str]] = []
        self.begun, self.go_on = Event(), Event()

    def __call__(self, connection: Connection, words: Sequence[str]) -> list[str | StoreError]:
        self.transactions.append(list(words))
        self.begun.set()
        assert self.go_on.wait(30)
        taken = [each for each in words if each != "closed"]
        for each in taken:
            connection.exec_driver_sql("INSERT INTO said VALUES (?)", (each,))
        refused = StoreError("closed", round_id="r")
        return [refused if each == "closed" else each.upper() for each in words]


def all_at_once(engine: Engine, words: Sequence[str]) -> tuple[Written, list[object]]:
    """What came of these words, all but the first of which came while that was being written."""
    written = Written()
    together = Together(engine, written)

    def said(word: str) -> object:
        try:
            return together.do(word)
        except StoreError as error:
            return error

    with ThreadPoolExecutor(len(words)) as people:
        first = people.submit(said, words[0])
        assert written.begun.wait(30)
        others = [people.submit(said, word) for word in words[1:]]
        while len(together._waiting) < len(others):
            Event().wait(0.001)
        written.go_on.set()
        return written, [each.result() for each in (first, *others)]


def kept(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.exec_driver_sql("SELECT word FROM said").scalars())


def test_whoever_waits_is_written_with_the_others_and_told_its_own(engine: Engine) -> None:
    words = ["first", *(f"word {number}" for number in range(9))]
    written, told = all_at_once(engine, words)
    assert told == [each.upper() for each in words]
    assert sorted(map(len, written.transactions)) == [1, 9]
    assert kept(engine) == set(words)


def test_one_that_is_refused_is_told_so_and_no_other(engine: Engine) -> None:
    _written, told = all_at_once(engine, ["first", "closed", "open", "closed"])
    assert [str(each) for each in told if not isinstance(each, str)] == [
        "the round r takes nothing for this sheet any more"
    ] * 2
    assert len({id(each) for each in told}) == 4, "two threads raise one error"
    assert kept(engine) == {"first", "open"}


def test_what_the_database_refuses_of_one_falls_on_nobody_else(engine: Engine) -> None:
    written, told = all_at_once(engine, ["first", "twice", "twice", "other"])
    failed = [each for each in told if isinstance(each, StoreError)]
    assert [each.code for each in failed] == ["unavailable"]
    assert kept(engine) == {"first", "twice", "other"}
    assert [len(each) for each in written.transactions] == [1, 3, 1, 1, 1]
    assert isinstance(failed[0].__cause__.__cause__, IntegrityError)  # type: ignore[union-attr]


class _Turn:
    """A lock that says how many have come to it."""

    def __init__(self) -> None:
        self.came, self._lock = 0, Lock()

    def __enter__(self) -> None:
        self.came += 1
        self._lock.acquire()

    def __exit__(self, *_error: object) -> None:
        self._lock.release()


def test_what_was_committed_before_a_checkpoint_began_needs_none_of_its_own(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, moves = Event(), Event(), []
    checkpoint = whole_file._checkpoint

    def slow(cursor: object, how: str) -> bool:
        moves.append(how)
        begun.set()
        assert go_on.wait(30)
        return checkpoint(cursor, how)

    monkeypatch.setattr(whole_file, "_checkpoint", slow)
    turn = _Turn()
    monkeypatch.setattr(whole_file._checkpoints[engine], "turn", turn)
    with ThreadPoolExecutor(9) as savers:
        first = savers.submit(whole_file.into_the_file, engine)
        assert begun.wait(30)
        others = [savers.submit(whole_file.into_the_file, engine) for _ in range(8)]
        while turn.came < 9:
            Event().wait(0.001)
        go_on.set()
        assert all(each.result() for each in (first, *others))
    assert len(moves) == 2, "the one under way may have begun too soon, the next moves it for all"
