"""Cheapest paths over the network: what they cost, their legs, and supply from outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import networkx as nx
import pandas as pd

from geo.network import BASIS_ORDER, HANDLING, LAND, PARAMETERS, NetworkInputError, State

PATH_COLUMNS = [
    "origin",
    "destination",
    "cost_idr_per_t",
    "distance_km",
    "sea_km",
    "road_km",
    "crossings",
    "hours_low",
    "hours_high",
    "weakest_basis",
]
PATH_EDGE_COLUMNS = ["origin", "destination", "edge_id", "mode", "from_node", "to_node"]
LEG_COLUMNS = [
    "leg",
    "mode",
    "from_node",
    "from_name",
    "to_node",
    "to_name",
    "distance_km",
    "hours_low",
    "hours_high",
    "basis",
    "cost_idr_per_t",
    "edge_id",
    "source_ids",
]


def path_costs(
    graph: nx.DiGraph,
    origins: Iterable[str] | None = None,
    destinations: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Cheapest path between the capitals of regencies.

    Parameters
    ----------
    graph : DiGraph
        From ``geo.network.build_graph``.
    origins, destinations : iterable of str, optional
        Regency codes; all regencies when left out.

    Returns
    -------
    DataFrame
        One row per ordered pair that can be reached, without a pair of a regency with itself:
        ``origin``, ``destination`` (regency codes), ``cost_idr_per_t``, ``distance_km``,
        ``sea_km``, ``road_km`` (with access), ``crossings`` (number of ferry and ship edges),
        ``hours_low``, ``hours_high`` (missing unless published for every leg; waiting for the
        ship is not in it) and ``weakest_basis`` (worst basis of a distance; port accesses, at
        most some 15 km, are left out of it). A pair that cannot be reached has no row.

    Raises
    ------
    NetworkInputError
        A regency without a capital in the network.

    Examples
    --------
    >>> from geo.network import build_graph
    >>> from ntt_data.tables import load
    >>> tables = load("transport_nodes"), load("transport_edges"), load("cost_parameters")
    >>> costs = path_costs(build_graph(*tables), ["5316"], ["5371"])
    >>> costs["crossings"].tolist()
    [1]
    """
    from_codes = _regencies(graph, origins)
    to_codes = _regencies(graph, destinations)
    rows = []
    for origin in from_codes:
        costs, paths = _search(graph, _capital(graph, origin))
        for destination in to_codes:
            target = (_capital(graph, destination), LAND)
            if destination != origin and target in paths:
                summary = _summary(graph, paths[target])
                rows.append(
                    {
                        "origin": origin,
                        "destination": destination,
                        "cost_idr_per_t": costs[target],
                        **summary,
                    }
                )
    return pd.DataFrame(rows, columns=PATH_COLUMNS)


def path_legs(graph: nx.DiGraph, origin: str, destination: str) -> pd.DataFrame:
    """The cheapest path leg by leg.

    Parameters
    ----------
    origin : str
        A regency code, or the ``node_id`` of a gateway.
    destination : str
        A regency code.

    Returns
    -------
    DataFrame
        One row per leg in order, changes of mode included (``mode`` "handling", no edge): the
        columns of ``LEG_COLUMNS``. The costs add up to the cost of the path. Empty when the
        destination cannot be reached or is the origin.
    """
    start = origin if origin in graph.graph["nodes"] else _capital(graph, origin)
    _, paths = _search(graph, start)
    path = paths.get((_capital(graph, destination), LAND), [])
    names = {key: node["name"] for key, node in graph.graph["nodes"].items()}
    rows: list[dict[str, Any]] = []
    for tail, head, arc in _arcs(graph, path):
        rows.append(
            {
                "leg": len(rows) + 1,
                "mode": arc["mode"],
                "from_node": tail[0],
                "from_name": names[tail[0]],
                "to_node": head[0],
                "to_name": names[head[0]],
                **{column: arc[column] for column in arc if column != "mode"},
            }
        )
    return pd.DataFrame(rows, columns=LEG_COLUMNS)


def external_costs(
    graph: nx.DiGraph, gateways: Iterable[str], destinations: Iterable[str] | None = None
) -> pd.DataFrame:
    """Delivered cost of one tonne from each gateway outside NTT to each capital.

    Parameters
    ----------
    gateways : iterable of str
        ``node_id`` of gateways, such as ``X_TGPERAK``. The cost starts at the quay of
        the gateway: what the goods cost there, and bringing them there, is not in it.
    destinations : iterable of str, optional
        Regency codes; all regencies when left out.

    Returns
    -------
    DataFrame
        ``gateway``, ``destination`` (regency code), ``cost_idr_per_t``, ``distance_km``; pairs
        that cannot be reached have no row.
    """
    rows = []
    for gateway in sorted(gateways):
        if gateway not in graph.graph["nodes"]:
            raise NetworkInputError(f"gateways: no such node: {gateway}")
        costs, paths = _search(graph, gateway)
        for destination in _regencies(graph, destinations):
            target = (_capital(graph, destination), LAND)
            if target in paths:
                distance = sum(arc["distance_km"] for _, _, arc in _arcs(graph, paths[target]))
                rows.append((gateway, destination, costs[target], distance))
    return pd.DataFrame(rows, columns=["gateway", "destination", "cost_idr_per_t", "distance_km"])


