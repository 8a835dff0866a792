"""Which regencies are near enough to each other to work together."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import pandas as pd

from analysis.errors import InvalidOptionError, require_columns

PATH_COLUMNS = ("cost_idr_per_t", "distance_km", "sea_km", "road_km", "crossings")


@dataclass(frozen=True)
class Reach:
    """How far is near; a limit of ``None`` does not limit.

    Attributes
    ----------
    max_distance_km : float or None
        Length of the cheapest path, road and sea together.
    max_cost_idr_per_t : float or None
        Freight of a tonne over that path.
    max_crossings : int or None
        Ferries or ships on the path; 0 keeps to one island's roads.

    >>> Reach(max_distance_km=-1)
    Traceback (most recent call last):
        ...
    analysis.errors.InvalidOptionError: max_distance_km = -1; expected a number from 0, or None
    """

    max_distance_km: float | None = None
    max_cost_idr_per_t: float | None = None
    max_crossings: int | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and not (value >= 0 and math.isfinite(value)):
                raise InvalidOptionError(field.name, value, "a number from 0, or None")

    def holds(self, paths: pd.DataFrame) -> pd.Series:
        """For each path whether it is within every limit; a path of unknown cost never is."""
        within = paths["cost_idr_per_t"].notna()
        limits = {
            "distance_km": self.max_distance_km,
            "cost_idr_per_t": self.max_cost_idr_per_t,
            "crossings": self.max_crossings,
        }
        for column, limit in limits.items():
            if limit is not None:
                within &= paths[column] <= limit
        return within


def pair_paths(costs: pd.DataFrame) -> pd.DataFrame:
    """One path for each pair of regencies, whichever goes to whom.

    Where the two directions differ the costlier one is taken, since partners travel both ways; a
    pair with one direction only is left out.

    Parameters
    ----------
    costs : DataFrame
        ``origin``, ``destination``, ``cost_idr_per_t``, ``distance_km``, ``sea_km``, ``road_km``,
        ``crossings``; a pair that cannot be reached has no row or no cost.

    Returns
    -------
    DataFrame
        ``regency_a`` < ``regency_b`` and the columns of the path, by pair.

    >>> costs = pd.DataFrame({"origin": ["5302", "5301"], "destination": ["5301", "5302"],
    ...     "cost_idr_per_t": [9.0, 7.0], "distance_km": 5.0, "sea_km": 0.0, "road_km": 5.0,
    ...     "crossings": 0})
    >>> pair_paths(costs)[["regency_a", "regency_b", "cost_idr_per_t"]].to_dict("records")
    [{'regency_a': '5301', 'regency_b': '5302', 'cost_idr_per_t': 9.0}]
    """
    require_columns(costs.columns, ("origin", "destination", *PATH_COLUMNS), "costs")
    paths = costs[costs["cost_idr_per_t"].notna() & (costs["origin"] != costs["destination"])]
    forward = paths["origin"] < paths["destination"]
    paths = paths.assign(
        regency_a=paths["origin"].where(forward, paths["destination"]),
        regency_b=paths["destination"].where(forward, paths["origin"]),
    )
    keys = ["regency_a", "regency_b"]
    paths = paths.sort_values(
        [*keys, "cost_idr_per_t", "distance_km", "origin"], ascending=[True] * 2 + [False] * 3
    )
    both = paths.groupby(keys)["origin"].transform("nunique") == 2
    return paths[both].drop_duplicates(keys)[[*keys, *PATH_COLUMNS]].reset_index(drop=True)
