"""What it would cost to force a tonne through a pair that is in no best answer.

The reduced cost of such a pair bounds the extra freight of the first tonne from below; where the
answer is degenerate, one of several prices that are valid, it may be too low. Exact is the
right-hand derivative: the tonne goes from the supplier to the receiver, and a tonne comes back
from the receiver to the supplier along the shortest way of the residual network (forwards over
arcs, backwards over what flows), see Ahuja, Magnanti & Orlin, *Network Flows* (1993), ch. 9.
Shortest is meant criterion by criterion, in whole numbers as the solver compares them, so that no
way round is shorter than none.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.matching.best_face import Face, best_face, pair_arcs
from analysis.matching.problem import MatchProblem
from analysis.matching.transport import FLOW_TOLERANCE_T, lexicographic_costs

FORCING_COLUMNS = (
    *("origin", "destination", "extra_inside_idr_per_t", "extra_outside_idr_per_t"),
    *("extra_moved_t_per_t", "extra_unmet_t_per_t", "goes_before_freight", "up_to_t"),
)

# No way; the sums of ``lexicographic_costs`` stay below half of it.
_NONE = np.int64(2**61)


def forcing_costs(problem: MatchProblem) -> pd.DataFrame:
    """Change of all freight for the first tonne through every open pair that trades nothing.

    Returns
    -------
    DataFrame
        ``FORCING_COLUMNS``, a row per open pair of regencies without tonnes in the answer shown,
        sorted by codes. ``extra_inside_idr_per_t`` and ``extra_outside_idr_per_t``: rupiah per
        tonne forced, of freight between regencies and from gateways (below 0 where it falls);
        ``extra_moved_t_per_t``, ``extra_unmet_t_per_t``: tonnes that regencies supply and that
        stay unmet, per tonne forced; ``goes_before_freight``: whether something that goes before
        freight gets worse; ``up_to_t``: the tonnes for which all this holds (``inf``: any).

    Raises
    ------
    NoRangesError
        The options limit pairs by size or number.

    Examples
    --------
    Each serves its neighbour at 1; a tonne forced across sends another one across: 2 × (9 − 1).

    >>> from analysis.matching.problem import MatchingOptions, build_match_problem
    >>> balance = pd.DataFrame({
    ...     "regency_code": ["5301", "5302", "5311", "5312"],
    ...     "balance_t": [50.0, 30.0, -50.0, -30.0],
    ...     "need_t": [1e3] * 4, "balance_class": ["surplus"] * 2 + ["deficit"] * 2})
    >>> pairs = [("5301", "5311", 1), ("5301", "5312", 9), ("5302", "5311", 9), ("5302", "5312", 1)]
    >>> costs = pd.DataFrame([(o, d, c, 10.0) for o, d, c in pairs],
    ...     columns=["origin", "destination", "cost_idr_per_t", "distance_km"])
    >>> outside = pd.DataFrame({"gateway": ["X"], "destination": ["5311"], "cost_idr_per_t": [50]})
    >>> found = forcing_costs(build_match_problem(balance, costs, outside, MatchingOptions()))
    >>> found[["origin", "destination", "extra_inside_idr_per_t", "up_to_t"]].values.tolist()
    [['5301', '5312', 16.0, 30.0], ['5302', '5311', 16.0, 30.0]]
    """
    face = best_face(problem)
    pairs = list(pair_arcs(face))
    if not pairs:  # nobody can trade: there is no network to find a way in
        return pd.DataFrame(columns=list(FORCING_COLUMNS))
    ways = _Ways(face)
    rows = []
    for pair in pairs:
        if pair.kind != "regency" or pair.floor_t > 0 or face.tonnes[pair.arcs].any():
            continue
        found = [ways.round(int(arc)) for arc in pair.arcs if ways.is_used[arc]]
        changes = [each for each in found if each is not None]
        if changes:
            _rank, change = min(changes, key=lambda each: each[0])
            rows.append((pair.origin, pair.destination, *change))
    return pd.DataFrame(rows, columns=list(FORCING_COLUMNS))


class _Ways:
    """Shortest ways between all nodes of the residual network (Floyd & Warshall)."""

    def __init__(self, face: Face) -> None:
        network, transport = face.residual, face.posed.transport
        assert network is not None, "the face of exact best answers is a network"
        self.network, self.transport = network, transport
        self.n_arcs = len(transport.cost)
        self.n_suppliers = int(np.isfinite(transport.supply).sum())
        n_slacks = len(network.tail) - self.n_arcs
        inside = np.isfinite(transport.supply)[transport.source]
        ranked = lexicographic_costs(
            [*transport.before_cost, transport.cost, transport.preference],
            inside,
            min(self.n_suppliers, len(transport.demand)),
        )
        self.rank = np.append(ranked, np.zeros(n_slacks, dtype=np.int64))
        self.is_used = np.append((transport.demand > 0)[transport.sink], np.ones(n_slacks, bool))
        self._find()

    def _find(self) -> None:
        network = self.network
        n = int(max(network.tail.max(), network.head.max())) + 1
        self.length = np.full((n, n), _NONE)
        self.arc = np.full((n, n), -1)
        for arc in np.flatnonzero(self.is_used):
            tail, head = network.tail[arc], network.head[arc]
            if self.rank[arc] < self.length[tail, head]:
                self.length[tail, head], self.arc[tail, head] = self.rank[arc], arc
            carries = network.tonnes[arc] >= FLOW_TOLERANCE_T
            if carries and -self.rank[arc] < self.length[head, tail]:
                self.length[head, tail], self.arc[head, tail] = -self.rank[arc], arc
        np.fill_diagonal(self.length, 0)
        self.next = np.where(self.length < _NONE, np.arange(n)[None, :], -1)
        for node in range(n):
            through = self.length[:, node, None] + self.length[None, node, :]
            is_shorter = (
                (through < self.length)
                & (self.next[:, node, None] >= 0)
                & (self.next[None, node, :] >= 0)
            )
            self.length = np.where(is_shorter, through, self.length)
            self.next = np.where(is_shorter, self.next[:, node, None], self.next)

    def round(self, arc: int) -> tuple[int, tuple[float, float, float, float, bool, float]] | None:
        """Rank of the way round through an arc, and what changes along it; None if there is none.

        The changes stand in the order of ``FORCING_COLUMNS``.
        """
        start, end = int(self.network.head[arc]), int(self.network.tail[arc])
        if self.next[start, end] < 0:
            return None
        change = np.zeros(len(self.rank))
        change[arc] = 1.0
        up_to = np.inf
        here = start
        while here != end:
            there = int(self.next[here, end])
            passed = int(self.arc[here, there])
            forwards = self.network.tail[passed] == here
            change[passed] += 1.0 if forwards else -1.0
            if not forwards:
                up_to = min(up_to, float(self.network.tonnes[passed]))
            here = there
        return int(self.rank[arc] + self.length[start, end]), (
            *self._changes(change[: self.n_arcs]),
            up_to,
        )

    def _changes(self, change: NDArray[np.float64]) -> tuple[float, float, float, float, bool]:
        transport = self.transport
        freight = transport.cost if transport.freight is None else transport.freight
        is_unmet = transport.source == len(transport.supply) - 1
        is_inside = transport.source < self.n_suppliers
        is_outside = ~is_inside & ~is_unmet
        worse = [round(float(level @ change)) for level in transport.before_cost]
        return (
            float((freight * change)[is_inside].sum()),
            float((freight * change)[is_outside].sum()),
            float(change[is_inside].sum()),
            float(change[is_unmet].sum()),
            any(worse),
        )
