"""A database's file that is deleted or exchanged while it is used: noticed, and put back.

SQLite goes on writing into a file that was deleted: every save would be told, and be gone with the
process. So one connection holds the file open for as long as it is used, and before and after every
transaction one look says whether the file under that name is still the one held. One that is gone
is put back from what is held. Beside one that somebody has put in its place, what was held is kept
under another name, and the new one counts.
"""

from __future__ import annotations

import contextlib
import logging
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from ntt_data import log
from ntt_data.store.sqlite_build import sqlite3


@dataclass
class _Held:
    path: Path
    connection: Any  # of the driver; nobody else uses it
    identities: list[tuple[int, int] | None]  # of the file and of those beside it
    lock: Lock = field(default_factory=Lock)
    kept_for: tuple[int, int] | None = None  # the file in its place beside which it was kept


_held: WeakKeyDictionary[Engine, _Held] = WeakKeyDictionary()


def hold(engine: Engine) -> None:
    """Hold the file of a SQLite database open from now on."""
    name = engine.url.database
    if (
        engine.dialect.name != "sqlite"
        or not name
        or name == ":memory:"
        or name.startswith("file:")
    ):
        return
    path = Path(name).absolute()
    _held[engine] = _Held(path, _connection(engine), _identities(path))


def let_go(engine: Engine) -> None:
    """Hold it no longer."""
    held = _held.pop(engine, None)
    if held is not None:
        held.connection.close()


def require_same_file(engine: Engine) -> None:
    """See to it that the file under the database's name is the one in use.

    Raises ``OSError`` where a deleted one cannot be put back, or another one not be opened.
    """
    held = _held.get(engine)
    if held is None or _identity(held.path) == held.identities[0]:
        return
    with held.lock:
        found = _identity(held.path)
        if found == held.identities[0]:  # another thread has done it
            return
        if found is None:
            _put_back(held)
            log.event("database_put_back", logging.WARNING, why="deleted while it was used")
        elif held.kept_for != found:
            # Once: what cannot be opened is looked at again at every request.
            kept, held.kept_for = _keep_beside(held), found
            log.event("database_exchanged", logging.WARNING, before=kept.name)
        engine.dispose()  # new connections open the file that is there now
        connection = _connection(engine)
        held.connection.close()
        held.connection, held.identities = connection, _identities(held.path)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _identities(path: Path) -> list[tuple[int, int] | None]:
    return [_identity(path), *map(_identity, _beside(path))]


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm")]


def _connection(engine: Engine) -> Any:
    try:
        pooled = engine.raw_connection()
        connection = pooled.driver_connection
        assert connection is not None
        pooled.detach()
        # The first question opens the file and its log.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlite3.Error as error:  # the driver's own, which nobody above knows
        raise OSError(f"the database's file cannot be opened: {error}") from error
    return connection


def _put_back(held: _Held) -> None:
    held.path.parent.mkdir(parents=True, exist_ok=True)
    whole = _copy(held, f"{held.path.name}.put-back-{os.getpid()}")
    try:
        for path in _beside(held.path):  # of the deleted file: no other may be read with them
            path.unlink(missing_ok=True)
        # Another process may have put it back meanwhile, and written into it.
        with contextlib.suppress(FileExistsError):
            os.link(whole, held.path)
    finally:
        whole.unlink()


def _keep_beside(held: _Held) -> Path:
    at = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    kept = _copy(held, f"{held.path.stem}-before-exchange-{at}-{os.getpid()}{held.path.suffix}")
    for path, identity in zip(_beside(held.path), held.identities[1:], strict=True):
        if identity is not None and _identity(path) == identity:  # else it is the new file's own
            path.unlink()
    return kept


def _copy(held: _Held, name: str) -> Path:
    """Everything that is committed in the file held, in one new file."""
    path = held.path.with_name(name)
    try:
        with contextlib.closing(sqlite3.connect(path)) as target:
            held.connection.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # all of it in the one file
    except sqlite3.Error as error:
        path.unlink(missing_ok=True)
        raise OSError(f"the database's file was deleted and cannot be put back: {error}") from error
    return path
