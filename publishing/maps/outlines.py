"""Outlines of the layers that are drawn, in degrees, whoever draws them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from geo.boundaries import WEB_FOLDER
from publishing.maps.extent import INSET

Ring = list[tuple[float, float]]


@lru_cache(maxsize=2)
def outlines(name: str) -> list[tuple[str, list[Ring]]]:
    """Code and rings (longitude, latitude) of every feature of a layer of the browser's."""
    layer = json.loads((WEB_FOLDER / name).read_text(encoding="utf-8"))
    return [
        (str(each["properties"].get("regency_code", "")), _rings(each["geometry"]))
        for each in layer["features"]
    ]


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]


class Larger(NamedTuple):
    """The regency of the inset drawn larger, its frame, and its true place (degrees)."""

    rings: list[Ring]
    north_west: tuple[float, float]
    south_east: tuple[float, float]
    place: tuple[float, float]


def larger(rings: Sequence[Ring]) -> Larger:
    """The inset of ``extent.INSET``; corners and place are (latitude, longitude)."""
    corners = [corner for ring in rings for corner in ring]
    lons, lats = [lon for lon, _lat in corners], [lat for _lon, lat in corners]
    lon_0, lat_0 = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    half_lon = (max(lons) - min(lons)) / 2 * INSET.scale + INSET.margin
    half_lat = (max(lats) - min(lats)) / 2 * INSET.scale + INSET.margin
    return Larger(
        [
            [
                (INSET.lon + (lon - lon_0) * INSET.scale, INSET.lat + (lat - lat_0) * INSET.scale)
                for lon, lat in ring
            ]
            for ring in rings
        ],
        (INSET.lat + half_lat, INSET.lon - half_lon),
        (INSET.lat - half_lat, INSET.lon + half_lon),
        (lat_0, lon_0),
    )
