"""The road-and-sea network and what moving a tonne over it costs, under any scenario."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.answer import TransportCosts
from analysis.scenario.apply import apply_cost_parameters
from analysis.scenario.scenario import Scenario
from analysis.uncertainty.cost_draws import CostParts
from geo.closures import Closure, connected_components, cost_changes, event_edges
from geo.edges import used_edges
from geo.network import build_graph
from geo.paths import external_costs, path_costs, path_edges, path_legs, path_parameters
from geo.places import gateways
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from publishing.sources import NetworkSource, split_ids

Overrides = tuple[tuple[str, float], ...]


@once_per_tables(maxsize=1)
def network_sources() -> tuple[NetworkSource, ...]:
    """Sources of all lengths and cost parameters of the network."""
    cells = [*used_edges()["source_ids"], *load("cost_parameters")["source_ids"]]
    return tuple(map(NetworkSource, split_ids(cells)))


def transport_costs(scenario: Scenario) -> TransportCosts:
    """Costs between capitals and from outside under a scenario's parameters and closures.

    Raises
    ------
    ScenarioError
        A parameter that is not known.
    NetworkInputError
        An edge or event that is not known.
    """
    closed = event_edges(load("closure_events"), scenario.closure_events)
    return _costs(scenario.cost_parameters, closed | set(scenario.closed_edges))


def network(closed_edges: frozenset[str] = frozenset()) -> nx.DiGraph:
    """The network with the parameters of the table and some edges closed."""
    return _graph((), closed_edges)


def capital_costs() -> pd.DataFrame:
    """Cheapest cost from every regency's capital to every other, in the baseline."""
    return _costs((), frozenset()).between


def gateway_costs() -> pd.DataFrame:
    """Delivered freight of a tonne from outside to every regency's capital, in the baseline."""
    return _costs((), frozenset()).from_outside


@once_per_tables(maxsize=1)
def ferry_crossings() -> pd.DataFrame:
    """The ferries on the cheapest path of every pair, and of every gateway to every regency."""
    edges = path_edges(network(), gateways())
    return edges[edges["mode"] == "ferry"].reset_index(drop=True)


@once_per_tables(maxsize=1024)
def legs(origin: str, destination: str) -> pd.DataFrame:
    """The cheapest path leg by leg; ``origin`` is a regency's code or a gateway."""
    return path_legs(network(), origin, destination)


def legs_under(scenario: Scenario, origin: str, destination: str) -> pd.DataFrame:
    """The same under a scenario's parameters and closures."""
    closed = event_edges(load("closure_events"), scenario.closure_events)
    graph = _graph(scenario.cost_parameters, closed | set(scenario.closed_edges))
    return path_legs(graph, origin, destination)


@once_per_tables(maxsize=64)
def closure(edges: frozenset[str]) -> Closure:
    """The network without these edges, compared with all edges open."""
    graph = network(edges)
    outside = external_costs(graph, gateways())
    cheapest = outside.sort_values(["cost_idr_per_t", "gateway"]).drop_duplicates("destination")
    return Closure(
        edges,
        connected_components(graph),
        cost_changes(capital_costs(), path_costs(graph)),
        cheapest.sort_values("destination", ignore_index=True),
    )


def _parameters(overrides: Overrides) -> pd.DataFrame:
    return apply_cost_parameters(load("cost_parameters"), overrides)


@once_per_tables(maxsize=8)
def _graph(overrides: Overrides, closed_edges: frozenset[str]) -> nx.DiGraph:
    nodes, edges = load("transport_nodes"), load("transport_edges")
    return build_graph(nodes, edges, _parameters(overrides), closed_edges)


@once_per_tables(maxsize=64)
def _costs(overrides: Overrides, closed_edges: frozenset[str]) -> TransportCosts:
    graph = _graph(overrides, closed_edges)
    parameters = _parameters(overrides)
    payload = parameters.set_index("parameter")["value"]["truck_payload_t"]
    return TransportCosts(
        path_costs(graph),
        external_costs(graph, gateways()),
        truck_payload_t=float(payload),
        parts=CostParts(parameters, path_parameters(graph, gateways())),
    )
