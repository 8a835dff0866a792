"""Why this pair? Its next-best partners on both sides, and what doing without it would cost."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.matching.changes import pair_changes
from analysis.matching.options import MatchingOptions, Objective
from analysis.matching.problem import MatchingInputError, build_match_problem
from analysis.matching.solve import allocate
from analysis.matching.tables import MatchResult, build_result
from analysis.matching.transport import FLOW_TOLERANCE_T

PARTNER_COLUMNS = (
    *("side", "partner", "partner_kind", "cost_idr_per_t", "extra_freight_idr_per_t"),
    *("reduced_cost_idr_per_t", "tonnes_now"),
)


@dataclass(frozen=True, eq=False)
class PairReasons:
    """What speaks for a pair.

    Attributes
    ----------
    cost_idr_per_t : float
        Freight of the pair; NaN if it cannot be reached.
    tonnes : float
        What it trades in the match.
    partners : DataFrame
        ``PARTNER_COLUMNS``: for ``side`` ``origin`` the other receivers that the supplier could
        serve, for ``destination`` the other suppliers and gateways (``partner_kind``) that the
        receiver could take from; the cheapest first. ``extra_freight_idr_per_t``: freight beyond
        the pair's. ``reduced_cost_idr_per_t``: by how much the cost of all together rises for the
        first tonne that goes this way (its reduced cost; 0: just as good; negative only where
        something goes before cost). ``tonnes_now``: what already goes this way.
    extra_cost_idr, extra_unmet_t, extra_inside_t : float
        How freight, unmet need and tonnes between regencies of all change if this pair may not
        trade.
    instead : DataFrame
        ``origin``, ``destination``, ``change_t``: which flows grow or shrink then, largest first.
    takes_from : tuple of str
        Regencies and gateways that this receiver would then take more from, the largest change
        first.
    objective : str, of ``OBJECTIVES``
        What the match is after.
    extra_between_idr : float
        The part of ``extra_cost_idr`` between regencies; the rest is freight from outside.
    is_agreed : bool
        Whether an agreement asks for the pair.
    """

    cost_idr_per_t: float
    tonnes: float
    partners: pd.DataFrame
    extra_cost_idr: float
    extra_unmet_t: float
    extra_inside_t: float
    instead: pd.DataFrame
    takes_from: tuple[str, ...] = ()
    objective: Objective = "least_cost"
    extra_between_idr: float = 0.0
    is_agreed: bool = False

    @property
    def extra_cost_idr_per_t(self) -> float:
        """Rise of all freight for each tonne that the pair trades; NaN where it trades none."""
        return self.extra_cost_idr / self.tonnes if self.tonnes > 0 else float("nan")


def next_best(
    balance: pd.DataFrame,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    origin: str,
    destination: str,
    *,
    places: pd.DataFrame | None = None,
    n_partners: int = 3,
    shown: MatchResult | None = None,
) -> PairReasons:
    """Explain a pair of a match by its alternatives.

    Parameters
    ----------
    balance, costs, external, options, places
        As ``match``.
    origin, destination : str
        A supplier or gateway, and a receiver, of this match.
    n_partners : int
        How many next-best partners per side.
    shown : MatchResult, optional
        The best answer that the tonnes are taken from; the one of ``match`` if not given.

    Raises
    ------
    MatchingInputError
        ``unknown_pair``: the two do not stand on these sides in this match.
    """
    problem = build_match_problem(balance, costs, external, options, places)
    from_outside = origin in problem.gateways
    if destination not in problem.receivers or not (from_outside or origin in problem.suppliers):
        raise MatchingInputError(
            "unknown_pair",
            f"{origin} -> {destination} is no pair of a supplier and a receiver here",
            origin=origin,
            destination=destination,
        )
    allocation = allocate(problem)
    column = problem.receivers.index(destination)
    row = (problem.gateways if from_outside else problem.suppliers).index(origin)
    cost = problem.external_cost if from_outside else problem.cost
    now_result = shown or build_result(problem, allocation)
    ends = now_result.flows[["origin", "destination"]].itertuples(index=False, name=None)
    now = dict(zip(ends, now_result.flows["tonnes"].astype(float), strict=True))
    own = float(cost[row, column]) if np.isfinite(cost[row, column]) else float("nan")

    rows: list[tuple[str, str, str, float, float, float, float]] = []
    usable = problem.usable

    def add(side: str, partner: str, kind: str, freight: float, more: float) -> None:
        there = (origin, partner) if side == "origin" else (partner, destination)
        rows.append(
            (side, partner, kind, freight, freight - own, _near_0(more), now.get(there, 0.0))
        )

    if not from_outside:
        for other in np.flatnonzero(usable[row]):
            if other != column:
                freight = float(problem.cost[row, other])
                more = freight + allocation.supplier_price[row] - allocation.receiver_price[other]
                add("origin", problem.receivers[other], "regency", freight, more)
    for other in np.flatnonzero(usable[:, column]):
        if from_outside or other != row:
            freight = float(problem.cost[other, column])
            more = freight + allocation.supplier_price[other] - allocation.receiver_price[column]
            add("destination", problem.suppliers[other], "regency", freight, more)
    for other in np.flatnonzero(problem.external_usable[:, column]):
        if not from_outside or other != row:
            freight = float(problem.external_cost[other, column])
            more = freight - allocation.receiver_price[column]
            add("destination", problem.gateways[other], "external", freight, more)
    partners = pd.DataFrame(rows, columns=list(PARTNER_COLUMNS))
    partners = partners.sort_values(
        ["side", "cost_idr_per_t", "partner"], ascending=[False, True, True]
    )
    partners = partners.groupby("side", sort=False).head(n_partners).reset_index(drop=True)

    without_options = replace(
        options,
        forced_pairs=tuple(p for p in options.forced_pairs if p[:2] != (origin, destination)),
        forbidden_pairs=tuple(sorted({*options.forbidden_pairs, (origin, destination)})),
    )
    other_problem = build_match_problem(balance, costs, external, without_options, places)
    without = build_result(other_problem, allocate(other_problem))
    instead = _changed_flows(now_result, without)
    more_here = instead[(instead["destination"] == destination) & (instead["change_t"] > 0)]
    return PairReasons(
        cost_idr_per_t=own,
        tonnes=now.get((origin, destination), 0.0),
        partners=partners,
        extra_cost_idr=without.totals.cost_idr - now_result.totals.cost_idr,
        extra_unmet_t=without.totals.unmet_t - now_result.totals.unmet_t,
        extra_inside_t=without.totals.moved_t - now_result.totals.moved_t,
        instead=instead,
        takes_from=tuple(map(str, more_here["origin"])),
        objective=options.objective,
        extra_between_idr=without.totals.internal_cost_idr - now_result.totals.internal_cost_idr,
        is_agreed=any(pair[:2] == (origin, destination) for pair in options.forced_pairs),
    )


def _changed_flows(before: MatchResult, after: MatchResult) -> pd.DataFrame:
    """Flows of which two matches differ, the largest change first."""
    changes = pair_changes(before, after)
    changes = changes[changes["change_t"].abs() >= FLOW_TOLERANCE_T]
    key = ["origin", "destination"]
    table = changes.assign(size=-changes["change_t"].abs()).sort_values(["size", *key])
    return table[[*key, "change_t"]].reset_index(drop=True)


def _near_0(value: float) -> float:
    """Rounding of less than a hundredth of a rupiah is no difference."""
    return 0.0 if abs(value) < 0.01 else float(value)
