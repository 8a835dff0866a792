"""Similar pairs in words: whose lists are much alike within reach, and what they share."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.places import regency_names
from publishing.formats import number
from publishing.language import _
from publishing.names import product_name


@dataclass(frozen=True)
class SimilarPair:
    """A row of ``similar_pairs``, see there."""

    regency_a: str
    regency_b: str
    overlap: float
    n_shared: int
    shared: str
    cost_idr_per_t: float
    distance_km: float
    sea_km: float
    crossings: float


def similar_headline(shown: pd.DataFrame, regency: str | None, has_list: bool = True) -> str:
    """The finding in a sentence; ``has_list``: whether the regency chosen has a list at all."""
    names = regency_names()
    if regency and not has_list:
        return _("{name}: the report has no KPJu list", name=names[regency])
    near = shown[shown["near"]]
    if near.empty:
        return _("No pair within reach; raise the limit")
    first = near.iloc[0]
    if first["n_shared"] == 0:
        return _("No two lists within reach name the same product")
    if regency:
        other = first["regency_b"] if first["regency_a"] == regency else first["regency_a"]
        return _(
            "{name} is most like {other} among the {n} within reach",
            name=names[regency],
            other=names[other],
            n=number(len(near)),
        )
    return _(
        "{a} and {b} are the most alike of {n} near pairs",
        a=names[first["regency_a"]],
        b=names[first["regency_b"]],
        n=number(len(near)),
    )


def shared_headline(pair: SimilarPair) -> str:
    """How much two regencies share."""
    return _(
        "{a} and {b} share {n} products; likeness {value} of 100",
        a=regency_names()[pair.regency_a],
        b=regency_names()[pair.regency_b],
        n=number(pair.n_shared),
        value=number(100 * pair.overlap),
    )


def listed_products(codes: str) -> str:
    """``cattle;pig`` in words; a dash for none."""
    return ", ".join(product_name(code) for code in codes.split(";") if code) or "–"
