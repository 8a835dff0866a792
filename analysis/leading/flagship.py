"""The flagship of each zone: Borda points of its regencies' KPJu, weighed by the outlook."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.errors import InvalidOptionError, require_columns
from analysis.leading.kpju import NOT_JUDGED, VERDICTS
from analysis.leading.kpju_products import LIST_LENGTH

#: What a point counts under each verdict. The order follows the report, the numbers are our
#: assumption: silence is no doubt, but no promise either; one half of "potential x prospect"
#: missing halves the points; what need not be developed further counts less, what does not
#: promise anything hardly.
OUTLOOK_WEIGHTS: Mapping[str, float] = {
    "recommended": 1.0,
    "good_to_very_good": 1.0,
    NOT_JUDGED: 0.7,
    "potential_not_prospective": 0.5,
    "prospective_not_potential": 0.5,
    "not_urgent": 0.4,
    "not_promising": 0.1,
}


@dataclass(frozen=True, eq=False)
class Flagships:
    """Ranking and reasons.

    Attributes
    ----------
    ranking : DataFrame
        One row per zone and product, the first of each zone being its flagship: ``zone_id``,
        ``product``, ``kind``, ``family``, ``zone_rank`` (equal points share the better rank),
        ``weighted_points``, ``points_share_pct`` (of the most that was possible), ``points``
        (without weights), ``rank_unweighted``, ``n_regencies`` (that have it),
        ``n_listed`` (of the zone with a list), ``n_members``, ``share_regencies_pct`` (of those
        with a list), ``best_rank``, ``regency_codes`` (";"-joined, most points first).
    reasons : DataFrame
        One row per zone, product and regency: ``zone_id``, ``product``, ``regency_code``,
        ``rank``, ``points``, ``verdict``, ``weight``, ``weighted_points``, ``items``.
    """

    ranking: pd.DataFrame
    reasons: pd.DataFrame

    def flagships(self) -> pd.DataFrame:
        """The first rows of each zone; several where the points are equal."""
        return self.ranking[self.ranking["zone_rank"] == 1].reset_index(drop=True)

    def unweighted(self) -> pd.DataFrame:
        """The first rows of each zone by points alone, whatever the verdicts."""
        return self.ranking[self.ranking["rank_unweighted"] == 1].reset_index(drop=True)

    def by_weights_alone(self) -> frozenset[str]:
        """Zones whose flagship is another one, or one of several, without the assumed weights."""
        led, even = (
            rows.groupby("zone_id")["product"].agg(frozenset)
            for rows in (self.flagships(), self.unweighted())
        )
        return frozenset(str(zone) for zone in led.index if led[zone] != even[zone])


def zone_flagships(
    held: pd.DataFrame,
    members: pd.DataFrame,
    families: tuple[str, ...] = ("goods",),
    weights: Mapping[str, float] = OUTLOOK_WEIGHTS,
) -> Flagships:
    """Rank the products of every zone.

    A product at rank ``r`` of a regency's list gets ``11 - r`` Borda points there, times the
    weight of the report's verdict on it; a regency that does not list it gives 0. Points add up
    over the zone. The most that was possible is ``10 x`` regencies of the zone with a list.

    Parameters
    ----------
    held : DataFrame
        As ``held_products`` gives it.
    members : DataFrame
        ``regency_code``, ``zone_id`` of every regency; those without a list are counted and give
        nothing.
    families : tuple of str
        Which products compete: "goods", "services", "trade".
    weights : mapping of str to float
        Weight from 0 to 1 of every verdict, ``not_judged`` included.

    Raises
    ------
    InvalidOptionError
        ``weights`` lacks a verdict or holds something that is no number from 0 to 1.

    >>> held = pd.DataFrame({"regency_code": ["5304", "5306", "5306"], "rank": [1, 2, 1],
    ...     "product": ["cattle", "cattle", "maize"], "kind": "crop", "family": "goods",
    ...     "verdict": ["recommended", "not_judged", "not_judged"], "items": "x"})
    >>> members = pd.DataFrame({"regency_code": ["5304", "5305", "5306"], "zone_id": "Z1"})
    >>> zone_flagships(held, members).ranking[["product", "weighted_points", "n_listed"]]
      product  weighted_points  n_listed
    0  cattle             16.3         2
    1   maize              7.0         2
    """
    require_columns(
        held.columns,
        ("regency_code", "product", "rank", "kind", "family", "verdict", "items"),
        "held",
    )
    require_columns(members.columns, ("regency_code", "zone_id"), "members")
    _check_weights(weights)
    zone = members.dropna(subset=["zone_id"]).set_index("regency_code")["zone_id"]
    listed = members["regency_code"].isin(set(held["regency_code"]))
    n_members = members.groupby("zone_id").size()
    n_listed = members[listed].groupby("zone_id").size()

    rows = held[held["family"].isin(families) & held["regency_code"].isin(zone.index)].copy()
    rows["zone_id"] = rows["regency_code"].map(zone)
    rows["points"] = LIST_LENGTH + 1 - rows["rank"]
    rows["weight"] = rows["verdict"].map(dict(weights)).astype("float64")
    rows["weighted_points"] = rows["points"] * rows["weight"]
    keys = ["zone_id", "product"]
    rows = rows.sort_values(
        [*keys, "weighted_points", "regency_code"], ascending=[True, True, False, True]
    )
    ranking = rows.groupby(keys, as_index=False).agg(
        kind=("kind", "first"),
        family=("family", "first"),
        weighted_points=("weighted_points", "sum"),
        points=("points", "sum"),
        n_regencies=("regency_code", "nunique"),
        best_rank=("rank", "min"),
        regency_codes=("regency_code", ";".join),
    )
    # Sums in another order differ in the last digit; equal must stay equal.
    ranking["weighted_points"] = ranking["weighted_points"].round(9)
    ranking["n_listed"] = ranking["zone_id"].map(n_listed).astype("int64")
    ranking["n_members"] = ranking["zone_id"].map(n_members).astype("int64")
    ranking["share_regencies_pct"] = 100.0 * ranking["n_regencies"] / ranking["n_listed"]
    most = LIST_LENGTH * ranking["n_listed"]
    ranking["points_share_pct"] = 100.0 * ranking["weighted_points"] / most
    by_zone = ranking.groupby("zone_id")
    for column, by in (("zone_rank", "weighted_points"), ("rank_unweighted", "points")):
        ranking[column] = by_zone[by].rank(method="min", ascending=False).astype("int64")
    ranking = ranking.sort_values(
        ["zone_id", "weighted_points", "n_regencies", "best_rank", "product"],
        ascending=[True, False, False, True, True],
        ignore_index=True,
    )
    columns = ["zone_id", "product", "regency_code", "rank", "points", "verdict", "weight"]
    return Flagships(
        ranking=ranking[
            [
                *("zone_id", "product", "kind", "family", "zone_rank", "weighted_points"),
                *("points_share_pct", "points", "rank_unweighted", "n_regencies", "n_listed"),
                *("n_members", "share_regencies_pct", "best_rank", "regency_codes"),
            ]
        ],
        reasons=rows[[*columns, "weighted_points", "items"]].reset_index(drop=True),
    )


def _check_weights(weights: Mapping[str, float]) -> None:
    missing = sorted({*VERDICTS, NOT_JUDGED} - set(weights))
    if missing:
        raise InvalidOptionError("weights", dict(weights), f"a weight for {', '.join(missing)}")
    for verdict, weight in weights.items():
        if not (math.isfinite(weight) and 0 <= weight <= 1):
            raise InvalidOptionError(f"weights[{verdict}]", weight, "a number from 0 to 1")
