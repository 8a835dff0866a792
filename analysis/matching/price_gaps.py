"""Would the market carry a pair? The price gap between two places against the freight, by month.

The usual test of market integration: trade pays where the price at the destination exceeds that
at the origin by more than the cost of the transfer. Here, per month ``m`` in which both prices
were observed::

    gap[m] = price at the destination[m] - price at the origin[m]
    after_freight[m] = gap[m] - freight
    after_costs[m] = after_freight[m] - handling - margin_share * price at the origin[m]

Both sides of a comparison are treated alike: a gateway outside the province is an origin like any
other. The test is an incentive and no evidence of trade, and it is never part of the objective:
what traders keep is a result, not a cost put in. No month is filled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import (
    InvalidOptionError,
    refuse_duplicates,
    refuse_negative,
    require_columns,
)

#: From this share of the observed months on a verdict holds (per cent).
HOLDS_PCT = 70.0

#: Fewer common months than this bear no verdict.
LEAST_MONTHS = 6

#: Below the freight; covers it, but not what traders usually keep and handling; covers both.
VERDICTS = ("below_freight", "covers_freight", "covers_all", "unknown")


@dataclass(frozen=True, eq=False)
class PriceTest:
    """The price test of every open pair of an answer, in the optimum or not.

    Attributes
    ----------
    form : str
        Quality and market level that is compared, the same on both sides.
    pairs : DataFrame
        ``origin``, ``destination``, ``origin_kind``, ``freight_idr_per_kg`` and ``GAP_COLUMNS``;
        a row per pair of regencies and per gateway and regency.
    margin_share : float or None
        What traders usually keep, as a share of the price at the origin; the verdicts use it.
    margin_spread : (float, float) or None
        The lowest and the highest such share that is published.
    handling_idr_per_kg : float
        From the quay to the warehouse.
    source_ids : tuple of str
        Of the prices, the margin and the handling.
    """

    form: str
    pairs: pd.DataFrame
    margin_share: float | None
    margin_spread: tuple[float, float] | None
    handling_idr_per_kg: float
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class PublicSupply:
    """What public support of distribution has moved in a year, as somebody has reported it."""

    carrier: str
    year: int
    low_t: float
    high_t: float
    grade: str
    source_id: str


GAP_COLUMNS = (
    *("n_months", "n_covers_freight", "n_covers_all"),
    *("first_month", "last_month"),
    *("median_gap_idr_per_kg", "median_after_freight_idr_per_kg"),
    *("break_even_freight_idr_per_kg", "price_verdict"),
)


def price_gaps(
    pairs: pd.DataFrame,
    prices: pd.DataFrame,
    margin_share: float | None,
    handling_idr_per_kg: float,
) -> pd.DataFrame:
    """Judge every pair month by month.

    Parameters
    ----------
    pairs : DataFrame
        ``origin``, ``destination``, ``freight_idr_per_kg``.
    prices : DataFrame
        ``place`` (code of a regency or gateway), ``month`` (``2024-01``), ``price_idr_per_kg``:
        one good, quality and market level for all. Months that were not observed have no row.
    margin_share : float or None
        What traders usually keep, as a share of the price at the origin; 0 or more. None: not
        known for this good; then no pair is said to cover it.
    handling_idr_per_kg : float
        From the quay to the warehouse; 0 or more.

    Returns
    -------
    DataFrame
        ``pairs`` with ``GAP_COLUMNS``; same rows, same order. ``break_even_freight_idr_per_kg``
        is the freight at which the verdict turns: the largest that is covered in ``HOLDS_PCT`` of
        the observed months (below 0: no freight is). NaN, and the verdict ``unknown``, where
        fewer than ``LEAST_MONTHS`` months are common to both places or the freight is unknown.

    Raises
    ------
    AnalysisError
        ``missing_column``; ``duplicate`` (two prices for a place and month); ``negative``.
    InvalidOptionError
        ``margin_share`` or ``handling_idr_per_kg`` below 0.

    Examples
    --------
    >>> months = [f"2024-{month:02}" for month in range(1, 7)]
    >>> prices = pd.DataFrame({
    ...     "place": ["A"] * 6 + ["B"] * 6, "month": months * 2,
    ...     "price_idr_per_kg": [10_000.0] * 6 + [11_000.0] * 5 + [10_100.0]})
    >>> pairs = pd.DataFrame({"origin": ["A"], "destination": ["B"], "freight_idr_per_kg": [600.0]})
    >>> found = price_gaps(pairs, prices, margin_share=0.05, handling_idr_per_kg=0.0).iloc[0]
    >>> [*map(int, found[["n_months", "n_covers_freight", "n_covers_all"]]), found.price_verdict]
    [6, 5, 0, 'covers_freight']
    >>> found["break_even_freight_idr_per_kg"]
    np.float64(1000.0)
    """
    require_columns(pairs.columns, ("origin", "destination", "freight_idr_per_kg"), "pairs")
    require_columns(prices.columns, ("place", "month", "price_idr_per_kg"), "prices")
    for name, value in (
        ("margin_share", margin_share),
        ("handling_idr_per_kg", handling_idr_per_kg),
    ):
        if value is not None and not value >= 0:
            raise InvalidOptionError(name, value, "a number, 0 or more")
    refuse_duplicates(prices, ["place", "month"], "prices")
    refuse_negative(prices, "price_idr_per_kg", ["place", "month"], "prices")
    months, price = prices_by_place(prices)
    ends = zip(
        *(pairs["origin"].astype(str), pairs["destination"].astype(str)),
        pairs["freight_idr_per_kg"].astype(float),
        strict=True,
    )
    rows = [
        _judged(
            *(months, price.get(origin), price.get(destination)),
            *(freight, margin_share, handling_idr_per_kg),
        )
        for origin, destination, freight in ends
    ]
    judged = pd.DataFrame(rows, columns=list(GAP_COLUMNS), index=pairs.index)
    return pd.concat([pairs, judged], axis=1)


def prices_by_place(prices: pd.DataFrame) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The months in their order, and the price of each place in each of them; NaN is unknown.

    Arrays and no table: picking two columns out of one for every pair took a second of each start.
    """
    table = prices.pivot(index="month", columns="place", values="price_idr_per_kg").sort_index()
    known = {str(place): table[place].to_numpy(np.float64, na_value=np.nan) for place in table}
    return table.index.astype(str).to_numpy(object), known


