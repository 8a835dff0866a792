"""A briefing as a file: ``python -m services.briefing regency 5315 --out manggarai-barat.pdf``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

from publishing.files.paper.typesetter import FileKind, TypesettingError
from publishing.language import _
from services.briefing.catalogue import KINDS, NoBriefingError, every_key, find
from services.briefing.files import briefing_files
from services.commands import UsageError, run
from services.subject_commands import (
    ask_for_subject,
    ending_of,
    folder_for_all,
    keep,
    kind_of,
    subject_of,
)

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
    ask_for_subject(parser, KINDS)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--out", metavar="FILE", type=Path, help="a .pdf; a .png or .svg is one file for each page"
    )
    where.add_argument("--all", metavar="FOLDER", type=Path, help="the PDFs of all of this kind")
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
    kind = cast(FileKind, ending_of(asked.out, _ENDINGS))
    unnamed = _("Name what the briefing is of, such as: regency 5315, commodity rice.")
    made = briefing_files(subject_of(asked, find, unnamed), kind, asked.host)
    for page, each in enumerate(made, start=1):
        path = asked.out
        keep(path if len(made) == 1 else path.with_stem(f"{path.stem}-{page}"), each.content)
    return 0


def _write_all(asked: argparse.Namespace) -> int:
    folder, kind = folder_for_all(asked), kind_of(asked)
    for key in every_key(kind):
        (made,) = briefing_files(find(kind, key), "pdf", asked.host)
        keep(folder / made.name, made.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
