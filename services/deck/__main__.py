"""A deck as a file: ``python -m services.deck --out FILE.pptx [--lang id]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from publishing.files.powerpoint import pptx_bytes
from publishing.language import DEFAULT, LANGUAGES, _
from services.commands import UsageError, run, write_whole
from services.deck.province import province_deck


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the deck of the province; 0 when written, 1 when it could not be, 2 if misused."""
    asked = _parser().parse_args(arguments)
    return run(asked.lang, lambda: _write(asked.out))


def _write(out: Path) -> int:
    if out.suffix.lower() != ".pptx":
        raise UsageError(_("A deck is a PPTX file: give the file a name that ends in .pptx"))
    write_whole(out, pptx_bytes(province_deck()))
    print(_("Written: {file}", file=out))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.deck",
        description="The province in nine slides that can be edited, with notes.",
    )
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT)
    return parser


if __name__ == "__main__":
    sys.exit(main())
