"""What a meeting decides: recorded, corrected, followed up, withdrawn; nothing is ever changed.

A decision changes no figure, so none makes an edition of the data. Every write says which step of
the decision its writer has seen; one that came in between is not written over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, insert, select

from ntt_data.store.clock import now
from ntt_data.store.database import reading
from ntt_data.store.decision_layout import decision_events, decisions
from ntt_data.store.decision_records import Content, Decision, Step
from ntt_data.store.errors import StoreError
from ntt_data.store.ids import new_id
from ntt_data.store.writes import Once, Written, written

_CONTENT = tuple(each.name for each in fields(Content))
_WHO = ("no", "reason", "actor_role", "credential_id", "at")
_ID_LENGTH = 8


class DecisionStore:
    """The decisions in one database; every method may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def put_down(self, first: Step, write_key: str | None = None) -> Decision:
        """Record a decision; a ``write_key`` that was used before gives that one as it is now."""
        decision_id = new_id(_ID_LENGTH)

        def write(connection: Connection, once: Once) -> Decision:
            once.claim(connection, decision_id, 1)
            return _added(connection, Decision(decision_id, ()), first)

        return self._once(write, write_key)

    def follow(
        self, decision_id: str, step: Step, seen: int, write_key: str | None = None
    ) -> Decision:
        """Correct a decision (``step`` has a content), or set its status; ``seen`` is its ``no``.

        Raises
        ------
        StoreError
            ``no_decision``; ``withdrawn``; ``followed_since`` where something else has happened to
            it; ``same_status`` where it has that status already.
        """

        def write(connection: Connection, once: Once) -> Decision:
            before = _found(connection, decision_id, until_commit=True)
            once.claim(connection, decision_id, seen + 1)
            if not before.stands:
                raise StoreError("withdrawn", decision_id=decision_id)
            if before.no != seen:
                raise StoreError("followed_since", decision_id=decision_id)
            if step.status and step.status == before.status:
                raise StoreError("same_status", decision_id=decision_id, status=step.status)
            return _added(connection, before, step)

        return self._once(write, write_key)

    def load(self, decision_id: str) -> Decision:
        """A decision with all that happened to it; ``StoreError("no_decision")``."""
        with reading(self._engine) as connection:
            return _found(connection, decision_id)

    def list(self) -> list[Decision]:
        """Every decision in the order in which they were recorded, the withdrawn ones too."""
        with reading(self._engine) as connection:
            return _filled(connection)

    def outcome(self, write_key: str) -> Decision | None:
        """What came of a write whose answer did not arrive; None where it was not done."""
        with reading(self._engine) as connection:
            done = written(connection, write_key, "decision")
            return None if done is None else _found(connection, done.subject)

    def _once(
        self, write: Callable[[Connection, Once], Decision], write_key: str | None
    ) -> Decision:
        once = Once(self._engine, write_key, "decision")

        def as_it_is(connection: Connection, done: Written) -> Decision:
            return _found(connection, done.subject)

        return once.do(lambda connection: write(connection, once), as_it_is)


def _added(connection: Connection, before: Decision, step: Step) -> Decision:
    number = before.no + 1 if before.steps else 1
    kept = replace(step, no=number, at=now())
    who = {"decision_id": before.decision_id, **{name: getattr(kept, name) for name in _WHO}}
    if kept.content is not None:
        connection.execute(insert(decisions).values(**who, **asdict(kept.content)))
    else:
        of_no = max(each.no for each in before.steps if each.content is not None)
        connection.execute(insert(decision_events).values(**who, of_no=of_no, status=kept.status))
    return Decision(before.decision_id, (*before.steps, kept))


def _found(connection: Connection, decision_id: str, until_commit: bool = False) -> Decision:
    """A decision, read within a transaction; until that is over nobody else adds to it."""
    if until_commit:
        # In SQLite whoever writes is alone anyway; PostgreSQL holds the first version's row.
        first = (decisions.c.decision_id == decision_id) & (decisions.c.no == 1)
        connection.execute(select(decisions.c.no).where(first).with_for_update())
    found = _filled(connection, decision_id)
    if not found:
        raise StoreError("no_decision", decision_id=decision_id)
    return found[0]


def _filled(connection: Connection, decision_id: str | None = None) -> list[Decision]:
    def rows(asked: Select[Any]) -> list[Row[Any]]:
        table = asked.get_final_froms()[0]
        if decision_id is not None:
            asked = asked.where(table.c.decision_id == decision_id)
        return list(connection.execute(asked))

    steps: dict[str, list[Step]] = {}
    for row in rows(select(decisions)):
        content = Content(**{name: row._mapping[name] for name in _CONTENT})
        steps.setdefault(row.decision_id, []).append(_step(row, content=content))
    for row in rows(select(decision_events)):
        steps[row.decision_id].append(_step(row, status=row.status))
    found = [
        Decision(each, tuple(sorted(of_one, key=lambda step: step.no)))
        for each, of_one in steps.items()
    ]
    return sorted(found, key=lambda each: (each.steps[0].at, each.decision_id))


def _step(row: Row[Any], **what: Any) -> Step:
    return Step(**{name: row._mapping[name] for name in _WHO}, **what)
