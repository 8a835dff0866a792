"""What is identified: the smallest and largest tonnes of every pair over all best answers.

Least-cost answers are rarely unique. Along one road, or where all roads lead through one ferry,
partners can be swapped at no cost; a solver names one of many. Here every pair gets its smallest
and largest tonnes over **all** exact best answers, as flux variability analysis does in
metabolic networks (Mahadevan & Schilling, *Metabolic Engineering* 5, 2003).

A best answer is best by the criteria in their order: what goes before freight (tonnes placed
inside the province, tonnes unmet, nearness), then freight. The tie-break among equals is left out.
By complementary slackness the best answers are exactly the feasible ones that use only arcs
without reduced cost under one set of optimal prices; those come from shortest paths in the
residual network of the answer shown. The range of an arc is then a maximum flow over these arcs;
that of several arcs together (a corridor, a deficit of which a part is required) and a range that
allows for dearer freight are small linear programmes.

Options that decide yes or no per pair (a smallest shipment, a number of partners) have no ranges:
the best answers of a mixed-integer programme are not a polytope.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.errors import InvalidOptionError
from analysis.matching.problem import MatchProblem
from analysis.matching.residual import Residual
from analysis.matching.solve import PosedMatch, pose
from analysis.matching.transport import FLOW_TOLERANCE_T, TransportProblem, solve_transport

#: Equal: the smallest and the largest tonnes differ by no more than this (tonnes).
EQUAL_T = 1.0

#: Reduced costs up to this are none (rupiah per tonne): path costs are sums of floats, compared by
#: the solver to a hundredth of a rupiah, and a cycle adds up some of these roundings.
TIE_IDR_PER_T = 0.1

#: ``identified``: the same tonnes in every best answer. ``interchangeable``: more or less without
#: cost. ``never``: in no best answer.
PAIR_CLASSES = ("identified", "interchangeable", "never")

RANGE_COLUMNS = ("origin", "destination", "origin_kind", "tonnes", "min_t", "max_t", "pair_class")

#: Shares of the best freight beyond it at which wider ranges are worked out (per cent).
NEAR_BEST_PCT = (0.1, 1.0, 5.0)

Floats = NDArray[np.float64]


class NoRangesError(InvalidOptionError):
    """The options decide yes or no per pair, so that there is no range."""


@dataclass(frozen=True, eq=False)
class MatchRanges:
    """Ranges of a match, and what follows from them.

    Attributes
    ----------
    pairs : DataFrame
        ``RANGE_COLUMNS``, one row per open pair of regencies and per gateway with an arc;
        ``tonnes`` of the answer shown, ``min_t`` and ``max_t`` over all exact best answers (NaN
        where a programme failed: unknown, not 0), ``pair_class`` of ``PAIR_CLASSES`` ("" where
        unknown). Sorted by origin kind and codes.
    corridors : DataFrame
        One row per corridor, a connected component of the interchangeable pairs of regencies:
        ``corridor`` (1, 2, …; the largest first), ``origins``, ``destinations`` (codes joined by
        ``;``), ``n_pairs``, ``tonnes`` of the answer shown, ``min_t`` and ``max_t`` of the total.
    """

    pairs: pd.DataFrame
    corridors: pd.DataFrame


def match_ranges(problem: MatchProblem) -> MatchRanges:
    """Work out the ranges over all exact best answers of a match problem.

    Raises
    ------
    NoRangesError
        The options limit pairs by size or number.

    Examples
    --------
    Two suppliers behind one ferry: who serves whom is open, what leaves each is not.

    >>> from analysis.matching.problem import MatchingOptions, build_match_problem
    >>> balance = pd.DataFrame({
    ...     "regency_code": ["5301", "5302", "5311", "5312"],
    ...     "balance_t": [50.0, 30.0, -40.0, -40.0],
    ...     "need_t": [1e3] * 4, "balance_class": ["surplus"] * 2 + ["deficit"] * 2})
    >>> pairs = [("5301", "5311", 5), ("5301", "5312", 7), ("5302", "5311", 6), ("5302", "5312", 8)]
    >>> costs = pd.DataFrame([(o, d, c * 1e5, 10.0 * c) for o, d, c in pairs],
    ...     columns=["origin", "destination", "cost_idr_per_t", "distance_km"])
    >>> outside = pd.DataFrame({"gateway": ["X"], "destination": ["5311"], "cost_idr_per_t": [9e6]})
    >>> found = match_ranges(build_match_problem(balance, costs, outside, MatchingOptions()))
    >>> found.pairs.query("origin_kind == 'regency'")[["min_t", "max_t"]].to_numpy().tolist()
    [[10.0, 40.0], [10.0, 40.0], [0.0, 30.0], [0.0, 30.0]]
    >>> found.corridors[["origins", "destinations", "min_t", "max_t"]].values.tolist()
    [['5301;5302', '5311;5312', 80.0, 80.0]]
    """
    face = _best_face(problem)
    pairs = _pair_ranges(face)
    return MatchRanges(pairs, _corridors(face, pairs))


def near_best_ranges(problem: MatchProblem, within_pct: float) -> pd.DataFrame:
    """Ranges over all answers whose freight is at most ``within_pct`` above the best.

    Every criterion above freight is kept exactly, and so is what stays unmet: the tolerance is
    freight's alone, never that of a sum with the penalty.

    Returns
    -------
    DataFrame
        ``RANGE_COLUMNS`` without ``pair_class``.

    Raises
    ------
    NoRangesError
        As ``match_ranges``.
    """
    face = _near_best_face(problem, within_pct)
    return _pair_ranges(face).drop(columns="pair_class")


@dataclass(frozen=True, eq=False)
class _Face:
    """All answers in question as a polytope over the arcs of a transport problem and slacks.

    ``is_free``: arcs that may carry anything (the others carry nothing); ``equal`` x = ``right``
    and ``below`` x <= ``limit`` hold. ``residual``: the same as a network, where it is one.
    """

    problem: MatchProblem
    posed: PosedMatch
    tonnes: Floats
    is_free: NDArray[np.bool_]
    equal: coo_array
    right: Floats
    below: coo_array | None = None
    limit: Floats | None = None
    residual: Residual | None = None

    def limits(self, arcs: NDArray[np.intp]) -> tuple[float, float]:
        """Smallest and largest tonnes of some arcs together; NaN if unknown."""
        free = arcs[self.is_free[arcs]]
        if not len(free):
            return 0.0, 0.0
        if self.residual is not None and len(free) == 1:
            return self.residual.limits(int(free[0]))
        weights = np.zeros(len(self.is_free))
        weights[free] = 1.0
        # The answer shown is one of those in question: where it has none, there can be none.
        is_shown = (self.tonnes[free] >= FLOW_TOLERANCE_T).any()
        least = self.extreme(weights, 1.0) if is_shown else 0.0
        return least, self.extreme(weights, -1.0)

    def extreme(self, weights: Floats, sign: float) -> float:
        """Smallest (``sign`` 1) or largest (-1) sum of ``weights`` times tonnes; NaN if unknown."""
        found = linprog(
            sign * weights[self.is_free],
            A_ub=self._free_below,
            b_ub=self.limit,
            A_eq=self._free_equal,
            b_eq=self.right,
            method="highs",
        )
        if not found.success:
            warnings.warn(f"a range could not be worked out: {found.message}", stacklevel=2)
            return float("nan")
        return float(max(weights[self.is_free] @ found.x, 0.0))

    @cached_property
    def _free_equal(self) -> Floats:
        """Without the arcs that carry nothing: some thirty columns are left, of a hundred."""
        return np.asarray(self.equal.todense())[:, self.is_free]

    @cached_property
    def _free_below(self) -> Floats | None:
        return None if self.below is None else np.asarray(self.below.todense())[:, self.is_free]


def _posed(problem: MatchProblem) -> tuple[PosedMatch, Floats]:
    if problem.options.has_pair_limits:
        raise NoRangesError(
            "min_shipment_t, max_partners",
            (problem.options.min_shipment_t, problem.options.max_partners),
            "neither, for ranges",
        )
    posed = pose(problem)
    return posed, solve_transport(posed.transport).tonnes


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


def _best_face(problem: MatchProblem) -> _Face:
    posed, tonnes = _posed(problem)
    transport = posed.transport
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
    for level in (*transport.before_cost, transport.cost):
        cost = np.append(level, np.zeros(limited.sum()))
        reduced = np.full(len(flow), np.inf)
        reduced[is_free] = _reduced_costs(
            *(tail[is_free], head[is_free], cost[is_free], flow[is_free], root + 1)
        )
        is_free = reduced <= TIE_IDR_PER_T
    residual = Residual(tail, head, flow, is_free)
    return _Face(problem, posed, tonnes, is_free, equal, right, residual=residual)


def _reduced_costs(
    tail: NDArray[np.intp], head: NDArray[np.intp], cost: Floats, flow: Floats, n_nodes: int
) -> Floats:
    """Reduced cost of every arc under the shortest distances of the residual network.

    Bellman and Ford's algorithm, all nodes at distance 0 at first. An optimal flow has no cycle
    of negative cost, so it ends after at most as many rounds as there are nodes.
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
    return np.asarray(cost + distance[tail] - distance[head], dtype=np.float64)


