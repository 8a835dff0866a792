"""Build the boundary layers of the application from a full-resolution regency layer.

    python -m geo.build --source ntt_adm2_full.gpkg --context context_land.geojson

Reads, generalises, verifies and only then writes; the source is never touched. The same source
gives byte-identical files. Written into ``geo/boundaries/``:

* ``ntt_regencies.shp`` with .dbf .shx .prj .cpg: the 22 regencies, EPSG:4326. The code field is
  called ``regency_co``, for a DBF field name holds ten characters; ``geo.boundaries`` renames it.
* ``static/geo/regencies.geojson``: the same geometry for the browser, only ``regency_code``.
* ``static/geo/backdrop.geojson``: neighbouring land (with ``--context``), cut along the regencies.
* ``build_report.csv``, ``label_points.csv``, ``neighbours.csv``.

The official COD-AB download works too: ``--layer idn_admbnda_adm2_bps_20200401 --code-field
ADM2_PCODE --name-field ADM2_EN`` (the prefix "ID" is dropped, other provinces are left out).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from geo.boundaries import FOLDER, REGENCY_CODES, SHAPEFILE_CODE_FIELD, WEB_FOLDER

#: Side, in degrees, of the square whose area is the smallest detail kept. From 0.0022 on the
#: rounded coverage is clean; 0.0030 already costs three times the area error.
TOLERANCE_DEG = 0.0023
#: 0.0001 degree is 11 m. With three decimals the smallest islets collapse.
DECIMALS = 4
#: Equal-area projection centred on NTT; areas are measured in it and nowhere else.
EQUAL_AREA = "+proj=laea +lat_0=-9 +lon_0=122 +units=m"
MAX_AREA_ERROR_PCT = 0.5
MAX_WEB_BYTES = 250_000
MAX_BACKDROP_BYTES = 60_000

BACKDROP_BOX = (114.0, -15.0, 131.0, -5.0)
#: The neighbours are only scenery: coarser than NTT, those out of its sight coarser still.
BACKDROP_TOLERANCE_DEG = 0.005
BACKDROP_FAR_TOLERANCE_DEG = 0.012
BACKDROP_FAR_DEG = 0.5
#: Foreign islets below this area (about 1 km2) are not drawn.
BACKDROP_MIN_AREA_DEG2 = 1e-4
#: Natural Earth's Timor-Leste and COD-AB disagree about the border by some kilometres: strips of
#: sea narrower than twice this between the two are filled.
BORDER_GAP_DEG = 0.03
#: The DBF header carries a date; a fixed one (the vintage of the boundaries) keeps it reproducible.
DBF_DATE = "2020-04-01"


class BuildError(RuntimeError):
    """The source cannot be used, or the result breaks a promise; nothing was written."""


def read_source(path: Path, layer: str, code_field: str, name_field: str) -> gpd.GeoDataFrame:
    """Read the full-resolution layer and keep the 22 regencies, sorted by code.

    Parameters
    ----------
    path : Path
    layer, code_field, name_field : str
        Of the source: the layer, and its fields of BPS code and name.

    Returns
    -------
    GeoDataFrame
        ``regency_code`` (text), ``name``, ``geometry`` (MultiPolygon, EPSG:4326).

    Raises
    ------
    BuildError
        Missing file, layer, field or regency, duplicate code, unknown reference
        system, invalid polygon, or a source that is itself no clean coverage.
    """
    if not path.exists():
        raise BuildError(f"Source not found: {path}. Give the path of the full-resolution layer.")
    try:
        layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    except pyogrio.errors.DataSourceError as error:
        raise BuildError(f"{path} is no readable vector file: {error}") from error
    if layer not in layers:
        raise BuildError(
            f"{path} has no layer '{layer}'; it has: {', '.join(layers)}. Choose with --layer."
        )
    frame = gpd.read_file(path, layer=layer)
    for option, field in (("--code-field", code_field), ("--name-field", name_field)):
        if field not in frame.columns:
            raise BuildError(
                f"Layer '{layer}' has no field '{field}'; it has: "
                f"{', '.join(map(str, frame.columns))}. Choose with {option}."
            )
    if frame.crs is None:
        raise BuildError(f"Layer '{layer}' has no coordinate reference system.")
    frame = frame.to_crs("EPSG:4326")
    codes = frame[code_field].astype(str).str.removeprefix("ID")
    frame = gpd.GeoDataFrame(
        {"regency_code": codes, "name": frame[name_field].astype(str)},
        geometry=[_as_multipolygon(geometry) for geometry in frame.geometry],
        crs="EPSG:4326",
    )
    frame = frame[frame["regency_code"].isin(REGENCY_CODES)]
    missing = [code for code in REGENCY_CODES if code not in set(frame["regency_code"])]
    if missing:
        raise BuildError(
            f"Layer '{layer}' lacks {len(missing)} of 22 regencies: {', '.join(missing)} "
            f"(BPS codes in '{code_field}')."
        )
    twice = sorted(frame.loc[frame["regency_code"].duplicated(), "regency_code"].unique())
    if twice:
        raise BuildError(f"More than one feature for: {', '.join(twice)}. Dissolve them first.")
    frame = frame.sort_values("regency_code", ignore_index=True)
    _check_coverage(frame, "the source")
    return frame


def generalise(
    frame: gpd.GeoDataFrame, tolerance_deg: float = TOLERANCE_DEG, decimals: int = DECIMALS
) -> gpd.GeoDataFrame:
    """Simplify all regencies together, so that shared borders stay shared, and round.

    Rounding the vertices of a coverage moves a shared vertex the same way on both sides, so it
    opens no gap; whether it made rings cross is left to ``verify``.

    Parameters
    ----------
    frame : GeoDataFrame
        As ``read_source`` gives it.
    tolerance_deg : float
        Side of the square whose area is the smallest detail kept, in degrees.
    decimals : int
        Of degrees.

    Raises
    ------
    BuildError
        An islet collapses.
    """
    simplified = shapely.coverage_simplify(frame.geometry.values, tolerance_deg)
    rounded = shapely.transform(simplified, lambda xy: np.round(xy, decimals) + 0.0)
    try:
        cleaned = shapely.remove_repeated_points(rounded)
    except shapely.errors.GEOSException as error:
        raise BuildError(
            f"Rounding to {decimals} decimals makes an islet collapse; keep more decimals."
        ) from error
    return frame.set_geometry(
        gpd.GeoSeries(shapely.orient_polygons(cleaned), index=frame.index, crs=frame.crs)
    )


def verify(source: gpd.GeoDataFrame, built: gpd.GeoDataFrame) -> pd.DataFrame:
    """Compare the generalised layer with its source.

    Parameters
    ----------
    source, built : GeoDataFrame
        As ``read_source`` and ``generalise`` give them.

    Returns
    -------
    DataFrame
        One row per regency: ``regency_code``, ``name``, ``full_area_km2``, ``area_km2``,
        ``error_pct``, ``parts``, ``full_vertices``, ``vertices``.

    Raises
    ------
    BuildError
        Invalid polygon, gap, overlap, lost part or an area error of
        ``MAX_AREA_ERROR_PCT`` or more; the message names the regencies.
    """
    _check_coverage(built, "the generalised layer")
    before = np.array([shapely.get_num_geometries(g) for g in source.geometry])
    after = np.array([shapely.get_num_geometries(g) for g in built.geometry])
    if (before != after).any():
        lost = [
            f"{code}: {old} -> {new} parts"
            for code, old, new in zip(source["regency_code"], before, after, strict=True)
            if old != new
        ]
        raise BuildError(f"Islands were lost or merged ({'; '.join(lost)}); lower --tolerance.")
    if _count_holes(source) != _count_holes(built):
        raise BuildError("Generalising opened or closed a hole; choose another --tolerance.")
    full_area = source.to_crs(EQUAL_AREA).area.to_numpy() / 1e6
    area = built.to_crs(EQUAL_AREA).area.to_numpy() / 1e6
    error_pct = 100.0 * (area / full_area - 1.0)
    too_far = np.abs(error_pct) >= MAX_AREA_ERROR_PCT
    if too_far.any():
        named = ", ".join(
            f"{code} {error:+.2f} %"
            for code, error in zip(built["regency_code"][too_far], error_pct[too_far], strict=True)
        )
        raise BuildError(
            f"Area error of {MAX_AREA_ERROR_PCT} % or more: {named}; lower --tolerance."
        )
    return pd.DataFrame(
        {
            "regency_code": built["regency_code"],
            "name": built["name"],
            "full_area_km2": full_area.round(3),
            "area_km2": area.round(3),
            "error_pct": error_pct.round(4),
            "parts": after,
            "full_vertices": shapely.get_num_coordinates(source.geometry.values),
            "vertices": shapely.get_num_coordinates(built.geometry.values),
        }
    )


def build_backdrop(path: Path, regencies: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Neighbouring land, clipped, coarse, and cut so that it meets the regencies without a gap.

    Parameters
    ----------
    path : Path
        GeoJSON with the fields ``nama`` and ``negara``.
    regencies : GeoDataFrame
        The generalised regencies.

    Returns
    -------
    GeoDataFrame
        ``name``, ``country``, ``geometry``.
    """
    if not path.exists():
        raise BuildError(f"Context layer not found: {path}.")
    try:
        land = gpd.read_file(path)
    except pyogrio.errors.DataSourceError as error:
        raise BuildError(f"{path} is no readable vector file: {error}") from error
    for field in ("nama", "negara"):
        if field not in land.columns:
            raise BuildError(
                f"{path} has no field '{field}'; it has: {', '.join(map(str, land.columns))}."
            )
    land = land.to_crs("EPSG:4326")
    ntt = shapely.coverage_union_all(regencies.geometry.values)
    clipped = shapely.clip_by_rect(shapely.make_valid(land.geometry.values), *BACKDROP_BOX)
    shapes = np.where(
        shapely.distance(clipped, ntt) < BACKDROP_FAR_DEG,
        shapely.coverage_simplify(clipped, BACKDROP_TOLERANCE_DEG),
        shapely.coverage_simplify(clipped, BACKDROP_FAR_TOLERANCE_DEG),
    )
    touching = shapely.distance(shapes, ntt) < BORDER_GAP_DEG
    rows = []
    for name, country, shape, near in zip(
        land["nama"], land["negara"], shapes, touching, strict=True
    ):
        if near:
            shape = _close_gap(shape, ntt)
        parts = [
            part
            for part in shapely.get_parts(shapely.difference(shapely.make_valid(shape), ntt))
            if part.geom_type == "Polygon" and part.area >= BACKDROP_MIN_AREA_DEG2
        ]
        # Vertices taken over from NTT are rounded already, so this leaves the common border alone.
        rounded = shapely.set_precision(shapely.MultiPolygon(parts), 10.0**-DECIMALS)
        rows.append((name, country, _as_multipolygon(shapely.orient_polygons(rounded))))
    frame = pd.DataFrame(rows, columns=["name", "country", "geometry"])
    return gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")


