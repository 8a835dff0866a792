"""Clusters in words: who shares a product within reach, how near, and who lists it alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.places import regencies, regency_names
from publishing.formats import number, rupiah
from publishing.language import _, ngettext
from publishing.names import joined_regencies, product_name


@dataclass(frozen=True)
class Cluster:
    """A row of ``product_clusters``, see there."""

    cluster: int
    n: int
    n_favourable: int
    best_rank: int
    regency_codes: str
    hub: str
    widest_km: float
    widest_cost_idr_per_t: float
    most_crossings: float

    @property
    def members(self) -> list[str]:
        """Codes of its regencies, best rank first."""
        return self.regency_codes.split(";")


def cluster_headline(clusters: Sequence[Cluster], product: str, n_sharing: int) -> str:
    """The finding in a sentence; ``n_sharing`` lists name the product at all."""
    name = product_name(product)
    if not clusters:
        return _(
            "{product}: in the lists of {n} regencies, none within reach of another",
            product=name,
            n=number(n_sharing),
        )
    return ngettext(
        "{product}: {k} of {total} regencies that list it form one cluster",
        "{product}: {k} of {total} regencies that list it form {n} clusters",
        len(clusters),
        product=name,
        k=number(sum(cluster.n for cluster in clusters)),
        total=number(n_sharing),
    )


def cluster_heading(cluster: Cluster) -> str:
    """Number and members."""
    return _(
        "Cluster {n}: {names}",
        n=number(cluster.cluster),
        names=joined_regencies(cluster.members),
    )


def cluster_sentences(cluster: Cluster) -> list[str]:
    """Ranks and verdicts, how far apart the members are, their middle and their zones."""
    said = [
        _(
            "Best rank {rank}; the report's verdict is favourable in {k} of {n}.",
            rank=number(cluster.best_rank),
            k=number(cluster.n_favourable),
            n=number(cluster.n),
        ),
    ]
    if pd.isna(cluster.widest_km):
        said.append(_("Its ends have no open path to each other."))
    else:
        ferries = (
            _("no ferry between members")
            if cluster.most_crossings == 0
            else ngettext(
                "up to one crossing between members",
                "up to {n} crossings between members",
                int(cluster.most_crossings),
            )
        )
        said.append(
            _(
                "Farthest members {km} km apart, freight {cost}/kg; {ferries}.",
                km=number(cluster.widest_km),
                cost=rupiah(cluster.widest_cost_idr_per_t / 1000),
                ferries=ferries,
            )
        )
    said.append(_("Cheapest to reach for all: {name}.", name=regency_names()[cluster.hub]))
    zone = regencies().set_index("regency_code")["zone_id"]
    zones = {zone[code] for code in cluster.members}
    said.append(
        _("All members are in one zone.")
        if len(zones) == 1
        else _("Its members are in {n} zones.", n=number(len(zones)))
    )
    return said


def alone_note(clusters: Sequence[Cluster], holders: Iterable[str]) -> str | None:
    """Who lists the product without a partner within reach; ``holders`` by rank."""
    inside = {code for cluster in clusters for code in cluster.members}
    alone = [code for code in holders if code not in inside]
    if not alone:
        return None
    return _(
        "In its list, no other list within this reach: {names}.", names=joined_regencies(alone)
    )
