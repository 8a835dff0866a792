"""Would the market carry it? Monthly prices of every place against the freight of an answer."""

from __future__ import annotations

import pandas as pd

from analysis.answer import Answer
from analysis.matching.carried import CarriedTonnes
from analysis.matching.delivered import DELIVERED_COLUMNS, delivered_prices
from analysis.matching.price_gaps import PriceTest, PublicSupply, gaps_by_month, price_gaps
from analysis.matching.ranges import named_supplies
from analysis.scenario.scenario import Scenario
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from publishing.sentences import market as words
from services.answer import freight

#: Items of the table ``transport_costs``: port to warehouse at Labuan Bajo and Reo, per tonne.
_HANDLING_ITEMS = ("TC25", "TC26")
#: BPS' trade and transport margin, in per cent.
_MARGIN_ITEMS = {"rice": ["TC41", "TC45"]}
#: The form of a commodity whose price is compared: one quality, the same on both sides.
COMPARED_FORM = {
    "rice": "consumer_medium",
    "chili": "consumer_red",
    "chicken_meat": "consumer_broiler",
}
#: The next better quality of it, at the same market level.
_BETTER_FORM = {"rice": "consumer_premium"}
#: Pairs of which it is said in words what would make the neighbour as cheap; the table has all.
N_TOLD = 3


def form_compared(commodity: str) -> str:
    """Which price of a commodity is compared; the consumer's where there is one quality."""
    return COMPARED_FORM.get(commodity, "consumer")


@once_per_tables(maxsize=1)
def priced_by_month() -> frozenset[str]:
    """Commodities with any price by month: some thirty of all that the register has."""
    return frozenset(load("monthly_prices")["commodity"])


@once_per_tables(maxsize=32)
def monthly_prices(commodity: str) -> pd.DataFrame:
    """One price per place and month: ``place``, ``month``, ``price_idr_per_kg``, ``source_id``.

    A gateway that two towns stand for has the mean of both, in the months that both were observed;
    else its price would jump with who reported.
    """
    table = load("monthly_prices")
    rows = table[
        (table["commodity"] == commodity)
        & (table["form"] == form_compared(commodity))
        & table["place_kind"].isin(["regency", "gateway"])
        & table["value"].notna()
    ]
    place = rows["regency_code"].where(rows["place_kind"] == "regency", rows["gateway_node"])
    month = rows["year"].astype(str) + "-" + rows["month"].astype(str).str.zfill(2)
    named = rows.assign(place=place, when=month)
    grouped = named.groupby(["place", "when"], sort=True)
    found = grouped.agg(
        price_idr_per_kg=("value", "mean"),
        towns=("place_code", "nunique"),
        source_id=("source_id", "first"),
    ).reset_index()
    all_towns = found["place"].map(named.groupby("place")["place_code"].nunique())
    whole = found[found["towns"] == all_towns].rename(columns={"when": "month"})
    return whole[["place", "month", "price_idr_per_kg", "source_id"]].reset_index(drop=True)


def price_test(answer: Answer) -> PriceTest | None:
    """The test under the freight of the answer's scenario; None where no price is known."""
    scenario = answer.scenario
    # How goods are matched plays no part, so that answers which differ only in that share the test.
    freight_alone = Scenario(
        *("-", "-", 2000),
        cost_parameters=scenario.cost_parameters,
        closed_edges=scenario.closed_edges,
        closure_events=scenario.closure_events,
    )
    return _tested(answer.balance.settings.commodity, freight_alone)


@once_per_tables(maxsize=256)
def carried(answer: Answer) -> list[CarriedTonnes]:
    """How much of an answer prices carry, see ``carried_tonnes``; none where no price is known."""
    prices = price_test(answer)
    return [] if prices is None else answer.carried(prices.pairs)


@once_per_tables(maxsize=256)
def delivered(answer: Answer) -> pd.DataFrame:
    """Every pair of regencies beside the cheapest gateway, see ``delivered_prices``."""
    prices = price_test(answer)
    if prices is None:
        return pd.DataFrame(columns=list(DELIVERED_COLUMNS))
    found = monthly_prices(answer.balance.settings.commodity)
    return delivered_prices(
        answer.match.flows, prices.pairs, found[["place", "month", "price_idr_per_kg"]]
    )


@once_per_tables(maxsize=64)
def monthly_gaps(answer: Answer) -> pd.DataFrame:
    """The price gap of every flow of an answer month by month, see ``gaps_by_month``."""
    prices = price_test(answer)
    ends = ["origin", "destination"]
    if prices is None:
        return pd.DataFrame()
    shown = answer.match.flows[ends].merge(prices.pairs, on=ends)
    return gaps_by_month(shown, monthly_prices(answer.balance.settings.commodity))


