"""Every sentence that concludes something has figures of which it is not said.

The texts of ``publishing.sentences`` are read from the code, function by function. A function
concludes nothing (``tests/publishing/conclusions/no_conclusion.py`` says why), or each of its texts
has an example and a counter-example (the modules beside it, or a test that is named there). A new
text with neither fails.
"""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from publishing.language import speaking
from tests.publishing.conclusions import (
    answers,
    balances,
    briefings,
    collection,
    commodity_decks,
    comparison,
    cooperation_register,
    decks,
    decks_of_regencies,
    decks_of_zones,
    first_screen,
    lists,
    meetings,
    norms,
    pairs,
    partners,
    prices,
    published,
    records,
    regencies,
    regency_briefing,
    road_map,
    scenario_decks,
    seats,
    stock,
    transport,
)
from tests.publishing.conclusions.case import Conclusion, text_of
from tests.publishing.conclusions.no_conclusion import FRAMES, NO_CONCLUSION, TESTED_BESIDE

SENTENCES = Path(__file__).parents[2] / "publishing/sentences"
CASES: list[Conclusion] = [
    case
    for module in (
        *(answers, balances, briefings, collection, comparison, decks, first_screen, lists),
        decks_of_regencies,
        *(commodity_decks, scenario_decks),
        decks_of_zones,
        *(
            cooperation_register,
            meetings,
            norms,
            pairs,
            partners,
            prices,
            published,
            records,
            regencies,
            regency_briefing,
            road_map,
            seats,
            stock,
            transport,
        ),
    )
    for case in module.CASES
]


@cache
def _texts() -> dict[str, list[str]]:
    """English texts by module and outermost function or class."""
    found: dict[str, list[str]] = {}
    for path in sorted(SENTENCES.glob("*.py")):
        for outer in ast.parse(path.read_text("utf-8")).body:
            if isinstance(outer, ast.FunctionDef | ast.ClassDef):
                found[f"{path.stem}.{outer.name}"] = [
                    str(text.value)
                    for call in ast.walk(outer)
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
                    for text in call.args[: {"_": 1, "ngettext": 2}.get(call.func.id, 0)]
                    if isinstance(text, ast.Constant)
                ]
    return {name: texts for name, texts in found.items() if texts}


def _whole(case: Conclusion) -> str:
    """The text that a case speaks of."""
    texts = _texts().get(case.function, [])
    own = [text for text in texts if text == case.template] or [
        text for text in texts if text.startswith(case.template)
    ]
    assert len(set(own)) == 1, f"{case.function} has {len(own)} texts that begin {case.template!r}"
    return own[0]


def _pattern(template: str) -> re.Pattern[str]:
    """The text with anything in its places; some begin a line with a capital."""
    parts = string.Formatter().parse(template)
    literal = "".join(re.escape(text) + (".*?" if name else "") for text, name, *_ in parts)
    return re.compile(literal, re.IGNORECASE)


@pytest.mark.parametrize("module", sorted({case.function.partition(".")[0] for case in CASES}))
def test_it_is_said_of_figures_that_bear_it_and_of_no_others(module: str) -> None:
    wrong = []
    for case in CASES:
        if case.function.partition(".")[0] == module:
            try:
                wrong += [f"{case.function}: {each}" for each in _faults(case)]
            except Exception as error:  # say which sentence could not be made
                error.add_note(f"{case.function}: {case.template}")
                raise
    assert not wrong, "\n".join(wrong)


def _faults(case: Conclusion) -> Iterator[str]:
    """Where a text is not said of the figures that bear it, or is said of the others."""
    whole = _whole(case)
    with speaking("en"):
        said, not_said = text_of(case.said()), text_of(case.not_said())
        words = case.words if isinstance(case.words, str) else case.words()
    if not _pattern(whole).search(said):
        yield f"{whole!r} is not in {said!r}"
    if not words:
        if _pattern(whole).search(not_said):
            yield f"{whole!r} is in {not_said!r}"
        return
    if words not in said:
        yield f"{words!r} is not in {said!r}"
    if words in not_said:
        yield f"{words!r} is in {not_said!r}"


def test_every_text_concludes_nothing_or_has_a_counter_example() -> None:
    covered = {(case.function, _whole(case)) for case in CASES}
    bare = [
        f"{function}: {text}"
        for function, texts in _texts().items()
        if function not in {*NO_CONCLUSION, *TESTED_BESIDE}
        for text in texts
        if (function, text) not in covered and text not in FRAMES
    ]
    assert not bare, "neither a counter-example nor a reason for none:\n" + "\n".join(bare)


def test_tests_named_in_place_of_a_case_exist() -> None:
    assert set(TESTED_BESIDE) <= set(_texts())
    for names in TESTED_BESIDE.values():
        for name in names:
            path, test = name.split("::")
            defined = ast.parse((SENTENCES.parents[1] / path).read_text("utf-8")).body
            assert test in {each.name for each in defined if isinstance(each, ast.FunctionDef)}


def test_reasons_are_of_functions_that_exist_and_conclude_nothing() -> None:
    assert set(NO_CONCLUSION) <= set(_texts())
    assert not set(NO_CONCLUSION) & {case.function for case in CASES}
    texts = {text for each in _texts().values() for text in each}
    assert texts >= FRAMES
