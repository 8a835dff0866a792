"""The answer of a scenario, computed once per process and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

import pandas as pd

from analysis.balance import compute_balance, explain_inputs, summarise_balance
from analysis.balance_settings import MissingInputs
from analysis.matching import MatchResult, match
from analysis.scenario import EVERYWHERE, Scenario, baseline
from analysis.scenario_apply import apply_cost_parameters, apply_scenario, closed_edges
from analysis.scenario_compare import ScenarioResult
from analysis.scenario_references import KnownNames, require_known
from geo.network import build_graph
from geo.paths import external_costs, path_costs
from ntt_data.tables import load
from pages.ui import results
from pages.ui.language import _


@dataclass(frozen=True, eq=False)
class Answer:
    """Balance and pairs of one commodity under a scenario."""

    scenario: Scenario
    balance: results.Balance
    match: MatchResult
    demand: pd.DataFrame

    def source_ids(self) -> list[str]:
        """What its figures rest on; what differs from the baseline is an assumption."""
        own = () if self.scenario == _untouched(self.scenario) else ("assumption",)
        return [*results.match_sources(self.balance), *own]

    def result(self) -> ScenarioResult:
        """As the comparison takes it."""
        return ScenarioResult(self.scenario, self.balance.table, self.match)


def baseline_of(commodity: str, year: int) -> Scenario:
    """The scenario that everybody starts from, for a commodity and year."""
    return baseline(_("Baseline"), commodity, year)


def _untouched(scenario: Scenario) -> Scenario:
    return baseline_of(scenario.commodity, scenario.year).without_name()


def evaluate(scenario: Scenario, commodity: str | None = None) -> Answer | MissingInputs:
    """The answer for the scenario's commodity (or another); its name plays no part.

    Raises ``ScenarioError`` when it names a place, parameter, edge or event that is not known.
    """
    return _evaluated(scenario.without_name(), commodity or scenario.commodity)


@lru_cache(maxsize=1)
def known_names() -> KnownNames:
    """What a scenario may refer to, from the curated tables."""
    places = results.regencies()
    return KnownNames(
        commodities=frozenset(load("commodities")["commodity"]),
        scopes=frozenset([EVERYWHERE, *load("zones")["zone_id"], *places["regency_code"]]),
        cost_parameters=frozenset(load("cost_parameters")["parameter"]),
        closed_edges=frozenset(load("transport_edges")["edge_id"]),
        closure_events=frozenset(load("closure_events")["event"]),
    )


@lru_cache(maxsize=256)
def _evaluated(scenario: Scenario, commodity: str) -> Answer | MissingInputs:
    require_known(scenario, known_names())
    applied = apply_scenario(results.balance_tables(), scenario, commodity)
    if isinstance(applied.settings, MissingInputs):
        return applied.settings
    extra = applied.extra_need_t
    table = compute_balance(applied.tables, applied.settings, extra)
    costs, external, payload_t = _costs(
        scenario.cost_parameters, scenario.closed_edges, scenario.closure_events
    )
    return Answer(
        scenario=scenario,
        balance=results.Balance(
            settings=applied.settings,
            table=table,
            summary=summarise_balance(table),
            explain=partial(explain_inputs, applied.tables, applied.settings, extra),
        ),
        match=match(
            *(table, costs, external, scenario.matching),
            places=results.regencies(),
            truck_payload_t=payload_t,
        ),
        demand=applied.demand,
    )


@lru_cache(maxsize=64)
def _costs(
    cost_parameters: tuple[tuple[str, float], ...],
    single_edges: tuple[str, ...],
    events: tuple[str, ...],
) -> tuple[pd.DataFrame, pd.DataFrame, float]:
    """Costs between capitals and from outside, and a truck's load; kept by what they depend on."""
    scenario = Scenario(
        *("-", "-", 2000),
        cost_parameters=cost_parameters,
        closed_edges=single_edges,
        closure_events=events,
    )
    parameters = apply_cost_parameters(load("cost_parameters"), scenario)
    edges = load("transport_edges")
    closed = closed_edges(scenario, load("closure_events"), list(edges["edge_id"]))
    graph = build_graph(load("transport_nodes"), edges, parameters, closed)
    payload = parameters.set_index("parameter")["value"]["truck_payload_t"]
    return path_costs(graph), external_costs(graph, results.GATEWAYS), float(payload)
