"""A small network worked out by hand, and the curated tables of the real one, for tests."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd

from geo.network import build_graph
from geo.paths import path_costs

CURATED = Path(__file__).resolve().parents[2] / "ntt_data" / "curated"

# A (5301) ---- road 100 km ---- port P ~~ ferry 50 km ~~ port Q -- access 10 km -- B (5302)
#                                  \~~ ferry 30 km ~~ R ~~ ferry 15 km ~~/
# C (5303) -- road 20 km -- A        D (5304): nothing leads there        X ~~ ship 1,000 km ~> Q
RATES = {
    "road_idr_per_t_km": 10.0,
    "access_idr_per_t_km": 20.0,
    "ferry_idr_per_t_km": 40.0,
    "crossing_fixed_idr_per_t": 1000.0,
    "handling_idr_per_t": 300.0,
    "ship_idr_per_t_km": 2.0,
    "ship_loading_idr_per_t": 700.0,
    "ship_unloading_idr_per_t": 400.0,
}


def small_parameters(**changes: float | None) -> pd.DataFrame:
    rates = {**RATES, **changes}
    return pd.DataFrame(
        [(name, value, "assumption") for name, value in rates.items()],
        columns=["parameter", "value", "source_ids"],
    )


def small_nodes() -> pd.DataFrame:
    rows = [
        ("A", "Kota A", "capital", "5301", -9.0, 120.0),
        ("B", "Kota B", "capital", "5302", -9.0, 121.0),
        ("C", "Kota C", "capital", "5303", -9.2, 120.0),
        ("D", "Kota D", "capital", "5304", -9.9, 123.0),
        ("P", "Pelabuhan P", "ferry_port", "5301", -8.8, 120.2),
        ("Q", "Pelabuhan Q", "ferry_port", "5302", -8.8, 120.8),
        ("R", "Pelabuhan R", "ferry_port", None, -8.6, 120.5),
        ("X", "Pelabuhan X", "sea_port", None, -7.2, 112.7),
    ]
    return pd.DataFrame(rows, columns=["node_id", "name", "kind", "regency_code", "lat", "lon"])


def small_edges() -> pd.DataFrame:
    rows = [
        ("E1", "A", "P", "road", 100.0, "published", 3.0, 4.0, 1, True),
        ("E2", "P", "Q", "ferry", 50.0, "computed_sea", 5.0, 5.0, 1, True),
        ("E3", "Q", "B", "access", 10.0, "computed_gc", 0.5, 0.5, 1, True),
        ("E4", "P", "R", "ferry", 30.0, "published", 2.0, 2.0, 1, True),
        ("E5", "R", "Q", "ferry", 15.0, "published", None, None, 1, True),
        ("E6", "C", "A", "road", 20.0, "derived", None, None, 1, True),
        ("E7", "P", "Q", "ferry", 45.0, "published", 1.0, 1.0, 1, False),  # passenger boat
        ("E8", "A", "P", "road", 60.0, "published", 1.0, 1.0, 0, True),  # check value
        ("E9", "X", "Q", "ship", 1000.0, "published", 50.0, 60.0, 1, True),
    ]
    columns = [
        "edge_id",
        "from_node",
        "to_node",
        "mode",
        "distance_km",
        "basis",
        "hours_low",
        "hours_high",
        "preferred",
        "cargo",
    ]
    return pd.DataFrame(rows, columns=columns).assign(source_ids="assumption")


def small_graph(**arguments: object) -> nx.DiGraph:
    return build_graph(small_nodes(), small_edges(), small_parameters(), **arguments)  # type: ignore[arg-type]


def cost_between(graph: nx.DiGraph, origin: str, destination: str) -> float:
    costs = path_costs(graph, [origin], [destination])
    return float(costs["cost_idr_per_t"].iloc[0]) if len(costs) else float("inf")


NODES = pd.read_csv(CURATED / "transport_nodes.csv", dtype={"regency_code": str})
EDGES = pd.read_csv(CURATED / "transport_edges.csv")
PARAMETERS = pd.read_csv(CURATED / "cost_parameters.csv")
REAL = build_graph(NODES, EDGES, PARAMETERS)
