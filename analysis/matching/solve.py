"""From a match problem to tonnes: agreements, yes-or-no pairs, then the transport problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.matching.agreements import settle_agreements
from analysis.matching.fairness import required_tonnes
from analysis.matching.pair_choice import choose_pairs
from analysis.matching.problem import BEYOND, MatchProblem
from analysis.matching.transport import (
    FLOW_TOLERANCE_T,
    TransportProblem,
    TransportSolution,
    solve_transport,
)

# Preference among equally cheap answers (see ``nearness``): regencies before gateways, gateways
# in the order of their names, all before unmet.
GATEWAY_PREFERENCE = 2.0
GATEWAY_STEP = 1e-3
UNMET_PREFERENCE = 1e3
# So much freight from outside weighs as much as the whole range of nearness.
_OUTSIDE_STEP_IDR_PER_T = 1e5


#: What sets a shadow price: need that stays unmet, freight from outside, a surplus that stays
#: unsold, or nothing (``""``: no price).
PriceSetter = Literal["unmet", "outside", "surplus_left", ""]
PRICE_SETTERS: tuple[PriceSetter, ...] = get_args(PriceSetter)

#: Where there are no shadow prices.
NO_PRICE: PriceSetter = ""

#: What else than its state keeps a pair from trading.
Limit = Literal["", "pair_limits", "capacity"]


@dataclass(frozen=True, eq=False)
class Allocation:
    """Tonnes of a match and the prices that go with them.

    Attributes
    ----------
    pair_t : float array (n_suppliers, n_receivers)
    external_t : float array (n_gateways, n_receivers)
    supplier_price, receiver_price : float arrays
        Rupiah per tonne: what one more tonne there would save.
    supplier_set_by, receiver_set_by : tuples of str
        Of ``PRICE_SETTERS``.
    agreements : DataFrame
        ``AGREEMENT_COLUMNS`` of ``analysis.matching.agreements``.
    is_proven : bool
        Whether the choice of pairs (if there was one) is proven best.
    limit : str, of ``Limit``
        What may keep a pair from trading though it would pay; "": nothing.
    """

    pair_t: NDArray[np.float64]
    external_t: NDArray[np.float64]
    supplier_price: NDArray[np.float64]
    receiver_price: NDArray[np.float64]
    supplier_set_by: tuple[PriceSetter, ...]
    receiver_set_by: tuple[PriceSetter, ...]
    agreements: pd.DataFrame
    is_proven: bool = True
    limit: Limit = ""


@dataclass(frozen=True, eq=False)
class PosedMatch:
    """A match problem brought to a transport problem: what is agreed or chosen goes before it.

    Attributes
    ----------
    transport : TransportProblem
    arcs : ArcPlaces
        Where its arcs belong.
    floor_t : float array (n_suppliers, n_receivers)
        Tonnes that are not the transport problem's to decide: agreements and least shipments.
    required_t, rest_t : float arrays (n_receivers,)
        What of a deficit must be met before all else (objective fairest), and the rest.
    agreements : DataFrame
        ``AGREEMENT_COLUMNS`` of ``analysis.matching.agreements``.
    is_proven : bool
        Whether the choice of pairs (if there was one) is proven best.
    """

    transport: TransportProblem
    arcs: ArcPlaces
    floor_t: NDArray[np.float64]
    required_t: NDArray[np.float64]
    rest_t: NDArray[np.float64]
    agreements: pd.DataFrame
    is_proven: bool


def pose(problem: MatchProblem) -> PosedMatch:
    """The transport problem of a match, for the objective and limits of its options."""
    options = problem.options
    agreements = settle_agreements(problem)
    floor = agreements.lower_bound_t.copy()
    is_open = problem.usable
    is_proven = True
    if options.has_pair_limits:
        pairs = choose_pairs(problem, floor)
        is_open, is_proven = pairs.chosen | (is_open & (floor > 0)), pairs.is_proven
        floor[pairs.chosen] = options.min_shipment_t

    # What is agreed or too small to be split goes first; the rest is a transport problem.
    rest = np.maximum(problem.deficit_t - floor.sum(axis=0), 0.0)
    required = np.zeros_like(rest)
    if options.objective == "fairest":
        must = required_tonnes(
            *(is_open, problem.offered_t, problem.need_t, problem.deficit_t),
            *(problem.served_outside, floor),
        )
        required = np.clip(must - floor.sum(axis=0), 0.0, rest)
    transport, arcs = transport_problem(problem, is_open, floor, required, rest - required)
    return PosedMatch(transport, arcs, floor, required, rest, agreements.table, is_proven)


def allocate(problem: MatchProblem) -> Allocation:
    """Solve a match problem for the objective and limits of its options."""
    posed = pose(problem)
    solution = solve_transport(posed.transport)
    return allocation_of(problem, posed, solution, solution.tonnes)


def allocation_of(
    problem: MatchProblem,
    posed: PosedMatch,
    solution: TransportSolution,
    tonnes: NDArray[np.float64],
) -> Allocation:
    """What an answer of the transport problem means for the match.

    Parameters
    ----------
    problem : MatchProblem
    posed : PosedMatch
        As ``pose`` makes it of the problem.
    solution : TransportSolution
        Its prices hold for every best answer.
    tonnes : float array (n_arcs,)
        Of the solution, or of another answer that is as good.
    """
    arcs, required, rest = posed.arcs, posed.required_t, posed.rest_t
    n_receivers = len(problem.receivers)
    pair_t, external_t = posed.floor_t.copy(), np.zeros(problem.external_cost.shape)
    np.add.at(pair_t, arcs.pair, tonnes[arcs.pair_arcs])
    np.add.at(external_t, arcs.external, tonnes[arcs.external_arcs])
    pair_t[pair_t < FLOW_TOLERANCE_T] = 0.0
    setters = _price_setters(problem)
    # One more tonne would go to what is not required, where there is any.
    sinks = np.arange(n_receivers)
    sinks[(required > 0) & (rest - required <= 0)] += n_receivers
    return Allocation(
        pair_t=pair_t,
        external_t=external_t,
        supplier_price=solution.source_price[: len(problem.suppliers)],
        receiver_price=solution.sink_price[sinks],
        supplier_set_by=tuple(
            setters[place] for place in solution.source_price_setter[: len(problem.suppliers)]
        ),
        receiver_set_by=tuple(setters[place] for place in solution.sink_price_setter[sinks]),
        agreements=posed.agreements,
        is_proven=posed.is_proven,
        limit="pair_limits" if problem.options.has_pair_limits else "",
    )


def _price_setters(problem: MatchProblem) -> list[PriceSetter]:
    """Of the sources in their order: suppliers, gateways, unmet."""
    setters: list[PriceSetter] = []
    setters += ["surplus_left" for _ in problem.suppliers]
    setters += ["outside" for _ in problem.gateways]
    return [*setters, "unmet"]


@dataclass(frozen=True, eq=False)
class ArcPlaces:
    """Where the arcs of a transport problem belong: arc numbers, and (row, column) for each."""

    pair: tuple[NDArray[np.intp], NDArray[np.intp]]
    pair_arcs: NDArray[np.intp]
    external: tuple[NDArray[np.intp], NDArray[np.intp]]
    external_arcs: NDArray[np.intp]


def transport_problem(
    problem: MatchProblem,
    is_open: NDArray[np.bool_],
    lower_bound_t: NDArray[np.float64],
    required_t: NDArray[np.float64],
    rest_t: NDArray[np.float64],
) -> tuple[TransportProblem, ArcPlaces]:
    """The transport problem over the open pairs, and where its arcs belong.

    Sources: suppliers, gateways, unmet. Sinks: the rest of every receiver and, if anything is
    required, the required part of every receiver; that it goes short counts before all else.

    Parameters
    ----------
    problem : MatchProblem
    is_open : bool array (n_suppliers, n_receivers)
    lower_bound_t : float array (n_suppliers, n_receivers)
        Tonnes that flow already and leave that much less on offer.
    required_t, rest_t : float arrays (n_receivers,)
        Tonnes that go before the cost, and the others.
    """
    n_suppliers, n_receivers = problem.cost.shape
    n_gateways = len(problem.gateways)
    row, column = np.nonzero(is_open)
    gateway, buyer = np.nonzero(problem.external_usable)
    unmet = np.arange(n_receivers)
    source = np.concatenate(
        [row, n_suppliers + gateway, np.full(n_receivers, n_suppliers + n_gateways)]
    )
    sink = np.concatenate([column, buyer, unmet])
    cost = np.concatenate(
        [
            problem.cost[row, column],
            problem.external_cost[gateway, buyer],
            np.full(n_receivers, problem.options.unmet_penalty_idr_per_t),
        ]
    )
    preference = np.concatenate(
        [
            nearness(problem.cost[row, column]),
            GATEWAY_PREFERENCE + GATEWAY_STEP * gateway,
            np.full(n_receivers, UNMET_PREFERENCE),
        ]
    )
    before: tuple[NDArray[np.int64], ...] = ()
    freight = cost
    if problem.options.objective == "ntt_first":
        kind = np.repeat([0, 1, 2], [len(row), len(gateway), n_receivers])
        before = ((kind > 0).astype(np.int64), (kind == 2).astype(np.int64))
        # What is bought outside decides only between answers whose own freight is the same.
        cost = np.where(kind == 0, freight, 0.0)
        preference = preference + np.where(kind == 1, freight / _OUTSIDE_STEP_IDR_PER_T, 0.0)
    elif problem.options.objective == "most_local":
        tier = np.full(len(source), BEYOND, dtype=np.int64)  # from outside the province
        tier[: len(row)] = problem.tier[row, column]
        before = tier_criteria(tier)
    demand, copies = rest_t, 1
    if required_t.any():
        copies = 2
        demand = np.concatenate([rest_t, required_t])
        short = np.zeros(2 * len(source), dtype=np.int64)
        short[2 * len(source) - n_receivers :] = 1
        before = (short, *(np.tile(level, 2) for level in before))
        sink = np.concatenate([sink, n_receivers + sink])
    places = ArcPlaces(
        pair=(np.tile(row, copies), np.tile(column, copies)),
        pair_arcs=_repeat(np.arange(len(row)), len(source), copies),
        external=(np.tile(gateway, copies), np.tile(buyer, copies)),
        external_arcs=_repeat(len(row) + np.arange(len(gateway)), len(source), copies),
    )
    offered = np.maximum(problem.offered_t - lower_bound_t.sum(axis=1), 0.0)
    transport = TransportProblem(
        supply=np.concatenate([offered, np.full(n_gateways + 1, np.inf)]),
        demand=demand,
        source=np.tile(source, copies),
        sink=sink,
        cost=np.tile(cost, copies),
        preference=np.tile(preference, copies),
        before_cost=before,
        freight=np.tile(freight, copies),
    )
    return transport, places


def tier_criteria(tier: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What ``most_local`` counts before the cost: tonnes beyond a zone, then beyond an island.

    >>> [level.tolist() for level in tier_criteria(np.array([0, 1, 2]))]
    [[0, 1, 1], [0, 0, 1]]
    """
    return (tier > 0).astype(np.int64), (tier > 1).astype(np.int64)


def nearness(cost: NDArray[np.float64]) -> NDArray[np.float64]:
    """Preference of a pair, from 0 to 1 and so before any gateway's: the square root of its cost.

    Of two answers with the same total, the sum of square roots is smaller for the one with a
    short and a long haul than for the one with two middling hauls: neighbours go first. Costs
    from 10 million rupiah per tonne on are all alike.
    """
    return np.asarray(np.sqrt(np.minimum(cost, 1e7) / 1e7), dtype=np.float64)


def _repeat(arcs: NDArray[np.intp], step: int, copies: int) -> NDArray[np.intp]:
    return np.concatenate([arcs + copy * step for copy in range(copies)])
