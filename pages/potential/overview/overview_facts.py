"""The five figures and three sentences of the overview, all computed from the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.balance.result import Balance
from analysis.leading.sector_matrix import first_sectors
from analysis.matching.match import MatchResult
from geo.places import place_name
from ntt_data.tables import load
from pages.ui.sector_view import sector_names
from pages.ui.site_map import script
from publishing.formats import coverage, number, percent, rupiah, tonnes
from publishing.language import _, localised
from publishing.names import commodity_name
from services.answer import evaluation

_MATCHER = script("matcher")
_MAP = script("map")
_SECTORS = script("sectors")
_TABLES = script("tables")


@dataclass(frozen=True)
class Figure:
    """One figure with its note and the page that explains it."""

    label: str
    value: str
    note: str
    page: str
    link: str
    query: Mapping[str, str]
    help: str | None = None


@dataclass(frozen=True)
class Sentence:
    """One finding in words, what it rests on, and the page behind it."""

    text: str
    note: str
    page: str
    link: str
    query: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Facts:
    """Everything the overview shows for one commodity and year."""

    balance: Balance
    match: MatchResult
    figures: Sequence[Figure]
    sentences: Sequence[Sentence]
    source_ids: Sequence[str]


def collect(commodity: str, year: int) -> Facts:
    """Compute the facts; ``commodity`` must be one that has a balance in ``year``."""
    answer = evaluation.baseline_answer(commodity, year)
    balance, match = answer.balance, answer.match
    choice = {"commodity": commodity, "year": str(year)}
    return Facts(
        balance=balance,
        match=match,
        figures=[
            _total(balance, choice),
            _counts(balance, choice),
            _own_supply(match, choice),
            _first_sector(),
            _balanced_kpju(),
        ],
        sentences=[_largest_pair(match, choice), _shared_kpju(), _gaps()],
        source_ids=tuple(balance.table["source_ids"]),
    )


def _total(balance: Balance, choice: Mapping[str, str]) -> Figure:
    summary, name = balance.summary, commodity_name(balance.settings.commodity)
    total = summary.total_balance_t
    return Figure(
        label=_("Balance of {name} {year}", name=name.lower(), year=choice["year"]),
        value=("+" if total > 0 else "") + tonnes(total),
        note=_(
            "{share} of the need is covered; {coverage}",
            share=percent(100 * summary.total_available_t / summary.total_need_t, 0),
            coverage=coverage(summary.n_known, summary.n_total),
        ),
        page=_MATCHER,
        link=_("Balance per regency"),
        query=choice,
    )


def _counts(balance: Balance, choice: Mapping[str, str]) -> Figure:
    summary = balance.summary
    return Figure(
        label=_("Regencies in surplus / deficit"),
        value=f"{summary.n_surplus} / {summary.n_deficit}",
        note=_("{n} balanced, {m} unknown", n=summary.n_balanced, m=summary.n_unknown),
        page=_MAP,
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
            "modelled: {n} pairs, {share} of all deficits",
            n=pairs,
            share=percent(100 * totals.moved_t / totals.deficit_t, 0) if totals.deficit_t else "–",
        ),
        page=_MATCHER,
        link=_("Who can supply whom"),
        query=choice,
    )


def _first_sector() -> Figure:
    # Within one scheme only, the one the page opens with: ranks of two schemes are never added.
    first = first_sectors(load("sector_rankings"), "kbli")
    return Figure(
        label=_("Most often the first sector"),
        value=sector_names("kbli")[first.index[0]],
        note=_(
            "first in {n} of {total} regencies ranked by business field (KBLI)",
            n=int(first.iloc[0]),
            total=int(first.sum()),
        ),
        page=_SECTORS,
        link=_("Sector rankings"),
        query={},
    )


def _kpju_commodities() -> set[str]:
    return set(load("kpju")["commodity"].dropna())


def _balanced_kpju() -> Figure:
    named = _kpju_commodities()
    known = named & set(evaluation.balanced_commodities())
    return Figure(
        label=_("KPJu commodities with a balance"),
        value=_("{n} of {total}", n=len(known), total=len(named)),
        note=_("the others lack figures for most regencies"),
        page=_TABLES,
        link=_("What is missing"),
        query={"section": "coverage"},
    )


def _largest_pair(match: MatchResult, choice: Mapping[str, str]) -> Sentence:
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    link = _("Pairs, paths and costs")
    if inside.empty:
        return Sentence(_("No regency can supply another."), _("modelled"), _MATCHER, link, choice)
    row = inside.iloc[0]
    return Sentence(
        _(
            "{origin} can send {amount} to {destination}.",
            origin=place_name(row["origin"]),
            amount=tonnes(row["tonnes"]),
            destination=place_name(row["destination"]),
        ),
        _(
            "Modelled: {share} of the receiver's need, freight {cost}/kg over {distance} km.",
            share=percent(row["share_of_need_pct"], 0),
            cost=rupiah(row["cost_idr_per_kg"]),
            distance=number(row["distance_km"]),
        ),
        _MATCHER,
        link,
        choice,
    )


def _shared_kpju() -> Sentence:
    kpju = load("kpju")
    total = kpju["regency_code"].nunique()
    goods = kpju[kpju["commodity"].notna()]  # a kiosk cannot be processed jointly
    shared = goods.groupby("item")["regency_code"].nunique()
    item = sorted(shared.index, key=lambda each: (-shared[each], each))[0]
    name = load("kpju_items").set_index("item")[localised("name")][item]
    return Sentence(
        _(
            "{name} is a leading product of {n} of {total} regencies.",
            name=name,
            n=int(shared[item]),
            total=total,
        ),
        _("They are candidates for joint processing and marketing (KPJu study 2018)."),
        _SECTORS,
        _("Which regencies share it"),
        {"item": str(item)},
    )


def _gaps() -> Sentence:
    kpju = load("kpju")
    lacking = _kpju_commodities() - set(evaluation.balanced_commodities())
    named = kpju[kpju["commodity"].isin(lacking)].groupby("commodity")["regency_code"].nunique()
    first = sorted(named.index, key=lambda each: (-named[each], each))[:3]
    return Sentence(
        _(
            "{names} cannot be balanced yet.",
            names=", ".join(commodity_name(each) for each in first),
        ),
        _(
            "They are the most frequent KPJu commodities without production or consumption figures "
            "for enough regencies; the Rakor of 2019 found the same gap."
        ),
        _TABLES,
        _("What is missing"),
        {"section": "coverage"},
    )
