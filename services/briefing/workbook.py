"""The figures of a subject as a workbook with formulas, for the link and the data pack alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event
from typing import Any

import pandas as pd

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.matching.ranges import class_of_flows
from analysis.scenario.errors import ScenarioError
from geo.places import regencies
from publishing.briefing.model import Briefing, Finding, Kind, Note, Section, Table
from publishing.files.answer_workbook.place import PlaceContents, place_workbook
from publishing.files.file_names import briefing_file_name
from publishing.files.made_file import MadeFile, mark_of
from publishing.files.paper import Cancelled
from publishing.language import _
from publishing.listings.profile import figures_table
from publishing.sentences.scenario import document_changes
from services import profile
from services.answer import evaluation
from services.answer.workbook import workbook_of
from services.briefing.catalogue import Subject, briefing

#: Sections of a regency whose tables stand in the workbook as formulas.
_RECKONED = {"balances", "exact", "partners"}


def workbook_files(
    subject: Subject, host: str = "", cancelled: Event | None = None
) -> list[MadeFile]:
    """The workbook of a subject in the language of now, as ``briefing_files`` gives its files.

    ``host`` plays no part: nothing in it leads to this server. Raises ``Cancelled``.
    """
    told = briefing(subject)
    if cancelled is not None and cancelled.is_set():
        raise Cancelled
    content = subject_workbook(subject)
    mark = mark_of(content)
    return [MadeFile(briefing_file_name(told, "xlsx", mark[:4]), content, mark)]


def subject_workbook(subject: Subject) -> bytes:
    """The workbook of an answer where there is one, else of the tables that are told of it."""
    return _WRITTEN[subject.kind](subject)


def regency_workbook(regency_code: str, year: int | None = None) -> bytes:
    """All figures of a regency: balances of all years, pairs of ``year`` in both directions."""
    return subject_workbook(Subject("regency", regency_code, year))


def _regency(subject: Subject) -> bytes:
    code = subject.key
    told = briefing(subject)
    answers = profile.answers_of(subject.year).values()
    figures = figures_table(profile.key_figures(code)).readable()
    others = _tables(each for each in told.sections if each.key not in _RECKONED)
    return place_workbook(
        PlaceContents(
            **_told(told),
            tables={_("Key figures"): figures, **others},
            balances=[
                found
                for commodity in _in_order()
                for year in evaluation.two_sided()[commodity]
                if isinstance(found := evaluation.balance(commodity, year), Balance)
            ],
            codes=frozenset([code]),
            pairs=profile.partners(code, subject.year),
            costs=next((each.costs for each in answers), None),
        )
    )


def _province(subject: Subject) -> bytes:
    told = briefing(subject)
    answers = [
        evaluation.baseline_answer(commodity, evaluation.default_year(commodity))
        for commodity in _in_order()
    ]
    return place_workbook(
        PlaceContents(
            **_told(told),
            tables=_tables(told.sections),
            balances=[each.balance for each in answers],
            codes=frozenset(map(str, regencies()["regency_code"])),
            pairs=_flows(answers),
            costs=next((each.costs for each in answers), None),
        )
    )


def _commodity(subject: Subject) -> bytes:
    """The answer of the year; of a commodity without a balance, what is told of it."""
    years = evaluation.two_sided().get(subject.key, [])
    if not years:
        return _of_tables(subject)
    year = subject.year if subject.year in years else evaluation.default_year(subject.key)
    return workbook_of(evaluation.baseline_answer(subject.key, year))


def _scenario(subject: Subject) -> bytes:
    assert subject.scenario is not None
    try:
        answer = evaluation.evaluate(subject.scenario)
    except ScenarioError:
        return _of_tables(subject)
    if not isinstance(answer, Answer):
        return _of_tables(subject)
    notes = document_changes(subject.changes)
    return workbook_of(answer, subject.scenario.name, subject.key, notes)


def _of_tables(subject: Subject) -> bytes:
    told = briefing(subject)
    return place_workbook(PlaceContents(**_told(told), tables=_tables(told.sections)))


#: Who writes the workbook of each kind.
_WRITTEN: dict[Kind, Callable[[Subject], bytes]] = {
    "regency": _regency,
    "commodity": _commodity,
    "scenario": _scenario,
    "province": _province,
    "road_map": _of_tables,
}


def _told(told: Briefing) -> dict[str, Any]:
    """What every workbook says of itself, from the briefing of the same thing."""
    blocks = [block for section in told.sections for block in section.blocks]
    return {
        "title": f"{told.title} · {told.subtitle}",
        "told": [(each.title, _sentences(each)) for each in told.sections if each.brief],
        "source_ids": [
            one for block in blocks if not isinstance(block, Note) for one in block.basis.source_ids
        ],
        "day": told.data_date,
        "edition": told.edition,
        "address": told.address,
    }


def _sentences(section: Section) -> list[str]:
    return [each.text for each in section.blocks if isinstance(each, Finding | Note)]


def _tables(sections: Iterable[Section]) -> dict[str, pd.DataFrame]:
    """Every table told of it, by its title."""
    return {
        block.title: block.ready.readable()
        for section in sections
        for block in section.blocks
        if isinstance(block, Table) and len(block.ready.table)
    }


def _in_order() -> list[str]:
    """Commodities with a balance, the usual one first."""
    return sorted(
        evaluation.two_sided(), key=lambda name: (name != evaluation.DEFAULT_COMMODITY, name)
    )


def _flows(answers: Iterable[Answer]) -> pd.DataFrame:
    parts = []
    for answer in answers:
        settings, flows = answer.balance.settings, answer.match.flows
        if len(flows):
            found = flows.assign(commodity=settings.commodity, year=settings.year)
            parts.append(found.join(class_of_flows(flows, answer.ranges)))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
