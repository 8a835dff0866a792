"""Published road lengths that the network does not use, as a check on those it does."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import networkx as nx
import pandas as pd

from geo.network import without_missing

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


def alternative_lengths(nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """Published road lengths that the network does not use, beside the length over those it uses.

    Such a length is an alternative for one leg or the total of several (Kupang - Atambua). Where
    a leg was itself derived from that total, the sum returns it and proves nothing.

    Parameters
    ----------
    nodes : DataFrame
        ``node_id``, ``name``.
    edges : DataFrame
        The columns of ``transport_edges``; ``preferred`` 0 marks alternatives.

    Returns
    -------
    DataFrame
        One row per alternative of published length on land whose ends the network joins:
        ``edge_id``, ends, ``published_km``, ``network_km`` (shortest way), ``n_legs``,
        ``by_construction`` (every source of the alternative is a source of a derived leg, and
        the lengths agree within a kilometre), ``plausible`` (``ratio_ok``: the length fits the
        great circle), ``source_ids`` of both.
    """
    names = nodes.set_index("node_id")["name"]
    land = edges[edges["mode"].isin(["road", "access"])].sort_values("edge_id")
    graph = nx.Graph()
    for edge in map(without_missing, land[land["preferred"].eq(1)].to_dict("records")):
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


def _ids(source_ids: Any) -> set[str]:
    return {part.strip() for part in str(source_ids).split(";") if part.strip()}
