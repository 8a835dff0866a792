"""Titles of a province's slides, and what a speaker answers to an economist's objection.

A title has at most ten words, so it rounds; what it rounds stands in the figures beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from analysis.matching.carried import CarriedTonnes
from geo.places import place_name
from publishing.formats import number, part, percent
from publishing.language import _, ngettext


@dataclass(frozen=True)
class Objection:
    """What an economist will say against a slide, and what can be answered."""

    raised: str
    answered: str


def title_of_province() -> str:
    """The deck's own title."""
    return _("Masyarakat Ekonomi NTT in ten minutes")


def need_title(name: str, available_t: float, need_t: float) -> str:
    """How far production goes; ``name`` of a commodity with its year.

    Turned over by a total that reaches the need: then it says so instead of a share.
    """
    if available_t >= need_t:
        return _("{name}: at least what NTT needs", name=name)
    share = part(100 * available_t / need_t)
    return _("{name}: production covers {share} of the need", name=name, share=share)


def need_objection() -> Objection:
    """Against the need."""
    return Objection(
        _("What households ate is not what they need, and the survey has errors of its own."),
        _(
            "Right: need here is consumption per head times people, and the note above says what "
            "is assumed in it. A scenario can change each of them."
        ),
    )


def who_title(n_surplus: int, n_deficit: int) -> str:
    """How many have and how many lack."""
    have = ngettext("{n} regency has a surplus", "{n} regencies have a surplus", n_surplus)
    lack = ngettext("{n} lacks", "{n} lack", n_deficit)
    return f"{have}, {lack}"


def who_objection() -> Objection:
    """Against a class."""
    return Objection(
        _("A surplus by this account need not lie in any store: stocks and trade are missing."),
        _(
            "Right: it is production less need of a year. Stocks and prices asked are what the "
            "offices hand in; the map does not know them."
        ),
    )


def together_title(share_pct: float) -> str:
    """How far all surplus together goes, of what those in deficit lack."""
    if share_pct >= 100:
        return _("All surplus together exceeds what the others lack")
    return _("All surplus together covers {share} of the lack", share=part(share_pct))


def together_objection(share_pct: float) -> Objection:
    """Against adding surpluses; another one where together they exceed what others lack."""
    if share_pct >= 100:
        return Objection(
            _("Then nobody in NTT should lack any; why do they?"),
            _(
                "A sum of a year hides seasons, spoilage and distance: whether what one has "
                "reaches another is for pairs and prices to say, on the slides that follow."
            ),
        )
    return Objection(
        _("Then inter-regional trade cannot solve it; why a cooperation at all?"),
        _(
            "It cannot solve all of it. It decides where the rest must come from outside, and who "
            "can be supplied from nearby first."
        ),
    )


def supplier_title(code: str, n_surplus: int, n_years: int) -> str:
    """The largest surplus, and in how many of the years there was one."""
    return _(
        "{name}: largest surplus; surplus in {n} of {years} years",
        name=place_name(code),
        n=number(n_surplus),
        years=number(n_years),
    )


def supplier_certainty(sign: str, steady: str) -> str:
    """How sure the sign of the newest year is, and whether it comes back, as two promises in words.

    >>> from publishing.language import speaking
    >>> with speaking("en"):
    ...     supplier_certainty("surplus, likely (77 %)", "unproven (71 %)")
    'Sign of the newest year: surplus, likely (77 %); the next year the same: unproven (71 %).'
    """
    return _(
        "Sign of the newest year: {sign}; the next year the same: {steady}.",
        sign=sign,
        steady=steady,
    )


def supplier_objection() -> Objection:
    """Against steadiness."""
    return Objection(
        _("Years may have been counted differently, and one good harvest is no rule."),
        _(
            "The title counts signs, not tonnes, in the years known without doubt; which years "
            "are comparable, and how often a sign came back, stands on the page of the balance."
        ),
    )


