"""Signed agreements: as much of them as the two sides have, and the reason where it is less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linprog

from analysis.matching.problem import MatchProblem
from analysis.matching.transport import FLOW_TOLERANCE_T

#: Why an agreement is not met in full ("" when it is).
AgreementReason = Literal[
    "", "origin_no_surplus", "destination_no_deficit", "unreachable", "origin_short",
    "destination_short",
]  # fmt: skip
AGREEMENT_REASONS: tuple[AgreementReason, ...] = get_args(AgreementReason)

AGREEMENT_COLUMNS = ("origin", "destination", "agreed_t", "reached_t", "reason")


# Made once: repeated matches ask for it two hundred times, and a frame costs as much as a solve.
_NO_AGREEMENTS = pd.DataFrame(columns=list(AGREEMENT_COLUMNS))


@dataclass(frozen=True, eq=False)
class Agreements:
    """Tonnes that agreements claim before anything else.

    Attributes
    ----------
    lower_bound_t : float array (n_suppliers, n_receivers)
        At least so many tonnes flow.
    table : DataFrame
        ``AGREEMENT_COLUMNS``, one row per agreement in the order of the codes.
    """

    lower_bound_t: NDArray[np.float64]
    table: pd.DataFrame


def settle_agreements(problem: MatchProblem) -> Agreements:
    """Fulfil the agreements as far as offers and deficits go.

    Where several agreements share too little, the smallest fulfilled share is made as large as
    it can be, then the sum of tonnes. ``max_distance_km`` and the penalty do not bind a signed
    agreement; a missing path does.
    """
    floor = np.zeros(problem.cost.shape)
    agreed = sorted(problem.options.forced_pairs)
    if not agreed:
        return Agreements(floor, _NO_AGREEMENTS)
    reasons = [_hindrance(problem, origin, destination) for origin, destination, _ in agreed]
    possible = [row for row, reason in enumerate(reasons) if not reason]
    reached = np.zeros(len(agreed))
    sources = np.array([problem.suppliers.index(agreed[row][0]) for row in possible], dtype=int)
    sinks = np.array([problem.receivers.index(agreed[row][1]) for row in possible], dtype=int)
    wanted = np.array([agreed[row][2] for row in possible])
    if possible:
        reached[possible] = _max_min_shares(problem, sources, sinks, wanted)
        floor[sources, sinks] = reached[possible]
    for place, row in enumerate(possible):
        if wanted[place] - reached[row] >= FLOW_TOLERANCE_T:
            source = sources[place]
            left = problem.offered_t[source] - floor[source].sum()
            reasons[row] = "origin_short" if left < FLOW_TOLERANCE_T else "destination_short"
    table = pd.DataFrame(agreed, columns=list(AGREEMENT_COLUMNS[:3]))
    return Agreements(floor, table.assign(reached_t=reached, reason=reasons))


def _hindrance(problem: MatchProblem, origin: str, destination: str) -> AgreementReason:
    if origin not in problem.suppliers:
        return "origin_no_surplus"
    if destination not in problem.receivers:
        return "destination_no_deficit"
    place = problem.suppliers.index(origin), problem.receivers.index(destination)
    return "" if np.isfinite(problem.cost[place]) else "unreachable"


def _max_min_shares(
    problem: MatchProblem,
    sources: NDArray[np.intp],
    sinks: NDArray[np.intp],
    wanted: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Tonnes per agreement: all that is wanted if it fits, else fairly."""
    given = np.bincount(sources, wanted, len(problem.suppliers))
    taken = np.bincount(sinks, wanted, len(problem.receivers))
    if (given <= problem.offered_t).all() and (taken <= problem.deficit_t).all():
        return wanted
    n = len(wanted)
    # Shares s of every agreement and the smallest share: sum of s x wanted within both sides.
    rows = np.zeros((len(given) + len(taken), n + 1))
    rows[sources, np.arange(n)] = wanted
    rows[len(given) + sinks, np.arange(n)] = wanted
    above_smallest = np.hstack([-np.eye(n), np.ones((n, 1))])
    bounds: list[tuple[float, float]] = [(0.0, 1.0)] * (n + 1)
    limits = np.concatenate([problem.offered_t, problem.deficit_t])
    scale = max(float(limits.max()), 1.0)
    matrix = np.vstack([rows / scale, above_smallest])
    right = np.concatenate([limits / scale, np.zeros(n)])
    smallest = linprog(np.append(np.zeros(n), -1.0), matrix, right, bounds=bounds, method="highs")
    bounds[n] = (max(float(smallest.x[n]) - 1e-9, 0.0), 1.0)
    most = linprog(np.append(-wanted / scale, 0.0), matrix, right, bounds=bounds, method="highs")
    return np.asarray(np.clip(most.x[:n], 0.0, 1.0) * wanted, dtype=np.float64)
