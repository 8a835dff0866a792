"""How many tests run at a time, and which of them one worker runs in a row.

A worker is a process with, for tests that want them, a server and a browser of its own. Tests of
a file mostly ask for the same answers, which a process works out once: they stay together, and so
do folders that share something costlier. Those in a browser take long and share nothing but that:
each goes to whichever worker is free.

What drives a browser or asks servers mostly waits for them. One worker does that while the others
reckon, and all of them when nothing is left to be reckoned: browsers that only wait beside one
another leave the processors idle.

pytest-xdist's ``xdist_group`` would say it in the tests themselves, but 3.8 writes the group into
an attribute that pytest 9.2 no longer has, and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.support.kinds import kind_of_place

MOST = 4
#: Folders and files whose tests share a fixture or must not run beside one another.
TOGETHER = (
    "tests/deploy",
    "tests/robustness",
    "tests/e2e/cut_off",
    "tests/e2e/test_edit_key.py",
    "tests/e2e/test_hostile_names.py",
    "tests/e2e/test_interruptions.py",
    "tests/e2e/test_rakor.py",  # and so it comes before all that go one by one: it is the longest
    "tests/e2e/test_two_clicks.py",
    "tests/e2e/test_wall.py",
)
#: Files whose tests write into one application's database (``hall`` of ``tests/e2e``).
IN_ONE_HALL = (
    "tests/e2e/test_decisions.py",
    "tests/e2e/test_desk.py",
    "tests/e2e/test_hand_in.py",
    "tests/e2e/test_hand_in_accessibility.py",
    "tests/e2e/test_workbook.py",
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
    is_waiting = wanted not in ("unit", "journey", "document", "sweep", "page")
    return min(processors + is_waiting, MOST)


def together(nodeid: str) -> str:
    """What a test is run in a row with: a folder, a file, or itself alone."""
    path = PurePosixPath(nodeid.partition("::")[0])
    if path.as_posix() in IN_ONE_HALL:
        return "tests/e2e/hall"
    for place in (path, *path.parents):
        if place.as_posix() in TOGETHER:
            return place.as_posix()
    return nodeid if ALONE in path.parents else path.as_posix()


def waits(place: str) -> bool:
    """Whether tests that run in a row mostly wait for servers and browsers.

    >>> waits("tests/deploy"), waits("tests/e2e/test_menu.py::test_a[/]"), waits("tests/geo")
    (True, True, False)
    """
    path = Path(place.partition("::")[0])
    return kind_of_place(path if path.suffix else path / "any.py") in ("browser", "deploy")


def next_place(queued: Iterable[str], others: Iterable[str]) -> str:
    """What a worker runs next, beside what the others are at.

    >>> next_place(["tests/geo", "tests/deploy", "tests/e2e/cut_off"], [])
    'tests/deploy'
    >>> next_place(["tests/robustness", "tests/geo"], ["tests/deploy"])
    'tests/geo'
    >>> next_place(["tests/robustness"], ["tests/deploy"])
    'tests/robustness'
    """
    places = list(queued)
    shall_wait = not any(map(waits, others))
    return next((each for each in places if waits(each) is shall_wait), places[0])


class ByPlace(LoadScopeScheduling):
    """Hands out what belongs together, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        others = (
            place
            for other, places in self.assigned_work.items()
            if other is not node
            for place, done in places.items()
            if not all(done.values())
        )
        self.workqueue.move_to_end(next_place(self.workqueue, others), last=False)
        super()._assign_work_unit(node)
