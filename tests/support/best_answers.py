"""All best answers of a match as linear programmes, written from the words of its options.

Knows nothing of transport problems, trees, residual networks or weights: criteria are made as
small as can be one after the other by HiGHS, and what its own prices say of the best answers
(complementary slackness) is held while the next one is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from analysis.matching.problem import MatchProblem

#: Prices up to this are none: costs are whole rupiah in small problems, sums of floats in others.
_NO_PRICE = 0.05

Floats = NDArray[np.float64]


@dataclass
class BestAnswers:
    """Variables: tonnes of every open pair, from every gateway, and unmet of every receiver.

    ``forced`` are tonnes that a pair must trade at least; ``outside_counts``, whether freight from
    outside is the last criterion where NTT comes first; ``names`` has origin and destination of
    the pairs and gateways; ``best`` the least of every criterion.
    """

    problem: MatchProblem
    forced: dict[tuple[str, str], float] = field(default_factory=dict)
    outside_counts: bool = True
    names: list[tuple[str, str]] = field(init=False)
    best: list[float] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        problem = self.problem
        penalty = problem.options.unmet_penalty_idr_per_t
        pairs = [tuple(at) for at in np.argwhere(problem.state == "open")]
        pairs = [at for at in pairs if problem.cost[at] <= penalty]
        gates = [tuple(at) for at in np.argwhere(problem.external_cost <= penalty)]
        n_s, n_r = len(problem.suppliers), len(problem.receivers)
        self.n_pairs, self.n_arcs = len(pairs), len(pairs) + len(gates)
        self.width = self.n_arcs + n_r
        self.names = [(problem.suppliers[i], problem.receivers[j]) for i, j in pairs]
        self.names += [(problem.gateways[g], problem.receivers[j]) for g, j in gates]
        supply, demand = np.zeros((n_s, self.width)), np.zeros((n_r, self.width))
        for place, (i, j) in enumerate(pairs):
            supply[i, place] = demand[j, place] = 1.0
        for place, (_gate, j) in enumerate(gates, start=len(pairs)):
            demand[j, place] = 1.0
        demand[:, self.n_arcs :] = np.eye(n_r)
        self.inside_freight = self._wide([problem.cost[at] for at in pairs], 0)
        self.outside_freight = self._wide([problem.external_cost[at] for at in gates], self.n_pairs)
        self.unmet = self._wide([1.0] * n_r, self.n_arcs)
        self.tier = np.array([problem.tier[at] for at in pairs], dtype=int)
        self.below, self.limit = supply, problem.offered_t.astype(np.float64)
        self.equal, self.right = demand, problem.deficit_t.astype(np.float64)
        self.lower, self.is_none = np.zeros(self.width), np.zeros(self.width, dtype=bool)
        # Agreements that both sides can keep; the tests make no others.
        agreed = {(origin, to): least for origin, to, least in problem.options.forced_pairs}
        agreed |= self.forced
        for place, name in enumerate(self.names[: self.n_pairs]):
            self.lower[place] = agreed.get(name, 0.0)
        if problem.options.objective == "fairest":
            self._hold_the_fairest()
        for criterion in self.criteria():
            self._hold(criterion)

    def _wide(self, values: list[float], start: int) -> Floats:
        wide = np.zeros(self.width)
        wide[start : start + len(values)] = values
        return wide

    def criteria(self) -> list[Floats]:
        """What is made small, the first one first."""
        pairs = np.arange(self.width) < self.n_pairs
        penalty = self.problem.options.unmet_penalty_idr_per_t
        whole = self.inside_freight + self.outside_freight + penalty * self.unmet
        objective = self.problem.options.objective
        if objective == "ntt_first":
            own = -pairs.astype(np.float64)
            last = [self.outside_freight] if self.outside_counts else []
            return [own, self.unmet, self.inside_freight, *last]
        if objective == "most_local":
            near = [self._wide(-(self.tier <= level).astype(np.float64), 0) for level in (0, 1)]
            return [*near, whole]
        return [whole]

    def _hold_the_fairest(self) -> None:
        """The smallest share of need met, of those that anyone can reach, as large as can be."""
        problem = self.problem
        met = self.equal.copy()
        met[:, self.n_arcs :] = 0.0
        reached = met.any(axis=1)
        there = problem.need_t - problem.deficit_t
        # need x share - met <= there
        rows = np.hstack([-met[reached], problem.need_t[reached, None]])
        found = linprog(
            np.append(np.zeros(self.width), -1.0),
            np.vstack([np.pad(self.below, ((0, 0), (0, 1))), rows]),
            np.concatenate([self.limit, there[reached]]),
            np.pad(self.equal, ((0, 0), (0, 1))),
            self.right,
            bounds=[*zip(self.lower, [None] * self.width, strict=True), (0.0, 1.0)],
        )
        assert found.success, found.message
        share = float(found.x[-1])
        self.below = np.vstack([self.below, -met[reached]])
        wanted = there[reached] - share * problem.need_t[reached]
        self.limit = np.concatenate([self.limit, wanted + 1e-9])

    def _programme(self, cost: Floats, **more: object) -> object:
        bounds = [
            (low, low if none else None) for low, none in zip(self.lower, self.is_none, strict=True)
        ]
        found = linprog(
            cost,
            self.below if len(self.below) else None,
            self.limit if len(self.below) else None,
            self.equal,
            self.right,
            bounds=bounds,
            method="highs",
        )
        assert found.success, found.message
        return found

    def _hold(self, cost: Floats) -> None:
        found = self._programme(cost)
        self.best.append(float(cost @ found.x))
        self.is_none |= found.lower.marginals > _NO_PRICE
        tight = found.ineqlin.marginals < -_NO_PRICE
        self.equal = np.vstack([self.equal, self.below[tight]])
        self.right = np.concatenate([self.right, self.limit[tight]])
        self.below, self.limit = self.below[~tight], self.limit[~tight]

    def ends(self) -> dict[tuple[str, str], tuple[float, float]]:
        """Smallest and largest tonnes of every pair and gateway over all best answers."""
        found = {}
        for place, name in enumerate(self.names):
            if self.is_none[place]:
                found[name] = (self.lower[place], self.lower[place])
                continue
            arc = np.zeros(self.width)
            arc[place] = 1.0
            low, high = (self._programme(sign * arc).x[place] for sign in (1.0, -1.0))
            found[name] = (float(low), float(high))
        return found

    def limits_together(self, pairs: Collection[tuple[str, str]]) -> tuple[float, float]:
        """Smallest and largest tonnes of several pairs together over all best answers."""
        arcs = self._wide([float(name in pairs) for name in self.names], 0)
        low, high = (float(arcs @ self._programme(sign * arcs).x) for sign in (1.0, -1.0))
        return low, high

    def tonnes_of(self, pair_t: Floats, external_t: Floats) -> Floats:
        """The variables of an answer given as matrices."""
        problem = self.problem
        place_of = {code: place for place, code in enumerate(problem.receivers)}
        origins = {code: place for place, code in enumerate(problem.suppliers)}
        gates = {code: place for place, code in enumerate(problem.gateways)}
        arcs = [
            pair_t[origins[origin], place_of[destination]]
            if place < self.n_pairs
            else external_t[gates[origin], place_of[destination]]
            for place, (origin, destination) in enumerate(self.names)
        ]
        unmet = problem.deficit_t - pair_t.sum(axis=0) - external_t.sum(axis=0)
        return np.concatenate([arcs, unmet])
