"""A SQLite database as one file to take along, made while others write to it; and the way back.

Copies are made by SQLite's own backup, so each is a state that the database has had. They need
neither SQLAlchemy nor a database of their own kind beside them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ntt_data.store.errors import StoreError
from ntt_data.store.sqlite_build import sqlite3

#: How long a copy waits for whoever holds the database, in seconds.
_PATIENCE_S = 30
#: How long restoring waits for a database to be free; who is still running will not stop by itself.
_MOMENT_S = 1

#: Tables of which every reader of the screen may have all rows, but for the keys in them. Of any
#: other one a guest gets none: what offices hand in, codes, sessions, whatever comes later.
OPEN_TO_ALL = {"alembic_version", "editions", "corrections", "scenarios", "scenario_versions"}

#: What a log and an index of it are called beside their database.
_BESIDE = ("-wal", "-shm", "-journal")


def copy_database(database: Path, target: Path) -> None:
    """Copy a database, used or not, into one file that is complete in itself.

    Readable by its owner alone. Raises ``StoreError``: ``no_database``, ``no_copy``.
    """
    if not database.is_file():
        raise StoreError("no_database", path=database)
    with (
        _told_as_no_copy(database),
        closing(_opened_to_read(database)) as source,
        closing(sqlite3.connect(_private(target))) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def make_whole_copy(database: Path, made: Path) -> None:
    """Copy a database to a place where there is either a whole, checked copy or none.

    It is written under another name (``half_of``) and gets its own when the disk has all of it.
    Raises ``StoreError`` as ``copy_database`` does, and ``OSError``.
    """
    half = half_of(made)
    try:
        copy_database(database, half)
        check_copy(half)
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.replace(made)
        _keep_name(made.parent)
    finally:
        half.unlink(missing_ok=True)


def half_of(made: Path) -> Path:
    """The name of a copy while it is being made; whoever is killed leaves it behind."""
    return made.with_name(made.name + ".part")


def check_copy(path: Path) -> None:
    """Read a copy whole; raises ``StoreError("no_copy")`` unless it is one of this application."""
    with _told_as_no_copy(path), closing(_connected(path, "mode=ro&immutable=1")) as copy:
        (answer,) = copy.execute("PRAGMA integrity_check").fetchone()
        if answer != "ok":
            raise StoreError("no_copy", path=path, reason=answer)
        names = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
        if not names >= {"alembic_version", "scenarios"}:
            raise StoreError("no_copy", path=path, reason="no tables of this application")


def leave_out_what_is_others(path: Path, key_hash: str | None) -> None:
    """Take out of a copy what the screen does not show to whoever has this key.

    All tables but those open to everybody; deleted scenarios; edit keys of others (their hashes,
    which would tell who has saved what); earlier versions of others' scenarios; which receipt was
    accepted or returned (the reason of a review's edition). Nothing of it stays in the file's free
    pages either.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        of_kind = "SELECT name, sql FROM sqlite_master WHERE type = ? ORDER BY name"
        guards = copy.execute(of_kind, ("trigger",)).fetchall()
        tables = [name for name, _sql in copy.execute(of_kind, ("table",))]
        copy.execute("BEGIN")
        for name, _sql in guards:
            copy.execute(f'DROP TRIGGER "{name}"')
        for name in set(tables) - OPEN_TO_ALL:
            copy.execute(f'DELETE FROM "{name}"')
        deleted = "SELECT link_id FROM scenarios WHERE deleted_at IS NOT NULL"
        for table in ("scenario_versions", "scenarios"):
            copy.execute(f"DELETE FROM {table} WHERE link_id IN ({deleted})")
        copy.execute(
            "DELETE FROM scenario_versions WHERE EXISTS (SELECT 1 FROM scenarios AS now "
            "WHERE now.link_id = scenario_versions.link_id "
            "AND (?1 IS NULL OR now.holder_hash IS NOT ?1) "
            "AND now.revision <> scenario_versions.revision)",
            (key_hash,),
        )
        for table, column in (("scenario_versions", "key_hash"), ("scenarios", "holder_hash")):
            others = f"UPDATE {table} SET {column} = NULL WHERE {column} <> ?"
            copy.execute(others, (key_hash or "",))
        copy.execute("UPDATE editions SET reason = '' WHERE kind = 'review'")
        for _name, sql in guards:
            copy.execute(sql)
        copy.execute("COMMIT")
        copy.execute("VACUUM")


def put_in_place(copy: Path, database: Path, aside: Path) -> None:
    """Put a checked copy in a database's place; what stood there is kept as ``aside``.

    Raises ``StoreError("in_use")`` while anybody has the database open: what a running process has
    read would no longer be so.
    """
    log, kept_log = (path.with_name(f"{path.name}-wal") for path in (database, aside))
    if log.exists():
        # Where the database is damaged, SQLite throws its log away when it looks at it.
        shutil.copyfile(log, _private(kept_log))
    try:
        if database.exists():
            if _is_unused_and_whole(database):
                kept_log.unlink(missing_ok=True)
            shutil.copyfile(database, _private(aside))
    except StoreError:
        kept_log.unlink(missing_ok=True)
        raise
    for ending in _BESIDE:
        # It must not be taken for a part of the new one.
        database.with_name(database.name + ending).unlink(missing_ok=True)
    with copy.open("rb+") as written:
        os.fsync(written.fileno())
    copy.replace(database)


def _keep_name(folder: Path) -> None:
    """Let the disk have a file's new name too; Windows opens no folder and needs no asking."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _is_unused_and_whole(database: Path) -> bool:
    """Whether it is one of SQLite's, now with its log in it; raises while anybody has it open."""
    try:
        with closing(sqlite3.connect(database, timeout=_MOMENT_S)) as connection:
            # Only the last one who has it open may leave the mode; the log goes into the file.
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            return True
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreError("in_use", path=database) from error
        return False  # damaged, or no database at all: a good reason to restore one


def _private(path: Path) -> Path:
    """An empty file that is the owner's alone from the beginning."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def _opened_to_read(database: Path) -> sqlite3.Connection:
    """A connection that reads what is in the log too, also where it may not write beside it."""
    connection = _connected(database, "mode=ro")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if any(database.with_name(database.name + ending).exists() for ending in _BESIDE):
            raise
        # On a stick that is write-protected; without a log nobody else is writing to it.
        return _connected(database, "mode=ro&immutable=1")
    return connection


def _connected(path: Path, how: str) -> sqlite3.Connection:
    # As a URI, with whatever characters the path has.
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=_PATIENCE_S)


@contextmanager
def _told_as_no_copy(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError("no_copy", path=path, reason=error) from error
