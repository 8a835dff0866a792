"""Which kind of test each one is, by where it lies: ``pytest -m unit`` runs the quick ones alone.

The kinds are the markers in ``pyproject.toml``. A test's place is the least that it can be: one
that asks for a browser is no unit test wherever it lies, and none of ``tests/e2e`` can be one. So
files of a more demanding kind need not be read at all when only one kind is wanted.

What builds whole documents is of a kind of its own and took a third of the unit tests' processor
time: briefings, decks, paper, workbooks, packs, minutes, pictures. Of each builder
``tests/services/test_one_of_each.py`` makes one among the unit tests.

So are journeys, of figures and cases through all that can become of them, with a balance worked out
after each step; ``tests/services/test_one_round.py`` makes the shortest among the unit tests.

No place holds sweeps alone: a test of many documents, years or tables, of which a few stand for
all while one works, is marked as one (``pytest.mark.sweep``), mostly at the parameter that names
the others. What starts processes that take seconds to begin is marked ``deploy``.
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
    **dict.fromkeys(
        (
            "tests/publishing/paper",
            "tests/publishing/test_data_package.py",
            "tests/publishing/test_every_chart.py",
            "tests/publishing/test_pictures.py",
            "tests/publishing/test_powerpoint.py",
            "tests/publishing/test_slide_letters.py",
            "tests/services/briefing",
            "tests/services/deck",
            "tests/services/making/test_made_of_decks.py",
            "tests/services/pack",
            "tests/services/test_answer_command.py",
            "tests/services/test_answer_workbook.py",
            "tests/services/test_case_annex.py",
            "tests/services/test_case_documents.py",
            "tests/services/test_round_export.py",
            "tests/services/test_round_minutes.py",
            "tests/services/test_workbooks.py",
        ),
        "document",
    ),
    **dict.fromkeys(
        (
            "tests/services/test_case_access.py",
            "tests/services/test_case_sequences.py",
            "tests/services/test_case_stores.py",
            "tests/services/test_case_yearly.py",
            "tests/services/test_corrections.py",
            "tests/services/test_disqualified.py",
            "tests/services/test_ended_rounds.py",
            "tests/services/test_review.py",
            "tests/services/test_round_needs.py",
            "tests/services/test_round_periods.py",
            "tests/services/test_second_laptop.py",
            "tests/services/test_stock_board.py",
        ),
        "journey",
    ),
    "tests/benchmarks": "unit",
    "tests/support": "unit",
    "tests/pages": "page",
    "tests/e2e": "browser",
    "tests/deploy": "deploy",
    "tests/robustness": "deploy",
}
#: Fixtures that only tests of one kind may ask for.
BY_FIXTURE = {"postgres_server": "deploy", "browser": "browser"}
#: The least demanding first.
KINDS = ("unit", "journey", "document", "sweep", "page", "browser", "deploy")


def kind_of(item: pytest.Item) -> str | None:
    """The most demanding kind of those that a test's place, fixtures and own marks give it."""
    place = kind_of_place(item.path.relative_to(ROOT))
    if place is None:
        return None
    fixtures = getattr(item, "fixturenames", ())
    given = {place, *(kind for fixture, kind in BY_FIXTURE.items() if fixture in fixtures)}
    given |= {kind for kind in KINDS if item.get_closest_marker(kind)}
    return max(given, key=KINDS.index)


def is_in_vain(path: Path, wanted: str) -> bool:
    """Whether no test in a file can be of the only kind that is wanted (pytest's ``-m``).

    >>> is_in_vain(Path("tests/e2e/test_menu.py"), "unit")
    True
    >>> is_in_vain(Path("tests/ntt_data/test_store.py"), "deploy")
    False
    >>> is_in_vain(Path("tests/e2e/test_menu.py"), "unit or browser")
    False
    """
    kind = kind_of_place(path)
    if kind is None or wanted not in KINDS:
        return False
    return KINDS.index(kind) > KINDS.index(wanted)


def kind_of_place(path: Path) -> str | None:
    """The kind of the tests in a file, or none if nobody has said."""
    if path.parent == Path("tests"):
        return "unit"  # about the house as a whole: its floors, its documents
    for place in (path, *path.parents):
        if place.as_posix() in BY_PLACE:
            return BY_PLACE[place.as_posix()]
    return None
