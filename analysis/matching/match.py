"""Which regency supplies which: a transport problem over the cheapest paths.

By default the province supplies itself first, and freight decides who supplies whom. Prices are
another question (``analysis.matching.price_gaps``). Regencies whose balance is ``balanced`` or
``unknown`` take no part: the first have nothing to trade beyond the tolerance, of the second nobody
knows.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.matching.agreements import AGREEMENT_COLUMNS, AGREEMENT_REASONS
from analysis.matching.options import OBJECTIVES, MatchingOptionError, MatchingOptions
from analysis.matching.problem import (
    PAIR_STATES,
    MatchingInputError,
    MatchProblem,
    build_match_problem,
)
from analysis.matching.reasons import UNMET_REASONS, UNSOLD_REASONS
from analysis.matching.solve import NO_PRICE, PRICE_SETTERS, Allocation, allocate
from analysis.matching.tables import (
    FLOW_COLUMNS,
    TRUCK_PAYLOAD_T,
    MatchResult,
    MatchTotals,
    build_result,
)
from analysis.matching.transport import FLOW_TOLERANCE_T

__all__ = [
    "AGREEMENT_REASONS",
    "FLOW_COLUMNS",
    "FLOW_TOLERANCE_T",
    "OBJECTIVES",
    "PAIR_STATES",
    "PRICE_SETTERS",
    "TRUCK_PAYLOAD_T",
    "UNMET_REASONS",
    "UNSOLD_REASONS",
    "MatchResult",
    "MatchTotals",
    "MatchingInputError",
    "MatchingOptionError",
    "MatchingOptions",
    "match",
    "nearest_surplus",
]

FloatArray = NDArray[np.float64]

DEFAULT_OPTIONS = MatchingOptions()


def match(
    balance: pd.DataFrame,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions = DEFAULT_OPTIONS,
    *,
    places: pd.DataFrame | None = None,
    truck_payload_t: float = TRUCK_PAYLOAD_T,
) -> MatchResult:
    """The flows that meet the deficits, by default from the province's own surplus first.

    Places as much of the own surplus as it can, then minimises the freight of it; the options can
    put total freight, fairness or nearness first, and close, force or limit pairs. Always
    feasible, and the same for the same input in any row order. Between answers of exactly equal
    cost (common here: along one road, or where all roads lead through one ferry, swapping the
    partners of two pairs changes nothing) it prefers regencies to gateways, and then neighbours:
    a short and a long haul rather than two middling ones.

    Parameters
    ----------
    balance : DataFrame
        ``regency_code``, ``balance_t``, ``need_t``, ``balance_class``, as ``compute_balance``
        makes it.
    costs : DataFrame
        ``origin``, ``destination``, ``cost_idr_per_t``, ``distance_km`` from capital to capital.
        A missing pair or a NaN cost is unreachable. Not symmetric by itself: give both ways.
    external : DataFrame
        ``gateway``, ``destination``, ``cost_idr_per_t``: freight of a tonne from outside, as
        much as is wanted; ``distance_km`` if known. May be empty.
    options : MatchingOptions
    places : DataFrame, optional
        ``regency_code``, ``zone_id``, ``island_group``; the objective ``most_local`` needs it.
    truck_payload_t : float
        Tonnes a truck carries, for the number of truckloads.

    Returns
    -------
    MatchResult
        For every surplus regency sent + unsold = offered; for every deficit regency
        met_internal + met_external + unmet = deficit (within ``FLOW_TOLERANCE_T``).

    Raises
    ------
    AnalysisError, MatchingInputError
        See ``build_match_problem``.

    Examples
    --------
    >>> balance = pd.DataFrame({
    ...     "regency_code": ["5315", "5371"], "balance_t": [500.0, -800.0],
    ...     "need_t": [1000.0, 2000.0], "balance_class": ["surplus", "deficit"]})
    >>> costs = pd.DataFrame({"origin": ["5315"], "destination": ["5371"],
    ...                       "cost_idr_per_t": [700_000.0], "distance_km": [850.0]})
    >>> external = pd.DataFrame({"gateway": ["Surabaya"], "destination": ["5371"],
    ...                          "cost_idr_per_t": [900_000.0]})
    >>> result = match(balance, costs, external)
    >>> result.flows[["origin", "destination", "tonnes", "share_of_need_pct"]]
         origin destination  tonnes  share_of_need_pct
    0      5315        5371   500.0               25.0
    1  Surabaya        5371   300.0               15.0
    >>> result.unmet["reason"].tolist()
    ['no_surplus_left']
    """
    problem = build_match_problem(balance, costs, external, options, places)
    return build_result(problem, allocate(problem), truck_payload_t)


def nearest_surplus(
    balance: pd.DataFrame,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions = DEFAULT_OPTIONS,
    *,
    truck_payload_t: float = TRUCK_PAYLOAD_T,
) -> MatchResult:
    """What happens when everyone turns to the nearest surplus: a yardstick for ``match``.

    The open pairs are taken from the shortest to the longest distance (then cost, then codes);
    each moves as much as is left on both sides. What remains comes from the cheapest gateway.
    Nothing dearer than the penalty is bought. Nobody plans here, so of the options only those that
    close pairs, the reserve, the penalty and external supply count. Parameters, result and errors
    as ``match``; there are no shadow prices (NaN).
    """
    simple = replace(
        options, objective="least_cost", min_shipment_t=0.0, max_partners=None, forced_pairs=()
    )
    problem = build_match_problem(balance, costs, external, simple)
    return build_result(problem, _by_nearest(problem), truck_payload_t, _by_nearest)


def _by_nearest(problem: MatchProblem) -> Allocation:
    """Each from the nearest that still has something."""
    offered, lacking = problem.offered_t.copy(), problem.deficit_t.copy()
    pair_t = np.zeros(problem.cost.shape)
    row, column = np.nonzero(problem.usable)
    cost, distance = problem.cost[row, column], problem.distance_km[row, column]
    for arc in np.lexsort((column, row, cost, distance)):
        tonnes = min(offered[row[arc]], lacking[column[arc]])
        if tonnes >= FLOW_TOLERANCE_T:
            pair_t[row[arc], column[arc]] = tonnes
            offered[row[arc]] -= tonnes
            lacking[column[arc]] -= tonnes
    return Allocation(
        pair_t=pair_t,
        external_t=cheapest_outside(problem, lacking),
        supplier_price=np.full(len(problem.suppliers), np.nan),
        receiver_price=np.full(len(problem.receivers), np.nan),
        supplier_set_by=(NO_PRICE,) * len(problem.suppliers),
        receiver_set_by=(NO_PRICE,) * len(problem.receivers),
        agreements=pd.DataFrame(columns=list(AGREEMENT_COLUMNS)),
    )


def cheapest_outside(problem: MatchProblem, lacking_t: FloatArray) -> FloatArray:
    """What is lacking from the cheapest affordable gateway; tonnes (n_gateways, n_receivers)."""
    external_t = np.zeros(problem.external_cost.shape)
    buyers = np.flatnonzero(problem.external_usable.any(axis=0) & (lacking_t >= FLOW_TOLERANCE_T))
    if len(buyers):
        gateway = np.argmin(problem.external_cost[:, buyers], axis=0)
        external_t[gateway, buyers] = lacking_t[buyers]
    return external_t
