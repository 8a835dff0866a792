"""Two or three scenarios side by side: assumptions, totals, balances and pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from analysis.answer import Answer
from analysis.errors import AnalysisError
from analysis.scenario.compare import (
    ScenarioResult,
    changed_assumptions,
    compare_balances,
    compare_pairs,
    compare_totals,
)
from analysis.scenario.scenario import Scenario
from ntt_data.store import BASELINE_ID, StoreError
from pages.balance.scenarios.desk import Opened
from pages.balance.scenarios.shelf import Shelf
from pages.ui.charts import show_chart
from pages.ui.tables import draw_table
from publishing import scenario_words
from publishing.charts.scenario import balance_dumbbells
from publishing.files.file_names import of_scenario
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.listings.matching import pair_changes_table
from publishing.listings.scenario import assumptions_table, balances_table, totals_table
from publishing.markdown_text import plain
from publishing.names import commodity_name
from publishing.sentences import scenario as sentences
from publishing.sources import NetworkSource, own_and_network
from publishing.tables import ReadyTable
from services.answer.evaluation import answer_sources, evaluate


@dataclass(frozen=True)
class Side:
    """One scenario of a comparison, with the title that stands over its figures."""

    title: str
    scenario: Scenario
    answer: Answer


#: Sides by link id; what is compared with comes first.
Sides = Mapping[str, Side]


def compare(found: Shelf, opened: Opened, link_ids: list[str]) -> None:
    """The open scenario against one or two others, all for its commodity."""
    if not link_ids:
        st.info(
            _(
                "Choose a scenario to compare with. There is none yet? Make one with the button "
                "above."
            )
        )
        return
    scenarios = _scenarios(found, opened, link_ids)
    titles = _titles(scenarios)
    sides: dict[str, Side] = {}
    for link_id, scenario in scenarios.items():
        try:
            answer = evaluate(scenario, opened.scenario.commodity)
        except AnalysisError as error:
            st.error(f"{plain(titles[link_id])}: {scenario_words.problem(error)}")
            continue
        if isinstance(answer, Answer):
            sides[link_id] = Side(titles[link_id], scenario, answer)
        else:
            st.warning(
                _(
                    "{name} has no balance of {commodity} for {year}.",
                    name=plain(titles[link_id]),
                    commodity=commodity_name(opened.scenario.commodity),
                    year=year_text(scenario.year),
                )
            )
    if len(sides) > 1:
        compared = _compared(tuple(sides.items()), opened.scenario.commodity)
        _show_assumptions(sides, compared)
        _show_totals(sides, compared)
        _show_balances(sides, compared)
        # Pairs follow from balances: where those are not compared, neither are these.
        broken = compared.broken
        _show_pairs({link_id: side for link_id, side in sides.items() if link_id not in broken})


@dataclass(frozen=True, eq=False)
class _Compared:
    """What is said of the sides of a comparison: the same at every click that leaves them be.

    ``broken``: those whose balances may not be compared with the first one's.
    """

    assumptions: ReadyTable
    totals: ReadyTable
    headline: str
    dumbbells: dict[str, Any]
    balances: ReadyTable
    series_note: str
    sources: tuple[str, ...]
    broken: frozenset[str]


@once_per_language(maxsize=64)
def _compared(sides_in_order: tuple[tuple[str, Side], ...], commodity: str) -> _Compared:
    sides = dict(sides_in_order)
    changed = changed_assumptions({link_id: side.scenario for link_id, side in sides.items()})
    totals = totals_table(compare_totals(_results(sides)), _names(sides))
    balances = compare_balances(_results(sides))
    return _Compared(
        assumptions=assumptions_table(changed, _names(sides)),
        totals=totals.remarked(_remark(sides)),
        headline=sentences.balances_headline(balances, _names(sides)),
        dumbbells=_dumbbells(
            tuple((side.title, side.answer) for side in sides.values()), commodity
        ),
        balances=balances_table(balances, _names(sides)).remarked(_remark(sides)),
        series_note=sentences.series_note(balances),
        sources=_sources(sides.values()),
        broken=frozenset(balances.loc[~balances["is_comparable"], "label"]),
    )


def _scenarios(found: Shelf, opened: Opened, link_ids: list[str]) -> dict[str, Scenario]:
    """What is compared with, the open scenario, a third."""
    scenarios: dict[str, Scenario] = {}
    for link_id in (link_ids[0], opened.link_id, *link_ids[1:]):
        try:
            other = found.opened(link_id, opened.scenario.commodity, opened.scenario.year)
            scenarios[link_id] = other.scenario
            # What changed in the open one stands above already.
            if link_id != opened.link_id:
                for change in sentences.document_changes(other.changes):
                    st.info(f"{plain(other.scenario.name)}: {change}")
        except (AnalysisError, StoreError) as error:
            st.error(scenario_words.problem(error))
    return scenarios


def _titles(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """Titles, with the id behind where one stands for two."""
    titles = {
        link_id: s.name if link_id == BASELINE_ID else sentences.title(s.name)
        for link_id, s in scenarios.items()
    }
    taken = [*titles.values()]
    return {
        link_id: said if taken.count(said) == 1 else f"{said} ({link_id})"
        for link_id, said in titles.items()
    }


def _names(sides: Sides) -> dict[str, str]:
    return {link_id: side.title for link_id, side in sides.items()}


def _remark(sides: Sides) -> str:
    """Of which of these columns or dots it must be known that nobody has measured them."""
    assumed = [side.title for link_id, side in sides.items() if link_id != BASELINE_ID]
    return sentences.not_measured(", ".join(assumed))


def _results(sides: Sides) -> dict[str, ScenarioResult]:
    return {link_id: side.answer.result() for link_id, side in sides.items()}


def _sources(sides: Iterable[Side]) -> tuple[str, ...]:
    """Each source once: two answers cite the same ones in a hundred cells."""
    own, network = own_and_network(cell for side in sides for cell in answer_sources(side.answer))
    return (*own, *map(NetworkSource, network))


def _about(sides: Sides) -> str:
    """For the names of files: the scenarios that are compared, the first one's goods and year."""
    first, *others = sides.values()
    return " ".join([of_scenario(first.scenario), *(side.title for side in others)])


