"""Which kind of test each one is, by where it lies: ``pytest -m unit`` runs the quick ones alone.

The kinds are the markers in ``pyproject.toml``. What a test asks for comes before its folder: one
with a browser is no unit test wherever it lies.
"""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Folders; the deepest that a test lies in decides.
BY_PLACE = {
    **dict.fromkeys(("ntt_data", "geo", "analysis", "publishing", "services"), "unit"),
    "tests/ntt_data": "unit",
    "tests/geo": "unit",
    "tests/analysis": "unit",
    "tests/publishing": "unit",
    "tests/services": "unit",
    "tests/benchmarks": "unit",
    "tests/support": "unit",
    "tests/pages": "page",
    "tests/e2e": "browser",
    "tests/deploy": "deploy",
    "tests/robustness": "deploy",
}
#: Fixtures that only tests of one kind may ask for, the most demanding first.
BY_FIXTURE = {"postgres_server": "deploy", "browser": "browser"}
KINDS = ("unit", "page", "browser", "deploy")


def kind_of(item: pytest.Item) -> str | None:
    """The kind that a test is marked with itself, or that its fixtures or its place give it."""
    for kind in reversed(KINDS):
        if item.get_closest_marker(kind):
            return kind
    place = kind_of_place(item.path.relative_to(ROOT))
    if place != "deploy":
        for fixture, kind in BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                return kind
    return place


def kind_of_place(path: Path) -> str | None:
    """The kind of the tests in a file, or none if nobody has said."""
    if path.parent == Path("tests"):
        return "unit"  # about the house as a whole: its floors, its documents
    for place in (path, *path.parents):
        if place.as_posix() in BY_PLACE:
            return BY_PLACE[place.as_posix()]
    return None
