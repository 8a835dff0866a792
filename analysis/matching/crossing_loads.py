"""Tonnes that the pairs of several commodities bring over each edge, and room assumed on it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.errors import InvalidOptionError, require_columns
from analysis.matching.tables import MatchResult

LOAD_COLUMNS = ("edge_id", "from_node", "to_node", "commodity", "tonnes")


def crossing_loads(results: Mapping[str, MatchResult], path_edges: pd.DataFrame) -> pd.DataFrame:
    """Tonnes over every edge, by direction and commodity.

    Parameters
    ----------
    results : mapping of MatchResult
        By commodity.
    path_edges : DataFrame
        ``origin``, ``destination``, ``edge_id``, ``from_node``, ``to_node``: a row per edge of
        the path, in the direction of travel. Edges that are not in it are not counted.

    Returns
    -------
    DataFrame
        ``LOAD_COLUMNS``, only where something moves; by edge, then the largest first. Goods that
        use two edges stand on both, so sums over edges count them twice.
    """
    needed = ("origin", "destination", *LOAD_COLUMNS[:3])
    require_columns(path_edges.columns, needed, "path_edges")
    flows = [
        result.flows[["origin", "destination", "tonnes"]].assign(commodity=commodity)
        for commodity, result in results.items()
    ]
    if not flows:
        return pd.DataFrame(columns=list(LOAD_COLUMNS))
    moved = pd.concat(flows).merge(path_edges[list(needed)], on=["origin", "destination"])
    key = list(LOAD_COLUMNS[:4])
    loads = moved.groupby(key)["tonnes"].sum().reset_index()
    order = ["edge_id", "tonnes", *key[1:]]
    return loads.sort_values(order, ascending=[True, False, True, True, True], ignore_index=True)


def tonnes_crossing(results: Mapping[str, MatchResult], path_edges: pd.DataFrame) -> float:
    """Tonnes of all flows that use at least one of the edges, each counted once."""
    pairs = path_edges[["origin", "destination"]].drop_duplicates()
    return float(
        sum(
            result.flows.merge(pairs, on=["origin", "destination"])["tonnes"].sum()
            for result in results.values()
        )
    )


def capacity_for_share(
    loads: pd.DataFrame, share: float, edge_id: str | None = None
) -> pd.DataFrame:
    """Capacities for a share of the tonnes that edges carry now.

    An edge that carries nothing has no measure for its room and gets no row: no limit.

    Parameters
    ----------
    loads : DataFrame
        From ``crossing_loads``.
    share : float
        0 (closed) to 1.
    edge_id : str, optional
        Only this edge; all others stay without a limit.

    Returns
    -------
    DataFrame
        ``edge_id``, ``capacity_t`` (both directions together), as ``match_commodities`` takes it.

    >>> loads = pd.DataFrame({"edge_id": ["E1", "E1", "E2"], "tonnes": [6.0, 2.0, 1.0]})
    >>> capacity_for_share(loads, 0.5).values.tolist()
    [['E1', 4.0], ['E2', 0.5]]
    """
    if not 0 <= share <= 1:
        raise InvalidOptionError("share", share, "a number from 0 to 1")
    used = loads.groupby("edge_id")["tonnes"].sum()
    if edge_id is not None:
        used = used[used.index == edge_id]
    return (share * used).rename("capacity_t").reset_index()
