"""Clusters: regencies that share a product and are near enough to process and sell it jointly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage

from analysis.errors import InvalidOptionError, require_columns
from analysis.leading.kpju import FAVOURABLE
from analysis.leading.reach import PATH_COLUMNS, Reach, pair_paths

#: ``compact``: every member within reach of every other (complete linkage); ``chain``: every
#: member within reach of one other (connected components).
LINKAGES = {"compact": "complete", "chain": "single"}


def product_clusters(
    held: pd.DataFrame,
    costs: pd.DataFrame,
    reach: Reach,
    linkage_name: str = "compact",
    min_members: int = 2,
) -> pd.DataFrame:
    """Groups of regencies that have the same product in their lists and are within reach.

    Agglomerative clustering by the cost of the cheapest path, cut where the next merger would
    join regencies out of reach. Regencies are sorted by code first, so the answer doesn't depend
    on the order of the rows.

    Parameters
    ----------
    held : DataFrame
        As ``held_products`` gives it: ``regency_code``, ``product``, ``rank``, ``kind``,
        ``family``, ``verdict``.
    costs : DataFrame
        ``origin``, ``destination`` and the columns of a path; unreachable pairs have no row.
    reach : Reach
    linkage_name : {"compact", "chain"}
    min_members : int
        Smaller groups are left out; from 2.

    Returns
    -------
    DataFrame
        One row per cluster, the largest first: ``product``, ``cluster`` (number within the
        product), ``kind``, ``family``, ``n``, ``n_sharing`` (regencies that have the product at
        all), ``n_favourable`` (verdicts), ``best_rank``, ``regency_codes`` (";"-joined, best rank
        first), ``hub`` (the member that all others reach most cheaply; a possible collecting
        place), ``widest_km``, ``widest_cost_idr_per_t`` and ``most_crossings`` between any two
        members (missing where a chain's ends do not reach each other).

    Raises
    ------
    InvalidOptionError
        ``linkage_name`` or ``min_members`` out of range.

    >>> held = pd.DataFrame({"regency_code": ["5301", "5316", "5371"], "product": "cattle",
    ...     "rank": [4, 2, 1], "kind": "livestock", "family": "goods", "verdict": "not_judged"})
    >>> costs = pd.DataFrame({"origin": ["5301", "5316"], "destination": ["5316", "5301"],
    ...     "cost_idr_per_t": 25000.0, "distance_km": 20.0, "sea_km": 0.0, "road_km": 20.0,
    ...     "crossings": 0})
    >>> product_clusters(held, costs, Reach(max_distance_km=150))[
    ...     ["product", "n", "n_sharing", "regency_codes"]].to_dict("records")
    [{'product': 'cattle', 'n': 2, 'n_sharing': 3, 'regency_codes': '5316;5301'}]
    """
    require_columns(
        held.columns, ("regency_code", "product", "rank", "kind", "family", "verdict"), "held"
    )
    if linkage_name not in LINKAGES:
        raise InvalidOptionError("linkage_name", linkage_name, " or ".join(LINKAGES))
    if min_members < 2:
        raise InvalidOptionError("min_members", min_members, "a whole number from 2")
    paths = pair_paths(costs).set_index(["regency_a", "regency_b"])
    near = paths[reach.holds(paths)]["cost_idr_per_t"]
    within = dict(zip(near.index.to_flat_index(), near.astype("float64"), strict=True))
    rows = []
    for product, having in held.groupby("product"):
        codes = sorted(having["regency_code"].unique())
        groups = [g for g in _groups(codes, within, linkage_name) if len(g) >= min_members]
        clusters = [_describe(having, group, paths) for group in groups]
        clusters.sort(key=lambda c: (-c["n"], c["best_rank"], c["regency_codes"]))
        rows += [
            {"product": product, "cluster": i, "n_sharing": len(codes), **cluster}
            for i, cluster in enumerate(clusters, 1)
        ]
    columns = [
        *("product", "cluster", "kind", "family", "n", "n_sharing", "n_favourable", "best_rank"),
        *("regency_codes", "hub", "widest_km", "widest_cost_idr_per_t", "most_crossings"),
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(
        ["n", "n_favourable", "best_rank", "product", "cluster"],
        ascending=[False, False, True, True, True],
        ignore_index=True,
    )


def _groups(
    codes: Sequence[str], within: dict[tuple[str, str], float], linkage_name: str
) -> list[list[str]]:
    """The codes in groups; pairs that ``within`` lacks are out of reach."""
    if len(codes) < 2:
        return [list(codes)]
    pairs = [(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :]]
    # Out of reach must be a finite number for the linkage, and higher than every cost.
    beyond = 2 * max(within.values(), default=0.0) + 1
    apart = np.array([within.get(pair, beyond) for pair in pairs])
    tree = linkage(apart, method=LINKAGES[linkage_name])
    labels = fcluster(tree, t=beyond * 0.75, criterion="distance")
    found: dict[int, list[str]] = {}
    for code, label in zip(codes, labels, strict=True):
        found.setdefault(int(label), []).append(code)
    return list(found.values())


def _describe(having: pd.DataFrame, group: list[str], paths: pd.DataFrame) -> dict[str, Any]:
    members = having[having["regency_code"].isin(group)].sort_values(["rank", "regency_code"])
    pairs = [(a, b) for i, a in enumerate(group) for b in group[i + 1 :]]
    inside = paths.reindex(pd.MultiIndex.from_tuples(pairs))[list(PATH_COLUMNS)]
    cost = dict(zip(pairs, inside["cost_idr_per_t"], strict=True))

    def total(code: str) -> float:
        # A chain's far end may be unreachable from here; then others make the better hub.
        found = [value for pair, value in cost.items() if code in pair]
        return float("inf") if any(pd.isna(found)) else float(sum(found))

    hub = min(group, key=lambda code: (total(code), code))
    return {
        "kind": members["kind"].iloc[0],
        "family": members["family"].iloc[0],
        "n": len(group),
        "n_favourable": int(members["verdict"].isin(FAVOURABLE).sum()),
        "best_rank": int(members["rank"].min()),
        "regency_codes": ";".join(members["regency_code"]),
        "hub": hub,
        "widest_km": inside["distance_km"].max(skipna=False),
        "widest_cost_idr_per_t": inside["cost_idr_per_t"].max(skipna=False),
        "most_crossings": inside["crossings"].max(skipna=False),
    }