def _near_best_face(problem: MatchProblem, within_pct: float) -> _Face:
    if not 0 < within_pct < float("inf"):
        raise InvalidOptionError("within_pct", within_pct, "a finite number above 0")
    posed, tonnes = _posed(problem)
    transport = posed.transport
    equal, right = _conservation(transport)
    padding = np.zeros(equal.shape[1] - len(tonnes))
    unmet = transport.source == len(transport.supply) - 1
    kept = [np.append(level, padding) for level in (*transport.before_cost, unmet)]
    freight = np.append(np.where(unmet, 0.0, transport.cost), padding)
    carried = np.append(tonnes, padding)
    rows = [np.asarray(equal.todense()), *(level[None, :] for level in kept)]
    best = float(freight @ carried)
    scale = max(best, 1.0)  # of some hundred billion rupiah, which no solver likes
    return _Face(
        *(problem, posed, tonnes, np.ones(equal.shape[1], dtype=np.bool_)),
        equal=coo_array(np.vstack(rows)),
        right=np.concatenate([right, [float(level @ carried) for level in kept]]),
        below=coo_array(freight[None, :] / scale),
        limit=np.array([best * (1.0 + within_pct / 100.0) / scale]),
    )


@dataclass(frozen=True, eq=False)
class _Arcs:
    """The arcs of one pair, which are two where a part of a deficit is required."""

    origin: str
    destination: str
    kind: str
    arcs: NDArray[np.intp]
    floor_t: float


