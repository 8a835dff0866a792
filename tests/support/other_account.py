"""Folders that a program may read and not write, as those of another account are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.support.installed import missing


def without_rights_of_root() -> list[str]:
    """What to put before a command so that the rights of files count for it.

    Root is asked for no rights: without its capabilities it is an account like any other.
    """
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        missing("the program setpriv is not installed")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


def seal(folder: Path) -> None:
    """Let everything in it be read and nothing be written."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode & ~0o222)
