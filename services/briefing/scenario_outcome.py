"""What follows from a scenario beside the baseline: the sections of its briefing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analysis.answer import Answer
from analysis.matching.options import MatchingOptions
from analysis.scenario.compare import (
    ScenarioResult,
    compare_balances,
    compare_pairs,
    compare_totals,
)
from publishing import scenario_words, words
from publishing.briefing.basis import balance_basis, match_basis
from publishing.briefing.model import (
    Basis,
    Block,
    Finding,
    Note,
    Picture,
    Section,
    Table,
)
from publishing.charts.balance import PAPER_ROW_PX, balance_bars
from publishing.formats import tonnes
from publishing.language import _
from publishing.listings.matching import pair_changes_table, short_pairs_table, unmet_table
from publishing.listings.scenario import (
    balances_table,
    totals_table,
)
from publishing.maps.balance import balance_choropleth
from publishing.maps.flows import flow_lines
from publishing.sentences import balance as balances
from publishing.sentences import certainty as certainty_words
from publishing.sentences import matching, province
from publishing.sentences import scenario as compared
from publishing.sentences import scenario_briefing as words_of
from services.answer import certainty, evaluation

#: Options of a match that keep tonnes from moving.
_LIMITS = (
    *("max_distance_km", "forbidden_pairs", "min_shipment_t", "max_partners", "reserve_share"),
    "unmet_penalty_idr_per_t",
)
#: Rows of a table that two pages have room for.
_FEW, _SOME = 5, 8


@dataclass(frozen=True)
class ScenarioAnswer:
    """A scenario that has an answer.

    ``title`` is "" for the baseline, which is compared with nothing; ``about`` stands before what
    would else read as if it had been measured: the title, of the baseline commodity and year.
    """

    title: str
    about: str
    answer: Answer
    before: Answer | None

    @property
    def pairs(self) -> Basis:
        """Of what the match says; what differs from the baseline is an assumption."""
        return match_basis(self.answer, evaluation.answer_sources(self.answer))

    @property
    def remark(self) -> str:
        """Behind every row of a table of a scenario: that nobody has measured it."""
        return compared.not_measured(self.title) if self.title else ""

    def titled(self, sentence: str) -> str:
        """A sentence that does not name the scenario, with its title before it."""
        return f"{self.about}: {sentence}"

    def titles(self) -> dict[str, str]:
        """What those of ``results`` are called in sentences and charts."""
        named = {"baseline": _("Baseline"), "scenario": self.title}
        return {label: named[label] for label in self.results()}

    def headers(self) -> dict[str, str]:
        """The same over columns, which have no room for a name of eighty letters.

        The title of the table says which scenario it is.
        """
        named = {"baseline": _("Baseline"), "scenario": _("Scenario")}
        return {label: named[label] for label in self.results()}

    def results(self) -> dict[str, ScenarioResult]:
        """Baseline and scenario as they are compared; the baseline's own answer alone."""
        if self.before is None:
            return {"baseline": self.answer.result()}
        return {"baseline": self.before.result(), "scenario": self.answer.result()}


def outcome_sections(told: ScenarioAnswer) -> list[Section]:
    """Balance, totals, pairs, what stays unmet, limits, firmness.

    Of what is no balance the map alone.
    """
    if told.answer.balance.suspended:
        return [_balance(told)]
    return [
        _balance(told),
        _totals(told),
        _pairs(told),
        _unmet(told),
        _limits(told),
        _firmness(told),
    ]


def _balance(told: ScenarioAnswer) -> Section:
    """The map in the classes of the commodity's newest full year, with the baseline's figures."""
    result = told.answer.balance
    title = balances.headline(result, told.title)
    baseline = told.before.balance if told.before else None
    reference = evaluation.reference_balance(result.settings.commodity)
    chart = balance_choropleth(result, None, told.title, baseline, reference)
    notes: list[Block] = []
    if result.suspended:
        notes.append(Note("method", words.not_comparable(result.suspended)))
    else:
        chart = chart.with_overlay(flow_lines(told.answer.match, told.answer.ranges, False))
    if holds := balances.what_it_holds(result):
        notes.append(Note("assumption", holds))
    if against := balances.cautions(result):
        notes.append(Note("caution", against))
    if not result.suspended:
        # What its lines mean stands in the legend of the map.
        alt = province.map_alt(told.about, title)
        return Section("balance", title, [Picture(title, chart, alt, told.pairs), *notes])
    basis = balance_basis(result)
    if told.before is not None:
        was = told.before.balance.summary.total_available_t
        notes.insert(0, Finding(_("Baseline: {value}", value=tonnes(was)), basis))
    return Section("balance", title, [Picture(title, chart, title, basis), *notes])


def _totals(told: ScenarioAnswer) -> Section:
    """Balance, pairs and freight in all, and the regencies whose balance changes most."""
    results = told.results()
    totals = totals_table(compare_totals(results), told.headers()).remarked(told.remark)
    blocks: list[Block] = [Table(words_of.totals_title(told.about), totals, told.pairs)]
    if told.before is None:
        label, total = balances.total_words(told.answer.balance)
        return Section("totals", told.titled(f"{label} {total}"), [_bars(told), *blocks])
    both = compare_balances(results)
    if note := compared.series_note(both):
        blocks.append(Note("caution", note))
    if (both["change_t"].abs() >= words_of.CHANGED_T).any():
        blocks.append(_most_changed(told, both))
    headline = compared.balances_headline(both, told.titles())
    names_it = headline.startswith(told.title)
    return Section("totals", headline if names_it else told.titled(headline), blocks)