def path_edges(graph: nx.DiGraph, gateways: Iterable[str] = ()) -> pd.DataFrame:
    """Every edge of the cheapest path of every pair, in the order it is travelled.

    Parameters
    ----------
    gateways : iterable of str, optional
        ``node_id`` of gateways whose paths to the regencies are wanted too.

    Returns
    -------
    DataFrame
        One row per edge: ``origin`` (regency code or gateway), ``destination``, ``edge_id``,
        ``mode``, and ``from_node``, ``to_node`` in the direction of travel. Changes of mode are
        no edges. A pair that cannot be reached has no row.
    """
    rows = [
        (origin, destination, arc["edge_id"], arc["mode"], tail[0], head[0])
        for origin, destination, path in _cheapest_paths(graph, gateways)
        for tail, head, arc in _arcs(graph, path)
        if arc["edge_id"] is not None
    ]
    return pd.DataFrame(rows, columns=PATH_EDGE_COLUMNS)


def path_parameters(graph: nx.DiGraph, gateways: Iterable[str] = ()) -> pd.DataFrame:
    """How much of every cost parameter the cheapest path of every pair takes.

    The cost of a path is the sum over the parameters of this amount times the parameter's value,
    as long as the path stays the same.

    Parameters
    ----------
    gateways : iterable of str, optional
        ``node_id`` of gateways whose paths to the regencies are wanted too.

    Returns
    -------
    DataFrame
        ``origin`` (regency code or gateway), ``destination``, and one column for each of
        ``PARAMETERS``: kilometres, or a number of times. A pair that cannot be reached has no row.
    """
    rows: list[dict[str, Any]] = []
    for origin, destination, path in _cheapest_paths(graph, gateways):
        amounts: Counter[str] = Counter()
        for _tail, _head, arc in _arcs(graph, path):
            amounts.update(_parameters_of(arc))
        rows.append({"origin": origin, "destination": destination, **amounts})
    table = pd.DataFrame(rows, columns=["origin", "destination", *PARAMETERS])
    return table.fillna(dict.fromkeys(PARAMETERS, 0.0))


def _cheapest_paths(
    graph: nx.DiGraph, gateways: Iterable[str]
) -> Iterator[tuple[str, str, list[State]]]:
    """Origin (regency code or gateway), destination and path of every pair that can be reached."""
    starts = {code: _capital(graph, code) for code in _regencies(graph, None)}
    starts |= {gateway: gateway for gateway in sorted(gateways)}
    for origin, node in starts.items():
        _, paths = _search(graph, node)
        for destination in _regencies(graph, None):
            path = paths.get((_capital(graph, destination), LAND), [])
            if len(path) > 1:
                yield origin, destination, path


def _parameters_of(arc: dict[str, Any]) -> dict[str, float]:
    """Amount of each parameter in the cost of one arc, see ``geo.network``."""
    mode = arc["mode"]
    if mode == HANDLING:
        return {"handling_idr_per_t": 1.0}
    amounts = {f"{mode}_idr_per_t_km": arc["distance_km"]}
    if mode == "ferry":
        amounts["crossing_fixed_idr_per_t"] = 1.0
    if mode == "ship":  # paid once per ship, whatever the distance
        each = (name for name in PARAMETERS if name.startswith("ship_"))
        amounts |= {name: 1.0 for name in each if not name.endswith("_km")}
    return amounts


def _regencies(graph: nx.DiGraph, codes: Iterable[str] | None) -> list[str]:
    return sorted(graph.graph["capitals"] if codes is None else set(codes))


def _capital(graph: nx.DiGraph, regency_code: str) -> str:
    try:
        return str(graph.graph["capitals"][regency_code])
    except KeyError:
        raise NetworkInputError(f"no capital of regency {regency_code} in the network") from None


def _search(graph: nx.DiGraph, start: str) -> tuple[dict[State, float], dict[State, list[State]]]:
    costs, paths = nx.single_source_dijkstra(graph, (start, LAND), weight="cost_idr_per_t")
    return costs, paths


def _arcs(graph: nx.DiGraph, path: list[State]) -> list[tuple[State, State, dict[str, Any]]]:
    return [(tail, head, graph.edges[tail, head]) for tail, head in pairwise(path)]


def _summary(graph: nx.DiGraph, path: list[State]) -> dict[str, Any]:
    moves = [arc for _, _, arc in _arcs(graph, path) if arc["mode"] != HANDLING]
    at_sea = [arc for arc in moves if arc["mode"] in ("ferry", "ship")]
    on_land = [arc for arc in moves if arc["mode"] in ("road", "access")]
    judged = [arc["basis"] for arc in moves if arc["mode"] != "access"]
    return {
        "distance_km": sum(arc["distance_km"] for arc in moves),
        "sea_km": sum(arc["distance_km"] for arc in at_sea),
        "road_km": sum(arc["distance_km"] for arc in on_land),
        "crossings": len(at_sea),
        "hours_low": _total_hours(moves, "hours_low"),
        "hours_high": _total_hours(moves, "hours_high"),
        "weakest_basis": max(judged, key=BASIS_ORDER.index) if judged else None,
    }


def _total_hours(moves: list[dict[str, Any]], column: str) -> float:
    """Sum over the legs; one leg without hours makes the sum unknown, not shorter."""
    hours = [arc[column] for arc in moves]
    return float("nan") if any(value is None for value in hours) else float(sum(hours))
