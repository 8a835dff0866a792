"""What to do next: whom to bring together, and which figures to ask for, of whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from analysis.matching.carried import CarriedTonnes
from analysis.matching.price_gaps import HOLDS_PCT
from analysis.overview import Brief, NamedSupply, Overview
from analysis.uncertainty.pair_robustness import CORRIDOR_TOLERANCE_PCT, ROBUST_PCT
from publishing.formats import part, percent, rounded_tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name, in_sentence, item_name, joined_regencies
from publishing.sentences.market import at_prices_of
from publishing.sentences.matching import supply_words
from publishing.words import modelled_flow

_NAMED = 5  # up to so many regencies are named, more are counted


@dataclass(frozen=True)
class Link:
    """A page on which to begin."""

    page: Literal["matcher", "sectors", "tables", "rounds", "guide"]
    label: str
    query: Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """Something to do; of several that begin on one page the last has the link."""

    text: str
    note: str
    link: Link | None = None


@once_per_language(maxsize=8)
def to_bring_together(overview: Overview) -> list[Step]:
    """The pairs and corridors worth talking about, commodity by commodity."""
    return [step for brief in overview.briefs for step in worth_exploring(brief)]


def worth_exploring(brief: Brief) -> list[Step]:
    """The pairs and corridors of one commodity worth talking about."""
    settings = brief.answer.balance.settings
    name, year = commodity_name(settings.commodity), year_text(settings.year)
    worth = brief.worth_naming()
    link = Link(
        "matcher",
        _("Path, cost and prices of {name}", name=in_sentence(name)),
        {"commodity": settings.commodity, "year": year, **_where_it_stands(worth)},
    )
    steps = _with_link([_supply(f"{name} {year}", each) for each in worth], link)
    if not (worth and worth[-1].supply.is_pair):
        return steps
    # The one link leads to a pair: a corridor beside it would lead nowhere.
    corridor = Link(
        "matcher",
        _("Corridor of {name}", name=in_sentence(name)),
        {"commodity": settings.commodity, "year": year, "section": "pairs"},
    )
    return [
        step if each.supply.is_pair else replace(step, link=corridor)
        for step, each in zip(steps, worth, strict=True)
    ]


def _where_it_stands(worth: list[NamedSupply]) -> dict[str, str]:
    """The card of the pair that has the link, or the heading over all pairs, far down the page."""
    if worth and worth[-1].supply.is_pair:
        supply = worth[-1].supply
        return {"pair": f"{supply.origins[0]}-{supply.destinations[0]}"}
    return {"section": "pairs"}


def _with_link(steps: list[Step], link: Link) -> list[Step]:
    return [*steps[:-1], *(replace(each, link=link) for each in steps[-1:])]


def _supply(name: str, named: NamedSupply) -> Step:
    notes = [price_words(named.carried)]
    if named.gateway_is_cheaper:
        notes.append(_("From outside NTT it would arrive cheaper in most months."))
    notes.append(firmness_words(named))
    return Step(
        f"{name}: {supply_words(named.supply, rounded_tonnes)} ({modelled_flow()}).",
        " ".join(notes),
    )


def price_words(carried: CarriedTonnes | None) -> str:
    """Whether the price gap pays the freight of an identified pair or corridor."""
    # Half a tonne is none on the screen.
    if carried is None or carried.total_t - carried.unjudged_t < 0.5:
        return _("No price is known yet to hold against the freight.")
    at_prices = at_prices_of(carried.price_years)
    if carried.is_none:
        # Too seldom for a verdict is not never: it may pay in most months.
        return _(
            "{at_prices}, the price gap pays the freight in less than {share} of the months.",
            at_prices=at_prices,
            share=percent(HOLDS_PCT, 0),
        )
    if carried.min_t >= carried.total_t - 1.0:
        return _("{at_prices}, the price gap pays the freight.", at_prices=at_prices)
    if carried.is_choice:
        said = _(
            "{at_prices}, the price gap pays the freight of {low} to {high} of it, depending on "
            "who supplies whom.",
            at_prices=at_prices,
            low=rounded_tonnes(carried.min_t),
            high=rounded_tonnes(carried.max_t),
        )
    else:
        said = _(
            "{at_prices}, the price gap pays the freight of {share} of it.",
            at_prices=at_prices,
            share=part(100 * carried.shown_t / carried.total_t),
        )
    if carried.unjudged_t < 0.5:
        return said
    return f"{said} " + _(
        "For {amount} of it there is no price yet.", amount=rounded_tonnes(carried.unjudged_t)
    )


def firmness_words(named: NamedSupply) -> str:
    """In how many of the repeated matches a pair stands, or a corridor carries about as much."""
    is_pair = named.supply.is_pair
    if named.is_robust:
        said = (
            _("Firm: this pair appears in {share} of the simulations.")
            if is_pair
            else _(
                "Firm: in {share} of the simulations these suppliers send these receivers about "
                "as much in total (±{tolerance})."
            )
        )
    else:
        said = (
            _("Fragile: this pair appears in {share} of the simulations only.")
            if is_pair
            else _(
                "Fragile: only in {share} of the simulations do these suppliers send these "
                "receivers about as much in total (±{tolerance})."
            )
        )
    share = part(named.holds_pct) if named.is_robust else part(named.holds_pct, ROBUST_PCT)
    return said.format(share=share, tolerance=percent(CORRIDOR_TOLERANCE_PCT, 0))


@once_per_language(maxsize=8)
def to_ask_for(overview: Overview) -> list[Step]:
    """Figures that are doubtful or missing in what is shown, and whom to ask."""
    asked = [step for brief in overview.briefs for step in _asked(brief)]
    return [*_with_link(asked, Link("rounds", _("Collect data"), {})), *_lacking(overview)]


def asked_by_office(overview: Overview) -> list[str]:
    """The same for paper: what is to be asked of one office in one text."""
    together: dict[str, list[str]] = {}
    for step in to_ask_for(overview):
        together.setdefault(step.note, []).append(step.text)
    return [" ".join([*texts, note]) for note, texts in together.items()]


def _asked(brief: Brief) -> list[Step]:
    balance = brief.answer.balance
    name = f"{commodity_name(balance.settings.commodity)} {year_text(balance.settings.year)}"
    unknown = balance.table.loc[balance.table["balance_class"] == "unknown", "regency_code"]
    lines = []
    if len(balance.disqualified):
        lines.append(
            check_words(
                balance.settings.commodity,
                balance.settings.year,
                list(balance.disqualified["regency_code"]),
            )
        )
    if len(unknown):
        lines.append(_("{name}: ask {who} for figures.", name=name, who=_who(list(unknown))))
    if brief.of_province is not None:
        lines.append(
            _(
                "{name}: ask for the production of {year} regency by regency; it is known for the "
                "province alone.",
                name=commodity_name(balance.settings.commodity),
                year=year_text(brief.of_province.year),
            )
        )
    office = _("Ask: {office}.", office=office_words(brief.office))
    return [Step(line, office) for line in lines]


def check_words(commodity: str, year: int, codes: list[str]) -> str:
    """Whose doubtful figures should be checked."""
    return _(
        "{name}: have the doubtful figures of {who} checked.",
        name=f"{commodity_name(commodity)} {year_text(year)}",
        who=_who(codes),
    )


def office_words(office: str) -> str:
    """Whose figures these are, by the sheet of a round that asks for them."""
    return {
        "agriculture": _("the regencies' agriculture offices, or BPS of the regency"),
        "livestock": _("the regencies' livestock offices, or BPS of the regency"),
        "fisheries": _("the regencies' fishery offices, or BPS of the regency"),
        "trade_stock": _("the regencies' trade offices, or BPS of the regency"),
    }[office]


def _who(codes: list[str]) -> str:
    if len(codes) > _NAMED:
        return _("the {n} regencies concerned", n=len(codes))
    return joined_regencies(codes)


def _lacking(overview: Overview) -> list[Step]:
    if not overview.lacking:
        return []
    names = [commodity_name(each) for each in overview.lacking[:3]]
    return [
        Step(
            _(
                "{names} cannot be balanced yet.",
                names=", ".join([names[0], *map(in_sentence, names[1:])]),
            ),
            _(
                "They are the most frequent KPJu commodities without production or consumption "
                "figures for enough regencies; the Rakor of 2019 found the same gap."
            ),
            Link(
                "tables",
                _("What is missing for {name}", name=in_sentence(names[0])),
                {"section": "coverage", "by": "commodity", "commodity": overview.lacking[0]},
            ),
        )
    ]


@once_per_language(maxsize=8)
def to_process_together(overview: Overview) -> list[Step]:
    """The product that most regencies name; nothing where no two share one."""
    if overview.n_sharing < 2:
        return []
    return [
        Step(
            _(
                "{name} is a leading product of {n} of {total} regencies.",
                name=item_name(overview.shared_item),
                n=overview.n_sharing,
                total=overview.n_lists,
            ),
            _("They are candidates for joint processing and marketing (KPJu study 2018)."),
            Link(
                "sectors",
                _("Which regencies share it"),
                {"item": overview.shared_item, "section": "kpju"},
            ),
        )
    ]
