"""Of a commodity with both sides: who has, who lacks, who can supply whom."""

from __future__ import annotations

from dataclasses import replace

from analysis.answer import Answer
from analysis.balance.provincial import ProvincialBalance
from analysis.balance.result import Balance
from analysis.matching.ranges import corridors_of
from publishing import words
from publishing.briefing.basis import balance_basis, match_basis, register_basis
from publishing.briefing.model import Basis, Block, Finding, Note, Picture, Section, Table
from publishing.charts.balance import balance_bars
from publishing.charts.frame import scope_of
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.balance import balance_table
from publishing.listings.matching import short_pairs_table
from publishing.maps.balance import balance_choropleth, certain_choropleth
from publishing.maps.choropleth import Choropleth
from publishing.maps.flows import flow_lines
from publishing.sentences import balance as sentences
from publishing.sentences.certainty import certainty_headline, certainty_key, judged_corridors
from publishing.sentences.commodity_sides import classes_line, side_line
from publishing.sentences.matching import (
    line_legend,
    match_headline,
    outside_notes,
    ranges_note,
    supply_words,
)
from publishing.sentences.next_steps import firmness_words, price_words
from publishing.sentences.provincial import assumptions, provincial_line
from services import overview
from services.answer import certainty, evaluation
from services.province import balances_of_the_province_alone


def balance(answer: Answer) -> list[Section]:
    """Balance or, where the two sides are not comparable, each for itself; the table apart."""
    result = answer.balance
    basis, title, bars = balance_basis(result), sentences.headline(result), balance_bars(result)
    figures = balance_table(result)
    blocks: list[Block] = [
        *_findings(result, basis),
        Picture(scope_of(bars), _map(result), title, basis, figures),
        Picture(_bars_title(result), bars, title, basis, figures),
        Note("caution", words.not_comparable(result.suspended))
        if result.suspended
        else Note("method", certainty_key()),
    ]
    if held := sentences.what_it_holds(result):
        blocks.append(Note("assumption", held))
    if line := sentences.cautions(result):
        blocks.append(Note("caution", line))
    table = Table(_("Every regency"), figures, basis, most_rows=22)
    return [
        Section("balance", title, blocks),
        Section("balance-table", _("The balance in figures"), [table], brief=False),
    ]


def _bars_title(result: Balance) -> str:
    if result.suspended:
        return _("Landed in every regency")
    return _("Surplus and deficit of every regency")


def _findings(result: Balance, basis: Basis) -> list[Block]:
    """Totals, classes and how sure they are; of two sides that do not compare, neither total."""
    if result.suspended:
        summary = result.summary
        return [
            Finding(sentences.coverage_note(result), basis),
            Finding(
                side_line(
                    words.available(result.suspended),
                    *(summary.total_available_t, summary.with_doubtful_available_t),
                ),
                basis,
            ),
            Finding(
                side_line(*(_("Need"), summary.total_need_t, summary.with_doubtful_need_t)),
                basis,
            ),
        ]
    label, total = sentences.total_words(result)
    told = [f"{label}: {total}.", classes_line(result)]
    found: list[Block] = [
        Finding(" ".join(filter(None, told)), basis),
        Finding(certainty_headline(result, certainty.certainty(result)), basis),
    ]
    if result.summary.n_disqualified:
        found.insert(1, Finding(sentences.coverage_note(result), basis))
    for of_province in balances_of_the_province_alone(result.settings.commodity)[:1]:
        found.append(Finding(provincial_line(of_province), _basis_of_province(of_province)))
    return found


def _basis_of_province(found: ProvincialBalance) -> Basis:
    """Its own year and sources; it covers no regency."""
    basis = register_basis(found.source_ids, year_text(found.year), _("tonnes a year"))
    return replace(basis, grade="assumption") if assumptions(found) else basis


def _map(result: Balance) -> Choropleth:
    """The same map as everywhere: with the commodity's classes, faded where a sign is not sure."""
    reference = evaluation.reference_balance(result.settings.commodity)
    chart = balance_choropleth(result, None, reference=reference)
    if result.suspended:
        return chart
    return certain_choropleth(chart, certainty.certainty(result))


def pairs(answer: Answer) -> list[Section]:
    """Identified pairs and corridors first, the pairs shown below them, their map apart."""
    match, ranges = answer.match, answer.ranges
    settings = answer.balance.settings
    basis = match_basis(answer, evaluation.answer_sources(answer))
    brief = overview.brief(settings.commodity, settings.year)
    title = match_headline(match, ranges) + sentences.left_out(answer.balance)
    worth = brief.worth_naming()
    blocks: list[Block] = [
        Finding(
            f"{supply_words(named.supply)}. {price_words(named.carried)} {firmness_words(named)}",
            basis,
        )
        for named in worth
    ]
    told = {named.supply for named in worth}
    corridors = judged_corridors(ranges, certainty.firmness(answer))
    blocks += [
        Finding(line, basis)
        for corridor, line in zip(corridors_of(ranges), corridors, strict=True)
        if corridor not in told
    ]
    figures = short_pairs_table(match, ranges)
    if len(match.flows):
        blocks.append(Table(_("Pairs"), figures, basis, most_rows=6))
    blocks.append(Note("method", ranges_note(ranges, answer.scenario.matching.objective)))
    notes = outside_notes(match.totals)
    blocks += [Note("assumption", line) for line in notes]
    lines = flow_lines(match, ranges, with_external=True)
    drawn = Picture(title, _map(answer.balance).with_overlay(lines), title, basis, figures)
    return [
        Section("pairs", title, blocks),
        Section(
            "pairs-map",
            _("{n} pairs on the map", n=number(len(match.flows))),
            [drawn, Note("method", line_legend(path=False))] if lines else [],
            brief=False,
        ),
    ]
