"""How many tests run at a time, and which of them one worker runs in a row.

A worker is a process with, for tests that want them, a server and a browser of its own. Tests that
share something costly stay together; of the others each goes to whichever worker is free.

pytest-xdist's ``xdist_group`` would say it in the tests themselves, but 3.8 writes the group into
an attribute that pytest 9.2 no longer has, and says nothing.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

MOST = 4
#: Folders and files whose tests share a fixture or must not run beside one another.
TOGETHER = (
    "tests/deploy",
    "tests/robustness",
    "tests/e2e/cut_off",
    "tests/e2e/test_edit_key.py",
    "tests/e2e/test_hostile_names.py",
    "tests/e2e/test_interruptions.py",
)


def together(nodeid: str) -> str:
    """What a test must run in a row with: a folder, a file, or itself alone."""
    path = PurePosixPath(nodeid.partition("::")[0])
    for place in (path, *path.parents):
        if place.as_posix() in TOGETHER:
            return place.as_posix()
    return nodeid


class ByPlace(LoadScopeScheduling):
    """Hands out what belongs together, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)
