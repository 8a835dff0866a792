"""A match beside what would happen without it: everyone buys outside, or from the nearest."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

import pandas as pd

from analysis.matching.match import match, nearest_surplus
from analysis.matching.options import MatchingOptions
from analysis.matching.tables import MatchResult

Alternative = Literal["match", "all_external", "nearest_surplus"]
ALTERNATIVES: tuple[Alternative, ...] = get_args(Alternative)

ALTERNATIVE_COLUMNS = (
    *("alternative", "moved_t", "external_t", "unmet_t", "cost_idr", "cost_idr_per_t"),
    *("saving_idr", "less_unmet_t", "is_comparable"),
)


def compare_alternatives(
    balance: pd.DataFrame,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    result: MatchResult | None = None,
    *,
    places: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Cost, tonnes and unmet need of a match and of two ways without it.

    ``all_external``: every deficit is bought from its cheapest gateway, even if the options close
    them (it is the yardstick). ``nearest_surplus``: see ``matching.match.nearest_surplus``.
    Nothing dearer than the penalty is bought in either.

    Parameters
    ----------
    balance, costs, external, options, places
        As ``match``.
    result : MatchResult, optional
        The match with these inputs if it is at hand; else it is made.

    Returns
    -------
    DataFrame
        A row per name of ``ALTERNATIVES``: tonnes between regencies, from outside and unmet;
        freight, and freight per tonne delivered (NaN when nothing is). ``saving_idr`` = cost of
        the alternative - cost of the match; ``less_unmet_t`` = its unmet need - that of the
        match. A saving only says something where both meet the same need: ``is_comparable`` is
        True where the unmet tonnes differ by less than a kilogram.

    Examples
    --------
    >>> balance = pd.DataFrame({
    ...     "regency_code": ["5315", "5371"], "balance_t": [500.0, -800.0],
    ...     "need_t": [1000.0, 2000.0], "balance_class": ["surplus", "deficit"]})
    >>> costs = pd.DataFrame({"origin": ["5315"], "destination": ["5371"],
    ...                       "cost_idr_per_t": [700_000.0], "distance_km": [850.0]})
    >>> external = pd.DataFrame({"gateway": ["Surabaya"], "destination": ["5371"],
    ...                          "cost_idr_per_t": [900_000.0]})
    >>> table = compare_alternatives(balance, costs, external, MatchingOptions())
    >>> table.set_index("alternative")["saving_idr"].to_dict()
    {'match': 0.0, 'all_external': 100000000.0, 'nearest_surplus': 0.0}
    """
    best = result or match(balance, costs, external, options, places=places)
    closed = MatchingOptions(unmet_penalty_idr_per_t=options.unmet_penalty_idr_per_t)
    results = {
        "match": best,
        "all_external": nearest_surplus(balance, costs.iloc[:0], external, closed),
        "nearest_surplus": nearest_surplus(
            balance, costs, external, replace(options, objective="least_cost")
        ),
    }
    rows = []
    for name in ALTERNATIVES:
        totals = results[name].totals
        delivered = totals.moved_t + totals.external_t
        less_unmet = totals.unmet_t - best.totals.unmet_t
        rows.append(
            (
                *(name, totals.moved_t, totals.external_t, totals.unmet_t, totals.cost_idr),
                totals.cost_idr / delivered if delivered > 0 else float("nan"),
                totals.cost_idr - best.totals.cost_idr,
                less_unmet,
                abs(less_unmet) < 1e-3,
            )
        )
    return pd.DataFrame(rows, columns=list(ALTERNATIVE_COLUMNS))
