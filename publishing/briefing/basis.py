"""What the figures of a block rest on, taken from a balance, an answer or the source register."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.answer import Answer
from analysis.balance.inputs import GRADES
from analysis.balance.result import Balance
from publishing.briefing.model import Basis
from publishing.formats import coverage
from publishing.formats import year as year_text
from publishing.language import _
from publishing.sources import NetworkSource, grades_of, own_and_network


def weakest(grades: Iterable[object]) -> str:
    """The weakest of these grades (of ``GRADES``, from the best to the worst); "" of none.

    >>> weakest(["A", "C", "", "B"])
    'C'
    """
    named = set(grades)
    return next((grade for grade in reversed(GRADES) if grade in named), "")


def balance_basis(result: Balance) -> Basis:
    """Of figures of one balance: its year, in tonnes, its weakest input, its sources.

    Covered are the regencies whose figures nothing doubts, as in the totals.
    """
    summary = result.summary
    return Basis(
        years=year_text(result.settings.year),
        unit=_("tonnes a year"),
        grade=weakest(result.table["grade"]),
        coverage=coverage(summary.n_with_figures - summary.n_disqualified, summary.n_total),
        source_ids=ids_of(result.table["source_ids"]),
    )


def match_basis(answer: Answer, source_ids: Iterable[object]) -> Basis:
    """Of pairs and what follows from them: modelled, so an assumption is the weakest of it.

    ``source_ids`` as ``services.answer.evaluation.answer_sources`` gives them.
    """
    balance = balance_basis(answer.balance)
    return Basis(
        years=balance.years,
        unit=balance.unit,
        grade="assumption",
        coverage=balance.coverage,
        source_ids=ids_of(source_ids),
        modelled=True,
    )


def register_basis(
    source_ids: Iterable[object], years: str = "", unit: str = "", covered: str = ""
) -> Basis:
    """Of what stands in a table as its sources have it: the weakest grade of their register."""
    ids = ids_of(source_ids)
    grade = weakest(grades_of(ids))
    return Basis(years=years, unit=unit, grade=grade, coverage=covered, source_ids=ids)


def ids_of(cells: Iterable[object]) -> tuple[str, ...]:
    """Each id once, those of the figures first; a source of the network stays known as one."""
    own, network = own_and_network(cells)
    return (*own, *map(NetworkSource, network))
