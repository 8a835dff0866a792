"""One pack at a time on a machine, whichever processes of the application are asked for one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from publishing.files.paper import Cancelled

_EVERY_S = 0.2
_NAME = "one-at-a-time"


@contextmanager
def turn(folder: Path, cancelled: Event, waits: Callable[[], None]) -> Iterator[None]:
    """Inside the block nobody else makes a pack; a process that dies frees its turn.

    ``waits`` is called once where somebody else is at it. Raises ``Cancelled`` where it was given
    up while it waited, and ``OSError`` where nothing can be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT)
    try:
        told = False
        while not _locked(handle):
            if not told:
                waits()
                told = True
            if cancelled.wait(_EVERY_S):
                raise Cancelled
        yield
    finally:
        os.close(handle)  # which ends the lock


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
