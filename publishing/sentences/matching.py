"""What a match says: the finding, what would puzzle a reader, why a pair, what prices say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.matching.explain import PairReasons
from analysis.matching.match import FLOW_TOLERANCE_T, MatchResult, MatchTotals
from analysis.matching.ranges import MatchRanges, Supply, named_supplies
from geo.places import place_name
from publishing.formats import compact, number, percent, rupiah, tonnes
from publishing.language import _, once_per_language
from publishing.names import joined_regencies
from publishing.words import modelled_flow

#: How many flows have their tonnes written on a map.
LABELLED_FLOWS = 3

# A pair that wins by no more than this share of its own freight is called almost as cheap as the
# next: far less than what is uncertain in the freight itself.
NEARLY_AS_CHEAP = 0.05


@once_per_language(maxsize=256)
def match_headline(match: MatchResult, ranges: MatchRanges | None) -> str:
    """The largest identified pair or corridor, and the share of deficits that NTT meets itself.

    The deficits are those of the regencies in deficit, not what the province lacks on balance.

    A pair that can be swapped at no cost is never named as if it were the only answer.
    """
    if not (match.flows["origin_kind"] == "regency").any():
        return _("No regency supplies another here")
    share = percent(100 * match.totals.moved_t / match.totals.deficit_t, 0)
    supplies = [] if ranges is None else named_supplies(ranges)
    if not supplies:
        return _("NTT itself meets {share} of what all regencies in deficit lack", share=share)
    return _(
        "{supply}; NTT itself meets {share} of what all regencies in deficit lack",
        supply=supply_words(supplies[0]),
        share=share,
    )


def supply_words(supply: Supply, written: Callable[[float], str] = tonnes) -> str:
    """Who can supply whom with how much, as far as it is identified; tonnes as ``written``."""
    names = {
        "origins": joined_regencies(supply.origins),
        "destinations": joined_regencies(supply.destinations),
    }
    if supply.is_certain:
        return _(
            "{origins} can supply {destinations} with {amount}",
            **names,
            amount=written((supply.min_t + supply.max_t) / 2),
        )
    return _(
        "{origins} can supply {destinations} with {low} to {high}",
        **names,
        low=written(supply.min_t),
        high=written(supply.max_t),
    )


def pair_class_word(code: str) -> str:
    """Whether a pair is the same in every best answer."""
    return {
        "identified": _("certain"),
        "interchangeable": _("a choice"),
        "never": _("in no best answer"),
        "": _("not known"),
    }[code]


def ranges_note(ranges: MatchRanges | None, objective: str) -> str:
    """What the class of a pair means, and that the limits cannot all happen together."""
    if ranges is None:
        return _(
            "With a smallest shipment or a limit on partners it is not known which pairs could be "
            "swapped."
        )
    return _(
        "Certain: the same tonnes in every answer that is best by the chosen objective ({order}). "
        "A choice: partners can be swapped with all of this the same. The limits are worked out "
        "pair by pair and cannot all happen together.",
        order=_order(objective),
    )


def _order(objective: str) -> str:
    """What an objective makes best, in its order."""
    return {
        "ntt_first": _(
            "in this order: tonnes that NTT supplies itself, tonnes unmet, freight between "
            "regencies, freight from outside"
        ),
        "least_cost": _("all freight together, with a high penalty on what stays unmet"),
        "fairest": _("in this order: the smallest share of need met, all freight together"),
        "most_local": _(
            "in this order: tonnes within a zone, tonnes within an island group, all freight "
            "together"
        ),
    }[objective]


def tie_rule() -> str:
    """Which of the equally good answers is shown, and that this is a choice."""
    return _(
        "Of equally good answers the one shown follows a rule: first as much as possible from "
        "regencies, then near neighbours (the least sum of tonnes × square root of the freight). "
        "That is a choice; the others are just as good."
    )


def near_best_note(road: Mapping[str, float]) -> str:
    """What wider ranges are for; ``road``: ``value``, ``low``, ``high`` of the road rate."""
    return " ".join(
        [
            _(
                "These ranges decide nothing. Each is worked out for its pair alone, with the same "
                "tonnes met and unmet; the limits of several pairs cannot all happen together."
            ),
            _(
                "Costs are known far less well than to one or five per cent: the road rate alone "
                "may lie from {low} to {high} of the value used. Read a wide range as a pair that "
                "the costs do not settle.",
                low=percent(100 * road["low"] / road["value"], 0),
                high=percent(100 * road["high"] / road["value"], 0),
            ),
        ]
    )


def corridor_line(corridor: Supply) -> str:
    """A corridor's total is identified though its pairs are not."""
    return _("Corridor: {supply}; who supplies whom can be swapped.", supply=supply_words(corridor))


