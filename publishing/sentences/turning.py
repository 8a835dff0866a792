"""What turns a conclusion over, in a sentence."""

from __future__ import annotations

from analysis.matching.ranges import Supply
from analysis.matching.turning import HoldingRange
from publishing.formats import number
from publishing.language import _
from publishing.sentences.matching import supply_words


def holding_line(supply: Supply, found: HoldingRange) -> str:
    """Between which road rates a supply stays what it is."""
    figures = {
        "supply": supply_words(supply),
        "first": number(found.holds_from),
        "last": number(found.holds_to),
        "low": number(found.low),
        "high": number(found.high),
    }
    if found.is_whole:
        return _(
            "{supply}: holds over the whole stated range of the road rate, Rp {low} to Rp {high} "
            "per t-km.",
            **figures,
        )
    if found.holds_from <= found.low:
        # Below the lowest rate nothing was tried, and there it may not hold.
        return _(
            "{supply}: holds as long as the road rate is below Rp {last} per t-km (tried down to "
            "Rp {low}).",
            **figures,
        )
    if found.holds_to >= found.high:
        return _(
            "{supply}: holds as long as the road rate is above Rp {first} per t-km (tried up to "
            "Rp {high}).",
            **figures,
        )
    return _(
        "{supply}: holds as long as the road rate is between Rp {first} and Rp {last} per t-km.",
        **figures,
    )


def holding_note(found: HoldingRange) -> str:
    """What was changed, what was held, and how exact the turn is."""
    return _(
        "Used: Rp {value} per t-km; assumption, stated range Rp {low} to Rp {high}. The truck to "
        "the port changes alike, all else is held; paths and pairs are worked out anew for every "
        "rate. It holds where the tonnes between these regencies are the same in every best "
        "answer, within a tonne. The turn is found to within Rp {tolerance} per t-km; a conclusion "
        "that fails and holds again between two rates tried goes unseen.",
        value=number(found.value),
        low=number(found.low),
        high=number(found.high),
        tolerance=number(found.tolerance),
    )


def nothing_to_turn() -> str:
    """Where no pair and no corridor is certain, there is no conclusion to turn over."""
    return _("No certain pair and no corridor can be named here, so that nothing can turn over.")
