"""The five figures and three sentences of the overview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.matching.match import MatchResult
from analysis.matching.ranges import named_supplies
from analysis.overview import Overview
from analysis.uncertainty.pair_robustness import ROBUST_PCT, PairDraws
from geo.places import regency_names
from publishing.formats import coverage, number, percent, rupiah, tonnes
from publishing.language import _
from publishing.names import commodity_name, item_name, sector_names
from publishing.sentences.balance import left_out, signed_tonnes
from publishing.sentences.matching import match_headline, supply_words
from publishing.words import modelled_flow, sentence_of

#: Pages that explain a figure or sentence, by name.
PageName = Literal["matcher", "map", "sectors", "tables"]


@dataclass(frozen=True)
class Figure:
    """One figure with its note and the page that explains it."""

    label: str
    value: str
    note: str
    page: PageName
    link: str
    query: Mapping[str, str]


@dataclass(frozen=True)
class Sentence:
    """One finding in words, what it rests on, and the page behind it."""

    text: str
    note: str
    page: PageName
    link: str
    query: Mapping[str, str]


def overview_figures(overview: Overview) -> list[Figure]:
    """The figures, in reading order."""
    choice = _choice(overview)
    answer = overview.answer
    return [
        _total(answer.balance, choice),
        _counts(answer.balance, choice),
        _own_supply(answer.match, choice),
        _first_sector(overview),
        _balanced_kpju(overview),
    ]


def overview_sentences(overview: Overview) -> list[Sentence]:
    """The sentences, in reading order."""
    return [
        _largest_supply(overview.answer, overview.firmness, _choice(overview)),
        _shared_kpju(overview),
        _gaps(overview),
    ]


def _choice(overview: Overview) -> dict[str, str]:
    settings = overview.answer.balance.settings
    return {"commodity": settings.commodity, "year": str(settings.year)}


def _total(balance: Balance, choice: Mapping[str, str]) -> Figure:
    summary = balance.summary
    total, need = summary.total_balance_t, summary.total_need_t
    named = {"name": commodity_name(balance.settings.commodity).lower(), "year": choice["year"]}
    # What is within the tolerance, or has no total, is neither short nor ample.
    if total * 100 < -balance.settings.tolerance_pct * need:
        label, value = _("Shortage of {name} {year}", **named), tonnes(-total)
    elif total * 100 > balance.settings.tolerance_pct * need:
        label, value = _("Surplus of {name} {year}", **named), tonnes(total)
    else:
        label, value = _("Balance of {name} {year}", **named), signed_tonnes(total)
    return Figure(
        label=label,
        value=value,
        note=_(
            "Production covers {share} of the need; {coverage}",
            share=percent(100 * summary.total_available_t / need, 0),
            coverage=coverage(summary.n_known, summary.n_total),
        )
        + _in_brackets(balance),
        page="matcher",
        link=_("Balance per regency"),
        query=choice,
    )


def _in_brackets(balance: Balance) -> str:
    """The balance with doubtful figures; empty where there are none."""
    summary = balance.summary
    if not summary.n_disqualified:
        return ""
    return _(
        " (doubtful figures besides: {n}; with them the balance is {total})",
        n=number(summary.n_disqualified),
        total=signed_tonnes(summary.with_doubtful_balance_t),
    )


def _counts(balance: Balance, choice: Mapping[str, str]) -> Figure:
    summary = balance.summary
    return Figure(
        label=_("Regencies in surplus / deficit"),
        value=f"{summary.n_surplus} / {summary.n_deficit}",
        note=_("{n} balanced, {m} unknown", n=summary.n_balanced, m=summary.n_unknown)
        + (_(", {n} doubtful", n=summary.n_doubtful) if summary.n_doubtful else ""),
        page="map",
        link=_("See them on the map"),
        query={**choice, "indicator": "balance"},
    )


def _own_supply(match: MatchResult, choice: Mapping[str, str]) -> Figure:
    totals = match.totals
    pairs = int((match.flows["origin_kind"] == "regency").sum())
    return Figure(
        label=_("Could move between regencies"),
        value=tonnes(totals.moved_t),
        note=_(
            "{n} pairs, {share} of all deficits; {label}",
            label=modelled_flow(),
            n=pairs,
            share=percent(100 * totals.moved_t / totals.deficit_t, 0) if totals.deficit_t else "–",
        ),
        page="matcher",
        link=_("Who can supply whom"),
        query=choice,
    )


def _first_sector(overview: Overview) -> Figure:
    return Figure(
        label=_("Most often the first sector"),
        value=sector_names("kbli")[overview.first_sector],
        note=_(
            "first in {n} of {total} regencies ranked by business field (KBLI); {rest} of NTT have "
            "no such ranking",
            n=overview.n_first,
            total=overview.n_ranked,
            rest=len(regency_names()) - overview.n_ranked,
        ),
        page="sectors",
        link=_("Sector rankings"),
        query={},
    )


def _balanced_kpju(overview: Overview) -> Figure:
    return Figure(
        label=_("KPJu commodities with a balance"),
        value=_(
            "{n} of {total}",
            n=len(overview.named & overview.balanced),
            total=len(overview.named),
        ),
        note=_("the others lack figures for most regencies, or theirs are not comparable"),
        page="tables",
        link=_("What is missing"),
        query={"section": "coverage"},
    )


def _largest_supply(answer: Answer, firmness: PairDraws, choice: Mapping[str, str]) -> Sentence:
    match, ranges = answer.match, answer.ranges
    link = _("Pairs, paths and costs")
    supplies = [] if ranges is None else named_supplies(ranges)
    if not supplies:
        # Without an identified supply the headline says only what is known, or that nothing moves.
        finding = match_headline(match, ranges) + left_out(answer.balance)
        text = _("{finding}.", finding=finding)
        return Sentence(text, sentence_of(modelled_flow()), "matcher", link, choice)
    first = supplies[0]
    if first.is_pair:
        ends = match.flows["origin"].eq(first.origins[0]) & match.flows["destination"].eq(
            first.destinations[0]
        )
        row = match.flows[ends].iloc[0]
        note = _(
            "{share} of the receiver's need, freight {cost}/kg over {distance} km.",
            share=percent(row["share_of_need_pct"], 0),
            cost=rupiah(row["cost_idr_per_kg"]),
            distance=number(row["distance_km"]),
        )
    else:
        note = _("Who supplies whom among them can be swapped at no cost; the total cannot.")
    note = f"{sentence_of(modelled_flow())} {note}"
    finding = supply_words(first) + left_out(answer.balance)
    held = firmness.holds_pct(first)
    if held < ROBUST_PCT:
        finding = _(
            "{finding}; fragile: it holds in {share} of the repeated matches",
            finding=finding,
            share=percent(held, 0),
        )
    return Sentence(_("{finding}.", finding=finding), note, "matcher", link, choice)


def _shared_kpju(overview: Overview) -> Sentence:
    note = _("They are candidates for joint processing and marketing (KPJu study 2018).")
    return Sentence(
        _(
            "{name} is a leading product of {n} of {total} regencies.",
            name=item_name(overview.shared_item),
            n=overview.n_sharing,
            total=overview.n_lists,
        ),
        note if overview.n_sharing > 1 else "",
        "sectors",
        _("Which regencies share it"),
        {"item": overview.shared_item},
    )


def _gaps(overview: Overview) -> Sentence:
    if not overview.lacking:
        return Sentence(
            _("Every KPJu commodity has a balance."),
            "",
            "tables",
            _("What is missing"),
            {"section": "coverage"},
        )
    return Sentence(
        _(
            "{names} cannot be balanced yet.",
            names=", ".join(commodity_name(each) for each in overview.lacking[:3]),
        ),
        _(
            "They are the most frequent KPJu commodities without production or consumption figures "
            "for enough regencies; the Rakor of 2019 found the same gap."
        ),
        "tables",
        _("What is missing"),
        {"section": "coverage"},
    )