def _listed(face: _Face) -> list[_Arcs]:
    problem, places = face.problem, face.posed.arcs
    found: list[_Arcs] = []
    for kind, origins, (row, column), arcs in (
        ("regency", problem.suppliers, places.pair, places.pair_arcs),
        ("external", problem.gateways, places.external, places.external_arcs),
    ):
        for i, j in sorted(set(zip(row.tolist(), column.tolist(), strict=True))):
            floor = float(face.posed.floor_t[i, j]) if kind == "regency" else 0.0
            mine = arcs[(row == i) & (column == j)]
            found.append(_Arcs(origins[i], problem.receivers[j], kind, mine, floor))
    return found


def _pair_ranges(face: _Face) -> pd.DataFrame:
    rows = []
    for pair in _listed(face):
        least, most = (pair.floor_t + limit for limit in face.limits(pair.arcs))
        tonnes = pair.floor_t + float(face.tonnes[pair.arcs].sum())
        rows.append(
            (pair.origin, pair.destination, pair.kind, tonnes, least, most, _class(least, most))
        )
    return pd.DataFrame(rows, columns=list(RANGE_COLUMNS))


def _class(least: float, most: float) -> str:
    if np.isnan(least) or np.isnan(most):
        return ""
    if most < FLOW_TOLERANCE_T * 10:
        return "never"
    return "identified" if most - least <= EQUAL_T else "interchangeable"


