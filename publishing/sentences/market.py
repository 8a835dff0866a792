"""Whether the market would carry a pair, in words that claim no more than an incentive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.matching.carried import JUDGED, CarriedTonnes, price_years
from analysis.matching.match import MatchResult
from analysis.matching.price_gaps import HOLDS_PCT, PriceTest, PublicSupply, supported_share
from analysis.matching.ranges import Supply
from geo.places import place_name
from publishing.code_words import code_word
from publishing.formats import date_as_known, number, percent, tonnes, year_span
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import joined_regencies

#: From this share of what public support has moved on, a flow is large (an assumption).
LARGE_SHARE_PCT = 10.0


def verdict_word(code: str) -> str:
    """What the price gap covers in most of the months observed."""
    return {
        "below_freight": _("too seldom above the freight"),
        "covers_freight": _("covers the freight only"),
        "covers_all": _("covers freight, margin and handling"),
        "unknown": _("no price yet"),
    }[code]


def pair_verdict(row: Mapping[str, Any] | None, knows_margin: bool) -> str:
    """Whether prices would carry one pair; ``row`` as ``price_gaps`` makes them, None without one.

    An incentive and no evidence of trade, which it says.
    """
    verdict = "unknown" if row is None else str(row["price_verdict"])
    if row is None or verdict not in JUDGED:
        return _(
            "Whether prices would carry it is not known: there are not enough months with a price "
            "on both sides."
        )
    figures = {
        "at_prices": at_prices_of((int(row["first_month"][:4]), int(row["last_month"][:4]))),
        "origin": place_name(row["origin"]),
        "destination": place_name(row["destination"]),
        "freight": number(row["n_covers_freight"]),
        "whole": number(row["n_covers_all"]),
        "total": number(row["n_months"]),
        "share": percent(HOLDS_PCT, 0),
    }
    if verdict == "below_freight" and not row["n_covers_freight"]:
        told = _(
            "{at_prices}, the price gap would not pay the modelled freight from {origin} to "
            "{destination} in any of {total} months.",
            **figures,
        )
    elif verdict == "below_freight":
        told = _(
            "{at_prices}, it is not certain that the price gap would pay the modelled freight from "
            "{origin} to {destination}: it covers it in {freight} of {total} months, fewer than "
            "{share}.",
            **figures,
        )
    elif verdict == "covers_freight":
        told = _(
            "{at_prices}, in {freight} of {total} months the price gap would pay the modelled "
            "freight from {origin} to {destination}.",
            **figures,
        )
        told += " " + (
            _("The usual margin and handling as well in {whole} of them only.", **figures)
            if knows_margin
            else _("Whether the usual margin as well is not known.")
        )
    else:
        told = _(
            "{at_prices}, the price gap would pay the modelled freight from {origin} to "
            "{destination}, the usual margin and handling in {whole} of {total} months.",
            **figures,
        )
    return told + " " + _("An incentive, no evidence of trade.")


def corridor_note() -> str:
    """When a pair of a corridor counts as paid, and how much that says."""
    return _(
        "Counted as paid is a pair whose price gap covers its freight in at least {share} of the "
        "months. An incentive, no evidence of trade.",
        share=percent(HOLDS_PCT, 0),
    )


def at_prices_of(years: tuple[int, int] | None) -> str:
    """With which a sentence begins that judges by prices: they need not be of its own year."""
    if years is None:
        return _("At the prices observed")
    return _("At the prices observed in {years}", years=year_span(years))


def market_headline(
    match: MatchResult, prices: PriceTest, whole: CarriedTonnes | None = None
) -> str:
    """Which share of the tonnes between regencies the price gap would carry.

    ``whole``: what of all that moves inside is carried, over all equally good answers.
    """
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    if inside.empty:
        return _("No pair between regencies to hold against prices")
    judged = inside[["origin", "destination", "tonnes"]].merge(
        prices.pairs, on=["origin", "destination"], how="left"
    )
    share = supported_share(judged)
    if share != share:
        return _("No pair between regencies has monthly prices on both sides yet")
    at_prices = at_prices_of(price_years(judged))
    if share == 0 and whole is not None and whole.is_none:
        return _(
            "{at_prices}, no flow between regencies would pay its freight in {months} of the "
            "months, in this or any other of the equally good answers",
            at_prices=at_prices,
            months=percent(HOLDS_PCT, 0),
        )
    if share == 0:
        told = _(
            "{at_prices}, none of these flows would pay its freight in {months} of the months",
            at_prices=at_prices,
            months=percent(HOLDS_PCT, 0),
        )
    else:
        told = _(
            "{at_prices}, {share} of the tonnes between regencies would pay their freight",
            at_prices=at_prices,
            share=percent(share, 0),
        )
    if whole is None or not whole.is_choice:
        return told
    return told + _(
        "; over all equally good answers {low} to {high} of {total}, for the pairs shown are one "
        "choice",
        low=tonnes(whole.min_t),
        high=tonnes(whole.max_t),
        total=tonnes(whole.total_t),
    )


def carried_lines(carried: Sequence[CarriedTonnes]) -> list[str]:
    """What prices carry of every corridor; a pair's own verdict stands in the table."""
    return [
        _corridor_carried(each, each.supply)
        for each in carried
        if each.supply is not None and not each.supply.is_pair
    ]