def _bars(told: ScenarioAnswer) -> Picture:
    title, balance = province.bars_title(told.about), told.answer.balance
    return Picture(title, balance_bars(balance, row_px=PAPER_ROW_PX), title, balance_basis(balance))


def _most_changed(told: ScenarioAnswer, both: pd.DataFrame) -> Table:
    """The balance of every regency in both, the largest change first."""
    ready = balances_table(both, told.headers()).remarked(told.remark)
    changes = both[both["label"] == "scenario"].set_index("regency_code")["change_t"].abs()
    order = ready.table["regency_code"].map(changes).sort_values(ascending=False, kind="stable")
    ordered = replace(ready, table=ready.table.loc[order.index].reset_index(drop=True))
    basis = balance_basis(told.answer.balance)
    return Table(words_of.balances_title(told.title), ordered, basis, _FEW)


def _pairs(told: ScenarioAnswer) -> Section:
    """What became of the pairs; of those that can be swapped, the corridor's total alone."""
    answer = told.answer
    # Without its ranges: pairs and corridors that may be named follow one by one.
    headline = matching.match_headline(answer.match, None) + balances.left_out(answer.balance)
    blocks: list[Block] = []
    if other := compared.other_match(answer.scenario.matching):
        blocks.append(Note("assumption", other))
    blocks += [Finding(line, told.pairs) for line in _agreements(answer)]
    if told.before is None:
        title = told.titled(headline)
        pairs = short_pairs_table(answer.match, answer.ranges)
    else:
        changes = compare_pairs(told.results())
        title = compared.pairs_headline(told.title, changes)
        # What comes from outside stands in the totals.
        changes = changes[changes["origin_kind"] == "regency"].reset_index(drop=True)
        blocks.append(Finding(f"{told.titled(headline)}.", told.pairs))
        pairs = pair_changes_table(
            changes.assign(word=compared.pair_changes(changes)),
            *(f"{each} (t)" for each in told.headers().values()),
        )
    answers = {_("Baseline"): told.before, told.about: answer}
    blocks += [
        Finding(line, told.pairs)
        for name, each in answers.items()
        if each is not None
        for line in compared.corridor_totals(name, each.ranges)
    ]
    if len(pairs.table):
        whole = words_of.pairs_title(told.about)
        blocks.append(Table(whole, pairs.remarked(told.remark), told.pairs, _SOME))
    if told.before is not None:
        note = compared.pairs_note()
    else:
        note = matching.ranges_note(answer.ranges, answer.scenario.matching.objective)
    blocks.append(Note("method", note))
    return Section("pairs", title, blocks)


def _agreements(answer: Answer) -> list[str]:
    """What became of every agreed pair, and whether the search for pairs was cut off."""
    lines = [
        matching.agreement(
            scenario_words.pair(row["origin"], row["destination"], row["agreed_t"]),
            row["reached_t"],
            scenario_words.agreement_reason(row["reason"]) if row["reason"] else "",
        )
        for row in answer.match.agreements.to_dict("records")
    ]
    return lines if answer.match.is_proven else [*lines, matching.cut_off()]


def _unmet(told: ScenarioAnswer) -> Section:
    """What stays unmet, why, and what of it outside is assumed to meet."""
    match = told.answer.match
    blocks: list[Block] = [
        Finding(told.titled(line), told.pairs) for line in matching.outside_notes(match.totals)
    ]
    if len(match.unmet):
        title, ready = words_of.unmet_title(told.about), unmet_table(match)
        blocks.append(Table(title, ready.remarked(told.remark), told.pairs, _FEW))
    return Section("unmet", words_of.unmet_headline(told.about, match), blocks)


def _limits(told: ScenarioAnswer) -> Section:
    """Which limits bind; nothing where none is set and nothing is closed."""
    lines = words_of.binding_limits(told.answer.match)
    scenario, usual = told.answer.scenario, MatchingOptions()
    sets_one = any(getattr(scenario.matching, name) != getattr(usual, name) for name in _LIMITS)
    if not lines and (sets_one or scenario.closed_edges or scenario.closure_events):
        lines = [words_of.no_limit_binds()]
    blocks = [Finding(line, told.pairs) for line in lines]
    return Section("limits", words_of.limits_title(told.about), blocks)


def _firmness(told: ScenarioAnswer) -> Section:
    """How often the pairs stand when balances and freight are a little off; see ``ranges``."""
    answer = told.answer
    if answer.ranges is None:
        said = matching.ranges_note(None, answer.scenario.matching.objective)
        return Section("firmness", told.titled(words_of.not_judged()), [Note("missing", said)])
    drawn = certainty.firmness(answer)
    lines = certainty_words.judged_corridors(answer.ranges, drawn)
    headline = told.titled(certainty_words.pairs_headline(answer.match, drawn, answer.ranges))
    blocks: list[Block] = [Finding(told.titled(line), told.pairs) for line in lines]
    blocks.append(Note("assumption", words_of.robust_means(drawn)))
    return Section("firmness", headline, blocks)
