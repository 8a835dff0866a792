"""The data pack as a file: ``python -m services.pack --out pack.zip [--regency 5315]``."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from publishing import pack_words
from publishing.files.paper import Cancelled
from publishing.formats import number
from publishing.language import DEFAULT, LANGUAGES, Language, _
from services.briefing.catalogue import NoBriefingError, find
from services.commands import UsageError, run, write_whole
from services.pack.build import Progress, build
from services.pack.contents import contents
from services.pack.kept import Kept
from services.pack.workers import PackError

_BOTH = "both"
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pack; 0 when it is there, 1 when it could not be made, 2 when asked wrongly."""
    asked = _parser().parse_args(arguments)
    return run(DEFAULT if asked.lang == _BOTH else asked.lang, lambda: _write(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m services.pack",
        description="A ZIP with a folder for each regency and one for the province.",
    )
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument("--regency", default="", help="code or name of one; all, if left out")
    parser.add_argument("--lang", choices=[*LANGUAGES, _BOTH], default=DEFAULT)
    parser.add_argument(
        "--host", default="", metavar="URL", help="address of the server, for the QR codes"
    )
    return parser


def _write(asked: argparse.Namespace) -> int:
    if asked.out.suffix.lower() != ".zip":
        raise UsageError(_("A pack is a ZIP file: give the file a name that ends in .zip"))
    kept, cancelled = Kept(), Event()
    # Killed politely, it takes its processes along as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda _number, _frame: cancelled.set())
    signal.signal(signal.SIGINT, lambda _number, _frame: cancelled.set())
    try:
        wanted = contents(_regency(asked.regency), _languages(asked.lang), asked.host)
        pack = build(wanted, kept, _told, cancelled)
        write_whole(asked.out, pack.read_bytes())
    except NoBriefingError as error:
        raise UsageError(str(error)) from error
    except PackError as error:
        print(
            pack_words.failure(error.code, str(kept.folder)), str(error), sep="\n", file=sys.stderr
        )
        return 1
    except Cancelled:
        print(_("Given up. What was made is kept for the next time."), file=sys.stderr)
        return _INTERRUPTED
    size = number(asked.out.stat().st_size / 1e6, 1)
    print(_("Written: {file} ({size} MB)", file=asked.out, size=size))
    return 0


def _told(progress: Progress) -> None:
    if not progress.total:
        print(
            _("Another pack is being made; this one comes after it."), file=sys.stderr, flush=True
        )
        return
    width = len(str(progress.total))
    print(f"{progress.done:{width}}/{progress.total}  {progress.path}", file=sys.stderr, flush=True)


def _regency(asked: str) -> str:
    return find("regency", asked).key if asked else ""


def _languages(asked: str) -> tuple[Language, ...]:
    return tuple(LANGUAGES) if asked == _BOTH else (asked,)  # type: ignore[return-value]


if __name__ == "__main__":
    sys.exit(main())
