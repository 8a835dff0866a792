"""The process that typesets: Typst and vl-convert in a process of their own.

One for each process of the application that makes paper. Typesetting takes a tenth of a second of
work that holds the interpreter up, and memory that need not be given back.
"""

from __future__ import annotations

import atexit
import json
import sys
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ntt_data import log
from publishing.files.paper import typesetting_process
from publishing.files.paper.side_process import (
    Bounds,
    Cancelled,
    DiedError,
    SideProcess,
    TooLongError,
)
from publishing.files.paper.typesetting_process import unpacked

__all__ = ["Cancelled", "FileKind", "Typesetter", "TypesettingError", "typesetter"]

FileKind = Literal["pdf", "png", "svg"]

_PROCESS = Path(typesetting_process.__file__)
_START = "import runpy, sys; runpy.run_path(sys.argv[1])['main']()"
#: Of one job; a briefing takes a tenth of a second when nothing else is done on the machine.
MOST_SECONDS = 30.0
#: After so long without a job the process is ended: its memory is worth more than its warmth.
IDLE_SECONDS = 300.0
#: A process that holds more than this is ended after its job: Typst keeps what it has laid out.
MOST_MEMORY = 150 * 2**20


class TypesettingError(RuntimeError):
    """Nothing was typeset; the text says why, for the log and for whoever mends it."""


class Typesetter:
    """A process that typesets one job after the other (``publishing.files.paper.side_process``).

    A process that dies by itself or is killed by somebody costs the job under way a second attempt,
    and no other job anything. Nothing is written to a disk, so nothing is left.
    """

    def __init__(
        self, most_seconds: float = MOST_SECONDS, idle_seconds: float = IDLE_SECONDS
    ) -> None:
        # -I: nothing of the environment and no file beside the script is taken for a library.
        self._process = SideProcess(
            "typesetter",
            lambda: [sys.executable, "-I", "-c", _START, str(_PROCESS)],
            Bounds(most_seconds, idle_seconds, MOST_MEMORY),
            quiet=True,
        )

    @property
    def pid(self) -> int | None:
        """The process that is there now, if any."""
        return self._process.pid

    def typeset(
        self,
        kind: FileKind,
        document: Mapping[str, Any],
        ppi: float = 144,
        cancelled: threading.Event | None = None,
    ) -> list[bytes]:
        """The files of a document: one PDF, or a PNG or SVG for each page.

        Blocks until it is this job's turn and it is done: not for an event loop's own thread.

        Parameters
        ----------
        document
            What ``publishing.files.paper.document`` makes: plain JSON.
        ppi
            Pixels of a PNG per inch.
        cancelled
            Set by another thread, it gives the job up.

        Raises
        ------
        Cancelled
            It was given up.
        TypesettingError
            It cannot be typeset, took too long, or the process died twice over it.
        """
        job = json.dumps({"kind": kind, "ppi": ppi, "document": document}).encode()
        try:
            return unpacked(self._process.ask(job, cancelled, attempts=2))
        except (ValueError, DiedError, TooLongError) as error:
            log.event("typesetting_failed", reason=str(error))
            raise TypesettingError(str(error)) from None

    def close(self) -> None:
        """End the process, after the job that is under way."""
        self._process.close()


@cache
def typesetter() -> Typesetter:
    """The one of this process of the application."""
    made = Typesetter()
    atexit.register(made.close)
    return made
