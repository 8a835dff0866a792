"""Regencies that could work together where no tonnage exists: complementary and similar pairs.

An indication from ranked lists, the report's verdicts and signs of demand; never an amount.
"""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd

from analysis.balance.product_demand import GOODS, TOURISM_SERVICES
from analysis.errors import require_columns
from analysis.leading.kpju import FAVOURABLE, NOT_JUDGED
from analysis.leading.rankings import TOP_RANKS, rank_biased_overlap
from analysis.leading.reach import PATH_COLUMNS, Reach, pair_paths
from analysis.prices import price_support

#: What makes a regency strong in a product.
SupplyCode = Literal["top_rank", "favourable"]
SUPPLY_CODES: tuple[SupplyCode, ...] = get_args(SupplyCode)

#: Kinds of demand that say more than that something is eaten everywhere (assumption).
FIRM_DEMAND = frozenset(
    {"reported_flow", "reported_demand", "consumed_more", "priority_destination"}
)

Indication = Literal["strong", "moderate", "weak"]
INDICATIONS: tuple[Indication, ...] = get_args(Indication)

#: Why a product has no pair.
NoPairReason = Literal["serves_own_place", "nobody_strong", "no_demand_known", "all_have_it"]
NO_PAIR_REASONS: tuple[NoPairReason, ...] = get_args(NoPairReason)

_HELD = ("regency_code", "product", "rank", "kind", "family", "verdict")


def strong_regencies(held: pd.DataFrame) -> pd.DataFrame:
    """Who is strong in what: a rank among the first ``TOP_RANKS``, or a favourable verdict.

    Parameters
    ----------
    held : DataFrame
        As ``held_products`` gives it.

    Returns
    -------
    DataFrame
        The rows of ``held`` that are strong, with ``supply_codes`` (";"-joined) and ``caution``:
        the verdict where it speaks against what the rank says, else empty.

    >>> held = pd.DataFrame({"regency_code": ["5304", "5308"], "product": ["cattle", "maize"],
    ...     "rank": [1, 9], "kind": ["livestock", "crop"], "family": "goods",
    ...     "verdict": ["not_urgent", "recommended"]})
    >>> strong_regencies(held)[["supply_codes", "caution"]].values.tolist()
    [['top_rank', 'not_urgent'], ['favourable', '']]
    """
    require_columns(held.columns, _HELD, "held")
    top, favourable = held["rank"] <= TOP_RANKS, held["verdict"].isin(FAVOURABLE)
    codes = [
        ";".join(code for code, holds in zip(SUPPLY_CODES, row, strict=True) if holds)
        for row in zip(top, favourable, strict=True)
    ]
    silent = favourable | (held["verdict"] == NOT_JUDGED)
    table = held.assign(supply_codes=codes, caution=held["verdict"].mask(silent, ""))
    return table[top | favourable].reset_index(drop=True)


