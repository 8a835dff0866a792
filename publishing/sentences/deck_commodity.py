"""Titles of a commodity's slides, and what a speaker answers to an economist's objection."""

from __future__ import annotations

import pandas as pd

from analysis.balance.compute import BalanceSummary
from analysis.balance.known_sides import KnownSides
from analysis.balance.need_alone import NeedAlone
from analysis.balance.one_sided import BesideGroup, HouseholdShare, Marketed
from geo.places import place_name
from publishing.code_words import code_word
from publishing.deck.model import MOST_WORDS
from publishing.formats import number, part, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, ngettext
from publishing.sentences.commodity_sides import amount
from publishing.sentences.deck import Objection
from publishing.sentences.deck import need_title as need_title_of_all


def titled(name: str, finding: str) -> str:
    """A finding behind the name of what it is of, where both fit a title.

    >>> titled("Rice", "the need alone is known")
    'Rice: the need alone is known'
    """
    whole = f"{name}: {finding}"
    fits = len(whole.split()) <= MOST_WORDS
    return whole if fits else finding[:1].upper() + finding[1:]


def covered_title(name: str, summary: BalanceSummary) -> str:
    """How far production goes; of fewer than all regencies it says so.

    Turned over by a total that reaches the need, and by a regency without a usable figure.
    """
    have, needed = summary.total_available_t, summary.total_need_t
    n = summary.n_with_figures - summary.n_disqualified
    if n == summary.n_total:
        return need_title_of_all(name, have, needed)
    if have >= needed:
        return titled(name, _("at least what {n} regencies need", n=number(n)))
    share = part(100 * have / needed)
    return titled(name, _("{share} of the need of {n} regencies covered", share=share, n=number(n)))


def known_title(known: KnownSides) -> str:
    """How far a commodity without a balance is known."""
    n, producers = number(len(known.producers)), known.producers
    if known.standing == "not_comparable":
        return _("its two sides cannot be compared")
    if known.standing == "both_sides":
        if len(producers) == 1:
            return _("need known, production of {who} alone", who=place_name(producers[0]))
        return _("need known, production of {n} regencies", n=n)
    if known.standing == "production":
        if len(producers) == 1:
            return _("production of {who} alone is known", who=place_name(producers[0]))
        return _("production of {n} regencies, need unknown", n=n)
    if known.standing == "need":
        return _("the need alone is known")
    if known.standing == "animals":
        return _("counts or quotas known, no balance")
    if known.standing == "named":
        return _("no amount by regency is known")
    return _("nothing is known yet")


def known_objection() -> Objection:
    """Against showing what is hardly known."""
    return Objection(
        _("Why show a commodity of which so little is known?"),
        _(
            "So that what is missing is seen and asked for. Nothing is filled in: a regency "
            "without a figure is unknown, not zero."
        ),
    )


def need_title(need: NeedAlone) -> str:
    """What households need in the form that is known best."""
    total = need.total(need.forms[0])
    if total != total:
        return _("every figure of the need is in doubt")
    return _("households need {total} a year", total=amount(need, total))


def need_label(need: NeedAlone) -> str:
    """Below the total: the form, where there are several that are not added up."""
    if len(need.forms) > 1:
        return _("need a year ({form})", form=code_word(need.forms[0]))
    return _("need a year")


def need_objection() -> Objection:
    """Against a need."""
    return Objection(
        _("What a survey found eaten at home is neither demand at every price nor what is needed."),
        _(
            "Right: need here is consumption per head times people. It is a market as it was, "
            "without what is eaten elsewhere or processed."
        ),
    )


def produced_title(codes: list[str]) -> str:
    """Whose production it is, never the province's."""
    if len(codes) == 1:
        return _("production of {who} alone, not of NTT", who=place_name(codes[0]))
    return _("production of {n} regencies, not of NTT", n=number(len(codes)))


def market_title(found: Marketed) -> str:
    """How much is produced, and by how many with a usable figure."""
    n = int(found.table["sound"].sum())
    return ngettext(
        "{total} from {n} regency", "{total} from {n} regencies", n, total=tonnes(found.total_t)
    )


def produced_objection() -> Objection:
    """Against production without a need."""
    return Objection(
        _("Production without the need beside it says nothing about surplus."),
        _(
            "Right: no surplus is claimed and no pair is formed. Where figures of other regencies "
            "are missing they are unknown, and no sum stands for the province."
        ),
    )


def group_title(found: BesideGroup) -> str:
    """How many produce more than is needed of the whole group."""
    certain, doubtful = len(found.with_verdict("exceeds")), len(found.with_verdict("doubtful"))
    if certain:
        return ngettext(
            "{n} regency exceeds its need of all pulses",
            "{n} regencies exceed their need of all pulses",
            certain,
        )
    if doubtful:
        return _("above the need of pulses only on doubtful figures")
    return _("nowhere known to exceed the need of pulses")


