"""Backups of everything that people have saved, as one file of SQLite.

On the screen anybody may download one; it holds what they can see there. The whole database is
copied and put back at the terminal alone::

    python -m services.backups make [FOLDER]
    python -m services.backups restore FILE

A server's own backups, four times a day and of PostgreSQL too, are ``deploy/server/backup.py``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ntt_data.store import StoreError, database_file
from ntt_data.store import copies as store_copies
from ntt_data.store.database import close_database, open_database
from ntt_data.store.scenarios import ScenarioStore
from publishing import scenario_words
from publishing.formats import file_moment, number
from publishing.language import DEFAULT, LANGUAGES, Language, _, speaking
from publishing.markdown_text import unmarked
from services import access
from services.access import Actor, Subject

#: Where the command puts backups, unless it is told; beside the application, out of its database.
FOLDER = Path(__file__).resolve().parents[1] / "cadangan"

_BACKUP = Subject("backup")


def is_possible() -> bool:
    """Whether the database is one file, which alone can be downloaded and put back."""
    return database_file() is not None


def file_name(now: datetime) -> str:
    """What a backup made at this time (UTC) is called."""
    return f"cadangan-skenario-{file_moment(now)}.db"


def for_download(actor: Actor) -> bytes:
    """A backup of what this actor can see: for the rest of it others' edit keys would be told.

    All scenarios, the archived ones too, as they were last saved; corrections; of the actor's own
    scenarios also the edit key's hash and every earlier version.
    """
    access.require(actor, "download", _BACKUP)
    with tempfile.TemporaryDirectory(prefix="ntt-") as folder:
        copy = Path(folder) / "ntt.db"
        store_copies.copy_database(_database(), copy)
        store_copies.leave_out_what_is_others(copy, actor.key_hash)
        store_copies.check_copy(copy)
        return copy.read_bytes()


def make(actor: Actor, folder: Path, now: datetime) -> Path:
    """Copy the whole database into a folder while it is used, and give the checked copy's path."""
    access.require(actor, "make", _BACKUP)
    folder.mkdir(parents=True, exist_ok=True)
    made = _unused(folder / file_name(now))
    store_copies.make_whole_copy(_database(), made)
    return made


def restore(actor: Actor, file: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the database; gives where the former one is kept, if any.

    The application must not be running. A backup of an older version is brought up to date.

    Raises
    ------
    StoreError
        ``no_copy``, ``newer_layout``, ``in_use``, ``not_sqlite``; the database is as it was.
    """
    access.require(actor, "restore", _BACKUP)
    database = _database()
    database.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pulih-", dir=database.parent) as folder:
        copy = Path(folder) / "ntt.db"
        if not file.is_file():
            raise StoreError("no_database", path=file.absolute())
        store_copies.copy_database(file, copy)
        store_copies.check_copy(copy)
        close_database(open_database(f"sqlite:///{copy.as_posix()}"))
        had_one = database.exists()
        aside = _unused(database.with_name(f"sebelum-dipulihkan-{file_moment(now)}.db"))
        store_copies.put_in_place(copy, database, aside)
    return aside if had_one else None


def _database() -> Path:
    database = database_file()
    if database is None:
        raise StoreError("not_sqlite")
    return database


def _unused(path: Path) -> Path:
    """This path, or one with a number where there is such a file already."""
    free, again = path, 2
    while free.exists():
        free = path.with_name(f"{path.stem}-{again}{path.suffix}")
        again += 1
    return free


# --- command ---------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """What an administrator asks for at the terminal; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser("python -m services.backups", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("make", help="copy the database while it is used")
    one.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    back = commands.add_parser("restore", help="put a backup in its place; stop everything first")
    back.add_argument("file", type=Path)
    asked = parser.parse_args(arguments)
    administrator, now = Actor("administrator"), datetime.now(UTC)

    def do() -> int:
        if asked.command == "make":
            print(_told_made(make(administrator, asked.folder, now)))
        else:
            print(_told_restored(restore(administrator, asked.file, now)))
        return 0

    return done_or_told(asked.lang, do)


def done_or_told(language: Language, do: Callable[[], int]) -> int:
    """The exit code of ``do``, or 1 with the reason on standard error where nothing was done."""
    with speaking(language):
        try:
            return do()
        except StoreError as error:
            print(unmarked(scenario_words.problem(error)), file=sys.stderr)
        except OSError as error:
            print(_("Nothing was done: {reason}.", reason=str(error)), file=sys.stderr)
    return 1


def _told_made(made: Path) -> str:
    return _(
        "Backup made: {path} ({size} KB). Keep a copy on another disk.",
        path=str(made),
        size=number(made.stat().st_size / 1024),
    )


def _told_restored(aside: Path | None) -> str:
    store = ScenarioStore(open_database(f"sqlite:///{_database().as_posix()}"))
    told = _(
        "Restored: {used} scenarios in use, {archived} archived. Start the application again.",
        used=number(store.count()),
        archived=number(store.count(archived=True)),
    )
    if aside is None:
        return told
    return "\n".join([told, _("What was there before is kept: {path}", path=str(aside))])


if __name__ == "__main__":
    sys.exit(main())