def match_notes(match: MatchResult, least_cost: MatchResult, objective: str) -> list[str]:
    """What would otherwise puzzle a reader: small remainders, and what the objective costs."""
    notes = [_("Balanced regencies neither give nor take; their small remainders are in no pair.")]
    if objective == "least_cost":
        return notes
    mine, least = match.totals, least_cost.totals
    if mine == least:
        notes.append(
            _(
                "The same as at least cost: supply from outside already meets every need, so "
                "there is nothing to share out differently."
            )
            if objective == "fairest" and mine.unmet_t == 0
            else _("The same as at least cost.")
        )
    elif objective == "ntt_first" and abs(mine.unmet_t - least.unmet_t) < FLOW_TOLERANCE_T:
        notes.append(
            _(
                "By freight alone, with outside as an equal rival, just as much would move between "
                "regencies ({mine}), but other pairs: freight between regencies would cost "
                "{between} rupiah more, freight from outside {outside} rupiah less. This objective "
                "counts freight between regencies first.",
                mine=tonnes(mine.moved_t),
                between=compact(least.internal_cost_idr - mine.internal_cost_idr),
                outside=compact(mine.external_cost_idr - least.external_cost_idr),
            )
            if tonnes(mine.moved_t) == tonnes(least.moved_t)
            else _(
                "By freight alone, with outside as an equal rival, {least} would move between "
                "regencies instead of {mine}, and all freight together would cost {amount} rupiah "
                "less: NTT supplying itself is an aim, not a saving.",
                least=tonnes(least.moved_t),
                mine=tonnes(mine.moved_t),
                amount=compact(mine.cost_idr - least.cost_idr),
            )
        )
    return notes


def outside_notes(totals: MatchTotals) -> list[str]:
    """That nothing stays unmet is no self-sufficiency where the rest comes from outside."""
    # Half a tonne is none on the screen.
    if not totals.unmet_t < 0.5 <= totals.external_t:
        return []
    return [
        _(
            "Nothing stays unmet only because {amount} come from outside NTT, which is assumed "
            "to send as much as is wanted.",
            amount=tonnes(totals.external_t),
        )
    ]


def line_legend(path: bool) -> str:
    """What the lines on the map of a match mean, or those of one pair's path."""
    if path:
        return _("Path: solid = road, dashed = ferry or ship.")
    return _(
        "Arrows ({label}): green = between regencies (dotted: partners can be swapped at no cost), "
        "maroon and dashed = from outside NTT. The {n} largest that cannot be swapped are thick "
        "and say their tonnes, all others are thin. Colours of the regencies: balance, as above.",
        n=number(LABELLED_FLOWS),
        label=modelled_flow(),
    )


def aim(objective: str, outside: bool) -> str:
    """What a match is after; ``outside``: supply from outside is allowed."""
    sentence = {
        "ntt_first": _(
            "NTT supplies itself first: as much as possible of its own surplus is placed, then "
            "with the least freight between regencies; the rest comes from wherever outside it is "
            "cheapest to bring."
        ),
        "least_cost": _(
            "The least freight in all, with outside as an equal rival: each deficit is met from "
            "wherever bringing is cheapest. Freight only, without a trader's margin on either side."
        ),
        "fairest": _(
            "First the smallest share of need met is made as large as it can be, then the "
            "least freight."
        ),
        "most_local": _(
            "First within the same zone, then within the same island group, then the least freight."
        ),
    }[objective]
    if objective == "least_cost" and not outside:
        sentence += " " + _(
            "Without supply from outside, least cost serves the near deficits first; far ones "
            "can stay unmet altogether."
        )
    return sentence


def old_link_note() -> str:
    """Why a link opens with an objective that it does not name."""
    return _(
        "This link names no objective: it is from when least cost was the default, and opens as it "
        "was meant. Goods from outside no longer carry a trader's margin, so that its figures may "
        "be others than then."
    )


