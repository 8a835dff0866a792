"""Is a gateway cheaper, delivered, than the neighbour that supplies? And what would turn it?

Delivered price of month ``m`` = price at the origin ``[m]`` + freight to the destination. A pair of
regencies is held against every gateway in the months that both origins observed; the difference is
delivered from the neighbour - delivered from the gateway, above 0 where the gateway is cheaper.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.errors import refuse_duplicates, require_columns
from analysis.matching.price_gaps import HOLDS_PCT, LEAST_MONTHS, prices_by_place

DELIVERED_COLUMNS = (
    *("origin", "destination", "tonnes", "gateway", "n_months", "n_cheaper"),
    *("median_inside_idr_per_kg", "median_gateway_idr_per_kg", "median_difference_idr_per_kg"),
    *("freight_idr_per_kg", "closing_freight_idr_per_kg"),
    *("least_difference_idr_per_kg", "least_month", "gateway_is_cheaper"),
)


def delivered_prices(
    flows: pd.DataFrame, freight: pd.DataFrame, prices: pd.DataFrame
) -> pd.DataFrame:
    """Every pair of regencies beside the gateway that delivers cheapest to its destination.

    Parameters
    ----------
    flows : DataFrame
        ``origin``, ``destination``, ``origin_kind``, ``tonnes``.
    freight : DataFrame
        ``origin`` (regency or gateway), ``destination``, ``origin_kind``, ``freight_idr_per_kg``.
    prices : DataFrame
        ``place``, ``month`` (``2024-01``), ``price_idr_per_kg``: one good, quality and level.

    Returns
    -------
    DataFrame
        ``DELIVERED_COLUMNS``, the largest tonnage first; of the gateways the one with the largest
        median difference, one that ``gateway_is_cheaper`` before any other. ``closing_freight``:
        the freight from the neighbour at which the medians are equal; below 0 where not even free
        freight would do. ``least_difference`` and ``least_month``: the month that is best for the
        neighbour. ``gateway_is_cheaper``: in at least ``HOLDS_PCT`` of the months. Pairs with fewer
        than ``LEAST_MONTHS`` common months with every gateway have no row.

    Raises
    ------
    AnalysisError
        ``missing_column``; ``duplicate`` (two prices for a place and month, two freights).

    Examples
    --------
    >>> months = [f"2024-{month:02}" for month in range(1, 7)]
    >>> prices = pd.DataFrame({"place": ["A"] * 6 + ["G"] * 6, "month": months * 2,
    ...     "price_idr_per_kg": [12_000.0] * 5 + [11_000.0] + [11_000.0] * 6})
    >>> freight = pd.DataFrame({"origin": ["A", "G"], "destination": "B",
    ...     "origin_kind": ["regency", "external"], "freight_idr_per_kg": [300.0, 500.0]})
    >>> flows = pd.DataFrame({"origin": ["A"], "destination": ["B"], "origin_kind": ["regency"],
    ...                       "tonnes": [10.0]})
    >>> row = delivered_prices(flows, freight, prices).iloc[0]
    >>> [int(row.n_cheaper), int(row.n_months), float(row.median_difference_idr_per_kg)]
    [5, 6, 800.0]
    >>> float(row.closing_freight_idr_per_kg), float(row.least_difference_idr_per_kg)
    (-500.0, -200.0)
    """
    require_columns(flows.columns, ("origin", "destination", "origin_kind", "tonnes"), "flows")
    arc = ["origin", "destination"]
    require_columns(freight.columns, (*arc, "origin_kind", "freight_idr_per_kg"), "freight")
    require_columns(prices.columns, ("place", "month", "price_idr_per_kg"), "prices")
    refuse_duplicates(prices, ["place", "month"], "prices")
    refuse_duplicates(freight, arc, "freight")
    months, price = prices_by_place(prices)
    known = freight["freight_idr_per_kg"].astype("float64")
    cost = dict(zip(freight[arc].itertuples(index=False, name=None), known, strict=True))
    outside = freight[freight["origin_kind"] == "external"].groupby("destination")["origin"]
    gateways = {str(place): sorted(map(str, names)) for place, names in outside}
    rows = []
    inside = flows[flows["origin_kind"] == "regency"].sort_values(
        "tonnes", ascending=False, kind="stable"
    )
    for origin, destination, tonnes in inside[[*arc, "tonnes"]].itertuples(index=False, name=None):
        own = cost.get((origin, destination), np.nan)
        if origin not in price or not np.isfinite(own):
            continue
        against = [
            found
            for gateway in gateways.get(destination, [])
            if gateway in price
            and (
                found := _against(
                    *(months, price[origin], price[gateway]),
                    *(gateway, own, cost[gateway, destination]),
                )
            )
            is not None
        ]
        if against:
            # max keeps the first of equals, so that the answer does not depend on any order.
            best = max(against, key=lambda each: (each[-1], each[5]))
            rows.append((origin, destination, tonnes, *best))
    return pd.DataFrame(rows, columns=list(DELIVERED_COLUMNS))


def _against(
    all_months: np.ndarray,
    at_origin: np.ndarray,
    at_gateway: np.ndarray,
    gateway: str,
    own: float,
    other: float,
) -> tuple[str, int, int, float, float, float, float, float, float, str, bool] | None:
    common = np.flatnonzero(~(np.isnan(at_origin) | np.isnan(at_gateway)))
    months = len(common)
    if months < LEAST_MONTHS or not np.isfinite(other):
        return None
    here, there = at_origin[common] + own, at_gateway[common] + other
    difference = here - there
    median, least = float(np.median(difference)), int(difference.argmin())
    n_cheaper = int((difference > 0).sum())
    return (
        *(gateway, months, n_cheaper, float(np.median(here)), float(np.median(there)), median),
        *(own, own - median, float(difference[least]), all_months[common[least]]),
        100.0 * n_cheaper >= HOLDS_PCT * months,
    )
