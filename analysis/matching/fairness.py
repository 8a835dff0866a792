"""The largest smallest share of need that can be met: the first rank of the objective fairest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from analysis.matching.simplex import CLOSED, solve_tree, tree_prices

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def max_min_receivers(
    is_open: Bools, offered_t: Floats, need_t: Floats, served_outside: Bools
) -> Bools:
    """Receivers whose share of need counts.

    Not those that a gateway can serve (their whole need is met), nor those that no supplier can
    reach (their share cannot be raised, and would hide the others').

    Parameters
    ----------
    is_open : bool array (n_suppliers, n_receivers)
    offered_t : float array (n_suppliers,)
    need_t : float array (n_receivers,)
    served_outside : bool array (n_receivers,)
        Whether a gateway can serve it.
    """
    reached = is_open[offered_t > 0].any(axis=0)
    return np.asarray(reached & ~served_outside & (need_t > 0), dtype=np.bool_)


def required_tonnes(
    is_open: Bools,
    offered_t: Floats,
    need_t: Floats,
    deficit_t: Floats,
    served_outside: Bools,
    lower_bound_t: Floats | None = None,
) -> Floats:
    """Tonnes every receiver must get for the smallest share of need to be as large as possible.

    With share of need met = (need - deficit + tonnes received) / need, maximise the smallest
    over the judged receivers (Rawls' criterion): by water-filling, or by a linear programme where
    there are agreements.

    Parameters
    ----------
    is_open, offered_t, need_t, served_outside
        As ``max_min_receivers``.
    deficit_t : float array (n_receivers,)
        As a positive number.
    lower_bound_t : float array (n_suppliers, n_receivers), optional
        Tonnes of agreements; none unless given.

    Returns
    -------
    float array (n_receivers,)
        Between 0 and the deficit; the whole deficit where a gateway can supply; 0 where nobody
        can.

    Examples
    --------
    Two regencies that need 100 t each, of which they have 40 t and 80 t: 30 t bring the first to
    70 %, and the second is above that.

    >>> required_tonnes(np.array([[True, True]]), np.array([30.0]), np.array([100.0, 100.0]),
    ...                 np.array([60.0, 20.0]), np.array([False, False])).tolist()
    [30.0, 0.0]
    """
    judged = max_min_receivers(is_open, offered_t, need_t, served_outside)
    required = np.where(served_outside, deficit_t, 0.0)
    if judged.any():
        there_t = need_t - deficit_t
        if lower_bound_t is None or not lower_bound_t.any():
            share = share_by_water_filling(
                is_open[:, judged], offered_t, need_t[judged], there_t[judged]
            )
        else:
            share = share_by_linear_programme(
                is_open, offered_t, need_t, deficit_t, judged, lower_bound_t
            )
        required = np.where(judged, share * need_t - there_t, required)
    return np.asarray(np.minimum(np.maximum(required, 0.0), deficit_t), dtype=np.float64)


def share_by_water_filling(
    is_open: Bools, offered_t: Floats, need_t: Floats, there_t: Floats
) -> float:
    """The largest smallest share of need where nothing is agreed.

    No set of receivers can be filled higher than what it has and what is offered by those who
    reach it allow. Begin with all receivers; where pairs are closed, ask the transport problem
    whether all can be filled so high. If not, its prices point at the set that lacks the most;
    fill that one, and ask again (Newton's method on the cuts, see Radzik 1998).

    Parameters
    ----------
    is_open : bool array (n_suppliers, n_receivers)
    offered_t : float array (n_suppliers,)
    need_t, there_t : float arrays (n_receivers,)
        Need above 0, and how much of it is there already.

    Returns
    -------
    float
        From 0 to 1.

    Examples
    --------
    60 t for all: the first two rise from 20 % and 50 % to 65 %. If only the second and the third
    can be reached by 40 of the 60 t, the first stays at 40 %.

    >>> offered, need = np.array([20.0, 40.0]), np.array([100.0, 100.0, 50.0])
    >>> there = np.array([20.0, 50.0, 45.0])
    >>> share_by_water_filling(np.ones((2, 3), dtype=bool), offered, need, there)
    0.65
    >>> reach = np.array([[True, True, True], [False, True, True]])
    >>> share_by_water_filling(reach, offered, need, there)
    0.4
    """
    reached_by_all = bool(is_open[(offered_t > 0) & is_open.any(axis=1)].all())
    share, held = np.inf, np.ones(len(need_t), dtype=np.bool_)
    while True:
        offer_t = float(offered_t[is_open[:, held].any(axis=1)].sum())
        level = water_filling_level(offer_t, need_t[held], there_t[held])
        if reached_by_all:
            return level
        # A set that is no lower than the last one lacks nothing but rounding.
        if level >= share:
            return share
        share = level
        held = _min_cut_receivers(is_open, offered_t, share * need_t - there_t)
        if not held.any():
            return share


def water_filling_level(offered_t: float, need_t: Floats, there_t: Floats) -> float:
    """The largest share with ``sum(max(share * need - there, 0)) <= offered``; from 0 to 1.

    Water filling, as where power is shared over channels: the lowest is filled up to the next one,
    then the two together, and so on.

    Parameters
    ----------
    offered_t : float
    need_t, there_t : float arrays (n_receivers,)
        As ``share_by_water_filling``.

    >>> water_filling_level(60.0, np.array([100.0, 100.0, 50.0]), np.array([20.0, 50.0, 45.0]))
    0.65
    """
    order = np.argsort(there_t / need_t, kind="stable")
    need, there = np.cumsum(need_t[order]), np.cumsum(there_t[order])
    # The k emptiest bind more than any other k, so the lowest of these levels holds for all sets.
    return min(1.0, max(0.0, float(((offered_t + there) / need).min())))


def _min_cut_receivers(is_open: Bools, offered_t: Floats, wanted_t: Floats) -> Bools:
    """Receivers that keep as much as possible from being met; none where all can be."""
    wanting = np.flatnonzero(wanted_t > 0)
    held = np.zeros(len(wanted_t), dtype=np.bool_)
    if len(wanting):
        cost = np.where(is_open.T[wanting], 0, CLOSED)
        outside = np.ones(len(wanting), dtype=np.int64)
        parent, _ = solve_tree(cost, outside, offered_t, wanted_t[wanting])
        price = tree_prices(parent, cost.astype(np.float64), outside.astype(np.float64))
        held[wanting] = price[len(offered_t) : -1] > 0.5
    return held


def share_by_linear_programme(
    is_open: Bools,
    offered_t: Floats,
    need_t: Floats,
    deficit_t: Floats,
    judged: Bools,
    lower_bound_t: Floats,
) -> float:
    """The largest smallest share of need by a linear programme, with agreements or without.

    Parameters
    ----------
    judged : bool array (n_receivers,)
        See ``max_min_receivers``.

    The others as ``required_tonnes``.

    Returns
    -------
    float
        From 0 to 1, as exact as HiGHS is.
    """
    # Tonnes to others than the judged are only what agreements claim.
    offered = np.maximum(offered_t - lower_bound_t[:, ~judged].sum(axis=1), 0.0)
    source, sink = np.nonzero((is_open | (lower_bound_t > 0)) & judged[None, :])
    n_pairs, n_sources, n_sinks = len(source), *is_open.shape
    scale = max(float(offered.max()), float(deficit_t.max())) / 100.0
    pairs, smallest = np.arange(n_pairs), n_pairs
    ones = np.ones(n_pairs)
    places = np.flatnonzero(judged)
    # Rows: within the offer; within the deficit; need x share - received <= what is there.
    rows = np.concatenate(
        [source, n_sources + sink, n_sources + n_sinks + sink, n_sources + n_sinks + places]
    )
    columns = np.concatenate([pairs, pairs, pairs, np.full(len(places), smallest)])
    values = np.concatenate([ones, ones, -ones, need_t[places] / scale])
    there = np.where(judged, need_t - deficit_t, 0.0)
    limits = np.concatenate([offered, deficit_t, there]) / scale
    answer = linprog(
        np.append(np.zeros(n_pairs), -1.0),
        coo_array((values, (rows, columns)), shape=(len(limits), n_pairs + 1)).tocsr(),
        limits,
        bounds=np.column_stack(
            [
                np.append(lower_bound_t[source, sink] / scale, 0.0),
                np.append(np.full(n_pairs, np.inf), 1.0),
            ]
        ),
        method="highs",
    )
    # Agreements are feasible by themselves, so only rounding could leave no answer.
    return float(answer.x[smallest]) if answer.status == 0 else 0.0
