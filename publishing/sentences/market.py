"""Whether the market would carry a pair, in words that claim no more than an incentive."""

from __future__ import annotations

from analysis.matching.match import MatchResult
from analysis.matching.price_gaps import HOLDS_PCT, PriceTest, supported_share
from publishing.code_words import code_word
from publishing.formats import number, percent
from publishing.language import _


def verdict_word(code: str) -> str:
    """What the price gap covers in most of the months observed."""
    return {
        "below_freight": _("below the freight"),
        "covers_freight": _("covers the freight, not the usual margin and handling"),
        "covers_all": _("covers freight, usual margin and handling"),
        "unknown": _("no price yet"),
    }[code]


def market_headline(match: MatchResult, prices: PriceTest) -> str:
    """Which share of the tonnes between regencies the price gap would carry."""
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    if inside.empty:
        return _("No pair between regencies to hold against prices")
    judged = inside[["origin", "destination", "tonnes"]].merge(
        prices.pairs, on=["origin", "destination"], how="left"
    )
    share = supported_share(judged)
    if share != share:
        return _("No pair between regencies has monthly prices on both sides yet")
    if share == 0:
        return _("At the prices observed, none of these flows would pay its freight")
    return _(
        "At the prices observed, {share} of the tonnes between regencies would pay their freight",
        share=percent(share, 0),
    )


def market_note(prices: PriceTest) -> str:
    """What is compared with what, and that it is an incentive and no evidence of trade."""
    months = prices.pairs[["first_month", "last_month"]].dropna()
    first, last = months["first_month"].min(), months["last_month"].max()
    told = _(
        "Gap = price at the destination − price at the origin, {form}, month by month from {first} "
        "to {last}; a verdict holds in at least {share} of the months that both places observed. "
        "Freight alone is held against it, without any trader's margin on either side. An "
        "incentive, no evidence of trade; consumer prices on both sides.",
        form=code_word(prices.form),
        first=first,
        last=last,
        share=percent(HOLDS_PCT, 0),
    )
    if prices.margin_share is None:
        return told + " " + _("The usual margin of this commodity is not known.")
    return (
        told
        + " "
        + _(
            "Usual margin: {margin} of the price at the origin (national, it includes transport); "
            "handling: Rp {handling}/kg.",
            margin=percent(100 * prices.margin_share, 1),
            handling=number(prices.handling_idr_per_kg),
        )
    )
