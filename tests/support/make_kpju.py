"""Small KPJu tables for the tests of pairs, clusters and flagships."""

from __future__ import annotations

import pandas as pd

from analysis.leading.kpju_products import FAMILY


def held(*given: tuple[str, str, int, str, str]) -> pd.DataFrame:
    """(regency, product, rank, kind, verdict) as ``held_products`` gives it."""
    columns = ["regency_code", "product", "rank", "kind", "verdict"]
    table = pd.DataFrame(list(given), columns=columns)
    return table.assign(family=table["kind"].map(FAMILY), items=table["product"])


def both_ways(*given: tuple[str, str, float, float, int]) -> pd.DataFrame:
    """(a, b, Rp/t, km, crossings) of paths that cost the same in both directions."""
    rows = [(a, b, *rest) for a, b, *rest in given] + [(b, a, *rest) for a, b, *rest in given]
    table = pd.DataFrame(
        rows, columns=["origin", "destination", "cost_idr_per_t", "distance_km", "crossings"]
    )
    at_sea = table["distance_km"].where(table["crossings"] > 0, 0.0)
    return table.assign(sea_km=at_sea, road_km=table["distance_km"] - at_sea)
