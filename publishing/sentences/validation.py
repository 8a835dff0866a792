"""What the model says beside published figures and prices, in sentences."""

from __future__ import annotations

import pandas as pd

from analysis.matching.validation import AGREE_PCT, NEAR_PCT
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


def independent(checks: pd.DataFrame) -> pd.DataFrame:
    """Comparisons that can be made with figures that did not set the model."""
    return checks[~checks["used"].astype(bool) & (checks["verdict"] != "not_comparable")]


def checks_note() -> str:
    """What counts as independent, as agreeing and as near."""
    return _(
        "Independent: the figure was not used to set the model. Where it was, agreement is no "
        "proof; the row stands in the table for completeness. Up to {agree} % either way "
        "counts as agreeing, up to {near} % as near.",
        agree=number(AGREE_PCT),
        near=number(NEAR_PCT),
    )


def headline(checks: pd.DataFrame) -> str:
    """Verdicts on the independent comparisons."""
    free = independent(checks)
    counts = free["verdict"].value_counts()
    return _(
        "Of {n} independent comparisons {agrees} agree, {near} are near, {misses} miss",
        n=len(free),
        **{code: counts.get(code, 0) for code in ("agrees", "near", "misses")},
    )


def price_headline(correlation: float) -> str:
    """Whether prices follow the modelled freight."""
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
    """The pairs with the largest margin."""
    largest = rising[rising["price_support"] == "covers_freight"].head(5).to_dict("records")
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
    good = pairs["price_support"] == "covers_freight"
    return _(
        "Prices support {n} of {total} modelled rice pairs ({share} of the tonnes)",
        n=int(good.sum()),
        total=len(pairs),
        share=percent(100 * pairs.loc[good, "tonnes"].sum() / pairs["tonnes"].sum(), 0),
    )
