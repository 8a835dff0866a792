"""Do prices support a pair? The price difference between two places against the freight."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, require_columns

#: Whether the price difference covers the freight.
PRICE_SUPPORT = ("supports", "does_not_support", "unknown")

PRICE_COLUMNS = (
    *("origin_price_idr_per_kg", "destination_price_idr_per_kg", "price_gap_idr_per_kg"),
    *("margin_idr_per_kg", "value_at_destination_idr", "price_support"),
)


def price_support(flows: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """The flows with what the goods are worth and whether the price gap pays the freight.

    ``price_gap`` = price at the destination - price at the origin; ``margin`` = gap - freight,
    all in rupiah per kg; ``supports`` where the margin is 0 or more. A price that is not known
    gives ``unknown``, never 0. The value at the destination needs only the price there.

    Parameters
    ----------
    flows : DataFrame
        ``origin``, ``destination``, ``tonnes``, ``cost_idr_per_kg``, as ``MatchResult.flows``.
    prices : DataFrame
        ``regency_code`` (or a gateway's name), ``price_idr_per_kg``: one market level and year
        for all, so that they can be compared. NaN or no row: unknown.

    Returns
    -------
    DataFrame
        ``flows`` with ``PRICE_COLUMNS``; same rows, same order.

    Raises
    ------
    AnalysisError
        ``missing_column``; ``duplicate`` (two prices for a place); ``negative``.

    Examples
    --------
    >>> flows = pd.DataFrame({"origin": ["A", "A"], "destination": ["B", "C"],
    ...                       "tonnes": [2.0, 1.0], "cost_idr_per_kg": [500.0, 900.0]})
    >>> prices = pd.DataFrame({"regency_code": ["A", "B", "C"],
    ...                        "price_idr_per_kg": [12_000.0, 12_600.0, 12_800.0]})
    >>> price_support(flows, prices)[["margin_idr_per_kg", "price_support"]]
       margin_idr_per_kg     price_support
    0              100.0          supports
    1             -100.0  does_not_support
    """
    require_columns(flows.columns, ("origin", "destination", "tonnes", "cost_idr_per_kg"), "flows")
    require_columns(prices.columns, ("regency_code", "price_idr_per_kg"), "prices")
    twice = prices.loc[prices["regency_code"].duplicated(), "regency_code"]
    if len(twice):
        raise AnalysisError(
            "duplicate",
            f"table prices has two rows for {twice.iloc[0]}",
            table="prices",
            regency_code=str(twice.iloc[0]),
        )
    below = prices[prices["price_idr_per_kg"] < 0]
    if len(below):
        code, price = str(below["regency_code"].iloc[0]), float(below["price_idr_per_kg"].iloc[0])
        raise AnalysisError(
            "negative",
            f"table prices, {code}: price_idr_per_kg = {price}; expected 0 or more",
            table="prices",
            regency_code=code,
            value=price,
        )
    price_of = prices.set_index("regency_code")["price_idr_per_kg"].astype("float64")
    here = flows["origin"].map(price_of).to_numpy(dtype=np.float64)
    there = flows["destination"].map(price_of).to_numpy(dtype=np.float64)
    margin = there - here - flows["cost_idr_per_kg"].to_numpy(dtype=np.float64)
    support = np.where(margin >= 0, "supports", "does_not_support")
    return flows.assign(
        origin_price_idr_per_kg=here,
        destination_price_idr_per_kg=there,
        price_gap_idr_per_kg=there - here,
        margin_idr_per_kg=margin,
        value_at_destination_idr=there * 1000.0 * flows["tonnes"].to_numpy(dtype=np.float64),
        price_support=np.where(np.isnan(margin), "unknown", support).astype(object),
    )


def rising_prices(prices: pd.DataFrame, costs: pd.DataFrame) -> pd.DataFrame:
    """Pairs of places between which the price rises: would trade there pay?

    Were all markets joined and the freight right, ``supports`` would stand at none of them.

    Parameters
    ----------
    prices : DataFrame
        As of ``price_support``.
    costs : DataFrame
        ``origin``, ``destination``, ``cost_idr_per_t``.

    Returns
    -------
    DataFrame
        One row per direction in which the price rises, both prices known: ``origin`` (the cheaper
        place), ``destination``, ``cost_idr_per_kg`` and ``PRICE_COLUMNS``; the largest margin
        first.

    Raises
    ------
    AnalysisError
        ``missing_column``, or as ``price_support``.
    """
    require_columns(costs.columns, ("origin", "destination", "cost_idr_per_t"), "costs")
    freight = costs["cost_idr_per_t"] / 1000.0
    # Nothing moves here: the question is whether anything should.
    pairs = price_support(costs.assign(tonnes=0.0, cost_idr_per_kg=freight), prices)
    rising = pairs[pairs["price_gap_idr_per_kg"] > 0].sort_values(
        ["margin_idr_per_kg", "origin", "destination"], ascending=[False, True, True]
    )
    columns = ["origin", "destination", "cost_idr_per_kg", *PRICE_COLUMNS]
    return rising[columns].reset_index(drop=True)
