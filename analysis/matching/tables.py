"""From tonnes on arcs to tables that people read: flows, and what stays unmet or unsold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.matching.problem import MatchProblem
from analysis.matching.reasons import Solver, reasons_of
from analysis.matching.solve import Allocation, allocate
from analysis.matching.transport import FLOW_TOLERANCE_T

FLOW_COLUMNS = (
    *("origin", "destination", "origin_kind", "tonnes", "cost_idr_per_t", "cost_idr_per_kg"),
    *("distance_km", "total_cost_idr", "share_of_need_pct", "share_of_deficit_pct"),
    "truckloads",
)

#: Tonnes a truck carries where nothing else is said: the ``truck_payload_t`` of cost_parameters.
TRUCK_PAYLOAD_T = 8.0


@dataclass(frozen=True)
class MatchTotals:
    """A match in a few numbers: tonnes, and freight in rupiah.

    ``offered_t`` = ``moved_t`` + ``unsold_t``; ``deficit_t`` = ``moved_t`` + ``external_t`` +
    ``unmet_t``; ``cost_idr`` = ``internal_cost_idr`` + ``external_cost_idr``. The penalty for
    unmet need is no cost and is in none of them.
    """

    offered_t: float
    reserved_t: float
    deficit_t: float
    moved_t: float
    external_t: float
    unmet_t: float
    unsold_t: float
    internal_cost_idr: float
    external_cost_idr: float
    cost_idr: float
    #: Over the deficit regencies, own production included; ``None`` if there is none.
    smallest_share_of_need_pct: float | None = None


@dataclass(frozen=True, eq=False)
class MatchResult:
    """Answer of a match.

    Attributes
    ----------
    flows : DataFrame
        ``FLOW_COLUMNS``; largest first, regencies before gateways. ``origin_kind`` is
        ``regency`` or ``external``; then ``origin`` is a gateway and ``distance_km`` may be NaN.
        ``truckloads`` is the number of trucks, the last one perhaps not full.
    unmet : DataFrame
        One row per deficit regency, sorted by code: ``regency_code``, ``deficit_t``,
        ``met_internal_t``, ``met_external_t``, ``unmet_t``, ``reason`` (of ``UNMET_REASONS``,
        several joined as ``reasons_of`` says): why not all of it comes from regencies of the
        province.
    unsold : DataFrame
        One row per surplus regency, sorted by code: ``regency_code``, ``surplus_t``,
        ``reserved_t``, ``offered_t``, ``sent_t``, ``unsold_t``, ``reason`` (of
        ``UNSOLD_REASONS``, joined likewise).
    totals : MatchTotals
    shadow_prices : DataFrame
        One row per regency that takes part, sorted by code: ``regency_code``, ``role``
        (``supplier``, ``receiver``), ``shadow_price_idr_per_t`` (what one more tonne there would
        save), ``set_by`` (of ``PRICE_SETTERS``; with ``unmet`` it holds the penalty and is no
        price that anyone would pay). Below 0 only where something goes before cost: a near
        supplier's tonne can replace a cheaper one from elsewhere. Where pairs were chosen by
        size or number of partners, the price holds for these pairs.
    agreements : DataFrame
        ``origin``, ``destination``, ``agreed_t``, ``reached_t``, ``reason`` (of
        ``AGREEMENT_REASONS``), one row per forced pair.
    is_proven : bool
        False only if the search for pairs (``min_shipment_t``, ``max_partners``) was cut off: a
        good answer, the same each time, but perhaps not the best.
    """

    flows: pd.DataFrame
    unmet: pd.DataFrame
    unsold: pd.DataFrame
    totals: MatchTotals
    shadow_prices: pd.DataFrame
    agreements: pd.DataFrame
    is_proven: bool = True


def build_result(
    problem: MatchProblem,
    allocation: Allocation,
    truck_payload_t: float = TRUCK_PAYLOAD_T,
    again: Solver = allocate,
) -> MatchResult:
    """Tables of a match from its tonnes; ``again`` solves it without an option, for the reasons."""
    flows = _flows(problem, allocation, truck_payload_t)
    unmet_t, unsold_t = _unmet_and_unsold(problem, allocation)
    unmet_reasons, unsold_reasons = reasons_of(problem, allocation, again)
    unmet = pd.DataFrame(
        {
            "regency_code": np.array(problem.receivers, dtype=object),
            "deficit_t": problem.deficit_t,
            "met_internal_t": allocation.pair_t.sum(axis=0),
            "met_external_t": allocation.external_t.sum(axis=0),
            "unmet_t": unmet_t,
            "reason": unmet_reasons,
        }
    )
    unsold = pd.DataFrame(
        {
            "regency_code": np.array(problem.suppliers, dtype=object),
            "surplus_t": problem.surplus_t,
            "reserved_t": problem.surplus_t - problem.offered_t,
            "offered_t": problem.offered_t,
            "sent_t": allocation.pair_t.sum(axis=1),
            "unsold_t": unsold_t,
            "reason": unsold_reasons,
        }
    )
    return MatchResult(
        flows,
        unmet,
        unsold,
        totals_of(problem, allocation),
        _shadow_prices(problem, allocation),
        allocation.agreements,
        allocation.is_proven,
    )


def totals_of(problem: MatchProblem, allocation: Allocation) -> MatchTotals:
    """A match in a few numbers."""
    unmet_t, unsold_t = _unmet_and_unsold(problem, allocation)
    internal_cost = _cost(problem.cost, allocation.pair_t)
    external_cost = _cost(problem.external_cost, allocation.external_t)
    needing = problem.need_t > 0
    shares = 100.0 * (1.0 - unmet_t[needing] / problem.need_t[needing])
    return MatchTotals(
        offered_t=float(problem.offered_t.sum()),
        reserved_t=float((problem.surplus_t - problem.offered_t).sum()),
        deficit_t=float(problem.deficit_t.sum()),
        moved_t=float(allocation.pair_t.sum(axis=1).sum()),
        external_t=float(allocation.external_t.sum(axis=0).sum()),
        unmet_t=float(unmet_t.sum()),
        unsold_t=float(unsold_t.sum()),
        internal_cost_idr=internal_cost,
        external_cost_idr=external_cost,
        cost_idr=internal_cost + external_cost,
        smallest_share_of_need_pct=float(shares.min()) if len(shares) else None,
    )


def _unmet_and_unsold(
    problem: MatchProblem, allocation: Allocation
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Tonnes that receivers still lack and suppliers still offer."""
    lacking = problem.deficit_t - allocation.pair_t.sum(axis=0) - allocation.external_t.sum(axis=0)
    return _rest(lacking), _rest(problem.offered_t - allocation.pair_t.sum(axis=1))


