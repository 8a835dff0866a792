"""What the model says beside published figures and prices, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

import pandas as pd

from analysis.matching.validation import KINDS, TOLERANCES_PCT, count_by_kind
from geo.places import place_name
from publishing.formats import number, percent
from publishing.language import _


def verdict_word(code: str) -> str:
    """Verdict on a comparison."""
    return {
        "agrees": _("agrees"),
        "near": _("near"),
        "misses": _("misses"),
        "not_comparable": _("not comparable"),
    }[code]


def kind_word(code: str) -> str:
    """What a comparison is of."""
    return {
        "cost": _("Fares, tariffs and handling"),
        "price_gap": _("Price differences beside freight"),
        "road_length": _("Road lengths"),
    }[code]


def checks_note() -> str:
    """What counts as independent, as agreeing and as near, kind by kind."""
    tolerances = [
        _(
            "{kind}: up to {agree} % either way agrees, up to {near} % is near",
            kind=kind_word(kind).lower(),
            agree=number(TOLERANCES_PCT[kind][0]),
            near=number(TOLERANCES_PCT[kind][1]),
        )
        for kind in KINDS
    ]
    independence = _(
        "Independent: the figure was not used to set the model. Where it was, agreement is no "
        "proof; the row stands in the table for completeness. A road counts once, by the "
        "published length farthest from the model's. Kinds are never added up: roads that agree "
        "say nothing of fares."
    )
    return f"{independence} " + _("Assumption, tolerances: {list}.", list="; ".join(tolerances))


def headline(independent: pd.DataFrame) -> str:
    """Verdicts on the independent comparisons, kind by kind; never one number for all."""
    counts = count_by_kind(independent).to_dict("records")
    return "; ".join(_kind_sentence(row) for row in counts if row["n"]) or _(
        "No published figure can test the model"
    )


def _kind_sentence(row: Mapping[Any, Any]) -> str:
    return _(
        "{kind}: of {n} {agrees} agree, {near} near, {misses} miss",
        **{**row, "kind": kind_word(row["kind"])},
    )


def untested_kinds(independent: pd.DataFrame) -> list[str]:
    """One sentence for every kind that no independent figure tests."""
    counts = count_by_kind(independent)
    return [
        _(
            "{kind}: no published figure can test the model; each was used to set it or is not the "
            "same thing.",
            kind=kind_word(kind),
        )
        for kind in counts.loc[counts["n"].eq(0), "kind"]
    ]


def price_headline(correlation: float) -> str:
    """Whether prices follow the modelled freight."""
    if isnan(correlation):
        return _("Too few rice prices to hold them against the freight")
    if correlation >= 0.5:
        return _("Rice is dearer where the modelled freight is higher")
    if correlation > 0.2:
        return _("Rice prices follow the modelled freight only weakly")
    return _("Rice prices do not follow the modelled freight")


def price_note(correlation: float, n: int, year: int) -> str:
    """What prices beside freight can show, and what they cannot."""
    return _(
        "If supply from outside set the price, rice would be dearer where it costs more to "
        "bring. Rank correlation {r} over {n} regencies ({year}, medium quality). The prices "
        "are a copy not cross-checked (grade C) in which the compiler may have filled gaps; "
        "with such prices neither side is proved wrong.",
        r=number(correlation, 2),
        n=n,
        year=year,
    )


def paying_trade_headline(rising: pd.DataFrame) -> str:
    """Between how many pairs trade would pay; ``rising`` as ``rising_prices`` makes it."""
    return _(
        "Between {n} of {total} pairs of regencies rice differs by more than the freight",
        n=int((rising["price_support"] == "covers_freight").sum()),
        total=len(rising),
    )


def paying_trade_note(rising: pd.DataFrame) -> str:
    """The pairs with the largest margin; empty where none has one."""
    largest = rising[rising["price_support"] == "covers_freight"].head(5).to_dict("records")
    if not largest:
        return ""
    return _(
        "Trade there would pay, if prices and freight were right. Largest: {list}.",
        list="; ".join(
            f"{place_name(row['origin'])} → {place_name(row['destination'])} "
            f"({number(row['price_gap_idr_per_kg'])} > {number(row['cost_idr_per_kg'])} Rp/kg)"
            for row in largest
        ),
    )


def pair_support_headline(pairs: pd.DataFrame) -> str:
    """How many modelled pairs prices support; ``pairs`` as ``price_flows`` makes it."""
    if pairs.empty:
        return _("No modelled rice pair to hold against prices")
    good = pairs["price_support"] == "covers_freight"
    return _(
        "Prices support {n} of {total} modelled rice pairs ({share} of the tonnes)",
        n=int(good.sum()),
        total=len(pairs),
        share=percent(100 * pairs.loc[good, "tonnes"].sum() / pairs["tonnes"].sum(), 0),
    )
