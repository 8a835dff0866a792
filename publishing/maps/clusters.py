"""Clusters of regencies on the map."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo.places import regencies
from publishing import palette
from publishing.formats import number
from publishing.language import _
from publishing.maps.choropleth import Choropleth, category_choropleth
from publishing.maps.picture import Point
from publishing.names import product_name
from publishing.rows import record
from publishing.sentences.clusters import Cluster, cluster_headline
from publishing.sentences.kpju import rank_notes


def cluster_map(
    clusters: Sequence[Cluster], product: str, held: pd.DataFrame, selected: str | None
) -> Choropleth:
    """A colour for each cluster; those that list the product alone are pale.

    ``held`` are the products of every list.
    """
    ranks = held[held["product"] == product].set_index("regency_code")["rank"]
    alone, absent = _("in its list, nobody within reach"), _("not in the top ten")
    values = dict.fromkeys(held["regency_code"].unique(), absent)
    values |= dict.fromkeys(ranks.index, alone)
    colors, signs = {}, {}
    for cluster in clusters:
        label = _("cluster {n}", n=number(cluster.cluster))
        colors[label] = palette.GROUPS[(cluster.cluster - 1) % len(palette.GROUPS)]
        signs[label] = number(cluster.cluster)
        values |= dict.fromkeys(cluster.members, label)
    colors |= {alone: palette.RANK[1], absent: palette.RANK[0]}
    return category_choropleth(
        pd.Series(values, dtype="object"),
        colors,
        product_name(product),
        cluster_headline(clusters, product, len(ranks)),
        selected or None,
        rank_notes(ranks),
        signs,
    )


def hub_points(clusters: Sequence[Cluster]) -> list[Point]:
    """The member of each cluster that all others reach most cheaply."""
    points, kind = [], _("possible collecting place")
    for cluster in clusters:
        hub = record(regencies(), "regency_code", cluster.hub)
        text = _(
            "possible collecting place of cluster {n}: {capital}",
            n=number(cluster.cluster),
            capital=hub["capital"],
        )
        points.append(Point(hub["capital_lat"], hub["capital_lon"], palette.MAROON, text, 6, kind))
    return points