def complementary_pairs(
    held: pd.DataFrame,
    demand: pd.DataFrame,
    costs: pd.DataFrame,
    tourism: pd.DataFrame,
    reported_flows: pd.DataFrame,
) -> pd.DataFrame:
    """Pairs of a regency strong in a product and one without it and with signs of demand.

    Without it means that the regency has a list and does not name the product; it may still
    produce it. A regency without a list is in no pair: nothing is known of it.

    ``indication`` counts how firm both sides are: the supplier is firm with a top rank *and* a
    favourable verdict, the receiver as ``has_firm_demand`` says. Both firm is "strong", one
    "moderate", none "weak" (our rule).

    Parameters
    ----------
    held : DataFrame
        As ``held_products`` gives it.
    demand : DataFrame
        As ``demand_evidence`` gives it.
    costs : DataFrame
        ``origin``, ``destination`` and ``PATH_COLUMNS``; unreachable pairs have no row.
    tourism : DataFrame
        As ``tourism_need`` gives it.
    reported_flows : DataFrame
        ``commodity``, ``origin_code``, ``destination_code``.

    Returns
    -------
    DataFrame
        ``product``, ``family``, ``supplier``, ``receiver``, ``indication``, ``rank``,
        ``verdict``, ``supply_codes``, ``caution``, ``demand_codes`` (";"-joined, with
        ``priority_destination``), ``reported_pair`` (exactly this flow is reported),
        ``price_gap_idr_per_kg`` (receiver's price less the supplier's; missing unless both are
        known and the good travels as it is priced), ``freight_idr_per_kg``, ``price_support``
        (of ``analysis.prices.PRICE_SUPPORT``) and ``PATH_COLUMNS`` (missing where no open path
        leads).
        The firmest first, of equal ones the cheapest path.
    """
    require_columns(costs.columns, ("origin", "destination", *PATH_COLUMNS), "costs")
    require_columns(demand.columns, ("regency_code", "product", "code", "value"), "demand")
    require_columns(
        reported_flows.columns, ("commodity", "origin_code", "destination_code"), "reported_flows"
    )
    strong = strong_regencies(held).rename(columns={"regency_code": "supplier"})
    wanting = _wanting(held, demand, tourism)
    pairs = strong.merge(wanting, on="product")
    paths = costs.rename(columns={"origin": "supplier", "destination": "receiver"})
    pairs = pairs.merge(
        paths[["supplier", "receiver", *PATH_COLUMNS]], on=["supplier", "receiver"], how="left"
    )
    pairs["freight_idr_per_kg"] = pairs["cost_idr_per_t"] / 1000
    pairs["price_gap_idr_per_kg"] = _price_gaps(pairs, demand)
    pairs["price_support"] = price_support(
        pairs["price_gap_idr_per_kg"], pairs["freight_idr_per_kg"]
    )
    known = {
        (str(name), str(a), str(b))
        for name, a, b in reported_flows[["commodity", "origin_code", "destination_code"]]
        .dropna()
        .itertuples(index=False, name=None)
    }
    pairs["reported_pair"] = [
        any((name, a, b) in known for name in _names(product))
        for product, a, b in zip(
            pairs["product"], pairs["supplier"], pairs["receiver"], strict=True
        )
    ]
    firm_supply = pairs["supply_codes"] == ";".join(SUPPLY_CODES)
    level = 2 - firm_supply.astype("int64") - has_firm_demand(pairs).astype("int64")
    pairs["indication"] = level.map(dict(enumerate(INDICATIONS)))
    order = ["level", "reported_pair", "cost_idr_per_t", "product", "supplier", "receiver"]
    pairs = pairs.assign(level=level).sort_values(
        order, ascending=[True, False, True, True, True, True], ignore_index=True
    )
    return pairs[
        [
            *("product", "family", "supplier", "receiver", "indication", "rank", "verdict"),
            *("supply_codes", "caution", "demand_codes", "reported_pair"),
            *("price_gap_idr_per_kg", "freight_idr_per_kg", "price_support"),
            *PATH_COLUMNS,
        ]
    ]


def has_firm_demand(pairs: pd.DataFrame) -> pd.Series:
    """For each pair whether the receiver's side is firm.

    It is with any of ``FIRM_DEMAND`` unless the prices speak against it (it does not pay to carry
    rice to where it costs less), with a price difference that covers the freight, and where
    exactly this flow is reported, whatever the prices.

    Parameters
    ----------
    pairs : DataFrame
        ``demand_codes``, ``price_support``, ``reported_pair``.

    >>> has_firm_demand(pd.DataFrame({"demand_codes": ["consumed", "consumed;consumed_more"],
    ...     "price_support": "unknown", "reported_pair": False})).tolist()
    [False, True]
    """
    told = [bool(FIRM_DEMAND & set(codes.split(";"))) for codes in pairs["demand_codes"]]
    firm = pd.Series(told, index=pairs.index, dtype="bool")
    firm &= pairs["price_support"] != "below_freight"
    covered = pairs["price_support"] == "covers_freight"
    return firm | covered | pairs["reported_pair"].astype("bool")


