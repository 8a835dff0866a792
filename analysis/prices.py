"""Do prices support a pair? The price difference between two places against the freight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.errors import refuse_duplicates, refuse_negative, require_columns

#: Whether the difference of two prices covers the freight between the two places.
PriceSupport = Literal["covers_freight", "below_freight", "unknown"]
PRICE_SUPPORT: tuple[PriceSupport, ...] = get_args(PriceSupport)

PRICE_COLUMNS = (
    *("origin_price_idr_per_kg", "destination_price_idr_per_kg", "price_gap_idr_per_kg"),
    *("margin_idr_per_kg", "value_at_destination_idr", "price_support"),
)


def price_support(
    price_gap_idr_per_kg: ArrayLike, freight_idr_per_kg: ArrayLike
) -> NDArray[np.object_]:
    """Whether price gaps cover the freight, the usual test of market integration.

    Parameters
    ----------
    price_gap_idr_per_kg, freight_idr_per_kg : float arrays
        Price at the destination less price at the origin, and the freight between the two; they
        broadcast. NaN: unknown.

    Returns
    -------
    object array
        Of ``PRICE_SUPPORT``: ``covers_freight`` where the gap is as large as the freight or
        larger; a price or freight that is not known gives ``unknown``, never 0.

    >>> price_support([600.0, 800.0, np.nan], [500.0, 900.0, 100.0]).tolist()
    ['covers_freight', 'below_freight', 'unknown']
    """
    margin = np.asarray(price_gap_idr_per_kg, np.float64) - np.asarray(freight_idr_per_kg)
    verdict = np.where(margin >= 0, "covers_freight", "below_freight")
    return np.where(np.isnan(margin), "unknown", verdict).astype(object)


def price_flows(flows: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """The flows with what the goods are worth and whether the price gap pays the freight.

    ``price_gap`` = price at the destination - price at the origin; ``margin`` = gap - freight,
    all in rupiah per kg; ``price_support`` as the function of that name says. The value at the
    destination needs only the price there.

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
    >>> price_flows(flows, prices)[["margin_idr_per_kg", "price_support"]]
       margin_idr_per_kg   price_support
    0              100.0  covers_freight
    1             -100.0   below_freight
    """
    require_columns(flows.columns, ("origin", "destination", "tonnes", "cost_idr_per_kg"), "flows")
    require_columns(prices.columns, ("regency_code", "price_idr_per_kg"), "prices")
    refuse_duplicates(prices, ["regency_code"], "prices")
    refuse_negative(prices, "price_idr_per_kg", ["regency_code"], "prices")
    price_of = prices.set_index("regency_code")["price_idr_per_kg"].astype("float64")
    here = flows["origin"].map(price_of).to_numpy(dtype=np.float64)
    there = flows["destination"].map(price_of).to_numpy(dtype=np.float64)
    freight = flows["cost_idr_per_kg"].to_numpy(dtype=np.float64)
    return flows.assign(
        origin_price_idr_per_kg=here,
        destination_price_idr_per_kg=there,
        price_gap_idr_per_kg=there - here,
        margin_idr_per_kg=there - here - freight,
        value_at_destination_idr=there * 1000.0 * flows["tonnes"].to_numpy(dtype=np.float64),
        price_support=price_support(there - here, freight),
    )


def rising_prices(prices: pd.DataFrame, costs: pd.DataFrame) -> pd.DataFrame:
    """Pairs of places between which the price rises: would trade there pay?

    Were all markets joined and the freight right, ``covers_freight`` would stand at none of them.

    Parameters
    ----------
    prices : DataFrame
        As of ``price_flows``.
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
        ``missing_column``, or as ``price_flows``.
    """
    require_columns(costs.columns, ("origin", "destination", "cost_idr_per_t"), "costs")
    freight = costs["cost_idr_per_t"] / 1000.0
    # Nothing moves here: the question is whether anything should.
    pairs = price_flows(costs.assign(tonnes=0.0, cost_idr_per_kg=freight), prices)
    rising = pairs[pairs["price_gap_idr_per_kg"] > 0].sort_values(
        ["margin_idr_per_kg", "origin", "destination"], ascending=[False, True, True]
    )
    columns = ["origin", "destination", "cost_idr_per_kg", *PRICE_COLUMNS]
    return rising[columns].reset_index(drop=True)


@dataclass(frozen=True)
class MonthsCompared:
    """Two monthly prices held together, over the months that both are known in.

    ``n_above``, ``n_below``: months in which the first is the higher, the lower one; the means are
    rupiah per kg over the ``n_months``, NaN where there are none.
    """

    n_months: int
    n_above: int
    n_below: int
    mean_idr_per_kg: float
    other_mean_idr_per_kg: float

    @property
    def difference_idr_per_kg(self) -> float:
        """By how much the first mean is above the other."""
        return self.mean_idr_per_kg - self.other_mean_idr_per_kg

    @property
    def difference_pct(self) -> float:
        """The same in per cent of the other."""
        return 100.0 * self.difference_idr_per_kg / self.other_mean_idr_per_kg


def compare_months(prices: pd.Series, others: pd.Series) -> MonthsCompared:
    """Hold two monthly prices together, over the months known on both sides alone.

    Parameters
    ----------
    prices, others : Series of float
        Rupiah per kg by month, one index each; NaN or no entry: unknown, never filled.

    Examples
    --------
    >>> here = pd.Series({"2024-01": 120.0, "2024-02": 90.0, "2024-03": np.nan})
    >>> there = pd.Series({"2024-01": 100.0, "2024-02": 100.0, "2024-03": 100.0})
    >>> found = compare_months(here, there)
    >>> found.n_months, found.n_above, found.n_below, found.difference_pct
    (2, 1, 1, 5.0)
    """
    if not prices.index.equals(others.index):
        prices, others = prices.align(others, join="inner")
    one, other = (each.to_numpy("float64", na_value=np.nan) for each in (prices, others))
    known = ~(np.isnan(one) | np.isnan(other))
    one, other = one[known], other[known]
    return MonthsCompared(
        n_months=len(one),
        n_above=int((one > other).sum()),
        n_below=int((one < other).sum()),
        mean_idr_per_kg=float(one.mean()) if len(one) else float("nan"),
        other_mean_idr_per_kg=float(other.mean()) if len(other) else float("nan"),
    )


def median_by_month(by_month: pd.DataFrame, least_share: float = 0.5) -> pd.Series:
    """Median of the places in each month, NaN where too few of them are known.

    Parameters
    ----------
    by_month : DataFrame of float
        Months × places, NaN where unknown.
    least_share : float
        Share of the places that must be known: a median of few would follow who reported.
    """
    known = by_month.notna().sum(axis=1)
    return by_month.median(axis=1).where(known >= least_share * by_month.shape[1])