def label_points(regencies: gpd.GeoDataFrame) -> pd.DataFrame:
    """Centre of the widest circle inside the largest part of each regency."""
    projected = regencies.to_crs(EQUAL_AREA)
    centres, radii = [], []
    for geometry in projected.geometry:
        largest = max(geometry.geoms, key=lambda part: part.area)
        spoke = shapely.maximum_inscribed_circle(largest, tolerance=100.0)
        centres.append(shapely.get_point(spoke, 0))
        radii.append(spoke.length / 1000.0)
    points = gpd.GeoSeries(centres, crs=EQUAL_AREA).to_crs("EPSG:4326")
    return pd.DataFrame(
        {
            "regency_code": regencies["regency_code"].to_numpy(),
            "lat": points.y.round(4).to_numpy(),
            "lon": points.x.round(4).to_numpy(),
            "radius_km": np.round(radii, 1),
        }
    )


def neighbours(regencies: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs of regencies with a common border line, both directions, and its length."""
    projected = regencies.to_crs(EQUAL_AREA)
    borders = projected.geometry.boundary
    rows = []
    for i, j in zip(*projected.sindex.query(projected.geometry, "intersects"), strict=True):
        length_km = borders.iloc[i].intersection(borders.iloc[j]).length / 1000.0
        if i != j and length_km > 0:
            codes = regencies["regency_code"]
            rows.append((codes.iloc[i], codes.iloc[j], round(length_km, 1)))
    return pd.DataFrame(sorted(rows), columns=["regency_code", "neighbour_code", "border_km"])


def geojson_text(frame: gpd.GeoDataFrame, properties: list[str]) -> str:
    """Compact GeoJSON with the coordinates as they are (already rounded)."""
    features = [
        {
            "type": "Feature",
            "properties": {field: getattr(row, field) for field in properties},
            "geometry": json.loads(shapely.to_geojson(row.geometry)),
        }
        for row in frame.itertuples()
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def build(
    source: Path,
    context: Path | None = None,
    layer: str = "ntt_adm2",
    code_field: str = "kode_bps",
    name_field: str = "nama",
    tolerance_deg: float = TOLERANCE_DEG,
    folder: Path = FOLDER,
    web_folder: Path = WEB_FOLDER,
) -> pd.DataFrame:
    """Build every layer and return the report of ``verify``.

    The layers for the browser go into ``web_folder``, all else into ``folder``.

    Without ``context`` the backdrop is left as it is.

    Raises
    ------
    BuildError
        See the steps; files are written only when all of them succeeded.
    """
    full = read_source(source, layer, code_field, name_field)
    regencies = generalise(full, tolerance_deg)
    report = verify(full, regencies)
    web = {"regencies.geojson": geojson_text(regencies, ["regency_code"])}
    _check_size("regencies.geojson", web["regencies.geojson"], MAX_WEB_BYTES)
    if context is not None:
        backdrop = build_backdrop(context, regencies)
        web["backdrop.geojson"] = geojson_text(backdrop, ["name", "country"])
        _check_size("backdrop.geojson", web["backdrop.geojson"], MAX_BACKDROP_BYTES)
    texts = {}
    for name, table in (
        ("build_report.csv", report),
        ("label_points.csv", label_points(regencies)),
        ("neighbours.csv", neighbours(regencies)),
    ):
        texts[name] = table.to_csv(index=False, lineterminator="\n")

    folder.mkdir(parents=True, exist_ok=True)
    web_folder.mkdir(parents=True, exist_ok=True)
    regencies.rename(columns={"regency_code": SHAPEFILE_CODE_FIELD}).to_file(
        folder / "ntt_regencies.shp",
        driver="ESRI Shapefile",
        engine="pyogrio",
        encoding="UTF-8",
        layer_options={"DBF_DATE_LAST_UPDATE": DBF_DATE},
    )
    for target, files in ((folder, texts), (web_folder, web)):
        for name, text in files.items():
            (target / name).write_text(text, encoding="utf-8", newline="\n")
    return report


def _as_multipolygon(geometry: BaseGeometry) -> shapely.MultiPolygon:
    if geometry.geom_type == "Polygon":
        return shapely.MultiPolygon([geometry])
    if geometry.geom_type == "MultiPolygon":
        return geometry
    raise BuildError(f"Expected polygons, found a {geometry.geom_type}.")


def _check_coverage(frame: gpd.GeoDataFrame, what: str) -> None:
    shapes = frame.geometry.values
    broken = frame.loc[~shapely.is_valid(shapes), "regency_code"]
    if len(broken):
        raise BuildError(f"In {what} the polygon is invalid: {', '.join(broken)}.")
    if not shapely.coverage_is_valid(shapes):
        bad = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
        named = ", ".join(frame.loc[bad, "regency_code"])
        raise BuildError(
            f"In {what} neighbours overlap or do not share their vertices: {named}. "
            "For the generalised layer choose another --tolerance."
        )


def _count_holes(frame: gpd.GeoDataFrame) -> int:
    """Holes of the whole province: a gap between two regencies would be one more."""
    whole = shapely.coverage_union_all(frame.geometry.values)
    return int(shapely.get_num_interior_rings(shapely.get_parts(whole)).sum())


def _close_gap(shape: BaseGeometry, ntt: BaseGeometry) -> BaseGeometry:
    """Fill the strips between a neighbouring country and NTT where both are near."""
    beside = shapely.intersection(ntt, shapely.buffer(shape, 4 * BORDER_GAP_DEG))
    both = shapely.union(shape, beside)
    closed = shapely.buffer(shapely.buffer(both, BORDER_GAP_DEG), -BORDER_GAP_DEG)
    strips = [
        strip
        for strip in shapely.get_parts(shapely.difference(closed, both))
        if shapely.distance(strip, shape) < 1e-6 and shapely.distance(strip, ntt) < 1e-6
    ]
    return shapely.union_all([shape, *strips])


def _check_size(name: str, text: str, limit: int) -> None:
    size = len(text.encode("utf-8"))
    if size >= limit:
        raise BuildError(f"{name} would have {size:,} bytes, limit {limit:,}; raise --tolerance.")


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m geo.build", description="Build the boundary layers of the application."
    )
    parser.add_argument("--source", type=Path, required=True, help="full-resolution layer")
    parser.add_argument("--context", type=Path, help="neighbouring land (GeoJSON) for the backdrop")
    parser.add_argument("--layer", default="ntt_adm2", help="layer in the source (%(default)s)")
    parser.add_argument("--code-field", default="kode_bps", help="BPS code (%(default)s)")
    parser.add_argument("--name-field", default="nama", help="name (%(default)s)")
    parser.add_argument(
        "--tolerance", type=float, default=TOLERANCE_DEG, help="degrees (%(default)s)"
    )
    options = parser.parse_args(arguments)
    try:
        report = build(
            options.source,
            options.context,
            options.layer,
            options.code_field,
            options.name_field,
            options.tolerance,
        )
    except BuildError as error:
        print(f"geo.build: {error}", file=sys.stderr)
        return 1
    worst = report.iloc[int(report["error_pct"].abs().to_numpy().argmax())]
    print(
        f"{len(report)} regencies, {report['parts'].sum()} parts, "
        f"{report['full_vertices'].sum():,} -> {report['vertices'].sum():,} vertices; "
        f"largest area error {worst['error_pct']:+.3f} % ({worst['name']})."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