def pairs_title(n_certain: int, n_choice: int) -> str:
    """How many pairs are the same in every best answer."""
    if not n_certain and not n_choice:
        return _("No regency can supply another here")
    certain = ngettext("{n} pair is certain", "{n} pairs are certain", n_certain)
    if not n_choice:
        return certain
    return _("{certain}; {n} others can be swapped", certain=certain, n=number(n_choice))


def unjudged_pairs_title(n: int) -> str:
    """Where limits on pairs leave unknown which of them can be swapped."""
    return ngettext(
        "{n} pair; whether it can be swapped is unknown",
        "{n} pairs; which can be swapped is unknown",
        n,
    )


def pairs_objection(n_inside: int) -> Objection:
    """Against a pair; where none is formed within NTT, against reading that as no trade."""
    if not n_inside:
        return Objection(
            _("Goods may come from a neighbour all the same, whatever a model forms."),
            _(
                "Right: trade between regencies is not measured. By the aim named above no pair "
                "is formed here; other assumptions may give one."
            ),
        )
    return Objection(
        _("Traders choose their partners, not a model."),
        _(
            "Right: the pairs are a result of the model, not observed. They say who serves the "
            "aim named above best, and which pairs all answers share that are as good."
        ),
    )


def prices_title(whole: CarriedTonnes | None) -> str:
    """How much of what moves inside would pay its freight at observed prices."""
    if whole is None or whole.total_t < 0.5 or isnan(whole.max_t):
        return _("Whether prices pay the freight is not known yet")
    if whole.is_none:
        return _("At observed prices no flow pays its freight")
    high, low = 100 * whole.max_t / whole.total_t, 100 * whole.min_t / whole.total_t
    share = f"{number(low)}–{percent(high, 0)}" if whole.is_choice else percent(high, 0)
    return _("Prices cover freight: {share} of tonnes", share=share)


def prices_objection() -> Objection:
    """Against the price test."""
    return Objection(
        _("Consumer prices hold quality and margins; a gap is no profit."),
        _(
            "Right: the test says only whether the gap covers freight, and margin and handling "
            "beside it. What traders keep is a result here, not an input."
        ),
    )


def ferries_title(crossing: str, share_pct: float) -> str:
    """Which crossing carries most of what crosses by ferry."""
    share = percent(share_pct, 0)
    return _("{crossing}: {share} of modelled ferry cargo", crossing=crossing, share=share)


def no_ferry_title() -> str:
    """Where no pair crosses by ferry."""
    return _("No modelled pair crosses by ferry")


def ferries_objection() -> Objection:
    """Against loads of ferries."""
    return Objection(
        _("Goods also go by ship; ferries alone do not tell how they travel."),
        _(
            "Right: these are modelled flows over the network of the model, not counted cargo. "
            "They show which crossing the pairs would hang on."
        ),
    )


def sectors_title(sector: str, n_first: int, n_ranked: int) -> str:
    """Which sector is first most often, in one of the two schemes."""
    return _(
        "{sector} leads in {n} of {of} ranked regencies",
        sector=sector,
        n=number(n_first),
        of=number(n_ranked),
    )


def sectors_tied_title(n: int) -> str:
    """Where several sectors are first equally often."""
    return _("{n} sectors lead equally often", n=number(n))


def sectors_objection() -> Objection:
    """Against ranks."""
    return Objection(
        _("The report ranks with two schemes and does not rank all regencies."),
        _("Right: this slide shows one scheme alone, and says how many regencies it ranks."),
    )


def flagships_title(n_zones: int) -> str:
    """What the table of flagships holds."""
    return ngettext(
        "Leading products of {n} zone, as a proposal",
        "Leading products of {n} zones, as a proposal",
        n_zones,
    )


def flagships_objection() -> Objection:
    """Against one product."""
    return Objection(
        _("Points from ranks are not money; a market may want something else."),
        _(
            "Right: it is a proposal from the regencies' own lists, weighed by the report's "
            "outlook. The zone decides; sales were not counted."
        ),
    )