def products_without_pairs(held: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The products of the lists that are in no complementary pair, and why.

    Parameters
    ----------
    held : DataFrame
        As ``held_products`` gives it.
    pairs : DataFrame
        As ``complementary_pairs`` gives it.

    Returns
    -------
    DataFrame
        ``product``, ``kind``, ``reason`` (of ``NO_PAIR_REASONS``), ``n_regencies`` that have it;
        by reason and product.
    """
    strong = set(strong_regencies(held)["product"])
    n_lists = held["regency_code"].nunique()
    rows = []
    for product, having in held[~held["product"].isin(set(pairs["product"]))].groupby("product"):
        first, n = having.iloc[0], having["regency_code"].nunique()
        stays = first["family"] == "services" and product not in TOURISM_SERVICES
        if stays or first["family"] == "trade":
            reason = "serves_own_place"
        elif product not in strong:
            reason = "nobody_strong"
        elif n == n_lists:
            reason = "all_have_it"
        else:
            reason = "no_demand_known"
        rows.append((product, first["kind"], reason, n))
    table = pd.DataFrame(rows, columns=["product", "kind", "reason", "n_regencies"])
    return table.sort_values(["reason", "product"], ignore_index=True)


def similar_pairs(
    held: pd.DataFrame, costs: pd.DataFrame, reach: Reach | None = None, persistence: float = 0.9
) -> pd.DataFrame:
    """All pairs of regencies by how like their lists are: candidates for doing things jointly.

    Parameters
    ----------
    held : DataFrame
        As ``held_products`` gives it; a regency without a list is in no pair.
    costs : DataFrame
        ``origin``, ``destination`` and ``PATH_COLUMNS``.
    reach : Reach, optional
        What counts as near; everything that can be reached by default.
    persistence : float
        As in ``rank_biased_overlap``.

    Returns
    -------
    DataFrame
        ``regency_a`` < ``regency_b``, ``overlap`` (rank-biased overlap of the products, 0 to 1),
        ``n_shared``, ``shared`` (";"-joined, the highest ranked in both lists first),
        ``n_shared_goods``, ``shared_goods`` (those that can be processed and sold jointly: goods
        and tourism), ``PATH_COLUMNS`` (the costlier direction; missing where no path leads),
        ``near``. Near pairs first, then the most alike.
    """
    require_columns(held.columns, _HELD, "held")
    reach = reach or Reach()
    best = {
        str(code): dict(zip(rows["product"], rows["rank"], strict=True))
        for code, rows in held.sort_values(["rank", "product"]).groupby("regency_code")
    }
    joint = set(held.loc[(held["family"] == "goods") | (held["kind"] == "tourism"), "product"])
    rows = []
    codes = sorted(best)
    for i, a in enumerate(codes):
        for b in codes[i + 1 :]:
            mine, theirs = best[a], best[b]
            shared = sorted(
                set(mine) & set(theirs), key=lambda name: (mine[name] + theirs[name], name)
            )
            goods = [name for name in shared if name in joint]
            overlap = rank_biased_overlap(list(mine), list(theirs), persistence)
            rows.append((a, b, overlap, len(shared), ";".join(shared), len(goods), ";".join(goods)))
    columns = ["regency_a", "regency_b", "overlap", "n_shared", "shared"]
    table = pd.DataFrame(rows, columns=[*columns, "n_shared_goods", "shared_goods"])
    table = table.merge(pair_paths(costs), on=["regency_a", "regency_b"], how="left")
    table["near"] = reach.holds(table)
    return table.sort_values(
        ["near", "overlap", "cost_idr_per_t", "regency_a", "regency_b"],
        ascending=[False, False, True, True, True],
        ignore_index=True,
    )


def _wanting(held: pd.DataFrame, demand: pd.DataFrame, tourism: pd.DataFrame) -> pd.DataFrame:
    """``product``, ``receiver``, ``demand_codes`` of those with a list that lack the product."""
    having = set(held[["regency_code", "product"]].itertuples(index=False, name=None))
    listed = set(held["regency_code"])
    priority = set(
        tourism.loc[tourism["codes"].str.contains("priority_destination"), "regency_code"]
    )
    found: dict[tuple[str, str], list[str]] = {}
    for place, product, code in demand[["regency_code", "product", "code"]].itertuples(
        index=False, name=None
    ):
        if place in listed and (place, product) not in having:
            codes = found.setdefault((str(product), str(place)), [])
            codes.append(str(code))
            if code == "tourism" and place in priority:
                codes.append("priority_destination")
    return pd.DataFrame(
        [(*key, ";".join(sorted(set(codes)))) for key, codes in sorted(found.items())],
        columns=["product", "receiver", "demand_codes"],
    )


def _price_gaps(pairs: pd.DataFrame, demand: pd.DataFrame) -> list[float]:
    priced = demand[demand["code"] == "priced"]
    price = {
        (str(product), str(place)): float(value)
        for product, place, value in priced[["product", "regency_code", "value"]].itertuples(
            index=False, name=None
        )
    }
    gaps = []
    for product, supplier, receiver in pairs[["product", "supplier", "receiver"]].itertuples(
        index=False, name=None
    ):
        unknown = float("nan")
        gap = price.get((product, receiver), unknown) - price.get((product, supplier), unknown)
        comparable = product in GOODS and GOODS[product].carried_as_is
        gaps.append(gap if comparable else unknown)
    return gaps


def _names(product: str) -> set[str]:
    return {product, GOODS[product].commodity} if product in GOODS else {product}
