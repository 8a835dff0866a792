"""What is identified: the smallest and largest tonnes of every pair over all best answers.

Least-cost answers are rarely unique. Along one road, or where all roads lead through one ferry,
partners can be swapped at no cost; a solver names one of many. Here every pair gets its smallest
and largest tonnes over **all** exact best answers, as flux variability analysis does in
metabolic networks (Mahadevan & Schilling, *Metabolic Engineering* 5, 2003).

What a best answer is, and how all of them are described, stands in ``best_face``. The range of an
arc is a maximum flow over the arcs that best answers use; that of several arcs together (a
corridor, a deficit of which a part is required) and a range that allows for dearer freight are
small linear programmes.

Options that decide yes or no per pair (a smallest shipment, a number of partners) have no ranges:
the best answers of a mixed-integer programme are not a polytope.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.matching.best_face import (
    Face,
    NoRangesError,
    best_face,
    limits_together,
    near_best_face,
    pair_arcs,
)
from analysis.matching.problem import MatchProblem
from analysis.matching.transport import FLOW_TOLERANCE_T

__all__ = [
    "EQUAL_T",
    "NEAR_BEST_PCT",
    "PAIR_CLASSES",
    "RANGE_COLUMNS",
    "MatchRanges",
    "NoRangesError",
    "Supply",
    "class_of_flows",
    "corridors_of",
    "match_ranges",
    "named_supplies",
    "near_best_ranges",
]

#: Equal: the smallest and the largest tonnes differ by no more than this (tonnes).
EQUAL_T = 1.0

#: ``identified``: the same tonnes in every best answer. ``interchangeable``: more or less without
#: cost. ``never``: in no best answer.
PAIR_CLASSES = ("identified", "interchangeable", "never")

RANGE_COLUMNS = ("origin", "destination", "origin_kind", "tonnes", "min_t", "max_t", "pair_class")

#: Shares of the best freight beyond it at which wider ranges are worked out (per cent).
NEAR_BEST_PCT = (0.1, 1.0, 5.0)


@dataclass(frozen=True, eq=False)
class MatchRanges:
    """Ranges of a match, and what follows from them.

    Attributes
    ----------
    pairs : DataFrame
        ``RANGE_COLUMNS``, one row per open pair of regencies and per gateway with an arc;
        ``tonnes`` of the answer that the tie-break names, ``min_t`` and ``max_t`` over all exact
        best answers (NaN where a programme failed: unknown, not 0), ``pair_class`` of
        ``PAIR_CLASSES`` ("" where unknown). Sorted by origin kind and codes.
    corridors : DataFrame
        One row per corridor, a connected component of the interchangeable pairs of regencies:
        ``corridor`` (1, 2, …; the largest first), ``origins``, ``destinations`` (codes joined by
        ``;``), ``n_pairs``, ``tonnes`` of the answer that the tie-break names, ``min_t`` and
        ``max_t`` of the total.
    """

    pairs: pd.DataFrame
    corridors: pd.DataFrame

    @cached_property
    def supplies(self) -> tuple[Supply, ...]:
        """See ``named_supplies``: the same for everybody who looks at the answer."""
        return _supplies(self)

    @cached_property
    def corridor_numbers(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], int]:
        """Origins and destinations of each corridor, with its number."""
        return {
            (_codes(row["origins"]), _codes(row["destinations"])): int(row["corridor"])
            for row in self.corridors.to_dict("records")
        }


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
    face = best_face(problem)
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
    face = near_best_face(problem, within_pct)
    return _pair_ranges(face).drop(columns="pair_class")


def _pair_ranges(face: Face) -> pd.DataFrame:
    rows = []
    pairs = pair_arcs(face)
    limits = face.limits_of_each([pair.arcs for pair in pairs])
    for pair, ends in zip(pairs, limits, strict=True):
        least, most = (pair.floor_t + end for end in ends)
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


def _corridors(face: Face, pairs: pd.DataFrame) -> pd.DataFrame:
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
    arcs = {(pair.origin, pair.destination): pair for pair in pair_arcs(face)}
    rows: list[tuple[str, str, int, float, float, float]] = []
    for _number, group in open_pairs.groupby(component[ends[0]]):
        mine = [arcs[key] for key in zip(group["origin"], group["destination"], strict=True)]
        rows.append(
            (
                ";".join(sorted(set(group["origin"]))),
                ";".join(sorted(set(group["destination"]))),
                len(group),
                float(group["tonnes"].sum()),
                *limits_together(face, mine),
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
    return list(ranges.supplies)


def _supplies(ranges: MatchRanges) -> tuple[Supply, ...]:
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
            _codes(row["origins"]),
            _codes(row["destinations"]),
            float(row["min_t"]),
            float(row["max_t"]),
        )
        for row in ranges.corridors.dropna(subset=["min_t", "max_t"]).to_dict("records")
    ]
    return tuple(sorted(found, key=lambda each: (-each.min_t, each.origins, each.destinations)))


def _codes(joined: object) -> tuple[str, ...]:
    return tuple(str(joined).split(";"))


def corridors_of(ranges: MatchRanges | None) -> list[Supply]:
    """The corridors among ``named_supplies``; none where nothing is known of ranges."""
    return [] if ranges is None else [each for each in ranges.supplies if not each.is_pair]


def class_of_flows(flows: pd.DataFrame, ranges: MatchRanges | None) -> pd.DataFrame:
    """``pair_class``, ``min_t`` and ``max_t`` for every flow, with its index; unknown without."""
    columns = ["pair_class", "min_t", "max_t"]
    if ranges is None:
        return pd.DataFrame({"pair_class": "", "min_t": np.nan, "max_t": np.nan}, flows.index)
    asked = pd.MultiIndex.from_frame(flows[["origin", "destination"]])
    found = ranges.pairs.set_index(["origin", "destination"])[columns].reindex(asked)
    return found.set_axis(flows.index).fillna({"pair_class": ""})
