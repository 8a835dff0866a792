"""A module of the application that works in a process of its own, beside the server.

``command`` and ``environment`` start one, seen from outside; ``give_way`` and ``known_edition`` are
what it does itself. Who starts it closes its input to end it, so it ends with whoever that was.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from ntt_data import editions
from ntt_data.editions import Edition

_ROOT = Path(__file__).resolve().parents[1]
#: Ctrl+C in a terminal reaches all of its processes: who started this one ends it, not the key.
#: Answers have the standard output for themselves: what a library prints goes where errors go.
_START = """
import json, os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
answers = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)
sys.path[:] = json.loads(sys.argv[2])
from importlib import import_module
import_module(sys.argv[1]).main(answers)
"""
#: Libraries that would take every processor for themselves.
ONE_THREAD = dict.fromkeys(
    (
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "NUMBA_NUM_THREADS",
        "RAYON_NUM_THREADS",
    ),
    "1",
)
#: Than whoever started it, on Unix: pages go before files.
_NICER = 10


class WrongEditionError(RuntimeError):
    """This process cannot compute what was asked: its tables or its database are not those."""


def command(module: str) -> Sequence[str]:
    """What starts a process that runs the module's ``main``, given the stream of its answers."""
    # Libraries are looked for where this process finds them, however it was started.
    places = json.dumps([str(_ROOT), *(each for each in sys.path if each)])
    return [sys.executable, "-c", _START, module, places]


def environment() -> Mapping[str, str]:
    """That of this process, with one processor for the other one."""
    return {**os.environ, **ONE_THREAD}


def give_way() -> None:
    """Let pages go before whatever this process does."""
    me = psutil.Process()
    with suppress(psutil.Error, OSError):  # forbidden: then it is as important as a page
        if psutil.WINDOWS:
            me.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            me.nice(min(me.nice() + _NICER, 19))


def known_edition(edition: Edition) -> Edition:
    """The edition, where this process can answer of it."""
    newest = editions.newest()  # reads what was accepted since, too
    if edition.curated != newest.curated:
        raise WrongEditionError(f"the tables are {newest.curated}, asked was {edition}")
    if edition.change > newest.change:
        raise WrongEditionError(f"the database is at {newest.change}, asked was {edition}")
    return edition
