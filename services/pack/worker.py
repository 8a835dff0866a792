"""One of the processes that make the files of a pack, seen from inside.

It reads jobs from its standard input, a line of JSON each, writes the file of each and answers with
a line of JSON, until its input ends: with the application, too, however that ends.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any, TextIO

import psutil

from ntt_data import editions
from ntt_data.editions import Edition
from publishing.language import speaking
from services.pack.kept import written_whole
from services.pack.pieces import PIECES

#: Below that of pages: nobody waits for a pack as for a page.
_NICE = 10


def main() -> None:
    """Answer jobs until there are no more."""
    _give_way()
    answers = _own_output()
    for line in sys.stdin:
        answers.write(json.dumps(_answer(json.loads(line))) + "\n")
        answers.flush()


def _answer(job: dict[str, Any]) -> dict[str, Any]:
    begun = time.monotonic()
    try:
        edition = Edition(*job["edition"])
        known = editions.newest()
        if known.curated != edition.curated or known.change < edition.change:
            raise RuntimeError(f"edition {edition} is asked for, and there is {known}")
        with speaking(job["language"]), editions.of_edition(edition):
            content = PIECES[job["piece"]].make(job["key"], job["host"])
        with written_whole(Path(job["target"])) as path:
            path.write_bytes(content)
    except OSError as error:
        traceback.print_exc()
        return {"failed": f"{type(error).__name__}: {error}", "errno": error.errno}
    except Exception as error:  # whatever it was, whoever waits has to be told
        traceback.print_exc()
        return {"failed": f"{type(error).__name__}: {error}"}
    return {"seconds": time.monotonic() - begun}


def _give_way() -> None:
    if sys.platform == "win32":
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        os.nice(_NICE)


def _own_output() -> TextIO:
    """The answers' own way out: what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return answers
