"""The road-and-sea network and what moving a tonne over it costs, under any scenario."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.answer import TransportCosts
from analysis.scenario.apply import apply_cost_parameters, closed_edges
from analysis.scenario.scenario import Scenario
from geo.closures import Closure, cost_changes, reach_groups
from geo.edges import used_edges
from geo.network import build_graph, load_graph
from geo.paths import external_costs, path_costs, path_edges, path_legs
from geo.places import gateways
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing.sources import split_ids

Overrides = tuple[tuple[str, float], ...]


@once_per_edition(maxsize=1)
def network_sources() -> tuple[str, ...]:
    """Sources of all lengths and cost parameters of the network."""
    return tuple(split_ids([*used_edges()["source_ids"], *load("cost_parameters")["source_ids"]]))


def transport_costs(scenario: Scenario) -> TransportCosts:
    """Costs between capitals and from outside under a scenario's parameters and closures.

    Raises ``ScenarioError`` when it names a parameter, edge or event that is not known.
    """
    return _costs(scenario.cost_parameters, scenario.closed_edges, scenario.closure_events)


def network() -> nx.DiGraph:
    """The network with the parameters of the table and nothing closed."""
    return _graph((), (), ())


def capital_costs() -> pd.DataFrame:
    """Cheapest cost from every regency's capital to every other, in the baseline."""
    return _costs((), (), ()).between


def gateway_costs() -> pd.DataFrame:
    """Delivered freight of a tonne from outside to every regency's capital, in the baseline."""
    return _costs((), (), ()).from_outside


@once_per_edition(maxsize=1)
def ferry_crossings() -> pd.DataFrame:
    """The ferries on the cheapest path of every pair, and of every gateway to every regency."""
    edges = path_edges(network(), gateways())
    return edges[edges["mode"] == "ferry"].reset_index(drop=True)


@once_per_edition(maxsize=1024)
def legs(origin: str, destination: str) -> pd.DataFrame:
    """The cheapest path leg by leg; ``origin`` is a regency's code or a gateway."""
    return path_legs(network(), origin, destination)


@once_per_edition(maxsize=64)
def closure(edges: frozenset[str]) -> Closure:
    """The network without these edges, compared with all edges open."""
    graph = load_graph(edges)
    outside = external_costs(graph, gateways())
    cheapest = outside.sort_values(["cost_idr_per_t", "gateway"]).drop_duplicates("destination")
    return Closure(
        edges,
        reach_groups(graph),
        cost_changes(capital_costs(), path_costs(graph)),
        cheapest.sort_values("destination", ignore_index=True),
    )


def _parameters(overrides: Overrides) -> pd.DataFrame:
    return apply_cost_parameters(load("cost_parameters"), _only(cost_parameters=overrides))


@once_per_edition(maxsize=8)
def _graph(
    overrides: Overrides, single_edges: tuple[str, ...], events: tuple[str, ...]
) -> nx.DiGraph:
    edges = load("transport_edges")
    closures = _only(closed_edges=single_edges, closure_events=events)
    closed = closed_edges(closures, load("closure_events"), list(edges["edge_id"]))
    return build_graph(load("transport_nodes"), edges, _parameters(overrides), closed)


@once_per_edition(maxsize=64)
def _costs(
    overrides: Overrides, single_edges: tuple[str, ...], events: tuple[str, ...]
) -> TransportCosts:
    graph = _graph(overrides, single_edges, events)
    payload = _parameters(overrides).set_index("parameter")["value"]["truck_payload_t"]
    return TransportCosts(
        path_costs(graph), external_costs(graph, gateways()), truck_payload_t=float(payload)
    )


def _only(**fields: object) -> Scenario:
    """A scenario that says nothing else: costs are kept by what they depend on alone."""
    return Scenario("-", "-", 2000, **fields)  # type: ignore[arg-type]
