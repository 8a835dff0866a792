"""The edges of the network that carry goods in the model, with the names of their ends."""

from __future__ import annotations

import pandas as pd

from ntt_data.editions import once_per_tables
from ntt_data.tables import load


@once_per_tables(maxsize=1)
def used_edges() -> pd.DataFrame:
    """Edges that carry goods in the model, with the names of their ends, roads first.

    Shared, so copy it before a change.
    """
    edges = load("transport_edges")
    edges = edges[edges["preferred"].eq(1) & edges["cargo"].astype(bool)]
    names = load("transport_nodes").set_index("node_id")["name"]
    order = {"road": 0, "access": 1, "ferry": 2, "ship": 3}
    return edges.assign(
        from_name=edges["from_node"].map(names),
        to_name=edges["to_node"].map(names),
        order=edges["mode"].map(order),
    ).sort_values(["order", "edge_id"], ignore_index=True)


@once_per_tables(maxsize=1)
def node_names() -> dict[str, str]:
    """Name of every node of the network as in the register."""
    nodes = load("transport_nodes")
    return dict(zip(nodes["node_id"], nodes["name"], strict=True))


@once_per_tables(maxsize=1)
def crossing_names() -> dict[str, str]:
    """``Bolok – Aimere`` by edge: ports without what stands in brackets behind them."""
    edges = used_edges()
    ends = zip(edges["edge_id"], edges["from_name"], edges["to_name"], strict=True)
    return {edge: f"{a.split(' (')[0]} – {b.split(' (')[0]}" for edge, a, b in ends}


@once_per_tables(maxsize=1)
def sea_ports_without_ship() -> tuple[str, ...]:
    """Sea ports of NTT that no cargo ship of the network reaches, by name.

    No ship means that no source tells of one, not that none calls there.
    """
    nodes = load("transport_nodes")
    reached = used_edges().query("mode == 'ship'")["to_node"]
    without = nodes[nodes["kind"].eq("sea_port") & ~nodes["external"].astype(bool)]
    without = without[~without["node_id"].isin(reached)]
    return tuple(sorted(str(name).split(" (")[0] for name in without["name"]))


def is_weak(basis: str) -> bool:
    """Whether a length is computed, not published or derived from something published."""
    return basis.startswith("computed")
