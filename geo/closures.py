"""Edges out of service, and what follows: who still reaches whom, and what becomes dearer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import networkx as nx
import pandas as pd

from geo.network import LAND, NetworkInputError, check_unique

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
ChangeStatus = Literal["unreachable", "dearer", "unchanged", "cheaper", "reachable"]
CHANGE_STATUS: tuple[ChangeStatus, ...] = get_args(ChangeStatus)


@dataclass(frozen=True, eq=False)
class Closure:
    """The network with some edges closed.

    Attributes
    ----------
    edges : frozenset of str
        What is closed.
    groups : list of tuples of str
        Regencies that reach each other, the largest group first.
    changes : DataFrame
        Every pair before and after, see ``cost_changes``.
    outside : DataFrame
        Cheapest freight from outside to every regency that it still reaches: ``gateway``,
        ``destination``, ``cost_idr_per_t``.
    """

    edges: frozenset[str]
    groups: list[tuple[str, ...]]
    changes: pd.DataFrame
    outside: pd.DataFrame


def event_edges(events: pd.DataFrame, chosen: Iterable[str]) -> frozenset[str]:
    """Edges that named events close: a ferry in dock, the months of the west monsoon.

    Parameters
    ----------
    events : DataFrame
        ``event``, ``edge_ids`` (joined by ";"), as the table ``closure_events``.
    chosen : iterable of str
        Names of events.

    Raises
    ------
    NetworkInputError
        No such event, or an event twice in the table.

    Examples
    --------
    >>> table = pd.DataFrame({"event": ["dock"], "edge_ids": ["E061;E063"]})
    >>> sorted(event_edges(table, ["dock"]))
    ['E061', 'E063']
    """
    check_unique(events["event"], "event")
    known = dict(zip(events["event"], events["edge_ids"], strict=True))
    closed: set[str] = set()
    for event in chosen:
        if event not in known:
            raise NetworkInputError(f"closure_events: no such event: {event}")
        closed.update(part.strip() for part in str(known[event]).split(";") if part.strip())
    return frozenset(closed)


def connected_components(graph: nx.DiGraph) -> list[tuple[str, ...]]:
    """Regencies that reach each other, largest group first (then by code); each stands in one.

    One group means that no regency is cut off. Ships from outside bring goods into a group but
    never join two: they don't sail back.

    Examples
    --------
    >>> from geo.network import build_graph
    >>> from ntt_data.tables import load
    >>> tables = load("transport_nodes"), load("transport_edges"), load("cost_parameters")
    >>> len(connected_components(build_graph(*tables)))
    1
    >>> connected_components(build_graph(*tables, closed_edges={"E061"}))[1]
    ('5314',)
    """
    capitals = {(key, LAND): code for code, key in graph.graph["capitals"].items()}
    groups = [
        tuple(sorted(capitals[state] for state in part if state in capitals))
        for part in nx.strongly_connected_components(graph)
    ]
    return sorted((group for group in groups if group), key=lambda group: (-len(group), group))


def cost_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """What another network does to every pair.

    Parameters
    ----------
    before, after : DataFrame
        From ``path_costs``; a pair without a row cannot be reached.

    Returns
    -------
    DataFrame
        One row per pair that is reachable in either: the columns of ``CHANGE_COLUMNS``, in
        rupiah per tonne and per cent of before; ``status`` of ``CHANGE_STATUS``. Pairs that
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
