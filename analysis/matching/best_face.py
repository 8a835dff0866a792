"""All best answers of a match as one polytope, around the answer shown.

A best answer is best by the criteria in their order: what goes before freight (tonnes placed
inside the province, tonnes unmet, nearness), then freight. The tie-break among equals is left out.
By complementary slackness the best answers are exactly the feasible ones that use only arcs
without reduced cost under one set of optimal prices; those come from shortest paths in the
residual network of the answer shown.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, eye_array, kron

from analysis.errors import InvalidOptionError
from analysis.matching.problem import MatchProblem
from analysis.matching.residual import Residual
from analysis.matching.solve import PosedMatch, pose
from analysis.matching.transport import (
    FLOW_TOLERANCE_T,
    TransportProblem,
    TransportSolution,
    solve_transport,
)

#: Reduced costs up to this are none (rupiah per tonne): path costs are sums of floats, compared by
#: the solver to a hundredth of a rupiah, and a cycle adds up some of these roundings.
TIE_IDR_PER_T = 0.1
#: Programmes that are solved as one: with more of them the solver takes longer for each.
_SIDE_BY_SIDE = 32

Floats = NDArray[np.float64]


class NoRangesError(InvalidOptionError):
    """The options decide yes or no per pair, so that there is no range."""


@dataclass(frozen=True, eq=False)
class Face:
    """All answers in question as a polytope over the arcs of a transport problem and slacks.

    ``is_free``: arcs that may carry anything (the others carry nothing); ``equal`` x = ``right``
    and ``below`` x <= ``limit`` hold. ``residual``: the same as a network, where it is one.
    """

    problem: MatchProblem
    posed: PosedMatch
    solution: TransportSolution
    is_free: NDArray[np.bool_]
    equal: coo_array
    right: Floats
    below: coo_array | None = None
    limit: Floats | None = None
    residual: Residual | None = None

    @property
    def tonnes(self) -> Floats:
        """Of the answer shown, per arc."""
        return self.solution.tonnes

    def limits(self, arcs: NDArray[np.intp]) -> tuple[float, float]:
        """Smallest and largest tonnes of some arcs together; NaN if unknown."""
        free = arcs[self.is_free[arcs]]
        if not len(free):
            return 0.0, 0.0
        if self.residual is not None and len(free) == 1:
            return self.residual.limits(int(free[0]))
        return self._by_programmes([free])[0]

    def limits_of_each(self, groups: Sequence[NDArray[np.intp]]) -> list[tuple[float, float]]:
        """``limits`` of several groups of arcs."""
        if self.residual is not None:
            return [self.limits(arcs) for arcs in groups]
        return self._by_programmes(groups)

    def _by_programmes(self, groups: Sequence[NDArray[np.intp]]) -> list[tuple[float, float]]:
        asked: list[tuple[int, Floats, float]] = []
        for place, arcs in enumerate(groups):
            weights = np.zeros(len(self.is_free))
            weights[arcs[self.is_free[arcs]]] = 1.0
            # The answer shown is one of those in question: where it has none, there can be none.
            is_shown = (self.tonnes[arcs] >= FLOW_TOLERANCE_T).any()
            asked += [(place, weights, sign) for sign in ((1.0, -1.0) if is_shown else (-1.0,))]
        ends = {(place, sign): 0.0 for place in range(len(groups)) for sign in (1.0, -1.0)}
        for start in range(0, len(asked), _SIDE_BY_SIDE):
            some = asked[start : start + _SIDE_BY_SIDE]
            found = self._extremes([(weights, sign) for _place, weights, sign in some])
            ends.update(zip(((place, sign) for place, _, sign in some), found, strict=True))
        return [(ends[place, 1.0], ends[place, -1.0]) for place in range(len(groups))]

    def _extremes(self, asked: Sequence[tuple[Floats, float]]) -> list[float]:
        """Smallest (sign 1) or largest (-1) sum of weights times tonnes, each; NaN if unknown.

        The programmes stand side by side in one: to start one takes longer than to solve it.
        """
        side_by_side = eye_array(len(asked))
        below = self._free_below
        found = linprog(
            np.concatenate([sign * weights[self.is_free] for weights, sign in asked]),
            A_ub=None if below is None else kron(side_by_side, below, "csr"),
            b_ub=None if self.limit is None else np.tile(self.limit, len(asked)),
            A_eq=kron(side_by_side, self._free_equal, "csr"),
            b_eq=np.tile(self.right, len(asked)),
            method="highs",
        )
        if not found.success and len(asked) > 1:  # which of them, each says by itself
            return [self._extremes([each])[0] for each in asked]
        if not found.success:
            warnings.warn(f"a range could not be worked out: {found.message}", stacklevel=2)
            return [float("nan")]
        answers = found.x.reshape(len(asked), -1)
        return [
            float(max(weights[self.is_free] @ answer, 0.0))
            for (weights, _sign), answer in zip(asked, answers, strict=True)
        ]

    @cached_property
    def _free_equal(self) -> Floats:
        """Without the arcs that carry nothing: some thirty columns are left, of a hundred."""
        return np.asarray(self.equal.todense())[:, self.is_free]

    @cached_property
    def _free_below(self) -> Floats | None:
        return None if self.below is None else np.asarray(self.below.todense())[:, self.is_free]


def _posed(problem: MatchProblem) -> tuple[PosedMatch, TransportSolution]:
    if problem.options.has_pair_limits:
        raise NoRangesError(
            "min_shipment_t, max_partners",
            (problem.options.min_shipment_t, problem.options.max_partners),
            "neither, for ranges",
        )
    posed = pose(problem)
    return posed, solve_transport(posed.transport)


def _conservation(transport: TransportProblem) -> tuple[coo_array, Floats]:
    """Rows of limited sources (with a slack each, behind the arcs) and of sinks."""
    n_arcs, n_sinks = len(transport.cost), len(transport.demand)
    limited = np.flatnonzero(np.isfinite(transport.supply))
    row_of = np.full(len(transport.supply), -1)
    row_of[limited] = np.arange(len(limited))
    row = row_of[transport.source]
    arcs = np.flatnonzero(row >= 0)
    slack = np.arange(len(limited))
    rows = np.concatenate([row[arcs], slack, len(limited) + transport.sink])
    columns = np.concatenate([arcs, n_arcs + slack, np.arange(n_arcs)])
    shape = (len(limited) + n_sinks, n_arcs + len(limited))
    equal = coo_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    return equal, np.concatenate([transport.supply[limited], transport.demand])


def best_face(problem: MatchProblem) -> Face:
    """All exact best answers.

    Raises
    ------
    NoRangesError
        The options limit pairs by size or number.
    """
    posed, solution = _posed(problem)
    transport, tonnes = posed.transport, solution.tonnes
    equal, right = _conservation(transport)
    limited = np.isfinite(transport.supply)
    kept = (
        transport.supply[limited]
        - np.bincount(transport.source, tonnes, minlength=len(limited))[limited]
    )
    flow = np.concatenate([tonnes, np.where(kept < FLOW_TOLERANCE_T, 0.0, kept)])
    # Nodes: limited sources, sinks, and one root that stands for all that never runs out.
    node_of = np.full(len(limited), limited.sum() + len(transport.demand))
    node_of[limited] = np.arange(limited.sum())
    root = node_of.max(initial=limited.sum() + len(transport.demand))
    tail = np.concatenate([node_of[transport.source], np.arange(limited.sum())])
    head = np.concatenate([limited.sum() + transport.sink, np.full(limited.sum(), root)])
    is_free = np.ones(len(flow), dtype=np.bool_)
    is_free[: len(tonnes)] = (transport.demand > 0)[transport.sink]
    # Criterion by criterion: the best by the next one are sought among the best by those before.
    for level in (*transport.before_cost, transport.cost, *_outside_freight(transport)):
        cost = np.append(level, np.zeros(limited.sum()))
        found = _reduced_costs(
            *(tail[is_free], head[is_free], cost[is_free], flow[is_free], root + 1)
        )
        if found is None:
            # The tie-break weighs nearness against the last criterion, freight from outside; where
            # it has given way, gateways keep their wider ranges.
            break
        reduced = np.full(len(flow), np.inf)
        reduced[is_free] = found
        is_free = reduced <= TIE_IDR_PER_T
    residual = Residual(tail, head, flow, is_free)
    return Face(problem, posed, solution, is_free, equal, right, residual=residual)


def _outside_freight(transport: TransportProblem) -> list[Floats]:
    """Where freight from outside is no part of the cost, it comes last: what is bought is bought
    where it is cheapest to bring."""
    if transport.freight is None:
        return []
    is_unmet = transport.source == len(transport.supply) - 1
    beyond = np.where(is_unmet, 0.0, transport.freight - transport.cost)
    return [beyond] if beyond.any() else []


def _reduced_costs(
    tail: NDArray[np.intp], head: NDArray[np.intp], cost: Floats, flow: Floats, n_nodes: int
) -> Floats | None:
    """Reduced cost of every arc under the shortest distances of the residual network.

    Bellman and Ford's algorithm, all nodes at distance 0 at first. An optimal flow has no cycle
    of negative cost, so it ends after at most as many rounds as there are nodes; None if it does
    not, because the flow is not the best by this cost.
    """
    carries = flow > 0
    start = np.concatenate([tail, head[carries]])
    end = np.concatenate([head, tail[carries]])
    length = np.concatenate([cost, -cost[carries]])
    distance = np.zeros(n_nodes)
    for _round in range(n_nodes):
        nearer = distance.copy()
        np.minimum.at(nearer, end, distance[start] + length)
        # Improvements far below the tie are roundings, and would go round in circles.
        if (nearer >= distance - TIE_IDR_PER_T / n_nodes).all():
            break
        distance = nearer
    else:
        return None
    return np.asarray(cost + distance[tail] - distance[head], dtype=np.float64)


def near_best_face(problem: MatchProblem, within_pct: float) -> Face:
    """All answers whose freight is at most ``within_pct`` per cent above the best.

    Every criterion above freight is kept exactly, and so is what stays unmet. Freight is that of
    all goods, those from outside too.

    Raises
    ------
    NoRangesError
        As ``best_face``.
    """
    if not 0 < within_pct < float("inf"):
        raise InvalidOptionError("within_pct", within_pct, "a finite number above 0")
    posed, solution = _posed(problem)
    transport, tonnes = posed.transport, solution.tonnes
    equal, right = _conservation(transport)
    padding = np.zeros(equal.shape[1] - len(tonnes))
    unmet = transport.source == len(transport.supply) - 1
    kept = [np.append(level, padding) for level in (*transport.before_cost, unmet)]
    # Where freight from outside comes after that between regencies, a tolerance on the latter alone
    # would let goods come from outside at any price.
    all_freight = sum(_outside_freight(transport), np.where(unmet, 0.0, transport.cost))
    freight = np.append(all_freight, padding)
    carried = np.append(tonnes, padding)
    rows = [np.asarray(equal.todense()), *(level[None, :] for level in kept)]
    best = float(freight @ carried)
    scale = max(best, 1.0)  # of some hundred billion rupiah, which no solver likes
    return Face(
        *(problem, posed, solution, np.ones(equal.shape[1], dtype=np.bool_)),
        equal=coo_array(np.vstack(rows)),
        right=np.concatenate([right, [float(level @ carried) for level in kept]]),
        below=coo_array(freight[None, :] / scale),
        limit=np.array([best * (1.0 + within_pct / 100.0) / scale]),
    )


@dataclass(frozen=True, eq=False)
class PairArcs:
    """The arcs of one pair, which are two where a part of a deficit is required."""

    origin: str
    destination: str
    kind: str
    arcs: NDArray[np.intp]
    floor_t: float


def pair_arcs(face: Face) -> list[PairArcs]:
    """Every open pair of regencies and every gateway with an arc, in the order of their codes."""
    problem, places = face.problem, face.posed.arcs
    found: list[PairArcs] = []
    for kind, origins, (row, column), arcs in (
        ("regency", problem.suppliers, places.pair, places.pair_arcs),
        ("external", problem.gateways, places.external, places.external_arcs),
    ):
        for i, j in sorted(set(zip(row.tolist(), column.tolist(), strict=True))):
            floor = float(face.posed.floor_t[i, j]) if kind == "regency" else 0.0
            mine = arcs[(row == i) & (column == j)]
            found.append(PairArcs(origins[i], problem.receivers[j], kind, mine, floor))
    return found


def limits_together(face: Face, pairs: Sequence[PairArcs]) -> tuple[float, float]:
    """Smallest and largest tonnes of some pairs together; NaN if unknown."""
    if not pairs:
        return 0.0, 0.0
    floor = sum(pair.floor_t for pair in pairs)
    least, most = face.limits(np.concatenate([pair.arcs for pair in pairs]))
    return floor + least, floor + most
