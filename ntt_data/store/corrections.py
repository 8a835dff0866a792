"""Corrections of curated tables, each one an edition of the data.

An edition is there for all or for none: its number and what it changes are one transaction.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, insert, select, text

from ntt_data.store.database import first_value, reading
from ntt_data.store.layout import corrections, editions
from ntt_data.store.records import Correction
from ntt_data.store.writes import Once, Written, written

_NEWEST = select(func.max(editions.c.number))
_NEWEST_AS_TEXT = str(_NEWEST)
_WRITTEN = select(
    corrections, editions.c.at, editions.c.actor_role
).join_from(corrections, editions)  # fmt: skip


class CorrectionStore:
    """The corrections in one database; every method may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def newest(self) -> int:
        """Number of the last change accepted; 0 when there is none."""
        return first_value(self._engine, _NEWEST_AS_TEXT) or 0

    def until(self, edition: int, after: int = 0) -> tuple[Correction, ...]:
        """What was accepted up to this edition, in the order in which it was.

        ``after`` leaves out what an earlier edition holds already.
        """
        later = corrections.c.edition > after, corrections.c.edition <= edition
        with reading(self._engine) as connection:
            rows = connection.execute(_WRITTEN.where(*later).order_by(corrections.c.edition))
            return tuple(
                Correction(
                    table=row.table_name,
                    key=tuple(json.loads(row.row_key).items()),
                    column=row.column_name,
                    expected=row.expected,
                    value=row.value,
                    reason=row.reason,
                    source_id=row.source_id,
                    edition=row.edition,
                    at=row.at,
                    actor_role=row.actor_role,
                )
                for row in rows
            )

    def add(
        self, correction: Correction, actor_role: str, after: int, write_key: str | None = None
    ) -> int | None:
        """Write a correction that was checked against edition ``after``; gives its own number.

        None when something else was accepted since: then it must be checked anew. With a
        ``write_key`` that was used before it gives the number of then.
        """
        number = after + 1
        once = Once(self._engine, write_key, "correct")

        def write(connection: Connection) -> int | None:
            one_at_a_time(connection)
            if (connection.execute(_NEWEST).scalar() or 0) != after:
                return None
            once.claim(connection, editions.name, number)
            connection.execute(
                insert(editions).values(
                    number=number,
                    kind="correction",
                    actor_role=actor_role,
                    at=datetime.now(UTC).replace(tzinfo=None),
                    reason=correction.reason,
                )
            )
            connection.execute(
                insert(corrections).values(
                    edition=number,
                    table_name=correction.table,
                    row_key=json.dumps(dict(correction.key), ensure_ascii=False),
                    column_name=correction.column,
                    expected=correction.expected,
                    value=correction.value,
                    reason=correction.reason,
                    source_id=correction.source_id,
                )
            )
            return number

        return once.do(write, _number)

    def outcome(self, write_key: str) -> int | None:
        """Number of the edition that this write made; None when it was not done."""
        with reading(self._engine) as connection:
            found = written(connection, write_key, "correct")
            return None if found is None else found.revision


def _number(_connection: Connection, done: Written) -> int:
    return done.revision


def one_at_a_time(connection: Connection) -> None:
    """Let nobody else make an edition until this transaction is over."""
    # Numbers must be seen in their order: were 6 there before 5, whoever has read 6 would never
    # look for 5. In SQLite there is one writer at a time anyway.
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE editions IN EXCLUSIVE MODE"))
