"""What monthly prices say of pairs, as a table."""

from __future__ import annotations

import pandas as pd

from analysis.answer import Answer
from analysis.matching.match import MatchResult
from analysis.matching.price_gaps import PriceTest
from analysis.matching.ranges import MatchRanges, class_of_flows
from geo.places import place_name
from publishing import words
from publishing.formats import number
from publishing.language import _
from publishing.sentences.market import verdict_word
from publishing.sentences.matching import pair_class_word
from publishing.tables import Column, ReadyTable

_ENDS = ["origin", "destination"]
_MONTHS = ("n_covers_freight", "n_months")


def market_table(answer: Answer, prices: PriceTest) -> ReadyTable:
    """The pairs of the answer in its order, each with its verdict and in how many months."""
    flows = answer.match.flows[[*_ENDS, "tonnes"]]
    found = flows.merge(prices.pairs, on=_ENDS, how="left")
    return _ready(_classed(found, answer.ranges), with_tonnes=True)


def verdict_columns(match: MatchResult, prices: PriceTest | None) -> dict[str, pd.Series]:
    """The verdict of monthly prices on every flow, and in how many months it covers the freight."""
    if prices is None:
        unknown = pd.Series(verdict_word("unknown"), index=match.flows.index)
        return {_("Price gap"): unknown}
    found = match.flows[_ENDS].merge(prices.pairs, on=_ENDS, how="left")
    table = _ready(found, with_tonnes=False).table.set_axis(match.flows.index)
    return {_("Price gap"): table["verdict"], _("Covers the freight in"): table["months"]}


def month_headers() -> tuple[str, str]:
    """Over the two figures that a file has of the months."""
    return _("Covers the freight in (months)"), _("Months compared")


def month_figures(match: MatchResult, prices: PriceTest | None) -> dict[str, pd.Series]:
    """In how many of how many months prices cover the freight of every flow, for a file."""
    if prices is None:
        return {}
    found = match.flows[_ENDS].merge(prices.pairs, on=_ENDS, how="left")
    counts = found[list(_MONTHS)].set_axis(match.flows.index)
    return dict(zip(month_headers(), (counts[each] for each in _MONTHS), strict=True))


def carried_table(prices: PriceTest, ranges: MatchRanges | None) -> ReadyTable:
    """All pairs of regencies that prices carry, in the optimum or not, the widest gap first.

    ``ranges`` says of those that could trade in the match whether a best answer has them.
    """
    pairs = prices.pairs
    carried = pairs[
        (pairs["origin_kind"] == "regency")
        & pairs["price_verdict"].isin(["covers_freight", "covers_all"])
    ]
    order = carried.sort_values("median_after_freight_idr_per_kg", ascending=False, kind="stable")
    return _ready(_classed(order.reset_index(drop=True), ranges), with_tonnes=False)


def _classed(pairs: pd.DataFrame, ranges: MatchRanges | None) -> pd.DataFrame:
    """With the word of every pair's class; a dash where the two are no supplier and receiver."""
    codes = class_of_flows(pairs, ranges)["pair_class"]
    words = codes.map(pair_class_word)
    if ranges is not None:
        ends = pd.MultiIndex.from_frame(pairs[_ENDS])
        known = ends.isin(pd.MultiIndex.from_frame(ranges.pairs[_ENDS]))
        words = words.where(known, "–")
    return pairs.assign(class_word=words)


def delivered_table(delivered: pd.DataFrame) -> ReadyTable:
    """Every pair beside the cheapest gateway, delivered; ``delivered`` of ``delivered_prices``."""
    table = delivered.assign(
        supplier=delivered["origin"].map(place_name),
        receiver=delivered["destination"].map(place_name),
        outside=delivered["gateway"].map(place_name),
        months=[
            _("{n} of {total} months", n=number(n), total=number(total))
            for n, total in zip(delivered["n_cheaper"], delivered["n_months"], strict=True)
        ],
    )
    columns = {
        "supplier": Column(_("Supplier")),
        "receiver": Column(_("Receiver")),
        "tonnes": Column(_("Tonnes"), 0),
        "outside": Column(_("Cheapest gateway"), codes="gateway"),
        "months": Column(
            _("Gateway cheaper in"),
            figures={
                _("Gateway cheaper in (months)"): "n_cheaper",
                _("Months compared"): "n_months",
            },
        ),
        "median_difference_idr_per_kg": Column(_("Cheaper by (Rp/kg)"), 0, help=_("Median")),
        "closing_freight_idr_per_kg": Column(
            _("Freight to close it (Rp/kg)"), 0, help=_("Below 0: not even free freight would")
        ),
        "freight_idr_per_kg": Column(_("Freight (Rp/kg)"), 0),
        "median_inside_idr_per_kg": Column(
            _("From the supplier (Rp/kg)"), 0, help=_("Median of the price there plus freight")
        ),
        "median_gateway_idr_per_kg": Column(
            _("From the gateway (Rp/kg)"), 0, help=_("Median of the price there plus freight")
        ),
    }
    return ReadyTable(table, columns, words.modelled_flow())


def _ready(table: pd.DataFrame, with_tonnes: bool) -> ReadyTable:
    months = [
        _("{n} of {total} months", n=number(n), total=number(total)) if total > 0 else "–"
        for n, total in zip(table["n_covers_freight"], table["n_months"], strict=True)
    ]
    table = table.assign(
        supplier=table["origin"].map(place_name),
        receiver=table["destination"].map(place_name),
        verdict=table["price_verdict"].fillna("unknown").map(verdict_word),
        months=months,
    )
    columns = {
        "supplier": Column(_("Supplier")),
        "receiver": Column(_("Receiver")),
        **({"tonnes": Column(_("Tonnes"), 0)} if with_tonnes else {}),
        **({"class_word": Column(_("Certain or a choice"))} if "class_word" in table else {}),
        "verdict": Column(_("Price gap")),
        "months": Column(
            _("Covers the freight in"),
            figures=dict(zip(month_headers(), _MONTHS, strict=True)),
        ),
        "median_gap_idr_per_kg": Column(_("Gap (Rp/kg, median)"), 0),
        "freight_idr_per_kg": Column(_("Freight (Rp/kg)"), 0),
        "median_after_freight_idr_per_kg": Column(_("After freight (Rp/kg, median)"), 0),
        "break_even_freight_idr_per_kg": Column(_("Holds up to a freight of (Rp/kg)"), 0),
    }
    return ReadyTable(table, columns, words.modelled_flow() if with_tonnes else "")