def sentences(answer: Answer) -> list[str]:
    """What prices say of an answer, most general first; nothing where no price is known."""
    prices = price_test(answer)
    if prices is None:
        return []
    whole, *supplies = carried(answer)
    beside = delivered(answer)
    named = [] if answer.ranges is None else named_supplies(answer.ranges)
    commodity = answer.balance.settings.commodity
    told = [
        words.market_headline(answer.match, prices, whole) + ".",
        *words.carried_lines(supplies),
        words.public_support_line(named[0] if named else None, public_supply(commodity)),
        words.delivered_headline(beside) + "." if len(beside) else "",
        *(
            words.delivered_line(row, quality_step(commodity, row["gateway"]))
            for row in beside[beside["gateway_is_cheaper"]].head(N_TOLD).to_dict("records")
        ),
    ]
    return [sentence for sentence in told if sentence]


@once_per_tables(maxsize=32)
def quality_step(commodity: str, gateway: str) -> float | None:
    """What the better quality costs more at a gateway, rupiah per kg: the median of all months.

    None where one quality alone is priced.
    """
    better = _BETTER_FORM.get(commodity)
    if better is None:
        return None
    table = load("monthly_prices")
    rows = table[(table["commodity"] == commodity) & (table["gateway_node"] == gateway)]
    wide = rows.pivot(index=["place_code", "year", "month"], columns="form", values="value").dropna(
        subset=[better, form_compared(commodity)]
    )
    steps = (wide[better] - wide[form_compared(commodity)]).astype("float64")
    return float(steps.median()) if len(steps) else None


@once_per_tables(maxsize=32)
def public_supply(commodity: str) -> PublicSupply | None:
    """What public support has brought into the province in the newest year reported; None if none.

    Only rice has such a figure. Between regencies nobody has reported one.
    """
    if commodity != "rice":
        return None
    table = load("rice_supply")
    rows = table[(table["measure"] == "brought_in") & (table["form"] == "milled_rice")]
    if rows.empty:
        return None
    row = rows.sort_values("year").iloc[-1]
    low, high = float(row["value_low"]), float(row["value_high"])
    return PublicSupply(
        *(str(row["place"]), int(row["year"]), low, high), str(row["grade"]), str(row["source_id"])
    )


def support_sources(answer: Answer) -> list[str]:
    """Of what public support has moved, where an answer is held beside it."""
    support = public_supply(answer.balance.settings.commodity)
    return [] if support is None else [support.source_id]


@once_per_tables(maxsize=32)
def _tested(commodity: str, scenario: Scenario) -> PriceTest | None:
    prices = monthly_prices(commodity)
    if prices.empty:
        return None
    costs = freight.transport_costs(scenario)
    arcs = pd.concat(
        [
            costs.between.assign(origin_kind="regency"),
            costs.from_outside.rename(columns={"gateway": "origin"}).assign(origin_kind="external"),
        ],
        ignore_index=True,
    )
    arcs = arcs.assign(freight_idr_per_kg=arcs["cost_idr_per_t"] / 1000.0)
    margins, handling, cost_sources = _usual_costs(commodity)
    margin = sum(margins) / len(margins) if margins else None
    pairs = price_gaps(
        arcs[["origin", "destination", "origin_kind", "freight_idr_per_kg"]],
        prices[["place", "month", "price_idr_per_kg"]],
        margin_share=margin,
        handling_idr_per_kg=handling,
    )
    sources = sorted({*prices["source_id"], *cost_sources})
    spread = (margins[0], margins[-1]) if margins else None
    return PriceTest(form_compared(commodity), pairs, margin, spread, handling, tuple(sources))


def _usual_costs(commodity: str) -> tuple[list[float], float, list[str]]:
    """Margins from producer to consumer as shares, handling in rupiah per kg, and their sources.

    Margins are published for rice alone, of several years, and include the usual transport, so
    that whoever covers them beside the freight covers more than is needed.
    """
    costs = load("transport_costs").set_index("item_id")
    handling = costs.loc[list(_HANDLING_ITEMS)]
    of_margin = costs.loc[_MARGIN_ITEMS.get(commodity, [])]
    used = pd.concat([handling, of_margin])
    margins = sorted(float(each) / 100.0 for each in of_margin["value_low"])
    middle = (handling["value_low"] + handling["value_high"]) / 2.0
    return margins, float(middle.mean()) / 1000.0, sorted(set(used["source_ids"]))
