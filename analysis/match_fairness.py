"""The largest smallest share of need that can be met: the first rank of the objective fairest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from analysis.match_problem import MatchProblem


def judged_receivers(problem: MatchProblem, is_open: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Receivers whose share of need counts.

    Not those that a gateway can serve (their whole need is met), nor those that no supplier can
    reach (their share cannot be raised, and would hide the others').
    """
    reached = (is_open & (problem.offered_t > 0)[:, None]).any(axis=0)
    return np.asarray(
        reached & ~problem.external_usable.any(axis=0) & (problem.need_t > 0), dtype=np.bool_
    )


def required_tonnes(
    problem: MatchProblem, is_open: NDArray[np.bool_], floor_t: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Tonnes every receiver must get for the smallest share of need to be as large as possible.

    With share of need met = (need - deficit + tonnes received) / need, maximise the smallest
    over the judged receivers (Rawls' criterion) by a linear programme.

    Returns
    -------
    float array (n_receivers,)
        Between 0 and the deficit; the whole deficit where a gateway can supply; 0 where nobody
        can.
    """
    judged = judged_receivers(problem, is_open)
    required = np.where(problem.external_usable.any(axis=0), problem.deficit_t, 0.0)
    if judged.any():
        share = _largest_smallest_share(problem, is_open, floor_t, judged)
        there = problem.need_t - problem.deficit_t
        required = np.where(judged, share * problem.need_t - there, required)
    return np.asarray(np.clip(required, 0.0, problem.deficit_t), dtype=np.float64)


def _largest_smallest_share(
    problem: MatchProblem,
    is_open: NDArray[np.bool_],
    floor_t: NDArray[np.float64],
    judged: NDArray[np.bool_],
) -> float:
    # Tonnes to others than the judged are only what agreements claim.
    offered = np.maximum(problem.offered_t - floor_t[:, ~judged].sum(axis=1), 0.0)
    source, sink = np.nonzero((is_open | (floor_t > 0)) & judged[None, :])
    n_pairs, n_sources, n_sinks = len(source), *problem.cost.shape
    scale = max(float(offered.max()), float(problem.deficit_t.max())) / 100.0
    pairs, smallest = np.arange(n_pairs), n_pairs
    ones = np.ones(n_pairs)
    places = np.flatnonzero(judged)
    # Rows: within the offer; within the deficit; need x share - received <= what is there.
    rows = np.concatenate(
        [source, n_sources + sink, n_sources + n_sinks + sink, n_sources + n_sinks + places]
    )
    columns = np.concatenate([pairs, pairs, pairs, np.full(len(places), smallest)])
    values = np.concatenate([ones, ones, -ones, problem.need_t[places] / scale])
    there = np.where(judged, problem.need_t - problem.deficit_t, 0.0)
    limits = np.concatenate([offered, problem.deficit_t, there]) / scale
    answer = linprog(
        np.append(np.zeros(n_pairs), -1.0),
        coo_array((values, (rows, columns)), shape=(len(limits), n_pairs + 1)).tocsr(),
        limits,
        bounds=np.column_stack(
            [
                np.append(floor_t[source, sink] / scale, 0.0),
                np.append(np.full(n_pairs, np.inf), 1.0),
            ]
        ),
        method="highs",
    )
    # Agreements are feasible by themselves, so only rounding could leave no answer.
    return float(answer.x[smallest]) if answer.status == 0 else 0.0
