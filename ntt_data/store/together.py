"""Writes that wait for each other go into the database together.

Eighty offices press one button at the same moment. One after the other, each begins a transaction,
waits for the disk and moves the log into the file; together they do that once for all who are
waiting. Nobody is told before the transaction that holds their write is committed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, IntegrityError

from ntt_data.store.database import writing
from ntt_data.store.errors import StoreError

Given = TypeVar("Given")
Made = TypeVar("Made")

#: More in one transaction would let the first wait for the last, and readers for all of them.
_MOST = 40


class Together(Generic[Given, Made]):
    """One kind of write, in transactions that hold whatever is waiting.

    Parameters
    ----------
    write : callable
        Writes all that it is given, and says of each what came of it: in the same order what was
        made, or the ``StoreError`` for which nothing of it was written.
    """

    def __init__(
        self,
        engine: Engine,
        write: Callable[[Connection, Sequence[Given]], Sequence[Made | StoreError]],
    ) -> None:
        self._engine = engine
        self._write = write
        self._turn = Lock()
        self._waiting: deque[_Waiting[Given, Made]] = deque()

    def do(self, given: Given) -> Made:
        """What came of this one; returns when the database has it."""
        mine: _Waiting[Given, Made] = _Waiting(given)
        self._waiting.append(mine)
        with self._turn:
            # Whoever had the turn before may have taken this one along; else it is among the next.
            while mine.result is None:
                self._write_some()
        if isinstance(mine.result, StoreError):
            # An error of its own for everybody: each thread writes its way into the one it raises.
            raise StoreError(mine.result.code, **mine.result.fields) from mine.result
        return mine.result

    def _write_some(self) -> None:
        some = [self._waiting.popleft() for _ in range(min(_MOST, len(self._waiting)))]
        try:
            self._commit(some)
        except StoreError as error:
            if len(some) > 1 and isinstance(error.__cause__, IntegrityError | DataError):
                for each in some:  # what the database refuses of one must not fall on the others
                    self._alone(each)
                return
            for each in some:
                each.result = error
        except BaseException:
            for each in some:  # a mistake of the program: nothing is kept, and nobody waits on
                each.result = StoreError("unavailable", reason="the write was given up")
            raise

    def _alone(self, one: _Waiting[Given, Made]) -> None:
        try:
            self._commit([one])
        except StoreError as error:
            one.result = error

    def _commit(self, some: Sequence[_Waiting[Given, Made]]) -> None:
        with writing(self._engine) as connection:
            results = self._write(connection, [each.given for each in some])
        for each, result in zip(some, results, strict=True):
            each.result = result


class _Waiting(Generic[Given, Made]):
    """One write, and what came of it once that is known."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.result: Made | StoreError | None = None
