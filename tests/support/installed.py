"""What a test needs beside Python is there, or the test says aloud that it did not run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip with the reason; where everything is to be installed (``CI`` is set), fail instead."""
    message = f"{what}: these tests did NOT run"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def program(*names: str, folders: tuple[str, ...] = ()) -> str:
    """Path of the first of these programs that is installed.

    ``folders`` are looked into besides ``PATH``, the last one that matches a pattern first.
    """
    places = [str(found) for pattern in folders for found in sorted(Path("/").glob(pattern))]
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *reversed(places)])
    for name in names:
        found = shutil.which(name, path=path)
        if found:
            return found
    missing(f"{names[0]} is not installed")