def without_pair(found: PairReasons) -> str:
    """Why a pair is in the match: who would stand in for it, and what that would cost."""
    if found.extra_unmet_t > 0.5:
        return _(
            "Without this pair {amount} more would stay unmet.", amount=tonnes(found.extra_unmet_t)
        )
    if found.extra_inside_t < -0.5:
        return _(
            "Without this pair {amount} less would come from regencies of NTT.",
            amount=tonnes(-found.extra_inside_t),
        )
    others = ", ".join(map(place_name, found.takes_from))
    # Below half a rupiah per kg it is rounding, whatever the pair's size.
    rounding = 500.0 * max(found.tonnes, 1.0)
    if found.extra_cost_idr < rounding <= found.extra_between_idr:
        return _freight_moved_outside(found, others if found.extra_cost_idr > -rounding else "")
    if abs(found.extra_cost_idr) < rounding:
        if not others:
            return _("Without this pair another arrangement would be just as cheap.")
        return _("Just as cheap: {others} instead, with the same freight in all.", others=others)
    if found.extra_cost_idr < 0:
        return _(
            "Without this pair all freight together would cost {amount} rupiah less: {first} goes "
            "before freight.",
            amount=compact(-found.extra_cost_idr),
            first=_before_freight(found),
        )
    if not others or not found.tonnes > 0:
        return _(
            "Without this pair all freight together would cost {amount} rupiah more.",
            amount=compact(found.extra_cost_idr),
        )
    told = {
        "others": others,
        "each": rupiah(found.extra_cost_idr_per_t / 1000),
        "amount": compact(found.extra_cost_idr),
    }
    if found.extra_cost_idr_per_t <= NEARLY_AS_CHEAP * found.cost_idr_per_t:
        return _(
            "Almost as cheap: {others} instead; all freight together would cost {each} more for "
            "each kg of this pair ({amount} rupiah).",
            **told,
        )
    return _(
        "This pair saves freight: with {others} instead, all freight together would cost {each} "
        "more for each kg of this pair ({amount} rupiah).",
        **told,
    )


def _freight_moved_outside(found: PairReasons, just_as_cheap: str) -> str:
    """Of a pair that is kept for the freight between regencies, though all freight gains nothing.

    ``just_as_cheap``: who could stand in for it at the same freight in all, if that is so.
    """
    told = []
    if just_as_cheap:
        told.append(
            _(
                "By all freight together {others} instead would be just as cheap.",
                others=just_as_cheap,
            )
        )
    told.append(
        _(
            "Without this pair freight between regencies would cost {between} rupiah more and "
            "freight from outside {outside} rupiah less. The objective first places NTT's own "
            "surplus, then counts freight between regencies, and freight from outside only after "
            "it.",
            between=compact(found.extra_between_idr),
            outside=compact(found.extra_between_idr - found.extra_cost_idr),
        )
    )
    return " ".join(told)


def _before_freight(found: PairReasons) -> str:
    """What keeps a pair though freight alone speaks against it."""
    if found.is_agreed:
        return _("the agreement on this pair")
    return {
        "ntt_first": _("that NTT supplies itself"),
        "least_cost": _("what limits or agreements ask for"),
        "fairest": _("the smallest share of need met"),
        "most_local": _("what stays within a zone or an island group"),
    }[found.objective]


def price_support_word(code: str) -> str:
    """Whether the price gap of two places pays the freight (of ``PRICE_SUPPORT``)."""
    return {
        "covers_freight": _("price supports"),
        "below_freight": _("price does not support"),
        "unknown": _("unknown"),
    }[code]


def agreement(pair: str, reached_t: float, reason: str) -> str:
    """What became of an agreed pair; ``reason`` is empty where it is kept."""
    if not reason:
        return _("Agreed pair {pair}: kept.", pair=pair)
    return _(
        "Agreed pair {pair}: only {reached} possible, because {reason}.",
        pair=pair,
        reached=tonnes(reached_t),
        reason=reason,
    )


def cut_off() -> str:
    """That the search for pairs did not come to its end."""
    return _(
        "The search for pairs was cut off: a good answer, the same each time, but "
        "perhaps not the cheapest."
    )