def _corridor_carried(carried: CarriedTonnes, corridor: Supply) -> str:
    figures = {
        "origins": joined_regencies(corridor.origins),
        "destinations": joined_regencies(corridor.destinations),
        "total": tonnes(carried.total_t),
        "low": tonnes(carried.min_t),
        "high": tonnes(carried.max_t),
        "share": percent(100 * carried.shown_t / carried.total_t, 0),
    }
    if carried.is_none:
        told = _(
            "Corridor {origins} → {destinations}: of {total} none would pay its freight, whichever "
            "of the equally good pairs are taken.",
            **figures,
        )
    elif carried.is_choice:
        told = _(
            "Corridor {origins} → {destinations}: of {total} {share} would pay their freight as "
            "shown; {low} to {high}, depending on which of the equally good pairs are taken.",
            **figures,
        )
    else:
        told = _(
            "Corridor {origins} → {destinations}: of {total} {share} would pay their freight.",
            **figures,
        )
    if carried.unjudged_t < 0.5:  # half a tonne is none on the screen
        return told
    return (
        told
        + " "
        + _("For {amount} of it there is no price yet.", amount=tonnes(carried.unjudged_t))
    )


def delivered_headline(delivered: pd.DataFrame) -> str:
    """Of how many pairs a gateway delivers cheaper than the neighbour; empty without a row."""
    if delivered.empty:
        return ""
    cheaper = delivered[delivered["gateway_is_cheaper"]]
    if cheaper.empty:
        return _(
            "Delivered, the cheapest gateway outside NTT is for no pair cheaper than the neighbour "
            "in {months} of the months or more",
            months=percent(HOLDS_PCT, 0),
        )
    return _(
        "Delivered, a gateway outside NTT is cheaper than the neighbour for {n} of {total} pairs "
        "({share} of their tonnes)",
        n=number(len(cheaper)),
        total=number(len(delivered)),
        share=percent(100 * cheaper["tonnes"].sum() / delivered["tonnes"].sum(), 0),
    )


def delivered_line(row: Mapping[Any, Any], quality_step: float | None) -> str:
    """Where a gateway is cheaper than the neighbour: by how much, and what would close it.

    ``row`` of ``delivered_prices``; ``quality_step``: what the better quality costs more at that
    gateway, rupiah per kg.
    """
    ends = {
        "gateway": place_name(row["gateway"]),
        "origin": place_name(row["origin"]),
        "destination": place_name(row["destination"]),
    }
    difference = row["median_difference_idr_per_kg"]
    parts = [
        _(
            "{gateway} delivers to {destination} cheaper than {origin} in {n} of {total} months, "
            "by Rp {amount}/kg in the median.",
            **ends,
            n=number(row["n_cheaper"]),
            total=number(row["n_months"]),
            amount=number(difference),
        )
    ]
    if row["closing_freight_idr_per_kg"] >= 0:
        parts.append(
            _(
                "It would take a freight from {origin} of at most Rp {closing}/kg instead of "
                "Rp {now}/kg to close that.",
                **ends,
                closing=number(row["closing_freight_idr_per_kg"]),
                now=number(row["freight_idr_per_kg"]),
            )
        )
    else:
        parts.append(
            _(
                "Not even free freight instead of Rp {now}/kg would close that.",
                now=number(row["freight_idr_per_kg"]),
            )
        )
    parts.append(
        _(
            "It would be closed if buyers valued the goods of {origin} Rp {amount}/kg higher.",
            **ends,
            amount=number(difference),
        )
        if quality_step is None
        else _(
            "It would be closed if buyers valued the quality of {origin} Rp {amount}/kg higher; "
            "from medium to premium it is Rp {step}/kg in {gateway}.",
            **ends,
            amount=number(difference),
            step=number(quality_step),
        )
    )
    least = row["least_difference_idr_per_kg"]
    when = date_as_known(row["least_month"])
    parts.append(
        _(
            "Month by month the difference is smallest in {month}: Rp {amount}/kg.",
            month=when,
            amount=number(least),
        )
        if least > 0
        else _(
            "Month by month {origin} is cheaper at times, most in {month}: by Rp {amount}/kg.",
            **ends,
            month=when,
            amount=number(-least),
        )
    )
    return " ".join(parts)


def public_support_line(largest: Supply | None, support: PublicSupply | None) -> str:
    """The largest supply beside what public support has moved; empty where nothing is reported.

    Said of a supply of at least ``LARGE_SHARE_PCT`` of it alone.
    """
    if largest is None or support is None:
        return ""
    share = 100 * largest.max_t / support.high_t
    if share < LARGE_SHARE_PCT:
        return ""
    return _(
        "For scale: {carrier} brought {low} to {high} of rice into NTT in {year} (reported by the "
        "press, grade {grade}); the largest certain flow or corridor here is {share} of the "
        "higher figure. What public support has moved between regencies stands in no source used "
        "here.",
        carrier=support.carrier,
        low=tonnes(support.low_t),
        high=tonnes(support.high_t),
        year=year_text(support.year),
        grade=support.grade,
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
    if prices.margin_share is None or prices.margin_spread is None:
        return told + " " + _("The usual margin of this commodity is not known.")
    return (
        told
        + " "
        + _(
            "Usual margin: {margin} of the price at the origin (mean of what is published, {low} "
            "to {high}; national, it includes transport); handling: Rp {handling}/kg.",
            margin=percent(100 * prices.margin_share, 1),
            low=percent(100 * prices.margin_spread[0], 1),
            high=percent(100 * prices.margin_spread[1], 1),
            handling=number(prices.handling_idr_per_kg),
        )
    )
