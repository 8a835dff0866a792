"""Back up the database: ``python -m deploy.server.backup [--keep-days N] FOLDER``.

The database is the one that the application uses (``NTT_DATABASE_URL``). A backup gets its name
only after it was read back whole, so whatever has the name of a backup is one. Old ones are
removed after a new one is there, never before.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL, make_url

from ntt_data.store import database_url

_NAME = "ntt-%Y%m%dT%H%M%SZ"


def back_up(url: URL, folder: Path, now: datetime) -> Path:
    """Write a backup that was read back, and give its path."""
    if url.get_backend_name() == "postgresql":
        suffix, write, verify = ".dump", _dump_postgresql, _verify_postgresql
    elif url.get_backend_name() == "sqlite":
        suffix, write, verify = ".db", _copy_sqlite, _verify_sqlite
    else:
        raise SystemExit(f"no backup is known for {url.get_backend_name()}")
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / (now.strftime(_NAME) + suffix)
    part = made.with_name(made.name + ".part")
    try:
        _write_private(part, lambda: write(url, part))
        verify(part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(made)
    finally:
        part.unlink(missing_ok=True)
    return made


def remove_old(folder: Path, newest: Path, now: datetime, keep_days: int) -> list[Path]:
    """Remove backups older than so many days, whatever happens not the newest."""
    limit = (now - timedelta(days=keep_days)).strftime(_NAME)
    old = [
        path
        for path in sorted(folder.glob("ntt-*Z.*"))
        if path.suffix in {".dump", ".db"} and path.stem < limit and path != newest
    ]
    for path in old:
        path.unlink()
    return old


def postgresql_environment(url: URL) -> dict[str, str]:
    """What PostgreSQL's own programs need to reach the database.

    Not on their command line: that is for everybody on the machine to read.
    """
    query = {key: value for key, value in url.query.items() if isinstance(value, str)}
    named = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port) if url.port else query.get("port"),
        "PGUSER": url.username or query.get("user"),
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGOPTIONS": query.get("options"),
        "PGSSLMODE": query.get("sslmode"),
    }
    return {**os.environ, **{name: str(value) for name, value in named.items() if value}}


def _write_private(path: Path, write: Callable[[], None]) -> None:
    """The file is the owner's alone from its first byte."""
    before = os.umask(0o077)
    try:
        write()
    finally:
        os.umask(before)


def _dump_postgresql(url: URL, path: Path) -> None:
    command = ["pg_dump", "--format=custom", "--no-password", f"--file={path}"]
    subprocess.run(command, env=postgresql_environment(url), check=True)


def _verify_postgresql(path: Path) -> None:
    # Unpacks all of it, as a restore would, without a database to put it into.
    result = subprocess.run(["pg_restore", "--file=-", path], stdout=subprocess.PIPE, check=True)
    if b"COPY " not in result.stdout or b"alembic_version" not in result.stdout:
        raise SystemExit(f"{path.name} holds no tables of the application")


def _copy_sqlite(url: URL, path: Path) -> None:
    if not url.database or not Path(url.database).is_file():
        raise SystemExit(f"there is no database {url.database}")
    # By SQLite itself: it may be written to meanwhile, and a part of it lies in the log beside.
    with (
        closing(sqlite3.connect(f"file:{url.database}?mode=ro", uri=True, timeout=30)) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, complete in itself


def _verify_sqlite(path: Path) -> None:
    # Immutable: nothing is written beside it while it is read.
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as copy:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            raise SystemExit(f"{path.name} is damaged: {answer}")
        if not copy.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        ).fetchone():
            raise SystemExit(f"{path.name} holds no tables of the application")


def main() -> None:
    """Back up into the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep-days", type=int, default=30, metavar="N")
    chosen = parser.parse_args()
    now = datetime.now(UTC)
    try:
        made = back_up(make_url(database_url()), chosen.folder, now)
    except (OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
        raise SystemExit(f"NO BACKUP was made: {error}") from None
    removed = remove_old(chosen.folder, made, now, chosen.keep_days)
    print(f"{made}: {made.stat().st_size} bytes; {len(removed)} old ones removed")


if __name__ == "__main__":
    main()
