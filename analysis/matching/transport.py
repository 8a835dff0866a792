"""The transport problem: tonnes on arcs from sources to sinks at least cost.

Linear programme (Hitchcock 1941; see e.g. Ahuja, Magnanti & Orlin, *Network Flows*, 1993)::

    minimise    sum over arcs of cost[a] * tonnes[a]
    subject to  sum of tonnes leaving a source  <= its supply
                sum of tonnes entering a sink   =  its demand
                tonnes >= 0

Where all roads lead through one ferry, cost is "to the port" plus "from the port" and every
pairing costs the same; a solver would return any of them. So the criteria are ranked: what comes
before the cost, the cost, then a preference among equally cheap answers. All of them go into one
whole number per arc, each lower criterion too small to outweigh one unit of the next higher.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.matching.simplex import CLOSED, solve_tree, tree_prices

#: Flows below this many tonnes (one gram) are rounding, not trade.
FLOW_TOLERANCE_T = 1e-6

# Units in which cost (rupiah per tonne) and preference are counted, finest first. The first that
# fits into 64 bits is taken: for the 22 regencies always a hundredth of a rupiah.
_UNITS = (
    *((0.01, 1e-6), (0.01, 1e-5), (0.01, 1e-4), (0.1, 1e-4), (1.0, 1e-4), (1.0, 1e-3)),
    *((10.0, 1e-3), (100.0, 1e-3), (1e3, 1e-3), (1e4, 1e-3), (1e6, 1e-3), (1e9, 1e-2)),
)
_LARGEST = 2**60

Criterion = NDArray[np.float64] | NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TransportProblem:
    """A transport problem in arrays.

    Attributes
    ----------
    supply : float array (n_sources,)
        Tonnes; ``inf`` for a source that never runs out.
    demand : float array (n_sinks,)
        Tonnes; all must be met, so give every sink an arc from a source that never runs out.
    source, sink : int arrays (n_arcs,)
        Ends of every arc, as positions in ``supply`` and ``demand``.
    cost : float array (n_arcs,)
        Rupiah per tonne, finite, 0 or more.
    preference : float array (n_arcs,)
        Decides between equally cheap answers: the one with the least sum of
        ``preference * tonnes`` is taken. 0 or more.
    freight : float array (n_arcs,), optional
        What prices are made of, where it is not the cost that is made as small as can be.
    before_cost : tuple of int arrays (n_arcs,)
        Criteria that go before the cost, the first one first: small whole numbers, 0 or more; the
        sum of ``number * tonnes`` is made as small as can be before the next one counts.
    """

    supply: NDArray[np.float64]
    demand: NDArray[np.float64]
    source: NDArray[np.intp]
    sink: NDArray[np.intp]
    cost: NDArray[np.float64]
    preference: NDArray[np.float64]
    before_cost: tuple[NDArray[np.int64], ...] = ()
    freight: NDArray[np.float64] | None = None


@dataclass(frozen=True, eq=False)
class TransportSolution:
    """Tonnes per arc, and the prices that prove them.

    Attributes
    ----------
    tonnes : float array (n_arcs,)
        Dust removed.
    source_price, sink_price : float arrays (n_sources,), (n_sinks,)
        Dual prices in rupiah per tonne: by how much the cost falls with one more tonne supplied,
        and rises with one more tonne wanted. Where the answer is degenerate, one of several that
        are valid. ``sink_price - source_price <= cost`` on every arc if nothing goes before the
        cost, with equality where tonnes flow.
    source_price_setter, sink_price_setter : int arrays (n_sources,), (n_sinks,)
        The source that sets the price: one that never runs out, or a limited one that keeps some.
        Were a tonne more wanted, it would come from there in the end. -1 where nobody delivers.
    """

    tonnes: NDArray[np.float64]
    source_price: NDArray[np.float64]
    sink_price: NDArray[np.float64]
    source_price_setter: NDArray[np.intp]
    sink_price_setter: NDArray[np.intp]


def solve_transport(problem: TransportProblem) -> TransportSolution:
    """The least cost, and among equal costs the preferred answer, with its prices.

    Costs are compared to a hundredth of a rupiah per tonne (coarser only beyond some hundred
    regencies or for costs of many billions per tonne).

    Raises
    ------
    ValueError
        The problem has no solution (a sink that no unlimited source reaches goes short), or costs
        are negative or too large to be compared.

    >>> problem = TransportProblem(
    ...     supply=np.array([10.0, np.inf]), demand=np.array([6.0, 8.0]),
    ...     source=np.array([0, 0, 1, 1]), sink=np.array([0, 1, 0, 1]),
    ...     cost=np.array([2.0, 1.0, 9.0, 9.0]), preference=np.zeros(4))
    >>> solution = solve_transport(problem)
    >>> solution.tonnes.tolist()
    [2.0, 8.0, 4.0, 0.0]
    >>> solution.source_price.tolist(), solution.sink_price.tolist()
    ([7.0, 0.0], [9.0, 8.0])
    """
    limited = np.isfinite(problem.supply)
    n_sources, n_sinks = int(limited.sum()), len(problem.demand)
    column = np.cumsum(limited) - 1
    inside = limited[problem.source]
    criteria: list[Criterion] = [*problem.before_cost, problem.cost, problem.preference]
    ranked = lexicographic_costs(criteria, inside, min(n_sources, n_sinks))

    # Sources that never run out are one: for every sink only the cheapest of them counts.
    outside_arc = _cheapest_arc(ranked, problem.sink, ~inside, n_sinks)
    outside = np.append(ranked, _LARGEST)[outside_arc]
    cell = problem.sink * max(n_sources, 1) + column[problem.source]
    arc_of = _cheapest_arc(ranked, cell, inside, n_sinks * n_sources)
    arc_of = arc_of.reshape((n_sinks, n_sources))
    cost = np.append(ranked, CLOSED)[arc_of]  # place -1 is the last: closed

    wanting = np.flatnonzero(problem.demand > 0)
    parent, flow = solve_tree(
        cost[wanting], outside[wanting], problem.supply[limited], problem.demand[wanting]
    )
    arc_of, outside_arc = arc_of[wanting], outside_arc[wanting]
    tonnes = np.zeros(len(problem.cost))
    pairs = basic_arcs(parent, n_sources)
    tonnes[arc_of[pairs.sink, pairs.source]] = flow[pairs.node]
    from_outside = flow[n_sources + pairs.outside_sinks]
    arcs = outside_arc[pairs.outside_sinks]
    if (from_outside[arcs < 0] >= FLOW_TOLERANCE_T).any():
        raise ValueError("a demand cannot be met: no unlimited source reaches it")
    tonnes[arcs[arcs >= 0]] = from_outside[arcs >= 0]
    tonnes[tonnes < FLOW_TOLERANCE_T] = 0.0

    # Padded, so that an empty list of arcs can be looked up too.
    freight = problem.cost if problem.freight is None else problem.freight
    padded_cost = np.append(freight, np.inf)
    padded_source = np.append(problem.source, -1)
    prices = tree_prices(parent, padded_cost[arc_of], padded_cost[outside_arc])
    anchor_of = np.concatenate([np.flatnonzero(limited), padded_source[outside_arc]])
    anchors = anchor_of[_below_root(parent)]
    source_price = np.zeros(len(problem.supply))
    source_price[limited] = prices[:n_sources]
    source_price_setter = np.arange(len(problem.supply))
    source_price_setter[limited] = anchors[:n_sources]
    # A sink that wants nothing would pay the least at which anyone delivers.
    delivered = freight + source_price[problem.source]
    idle = (problem.demand <= 0)[problem.sink]
    cheapest = _cheapest_arc(delivered, problem.sink, idle, n_sinks)
    sink_price = np.append(delivered, np.inf)[cheapest]
    sink_price_setter = np.append(source_price_setter, -1)[padded_source[cheapest]]
    sink_price[wanting] = prices[n_sources:-1]
    sink_price_setter[wanting] = anchors[n_sources:]
    return TransportSolution(
        tonnes, source_price, sink_price, source_price_setter, sink_price_setter
    )


def _below_root(parent: NDArray[np.int64]) -> NDArray[np.int64]:
    """The last node before the root on the way up from every node."""
    root = len(parent) - 1
    found = np.arange(root)
    while len(climbing := np.flatnonzero(parent[found] != root)):
        found[climbing] = parent[found[climbing]]
    return found


@dataclass(frozen=True, eq=False)
class BasicArcs:
    """The arcs of a tree: source, sink and the node that carries the flow; and who buys outside."""

    source: NDArray[np.int64]
    sink: NDArray[np.int64]
    node: NDArray[np.int64]
    outside_sinks: NDArray[np.int64]


def basic_arcs(parent: NDArray[np.int64], n_sources: int) -> BasicArcs:
    """Arcs between sources and sinks in the answer of ``solve_tree``.

    >>> pairs = basic_arcs(np.array([2, 3, 3, -1]), n_sources=1)  # source 0 under sink 1 (node 2)
    >>> pairs.source.tolist(), pairs.sink.tolist(), pairs.outside_sinks.tolist()
    ([0], [1], [0, 1])
    """
    root = len(parent) - 1
    node = np.flatnonzero(parent[:-1] != root)
    above = parent[node]
    at_sink = node >= n_sources
    outside_sinks = np.flatnonzero(parent[n_sources:-1] == root)
    return BasicArcs(
        source=np.where(at_sink, above, node),
        sink=np.where(at_sink, node, above) - n_sources,
        node=node,
        outside_sinks=outside_sinks,
    )


def lexicographic_costs(
    criteria: list[Criterion],
    inside: NDArray[np.bool_],
    n_pairs: int,
) -> NDArray[np.int64]:
    """Several criteria as one whole number per arc, in which a higher one always wins.

    Parameters
    ----------
    criteria : list of arrays, all of one shape
        Whole numbers that go before the cost; then the cost (rupiah per tonne); then the
        preference. All 0 or more.
    inside : bool array
        Whether an arc belongs to a limited source. A cycle of the solver has at most one arc of
        the others in each direction, and at most ``n_pairs + 1`` of these.
    n_pairs : int
        Length of the shorter side: sources or sinks.

    Notes
    -----
    With ``s[k]`` the largest sum of criterion ``k`` over the arcs of a cycle that point one way,
    the weights are ``w[last] = 1``, ``w[k] = (s[k + 1] + 1) * w[k + 1]``: all that the lower ones
    can add up to stays below one unit of the higher.

    Raises
    ------
    ValueError
        Negative numbers, or numbers too large for 64 bits even in the coarsest unit.

    >>> criteria = [np.array([1.0, 2.0]), np.array([5.0, 0.0])]
    >>> first, second = lexicographic_costs(criteria, np.array([True, True]), 1)
    >>> first < second
    np.True_
    """
    if any(len(values) and not values.min() >= 0 for values in criteria):
        raise ValueError("a cost or preference below 0")
    largest = [(_largest(values[inside]), _largest(values[~inside])) for values in criteria]
    ranked = np.zeros(np.shape(inside), dtype=np.int64)
    for values, (unit, weight) in zip(
        criteria, lexicographic_weights(largest, n_pairs), strict=True
    ):
        ranked += in_whole_units(values, unit) * weight
    return ranked


def lexicographic_weights(
    largest: Sequence[tuple[float, float]], n_pairs: int
) -> list[tuple[float, int]]:
    """Unit and weight of every criterion of ``lexicographic_costs``.

    Parameters
    ----------
    largest : sequence of (float, float)
        The largest number of every criterion, over arcs of limited sources and over the others; 0
        where there is no arc.
    n_pairs : int
        As ``lexicographic_costs``.

    Raises
    ------
    ValueError
        Numbers too large for 64 bits even in the coarsest unit.

    >>> lexicographic_weights([(1, 1), (20.0, 90.0), (1.0, 2.0)], n_pairs=1)
    [(1.0, 52004013001), (0.01, 4000001), (1e-06, 1)]
    """
    for cost_unit, preference_unit in _UNITS:
        units = [*[1.0] * (len(largest) - 2), cost_unit, preference_unit]
        sums = [
            round(outside / unit) + (n_pairs + 1) * round(inside / unit)
            for (inside, outside), unit in zip(largest, units, strict=True)
        ]
        weights = [1]
        for total in reversed(sums[1:]):
            weights.insert(0, (total + 1) * weights[0])
        if (sums[0] + 1) * weights[0] < _LARGEST:
            return list(zip(units, weights, strict=True))
    raise ValueError("costs too large to be compared")


def in_whole_units(values: Criterion, unit: float) -> NDArray[np.int64]:
    """Whole numbers of a unit."""
    return np.rint(values / unit).astype(np.int64)


def _largest(values: Criterion) -> float:
    return float(values.max()) if len(values) else 0.0


def _cheapest_arc(
    ranked: Criterion, place: NDArray[np.intp], which: NDArray[np.bool_], n_places: int
) -> NDArray[Any]:
    """The cheapest of the given arcs for every place, the first of equals; -1 where none is."""
    arcs = np.flatnonzero(which)
    found = np.full(n_places, -1, dtype=np.intp)
    if np.bincount(place[arcs], minlength=n_places).max(initial=0) > 1:
        arcs = arcs[np.argsort(ranked[arcs], kind="stable")[::-1]]
        # Reversed, equals stand last to first; the last written stays.
    found[place[arcs]] = arcs
    return found
