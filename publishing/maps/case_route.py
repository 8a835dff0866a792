"""The map of a case: who supplies, who receives, and the path between them leg by leg."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.places import regencies
from publishing import palette
from publishing.language import _
from publishing.maps.choropleth import Choropleth, category_choropleth
from publishing.maps.flows import leg_words
from publishing.maps.picture import Line, Point

Spot = tuple[float, float]


@dataclass(frozen=True)
class RouteLeg:
    """A leg of a path as a case keeps it; places are (latitude, longitude)."""

    mode: str
    from_name: str
    to_name: str
    from_at: Spot
    to_at: Spot
    distance_km: float
    basis: str


def route_map(roles: Mapping[str, str], legs: Sequence[RouteLeg], title: str) -> Choropleth:
    """Regencies by ``roles`` (``supplier``, ``receiver``), others pale; the sea is dashed."""
    named = {
        "supplier": _("supplies by the case"),
        "receiver": _("receives by the case"),
        "other": _("no party of the case"),
    }
    colors = {
        named["supplier"]: palette.SURPLUS,
        named["receiver"]: palette.DEFICIT,
        named["other"]: palette.SAND,
    }
    of_regency = {
        str(code): named[roles.get(str(code), "other")] for code in regencies()["regency_code"]
    }
    chart = category_choropleth(
        pd.Series(of_regency, dtype="object"), colors, _("part of each regency in the case"), title
    )
    # Paths of several pairs share legs: each is drawn once.
    once = {(leg.mode, *sorted((leg.from_at, leg.to_at))): leg for leg in legs}
    lines, points = [], {}
    for leg in once.values():
        at_sea = leg.mode not in ("road", "access")
        lines.append(
            Line(
                points=[leg.from_at, leg.to_at],
                color=palette.MAROON,
                weight=3.5,
                dash="8 6" if at_sea else None,
                kind=_("path by sea") if at_sea else _("path by road"),
                text=[
                    f"{leg.from_name} – {leg.to_name}",
                    leg_words(leg.mode, leg.distance_km, leg.basis),
                ],
            )
        )
        for spot, name in ((leg.from_at, leg.from_name), (leg.to_at, leg.to_name)):
            points[spot] = Point(*spot, palette.MAROON, name)
    return chart.with_overlay(lines, list(points.values()))
