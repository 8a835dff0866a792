"""The road-and-sea network of NTT as a graph whose arcs cost what moving one tonne costs.

Nodes are capitals, ports and gateways outside NTT; edges are roads, port accesses, ferries and
cargo ships. What moving one tonne costs::

    cost = sum of distance_km x rate of the mode          (road, access, ferry, ship)
         + crossing_fixed_idr_per_t  for every ferry edge
         + handling_idr_per_t        for every change between land and ferry
         + ship_loading + ship_unloading                  for every ship edge

A truck rolls onto a ferry, so ferry after ferry costs no handling in between. A cargo ship carries
goods from a gateway into NTT and not back: rates out of NTT are unknown, and without this rule
rice from Flores would reach Kupang by way of Surabaya.

What traders keep is no cost of moving goods: goods from a gateway pay freight alone, as goods from
a regency do.

Changes of mode are counted right because every port exists in two layers, ``(node, "land")`` and
``(node, "ferry")``, joined by a handling arc. A path starts and ends on land; ``geo.paths`` finds
the cheapest.

Functions take DataFrames with the columns of the tables ``transport_nodes``, ``transport_edges``
and ``cost_parameters``; ``services.answer.freight`` gives the network of the curated ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args

import networkx as nx
import pandas as pd

LAND = "land"
FERRY = "ferry"
#: Pseudo-mode of the legs where goods change from one mode to another.
HANDLING = "handling"

#: Parameters the graph needs; each must be a row of ``cost_parameters``.
PARAMETERS: tuple[str, ...] = (
    "road_idr_per_t_km",
    "access_idr_per_t_km",
    "ferry_idr_per_t_km",
    "crossing_fixed_idr_per_t",
    "handling_idr_per_t",
    "ship_idr_per_t_km",
    "ship_loading_idr_per_t",
    "ship_unloading_idr_per_t",
)

#: How well a distance is known, best first.
Basis = Literal["published", "derived", "derived_apportioned", "computed_sea", "computed_gc"]
BASIS_ORDER: tuple[Basis, ...] = get_args(Basis)

State = tuple[str, str]


class NetworkInputError(ValueError):
    """A table or an argument of the network is not what it must be; the message names it."""


def build_graph(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    parameters: pd.DataFrame,
    closed_edges: Iterable[str] = frozenset(),
) -> nx.DiGraph:
    """Directed graph whose arc weight ``cost_idr_per_t`` is the cost of moving one tonne.

    Alternatives and check values (``preferred`` 0) are left out, and so are passenger boats and
    liners (``cargo`` false).

    Parameters
    ----------
    nodes : DataFrame
        ``node_id``, ``name``, ``kind``, ``regency_code``, ``lat``, ``lon``.
    edges : DataFrame
        ``edge_id``, ``from_node``, ``to_node``, ``mode``, ``distance_km``, ``basis``,
        ``hours_low``, ``hours_high``, ``preferred``, ``cargo``, ``source_ids``.
    parameters : DataFrame
        ``parameter``, ``value``, ``source_ids``; rows of ``PARAMETERS``.
    closed_edges : iterable of str, optional
        ``edge_id`` of arcs out of service.

    Returns
    -------
    DiGraph
        A graph over ``(node_id, layer)``. The order of the rows does not matter.

    Raises
    ------
    NetworkInputError
        Unknown node, mode, basis or closed edge, duplicate key, missing or
        negative parameter, distance below zero.
    """
    rates = _rates(parameters)
    handling_sources = parameters.set_index("parameter")["source_ids"]["handling_idr_per_t"]
    check_unique(nodes["node_id"], "node_id")
    check_unique(edges["edge_id"], "edge_id")
    closed = frozenset(closed_edges)
    unknown = sorted(closed - set(edges["edge_id"]))
    if unknown:
        raise NetworkInputError(f"closed_edges: no such edge: {', '.join(unknown)}")

    graph = nx.DiGraph()
    graph.graph["nodes"] = {
        str(row["node_id"]): without_missing(row)
        for row in nodes.sort_values("node_id").to_dict("records")
    }
    graph.graph["capitals"] = {
        str(node["regency_code"]): key
        for key, node in graph.graph["nodes"].items()
        if node["kind"] == "capital"
    }
    for key in graph.graph["nodes"]:
        graph.add_node((key, LAND))

    used = edges[~edges["edge_id"].isin(closed)]
    used = used[used["preferred"].eq(1) & used["cargo"].astype(bool)]
    for edge in used.sort_values("edge_id").to_dict("records"):
        _add_edge(graph, without_missing(edge), rates, handling_sources)
    return graph


def _rates(parameters: pd.DataFrame) -> dict[str, float]:
    check_unique(parameters["parameter"], "parameter")
    given = dict(zip(parameters["parameter"], parameters["value"], strict=True))
    rates: dict[str, float] = {}
    for name in PARAMETERS:
        if name not in given or pd.isna(given[name]):
            raise NetworkInputError(f"parameters: {name} is missing")
        rates[name] = float(given[name])
        if not 0 <= rates[name] < float("inf"):
            raise NetworkInputError(f"parameters: {name} is {given[name]}, expected 0 or more")
    return rates


def check_unique(keys: pd.Series, name: str) -> None:
    """Refuse a column of keys with one that stands twice."""
    twice = sorted(keys[keys.duplicated()].astype(str).unique())
    if twice:
        raise NetworkInputError(f"{name} stands more than once: {', '.join(twice)}")


def without_missing(row: dict[Any, Any]) -> dict[str, Any]:
    """Missing values of any pandas kind as ``None``."""
    return {str(key): None if pd.isna(value) else value for key, value in row.items()}


def _add_edge(
    graph: nx.DiGraph, edge: dict[str, Any], rates: dict[str, float], handling_sources: str
) -> None:
    name, mode, length = edge["edge_id"], edge["mode"], edge["distance_km"]
    for end in (edge["from_node"], edge["to_node"]):
        if end not in graph.graph["nodes"]:
            raise NetworkInputError(f"edge {name}: no such node: {end}")
    if mode not in ("road", "access", "ferry", "ship"):
        raise NetworkInputError(f"edge {name}: unknown mode {mode!r}")
    if edge["basis"] not in BASIS_ORDER:
        raise NetworkInputError(f"edge {name}: unknown basis {edge['basis']!r}")
    if length is None or length < 0:
        raise NetworkInputError(f"edge {name}: distance_km is {length}, expected 0 or more")
    cost = float(length) * rates[f"{mode}_idr_per_t_km"]
    if mode == "ferry":
        cost += rates["crossing_fixed_idr_per_t"]
    if mode == "ship":
        cost += sum(rates[f"ship_{part}_idr_per_t"] for part in ("loading", "unloading"))
    layer = FERRY if mode == "ferry" else LAND
    arc = {
        "mode": mode,
        "distance_km": float(length),
        "hours_low": edge["hours_low"],
        "hours_high": edge["hours_high"],
        "basis": edge["basis"],
        "cost_idr_per_t": cost,
        "edge_id": name,
        "source_ids": edge["source_ids"],
    }
    start, end = (edge["from_node"], layer), (edge["to_node"], layer)
    _add_cheapest(graph, start, end, arc)
    if mode != "ship":
        _add_cheapest(graph, end, start, arc)
    if mode == "ferry":
        for port in (edge["from_node"], edge["to_node"]):
            handling = _change(HANDLING, rates["handling_idr_per_t"], handling_sources)
            graph.add_edge((port, LAND), (port, FERRY), **handling)
            graph.add_edge((port, FERRY), (port, LAND), **handling)


def _change(mode: str, cost_idr_per_t: float, source_ids: Any) -> dict[str, Any]:
    """An arc that moves nothing but costs something."""
    return {
        "mode": mode,
        "distance_km": 0.0,
        "hours_low": None,
        "hours_high": None,
        "basis": None,
        "cost_idr_per_t": cost_idr_per_t,
        "edge_id": None,
        "source_ids": source_ids,
    }


def _add_cheapest(graph: nx.DiGraph, start: State, end: State, arc: dict[str, Any]) -> None:
    """Of two edges between the same nodes the cheaper stays; of equal ones the first by key."""
    there = graph.get_edge_data(start, end)
    if there is None or arc["cost_idr_per_t"] < there["cost_idr_per_t"]:
        graph.add_edge(start, end, **arc)
