"""What goes into a match, checked and in one order, whatever order it came in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.balance.compute import BALANCE_CLASSES
from analysis.errors import (
    AnalysisError,
    refuse_duplicates,
    refuse_negative,
    require_columns,
)
from analysis.matching.options import MatchingOptions

#: Why a pair of regencies can or cannot trade.
BlockedState = Literal["too_far", "forbidden", "too_small", "unreachable"]
BLOCKED_STATES: tuple[BlockedState, ...] = get_args(BlockedState)
PairState = Literal["open", BlockedState]
PAIR_STATES: tuple[PairState, ...] = get_args(PairState)

#: Tier of a pair beyond an island group, and of all that comes from outside the province.
BEYOND = 2


class MatchingInputError(AnalysisError):
    """A balance or cost table that contradicts itself.

    Codes: ``duplicate``, ``negative``, ``class_and_balance``, ``unknown_class``,
    ``missing_places`` and ``missing_column`` (as ``AnalysisError``).
    """


@dataclass(frozen=True, eq=False)
class Arcs:
    """What lies between origins and destinations.

    Matrices have a row per origin (or gateway) and a column per destination.

    Attributes
    ----------
    gateways : tuple of str
        Sorted; none where supply from outside is not allowed.
    cost, distance_km : float arrays (n_origins, n_destinations)
        Rupiah per tonne; NaN where unknown.
    state : object array (n_origins, n_destinations)
        Of ``PAIR_STATES``.
    tier : int array (n_origins, n_destinations)
        0 within a zone, 1 within an island group, 2 beyond; 2 everywhere without places.
    external_cost, external_km : float arrays (n_gateways, n_destinations)
        ``inf`` where a gateway cannot supply; distance NaN when not given.
    options : MatchingOptions
    """

    gateways: tuple[str, ...]
    cost: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    state: NDArray[np.object_]
    tier: NDArray[np.int64]
    external_cost: NDArray[np.float64]
    external_km: NDArray[np.float64]
    options: MatchingOptions


@dataclass(frozen=True, eq=False)
class MatchProblem(Arcs):
    """Suppliers, receivers and what lies between them, sorted by code.

    Rows of the matrices of ``Arcs`` are the suppliers, columns the receivers.

    Attributes
    ----------
    suppliers, receivers : tuple of str
    surplus_t, offered_t : float arrays (n_suppliers,)
        All of the surplus, and what the reserve leaves of it.
    need_t, deficit_t : float arrays (n_receivers,)
        Deficit as a positive number.
    """

    suppliers: tuple[str, ...]
    receivers: tuple[str, ...]
    surplus_t: NDArray[np.float64]
    offered_t: NDArray[np.float64]
    need_t: NDArray[np.float64]
    deficit_t: NDArray[np.float64]

    @property
    def usable(self) -> NDArray[np.bool_]:
        """Open pairs that cost no more than the penalty: dearer ones are never worth it."""
        affordable = self.cost <= self.options.unmet_penalty_idr_per_t
        return np.asarray((self.state == "open") & affordable, dtype=np.bool_)

    def closed_by(self, row: int, column: int) -> tuple[BlockedState, ...]:
        """All that keeps a pair from trading, each of which would have to go; empty if open.

        A pair without a path is ``unreachable`` and nothing besides.
        """
        if not np.isfinite(self.cost[row, column]):
            return ("unreachable",)
        options = self.options
        ends = self.suppliers[row], self.receivers[column]
        limit, distance = options.max_distance_km, self.distance_km[row, column]
        smaller = min(self.offered_t[row], self.deficit_t[column])
        is_agreed = any(pair[:2] == ends for pair in options.forced_pairs)
        holds: dict[BlockedState, bool] = {
            "too_far": limit is not None and not distance <= limit,
            "forbidden": ends in options.forbidden_pairs,
            "too_small": smaller < options.min_shipment_t and not is_agreed,
        }
        return tuple(state for state, closes in holds.items() if closes)

    @property
    def external_usable(self) -> NDArray[np.bool_]:
        """Gateways that cost no more than the penalty."""
        return np.asarray(self.external_cost <= self.options.unmet_penalty_idr_per_t)

    @property
    def served_outside(self) -> NDArray[np.bool_]:
        """Receivers that a gateway can serve (n_receivers,)."""
        return np.asarray(self.external_usable.any(axis=0))


@dataclass(frozen=True, eq=False)
class TradeArcs(Arcs):
    """What lies between places, whichever of them offer or lack: prepared once, matched often.

    Origins and destinations of ``Arcs`` are the same places; ``state`` is never ``too_small``,
    which depends on who offers and lacks how much.

    Attributes
    ----------
    codes : tuple of str
        The places, sorted.
    """

    codes: tuple[str, ...]


def build_match_problem(
    balance: pd.DataFrame,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    places: pd.DataFrame | None = None,
) -> MatchProblem:
    """Check the tables and sort out who offers, who lacks, and who can reach whom.

    Parameters
    ----------
    balance, costs, external, options, places
        As ``match``.

    Raises
    ------
    AnalysisError
        ``missing_column``.
    MatchingInputError
        Two rows for a regency, pair or gateway arc; a negative cost or distance; a class that
        does not fit the balance; no ``places`` for the objective ``most_local``.
    """
    check_tables(balance, costs, external)
    codes = balance["regency_code"].to_numpy(dtype=object)
    order = np.argsort(codes.astype(str), kind="stable")
    return problem_of_balances(
        trade_arcs(tuple(codes[order]), costs, external, options, places),
        balance["balance_t"].to_numpy(dtype=np.float64)[order],
        balance["need_t"].to_numpy(dtype=np.float64)[order],
        balance["balance_class"].to_numpy(dtype=object)[order],
    )


def problem_of_balances(
    arcs: TradeArcs,
    balance_t: NDArray[np.float64],
    need_t: NDArray[np.float64],
    balance_class: NDArray[np.object_] | NDArray[np.str_],
) -> MatchProblem:
    """Who offers and who lacks among the places of ``arcs``, with what lies between them.

    Parameters
    ----------
    arcs : TradeArcs
    balance_t, need_t : float arrays (n,)
        In the order of ``arcs.codes``.
    balance_class : array of str (n,)
        Of ``BALANCE_CLASSES``; the class must fit the balance, see ``check_tables``.
    """
    options = arcs.options
    supplying, receiving = (
        np.flatnonzero(balance_class == name) for name in ("surplus", "deficit")
    )
    pairs = np.ix_(supplying, receiving)
    suppliers, receivers = (
        tuple(arcs.codes[place] for place in places) for places in (supplying, receiving)
    )
    surplus_t, deficit_t = balance_t[supplying], -balance_t[receiving]
    offered_t = surplus_t * (1.0 - options.reserve_share)
    state = arcs.state[pairs]
    _mark_too_small(state, suppliers, receivers, offered_t, deficit_t, options)
    return MatchProblem(
        suppliers=suppliers,
        receivers=receivers,
        gateways=arcs.gateways,
        surplus_t=surplus_t,
        offered_t=offered_t,
        need_t=need_t[receiving],
        deficit_t=deficit_t,
        cost=arcs.cost[pairs],
        distance_km=arcs.distance_km[pairs],
        state=state,
        tier=arcs.tier[pairs],
        external_cost=arcs.external_cost[:, receiving],
        external_km=arcs.external_km[:, receiving],
        options=options,
    )


def problem_under(problem: MatchProblem, options: MatchingOptions) -> MatchProblem:
    """The same balances and paths under other options.

    Gateways can be closed so but not opened again: where they may not supply, a problem holds
    nothing of them.
    """
    offered_t = problem.surplus_t * (1.0 - options.reserve_share)
    ends = problem.suppliers, problem.receivers
    state = _states(*ends, problem.cost, problem.distance_km, options)
    _mark_too_small(state, *ends, offered_t, problem.deficit_t, options)
    n_gateways = len(problem.gateways) if options.external_supply else 0
    return replace(
        problem,
        gateways=problem.gateways[:n_gateways],
        offered_t=offered_t,
        state=state,
        external_cost=problem.external_cost[:n_gateways],
        external_km=problem.external_km[:n_gateways],
        options=options,
    )


def _mark_too_small(
    state: NDArray[np.object_],
    suppliers: tuple[str, ...],
    receivers: tuple[str, ...],
    offered_t: NDArray[np.float64],
    deficit_t: NDArray[np.float64],
    options: MatchingOptions,
) -> None:
    """Close the open pairs that cannot trade the smallest shipment."""
    if options.min_shipment_t <= 0:
        return
    too_small = np.minimum(offered_t[:, None], deficit_t[None, :]) < options.min_shipment_t
    for origin, destination, _ in options.forced_pairs:  # an agreement may be small
        if origin in suppliers and destination in receivers:
            too_small[suppliers.index(origin), receivers.index(destination)] = False
    state[too_small & (state == "open")] = "too_small"


def check_tables(balance: pd.DataFrame, costs: pd.DataFrame, external: pd.DataFrame) -> None:
    """Refuse tables that lack a column or contradict themselves; see ``build_match_problem``."""
    require_columns(
        balance.columns, ("regency_code", "balance_t", "need_t", "balance_class"), "balance"
    )
    require_columns(
        costs.columns, ("origin", "destination", "cost_idr_per_t", "distance_km"), "costs"
    )
    require_columns(external.columns, ("gateway", "destination", "cost_idr_per_t"), "external")
    pair, arc = ["origin", "destination"], ["gateway", "destination"]
    for table, key, name in (
        (balance, ["regency_code"], "balance"),
        (costs, pair, "costs"),
        (external, arc, "external"),
    ):
        refuse_duplicates(table, key, name, MatchingInputError)
    for column in ("cost_idr_per_t", "distance_km"):
        refuse_negative(costs, column, pair, "costs", MatchingInputError)
    refuse_negative(external, "cost_idr_per_t", arc, "external", MatchingInputError)
    _check_classes(balance)


def trade_arcs(
    codes: tuple[str, ...],
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    places: pd.DataFrame | None = None,
) -> TradeArcs:
    """Cost, distance, state and tier of every pair, from tables that ``check_tables`` has seen.

    Parameters
    ----------
    codes : tuple of str
        The places, sorted.
    costs, external, options, places
        As ``match``.

    Raises
    ------
    AnalysisError, MatchingInputError
        What ``build_match_problem`` says of ``places``.
    """
    cost, distance = _matrices(costs, "origin", codes, codes)
    gateways = tuple(sorted(set(external["gateway"]))) if options.external_supply else ()
    external_cost, external_km = _matrices(external, "gateway", gateways, codes)
    external_cost = np.where(np.isfinite(external_cost), external_cost, np.inf)
    for origin, destination in options.forbidden_pairs:
        if origin in gateways and destination in codes:
            external_cost[gateways.index(origin), codes.index(destination)] = np.inf
    return TradeArcs(
        codes=codes,
        gateways=gateways,
        cost=cost,
        distance_km=distance,
        state=_states(codes, codes, cost, distance, options),
        tier=_tiers(codes, places, options),
        external_cost=external_cost,
        external_km=external_km,
        options=options,
    )


def _matrices(
    table: pd.DataFrame, side: str, origins: tuple[str, ...], receivers: tuple[str, ...]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cost and distance of a table of pairs as matrices, NaN where it says nothing."""
    row_of = {code: place for place, code in enumerate(origins)}
    column_of = {code: place for place, code in enumerate(receivers)}
    rows = np.array([row_of.get(code, -1) for code in table[side]], dtype=np.intp)
    columns = np.array([column_of.get(code, -1) for code in table["destination"]], dtype=np.intp)
    known = (rows >= 0) & (columns >= 0)
    matrices = []
    for name in ("cost_idr_per_t", "distance_km"):
        matrix = np.full((len(origins), len(receivers)), np.nan)
        if name in table.columns:
            values = table[name].to_numpy(dtype=np.float64, na_value=np.nan)
            matrix[rows[known], columns[known]] = values[known]
        matrices.append(matrix)
    return matrices[0], matrices[1]


