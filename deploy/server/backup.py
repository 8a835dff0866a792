"""Back up the database: ``python -m deploy.server.backup [--keep-days N] FOLDER``.

The database is the one that the application uses (``NTT_DATABASE_URL``). A backup gets its name
only after it was read back whole, so whatever has the name of a backup is one. Old ones are
removed after a new one is there, never before.

Backups are numbered, and which one is old is told by the numbers and by how many days with backups
have come since, never by today's date: a machine in a hall may wake up in another year.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, make_url

from ntt_data.store import StoreError, copies, database_url

_STAMP = "%Y%m%dT%H%M%SZ"
# Without a number: made before there were numbers.
_NAMED = re.compile(r"ntt-(?:(\d{6,})-)?(\d{8}T\d{6}Z)\.(?:dump|db)", re.ASCII)


class Backup(NamedTuple):
    """A file that has the name of a backup; sorted, they stand in the order they were made in."""

    number: int
    stamp: str
    path: Path

    @property
    def day(self) -> date:
        """By the clock of the time, right or wrong."""
        return datetime.strptime(self.stamp, _STAMP).date()


def back_up(url: URL, folder: Path, now: datetime) -> Path:
    """Write a backup that was read back, and give its path."""
    if url.get_backend_name() == "postgresql":
        suffix, write, verify = ".dump", _dump_postgresql, _verify_postgresql
    elif url.get_backend_name() == "sqlite":
        suffix, write, verify = ".db", _copy_sqlite, copies.check_copy
    else:
        raise SystemExit(f"no backup is known for {url.get_backend_name()}")
    folder.mkdir(parents=True, exist_ok=True)
    number = max((backup.number for backup in backups(folder)), default=0) + 1
    made = folder / f"ntt-{number:06}-{now.strftime(_STAMP)}{suffix}"
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


def backups(folder: Path) -> list[Backup]:
    """Backups in a folder in the order they were made in; nothing else that lies there."""
    found = []
    for path in folder.iterdir():
        named = _NAMED.fullmatch(path.name)
        if named is not None:
            found.append(Backup(int(named[1] or 0), named[2], path))
    return sorted(found)


def remove_old(folder: Path, keep_days: int) -> list[Path]:
    """Remove what was made before the last so many days that have a backup.

    A clock that runs ahead, or has gone back, makes one day more of them and no old ones; where it
    stands still nothing is removed. At least the newest ``keep_days`` backups stay in any case.
    """
    days: set[date] = set()
    old = []
    for backup in reversed(backups(folder)):
        days.add(backup.day)
        if len(days) > max(keep_days, 1):
            old.append(backup.path)
    old.reverse()
    for path in old:
        path.unlink()
    return old


def clock_doubt(folder: Path, keep_days: int) -> str:
    """What to tell when two backups in a row are by their own times; empty when nothing is odd."""
    *_earlier, before, last = [None, None, *backups(folder)]
    if before is None or last is None:
        return ""
    passed = last.day - before.day
    if timedelta(0) <= passed <= timedelta(days=keep_days):
        return ""
    return (
        f"This backup says {last.day}, the one before {before.day}: was the machine off, or is its "
        "clock wrong? Nothing was removed for it."
    )


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
    copies.copy_database(Path(url.database or ""), path)


def main() -> None:
    """Back up into the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--keep-days", type=int, default=30, metavar="N", help="days with backups, not of the year"
    )
    chosen = parser.parse_args()
    try:
        made = back_up(make_url(database_url()), chosen.folder, datetime.now(UTC))
    except (OSError, StoreError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"NO BACKUP was made: {error}") from None
    doubt = clock_doubt(chosen.folder, chosen.keep_days)
    removed = remove_old(chosen.folder, chosen.keep_days)
    print(f"{made}: {made.stat().st_size} bytes; {len(removed)} old ones removed")
    if doubt:
        print(doubt)


if __name__ == "__main__":
    main()
