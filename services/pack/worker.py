"""One of the processes that make the files of a pack, seen from inside.

It reads jobs from its standard input, a line of JSON each, writes the file of each and answers with
a line of JSON, until its input ends: with the application, too, however that ends.
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from ntt_data import editions
from ntt_data.editions import Edition
from publishing.language import speaking
from services.beside import give_way, known_edition
from services.pack.kept import written_whole
from services.pack.pieces import PIECES


def main(answers: BinaryIO) -> None:
    """Answer jobs until there are no more."""
    give_way()
    for line in sys.stdin:
        answers.write(json.dumps(_answer(json.loads(line))).encode() + b"\n")
        answers.flush()


def _answer(job: dict[str, Any]) -> dict[str, Any]:
    begun = time.monotonic()
    try:
        edition = known_edition(Edition(*job["edition"]))
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