def _states(
    origins: tuple[str, ...],
    destinations: tuple[str, ...],
    cost: NDArray[np.float64],
    distance: NDArray[np.float64],
    options: MatchingOptions,
) -> NDArray[np.object_]:
    state = np.full(cost.shape, "open", dtype=object)
    for origin, destination in options.forbidden_pairs:
        if origin in origins and destination in destinations:
            state[origins.index(origin), destinations.index(destination)] = "forbidden"
    if options.max_distance_km is not None:
        state[~(distance <= options.max_distance_km)] = "too_far"
    state[~np.isfinite(cost)] = "unreachable"
    return state


def _tiers(
    codes: tuple[str, ...], places: pd.DataFrame | None, options: MatchingOptions
) -> NDArray[np.int64]:
    tier = np.full((len(codes), len(codes)), BEYOND, dtype=np.int64)
    if places is None:
        if options.objective == "most_local":
            raise MatchingInputError(
                "missing_places",
                "objective most_local needs the table places (regency_code, zone_id, island_group)",
                table="places",
            )
        return tier
    require_columns(places.columns, ("regency_code", "zone_id", "island_group"), "places")
    refuse_duplicates(places, ["regency_code"], "places", MatchingInputError)
    for level, column in ((1, "island_group"), (0, "zone_id")):
        known = places[places[column].notna()]
        of = dict(zip(known["regency_code"], known[column], strict=True))
        # A regency of unknown place is near nobody.
        area = np.array([of.get(code, f"? {code}") for code in codes], dtype=object)
        tier[area[:, None] == area[None, :]] = level
    return tier


def _check_classes(balance: pd.DataFrame) -> None:
    columns = ("regency_code", "balance_t", "balance_class")
    for code, tonnes, name in zip(*(balance[column] for column in columns), strict=True):
        if name not in BALANCE_CLASSES:
            raise MatchingInputError(
                "unknown_class",
                f"regency {code}: class {name!r}; expected one of {', '.join(BALANCE_CLASSES)}",
                regency_code=code,
                value=name,
            )
        fits = {"surplus": tonnes > 0, "deficit": tonnes < 0}.get(name, True)
        if not fits or (name in ("surplus", "deficit") and not np.isfinite(tonnes)):
            raise MatchingInputError(
                "class_and_balance",
                f"regency {code}: class {name} with a balance of {tonnes} t",
                regency_code=code,
                balance_class=name,
                value=float(tonnes),
            )
