"""What goes into a match, checked and in one order, whatever order it came in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.balance.compute import BALANCE_CLASSES
from analysis.errors import AnalysisError, InvalidOptionError, require_columns

#: Why a pair of regencies can or cannot trade.
PAIR_STATES = ("open", "too_far", "forbidden", "too_small", "unreachable")

#: Tier of a pair beyond an island group, and of all that comes from outside the province.
BEYOND = 2

#: What a match is after, first of all.
OBJECTIVES = ("least_cost", "fairest", "most_local")


class MatchingOptionError(InvalidOptionError):
    """An option outside what it may be; names field, value and what is expected."""


class MatchingInputError(AnalysisError):
    """A balance or cost table that contradicts itself.

    Codes: ``duplicate``, ``negative``, ``class_and_balance``, ``unknown_class``,
    ``missing_places`` and ``missing_column`` (as ``AnalysisError``).
    """


@dataclass(frozen=True)
class MatchingOptions:
    """How to match.

    Parameters
    ----------
    external_supply : bool
        Whether gateways outside the province may supply.
    unmet_penalty_idr_per_t : float
        What a tonne that stays unmet counts for in the objective; > 0. At the default (100,000
        rupiah per kg) nothing reachable stays unmet; lower, it is the most that a tonne may cost
        to bring.
    reserve_share : float
        Share of its surplus that every regency keeps; 0 <= x <= 1.
    max_distance_km : float or None
        No pair of regencies farther apart than this. A pair of unknown distance is then closed
        too. External supply is not limited.
    objective : str
        ``least_cost``: freight plus penalty. ``fairest``: first the smallest share of need met
        (own production included) is made as large as it can be, over the deficit regencies that
        anyone can reach; then least cost. ``most_local``: first as many tonnes as possible within
        a zone, then within an island group (zones crossed), then least cost.
    min_shipment_t : float
        A pair of regencies trades at least this much or not at all; >= 0. Gateways are free of it.
    max_partners : int or None
        No regency trades with more regencies than this; gateways are not counted; >= 1.
    forced_pairs : tuple of (origin, destination, tonnes_min)
        Signed agreements: at least so many tonnes, or as many as the two sides have, with a note.
        They go before ``max_distance_km``, ``min_shipment_t``, ``max_partners`` and the penalty.
    forbidden_pairs : tuple of (origin, destination)
        Pairs that do not trade; the origin may be a gateway.

    >>> MatchingOptions(reserve_share=1.5)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    analysis...MatchingOptionError: reserve_share = 1.5; expected a number from 0 to 1
    """

    external_supply: bool = True
    unmet_penalty_idr_per_t: float = 100_000_000.0
    reserve_share: float = 0.0
    max_distance_km: float | None = None
    objective: str = "least_cost"
    min_shipment_t: float = 0.0
    max_partners: int | None = None
    forced_pairs: tuple[tuple[str, str, float], ...] = ()
    forbidden_pairs: tuple[tuple[str, str], ...] = ()

    @property
    def has_pair_limits(self) -> bool:
        """Whether yes-or-no decisions about pairs are to be made (mixed-integer)."""
        return self.min_shipment_t > 0 or self.max_partners is not None

    def __post_init__(self) -> None:
        if not isinstance(self.external_supply, bool):
            raise MatchingOptionError("external_supply", self.external_supply, "true or false")
        penalty = self.unmet_penalty_idr_per_t
        if not _is_number(penalty) or penalty <= 0:
            raise MatchingOptionError("unmet_penalty_idr_per_t", penalty, "a finite number above 0")
        if not _is_number(self.reserve_share) or not 0 <= self.reserve_share <= 1:
            raise MatchingOptionError("reserve_share", self.reserve_share, "a number from 0 to 1")
        limit = self.max_distance_km
        if limit is not None and (not _is_number(limit) or limit <= 0):
            raise MatchingOptionError(
                "max_distance_km", limit, "a finite number above 0, or nothing"
            )
        if self.objective not in OBJECTIVES:
            raise MatchingOptionError(
                "objective", self.objective, f"one of {', '.join(OBJECTIVES)}"
            )
        if not _is_number(self.min_shipment_t) or self.min_shipment_t < 0:
            raise MatchingOptionError(
                "min_shipment_t", self.min_shipment_t, "a finite number, 0 or more"
            )
        partners = self.max_partners
        whole = isinstance(partners, int) and not isinstance(partners, bool)
        if partners is not None and (not whole or partners < 1):
            raise MatchingOptionError(
                "max_partners", partners, "a whole number, 1 or more, or nothing"
            )
        self._check_pairs()

    def _check_pairs(self) -> None:
        forbidden = _tuples(
            "forbidden_pairs", self.forbidden_pairs, 2, "(origin, destination) pairs of codes"
        )
        wanted = "(origin, destination, tonnes above 0) of two codes"
        forced = _tuples("forced_pairs", self.forced_pairs, 3, wanted)
        for pair in forced:
            if not _is_number(pair[2]) or pair[2] <= 0:
                raise MatchingOptionError("forced_pairs", pair, wanted)
        keys = [pair[:2] for pair in forced]
        for key in keys:
            if keys.count(key) > 1:
                raise MatchingOptionError("forced_pairs", key, "every pair once")
            if key in forbidden:
                raise MatchingOptionError(
                    "forced_pairs", key, "a pair that is not in forbidden_pairs too"
                )


def _tuples(field: str, value: object, length: int, expected: str) -> tuple[tuple[Any, ...], ...]:
    """The pairs of an option; tuples, because options are keys of caches."""
    if not isinstance(value, tuple):
        raise MatchingOptionError(field, value, f"a tuple of {expected}")
    for pair in value:
        good = isinstance(pair, tuple) and len(pair) == length
        if not good or not all(isinstance(code, str) and code for code in pair[:2]):
            raise MatchingOptionError(field, pair, expected)
        if pair[0] == pair[1]:
            raise MatchingOptionError(field, pair, "two different places")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


@dataclass(frozen=True, eq=False)
class MatchProblem:
    """Suppliers, receivers and what lies between them, sorted by code.

    Matrices have a row per supplier (or gateway) and a column per receiver.

    Attributes
    ----------
    suppliers, receivers, gateways : tuple of str
    surplus_t, offered_t : float arrays (n_suppliers,)
        All of the surplus, and what the reserve leaves of it.
    need_t, deficit_t : float arrays (n_receivers,)
        Deficit as a positive number.
    cost, distance_km : float arrays (n_suppliers, n_receivers)
        Rupiah per tonne; NaN where unknown.
    state : object array (n_suppliers, n_receivers)
        Of ``PAIR_STATES``.
    tier : int array (n_suppliers, n_receivers)
        0 within a zone, 1 within an island group, 2 beyond; 2 everywhere without places.
    external_cost, external_km : float arrays (n_gateways, n_receivers)
        ``inf`` where a gateway cannot supply; distance NaN when not given.
    options : MatchingOptions
    """

    suppliers: tuple[str, ...]
    receivers: tuple[str, ...]
    gateways: tuple[str, ...]
    surplus_t: NDArray[np.float64]
    offered_t: NDArray[np.float64]
    need_t: NDArray[np.float64]
    deficit_t: NDArray[np.float64]
    cost: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    state: NDArray[np.object_]
    tier: NDArray[np.int64]
    external_cost: NDArray[np.float64]
    external_km: NDArray[np.float64]
    options: MatchingOptions

    @property
    def usable(self) -> NDArray[np.bool_]:
        """Open pairs that cost no more than the penalty: dearer ones are never worth it."""
        affordable = self.cost <= self.options.unmet_penalty_idr_per_t
        return np.asarray((self.state == "open") & affordable, dtype=np.bool_)

    @property
    def external_usable(self) -> NDArray[np.bool_]:
        """Gateways that cost no more than the penalty."""
        return np.asarray(self.external_cost <= self.options.unmet_penalty_idr_per_t)

    @property
    def served_outside(self) -> NDArray[np.bool_]:
        """Receivers that a gateway can serve (n_receivers,)."""
        return np.asarray(self.external_usable.any(axis=0))


@dataclass(frozen=True, eq=False)
class TradeArcs:
    """What lies between places, whichever of them offer or lack.

    Matrices have a row per origin (or gateway) and a column per destination.

    Attributes
    ----------
    gateways : tuple of str
        Sorted; none where supply from outside is not allowed.
    cost, distance_km : float arrays (n_origins, n_destinations)
    state : object array (n_origins, n_destinations)
        Of ``PAIR_STATES`` but for ``too_small``, which depends on who offers and lacks how much.
    tier : int array (n_origins, n_destinations)
    external_cost, external_km : float arrays (n_gateways, n_destinations)
        All as in ``MatchProblem``.
    """

    gateways: tuple[str, ...]
    cost: NDArray[np.float64]
    distance_km: NDArray[np.float64]
    state: NDArray[np.object_]
    tier: NDArray[np.int64]
    external_cost: NDArray[np.float64]
    external_km: NDArray[np.float64]


def build_match_problem(
    balance: pd.DataFrame,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    places: pd.DataFrame | None = None,
) -> MatchProblem:
    """Check the tables and sort out who offers, who lacks, and who can reach whom.

    Raises
    ------
    AnalysisError
        ``missing_column``.
    MatchingInputError
        Two rows for a regency, pair or gateway arc; a negative cost or distance; a class that
        does not fit the balance; no ``places`` for the objective ``most_local``.
    """
    check_tables(balance, costs, external)
    suppliers, surplus, _ = _of_class(balance, "surplus")
    receivers, deficit, need = _of_class(balance, "deficit")
    offered = surplus * (1.0 - options.reserve_share)
    arcs = trade_arcs(suppliers, receivers, costs, external, options, places)
    state = arcs.state
    if options.min_shipment_t > 0:
        most = np.minimum(offered[:, None], -deficit[None, :])
        too_small = most < options.min_shipment_t
        for origin, destination, _ in options.forced_pairs:  # an agreement may be small
            if origin in suppliers and destination in receivers:
                too_small[suppliers.index(origin), receivers.index(destination)] = False
        state[too_small & (state == "open")] = "too_small"
    return MatchProblem(
        suppliers=suppliers,
        receivers=receivers,
        gateways=arcs.gateways,
        surplus_t=surplus,
        offered_t=offered,
        need_t=need,
        deficit_t=-deficit,
        cost=arcs.cost,
        distance_km=arcs.distance_km,
        state=state,
        tier=arcs.tier,
        external_cost=arcs.external_cost,
        external_km=arcs.external_km,
        options=options,
    )


def check_tables(balance: pd.DataFrame, costs: pd.DataFrame, external: pd.DataFrame) -> None:
    """Refuse tables that lack a column or contradict themselves; see ``build_match_problem``."""
    require_columns(
        balance.columns, ("regency_code", "balance_t", "need_t", "balance_class"), "balance"
    )
    require_columns(
        costs.columns, ("origin", "destination", "cost_idr_per_t", "distance_km"), "costs"
    )
    require_columns(external.columns, ("gateway", "destination", "cost_idr_per_t"), "external")
    _refuse_duplicates(balance, ["regency_code"], "balance")
    _refuse_duplicates(costs, ["origin", "destination"], "costs")
    _refuse_duplicates(external, ["gateway", "destination"], "external")
    _refuse_negative(costs, ("cost_idr_per_t", "distance_km"), "costs")
    _refuse_negative(external, ("cost_idr_per_t",), "external")
    _check_classes(balance)


def trade_arcs(
    origins: tuple[str, ...],
    destinations: tuple[str, ...],
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions,
    places: pd.DataFrame | None = None,
) -> TradeArcs:
    """Cost, distance, state and tier of every pair, from tables that ``check_tables`` has seen.

    Raises
    ------
    AnalysisError, MatchingInputError
        What ``build_match_problem`` says of ``places``.
    """
    cost, distance = _matrices(costs, "origin", origins, destinations)
    gateways = tuple(sorted(set(external["gateway"]))) if options.external_supply else ()
    external_cost, external_km = _matrices(external, "gateway", gateways, destinations)
    external_cost = np.where(np.isfinite(external_cost), external_cost, np.inf)
    for origin, destination in options.forbidden_pairs:
        if origin in gateways and destination in destinations:
            external_cost[gateways.index(origin), destinations.index(destination)] = np.inf
    return TradeArcs(
        gateways=gateways,
        cost=cost,
        distance_km=distance,
        state=_states(origins, destinations, cost, distance, options),
        tier=_tiers(origins, destinations, places, options),
        external_cost=external_cost,
        external_km=external_km,
    )


def _of_class(
    balance: pd.DataFrame, name: str
) -> tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]]:
    """Codes in order, balances and needs of one class."""
    rows = np.flatnonzero((balance["balance_class"] == name).to_numpy())
    codes = balance["regency_code"].to_numpy(dtype=object)[rows]
    order = rows[np.argsort(codes.astype(str), kind="stable")]
    return (
        tuple(balance["regency_code"].to_numpy(dtype=object)[order]),
        balance["balance_t"].to_numpy(dtype=np.float64)[order],
        balance["need_t"].to_numpy(dtype=np.float64)[order],
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
    origins: tuple[str, ...],
    destinations: tuple[str, ...],
    places: pd.DataFrame | None,
    options: MatchingOptions,
) -> NDArray[np.int64]:
    tier = np.full((len(origins), len(destinations)), BEYOND, dtype=np.int64)
    if places is None:
        if options.objective == "most_local":
            raise MatchingInputError(
                "missing_places",
                "objective most_local needs the table places (regency_code, zone_id, island_group)",
                table="places",
            )
        return tier
    require_columns(places.columns, ("regency_code", "zone_id", "island_group"), "places")
    _refuse_duplicates(places, ["regency_code"], "places")
    for level, column in ((1, "island_group"), (0, "zone_id")):
        known = places[places[column].notna()]
        of = dict(zip(known["regency_code"], known[column], strict=True))
        # A regency of unknown place is near nobody.
        ours = np.array([of.get(code, f"? {code}") for code in origins], dtype=object)
        theirs = np.array([of.get(code, f"?? {code}") for code in destinations], dtype=object)
        tier[ours[:, None] == theirs[None, :]] = level
    return tier


def _refuse_duplicates(table: pd.DataFrame, key: list[str], name: str) -> None:
    columns = [table[column].to_numpy(dtype=object) for column in key]
    if len(set(zip(*columns, strict=True))) < len(table):
        twice = table[table.duplicated(key)]
        found = tuple(str(part) for part in twice[key].iloc[0])
        raise MatchingInputError(
            "duplicate",
            f"table {name} has two rows for {' -> '.join(found)}",
            table=name,
            key=found,
        )


def _refuse_negative(table: pd.DataFrame, columns: tuple[str, ...], name: str) -> None:
    for column in columns:
        below = table[column].to_numpy(dtype=np.float64, na_value=np.nan) < 0
        if below.any():
            row = table[below].iloc[0]
            key = (str(row.iloc[0]), str(row["destination"]))
            raise MatchingInputError(
                "negative",
                f"table {name}, {' -> '.join(key)}: {column} = {row[column]}; expected 0 or more",
                table=name,
                key=key,
                column=column,
                value=float(row[column]),
            )


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