def _corridors(face: _Face, pairs: pd.DataFrame) -> pd.DataFrame:
    columns = ["corridor", "origins", "destinations", "n_pairs", "tonnes", "min_t", "max_t"]
    varies = (pairs["pair_class"] == "interchangeable") & (pairs["origin_kind"] == "regency")
    open_pairs = pairs[varies]
    if open_pairs.empty:
        return pd.DataFrame(columns=columns)
    # A regency cannot be on both sides of a match, so that codes alone name the nodes.
    codes = pd.Index(pd.unique(pd.concat([open_pairs["origin"], open_pairs["destination"]])))
    ends = tuple(codes.get_indexer(open_pairs[side]) for side in ("origin", "destination"))
    shape = (len(codes), len(codes))
    _n, component = connected_components(
        coo_array((np.ones(len(open_pairs)), ends), shape=shape), False
    )
    arcs = {(pair.origin, pair.destination): pair for pair in _listed(face)}
    rows: list[tuple[str, str, int, float, float, float]] = []
    for _number, group in open_pairs.groupby(component[ends[0]]):
        mine = [arcs[key] for key in zip(group["origin"], group["destination"], strict=True)]
        floor = sum(pair.floor_t for pair in mine)
        least, most = face.limits(np.concatenate([pair.arcs for pair in mine]))
        rows.append(
            (
                ";".join(sorted(set(group["origin"]))),
                ";".join(sorted(set(group["destination"]))),
                len(group),
                float(group["tonnes"].sum()),
                floor + least,
                floor + most,
            )
        )
    rows.sort(key=lambda row: (-row[3], row[0]))
    return pd.DataFrame([(place, *row) for place, row in enumerate(rows, start=1)], columns=columns)


@dataclass(frozen=True)
class Supply:
    """What can be named without claiming more than is identified: a pair, or a corridor's total.

    ``min_t`` and ``max_t`` are equal within ``EQUAL_T`` for a pair; a corridor's may differ.
    """

    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    min_t: float
    max_t: float

    @property
    def is_pair(self) -> bool:
        """One supplier and one receiver, the same in every best answer."""
        return len(self.origins) == len(self.destinations) == 1

    @property
    def is_certain(self) -> bool:
        """Whether the total is the same in every best answer."""
        return self.max_t - self.min_t <= EQUAL_T


def named_supplies(ranges: MatchRanges) -> list[Supply]:
    """Identified pairs of regencies and corridors, those with the largest sure total first.

    A pair that can be swapped is in none but its corridor; one whose range is not known is in none.
    """
    pairs = ranges.pairs
    sure = pairs[(pairs["pair_class"] == "identified") & (pairs["origin_kind"] == "regency")]
    found = [
        Supply((str(origin),), (str(destination),), float(low), float(high))
        for origin, destination, low, high in sure[
            ["origin", "destination", "min_t", "max_t"]
        ].itertuples(index=False)
    ]
    found += [
        Supply(
            tuple(str(row["origins"]).split(";")),
            tuple(str(row["destinations"]).split(";")),
            float(row["min_t"]),
            float(row["max_t"]),
        )
        for row in ranges.corridors.dropna(subset=["min_t", "max_t"]).to_dict("records")
    ]
    return sorted(found, key=lambda each: (-each.min_t, each.origins, each.destinations))


def corridors_of(ranges: MatchRanges | None) -> list[Supply]:
    """The corridors among ``named_supplies``; none where nothing is known of ranges."""
    return [] if ranges is None else [each for each in named_supplies(ranges) if not each.is_pair]


def class_of_flows(flows: pd.DataFrame, ranges: MatchRanges | None) -> pd.DataFrame:
    """``pair_class``, ``min_t`` and ``max_t`` for every flow, with its index; unknown without."""
    columns = ["pair_class", "min_t", "max_t"]
    if ranges is None:
        return pd.DataFrame({"pair_class": "", "min_t": np.nan, "max_t": np.nan}, flows.index)
    asked = pd.MultiIndex.from_frame(flows[["origin", "destination"]])
    found = ranges.pairs.set_index(["origin", "destination"])[columns].reindex(asked)
    return found.set_axis(flows.index).fillna({"pair_class": ""})
