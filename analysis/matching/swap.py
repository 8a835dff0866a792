"""Swapping partners: another of the equally good answers, in which a pair trades more or less.

Where partners can be swapped at no cost, the answer shown is one of many; which one, only the
tie-break says. Whoever has a reason of their own names a pair and how much it shall trade, and
gets another exact best answer: the same tonnes placed and unmet, the same freight. Tonnes are
brought round along the shortest ways of the residual network (``residual``), so that few other
pairs change. Several pairs are named one after the other; each keeps what it has got while the
next one moves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.matching.best_face import Face, PairArcs, best_face, pair_arcs
from analysis.matching.problem import MatchProblem
from analysis.matching.ranges import EQUAL_T
from analysis.matching.residual import Residual
from analysis.matching.solve import Allocation, allocation_of
from analysis.matching.tables import MatchTotals
from analysis.matching.transport import FLOW_TOLERANCE_T

SWAPPABLE_COLUMNS = ("origin", "destination", "tonnes", "min_t", "max_t")


@dataclass(frozen=True)
class Swap:
    """A pair of regencies and the tonnes that it shall trade.

    ``inf``: as much as possible; 0: as little as possible.
    """

    origin: str
    destination: str
    tonnes: float


@dataclass(frozen=True, eq=False)
class Swapped:
    """Another best answer, and what can still be swapped in it.

    Attributes
    ----------
    allocation : Allocation
        As good as the answer of ``allocate``: its prices are the same.
    swaps : tuple of Swap
        Those of the swaps asked for that name a pair with a choice, each with the tonnes reached:
        what was asked, or as near to it as there is.
    swappable : DataFrame
        ``SWAPPABLE_COLUMNS``: the pairs of regencies that can still be swapped while those named
        keep their tonnes, with the limits of each taken alone. Sorted by codes.
    """

    allocation: Allocation
    swaps: tuple[Swap, ...]
    swappable: pd.DataFrame


def swap_pairs(problem: MatchProblem, swaps: tuple[Swap, ...]) -> Swapped:
    """The best answer in which the named pairs trade what they are asked to, one after the other.

    Raises
    ------
    NoRangesError
        The options limit pairs by size or number: then a best answer has no equals that could be
        reached by moving tonnes round.

    Examples
    --------
    >>> from analysis.matching.problem import MatchingOptions, build_match_problem
    >>> balance = pd.DataFrame({
    ...     "regency_code": ["5301", "5302", "5311", "5312"],
    ...     "balance_t": [50.0, 30.0, -40.0, -40.0],
    ...     "need_t": [1e3] * 4, "balance_class": ["surplus"] * 2 + ["deficit"] * 2})
    >>> pairs = [("5301", "5311", 5), ("5301", "5312", 7), ("5302", "5311", 6), ("5302", "5312", 8)]
    >>> costs = pd.DataFrame([(o, d, c * 1e5, 10.0 * c) for o, d, c in pairs],
    ...     columns=["origin", "destination", "cost_idr_per_t", "distance_km"])
    >>> outside = pd.DataFrame({"gateway": ["X"], "destination": ["5311"], "cost_idr_per_t": [9e6]})
    >>> problem = build_match_problem(balance, costs, outside, MatchingOptions())
    >>> found = swap_pairs(problem, (Swap("5302", "5311", float("inf")),))
    >>> found.allocation.pair_t.tolist()
    [[10.0, 40.0], [30.0, 0.0]]
    """
    face = best_face(problem)
    network = _between_regencies(face)
    pairs = {
        (pair.origin, pair.destination): pair for pair in pair_arcs(face) if pair.kind == "regency"
    }
    reached = []
    for swap in swaps:
        pair = pairs.get((swap.origin, swap.destination))
        if pair is None or not _has_choice(_limits(network, pair)):
            continue
        network = replace(
            network, tonnes=network.moved(pair.arcs, swap.tonnes - _now(network, pair))
        )
        reached.append(replace(swap, tonnes=_now(network, pair)))
        is_free = network.is_free.copy()
        is_free[pair.arcs] = False
        network = replace(network, is_free=is_free)
    rows = []
    for pair in pairs.values():
        least, most = _limits(network, pair)
        if _has_choice((least, most)):
            rows.append((pair.origin, pair.destination, _now(network, pair), least, most))
    n_arcs = len(face.tonnes)
    return Swapped(
        allocation_of(problem, face.posed, face.solution, network.tonnes[:n_arcs]),
        tuple(reached),
        pd.DataFrame(rows, columns=list(SWAPPABLE_COLUMNS)),
    )


def _between_regencies(face: Face) -> Residual:
    """The best answers around the one shown, as a network in which tonnes can be moved.

    Where freight from outside is no part of the cost, what is bought outside stays as it is: all
    freight together is to stay, not that between regencies alone.
    """
    network, transport = face.residual, face.posed.transport
    assert network is not None, "the face of exact best answers is a network"
    if face.problem.options.objective != "ntt_first":
        return network
    is_free = network.is_free.copy()
    is_free[: len(transport.cost)] &= np.isfinite(transport.supply)[transport.source]
    return replace(network, is_free=is_free)


def _now(network: Residual, pair: PairArcs) -> float:
    return pair.floor_t + float(network.tonnes[pair.arcs].sum())


def _limits(network: Residual, pair: PairArcs) -> tuple[float, float]:
    """Smallest and largest tonnes of a pair."""
    if not network.is_free[pair.arcs].any():
        now = _now(network, pair)
        return now, now
    if len(pair.arcs) == 1:
        least, most = network.limits(int(pair.arcs[0]))
        return pair.floor_t + least, pair.floor_t + most
    ends: list[NDArray[np.float64]] = [network.moved(pair.arcs, way) for way in (-np.inf, np.inf)]
    least, most = (pair.floor_t + float(tonnes[pair.arcs].sum()) for tonnes in ends)
    return least, most


def _has_choice(limits: tuple[float, float]) -> bool:
    least, most = limits
    return most >= 10 * FLOW_TOLERANCE_T and most - least > EQUAL_T


def is_as_good(before: MatchTotals, after: MatchTotals) -> bool:
    """Whether freight, tonnes placed and tonnes unmet of two answers are the same.

    Tonnes to a kilogram, freight to a millionth: the rest is rounding.
    """
    return (
        abs(after.cost_idr - before.cost_idr) <= 1e-6 * max(abs(before.cost_idr), 1.0)
        and abs(after.moved_t - before.moved_t) < 1e-3
        and abs(after.unmet_t - before.unmet_t) < 1e-3
    )