def gaps_by_month(pairs: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """What the verdicts are counted from: the gap of every pair in every month observed at both.

    Parameters
    ----------
    pairs, prices : DataFrame
        As ``price_gaps`` takes them.

    Returns
    -------
    DataFrame
        ``origin``, ``destination``, ``month``, ``gap_idr_per_kg``, ``after_freight_idr_per_kg``;
        the pairs in their order, the months ascending. No month is filled.

    >>> prices = pd.DataFrame({"place": ["A", "A", "B"], "month": ["2024-01", "2024-02", "2024-02"],
    ...                        "price_idr_per_kg": [10_000.0, 10_100.0, 11_000.0]})
    >>> pairs = pd.DataFrame({"origin": ["A"], "destination": ["B"], "freight_idr_per_kg": [600.0]})
    >>> gaps_by_month(pairs, prices).to_numpy().tolist()
    [['A', 'B', '2024-02', 900.0, 300.0]]
    """
    require_columns(pairs.columns, ("origin", "destination", "freight_idr_per_kg"), "pairs")
    require_columns(prices.columns, ("place", "month", "price_idr_per_kg"), "prices")
    price = prices[["place", "month", "price_idr_per_kg"]]
    here = price.rename(columns={"place": "origin", "price_idr_per_kg": "here"})
    there = price.rename(columns={"place": "destination", "price_idr_per_kg": "there"})
    asked = pairs[["origin", "destination", "freight_idr_per_kg"]].assign(row=range(len(pairs)))
    both = asked.merge(here, on="origin").merge(there, on=["destination", "month"])
    gap = both["there"] - both["here"]
    table = both.assign(
        gap_idr_per_kg=gap, after_freight_idr_per_kg=gap - both["freight_idr_per_kg"]
    )
    columns = ["origin", "destination", "month", "gap_idr_per_kg", "after_freight_idr_per_kg"]
    return table.sort_values(["row", "month"])[columns].reset_index(drop=True)


def _judged(
    all_months: np.ndarray,
    at_origin: np.ndarray | None,
    at_destination: np.ndarray | None,
    freight: float,
    margin_share: float | None,
    handling: float,
) -> tuple[object, ...]:
    nothing = (0, 0, 0, None, None, np.nan, np.nan, np.nan, "unknown")
    if at_origin is None or at_destination is None:
        return nothing
    common = np.flatnonzero(~(np.isnan(at_origin) | np.isnan(at_destination)))
    months = len(common)
    if not months:
        return nothing
    here = at_origin[common]
    gap = at_destination[common] - here
    after = gap - freight
    n_freight = int((after >= 0).sum())
    n_all = 0 if margin_share is None else int((after - handling - margin_share * here >= 0).sum())
    needed = int(np.ceil(months * HOLDS_PCT / 100.0 - 1e-9))
    if months < LEAST_MONTHS or not np.isfinite(freight):
        verdict, break_even = "unknown", np.nan
    else:
        # The freight that just as many months as are needed still cover.
        break_even = float(np.sort(gap)[months - needed])
        verdict = (
            "covers_all"
            if n_all >= needed
            else "covers_freight"
            if n_freight >= needed
            else "below_freight"
        )
    return (
        *(months, n_freight, n_all, all_months[common[0]], all_months[common[-1]]),
        *(float(np.median(gap)), float(np.median(after)), break_even, verdict),
    )


def supported_share(pairs: pd.DataFrame) -> float:
    """Share of tonnes whose gap covers the freight, of those with a verdict (per cent).

    The verdict of a corridor, whose pairs can be swapped but whose tonnes cannot.

    Parameters
    ----------
    pairs : DataFrame
        ``tonnes`` and ``price_verdict``; pairs of verdict ``unknown`` do not count.

    Returns
    -------
    float
        NaN where no tonne has a verdict.

    >>> supported_share(pd.DataFrame({"tonnes": [30.0, 10.0, 60.0],
    ...     "price_verdict": ["covers_all", "below_freight", "unknown"]}))
    75.0
    """
    require_columns(pairs.columns, ("tonnes", "price_verdict"), "pairs")
    known = pairs[pairs["price_verdict"] != "unknown"]
    total = float(known["tonnes"].sum())
    if total <= 0:
        return float("nan")
    paying = known["price_verdict"].isin(["covers_freight", "covers_all"])
    return 100.0 * float(known.loc[paying, "tonnes"].sum()) / total
