"""The built boundary layers of the 22 regencies of NTT, and what can be read off them.

Everything here reads files that ``python -m geo.build`` wrote into ``geo/boundaries/``; nothing is
computed from the full-resolution source at run time.

The polygons are for drawing. Areas for densities come from ``regencies.csv``: the polygons have the
vintage 2019/2020 and differ from the official areas (Sumba Barat 710 km2 here, 756 km2 official).
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

FOLDER = Path(__file__).resolve().parent / "boundaries"

#: Where the layers for the browser lie: the folder that the application serves as it is.
WEB_FOLDER = Path(__file__).resolve().parents[1] / "static" / "geo"

#: BPS codes of the 22 regencies, in the order of every layer.
REGENCY_CODES: tuple[str, ...] = tuple(str(code) for code in range(5301, 5322)) + ("5371",)

#: A DBF field name holds ten characters: this is what is left of ``regency_code``.
SHAPEFILE_CODE_FIELD = "regency_co"

#: Attribution line the licence asks for; behind the short form on every map, and in the README.
ATTRIBUTION_ID = (
    "Batas administrasi: BPS - Statistics Indonesia / UN OCHA, COD-AB Indonesia "
    "(berlaku 1 April 2020), Humanitarian Data Exchange, CC BY 3.0 IGO; "
    "digabung ke tingkat kabupaten/kota dan disederhanakan."
)
ATTRIBUTION_EN = (
    "Administrative boundaries: BPS - Statistics Indonesia / UN OCHA, COD-AB Indonesia "
    "(valid 1 April 2020), Humanitarian Data Exchange, CC BY 3.0 IGO; "
    "dissolved to regencies and simplified."
)
#: Short form for the corner of a small map; the long form and the licence stand behind it.
ATTRIBUTION_SHORT_ID = "BPS / UN OCHA COD-AB (CC BY 3.0 IGO), disederhanakan; Natural Earth"
ATTRIBUTION_SHORT_EN = "BPS / UN OCHA COD-AB (CC BY 3.0 IGO), simplified; Natural Earth"
LICENCE_NAME = "CC BY 3.0 IGO"
LICENCE_URL = "https://creativecommons.org/licenses/by/3.0/igo/"
BOUNDARY_SOURCE_ID = "B01"
BACKDROP_SOURCE_IDS: tuple[str, ...] = ("B01", "B04")


class BoundaryFileError(RuntimeError):
    """A built boundary file is missing or is not what ``geo.build`` writes."""


def _built(name: str, folder: Path | None = None) -> Path:
    path = (folder or FOLDER) / name
    if not path.is_file():
        raise BoundaryFileError(
            f"{path} is missing. Restore it from the repository, or build it again with "
            "'python -m geo.build --source PATH_TO_GPKG --context PATH_TO_GEOJSON'."
        )
    return path


def load_regencies() -> gpd.GeoDataFrame:
    """Polygons of the 22 regencies, sorted by code.

    Returns
    -------
    GeoDataFrame
        22 rows in EPSG:4326; ``regency_code`` (text), ``name``, ``geometry``. The layer is a valid
        coverage: neighbours share their vertices, no gaps, no overlaps.

    Raises
    ------
    BoundaryFileError
        The shapefile is missing or does not hold the 22 regencies.

    Examples
    --------
    >>> load_regencies()["regency_code"].iloc[-1]
    '5371'
    """
    path = _built("ntt_regencies.shp")
    frame = gpd.read_file(path)
    if SHAPEFILE_CODE_FIELD not in frame.columns or "name" not in frame.columns:
        raise BoundaryFileError(
            f"{path}: expected the fields {SHAPEFILE_CODE_FIELD} and name, "
            f"found {', '.join(map(str, frame.columns))}."
        )
    frame = frame.rename(columns={SHAPEFILE_CODE_FIELD: "regency_code"})
    frame["regency_code"] = frame["regency_code"].astype(str)
    frame = frame.sort_values("regency_code", ignore_index=True)
    found = tuple(frame["regency_code"])
    if found != REGENCY_CODES:
        missing = sorted(set(REGENCY_CODES) - set(found))
        surplus = sorted(set(found) - set(REGENCY_CODES))
        raise BoundaryFileError(
            f"{path}: not the 22 regencies; missing {missing}, unexpected {surplus}."
        )
    return frame[["regency_code", "name", "geometry"]]


def load_backdrop() -> gpd.GeoDataFrame:
    """Neighbouring land, drawn below the regencies so that the map looks right without tiles.

    Returns
    -------
    GeoDataFrame
        ``name``, ``country``, ``geometry`` in EPSG:4326, clipped to 114..131 E and 15..5 S.
    """
    return gpd.read_file(_built("backdrop.geojson", WEB_FOLDER))[["name", "country", "geometry"]]


def web_layer_path(layer: str = "regencies") -> Path:
    """Path of the GeoJSON that the browser loads.

    Parameters
    ----------
    layer : str, optional
        ``regencies`` (one property, ``regency_code``) or ``backdrop`` (``name``,
        ``country``).

    Raises
    ------
    BoundaryFileError
        No such layer.
    """
    if layer not in ("regencies", "backdrop"):
        raise BoundaryFileError(f"No web layer '{layer}'; there are 'regencies' and 'backdrop'.")
    return _built(f"{layer}.geojson", WEB_FOLDER)


def load_label_points() -> pd.DataFrame:
    """Where the name of a regency is written: centre of the widest circle in its largest part.

    Returns
    -------
    DataFrame
        22 rows: ``regency_code`` (text), ``lat``, ``lon`` in degrees and ``radius_km``, the room
        around the point.
    """
    return pd.read_csv(_built("label_points.csv"), dtype={"regency_code": str})


def load_neighbours() -> pd.DataFrame:
    """Regencies that share a land border, both directions.

    Returns
    -------
    DataFrame
        ``regency_code``, ``neighbour_code`` (text) and ``border_km``, the length of the shared
        border as drawn. Alor, Lembata, Rote Ndao and Sabu Raijua have no land neighbour and thus
        no row.
    """
    return pd.read_csv(_built("neighbours.csv"), dtype={"regency_code": str, "neighbour_code": str})


def load_build_report() -> pd.DataFrame:
    """What the generalisation did to each regency: areas before and after, error, parts."""
    return pd.read_csv(_built("build_report.csv"), dtype={"regency_code": str})
