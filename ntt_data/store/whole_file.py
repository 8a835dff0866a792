"""Keep what was said to be saved in the database's one file, not only in the log beside it.

SQLite writes into ``ntt.db-wal`` first and moves it into ``ntt.db`` (a *checkpoint*) every thousand
pages. A process that was ended in between leaves all that a hall has saved in the log, and whoever
then takes ``ntt.db`` along takes an empty database. So every save is moved before it is told.

Many who save at once need one checkpoint: it moves whatever was committed before it began.

SQLite before 3.51.3 can lose writes where a checkpoint runs beside somebody who writes. A *full*
one holds the lock of writers while it runs, unlike the one that SQLite begins by itself, which is
therefore switched off (``wal_autocheckpoint``).
"""

from __future__ import annotations

import logging
import time
from contextlib import closing
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from ntt_data import log

#: How long a save waits for others to let its checkpoint through: those who still read an older
#: state, and another process at its own checkpoint. The save itself is safe all the while.
PATIENCE_S = 2.0
_PAUSE_S = 0.005


@dataclass
class _Checkpoints:
    """Those of one database in this process: how many were begun, and the last that arrived."""

    begun: int = 0
    arrived: int = 0
    turn: Lock = field(default_factory=Lock)


_checkpoints: WeakKeyDictionary[Engine, _Checkpoints] = WeakKeyDictionary()


def into_the_file(engine: Engine, how: Literal["FULL", "TRUNCATE"] = "FULL") -> bool:
    """Move everything that is committed into the file; whether all of it has arrived.

    ``TRUNCATE`` empties the log as well, for which nobody may be reading. Nothing is raised: what
    is committed is safe in the log, and the next save or the next start moves it.
    """
    if engine.dialect.name != "sqlite" or engine.url.query.get("mode") == "ro":
        return True
    of_all = _checkpoints.setdefault(engine, _Checkpoints())
    begun_before = of_all.begun
    try:
        with of_all.turn:
            if how == "FULL" and of_all.arrived > begun_before:
                return True  # one that began after this save was committed has moved it along
            of_all.begun += 1
            # With the pool's connection alone: SQLAlchemy would begin a transaction, and within one
            # no checkpoint is possible.
            with closing(engine.raw_connection()) as connection:
                arrived = _checkpoint(connection.cursor(), how)
            if arrived:
                of_all.arrived = of_all.begun
    except Exception as error:  # a full disk, a file that somebody has taken away
        log.event("checkpoint_failed", logging.WARNING, reason=error)
        return False
    if not arrived:
        log.event("checkpoint_incomplete", logging.WARNING)
    return arrived


def _checkpoint(cursor: Any, how: str) -> bool:
    (usual_ms,) = cursor.execute("PRAGMA busy_timeout").fetchone()
    cursor.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE_S:.0f}")
    end = time.monotonic() + PATIENCE_S
    try:
        while True:
            busy, written, moved = cursor.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
            if not busy or time.monotonic() > end:
                return not busy and written == moved
            # Another process is at it: SQLite says so at once instead of waiting.
            time.sleep(_PAUSE_S)
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {usual_ms}")
