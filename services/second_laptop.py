"""A second laptop that can take over: the database copied every minute, and opened there.

On the laptop that serves the hall, while it does (a stick, or a folder of the second laptop)::

    python -m services.second_laptop copy --to FOLDER [--every 60] [--keep 30]

On the second one, when the first has failed::

    python -m services.second_laptop open FOLDER

Each copy is checked whole before it gets its name, so that the folder holds whole copies only,
whenever the copying is cut off. They are numbered: a clock that was set back makes none of them the
newest. SQLite only; a PostgreSQL server is copied by its own programs.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ntt_data import log, store
from ntt_data.store import StoreError, copies, database_file, latest_moment
from publishing import scenario_words
from publishing.formats import file_moment, moment, number, time_of_day
from publishing.language import DEFAULT, LANGUAGES, _
from publishing.markdown_text import unmarked
from services import access, backups
from services.access import Actor, Subject

EVERY_S, KEPT = 60, 30

_NAME = re.compile(r"salinan-(\d{6,})-.*\.db")
_BACKUP = Subject("backup")


@dataclass(frozen=True)
class Opened:
    """What was opened: the copy, where the former database is kept, what was passed over."""

    copy: Path
    aside: Path | None
    damaged: tuple[Path, ...]


def copies_in(folder: Path) -> list[Path]:
    """The copies that lie in a folder, the newest first."""
    found = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    numbered = [(int(match[1]), path) for match, path in found if match]
    return [path for _number, path in sorted(numbered, reverse=True)]


def copy_once(actor: Actor, folder: Path, keep: int, now: datetime) -> Path:
    """Add a copy of the database to a folder that exists; all but the newest ``keep`` go.

    Raises ``StoreError`` or ``OSError``; the copies that were there are there still.
    """
    access.require(actor, "make", _BACKUP)
    database = database_file()
    if database is None:
        raise StoreError("not_sqlite")
    known = copies_in(folder)  # made by nobody here: a stick that was pulled out is told
    match = _NAME.fullmatch(known[0].name) if known else None
    newest = int(match[1]) if match else 0
    made = folder / f"salinan-{newest + 1:06}-{file_moment(now)}.db"
    copies.make_whole_copy(database, made)
    for old in known[max(keep, 1) - 1 :]:
        old.unlink(missing_ok=True)
    return made


def clear_halves(actor: Actor, folder: Path) -> None:
    """Take away what a copying that was killed has left half written."""
    access.require(actor, "make", _BACKUP)
    for path in folder.glob("salinan-*.db.part*"):
        path.unlink(missing_ok=True)


def open_newest(actor: Actor, folder: Path, now: datetime) -> Opened:
    """Put the newest whole copy of a folder in the place of this installation's database.

    Codes, links, sessions and drafts are in it, so whoever was signed in still is, where the
    address is the same; the hall's start then ends the bureau's code. The application must not be
    running here; the former database is kept.

    Raises
    ------
    StoreError
        ``no_copies``; and as ``services.backups.restore``: the database is then as it was.
    """
    access.require(actor, "restore", _BACKUP)
    damaged: list[Path] = []
    for copy in copies_in(folder) if folder.is_dir() else []:
        try:
            copies.check_copy(copy)
        except StoreError:
            damaged.append(copy)
            continue
        return Opened(copy, backups.restore(actor, copy, now), tuple(damaged))
    raise StoreError("no_copies", path=folder)


# --- command ---------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Copy the database again and again, or open the newest copy; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser("python -m services.second_laptop", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT)
    commands = parser.add_subparsers(dest="command", required=True)
    copying = commands.add_parser("copy", help="copy the database until Ctrl+C")
    copying.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    copying.add_argument("--every", type=_at_least_one, default=EVERY_S, metavar="SECONDS")
    copying.add_argument("--keep", type=_at_least_one, default=KEPT, metavar="COPIES")
    opening = commands.add_parser("open", help="open the newest copy; stop everything first")
    opening.add_argument("folder", type=Path)
    asked = parser.parse_args(arguments)
    administrator = Actor("administrator")

    def do() -> int:
        if asked.command == "copy":
            return _copy_until_stopped(administrator, asked.to, asked.every, asked.keep)
        print(_told_opened(open_newest(administrator, asked.folder, datetime.now(UTC))))
        return 0

    return backups.done_or_told(asked.lang, do)


def _at_least_one(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _copy_until_stopped(actor: Actor, folder: Path, every_s: int, keep: int) -> int:
    """A copy now and every so many seconds; what fails is told and tried again."""
    if database_file() is None:
        raise StoreError("not_sqlite")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_halves(actor, folder)
        while True:
            begun = time.monotonic()
            now = datetime.now(UTC)
            try:
                print(_told_copied(copy_once(actor, folder, keep, now), now), flush=True)
            except (StoreError, OSError) as error:
                print(_told_failed(error, now, every_s), file=sys.stderr, flush=True)
            time.sleep(max(0.0, begun + every_s - time.monotonic()))
    except KeyboardInterrupt:
        print(_("Copying has stopped."))
        return 0


def _told_copied(made: Path, now: datetime) -> str:
    return _(
        "{time}: copied, {path} ({size} KB).",
        time=time_of_day(now),
        path=str(made),
        size=number(made.stat().st_size / 1024),
    )


def _told_failed(error: StoreError | OSError, now: datetime, every_s: int) -> str:
    reason = str(error)
    if isinstance(error, StoreError):
        reason = str(error.fields.get("reason") or unmarked(scenario_words.problem(error)))
    return _(
        "{time}: NOT COPIED: {reason}. Earlier copies are as they were; tried again in {seconds} "
        "seconds.",
        time=time_of_day(now),
        reason=reason.rstrip("."),
        seconds=number(every_s),
    )


def _told_opened(opened: Opened) -> str:
    told = [
        _("The copy {path} is damaged and was passed over.", path=str(each))
        for each in opened.damaged
    ]
    told.append(_("Opened: {path}.", path=str(opened.copy)))
    newest = latest_moment()
    store.close()  # whole in its one file, for whoever takes it along from here
    if newest is not None:
        told.append(
            _(
                "The last entry in it: {moment} ({time}). What was handed in on the first "
                "laptop after that is not in it: those offices hand in again.",
                moment=moment(newest),
                time=time_of_day(newest),
            )
        )
    if opened.aside is not None:
        told.append(_("What was there before is kept: {path}", path=str(opened.aside)))
    told.append(
        _(
            "Switch the first laptop off, then start the application here: python -m pages.hall "
            "(in a bundle: start). Codes and links stay the same, except the bureau’s: the start "
            "prints a new one. If this laptop has another address than the first, offices open "
            "the new address and type their code."
        )
    )
    return "\n".join(told)


if __name__ == "__main__":
    log.set_up()
    sys.exit(main())
