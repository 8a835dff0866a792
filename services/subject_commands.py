"""What the commands share that write briefings and decks: how a subject is named, where files go.

``python -m services.briefing`` and ``python -m services.deck`` are asked alike.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from publishing.briefing.model import Kind
from publishing.language import DEFAULT, LANGUAGES, _
from services.briefing.catalogue import IN_ADDRESS, Subject, found_scenario
from services.commands import UsageError, opened_scenario, write_whole

#: Finds the subject of a kind by its key and year, as ``services.briefing.catalogue.find`` does.
Find = Callable[[str, str, int | None], Subject]


def ask_for_subject(
    parser: argparse.ArgumentParser, kinds: Iterable[Kind], kind: Kind | None = None
) -> None:
    """Arguments that name a subject and its language; without a ``kind`` one must be named."""
    known = list(kinds)
    words = [word for word, each in IN_ADDRESS.items() if each in known]
    parser.add_argument("kind", nargs="?" if kind else None, default=kind, choices=[*known, *words])
    parser.add_argument(
        "key",
        nargs="?",
        default="",
        help="a regency's or zone's code or name, a commodity's slug or name, a scenario's id or "
        "file",
    )
    parser.add_argument("--year", type=int, help="year of the balances; the newest, if left out")
    parser.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT)
    parser.add_argument(
        "--host", default="", metavar="URL", help="address of the server, for links and QR codes"
    )


def kind_of(asked: argparse.Namespace) -> Kind:
    """The kind that was asked for, whichever of its words was written."""
    kind: Kind = asked.kind  # one of the choices, or its word in an address
    return IN_ADDRESS.get(kind, kind)


def subject_of(asked: argparse.Namespace, find: Find, unnamed: str) -> Subject:
    """What was asked for; a scenario may be a file, which need not be saved anywhere.

    Raises ``UsageError`` with ``unnamed`` where nothing was named.
    """
    kind = kind_of(asked)
    if not asked.key and kind not in ("province", "road_map"):
        raise UsageError(unnamed)
    if kind == "scenario":
        link_id = "" if Path(asked.key).is_file() else asked.key
        return found_scenario(opened_scenario(asked.key), link_id)
    return find(kind, asked.key, asked.year)


def ending_of(out: Path, endings: Iterable[str]) -> str:
    """The kind of file that a name asks for, of those that can be written."""
    ending, known = out.suffix.lower().removeprefix("."), list(endings)
    if ending not in known:
        raise UsageError(
            _(
                "{file} has to end in {endings}.",
                file=str(out),
                endings=", ".join(f".{each}" for each in known),
            )
        )
    return ending


def folder_for_all(asked: argparse.Namespace) -> Path:
    """The folder that everything of a kind goes into; it is made."""
    if asked.key:
        raise UsageError(_("--all takes no name: it writes everything of its kind."))
    folder: Path = asked.all
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            _(
                "{file} cannot be written: {reason}.",
                file=str(folder),
                reason=error.strerror or str(error),
            )
        ) from error
    return folder


def keep(path: Path, content: bytes) -> None:
    """Write a file whole, and print where."""
    write_whole(path, content)
    print(path)