def _flows(problem: MatchProblem, allocation: Allocation, truck_payload_t: float) -> pd.DataFrame:
    parts = []
    for kind, origins, tonnes, cost, distance in (
        ("regency", problem.suppliers, allocation.pair_t, problem.cost, problem.distance_km),
        (
            *("external", problem.gateways, allocation.external_t),
            *(problem.external_cost, problem.external_km),
        ),
    ):
        row, column = np.nonzero(tonnes > 0)
        # Rows and columns are in the order of the codes, so a stable sort leaves ties in it.
        order = np.argsort(-tonnes[row, column], kind="stable")
        row, column = row[order], column[order]
        parts.append(
            (
                [origins[place] for place in row],
                [problem.receivers[place] for place in column],
                [kind] * len(row),
                tonnes[row, column],
                cost[row, column],
                distance[row, column],
                problem.need_t[column],
                problem.deficit_t[column],
            )
        )
    inside, outside = parts
    tonnes, cost, distance, need, deficit = (
        np.concatenate([inside[place], outside[place]]) for place in range(3, 8)
    )
    columns = {
        "origin": np.array(inside[0] + outside[0], dtype=object),
        "destination": np.array(inside[1] + outside[1], dtype=object),
        "origin_kind": np.array(inside[2] + outside[2], dtype=object),
        "tonnes": tonnes,
        "cost_idr_per_t": cost,
        "cost_idr_per_kg": cost / 1000.0,
        "distance_km": distance,
        "total_cost_idr": cost * tonnes,
        "share_of_need_pct": 100.0 * tonnes / need,
        "share_of_deficit_pct": 100.0 * tonnes / deficit,
        "truckloads": np.ceil(tonnes / truck_payload_t - 1e-9).astype(np.int64),
    }
    return pd.DataFrame(columns)


def _cost(cost: NDArray[np.float64], tonnes: NDArray[np.float64]) -> float:
    moved = tonnes > 0
    return float((cost[moved] * tonnes[moved]).sum())


def _rest(tonnes: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(tonnes >= FLOW_TOLERANCE_T, tonnes, 0.0)


def _shadow_prices(problem: MatchProblem, allocation: Allocation) -> pd.DataFrame:
    rows = [
        (code, role, float(price), set_by)
        for role, codes, prices, setters in (
            ("supplier", problem.suppliers, allocation.supplier_price, allocation.supplier_set_by),
            ("receiver", problem.receivers, allocation.receiver_price, allocation.receiver_set_by),
        )
        for code, price, set_by in zip(codes, prices, setters, strict=True)
    ]
    columns = ["regency_code", "role", "shadow_price_idr_per_t", "set_by"]
    return pd.DataFrame(sorted(rows), columns=columns)
