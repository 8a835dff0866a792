"""The first screen in sentences that can be read aloud: rounded, with what they do not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

from analysis.balance.provincial import ProvincialBalance
from analysis.balance.result import Balance
from analysis.balance.settings import BalanceSettings
from analysis.balance.year_change import YearChange
from analysis.overview import Brief, Overview
from analysis.uncertainty.draws import TotalInterval
from geo.places import place_name
from publishing.formats import coverage, number, part, rounded_tonnes
from publishing.formats import year as year_text
from publishing.language import _, ngettext, once_per_language
from publishing.names import commodity_name, joined_regencies
from publishing.sentences.balance import knows_few, left_out_regencies
from publishing.sentences.effect import class_count

_NOTHING_T = 0.05  # less is written as 0 tonnes
_NAMED = 1  # a card names up to so many whom it leaves out; beside it stands who is to be asked


@dataclass(frozen=True)
class Card:
    """One commodity: the finding, what follows from the same figures, and where they stand."""

    commodity: str
    title: str
    finding: str
    line: str
    notes: tuple[str, ...]
    link: str
    query: Mapping[str, str]


@once_per_language(maxsize=8)
def cards(overview: Overview) -> list[Card]:
    """One card for each commodity, in their order."""
    return [card(each) for each in overview.briefs]


def card(brief: Brief) -> Card:
    """The card of one commodity."""
    balance = brief.answer.balance
    settings = balance.settings
    notes = [changed(brief), likely_range(brief.total), *newer(brief), accepted(brief)]
    year = year_text(settings.year)
    return Card(
        settings.commodity,
        f"{commodity_name(settings.commodity)} {year}",
        finding(balance),
        what_it_is(balance) or counts(brief),
        tuple(line for line in notes if line),
        _("Figures by regency") if balance.suspended else _("Figures, pairs and prices"),
        {"commodity": settings.commodity, "year": year},
    )


def finding(balance: Balance) -> str:
    """What the province lacks or has to spare, rounded, and of how many regencies that is said."""
    summary = balance.summary
    n_sound = summary.n_with_figures - summary.n_disqualified
    name = f"{commodity_name(balance.settings.commodity)} {year_text(balance.settings.year)}"
    of_all = coverage(n_sound, summary.n_total)
    if not n_sound:
        return _("{name}: no balance is known yet", name=name)
    if balance.suspended:
        amount = rounded_tonnes(summary.total_available_t)
        return _("{name}: {amount} in {coverage}", name=name, amount=amount, coverage=of_all)
    if knows_few(balance):
        return _(
            "{name}: known for {coverage} only",
            name=name,
            coverage=coverage(summary.n_with_figures, summary.n_total),
        )
    where = _("NTT") if n_sound == summary.n_total else _("{coverage} together", coverage=of_all)
    said = {"name": name, "where": where}
    total, within = summary.total_balance_t, balance.settings.tolerance_pct * summary.total_need_t
    if total * 100 < -within:
        return _("{name}: a shortage of {amount} in {where}", **said, amount=rounded_tonnes(-total))
    if total * 100 > within:
        surplus = _(
            "{name}: a surplus of {amount} in {where}", **said, amount=rounded_tonnes(total)
        )
        return surplus + _hangs_on(balance)
    return _("{name}: about what is needed in {where}", **said)


def _hangs_on(balance: Balance) -> str:
    """Behind a surplus: the one regency that makes more than half of it, and what else there is."""
    total = balance.summary.total_balance_t
    sound = balance.table[balance.table["balance_class"] == "surplus"]
    most = sound.nlargest(1, "balance_t", keep="all")
    if len(most) != 1 or most["balance_t"].iloc[0] * 2 <= total:
        return ""
    amount = float(most["balance_t"].iloc[0])
    return _(
        ", without {name} ({amount}): {rest}",
        name=place_name(most["regency_code"].iloc[0]),
        amount=rounded_tonnes(amount),
        rest=short_or_ample(total - amount),
    )


def what_it_is(balance: Balance) -> str:
    """Of what is no balance, why not; empty of all else."""
    if not balance.suspended:
        return ""
    said = {
        "landings": _(
            "What is landed is not what is eaten: no surplus, no deficit and no pair is worked out."
        )
    }[balance.suspended]
    return " ".join([said, *_most(balance), *_left_out(balance)])


def _most(balance: Balance) -> list[str]:
    """Where most of it is, of the figures that nothing doubts; nothing where two have as much."""
    sound = balance.table[balance.table["disqualified_by"] == ""]
    most = sound.nlargest(1, "available_t", keep="all")
    if len(most) != 1:
        return []
    name, amount = place_name(most["regency_code"].iloc[0]), most["available_t"].iloc[0]
    return [_("Most in {name}: {amount}.", name=name, amount=rounded_tonnes(amount))]


def _left_out(balance: Balance) -> list[str]:
    n = balance.summary.n_disqualified
    if not n:
        return []
    return [
        ngettext(
            "Left out: {n} regency with a doubtful figure.",
            "Left out: {n} regencies with doubtful figures.",
            n,
        )
    ]


def counts(brief: Brief) -> str:
    """How many have a surplus or a deficit, and how far all surplus together would go."""
    balance = brief.answer.balance
    summary = balance.summary
    if balance.suspended or knows_few(balance):
        return ""
    counted = [
        ngettext("{n} regency in surplus", "{n} regencies in surplus", summary.n_surplus),
        _("{n} in deficit", n=number(summary.n_deficit)),
        *([class_count("balanced", summary.n_balanced)] if summary.n_balanced else []),
        *([class_count("unknown", summary.n_unknown)] if summary.n_unknown else []),
    ]
    left_out = left_out_regencies(balance.disqualified["regency_code"], _NAMED)
    said = f"{', '.join(counted)}; {_reach(brief)}{left_out}."
    return " ".join([said, *_with_doubtful(balance)])


def _with_doubtful(balance: Balance) -> list[str]:
    """What the total is with the figures that it leaves out as doubtful."""
    if balance.disqualified.empty:
        return []
    total = short_or_ample(balance.summary.with_doubtful_balance_t)
    return [_("With the doubtful figures: {total}.", total=total)]


def _reach(brief: Brief) -> str:
    if brief.deficit_t <= 0:
        return _("no known regency is in deficit")
    if brief.surplus_t <= 0:
        return _("no known regency has anything to give")
    share = 100 * brief.surplus_t / brief.deficit_t
    if share >= 100:
        return _("all surplus together exceeds all deficits")
    return _("all surplus together covers only {share} of what these lack", share=part(share))


def likely_range(total: TotalInterval | None) -> str:
    """Between which amounts the total lies in nine of ten simulations."""
    if total is None or isnan(total.balance_p05_t):
        return ""
    low, high = total.balance_p05_t, total.balance_p95_t
    if high < 0:
        return _(
            "9 of 10 simulations: short of {low} to {high}.",
            low=rounded_tonnes(-high),
            high=rounded_tonnes(-low),
        )
    if low > 0:
        return _(
            "9 of 10 simulations: {low} to {high} to spare.",
            low=rounded_tonnes(low),
            high=rounded_tonnes(high),
        )
    return _(
        "9 of 10 simulations: from short of {low} to {high} to spare; which of the two is not "
        "certain.",
        low=rounded_tonnes(-low),
        high=rounded_tonnes(high),
    )


def changed(brief: Brief) -> str:
    """What is different from the year before, or why that is not said."""
    balance, change = brief.answer.balance, brief.change
    year = year_text(balance.settings.year - 1)
    if knows_few(balance):
        return ""
    if brief.differs_in_form:
        return _(
            "Not compared with {year}: that year's balance is of another form of the good.",
            year=year,
        )
    if change is None:
        return _("Not compared with {year}: that year has no balance.", year=year)
    if change.compares_most:
        return _compared(change)
    if change.is_broken:
        return _(
            "Not compared with {year}: the way of counting may have changed around these years "
            "({coverage}).",
            year=year,
            coverage=coverage(change.n_break, change.n_total),
        )
    return _(
        "Not compared with {year}: only {coverage} have figures that may be compared.",
        year=year,
        coverage=coverage(change.n_compared, change.n_total),
    )


def _compared(change: YearChange) -> str:
    named = {"year": year_text(change.before), "n": number(change.n_compared)}
    if isnan(change.balance_t):
        return _available_compared(change, named)
    said = _(
        "Since {year}: {before}, now {after} in the {n} regencies that can be compared",
        **named,
        before=short_or_ample(change.balance_before_t),
        after=short_or_ample(change.balance_t),
    )
    turned = [
        *([_moved(change)] if _moved(change) else []),
        *(
            [_("now in surplus: {names}", names=joined_regencies(change.now_surplus))]
            if change.now_surplus
            else []
        ),
        *(
            [_("now in deficit: {names}", names=joined_regencies(change.now_deficit))]
            if change.now_deficit
            else []
        ),
        *(
            [_("now in balance: {names}", names=joined_regencies(change.now_balanced))]
            if change.now_balanced
            else []
        ),
    ]
    return "; ".join([f"{said}{_not_compared(change)}", *turned]) + "."


def _moved(change: YearChange) -> str:
    """Who has changed most either way, which a total of opposite changes would hide."""
    moves = [
        f"{place_name(each.regency_code)} {'+' if each.change_t > 0 else ''}"
        f"{rounded_tonnes(each.change_t)}"
        for each in (change.most_up, change.most_down)
        if each is not None
    ]
    return _("largest changes: {moves}", moves=", ".join(moves)) if moves else ""


def _not_compared(change: YearChange) -> str:
    if change.left_out == change.doubtful:
        if len(change.doubtful) <= _NAMED:
            return left_out_regencies(change.doubtful, _NAMED)
        return _(
            " (without {n} of which the figure of one of the years is doubtful)",
            n=number(len(change.doubtful)),
        )
    return ngettext(
        " ({n} other cannot: figures unknown, doubtful or counted in another way)",
        " ({n} others cannot: figures unknown, doubtful or counted in another way)",
        len(change.left_out),
    )


def _available_compared(change: YearChange, named: Mapping[str, str]) -> str:
    """Where only what is available may be compared."""
    said = _(
        "Available: {before} in {year}, {now} in {after} in the {n} regencies that can be compared",
        **named,
        after=year_text(change.year),
        before=rounded_tonnes(change.available_before_t),
        now=rounded_tonnes(change.available_t),
    )
    said = "; ".join(filter(None, [f"{said}{_not_compared(change)}", _moved(change)])) + "."
    if not change.needs_differ:
        return said
    return f"{said} " + _("The balances are not compared: people are counted by another series.")


def short_or_ample(balance_t: float) -> str:
    """A balance with its sign in words; "balanced" where no tonne is left to say on either side."""
    if abs(balance_t) < _NOTHING_T:
        return _("balanced")
    if balance_t < 0:
        return _("short of {amount}", amount=rounded_tonnes(-balance_t))
    return _("{amount} to spare", amount=rounded_tonnes(balance_t))


def newer(brief: Brief) -> list[str]:
    """Newer years that are known for few regencies, or for the province alone."""
    total = brief.answer.balance.summary.n_total
    lines = [
        _(
            "So far {year} is known only for {coverage}.",
            year=year_text(year),
            coverage=coverage(known, total),
        )
        for year, known in brief.newer.items()
    ]
    if brief.of_province is not None:
        lines.append(province_alone(brief.of_province, brief.answer.balance.settings))
    return lines


def province_alone(found: ProvincialBalance, beside: BalanceSettings) -> str:
    """A year that is known for the province and no regency; ``beside``: of the year by regency."""
    said = _(
        "So far {year} is known only for the province as a whole: {balance}",
        year=year_text(found.year),
        balance=short_or_ample(found.balance_t),
    )
    if found.population_series != beside.population_series:
        said += _("; not compared, as people are counted by another series")
    return f"{said}."


def accepted(brief: Brief) -> str:
    """That figures handed in by regencies are in the balance; empty where none is."""
    if not brief.n_accepted:
        return ""
    return ngettext(
        "A figure that {n} regency has handed in and the bureau has accepted is in it.",
        "Figures that {n} regencies have handed in and the bureau has accepted are in it.",
        brief.n_accepted,
    )
