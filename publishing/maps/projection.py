"""From degrees to the plane of a drawn map, and how long a kilometre is there.

An equirectangular projection: a degree is equally long everywhere in the drawing, and the middle
parallel of the province is true to scale. The province reaches 1.6 degrees to either side of it,
over which a degree of longitude changes by half a per cent: one scale bar is right for all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt

from publishing.maps.clipping import Box
from publishing.maps.extent import BOUNDS

(_SOUTH, _WEST), (_NORTH, _EAST) = BOUNDS
#: The parallel that is true to scale, in degrees.
STANDARD_PARALLEL = (_SOUTH + _NORTH) / 2
# A degree of latitude is a little longer than one of longitude.
_TALLER = 1 / cos(radians(STANDARD_PARALLEL))
#: How many times wider than tall the province's frame is.
ASPECT = (_EAST - _WEST) / ((_NORTH - _SOUTH) * _TALLER)

# The ellipsoid of WGS 84, in which the boundaries are: half axis in km, squared eccentricity.
_HALF_AXIS_KM, _ECCENTRICITY_2 = 6378.137, 0.00669437999014


def km_per_degree_of_longitude(latitude: float) -> float:
    """Length of a degree along a parallel of the ellipsoid of WGS 84.

    ``π a cos φ / (180 √(1 − e² sin² φ))``, as in Snyder, "Map Projections: A Working Manual"
    (1987), p. 25.

    >>> round(km_per_degree_of_longitude(0), 2)
    111.32
    """
    phi = radians(latitude)
    return pi * _HALF_AXIS_KM * cos(phi) / (180 * sqrt(1 - _ECCENTRICITY_2 * sin(phi) ** 2))


@dataclass(frozen=True)
class View:
    """Degrees to pixels; the province fills the box in the middle of it."""

    left: float
    top: float
    width: float
    height: float

    @property
    def _scale(self) -> tuple[float, float]:
        across = min(self.width / (_EAST - _WEST), self.height / ((_NORTH - _SOUTH) * _TALLER))
        return across, across * _TALLER

    @property
    def box(self) -> Box:
        """Left, top, right and bottom edge."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    @property
    def px_per_km(self) -> float:
        """How long a kilometre is in the drawing."""
        return self._scale[0] / km_per_degree_of_longitude(STANDARD_PARALLEL)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place is drawn."""
        x_scale, y_scale = self._scale
        return (
            self.left + self.width / 2 + (lon - (_WEST + _EAST) / 2) * x_scale,
            self.top + self.height / 2 - (lat - STANDARD_PARALLEL) * y_scale,
        )
