"""Results that several pages show, each computed once per process and kept.

The frames are shared between sessions: a page may read them, and copies before it changes one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

import networkx as nx
import pandas as pd

from analysis.balance import (
    BalanceSummary,
    compute_balance,
    explain_inputs,
    summarise_balance,
)
from analysis.balance_settings import (
    BalanceSettings,
    BalanceTables,
    MissingInputs,
    choose_settings,
    usable_rows,
)
from analysis.match_problem import MatchingOptions
from analysis.matching import MatchResult, match
from geo.network import load_graph
from geo.paths import external_costs, path_costs, path_edges, path_legs
from ntt_data.tables import load
from pages.ui.sources import split_ids

DEFAULT_COMMODITY = "rice"
DEFAULT_YEAR = 2022
# Where goods enter NTT from outside; the freight starts at the gateway's quay.
GATEWAYS = ("X_TGPERAK", "X_MAKASSAR", "X_SAPE", "X_LEMBAR")


@dataclass(frozen=True, eq=False)
class Balance:
    """The balance of one commodity and year with all it rests on."""

    settings: BalanceSettings
    table: pd.DataFrame
    summary: BalanceSummary
    explain: Callable[[], pd.DataFrame]

    @cached_property
    def inputs(self) -> pd.DataFrame:
        """Every figure behind the balance; most balances are made to know that they exist."""
        return self.explain()


@lru_cache(maxsize=1)
def regencies() -> pd.DataFrame:
    """The 22 regencies in the order of their codes."""
    return load("regencies").sort_values("regency_code", ignore_index=True)


@lru_cache(maxsize=1)
def regency_names() -> dict[str, str]:
    """Short usual name by code, as on the map."""
    table = regencies()
    return dict(zip(table["regency_code"], table["name_on_map"], strict=True))


@lru_cache(maxsize=1)
def full_names() -> dict[str, str]:
    """Full official name by code."""
    table = regencies()
    return dict(zip(table["regency_code"], table["name"], strict=True))


@lru_cache(maxsize=1)
def balance_tables() -> BalanceTables:
    """The tables from which every balance is made."""
    return BalanceTables(
        regencies=regencies(),
        production=load("production"),
        conversions=load("conversions"),
        population=load("population"),
        consumption=load("consumption"),
    )


@lru_cache(maxsize=1)
def produced_commodities() -> dict[str, list[int]]:
    """Commodities with a production figure in any regency, and their years, newest first."""
    production = load("production")
    rows = production[(production["measure"] == "production") & production["value"].notna()]
    years = rows.groupby("commodity")["year"].unique()
    return {name: sorted(map(int, found), reverse=True) for name, found in years.items()}


@lru_cache(maxsize=1)
def balanced_commodities() -> dict[str, list[int]]:
    """Commodities that have a balance for at least half of the regencies, with those years."""
    enough = len(regencies()) / 2
    convertible = set(load("conversions")["commodity"])
    found: dict[str, list[int]] = {}
    for commodity, years in produced_commodities().items():
        if commodity not in convertible:
            continue  # without a coefficient there is no balance in any year
        usable = []
        for year in years:
            result = balance(commodity, year)
            if isinstance(result, Balance) and result.summary.n_known >= enough:
                usable.append(year)
        if usable:
            found[commodity] = usable
    return found


@lru_cache(maxsize=64)
def _usable_rows(commodity: str) -> dict[str, pd.DataFrame]:
    """What a balance of the commodity could use, the same for all its years."""
    return usable_rows(balance_tables(), commodity)


@lru_cache(maxsize=512)
def balance(commodity: str, year: int) -> Balance | MissingInputs:
    """Balance with the default settings, or what is missing for one."""
    settings = choose_settings(balance_tables(), commodity, year, usable=_usable_rows(commodity))
    if isinstance(settings, MissingInputs):
        return settings
    table = compute_balance(balance_tables(), settings)
    return Balance(
        settings=settings,
        table=table,
        summary=summarise_balance(table),
        explain=partial(explain_inputs, balance_tables(), settings),
    )


@lru_cache(maxsize=1)
def used_edges() -> pd.DataFrame:
    """Edges that carry goods in the model, with the names of their ends, roads first."""
    edges = load("transport_edges")
    edges = edges[edges["preferred"].eq(1) & edges["cargo"].astype(bool)]
    names = load("transport_nodes").set_index("node_id")["name"]
    order = {"road": 0, "access": 1, "ferry": 2, "ship": 3}
    return edges.assign(
        from_name=edges["from_node"].map(names),
        to_name=edges["to_node"].map(names),
        order=edges["mode"].map(order),
    ).sort_values(["order", "edge_id"], ignore_index=True)


@lru_cache(maxsize=1)
def network_sources() -> tuple[str, ...]:
    """Sources of all lengths and cost parameters of the network."""
    return tuple(split_ids([*used_edges()["source_ids"], *load("cost_parameters")["source_ids"]]))


@lru_cache(maxsize=1)
def network() -> nx.DiGraph:
    """The road-and-sea network with the default cost parameters."""
    return load_graph()


@lru_cache(maxsize=1)
def capital_costs() -> pd.DataFrame:
    """Cheapest cost from every regency's capital to every other."""
    return path_costs(network())


@lru_cache(maxsize=1)
def gateway_costs() -> pd.DataFrame:
    """Delivered freight of a tonne from outside to every regency's capital."""
    return external_costs(network(), GATEWAYS)


@lru_cache(maxsize=1)
def ferry_crossings() -> pd.DataFrame:
    """The ferries on the cheapest path of every pair, and of every gateway to every regency."""
    edges = path_edges(network(), GATEWAYS)
    return edges[edges["mode"] == "ferry"].reset_index(drop=True)


@lru_cache(maxsize=1024)
def legs(origin: str, destination: str) -> pd.DataFrame:
    """The cheapest path leg by leg; ``origin`` is a regency's code or a gateway."""
    return path_legs(network(), origin, destination)


@lru_cache(maxsize=1)
def place_names() -> dict[str, str]:
    """Names of regencies by code and of gateways by node."""
    nodes = load("transport_nodes").set_index("node_id")["name"]
    gateways = {node: str(nodes[node]).split(" (")[0] for node in GATEWAYS}
    return {**regency_names(), **gateways}


@lru_cache(maxsize=512)
def matching(commodity: str, year: int, options: MatchingOptions) -> MatchResult | None:
    """Pairs for a commodity and year; ``None`` where there is no balance."""
    result = balance(commodity, year)
    if isinstance(result, MissingInputs):
        return None
    return match(result.table, capital_costs(), gateway_costs(), options, places=regencies())


def match_sources(*balances: Balance) -> list[str]:
    """What the pairs of these balances rest on: their figures, and the freight of every path."""
    figures = [cell for balance in balances for cell in balance.table["source_ids"]]
    return [*figures, *network_sources()]
