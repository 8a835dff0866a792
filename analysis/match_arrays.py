"""Many matches over the same costs, on arrays: Monte Carlo draws, or a hundred commodities.

The same answers as ``analysis.matching.match`` with the objective ``least_cost`` and no pair
limits, without tables, reasons and prices: prepared once, some hundred microseconds a match.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.errors import AnalysisError
from analysis.match_simplex import CLOSED, solve_tree
from analysis.match_solve import GATEWAY_PREFERENCE, GATEWAY_STEP, UNMET_PREFERENCE, nearness
from analysis.transport import DUST_T, rank_costs, tree_pairs


@dataclass(frozen=True, eq=False)
class TradeCosts:
    """What a tonne costs between n places and from outside, made ready to be solved with.

    Attributes
    ----------
    cost : float array (n, n)
        Rupiah per tonne from row to column; ``inf`` where a pair cannot trade.
    outside_cost : float array (n,)
        Of the cheapest gateway, or the penalty where there is none below it.
    gateway : int array (n,)
        Which gateway that is; -1 where unmet need is cheaper.
    ranked : int64 array (n, n)
        Cost and preference in one number, row by receiver.
    ranked_outside : int64 array (n,)
    """

    cost: NDArray[np.float64]
    outside_cost: NDArray[np.float64]
    gateway: NDArray[np.intp]
    ranked: NDArray[np.int64]
    ranked_outside: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TradeFlows:
    """Flows of k matches.

    Attributes
    ----------
    draw, origin, destination : int arrays (n_flows,)
        Which match; positions of the places. In order of draw, origin, destination.
    tonnes : float array (n_flows,)
    external_t, unmet_t : float arrays (k, n)
        Tonnes from outside, and unmet.
    cost_idr : float array (k,)
        Freight of all flows, from outside too.
    """

    draw: NDArray[np.intp]
    origin: NDArray[np.intp]
    destination: NDArray[np.intp]
    tonnes: NDArray[np.float64]
    external_t: NDArray[np.float64]
    unmet_t: NDArray[np.float64]
    cost_idr: NDArray[np.float64]


def prepare_costs(
    cost: NDArray[np.float64],
    external_cost: NDArray[np.float64],
    unmet_penalty_idr_per_t: float,
) -> TradeCosts:
    """Put costs in the order of rank that the solver needs.

    Parameters
    ----------
    cost : float array (n, n)
        Rupiah per tonne from row to column, 0 or more; NaN or inf where a pair cannot trade.
    external_cost : float array (n_gateways, n)
        Freight from every gateway, in the order of their names; NaN or inf where it cannot supply.
    unmet_penalty_idr_per_t : float
        See ``MatchingOptions``.

    Raises
    ------
    AnalysisError
        ``wrong_shape``: matrices that do not fit together.
    """
    n = cost.shape[0]
    if cost.shape != (n, n) or external_cost.ndim != 2 or external_cost.shape[1] != n:
        raise AnalysisError(
            "wrong_shape",
            f"cost {cost.shape} and external_cost {external_cost.shape}; "
            "expected (n, n) and (gateways, n)",
        )
    is_open = cost <= unmet_penalty_idr_per_t
    dear = np.where(external_cost <= unmet_penalty_idr_per_t, external_cost, np.inf)
    offers = np.vstack([dear, np.full((1, n), unmet_penalty_idr_per_t)])
    cheapest = np.argmin(offers, axis=0)  # the first of equals: gateways before unmet
    unmet = cheapest == len(dear)
    outside_cost = offers[cheapest, np.arange(n)]
    inside_cost = np.where(is_open, cost, 0.0).T.ravel()
    outside_preference = np.where(
        unmet, UNMET_PREFERENCE, GATEWAY_PREFERENCE + GATEWAY_STEP * cheapest
    )
    ranked = rank_costs(
        [
            np.concatenate([inside_cost, outside_cost]),
            np.concatenate([nearness(inside_cost), outside_preference]),
        ],
        np.arange(n * n + n) < n * n,
        n // 2,
    )
    return TradeCosts(
        cost=np.where(is_open, cost, np.inf),
        outside_cost=outside_cost,
        gateway=np.where(unmet, -1, cheapest),
        ranked=np.where(is_open.T, ranked[: n * n].reshape(n, n), CLOSED),
        ranked_outside=ranked[n * n :],
    )


def match_balances(costs: TradeCosts, balance_t: NDArray[np.float64]) -> TradeFlows:
    """Match every row of balances at least cost.

    Parameters
    ----------
    costs : TradeCosts
    balance_t : float array (k, n)
        Tonnes: above 0 offered, below 0 lacking; 0 or NaN takes no part.

    Examples
    --------
    >>> costs = prepare_costs(np.array([[0.0, 7.0], [7.0, 0.0]]), np.array([[9.0, 9.0]]), 100.0)
    >>> flows = match_balances(costs, np.array([[5.0, -8.0], [np.nan, -8.0]]))
    >>> flows.tonnes.tolist(), flows.external_t.tolist(), flows.cost_idr.tolist()
    ([5.0], [[0.0, 3.0], [0.0, 8.0]], [62.0, 72.0])
    """
    n_draws, n = balance_t.shape
    outside_t = np.zeros((n_draws, n))
    cost_idr = np.zeros(n_draws)
    found: list[tuple[NDArray[np.intp], ...]] = []
    amounts: list[NDArray[np.float64]] = []
    for draw, balance in enumerate(np.ascontiguousarray(balance_t, dtype=np.float64)):
        origins, receivers = np.flatnonzero(balance > 0), np.flatnonzero(balance < 0)
        if not len(receivers):
            continue
        parent, flow = solve_tree(
            costs.ranked[receivers[:, None], origins],
            costs.ranked_outside[receivers],
            balance[origins],
            -balance[receivers],
        )
        pairs = tree_pairs(parent, len(origins))
        buyers = receivers[pairs.outside_sinks]
        outside_t[draw, buyers] = flow[len(origins) + pairs.outside_sinks]
        tonnes = flow[pairs.node]
        order = np.lexsort((pairs.sink, pairs.source))
        order = order[tonnes[order] >= DUST_T]
        origin, destination = origins[pairs.source[order]], receivers[pairs.sink[order]]
        found.append((np.full(len(order), draw), origin, destination))
        amounts.append(tonnes[order])
        cost_idr[draw] = costs.cost[origin, destination] @ tonnes[order]
    outside_t[outside_t < DUST_T] = 0.0
    is_unmet = costs.gateway < 0
    external_t = np.where(is_unmet, 0.0, outside_t)
    draws, origin, destination = (
        np.concatenate([part[place] for part in found] or [np.zeros(0, dtype=np.intp)])
        for place in range(3)
    )
    return TradeFlows(
        draw=draws,
        origin=origin,
        destination=destination,
        tonnes=np.concatenate(amounts or [np.zeros(0)]),
        external_t=external_t,
        unmet_t=np.where(is_unmet, outside_t, 0.0),
        cost_idr=cost_idr + external_t @ costs.outside_cost,
    )
