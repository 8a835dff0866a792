"""Cases of cooperation: opened and added to, event by event; nothing is changed or taken away.

Which event may follow is not known here (``services.desk.rules``). Every write says
which event its writer has seen, and one that came in between is not written over; a comment says
none and is added to whatever stands there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, insert, select

from ntt_data.store.case_layout import case_events, case_files
from ntt_data.store.case_records import EVENT_KINDS, CaseEvents, CaseFile, Event
from ntt_data.store.clock import now
from ntt_data.store.database import reading
from ntt_data.store.errors import StoreError
from ntt_data.store.ids import new_id
from ntt_data.store.writes import Once, Written, written

_ID_LENGTH = 8
_OF_EVENT = (
    *("kind", "details", "regency_code"),
    *("no", "reason", "actor_role", "credential_id", "at"),
)


class CaseStore:
    """The cases in one database; every method may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open_case(self, first: Event, write_key: str | None = None) -> CaseEvents:
        """Begin a case; a ``write_key`` that was used before gives that one as it is now."""
        _require_known(first)
        case_id = new_id(_ID_LENGTH)

        def write(connection: Connection, once: Once) -> CaseEvents:
            once.claim(connection, case_id, 1)
            return _added(connection, CaseEvents(case_id, ()), first)

        return self._once(write, write_key)

    def add(
        self,
        case_id: str,
        event: Event,
        seen: int | None,
        write_key: str | None = None,
        file: tuple[str, bytes] | None = None,
        follows: Callable[[CaseEvents], None] | None = None,
    ) -> CaseEvents:
        """Add an event, and with it a file (name, content) where it has one.

        Parameters
        ----------
        seen : int or None
            ``no`` of the last event that its writer has seen; None: after whatever stands there.
        follows : callable, optional
            Asked within the transaction, of the case to whose end the event comes; nothing is kept
            where it raises.

        Raises
        ------
        StoreError
            ``no_case``; ``case_moved_on`` where something else has happened to it.
        """
        _require_known(event)

        def write(connection: Connection, once: Once) -> CaseEvents:
            before = _found(connection, case_id, until_commit=True)
            once.claim(connection, case_id, before.no + 1)
            if seen is not None and before.no != seen:
                raise StoreError("case_moved_on", case_id=case_id)
            if follows is not None:
                follows(before)
            if file is not None:
                _keep_file(connection, case_id, *file)
            return _added(connection, before, event)

        return self._once(write, write_key)

    def load(self, case_id: str) -> CaseEvents:
        """A case with all that happened to it; ``StoreError("no_case")``."""
        with reading(self._engine) as connection:
            return _found(connection, case_id)

    def list(self) -> list[CaseEvents]:
        """Every case in the order in which they were opened."""
        with reading(self._engine) as connection:
            return _filled(connection)

    def file(self, case_id: str, digest: str) -> CaseFile:
        """A file of a case by its SHA-256; ``StoreError("no_case_file")``."""
        of_this = (case_files.c.case_id == case_id) & (case_files.c.sha256 == digest)
        with reading(self._engine) as connection:
            row = connection.execute(select(case_files).where(of_this)).first()
        if row is None:
            raise StoreError("no_case_file", case_id=case_id)
        return CaseFile(row.sha256, row.name, row.size, bytes(row.content))

    def outcome(self, write_key: str) -> CaseEvents | None:
        """What came of a write whose answer did not arrive; None where it was not done."""
        with reading(self._engine) as connection:
            done = written(connection, write_key, "case")
            return None if done is None else _found(connection, done.subject)

    def _once(
        self, write: Callable[[Connection, Once], CaseEvents], write_key: str | None
    ) -> CaseEvents:
        once = Once(self._engine, write_key, "case")

        def as_it_is(connection: Connection, done: Written) -> CaseEvents:
            return _found(connection, done.subject)

        return once.do(lambda connection: write(connection, once), as_it_is)


def _require_known(event: Event) -> None:
    if event.kind not in EVENT_KINDS:
        raise ValueError(f"{event.kind!r} is no event of a case; known are {EVENT_KINDS}")


def _added(connection: Connection, before: CaseEvents, event: Event) -> CaseEvents:
    number = before.no + 1 if before.events else 1
    # As it will be read back; what JSON cannot say on every database (NaN) is an error here.
    details = json.loads(json.dumps(dict(event.details), allow_nan=False))
    kept = replace(event, no=number, at=now(), details=details)
    row = {name: getattr(kept, name) for name in _OF_EVENT}
    connection.execute(insert(case_events).values(case_id=before.case_id, **row))
    return CaseEvents(before.case_id, (*before.events, kept))


def _keep_file(connection: Connection, case_id: str, name: str, content: bytes) -> None:
    digest = sha256(content).hexdigest()
    of_this = (case_files.c.case_id == case_id) & (case_files.c.sha256 == digest)
    if connection.execute(select(case_files.c.size).where(of_this)).first() is None:
        row = {"sha256": digest, "name": name, "size": len(content), "content": content}
        connection.execute(insert(case_files).values(case_id=case_id, at=now(), **row))


def _found(connection: Connection, case_id: str, until_commit: bool = False) -> CaseEvents:
    """A case, read within a transaction; until that is over nobody else adds to it."""
    if until_commit:
        # In SQLite whoever writes is alone anyway; PostgreSQL holds the first event's row.
        first = (case_events.c.case_id == case_id) & (case_events.c.no == 1)
        connection.execute(select(case_events.c.no).where(first).with_for_update())
    found = _filled(connection, case_id)
    if not found:
        raise StoreError("no_case", case_id=case_id)
    return found[0]


def _filled(connection: Connection, case_id: str | None = None) -> list[CaseEvents]:
    asked: Select[Any] = select(case_events).order_by(case_events.c.case_id, case_events.c.no)
    if case_id is not None:
        asked = asked.where(case_events.c.case_id == case_id)
    events: dict[str, list[Event]] = {}
    for row in connection.execute(asked):
        events.setdefault(row.case_id, []).append(_event(row))
    found = [CaseEvents(each, tuple(of_one)) for each, of_one in events.items()]
    return sorted(found, key=lambda each: (each.events[0].at, each.case_id))


def _event(row: Row[Any]) -> Event:
    return Event(**{name: row._mapping[name] for name in _OF_EVENT})
