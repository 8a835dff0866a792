"""How many tests run at a time, and which of them one worker runs in a row.

A worker is a process with, for tests that want them, a server and a browser of its own. Tests of
a file mostly ask for the same answers, which a process works out once: they stay together, and so
do folders that share something costlier. Those in a browser take long and share nothing but that:
each goes to whichever worker is free, at the end, so that none is idle long.

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
#: Folder whose tests otherwise go one by one.
ALONE = PurePosixPath("tests/e2e")


def how_many(processors: int, wanted: str) -> int:
    """Workers for the kinds of tests that are wanted (pytest's ``-m``).

    One per processor, and one more where some wait for servers and browsers: with two workers on
    two processors a whole run used 58 % of them.

    >>> how_many(2, "unit"), how_many(2, ""), how_many(8, "")
    (2, 3, 4)
    """
    is_waiting = wanted not in ("unit", "sweep", "page")
    return min(processors + is_waiting, MOST)


def together(nodeid: str) -> str:
    """What a test is run in a row with: a folder, a file, or itself alone."""
    path = PurePosixPath(nodeid.partition("::")[0])
    for place in (path, *path.parents):
        if place.as_posix() in TOGETHER:
            return place.as_posix()
    return nodeid if ALONE in path.parents else path.as_posix()


class ByPlace(LoadScopeScheduling):
    """Hands out what belongs together, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)
