"""The road-and-sea network of NTT: cheapest paths by cost, their legs, and supply from outside.

Nodes are capitals, ports and gateways outside NTT; edges are roads, port accesses, ferries and
cargo ships. What moving one tonne costs::

    cost = sum of distance_km x rate of the mode          (road, access, ferry, ship)
         + crossing_fixed_idr_per_t  for every ferry edge
         + handling_idr_per_t        for every change between land and ferry
         + ship_loading + ship_unloading + ship_margin    for every ship edge
         + ferry_gateway_margin       once, for goods bought at a gateway with a ferry

A truck rolls onto a ferry, so ferry after ferry costs no handling in between. A cargo ship carries
goods from a gateway into NTT and not back: rates out of NTT are unknown, and without this rule
rice from Flores would reach Kupang by way of Surabaya.

Goods that merely pass through such a gateway (Labuan Bajo - Sape - Waikelo) pay no margin: only a
search that starts there begins in its ``market`` layer.

Changes of mode are counted right because every port exists in two layers, ``(node, "land")`` and
``(node, "ferry")``, joined by a handling arc. A path starts and ends on land.

Functions take DataFrames with the columns of the tables ``transport_nodes``, ``transport_edges``
and ``cost_parameters``; :func:`load_graph` reads the curated ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import networkx as nx
import pandas as pd

from ntt_data.tables import load

LAND = "land"
FERRY = "ferry"
#: Where goods bought outside NTT start: the gateway's market, a margin away from its quay.
MARKET = "market"
#: Pseudo-mode of the legs where goods change from one mode to another.
HANDLING = "handling"
#: Pseudo-mode of the first leg from a ferry gateway: what prices say beyond the freight.
MARGIN = "margin"

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
    "ship_margin_idr_per_t",
    "ferry_gateway_margin_idr_per_t",
)

#: How well a distance is known, best first.
BASIS_ORDER: tuple[str, ...] = (
    "published",
    "derived",
    "derived_apportioned",
    "computed_sea",
    "computed_gc",
)

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
CHANGE_COLUMNS = [
    "origin",
    "destination",
    "cost_before_idr_per_t",
    "cost_after_idr_per_t",
    "change_idr_per_t",
    "change_pct",
    "status",
]
#: What closing edges does to a pair.
CHANGE_STATUS: tuple[str, ...] = ("unreachable", "dearer", "unchanged", "cheaper", "reachable")
LENGTH_COLUMNS = [
    "edge_id",
    "from_node",
    "from_name",
    "to_node",
    "to_name",
    "published_km",
    "network_km",
    "n_legs",
    "by_construction",
    "plausible",
    "source_ids",
]
# A leg derived from a published total returns that total, but for rounding.
_SAME_KM = 1.0
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

State = tuple[str, str]


class NetworkInputError(ValueError):
    """A table or an argument of the network is not what it must be; the message names it."""


def build_graph(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    parameters: pd.DataFrame,
    closed_edges: Iterable[str] = frozenset(),
    *,
    preferred_only: bool = True,
    cargo_only: bool = True,
) -> nx.DiGraph:
    """Directed graph whose arc weight ``cost_idr_per_t`` is the cost of moving one tonne.

    Args:
        nodes: ``node_id``, ``name``, ``kind``, ``regency_code``, ``lat``, ``lon``.
        edges: ``edge_id``, ``from_node``, ``to_node``, ``mode``, ``distance_km``, ``basis``,
            ``hours_low``, ``hours_high``, ``preferred``, ``cargo``, ``source_ids``.
        parameters: ``parameter``, ``value``, ``source_ids``; rows of :data:`PARAMETERS`.
        closed_edges: ``edge_id`` of arcs out of service.
        preferred_only: leave out alternatives and check values (``preferred`` 0).
        cargo_only: leave out passenger boats and liners (``cargo`` false).

    Returns:
        A graph over ``(node_id, layer)``. The order of the rows does not matter.

    Raises:
        NetworkInputError: unknown node, mode, basis or closed edge, duplicate key, missing or
            negative parameter, distance below zero.
    """
    rates = _rates(parameters)
    handling_sources = parameters.set_index("parameter")["source_ids"]["handling_idr_per_t"]
    _check_unique(nodes["node_id"], "node_id")
    _check_unique(edges["edge_id"], "edge_id")
    closed = frozenset(closed_edges)
    unknown = sorted(closed - set(edges["edge_id"]))
    if unknown:
        raise NetworkInputError(f"closed_edges: no such edge: {', '.join(unknown)}")

    graph = nx.DiGraph()
    graph.graph["nodes"] = {
        str(row["node_id"]): _clean(row) for row in nodes.sort_values("node_id").to_dict("records")
    }
    graph.graph["capitals"] = {
        str(node["regency_code"]): key
        for key, node in graph.graph["nodes"].items()
        if node["kind"] == "capital"
    }
    for key in graph.graph["nodes"]:
        graph.add_node((key, LAND))

    used = edges[~edges["edge_id"].isin(closed)]
    if preferred_only:
        used = used[used["preferred"].eq(1)]
    if cargo_only:
        used = used[used["cargo"].astype(bool)]
    for edge in used.sort_values("edge_id").to_dict("records"):
        _add_edge(graph, _clean(edge), rates, handling_sources)
    for key, node in graph.graph["nodes"].items():
        if node.get("external") and (key, FERRY) in graph:
            margin_sources = parameters.set_index("parameter")["source_ids"]
            graph.add_edge(
                (key, MARKET),
                (key, LAND),
                **_change(
                    MARGIN,
                    rates["ferry_gateway_margin_idr_per_t"],
                    margin_sources["ferry_gateway_margin_idr_per_t"],
                ),
            )
    return graph


def load_graph(
    closed_edges: Iterable[str] = frozenset(), closure_events: Iterable[str] = ()
) -> nx.DiGraph:
    """:func:`build_graph` over the curated tables, with edges closed one by one or by event."""
    closed = set(closed_edges)
    named = tuple(closure_events)
    if named:
        closed |= event_edges(load("closure_events"), named)
    return build_graph(
        load("transport_nodes"), load("transport_edges"), load("cost_parameters"), closed
    )


def event_edges(events: pd.DataFrame, chosen: Iterable[str]) -> frozenset[str]:
    """Edges that named events close: a ferry in dock, the months of the west monsoon.

    Args:
        events: ``event``, ``edge_ids`` (joined by ";"), as the table ``closure_events``.
        chosen: names of events.

    Raises:
        NetworkInputError: no such event, or an event twice in the table.

    Example:
        >>> table = pd.DataFrame({"event": ["dock"], "edge_ids": ["E061;E063"]})
        >>> sorted(event_edges(table, ["dock"]))
        ['E061', 'E063']
    """
    _check_unique(events["event"], "event")
    known = dict(zip(events["event"], events["edge_ids"], strict=True))
    closed: set[str] = set()
    for event in chosen:
        if event not in known:
            raise NetworkInputError(f"closure_events: no such event: {event}")
        closed.update(part.strip() for part in str(known[event]).split(";") if part.strip())
    return frozenset(closed)


def path_costs(
    graph: nx.DiGraph,
    origins: Iterable[str] | None = None,
    destinations: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Cheapest path between the capitals of regencies.

    Args:
        graph: from :func:`build_graph`.
        origins, destinations: regency codes; all regencies when left out.

    Returns:
        One row per ordered pair that can be reached, without a pair of a regency with itself:
        ``origin``, ``destination`` (regency codes), ``cost_idr_per_t``, ``distance_km``,
        ``sea_km``, ``road_km`` (with access), ``crossings`` (number of ferry and ship edges),
        ``hours_low``, ``hours_high`` (missing unless published for every leg; waiting for the
        ship is not in it) and ``weakest_basis`` (worst basis of a distance; port accesses, at
        most some 15 km, are left out of it). A pair that cannot be reached has no row.

    Raises:
        NetworkInputError: a regency without a capital in the network.

    Example:
        >>> costs = path_costs(load_graph(), ["5316"], ["5371"])
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


def reach_groups(graph: nx.DiGraph) -> list[tuple[str, ...]]:
    """Regencies that reach each other, largest group first (then by code); each stands in one.

    One group means that no regency is cut off. Ships from outside bring goods into a group but
    never join two: they don't sail back.

    Example:
        >>> len(reach_groups(load_graph())), reach_groups(load_graph({"E061"}))[1]
        (1, ('5314',))
    """
    capitals = {(key, LAND): code for code, key in graph.graph["capitals"].items()}
    groups = [
        tuple(sorted(capitals[state] for state in part if state in capitals))
        for part in nx.strongly_connected_components(graph)
    ]
    return sorted((group for group in groups if group), key=lambda group: (-len(group), group))


def cost_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """What another network does to every pair.

    Args:
        before, after: from :func:`path_costs`; a pair without a row cannot be reached.

    Returns:
        One row per pair that is reachable in either: the columns of :data:`CHANGE_COLUMNS`, in
        rupiah per tonne and per cent of before; ``status`` of :data:`CHANGE_STATUS`. Pairs that
        became unreachable first, then by the rise of the cost.
    """
    key = ["origin", "destination"]
    both = before[[*key, "cost_idr_per_t"]].merge(
        after[[*key, "cost_idr_per_t"]], on=key, how="outer", suffixes=("_before", "_after")
    )
    both = both.rename(
        columns={f"cost_idr_per_t_{when}": f"cost_{when}_idr_per_t" for when in ("before", "after")}
    )
    was, now = both["cost_before_idr_per_t"], both["cost_after_idr_per_t"]
    change = now - was
    both["change_idr_per_t"] = change
    both["change_pct"] = 100 * change / was.where(was > 0)
    both["status"] = "unchanged"
    # Half a rupiah per tonne is the rounding of sums, not a dearer path.
    both.loc[change > 0.5, "status"] = "dearer"
    both.loc[change < -0.5, "status"] = "cheaper"
    both.loc[now.isna(), "status"] = "unreachable"
    both.loc[was.isna(), "status"] = "reachable"
    rank = both["status"].map(CHANGE_STATUS.index)
    order = both.assign(rank=rank).sort_values(
        ["rank", "change_idr_per_t", *key], ascending=[True, False, True, True]
    )
    return order[CHANGE_COLUMNS].reset_index(drop=True)


def alternative_lengths(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """Published road lengths that the network does not use, beside the length over those it uses.

    Such a length is an alternative for one leg or the total of several (Kupang - Atambua). Where
    a leg was itself derived from that total, the sum returns it and proves nothing.

    Args:
        nodes: ``node_id``, ``name``.
        edges: the columns of ``transport_edges``; ``preferred`` 0 marks alternatives.

    Returns:
        One row per alternative of published length on land whose ends the network joins:
        ``edge_id``, ends, ``published_km``, ``network_km`` (shortest way), ``n_legs``,
        ``by_construction`` (every source of the alternative is a source of a derived leg, and
        the lengths agree within a kilometre), ``plausible`` (``ratio_ok``: the length fits the
        great circle), ``source_ids`` of both.
    """
    names = nodes.set_index("node_id")["name"]
    land = edges[edges["mode"].isin(["road", "access"])].sort_values("edge_id")
    graph = nx.Graph()
    for edge in map(_clean, land[land["preferred"].eq(1)].to_dict("records")):
        ends = edge["from_node"], edge["to_node"]
        if not graph.has_edge(*ends) or graph.edges[ends]["distance_km"] > edge["distance_km"]:
            graph.add_edge(*ends, **edge)
    rows = []
    others = land[land["preferred"].eq(0) & land["basis"].eq("published")]
    for other in others.to_dict("records"):
        start, end = other["from_node"], other["to_node"]
        if start not in graph or end not in graph or not nx.has_path(graph, start, end):
            continue
        path = nx.dijkstra_path(graph, start, end, weight="distance_km")
        legs = [graph.edges[tail, head] for tail, head in pairwise(path)]
        length = float(sum(leg["distance_km"] for leg in legs))
        derived = set().union(
            *(_ids(leg["source_ids"]) for leg in legs if str(leg["basis"]).startswith("derived"))
        )
        own = _ids(other["source_ids"])
        published = float(other["distance_km"])
        every = sorted(own.union(*(_ids(leg["source_ids"]) for leg in legs)))
        rows.append(
            {
                "edge_id": other["edge_id"],
                "from_node": start,
                "from_name": names[start],
                "to_node": end,
                "to_name": names[end],
                "published_km": published,
                "network_km": length,
                "n_legs": len(legs),
                "by_construction": own <= derived and abs(length - published) <= _SAME_KM,
                "plausible": bool(other["ratio_ok"]) if pd.notna(other["ratio_ok"]) else True,
                "source_ids": ";".join(every),
            }
        )
    return pd.DataFrame(rows, columns=LENGTH_COLUMNS)


def path_legs(graph: nx.DiGraph, origin: str, destination: str) -> pd.DataFrame:
    """The cheapest path leg by leg.

    Args:
        origin: a regency code, or the ``node_id`` of a gateway.
        destination: a regency code.

    Returns:
        One row per leg in order, changes of mode included (``mode`` "handling", no edge): the
        columns of :data:`LEG_COLUMNS`. The costs add up to the cost of the path. Empty when the
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

    Args:
        gateways: ``node_id`` of gateways, such as ``X_TGPERAK``. The cost starts at the quay of
            the gateway: what the goods cost there, and bringing them there, is not in it.
        destinations: regency codes; all regencies when left out.

    Returns:
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