def _show_assumptions(sides: Sides, compared: _Compared) -> None:
    st.subheader(_("What is assumed differently"))
    draw_table(
        compared.assumptions,
        key="scenario-assumptions",
        source_ids=["assumption"],
        empty=_("Nothing: both rest on the same assumptions."),
        about=_about(sides),
    )


def _show_totals(sides: Sides, compared: _Compared) -> None:
    st.subheader(_("Balance, cost and unmet need"))
    draw_table(
        compared.totals,
        key="scenario-totals",
        source_ids=compared.sources,
        about=_about(sides),
    )


def _show_balances(sides: Sides, compared: _Compared) -> None:
    st.subheader(plain(compared.headline))
    show_chart(
        compared.dumbbells,
        key="scenario-balances",
        table=compared.balances.readable,
        source_ids=compared.sources,
        alt_text=compared.headline,
        remark=_remark(sides),
        about=_about(sides),
    )
    if compared.series_note:
        st.info(compared.series_note)


@once_per_language(maxsize=64)
def _dumbbells(answers: tuple[tuple[str, Answer], ...], commodity: str) -> dict[str, Any]:
    balances = compare_balances({title: answer.result() for title, answer in answers})
    titles = {title: title for title, _answer in answers}
    years = [answer.balance.settings.year for _title, answer in answers]
    return balance_dumbbells(balances, titles, commodity, years)


def _show_pairs(sides: Sides) -> None:
    first = next(iter(sides.values()))
    for link_id in list(sides)[1:]:
        side = sides[link_id]
        changes = _pair_changes(
            (first.title, first.answer), (side.title, side.answer), _remark(sides)
        )
        st.subheader(plain(changes.headline))
        for line in changes.corridors:
            st.text(line)
        st.caption(sentences.pairs_note())
        draw_table(
            changes.table,
            key=f"scenario-pairs-{link_id}",
            source_ids=_pairs_sources(tuple(sides.values())),
            empty=_("No pairs in either scenario."),
            about=_about(sides),
        )


@once_per_language(maxsize=64)
def _pairs_sources(sides: tuple[Side, ...]) -> tuple[str, ...]:
    return _sources(sides)


@dataclass(frozen=True, eq=False)
class _PairChanges:
    """What became of the pairs of the first of two: in a sentence, in total and one by one."""

    headline: str
    corridors: tuple[str, ...]
    table: ReadyTable


@once_per_language(maxsize=64)
def _pair_changes(
    first: tuple[str, Answer], other: tuple[str, Answer], remark: str
) -> _PairChanges:
    rows = compare_pairs({"first": first[1].result(), "other": other[1].result()})
    changes = rows.assign(word=sentences.pair_changes(rows))
    table = pair_changes_table(changes, *(f"{title} (t)" for title, _answer in (first, other)))
    return _PairChanges(
        sentences.pairs_headline(other[0], rows),
        tuple(
            line
            for title, answer in (first, other)
            for line in sentences.corridor_totals(title, answer.ranges)
        ),
        table.remarked(remark),
    )
