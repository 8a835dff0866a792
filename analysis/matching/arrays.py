"""Many matches over the same costs, on arrays: Monte Carlo draws, or a hundred commodities.

The same answers as ``analysis.matching.match`` with any objective, but no pair limits and no
agreements, without tables, reasons and prices: prepared once, some hundred microseconds a match.
Every match ranks its costs as ``match`` would (``transport.rank_weights``), in units that depend
on who takes part; else answers that cost the same could be chosen between differently.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.errors import AnalysisError
from analysis.matching.fairness import required_tonnes
from analysis.matching.simplex import CLOSED, solve_tree
from analysis.matching.solve import (
    GATEWAY_PREFERENCE,
    GATEWAY_STEP,
    UNMET_PREFERENCE,
    nearness,
    tier_criteria,
)
from analysis.matching.transport import DUST_T, in_units, rank_weights, tree_pairs

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class TradeCosts:
    """What a tonne costs between n places and from outside, made ready to be solved with.

    Attributes
    ----------
    cost : float array (n, n)
        Rupiah per tonne from row to column; ``inf`` where a pair cannot trade or costs more than
        the penalty.
    external_cost : float array (n_gateways, n)
        ``inf`` where a gateway cannot supply or costs more than the penalty.
    unmet_penalty_idr_per_t : float
    beyond : tuple of int arrays (n, n)
        What counts before the cost: 1 for a pair beyond a zone, and beyond an island group. Empty
        where nearness does not count.
    """

    cost: Floats
    external_cost: Floats
    unmet_penalty_idr_per_t: float
    beyond: tuple[Ints, ...] = ()


@dataclass(frozen=True, eq=False)
class TradeFlows:
    """Flows of k matches.

    Attributes
    ----------
    draw, origin, destination : int arrays (n_flows,)
        Which match; positions of the places. In order of draw, origin, destination.
    tonnes : float array (n_flows,)
    gateway : int array (k, n)
        Where tonnes from outside come from; -1 where no gateway supplies.
    external_t, unmet_t : float arrays (k, n)
        Tonnes from outside, and unmet.
    cost_idr : float array (k,)
        Freight of all flows, from outside too.
    """

    draw: Places
    origin: Places
    destination: Places
    tonnes: Floats
    gateway: Places
    external_t: Floats
    unmet_t: Floats
    cost_idr: Floats


def prepare_costs(
    cost: Floats,
    external_cost: Floats,
    unmet_penalty_idr_per_t: float,
    tier: Ints | None = None,
) -> TradeCosts:
    """Check costs, and close what can never be worth it.

    Parameters
    ----------
    cost : float array (n, n)
        Rupiah per tonne from row to column, 0 or more; NaN or inf where a pair cannot trade.
    external_cost : float array (n_gateways, n)
        Freight from every gateway, in the order of their names; NaN or inf where it cannot supply.
    unmet_penalty_idr_per_t : float
        See ``MatchingOptions``.
    tier : int array (n, n), optional
        See ``MatchProblem``. Given, the objective is ``most_local``.

    Raises
    ------
    AnalysisError
        ``wrong_shape``: matrices that do not fit together.
    ValueError
        A cost below 0.
    """
    n = cost.shape[0]
    if cost.shape != (n, n) or external_cost.ndim != 2 or external_cost.shape[1] != n:
        raise AnalysisError(
            "wrong_shape",
            f"cost {cost.shape} and external_cost {external_cost.shape}; "
            "expected (n, n) and (gateways, n)",
        )
    if tier is not None and tier.shape != (n, n):
        raise AnalysisError("wrong_shape", f"tier {tier.shape}; expected {(n, n)}")
    if (cost < 0).any() or (external_cost < 0).any():
        raise ValueError("a cost below 0")
    return TradeCosts(
        cost=np.where(cost <= unmet_penalty_idr_per_t, cost, np.inf),
        external_cost=np.where(external_cost <= unmet_penalty_idr_per_t, external_cost, np.inf),
        unmet_penalty_idr_per_t=unmet_penalty_idr_per_t,
        beyond=() if tier is None else tier_criteria(tier),
    )


def match_balances(
    costs: TradeCosts, balance_t: Floats, need_t: Floats | None = None
) -> TradeFlows:
    """Match every row of balances.

    Parameters
    ----------
    costs : TradeCosts
    balance_t : float array (k, n)
        Tonnes: above 0 offered, below 0 lacking; 0 or NaN takes no part.
    need_t : float array (k, n), optional
        Tonnes. Given, the objective is ``fairest``: the smallest share of need met goes before
        the cost.

    Raises
    ------
    ValueError
        Costs too large to be compared.

    Examples
    --------
    >>> costs = prepare_costs(np.array([[0.0, 7.0], [7.0, 0.0]]), np.array([[9.0, 9.0]]), 100.0)
    >>> flows = match_balances(costs, np.array([[5.0, -8.0], [np.nan, -8.0]]))
    >>> flows.tonnes.tolist(), flows.external_t.tolist(), flows.cost_idr.tolist()
    ([5.0], [[0.0, 3.0], [0.0, 8.0]], [62.0, 72.0])
    """
    n_draws, n = balance_t.shape
    ranking = _Ranking(costs)
    served_outside = np.asarray(np.isfinite(costs.external_cost).any(axis=0))
    gateway = np.full((n_draws, n), -1, dtype=np.intp)
    outside_t = np.zeros((n_draws, n))
    cost_idr = np.zeros(n_draws)
    found: list[tuple[Places, Places, Places]] = []
    amounts: list[Floats] = []
    for draw, balance in enumerate(balance_t):
        origins, receivers = np.flatnonzero(balance > 0), np.flatnonzero(balance < 0)
        if not len(receivers):
            continue
        offered, deficit = balance[origins], -balance[receivers]
        cost = costs.cost[origins[:, None], receivers]
        required = np.zeros(len(receivers))
        if need_t is not None:
            need, served = need_t[draw, receivers], served_outside[receivers]
            required = required_tonnes(np.isfinite(cost), offered, need, deficit, served)
        has_required = bool(required.any())
        ranked, outside, gateway[draw, receivers] = ranking.of(
            origins, receivers, cost, has_required
        )
        buyers, demand = np.arange(len(receivers)), deficit
        if has_required:  # the rest of every receiver, then what is required
            demand = np.concatenate([deficit - required, required])
            buyers = np.concatenate([buyers, buyers])
            wanting = demand > 0
            ranked, outside = np.concatenate([ranked, ranked])[wanting], outside[wanting]
            buyers, demand = buyers[wanting], demand[wanting]
        parent, flow = solve_tree(ranked, outside, offered, demand)
        flow[flow < DUST_T] = 0.0
        pairs = tree_pairs(parent, len(origins))
        bought = flow[len(origins) + pairs.outside_sinks]
        np.add.at(outside_t[draw], receivers[buyers[pairs.outside_sinks]], bought)
        cell = pairs.source * len(receivers) + buyers[pairs.sink]
        pair_t = np.zeros(cost.size)
        np.add.at(pair_t, cell, flow[pairs.node])
        used = np.flatnonzero(pair_t)
        source, sink = np.divmod(used, len(receivers))
        found.append((np.full(len(used), draw), origins[source], receivers[sink]))
        amounts.append(pair_t[used])
        cost_idr[draw] = cost.ravel()[used] @ pair_t[used]
    draws, origin, destination = (
        np.concatenate([part[place] for part in found] or [np.zeros(0, dtype=np.intp)])
        for place in range(3)
    )
    external_t = np.where(gateway >= 0, outside_t, 0.0)
    freight = np.vstack([costs.external_cost, np.zeros((1, n))])[gateway, np.arange(n)]
    return TradeFlows(
        draw=draws,
        origin=origin,
        destination=destination,
        tonnes=np.concatenate(amounts or [np.zeros(0)]),
        gateway=gateway,
        external_t=external_t,
        unmet_t=np.where(gateway < 0, outside_t, 0.0),
        cost_idr=cost_idr + (external_t * freight).sum(axis=1),
    )


@dataclass(frozen=True, eq=False)
class _WholeCosts:
    """Costs and preferences in whole units of the solver; ``gateway`` (n,) is the one to use."""

    cost: Ints
    preference: Ints
    outside_cost: Ints
    outside_preference: Ints
    gateway: Places


class _Ranking:
    """The ranks that ``analysis.matching.solve.transport_problem`` gives to the arcs of a match.

    Units and weights depend on the largest cost between those who take part; what is in units is
    kept, for there are few of them.
    """

    def __init__(self, costs: TradeCosts) -> None:
        self.costs = costs
        self.weights: dict[tuple[object, ...], list[tuple[float, int]]] = {}
        self.whole_costs: dict[tuple[float, float], _WholeCosts] = {}

    def of(
        self, origins: Places, receivers: Places, cost: Floats, has_required: bool
    ) -> tuple[Ints, Ints, Places]:
        """Ranks of pairs (n_receivers, n_origins) and from outside, and gateway (n_receivers,).

        From outside twice, for the rest and for what is required, if anything is.
        """
        cells = receivers[:, None], origins
        is_open = np.asarray(np.isfinite(cost)).T
        beyond = [level[origins[:, None], receivers].T for level in self.costs.beyond]
        weights = self._weights(
            float(cost.T[is_open].max(initial=0.0)),
            tuple(int(level[is_open].max(initial=0)) for level in beyond),
            has_required,
            min(len(origins), len(receivers) * (2 if has_required else 1)),
        )
        (cost_unit, cost_weight), (preference_unit, _) = weights[-2:]
        whole = self._whole_costs(cost_unit, preference_unit)
        ranked = whole.cost[cells] * cost_weight + whole.preference[cells]
        outside = whole.outside_cost[receivers] * cost_weight + whole.outside_preference[receivers]
        for level, (_, weight) in zip(beyond, weights[int(has_required) : -2], strict=True):
            ranked += level * weight
            outside += weight
        ranked[~is_open] = CLOSED
        gateway = whole.gateway[receivers]
        if has_required:
            outside = np.concatenate([outside, outside + weights[0][1] * (gateway < 0)])
        return ranked, outside, gateway

    def _weights(
        self, largest_cost: float, beyond: tuple[int, ...], has_required: bool, n_pairs: int
    ) -> list[tuple[float, int]]:
        key = (largest_cost, beyond, has_required, n_pairs)
        if key not in self.weights:
            self.weights[key] = rank_weights(
                [
                    *[(0, 1)] * has_required,
                    *((level, 1) for level in beyond),
                    (largest_cost, self.costs.unmet_penalty_idr_per_t),
                    (float(nearness(np.array(largest_cost))), UNMET_PREFERENCE),
                ],
                n_pairs,
            )
        return self.weights[key]

    def _whole_costs(self, cost_unit: float, preference_unit: float) -> _WholeCosts:
        units = (cost_unit, preference_unit)
        if units not in self.whole_costs:
            costs = self.costs
            n = len(costs.cost)
            priced = np.where(np.isfinite(costs.cost), costs.cost, 0.0).T
            offers = np.vstack(
                [costs.external_cost, np.full((1, n), costs.unmet_penalty_idr_per_t)]
            )
            whole = in_units(np.where(np.isfinite(offers), offers, 0.0), cost_unit)
            # Only the cheapest counts, of equals the first: gateways before unmet.
            cheapest = np.argmin(np.where(np.isfinite(offers), whole, CLOSED), axis=0)
            is_unmet = cheapest == len(costs.external_cost)
            preference = np.where(
                is_unmet, UNMET_PREFERENCE, GATEWAY_PREFERENCE + GATEWAY_STEP * cheapest
            )
            self.whole_costs[units] = _WholeCosts(
                cost=in_units(priced, cost_unit),
                preference=in_units(nearness(priced), preference_unit),
                outside_cost=whole[cheapest, np.arange(n)],
                outside_preference=in_units(preference, preference_unit),
                gateway=np.where(is_unmet, -1, cheapest),
            )
        return self.whole_costs[units]