def _rates(parameters: pd.DataFrame) -> dict[str, float]:
    _check_unique(parameters["parameter"], "parameter")
    given = dict(zip(parameters["parameter"], parameters["value"], strict=True))
    rates: dict[str, float] = {}
    for name in PARAMETERS:
        if name not in given or pd.isna(given[name]):
            raise NetworkInputError(f"parameters: {name} is missing")
        rates[name] = float(given[name])
        if not 0 <= rates[name] < float("inf"):
            raise NetworkInputError(f"parameters: {name} is {given[name]}, expected 0 or more")
    return rates


def _ids(source_ids: Any) -> set[str]:
    return {part.strip() for part in str(source_ids).split(";") if part.strip()}


def _check_unique(keys: pd.Series, name: str) -> None:
    twice = sorted(keys[keys.duplicated()].astype(str).unique())
    if twice:
        raise NetworkInputError(f"{name} stands more than once: {', '.join(twice)}")


def _clean(row: dict[Any, Any]) -> dict[str, Any]:
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
        cost += sum(rates[f"ship_{part}_idr_per_t"] for part in ("loading", "unloading", "margin"))
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


def _regencies(graph: nx.DiGraph, codes: Iterable[str] | None) -> list[str]:
    return sorted(graph.graph["capitals"] if codes is None else set(codes))


def _capital(graph: nx.DiGraph, regency_code: str) -> str:
    try:
        return str(graph.graph["capitals"][regency_code])
    except KeyError:
        raise NetworkInputError(f"no capital of regency {regency_code} in the network") from None


def _search(graph: nx.DiGraph, start: str) -> tuple[dict[State, float], dict[State, list[State]]]:
    first = (start, MARKET) if (start, MARKET) in graph else (start, LAND)
    costs, paths = nx.single_source_dijkstra(graph, first, weight="cost_idr_per_t")
    return costs, paths


def _arcs(graph: nx.DiGraph, path: list[State]) -> list[tuple[State, State, dict[str, Any]]]:
    return [(tail, head, graph.edges[tail, head]) for tail, head in pairwise(path)]


def _summary(graph: nx.DiGraph, path: list[State]) -> dict[str, Any]:
    moves = [arc for _, _, arc in _arcs(graph, path) if arc["mode"] not in (HANDLING, MARGIN)]
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
