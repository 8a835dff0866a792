"""Why a deficit or surplus stays: found by taking away what may stand in the way.

A reason is no guess from the table of pairs: the match is solved again without one option, and
the option is the reason where the regency then trades more. What no option explains (nothing is
left, no path leads there) is read from the answer itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from analysis.matching.options import MatchingOptions
from analysis.matching.problem import MatchProblem, problem_under
from analysis.matching.solve import Allocation, allocate
from analysis.matching.transport import FLOW_TOLERANCE_T

#: What can be taken away; a regency's reason may be several of them.
Option = Literal[
    "too_far", "forbidden", "too_small", "pair_limits", "capacity", "reserve", "too_costly",
    "external_cheaper",
]  # fmt: skip
REMOVABLE: tuple[Option, ...] = get_args(Option)

#: Why the regencies of the province don't meet a deficit in full ("" when they do).
UnmetReason = Literal["", "no_surplus_left", "unreachable", "others_first", Option]
UNMET_REASONS: tuple[str, ...] = ("", "no_surplus_left", "unreachable", "others_first", *REMOVABLE)

#: Why a regency keeps some of what it offers ("" when it sells all).
UnsoldReason = Literal["", "no_deficit_left", "unreachable", "others_first", Option]
UNSOLD_REASONS: tuple[str, ...] = (
    *("", "no_deficit_left", "unreachable", "others_first"),
    *(option for option in REMOVABLE if option != "reserve"),
)

#: Solves a match problem.
Solver = Callable[[MatchProblem], Allocation]

# Less than this more is rounding of the search for pairs, and no reason.
_MORE_T = 0.01

# An option as it is when it is taken away.
_TAKEN_AWAY: dict[Option, dict[str, Any]] = {
    "too_far": {"max_distance_km": None},
    "forbidden": {"forbidden_pairs": ()},
    "too_small": {"min_shipment_t": 0.0},
    "pair_limits": {"max_partners": None},
    "reserve": {"reserve_share": 0.0},
    "too_costly": {"unmet_penalty_idr_per_t": MatchingOptions().unmet_penalty_idr_per_t},
    "external_cheaper": {"external_supply": False},
}


def alternatives_of(reason: str) -> list[list[str]]:
    """What a reason of several parts says: any of these is enough; each must go as a whole.

    >>> alternatives_of("too_far;forbidden+too_small")
    [['too_far'], ['forbidden', 'too_small']]
    """
    return [each.split("+") for each in reason.split(";")]


def reasons_of(
    problem: MatchProblem, allocation: Allocation, again: Solver = allocate
) -> tuple[list[str], list[str]]:
    """Why each receiver is short of the province's own goods, and each supplier keeps some.

    Parameters
    ----------
    problem, allocation
        A match and its answer.
    again : Solver
        The way this answer was found; asked once per option that is set.

    Returns
    -------
    tuple of two lists of str
        By receiver of ``UNMET_REASONS``, by supplier of ``UNSOLD_REASONS``. Where taking any one
        of several options away would do, they are joined by ``;``; where only several together
        would, by ``+``. See ``alternatives_of``.
    """
    received, sent = allocation.pair_t.sum(axis=0), allocation.pair_t.sum(axis=1)
    short = problem.deficit_t - received >= FLOW_TOLERANCE_T
    left = problem.offered_t - sent >= FLOW_TOLERANCE_T
    unmet, unsold = _plain_reasons(problem, allocation, short, left)
    # What is used up or met in full gains nothing by an option, except where no pair at all is
    # open; a reserve holds back what could be offered.
    asks_in = short & (left.any() | ~problem.usable.any(axis=0))
    asks_reserve = short.copy()
    asks_out = left & (short.any() | ~problem.usable.any(axis=1))
    helped_in: list[list[str]] = [[] for _ in problem.receivers]
    helped_out: list[list[str]] = [[] for _ in problem.suppliers]
    options_set = _options_set(problem, allocation)
    for size in range(1, len(options_set) + 1):
        for options in combinations(options_set, size):
            of_reserve = "reserve" in options
            asking_in = asks_reserve if of_reserve else asks_in
            asking_out = np.zeros_like(asks_out) if of_reserve else asks_out
            if not (asking_in.any() or asking_out.any()):
                continue
            found = _without(problem, options, again)
            for asking, now, before, helped in (
                (asking_in, found.pair_t.sum(axis=0), received, helped_in),
                (asking_out, found.pair_t.sum(axis=1), sent, helped_out),
            ):
                for place in np.flatnonzero(asking & (now - before >= _MORE_T)):
                    helped[place].append("+".join(options))
        # Several together only where none of them alone is enough.
        unanswered = np.array([not found for found in helped_in], dtype=np.bool_)
        asks_in, asks_reserve = asks_in & unanswered, asks_reserve & unanswered
        asks_out = asks_out & np.array([not found for found in helped_out], dtype=np.bool_)
    return (
        [";".join(found) or plain for found, plain in zip(helped_in, unmet, strict=True)],
        [";".join(found) or plain for found, plain in zip(helped_out, unsold, strict=True)],
    )


def _options_set(problem: MatchProblem, allocation: Allocation) -> list[Option]:
    """Options of this match that could keep a pair from trading."""
    options = problem.options
    ends = set(problem.suppliers), set(problem.receivers)
    is_set: dict[Option, bool] = {
        "too_far": options.max_distance_km is not None,
        "forbidden": any(o in ends[0] and d in ends[1] for o, d in options.forbidden_pairs),
        "too_small": options.min_shipment_t > 0,
        "pair_limits": options.max_partners is not None,
        "capacity": allocation.limit == "capacity",
        "reserve": options.reserve_share > 0,
        "too_costly": options.unmet_penalty_idr_per_t
        < _TAKEN_AWAY["too_costly"]["unmet_penalty_idr_per_t"],
        # Where own goods go first, what comes from outside takes nothing from them.
        "external_cheaper": bool(problem.gateways) and options.objective != "ntt_first",
    }
    return [option for option in REMOVABLE if is_set[option]]


def _without(problem: MatchProblem, options: tuple[Option, ...], again: Solver) -> Allocation:
    changes: dict[str, Any] = {}
    for option in options:
        changes |= _TAKEN_AWAY.get(option, {})
    found = problem_under(problem, replace(problem.options, **changes)) if changes else problem
    # Commodities that share a full ferry are solved together, without it each for itself.
    return allocate(found) if "capacity" in options else again(found)


def _plain_reasons(
    problem: MatchProblem,
    allocation: Allocation,
    short: NDArray[np.bool_],
    left: NDArray[np.bool_],
) -> tuple[list[str], list[str]]:
    """What the answer itself says where no option is to blame."""
    outside = allocation.external_t.sum(axis=0)
    unserved = short & (
        problem.deficit_t - allocation.pair_t.sum(axis=0) - outside >= FLOW_TOLERANCE_T
    )
    from_outside = np.isfinite(np.min(problem.external_cost, axis=0, initial=np.inf))
    is_open, is_cut = problem.state == "open", problem.state == "unreachable"
    unmet: list[str] = []
    for place in range(len(problem.receivers)):
        could = bool((left & is_open[:, place]).any())
        if not short[place]:
            unmet.append("")
        elif len(left) and is_cut[:, place].all():
            unmet.append("unreachable")
        elif unserved[place] and (from_outside[place] or could):
            unmet.append("too_costly")
        elif could:
            unmet.append("external_cheaper")
        elif (left & is_cut[:, place]).any():
            unmet.append("unreachable")
        else:
            unmet.append("others_first" if left.any() else "no_surplus_left")
    unsold: list[str] = []
    for place in range(len(problem.suppliers)):
        if not left[place]:
            unsold.append("")
        elif len(short) and is_cut[place].all():
            unsold.append("unreachable")
        elif (unserved & is_open[place]).any():
            unsold.append("too_costly")
        elif (short & is_open[place]).any():
            unsold.append("external_cheaper")
        elif (short & is_cut[place]).any():
            unsold.append("unreachable")
        else:
            unsold.append("others_first" if short.any() else "no_deficit_left")
    return unmet, unsold
