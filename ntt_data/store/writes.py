"""Write once: what carries the key of a write that was done before is not done again.

A key is fixed when a form is drawn. Whoever clicks twice, or tries again because no answer came
back, sends the same key twice, and finds what came of the first. The database keeps keys unique;
of two who come at the same moment one waits for the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeVar

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from ntt_data.store import new_write_key
from ntt_data.store.database import reading, writing
from ntt_data.store.layout import writes

Action = Literal[
    "create",
    "save",
    "archive",
    "restore",
    "restore_version",
    "delete",
    "undelete",
    "correct",
    "review",
    "open_round",
    "decision",
    "case",
    "zone_choice",
    "template",
]
Made = TypeVar("Made")


@dataclass(frozen=True)
class Written:
    """What came of a write: the revision of a scenario, or an edition."""

    subject: str
    revision: int


class _DoneBeforeError(Exception):
    """Somebody else has just used this key; the transaction is to be left."""


class Once:
    """One write under its key, in a transaction of its own.

    Parameters
    ----------
    write_key : str or None
        Of the form that asks for it; None stands for a key that was never used.
    action : str
        What is done: a form may be saved and archived with one key.
    """

    def __init__(self, engine: Engine, write_key: str | None, action: Action) -> None:
        self._engine = engine
        self._key = write_key or new_write_key()
        self._action = action

    def do(
        self,
        write: Callable[[Connection], Made],
        find: Callable[[Connection, Written], Made],
    ) -> Made:
        """What ``write`` gives, or what ``find`` finds where this key was used before.

        ``write`` calls ``claim`` before it changes anything. When it raises, nothing of it is kept
        and the key is free again.
        """
        try:
            with writing(self._engine) as connection:
                before = self._before(connection)
                return write(connection) if before is None else find(connection, before)
        except _DoneBeforeError:
            with reading(self._engine) as connection:
                before = self._before(connection)
                assert before is not None, "a key that is taken is there"
                return find(connection, before)

    def claim(self, connection: Connection, subject: str, revision: int) -> None:
        """Take the key for what is about to be written; waits for whoever is taking it now."""
        taken = insert(writes).values(
            write_key=self._key,
            action=self._action,
            subject=subject,
            revision=revision,
            at=datetime.now(UTC).replace(tzinfo=None),
        )
        try:
            connection.execute(taken)
        except IntegrityError as error:
            raise _DoneBeforeError from error

    def _before(self, connection: Connection) -> Written | None:
        return written(connection, self._key, self._action)


def written(connection: Connection, write_key: str, action: Action) -> Written | None:
    """What came of the write with this key; None when there was none."""
    row = connection.execute(
        select(writes.c.subject, writes.c.revision).where(
            writes.c.write_key == write_key, writes.c.action == action
        )
    ).first()
    return None if row is None else Written(row.subject, row.revision)
