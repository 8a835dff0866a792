"""A briefing as a file: ``python -m services.briefing regency 5315 --out manggarai-barat.pdf``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

from publishing.files.made_file import MadeFile
from publishing.files.paper.typesetter import FileKind, TypesettingError
from publishing.language import DEFAULT, LANGUAGES, _
from services.briefing.catalogue import (
    IN_ADDRESS,
    KINDS,
    NoBriefingError,
    Subject,
    every_key,
    find,
    found_scenario,
)
from services.briefing.files import briefing_files
from services.commands import UsageError, opened_scenario, run, write_whole

_ENDINGS: tuple[FileKind, ...] = get_args(FileKind)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files; 0 when they are there, 1 when none could be made, 2 when asked wrongly."""
    asked = _parser().parse_args(arguments)
    return run(asked.lang, lambda: _write(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.briefing",
        description="A regency, a commodity, a scenario or the province on two pages of A4.",
    )
    parser.add_argument(
        "kind", choices=[*KINDS, *(word for word, kind in IN_ADDRESS.items() if kind in KINDS)]
    )
    parser.add_argument(
        "key",
        nargs="?",
        default="",
        help="a regency's code or name, a commodity's slug or name, a scenario's id or file",
    )
    parser.add_argument("--year", type=int, help="year of the balances; the newest, if left out")
    parser.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--out", metavar="FILE", type=Path, help="a .pdf; a .png or .svg is one file for each page"
    )
    where.add_argument("--all", metavar="FOLDER", type=Path, help="the PDFs of all of this kind")
    parser.add_argument(
        "--host", default="", metavar="URL", help="address of the server, for the QR code"
    )
    return parser


def _write(asked: argparse.Namespace) -> int:
    try:
        return _write_all(asked) if asked.all else _write_one(asked)
    except NoBriefingError as error:
        raise UsageError(str(error)) from error
    except TypesettingError as error:
        print(_("The file could not be made: {reason}.", reason=error), file=sys.stderr)
        return 1


def _write_one(asked: argparse.Namespace) -> int:
    kind = asked.out.suffix.lower().removeprefix(".")
    if kind not in _ENDINGS:
        raise UsageError(
            _(
                "{file} has to end in {endings}.",
                file=str(asked.out),
                endings=", ".join(f".{each}" for each in _ENDINGS),
            )
        )
    made = briefing_files(_subject(asked), cast(FileKind, kind), asked.host)
    for page, each in enumerate(made, start=1):
        path = asked.out
        _keep(path if len(made) == 1 else path.with_stem(f"{path.stem}-{page}"), each)
    return 0


def _write_all(asked: argparse.Namespace) -> int:
    if asked.key:
        raise UsageError(_("--all takes no name: it writes everything of its kind."))
    kind = IN_ADDRESS.get(asked.kind, asked.kind)
    try:
        asked.all.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            _(
                "{file} cannot be written: {reason}.",
                file=str(asked.all),
                reason=error.strerror or str(error),
            )
        ) from error
    for key in every_key(kind):
        (made,) = briefing_files(find(kind, key), "pdf", asked.host)
        _keep(asked.all / made.name, made)
    return 0


def _keep(path: Path, made: MadeFile) -> None:
    write_whole(path, made.content)
    print(path)


def _subject(asked: argparse.Namespace) -> Subject:
    kind = IN_ADDRESS.get(asked.kind, asked.kind)
    if not asked.key and kind != "province":
        raise UsageError(_("Name what the briefing is of, such as: regency 5315, commodity rice."))
    if kind == "scenario":
        # A file too: what stands in it need not be saved anywhere.
        link_id = "" if Path(asked.key).is_file() else asked.key
        return found_scenario(opened_scenario(asked.key), link_id)
    return find(kind, asked.key, asked.year)


if __name__ == "__main__":
    sys.exit(main())
