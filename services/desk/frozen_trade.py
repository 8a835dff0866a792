"""What a case keeps of a trade beside its figures: the paths of its pairs and what prices say.

Both are of the day on which the case was made, like the figures, and as plain as they are: places
with their degrees, rows, and the verdict in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import pandas as pd

from analysis.answer import Answer
from analysis.matching.price_gaps import LEAST_MONTHS, PriceTest
from geo.places import place_name
from publishing.code_words import code_word
from publishing.formats import year_span
from publishing.language import _
from publishing.maps.flows import node_spots
from publishing.sentences import market as words
from services.answer import freight, market
from services.desk.frozen_figures import Row, in_both, row_of, weakest_grade

Ends = tuple[str, str]


def paths_of(pairs: Iterable[Ends]) -> list[dict[str, Any]]:
    """The cheapest path of every pair of regencies in the usual network, leg by leg.

    A pair that nothing connects has none.
    """
    found = []
    for supplier, receiver in pairs:
        legs = freight.legs(supplier, receiver)
        legs = legs[legs["distance_km"] > 0]
        if len(legs):
            found.append(
                {
                    "supplier": supplier,
                    "receiver": receiver,
                    "legs": [_leg(leg) for leg in legs.to_dict("records")],
                }
            )
    return found


def _leg(leg: dict[Any, Any]) -> dict[str, Any]:
    spots = node_spots()
    return {
        **{name: str(leg[name]) for name in ("mode", "from_name", "to_name", "basis")},
        "from_at": [round(each, 4) for each in spots[leg["from_node"]]],
        "to_at": [round(each, 4) for each in spots[leg["to_node"]]],
        "distance_km": round(float(leg["distance_km"]), 1),
    }


def prices_of_pair(answer: Answer, supplier: str, receiver: str) -> dict[str, Any]:
    """Prices of both sides, freight, margin and the verdict of one pair."""
    test = market.price_test(answer)
    row = None if test is None else _judged(test, supplier, receiver)
    knows_margin = test is not None and test.margin_share is not None
    commodity = answer.balance.settings.commodity
    rows = _sides(commodity, supplier, receiver)
    freight_row = _freight(answer, supplier, receiver)
    rows += [freight_row] if freight_row else []
    if test is not None and row is not None:
        rows += _gap(row, commodity)
        rows += _usual_costs(test, commodity)
    return {"rows": rows, **in_both("verdict", lambda: words.pair_verdict(row, knows_margin))}


def prices_of_corridor(
    answer: Answer, givers: Sequence[str], takers: Sequence[str]
) -> dict[str, Any]:
    """What prices say of a corridor: of its tonnes, for its pairs are a choice."""
    found = [
        each
        for each in market.carried(answer)
        if each.supply is not None
        and (each.supply.origins, each.supply.destinations) == (tuple(givers), tuple(takers))
        and not each.supply.is_pair
    ]
    test = market.price_test(answer)
    years = found[0].price_years if found else None
    commodity = answer.balance.settings.commodity
    rows = _usual_costs(test, commodity) if test is not None else []
    return {
        "rows": rows,
        **in_both(
            "verdict",
            lambda: (
                f"{words.at_prices_of(years)}: {words.carried_lines(found)[0]} "
                f"{words.corridor_note()}"
                if found
                else words.pair_verdict(None, knows_margin=False)
            ),
        ),
    }


def _judged(test: PriceTest, supplier: str, receiver: str) -> dict[str, Any] | None:
    pairs = test.pairs
    own = pairs[(pairs["origin"] == supplier) & (pairs["destination"] == receiver)]
    return None if own.empty else {str(key): value for key, value in own.iloc[0].items()}


def _sides(commodity: str, supplier: str, receiver: str) -> list[Row]:
    """The median price of each side: in the months of both where they have enough, else its own."""
    prices = market.monthly_prices(commodity)
    ends = (supplier, receiver)
    months = {code: set(prices.loc[prices["place"] == code, "month"]) for code in ends}
    common = months[supplier] & months[receiver]
    return [
        _side(prices, commodity, code, common if len(common) >= LEAST_MONTHS else months[code])
        for code in ends
    ]


def _side(prices: pd.DataFrame, commodity: str, code: str, months: set[str]) -> Row:
    form = market.form_compared(commodity)
    own = prices[(prices["place"] == code) & prices["month"].isin(months)]
    name = place_name(code)
    if own.empty:
        return {
            **row_of(partial(_median_price, name, form, 0), float("nan"), "Rp/kg", None, "", ""),
            "value_id": "harga tidak diketahui",
            "value_en": "price not known",
        }
    sources = ";".join(sorted(set(own["source_id"])))
    years = sorted({int(month[:4]) for month in own["month"]})
    label = partial(_median_price, name, form, len(own))
    median = float(own["price_idr_per_kg"].median())
    told = row_of(label, median, "Rp/kg", None, sources, weakest_grade(sources))
    return {**told, "year": year_span((years[0], years[-1]))}


def _freight(answer: Answer, supplier: str, receiver: str) -> Row | None:
    costs = freight.transport_costs(answer.scenario).between
    own = costs[(costs["origin"] == supplier) & (costs["destination"] == receiver)]
    if own.empty:
        return None
    return row_of(
        lambda: _(
            "Modelled freight from {supplier} to {receiver}",
            supplier=place_name(supplier),
            receiver=place_name(receiver),
        ),
        float(own["cost_idr_per_t"].iloc[0]) / 1000.0,
        *("Rp/kg", None, ";".join(freight.network_sources()), "assumption"),
    )


def _gap(row: dict[str, Any], commodity: str) -> list[Row]:
    """The median gap of the months that both sides observed."""
    n = int(row["n_months"])
    if n == 0:
        return []
    sources = ";".join(_price_sources(commodity))
    years = year_span((int(row["first_month"][:4]), int(row["last_month"][:4])))
    grade = weakest_grade(sources)
    told = row_of(
        lambda: _("Median of the monthly price gaps (receiver minus supplier)"),
        *(float(row["median_gap_idr_per_kg"]), "Rp/kg", None, sources, grade),
    )
    return [{**told, "year": years}]


def _usual_costs(test: PriceTest, commodity: str) -> list[Row]:
    """What traders usually keep, and handling: of the whole commodity, whichever the pair."""
    of_prices = _price_sources(commodity)
    sources = ";".join(each for each in test.source_ids if each not in of_prices)
    rows = [
        row_of(
            lambda: _("Handling between quay and warehouse"),
            *(test.handling_idr_per_kg, "Rp/kg", None, sources, "assumption"),
        )
    ]
    margin = row_of(
        lambda: _("Usual margin, of the price at the supplier"),
        float("nan") if test.margin_share is None else 100.0 * test.margin_share,
        *("%", None, sources, "assumption"),
    )
    return [margin, *rows]


def _price_sources(commodity: str) -> list[str]:
    return sorted(set(market.monthly_prices(commodity)["source_id"]))


def _median_price(regency: str, form: str, months: int) -> str:
    """Of which price it is: what consumers pay is not what a supplier gets."""
    if not months:
        return _("Monthly price in {regency}", regency=regency)
    return _(
        "Price in {regency}, median of {n} months ({form})",
        regency=regency,
        n=months,
        form=code_word(form),
    )
