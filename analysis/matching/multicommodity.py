"""Several commodities at once, where they share ferries that can only carry so much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack

from analysis.errors import refuse_duplicates, refuse_negative, require_columns
from analysis.matching.agreements import AGREEMENT_COLUMNS
from analysis.matching.options import MatchingOptionError, MatchingOptions
from analysis.matching.problem import MatchProblem, build_match_problem
from analysis.matching.solve import NO_PRICE, Allocation, ArcPlaces, allocate, transport_problem
from analysis.matching.tables import TRUCK_PAYLOAD_T, MatchResult, build_result
from analysis.matching.transport import FLOW_TOLERANCE_T, TransportProblem

# A reduced cost or a dual below this (a rupiah per tonne, in thousands) counts as zero.
_DUAL_TOLERANCE = 1e-6


@dataclass(frozen=True, eq=False)
class MulticommodityMatch:
    """Matches of several commodities.

    Attributes
    ----------
    results : dict of MatchResult
        By commodity, in the order of their names. Where a capacity binds, the reason ``capacity``
        says who goes short by it, and shadow prices have no ``set_by``.
    edges : DataFrame
        ``edge_id``, ``capacity_t``, ``used_t``, ``shadow_price_idr_per_t`` (what one more tonne
        of capacity would save; 0 where there is room) and ``gain``, what it would change that goes
        before freight: ``inside`` (more of the province's own surplus is placed), ``met`` (more
        need is met), or nothing (empty; the price then says all).
    """

    results: dict[str, MatchResult]
    edges: pd.DataFrame


def match_commodities(
    balances: Mapping[str, pd.DataFrame],
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    edge_capacity: pd.DataFrame,
    path_edges: pd.DataFrame,
    *,
    truck_payload_t: float = TRUCK_PAYLOAD_T,
) -> MulticommodityMatch:
    """The best answer for all commodities together, within the capacity of the edges.

    Each pair uses its cheapest path only: where that is full, no way round is looked for. Without
    a binding capacity the answers are those of ``match`` for each commodity.

    Parameters
    ----------
    balances : mapping of DataFrame
        A balance per commodity, as for ``match``; all of one period.
    costs, external, options
        As ``match``; the same freight for all commodities.
    edge_capacity : DataFrame
        ``edge_id``, ``capacity_t`` (tonnes in the period, both directions together). Edges that
        are not in it, or NaN, have room for everything.
    path_edges : DataFrame
        ``origin`` (regency or gateway), ``destination``, ``edge_id``: a row per edge of the path.

    Raises
    ------
    AnalysisError, MatchingInputError
        As ``match``; ``duplicate`` and ``negative`` for the capacities.
    MatchingOptionError
        Options that one commodity's match alone can keep: an objective other than ``ntt_first`` and
        ``least_cost``, ``min_shipment_t``, ``max_partners``, ``forced_pairs``.
    """
    _refuse_options(options)
    capacity = _capacities(edge_capacity)
    require_columns(path_edges.columns, ("origin", "destination", "edge_id"), "path_edges")
    problems = {
        name: build_match_problem(balances[name], costs, external, options)
        for name in sorted(balances)
    }
    allocations = {name: allocate(problem) for name, problem in problems.items()}
    on_edge = _edges_of_pairs(path_edges, capacity)
    shadow, gain = np.zeros(len(capacity)), [""] * len(capacity)
    used = _used(problems, allocations, on_edge, len(capacity))
    if (used > capacity.to_numpy() + FLOW_TOLERANCE_T).any():
        allocations, shadow, gain = _solve_together(problems, on_edge, capacity.to_numpy())
        used = _used(problems, allocations, on_edge, len(capacity))

    def again(name: str, problem: MatchProblem) -> Allocation:
        """One commodity under other options, the others as they are."""
        changed = {**problems, name: problem}
        return _solve_together(changed, on_edge, capacity.to_numpy())[0][name]

    return MulticommodityMatch(
        results={
            name: build_result(problems[name], allocation, truck_payload_t, partial(again, name))
            for name, allocation in allocations.items()
        },
        edges=pd.DataFrame(
            {
                "edge_id": capacity.index.to_numpy(dtype=object),
                "capacity_t": capacity.to_numpy(),
                "used_t": used,
                "shadow_price_idr_per_t": shadow,
                "gain": np.array(gain, dtype=object),
            }
        ),
    )


def _refuse_options(options: MatchingOptions) -> None:
    if options.objective not in ("ntt_first", "least_cost"):
        raise MatchingOptionError(
            "objective",
            options.objective,
            "'ntt_first' or 'least_cost' where commodities share capacities",
        )
    plain = MatchingOptions()
    for field in ("min_shipment_t", "max_partners", "forced_pairs"):
        if getattr(options, field) != getattr(plain, field):
            raise MatchingOptionError(
                field,
                getattr(options, field),
                f"{getattr(plain, field)!r} where commodities share capacities",
            )


def _capacities(edge_capacity: pd.DataFrame) -> pd.Series:
    """Known capacities by edge, in the order of the names."""
    require_columns(edge_capacity.columns, ("edge_id", "capacity_t"), "edge_capacity")
    refuse_duplicates(edge_capacity, ["edge_id"], "edge_capacity")
    refuse_negative(edge_capacity, "capacity_t", ["edge_id"], "edge_capacity")
    capacity = edge_capacity.set_index("edge_id")["capacity_t"].astype("float64").sort_index()
    return capacity[np.isfinite(capacity)]


Edges = dict[tuple[str, str], list[int]]


def _edges_of_pairs(path_edges: pd.DataFrame, capacity: pd.Series) -> Edges:
    """Positions of the limited edges on the path of every pair."""
    place = {edge: number for number, edge in enumerate(capacity.index)}
    found: Edges = {}
    rows = path_edges[path_edges["edge_id"].isin(place)]
    columns = (rows["origin"], rows["destination"], rows["edge_id"])
    for origin, destination, edge in zip(*columns, strict=True):
        found.setdefault((origin, destination), []).append(place[edge])
    return found


def _used(
    problems: dict[str, MatchProblem],
    allocations: dict[str, Allocation],
    on_edge: Edges,
    n_edges: int,
) -> NDArray[np.float64]:
    used = np.zeros(n_edges)
    for name, problem in problems.items():
        allocation = allocations[name]
        for origins, tonnes in (
            (problem.suppliers, allocation.pair_t),
            (problem.gateways, allocation.external_t),
        ):
            for row, column in zip(*np.nonzero(tonnes), strict=True):
                for edge in on_edge.get((origins[row], problem.receivers[column]), []):
                    used[edge] += tonnes[row, column]
    return used


def _solve_together(
    problems: dict[str, MatchProblem], on_edge: Edges, capacity: NDArray[np.float64]
) -> tuple[dict[str, Allocation], NDArray[np.float64], list[str]]:
    """One linear programme over all commodities; then the preferred of its equal answers."""
    parts: list[tuple[TransportProblem, ArcPlaces]] = []
    uses: list[tuple[int, int]] = []
    first_arc = [0]
    for problem in problems.values():
        nothing = np.zeros(len(problem.receivers))
        floor = np.zeros(problem.cost.shape)
        part = transport_problem(problem, problem.usable, floor, nothing, problem.deficit_t)
        parts.append(part)
        for places, arcs, origins in (
            (part[1].pair, part[1].pair_arcs, problem.suppliers),
            (part[1].external, part[1].external_arcs, problem.gateways),
        ):
            for row, column, arc in zip(*places, arcs, strict=True):
                pair = origins[row], problem.receivers[column]
                uses += [(edge, first_arc[-1] + int(arc)) for edge in on_edge.get(pair, [])]
        first_arc.append(first_arc[-1] + len(part[0].cost))

    n_arcs = first_arc[-1]
    transports = [part[0] for part in parts]
    limited = [np.isfinite(transport.supply) for transport in transports]
    source_rows, sink_rows = _Incidence(n_arcs), _Incidence(n_arcs)
    for transport, is_limited, start in zip(transports, limited, first_arc[:-1], strict=True):
        arcs = np.flatnonzero(is_limited[transport.source])
        source_rows.add(
            (np.cumsum(is_limited) - 1)[transport.source[arcs]], start + arcs, int(is_limited.sum())
        )
        sink_rows.add(transport.sink, start + np.arange(len(transport.cost)), len(transport.demand))
    edge_row, edge_arc = (np.array([use[k] for use in uses], dtype=int) for k in (0, 1))
    edges = coo_array((np.ones(len(uses)), (edge_row, edge_arc)), shape=(len(capacity), n_arcs))
    upper = csr_array(vstack([source_rows.matrix(), edges.tocsr()]))
    supply = np.concatenate([t.supply[m] for t, m in zip(transports, limited, strict=True)])
    tonnes, upper_price, sink_price, decided_by = _best(
        [np.concatenate(each) for each in zip(*(t.before_cost for t in transports), strict=True)],
        np.concatenate([t.cost for t in transports]),
        np.concatenate([t.preference for t in transports]),
        upper,
        np.concatenate([supply, capacity]),
        sink_rows.matrix(),
        np.concatenate([t.demand for t in transports]),
    )

    allocations = {}
    first_source = first_sink = 0
    for (name, problem), part, start in zip(problems.items(), parts, first_arc[:-1], strict=True):
        arc_places = part[1]
        pair_t, external_t = np.zeros(problem.cost.shape), np.zeros(problem.external_cost.shape)
        pair_t[arc_places.pair] = tonnes[start + arc_places.pair_arcs]
        external_t[arc_places.external] = tonnes[start + arc_places.external_arcs]
        n_suppliers, n_receivers = len(problem.suppliers), len(problem.receivers)
        allocations[name] = Allocation(
            pair_t=pair_t,
            external_t=external_t,
            supplier_price=upper_price[first_source : first_source + n_suppliers],
            receiver_price=sink_price[first_sink : first_sink + n_receivers],
            supplier_set_by=(NO_PRICE,) * n_suppliers,
            receiver_set_by=(NO_PRICE,) * n_receivers,
            agreements=pd.DataFrame(columns=list(AGREEMENT_COLUMNS)),
            limit="capacity",
        )
        first_source += n_suppliers
        first_sink += n_receivers
    # Without a gateway each tonne more from within is one less unmet.
    is_outside_open = any(problem.external_usable.any() for problem in problems.values())
    gains = ("inside" if is_outside_open else "met", "met", "")
    return (
        allocations,
        upper_price[len(supply) :],
        [gains[level] for level in decided_by[len(supply) :]],
    )


class _Incidence:
    """Which arcs stand in which rows, collected commodity by commodity."""

    def __init__(self, n_arcs: int) -> None:
        self.n_arcs = n_arcs
        self.height = 0
        self.rows: list[NDArray[np.intp]] = []
        self.arcs: list[NDArray[np.intp]] = []

    def add(self, rows: NDArray[np.intp], arcs: NDArray[np.intp], height: int) -> None:
        self.rows.append(rows + self.height)
        self.arcs.append(arcs)
        self.height += height

    def matrix(self) -> csr_array:
        rows, arcs = np.concatenate(self.rows), np.concatenate(self.arcs)
        return coo_array((np.ones(len(arcs)), (rows, arcs)), (self.height, self.n_arcs)).tocsr()


def _best(
    before: list[NDArray[np.int64]],
    cost: NDArray[np.float64],
    preference: NDArray[np.float64],
    upper: csr_array,
    limits: NDArray[np.float64],
    into: csr_array,
    demand: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.intp]]:
    """Tonnes per arc, prices (rupiah per tonne) of limits and demands, what each limit decides.

    Criterion by criterion: by complementary slackness the best answers are those that use only
    arcs whose reduced cost is zero and exhaust every limit whose price is not; among these the
    next programme takes the best by the next criterion. The prices are those of the cost. A limit
    decides the first criterion before the cost in which it has a price: its number, -1 for none.
    """
    free = np.arange(len(cost))
    binding = np.zeros(len(limits), dtype=np.bool_)
    tonnes = np.zeros(len(cost))
    prices = np.zeros(len(limits)), np.zeros(len(demand))
    decided_by = np.full(len(limits), -1, dtype=np.intp)
    # Thousands of rupiah: the solver's tolerances (1e-7) stay far below one rupiah.
    for level, criterion in enumerate((*before, cost / 1000.0, preference)):
        found = linprog(
            criterion[free],
            A_ub=upper[~binding][:, free],
            b_ub=limits[~binding],
            A_eq=vstack([into[:, free], upper[binding][:, free]]),
            b_eq=np.concatenate([demand, limits[binding]]),
            method="highs",
        )
        if found.status != 0:
            if criterion is preference:
                break  # only rounding can bring this about; the answer before is as cheap
            # Unmet need is an arc of every sink, so there is always an answer.
            raise ValueError(f"joint transport problem not solved: {found.message}")
        tonnes = np.zeros(len(cost))
        tonnes[free] = found.x
        if criterion is preference:
            break
        of_limits = np.zeros(len(limits))
        of_limits[~binding] = found.ineqlin.marginals
        of_limits[binding] = found.eqlin.marginals[len(demand) :]
        prices = of_limits, found.eqlin.marginals[: len(demand)]
        free = free[found.lower.marginals <= _DUAL_TOLERANCE]
        has_price = np.abs(of_limits) > _DUAL_TOLERANCE
        if level < len(before):
            decided_by[has_price & (decided_by < 0)] = level
        binding |= has_price
    tonnes[tonnes < FLOW_TOLERANCE_T] = 0.0
    return tonnes, np.maximum(-1000.0 * prices[0], 0.0), 1000.0 * prices[1], decided_by
