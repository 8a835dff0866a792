"""What a map shows of the earth: its frame, the names on it, and what is drawn larger beside it."""

from __future__ import annotations

from dataclasses import dataclass

from geo.boundaries import load_label_points
from ntt_data.editions import once_per_edition
from ntt_data.tables import load

#: South-west and north-east corner of the province with a little sea around it (degrees).
BOUNDS = ((-11.15, 118.72), (-7.98, 125.35))


@dataclass(frozen=True)
class Inset:
    """A regency too small to be seen, drawn again in its true shape where there is only sea.

    ``scale``: how many times larger; ``lat`` and ``lon``: centre of the drawing; ``margin``: of
    the frame around it, in degrees.
    """

    code: str
    scale: float
    lat: float
    lon: float
    margin: float


#: Kota Kupang is 17 km wide, 8 pixels on a phone. South of Timor nothing lies within the bounds.
INSET = Inset("5371", 4.4, -10.71, 124.85, 0.05)


@dataclass(frozen=True)
class MapName:
    """A regency's name on the map: whole, by the table's abbreviation, and where it stands."""

    code: str
    name: str
    short: str
    lat: float
    lon: float


@once_per_edition(maxsize=1)
def map_names() -> list[MapName]:
    """Names on the map, the roomiest first: where two collide, the later one gives way.

    The name of the regency in the inset stands there, where it has room.
    """
    points = load_label_points().merge(load("regencies"), on="regency_code")
    points.loc[points["regency_code"] == INSET.code, ["lat", "lon"]] = INSET.lat, INSET.lon
    points = points.sort_values("radius_km", ascending=False)
    columns = ["regency_code", "name_on_map", "abbreviation", "lat", "lon"]
    return [
        MapName(code, name, abbreviation, round(lat, 3), round(lon, 3))
        for code, name, abbreviation, lat, lon in points[columns].to_numpy()
    ]