def share_title(found: HouseholdShare) -> str:
    """What households eat of what the province produces."""
    return _(
        "households eat the equivalent of {share} of production",
        share=percent(found.share_pct, 0),
    )


def one_sided_objection() -> Objection:
    """Against what one side alone says."""
    return Objection(
        _("The rest must then be a surplus."),
        _(
            "No: seed, feed and losses are in neither figure. Beyond this comparison nothing "
            "follows for a balance."
        ),
    )


def levels_title(means: pd.Series) -> str:
    """Where a good was dearest and cheapest; ``means``: price by regency known in every month."""
    known = means.dropna()
    dear, cheap = (list(known.index[known == end]) for end in (known.max(), known.min()))
    if len(known) < 2 or len(dear) > 1 or len(cheap) > 1:
        return _("consumer prices by place")
    return _(
        "dearest in {dear}, cheapest in {cheap}",
        dear=place_name(dear[0]),
        cheap=place_name(cheap[0]),
    )


def province_prices_title() -> str:
    """Where the province's own series is all that is known."""
    return _("by month the province's prices alone are known")


def yearly_prices_title(n: int, year: int) -> str:
    """For how many regencies a price of a year is known."""
    return ngettext(
        "prices of {n} regency, {year}", "prices of {n} regencies, {year}", n, year=year_text(year)
    )


def levels_objection() -> Objection:
    """Against prices side by side."""
    return Objection(
        _("Qualities and markets differ from place to place; so do prices, without any shortage."),
        _(
            "Right: a high price is a hint, not a lack. Compared are places of one survey and one "
            "quality, as far as the survey knows it."
        ),
    )


def quotas_title(rows: pd.DataFrame) -> str:
    """Who has the largest quota of a year; ``rows`` of one year.

    Turned over by a figure as large that is in doubt or contradicted: then nobody is named.
    """
    largest = rows[rows["value"] == rows["value"].max()]
    codes, doubtful = largest["regency_code"].unique(), largest["contradicted"].any()
    if len(codes) != 1 or doubtful or largest["flag"].notna().any():
        return _("quotas out of NTT, not shipments")
    return _("largest quota out of NTT: {who}", who=place_name(str(codes[0])))


def shipments_title() -> str:
    """Where there is no quota to compare."""
    return _("quotas and shipments as reported")


def herds_title(n: int) -> str:
    """Of how many regencies there is any count."""
    return ngettext("animals counted in {n} regency", "animals counted in {n} regencies", n)


def animals_objection() -> Objection:
    """Against counts and quotas."""
    return Objection(
        _("Then say how many animals can be sold."),
        _(
            "Nobody can from these figures: a quota is what may be shipped, a count is of one "
            "year and one source. Where sources contradict each other, both stand there."
        ),
    )


def listed_title(rows: pd.DataFrame, n_lists: int) -> str:
    """In how many lists of leading products it stands."""
    codes = list(rows["regency_code"].unique())
    if len(codes) == 1:
        return _("leading product of {who} alone", who=place_name(codes[0]))
    return _("leading product in {n} of {total} lists", n=number(len(codes)), total=number(n_lists))


def listed_objection() -> Objection:
    """Against ranks."""
    return Objection(
        _("A rank in a list is neither a tonnage nor a market."),
        _(
            "Right: it says what the report found leading in each regency, and what it expects "
            "of it. Amounts are asked for in the rounds."
        ),
    )


def flows_title(n: int) -> str:
    """How many reports of a supply there are."""
    return ngettext("{n} reported supply, not measured", "{n} reported supplies, not measured", n)


def flows_objection() -> Objection:
    """Against reports."""
    return Objection(
        _("What newspapers and offices report is no statistics of trade."),
        _(
            "Right: nobody measures trade between regencies. Reports name what somebody saw or "
            "said, not how much is carried, and what is in none is unknown."
        ),
    )


def province_title() -> str:
    """Over figures that are known for the whole province alone."""
    return _("figures known for the province as a whole")


def province_objection() -> Objection:
    """Against one figure for 22 regencies."""
    return Objection(
        _("A figure of the province says nothing about who has and who lacks."),
        _("Right: no regency's share follows from it, and none is worked out here."),
    )


def not_comparable_objection() -> Objection:
    """Against not subtracting two sides that are both known."""
    return Objection(
        _("Both sides are known: why not subtract them?"),
        _(
            "They count different things or times, as the note above says. A difference would look "
            "like a surplus or a lack that nobody has measured."
        ),
    )


def missing_title() -> str:
    """Over what would complete the picture."""
    return _("what is missing, and who has it")


def missing_objection() -> Objection:
    """Against asking for more figures."""
    return Objection(
        _("More figures take years; decisions cannot wait."),
        _(
            "What is decided without them should say so. Where an office has the figure, its row "
            "names it, and the next round can ask for it."
        ),
    )
