"""Which pairs may trade when shipments have a least size or partners a greatest number.

A mixed-integer programme (HiGHS through SciPy). It only decides yes or no per pair; the tonnes
are then found by the transport problem with the chosen pairs, exactly and with prices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from analysis.matching.fairness import max_min_receivers
from analysis.matching.problem import MatchProblem

# Search stops at this many nodes, not after some seconds: the answer must not depend on how busy
# the machine is. The real problems (22 regencies) need some hundreds.
_NODE_LIMIT = 20_000

# A rank's optimum is kept to this share while the next one is improved.
_SLACK = 1e-7


@dataclass(frozen=True, eq=False)
class ChosenPairs:
    """Pairs that may trade, besides the agreed ones.

    Attributes
    ----------
    chosen : bool array (n_suppliers, n_receivers)
    is_proven : bool
        Whether the choice is proven best (to a millionth); else the search was cut off.
    """

    chosen: NDArray[np.bool_]
    is_proven: bool


def choose_pairs(problem: MatchProblem, lower_bound_t: NDArray[np.float64]) -> ChosenPairs:
    """Choose the pairs for the objective of the options.

    Variables: tonnes and a yes-or-no for every usable pair without an agreement, more tonnes for
    agreed pairs, tonnes from the cheapest outside (gateway, else unmet) per receiver. Objectives
    one after the other: smallest share (``fairest``), tonnes between regencies (``ntt_first``) or
    tonnes within zone, then island group (``most_local``); then cost, with ``ntt_first`` that
    between regencies before that from outside.

    Parameters
    ----------
    problem : MatchProblem
    lower_bound_t : float array (n_suppliers, n_receivers)
        Tonnes of the agreements; such a pair counts as a partner and trades any amount.
    """
    options = problem.options
    agreed = lower_bound_t > 0
    candidate = problem.usable & ~agreed
    outside = np.where(problem.external_usable, problem.external_cost, np.inf)
    cheapest = np.min(outside, axis=0, initial=options.unmet_penalty_idr_per_t)
    if options.objective == "least_cost":
        candidate &= problem.cost < cheapest[None, :]  # else outside does as well
    offered = np.maximum(problem.offered_t - lower_bound_t.sum(axis=1), 0.0)
    deficit = np.maximum(problem.deficit_t - lower_bound_t.sum(axis=0), 0.0)
    most = np.minimum(offered[:, None], deficit[None, :])
    candidate &= (most > 0) & (most >= options.min_shipment_t)
    if not candidate.any():
        return ChosenPairs(candidate, True)

    is_open = candidate | (agreed & problem.usable)
    source, sink = np.nonzero(is_open)
    decided = ~agreed[source, sink]
    n_pairs, n_yes, n_sinks = len(source), int(decided.sum()), len(deficit)
    yes_of = n_pairs + np.cumsum(decided) - 1
    first_outside = n_pairs + n_yes
    smallest = first_outside + n_sinks
    scale = max(float(deficit.max()), float(offered.max())) / 100.0
    pairs = np.arange(n_pairs)
    rows = _Rows(smallest + 1)

    rows.add(source, pairs, np.ones(n_pairs), -np.inf, offered / scale)
    into = np.concatenate([sink, np.arange(n_sinks)])
    columns = np.concatenate([pairs, first_outside + np.arange(n_sinks)])
    rows.add(into, columns, np.ones(len(into)), deficit / scale, deficit / scale)
    limited = np.flatnonzero(decided)
    each = np.arange(n_yes)
    both = np.concatenate([each, each])
    columns = np.concatenate([limited, yes_of[limited]])
    largest = most[source[limited], sink[limited]] / scale
    ones = np.ones(n_yes)
    rows.add(both, columns, np.concatenate([ones, -largest]), -np.inf, np.zeros(n_yes))
    least = np.full(n_yes, options.min_shipment_t / scale)
    rows.add(both, columns, np.concatenate([-ones, least]), -np.inf, np.zeros(n_yes))
    if options.max_partners is not None:
        for side, signed in ((source, agreed.sum(axis=1)), (sink, agreed.sum(axis=0))):
            still = np.maximum(options.max_partners - signed, 0).astype(np.float64)
            rows.add(side[limited], yes_of[limited], ones, -np.inf, still)

    objectives: list[NDArray[np.float64]] = []
    width = smallest + 1
    if options.objective == "fairest":
        judged = max_min_receivers(
            is_open, problem.offered_t, problem.need_t, problem.served_outside
        )
        need = np.where(judged, problem.need_t, 1.0)
        # need x smallest share - tonnes received <= what is there already
        wanted = np.concatenate([pairs[judged[sink]], np.full(int(judged.sum()), smallest)])
        line = np.cumsum(judged) - 1
        lines = np.concatenate([line[sink[judged[sink]]], line[judged]])
        values = np.concatenate([-np.ones(int(judged[sink].sum())), need[judged] / scale])
        there = (problem.need_t - deficit)[judged] / scale
        rows.add(lines, wanted, values, -np.inf, there)
        objectives.append(-np.eye(1, width, smallest)[0])
    elif options.objective == "ntt_first":
        own = np.zeros(width)
        own[:n_pairs] = -1.0
        objectives.append(own)
    elif options.objective == "most_local":
        for level in (0, 1):
            near = np.zeros(width)
            near[:n_pairs] = -(problem.tier[source, sink] <= level).astype(np.float64)
            objectives.append(near)
    own_cost, outside_cost = np.zeros(width), np.zeros(width)
    own_cost[:n_pairs] = problem.cost[source, sink]
    outside_cost[first_outside:smallest] = cheapest
    # As in the transport problem, or a limit that binds nothing would turn the answer.
    one_by_one = options.objective == "ntt_first"
    costs = [own_cost, outside_cost] if one_by_one else [own_cost + outside_cost]
    objectives.extend(cost / max(float(cost.max()), 1.0) for cost in costs)

    upper = np.full(width, np.inf)
    upper[n_pairs:first_outside] = 1.0
    upper[smallest] = 1.0
    integrality = np.zeros(width)
    integrality[n_pairs:first_outside] = 1
    is_proven = True
    answer = None
    for objective in objectives:
        found = milp(
            objective,
            integrality=integrality,
            bounds=Bounds(np.zeros(width), upper),
            constraints=rows.constraint(),
            options={"mip_rel_gap": 1e-6, "node_limit": _NODE_LIMIT},
        )
        is_proven &= found.status == 0
        if found.x is None:
            break
        answer = found.x
        best = float(objective @ answer)
        used = np.flatnonzero(objective)
        limit = np.array([best + _SLACK * max(abs(best), 1.0)])
        rows.add(np.zeros(len(used), dtype=int), used, objective[used], -np.inf, limit)
    chosen = np.zeros(candidate.shape, dtype=np.bool_)
    if answer is not None:
        says_yes = answer[yes_of[limited]] > 0.5
        chosen[source[limited][says_yes], sink[limited][says_yes]] = True
    return ChosenPairs(chosen, is_proven)


class _Rows:
    """Linear constraints, collected block by block."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0
        self.blocks: list[tuple[NDArray[Any], NDArray[Any], NDArray[np.float64]]] = []
        self.lower: list[NDArray[np.float64]] = []
        self.upper: list[NDArray[np.float64]] = []

    def add(
        self,
        rows: NDArray[Any],
        columns: NDArray[Any],
        values: NDArray[np.float64],
        lower: float | NDArray[np.float64],
        upper: NDArray[np.float64],
    ) -> None:
        """A block of ``len(upper)`` rows; ``rows`` counts from 0 within the block."""
        self.blocks.append((rows + self.height, columns, values))
        self.lower.append(np.broadcast_to(np.asarray(lower, dtype=np.float64), upper.shape))
        self.upper.append(upper)
        self.height += len(upper)

    def constraint(self) -> LinearConstraint:
        rows, columns, values = (
            np.concatenate([block[part] for block in self.blocks]) for part in range(3)
        )
        matrix = coo_array((values, (rows, columns)), shape=(self.height, self.width))
        return LinearConstraint(
            matrix.tocsc(), np.concatenate(self.lower), np.concatenate(self.upper)
        )
