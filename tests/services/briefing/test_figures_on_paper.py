"""The tonnes and percentages on paper are those of ``services.answer``, in both languages.

Read from the text of the PDF itself: whatever is lost, cut or written otherwise on the way there
(content model, words, document, typesetting) is seen here.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from analysis.answer import Answer
from analysis.matching.ferry_answer import CapacityLimit
from analysis.scenario.scenario import Change, Scenario
from publishing.briefing.model import Briefing
from publishing.files.paper import pdf_bytes, typesetter
from publishing.formats import number, part, percent
from publishing.language import Language, speaking
from services.answer import evaluation, ferries
from services.briefing.commodity import commodity_briefing
from services.briefing.province import province_briefing
from services.briefing.regency import regency_briefing
from services.briefing.scenario import scenario_briefing
from tests.support.installed import program

DROUGHT = Scenario(
    *("Kering", "rice", 2023), production_changes=(Change("rice", "all", -30.0, "drought"),)
)


@pytest.fixture(scope="module", autouse=True)
def _one_typesetter() -> Iterator[None]:
    yield
    typesetter().close()


def _pages(briefing: Briefing, host: str = "") -> list[str]:
    """All that can be read on each page of the PDF, white space as single blanks."""
    command = [program("pdftotext"), "-raw", "-", "-"]
    content = pdf_bytes(briefing, host)
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    return [" ".join(each.split()) for each in done.stdout.decode().split("\f") if each.strip()]


def _text(briefing: Briefing) -> str:
    return " ".join(_pages(briefing))


def _answer(commodity: str) -> Answer:
    return evaluation.baseline_answer(commodity, evaluation.default_year(commodity))


def _covered(answer: Answer) -> tuple[float, float]:
    """All surplus and all deficits, in tonnes."""
    table = answer.balance.table
    surplus, deficit = (
        float(table.loc[table["balance_class"] == each, "balance_t"].abs().sum())
        for each in ("surplus", "deficit")
    )
    return surplus, deficit


def _of_province() -> list[str]:
    rice, chili = _answer("rice"), _answer("chili")
    surplus, deficit = _covered(rice)
    ordered = rice.balance.table.sort_values("balance_t")["balance_t"]
    crossed = ferries.ferry_answer(evaluation.usual_year(), True, CapacityLimit()).before
    return [
        part(100 * surplus / deficit),
        f"{number(rice.match.totals.external_t)} t",
        percent(100 * rice.match.totals.moved_t / deficit, 0),
        percent(100 * chili.match.totals.moved_t / _covered(chili)[1], 0),
        *map(number, [*ordered.head(5), *ordered.tail(5)]),
        f"{number(crossed.crossing_t)} t",
        f"{number(crossed.by_crossing().iloc[0])} t",
    ]


def _of_regency(code: str) -> list[str]:
    """Both sides of what is balanced, and how much of the need that is."""
    told = []
    for commodity in ("rice", "chili"):
        table = _answer(commodity).balance.table.set_index("regency_code")
        told += [number(table.loc[code, each]) for each in ("available_t", "need_t")]
        if table.loc[code, "balance_class"] != "doubtful":
            told.append(number(table.loc[code, "balance_t"]))
    return told


def _of_commodity(commodity: str) -> list[str]:
    answer = _answer(commodity)
    table = answer.balance.table
    sound = table[table["balance_class"].isin(["surplus", "deficit"])].sort_values("balance_t")
    return [
        *map(number, sound["balance_t"].tail(3)),
        percent(100 * answer.match.totals.moved_t / _covered(answer)[1], 0),
    ]


def _of_scenario() -> list[str]:
    now, was = evaluation.evaluate(DROUGHT), _answer("rice")
    assert isinstance(now, Answer)
    both = [each.balance.table.set_index("regency_code")["balance_t"] for each in (now, was)]
    return [
        *(number(each.balance.summary.total_balance_t) for each in (now, was)),
        f"{number(now.match.totals.external_t)} t",
        *(number(each.match.totals.moved_t) for each in (now, was)),
        *(number(each.match.totals.cost_idr / 1e6) for each in (now, was)),
        f"{number((both[0] - both[1]).abs().max())} t",
        percent(100 * now.match.totals.moved_t / _covered(now)[1], 0),
    ]


CASES: dict[str, tuple[Callable[[], Briefing], Callable[[], list[str]]]] = {
    "province": (province_briefing, _of_province),
    "surplus": (lambda: regency_briefing("5315"), lambda: _of_regency("5315")),
    "deficit": (lambda: regency_briefing("5371"), lambda: _of_regency("5371")),
    "rice": (lambda: commodity_briefing("rice"), lambda: _of_commodity("rice")),
    "chili": (lambda: commodity_briefing("chili"), lambda: _of_commodity("chili")),
    "scenario": (lambda: scenario_briefing(DROUGHT), _of_scenario),
}


#: In English, where figures are written otherwise, one while one works and the rest in a sweep.
SPOKEN: list[Any] = [
    *((case, "id") for case in CASES),
    ("surplus", "en"),
    *(pytest.param(case, "en", marks=pytest.mark.sweep) for case in CASES if case != "surplus"),
]


@pytest.mark.parametrize(("case", "language"), SPOKEN)
def test_the_answers_figures_stand_on_paper(case: str, language: Language) -> None:
    made, expected = CASES[case]
    with speaking(language):
        text, told = _text(made()), expected()
    missing = [each for each in told if each.replace("\u00a0", " ") not in text]
    assert not missing, f"not in the PDF: {missing}\n{text}"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_regency_of_which_most_is_told_takes_two_pages(language: Language) -> None:
    with speaking(language):
        pages = _pages(regency_briefing("5317"), "http://10.0.0.5:8501")
    assert len(pages) == 2, pages[2:]
