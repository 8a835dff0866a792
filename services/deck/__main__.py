"""A deck as a file: ``python -m services.deck commodity rice --out beras.pptx``.

Without a kind it is the province's: ``python -m services.deck --out ntt.pptx``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from publishing.deck.model import UnknownSlidesError
from publishing.files.paper.deck_pdf import deck_pdf_bytes
from publishing.files.paper.typesetter import TypesettingError
from publishing.files.powerpoint import pptx_bytes
from publishing.language import _
from services.briefing.catalogue import NoBriefingError
from services.commands import UsageError, run
from services.deck.catalogue import KINDS, deck, every_key, find_deck
from services.deck.files import deck_pptx
from services.subject_commands import (
    ask_for_subject,
    ending_of,
    folder_for_all,
    keep,
    kind_of,
    subject_of,
)

#: Ending -> what writes such a file.
_MADE = {"pptx": pptx_bytes, "pdf": deck_pdf_bytes}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files; 0 when they are there, 1 when none could be made, 2 when asked wrongly."""
    asked = _parser().parse_args(arguments)
    return run(asked.lang, lambda: _write(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.deck",
        description="One finding per slide, with what a speaker needs to defend it in the notes.",
    )
    ask_for_subject(parser, KINDS, "province")
    parser.add_argument(
        "--slides",
        default="",
        metavar="KEY,KEY",
        help="these slides alone, in this order, by what stands in their address: need,who",
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="a .pptx that can be edited, or a .pdf of slides above their notes",
    )
    where.add_argument("--all", metavar="FOLDER", type=Path, help="the PPTX of all of this kind")
    return parser


def _write(asked: argparse.Namespace) -> int:
    try:
        return _write_all(asked) if asked.all else _write_one(asked)
    except (NoBriefingError, UnknownSlidesError) as error:
        raise UsageError(str(error)) from error
    except TypesettingError as error:
        print(_("The file could not be made: {reason}.", reason=error), file=sys.stderr)
        return 1


def _write_one(asked: argparse.Namespace) -> int:
    made = _MADE[ending_of(asked.out, _MADE)]
    unnamed = _("Name what the deck is of, such as: regency 5315, commodity rice.")
    told = deck(subject_of(asked, find_deck, unnamed)).chosen(_keys(asked.slides))
    keep(asked.out, made(told, asked.host))
    return 0


def _write_all(asked: argparse.Namespace) -> int:
    if asked.slides:
        raise UsageError(_("--slides chooses from one deck: name it, and write it with --out."))
    folder, kind = folder_for_all(asked), kind_of(asked)
    for key in every_key(kind):
        (made,) = deck_pptx(find_deck(kind, key), asked.host)
        keep(folder / made.name, made.content)
    return 0


def _keys(asked: str) -> list[str]:
    return [key.strip() for key in asked.split(",") if key.strip()]


if __name__ == "__main__":
    sys.exit(main())
