"""The built boundary layers, and the script that builds them."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo import boundaries, build

WEB_LAYER = boundaries.WEB_FOLDER / "regencies.geojson"
BACKDROP = boundaries.WEB_FOLDER / "backdrop.geojson"


@pytest.fixture(scope="module")
def regencies() -> gpd.GeoDataFrame:
    layer = gpd.read_file(boundaries.FOLDER / "ntt_regencies.shp")
    return layer.rename(columns={boundaries.SHAPEFILE_CODE_FIELD: "regency_code"})


def built_table(name: str) -> pd.DataFrame:
    codes = dict.fromkeys(["regency_code", "neighbour_code"], "str")
    return pd.read_csv(boundaries.FOLDER / name, dtype=codes)


def test_22_regencies_with_text_codes_in_wgs84(regencies: gpd.GeoDataFrame) -> None:
    assert tuple(regencies["regency_code"]) == boundaries.REGENCY_CODES
    assert len(boundaries.REGENCY_CODES) == 22
    assert all(isinstance(code, str) for code in regencies["regency_code"])
    assert regencies.crs.to_epsg() == 4326
    assert regencies.set_index("regency_code").at["5371", "name"] == "Kota Kupang"


def test_companions_of_the_shapefile_are_there() -> None:
    for suffix in (".shp", ".dbf", ".shx", ".prj", ".cpg"):
        assert (boundaries.FOLDER / f"ntt_regencies{suffix}").is_file()


def test_no_gap_no_overlap(regencies: gpd.GeoDataFrame) -> None:
    shapes = regencies.geometry.values
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(whole.area, rel=1e-12)
    # The source has no hole between regencies either, so any hole would be a gap.
    assert shapely.get_num_interior_rings(shapely.get_parts(whole)).sum() == 0


def test_area_error_below_half_a_percent(regencies: gpd.GeoDataFrame) -> None:
    report = built_table("build_report.csv").set_index("regency_code")
    area = regencies.set_index("regency_code").to_crs(build.EQUAL_AREA).area / 1e6
    error_pct = 100 * (area / report["full_area_km2"] - 1)
    assert error_pct.abs().max() < 0.5
    assert np.allclose(error_pct, report["error_pct"], atol=0.001)
    # Total of the full-resolution source, measured independently when it was prepared.
    assert report["full_area_km2"].sum() == pytest.approx(46_455.6, abs=0.1)


def test_every_island_of_the_source_is_kept(regencies: gpd.GeoDataFrame) -> None:
    parts = shapely.get_num_geometries(regencies.geometry.values)
    report = built_table("build_report.csv")
    assert parts.sum() == 414
    assert parts.tolist() == report["parts"].tolist()


def test_web_layer_is_small_and_the_same_geometry(regencies: gpd.GeoDataFrame) -> None:
    assert WEB_LAYER.stat().st_size < 250_000
    collection = json.loads(WEB_LAYER.read_text(encoding="utf-8"))
    assert [f["properties"] for f in collection["features"]] == [
        {"regency_code": code} for code in boundaries.REGENCY_CODES
    ]
    web = gpd.read_file(WEB_LAYER)
    assert shapely.coverage_is_valid(web.geometry.values)
    same = shapely.equals(
        shapely.normalize(web.geometry.values), shapely.normalize(regencies.geometry.values)
    )
    assert same.all()


def test_backdrop_is_small_and_meets_the_regencies(regencies: gpd.GeoDataFrame) -> None:
    assert BACKDROP.stat().st_size < 60_000
    backdrop = gpd.read_file(BACKDROP).set_index("name")
    assert backdrop.geometry.is_valid.all()
    for name in ("Nusa Tenggara Barat", "Maluku", "Sulawesi Selatan", "Timor-Leste", "Australia"):
        assert name in backdrop.index
    ntt = shapely.union_all(regencies.geometry.values)
    east = backdrop.at["Timor-Leste", "geometry"]
    assert shapely.intersection(east, ntt).area < 1e-5  # 0.1 km2 along some 200 km of border
    both = shapely.union(east, ntt)
    # A strip of sea between the two would be a hole or a slit; closing 200 m must change nothing
    # there but the mouths at the coast.
    closed = shapely.buffer(shapely.buffer(both, 0.001), -0.001)
    border = shapely.buffer(shapely.intersection(shapely.boundary(east), ntt), 0.001)
    slits = shapely.intersection(shapely.difference(closed, both), border)
    assert slits.area < 1e-5


def test_label_points_lie_in_their_regency(regencies: gpd.GeoDataFrame) -> None:
    labels = boundaries.load_label_points()
    assert tuple(labels["regency_code"]) == boundaries.REGENCY_CODES
    points = shapely.points(labels["lon"], labels["lat"])
    assert shapely.contains(regencies.geometry.values, points).all()


def test_neighbours_are_mutual_and_touch(regencies: gpd.GeoDataFrame) -> None:
    pairs = built_table("neighbours.csv")
    known = set(zip(pairs["regency_code"], pairs["neighbour_code"], strict=True))
    assert known == {(b, a) for a, b in known}
    assert ("5371", "5303") in known  # Kota Kupang lies inside Kabupaten Kupang
    assert not {"5307", "5308", "5314", "5320"} & set(pairs["regency_code"])  # islands
    shapes = regencies.set_index("regency_code").geometry
    assert all(shapes[a].touches(shapes[b]) for a, b in known)


# --- the build script, on a made-up source: 22 cells of half a degree with wavy borders ----------


def _wavy(x: float, y: float) -> tuple[float, float]:
    return (x + 0.03 * np.sin(9 * y), y + 0.03 * np.sin(9 * x))


def _source(path: Path, codes: tuple[str, ...] = boundaries.REGENCY_CODES) -> Path:
    cells = []
    steps = np.linspace(0, 0.5, 40)
    for i in range(len(codes)):
        west, south = 119 + 0.5 * (i % 6), -10 + 0.5 * (i // 6)
        ring = (
            [(west + s, south) for s in steps]
            + [(west + 0.5, south + s) for s in steps[1:]]
            + [(west + 0.5 - s, south + 0.5) for s in steps[1:]]
            + [(west, south + 0.5 - s) for s in steps[1:-1]]
        )
        cells.append(shapely.Polygon([_wavy(x, y) for x, y in ring]))
    frame = gpd.GeoDataFrame(
        {"kode_bps": list(codes), "nama": [f"Daerah {code}" for code in codes]},
        geometry=shapely.set_precision(cells, 1e-6),
        crs="EPSG:4326",
    )
    frame.to_file(path, layer="ntt_adm2", driver="GPKG")
    return path


def test_build_is_reproducible_and_leaves_the_source_alone(tmp_path: Path) -> None:
    source = _source(tmp_path / "source.gpkg")
    before = source.read_bytes()
    report = build.build(source, folder=tmp_path / "one", web_folder=tmp_path / "one")
    build.build(source, folder=tmp_path / "two", web_folder=tmp_path / "two")
    names = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.*"))
    assert len(names) == 9
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert source.read_bytes() == before
    assert (report["vertices"] < report["full_vertices"]).all()
    assert report["error_pct"].abs().max() < 0.5


def test_build_refuses_an_area_error_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _source(tmp_path / "source.gpkg")
    monkeypatch.setattr(build, "MAX_AREA_ERROR_PCT", 1e-6)
    with pytest.raises(build.BuildError, match=r"Area error of 1e-06 % or more: 53"):
        build.build(source, folder=tmp_path / "out", web_folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_verify_names_the_regency_that_lost_an_island() -> None:
    square, islet = shapely.box(120, -9, 121, -8), shapely.box(122, -9, 122.01, -8.99)
    frame = gpd.GeoDataFrame(
        {"regency_code": ["5307"], "name": ["Alor"]},
        geometry=[shapely.MultiPolygon([square, islet])],
        crs="EPSG:4326",
    )
    without = frame.set_geometry([shapely.MultiPolygon([square])], crs="EPSG:4326")
    with pytest.raises(build.BuildError, match="5307: 2 -> 1 parts"):
        build.verify(frame, without)


def test_verify_names_neighbours_that_overlap() -> None:
    frame = gpd.GeoDataFrame(
        {"regency_code": ["5312", "5318"], "name": ["Ngada", "Nagekeo"]},
        geometry=[shapely.box(120, -9, 121, -8), shapely.box(120.9, -9, 122, -8)],
        crs="EPSG:4326",
    )
    with pytest.raises(build.BuildError, match="5312, 5318"):
        build.verify(frame, frame)


def test_messages_say_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "nothing.gpkg"
    assert build.main(["--source", str(missing)]) == 1
    assert "Source not found" in capsys.readouterr().err

    source = _source(tmp_path / "source.gpkg")
    assert build.main(["--source", str(source), "--layer", "adm9"]) == 1
    assert "it has: ntt_adm2. Choose with --layer." in capsys.readouterr().err

    assert build.main(["--source", str(source), "--code-field", "pcode"]) == 1
    assert "Choose with --code-field" in capsys.readouterr().err

    short = _source(tmp_path / "short.gpkg", boundaries.REGENCY_CODES[:-1])
    assert build.main(["--source", str(short)]) == 1
    assert "lacks 1 of 22 regencies: 5371" in capsys.readouterr().err

    text = tmp_path / "note.gpkg"
    text.write_text("no map", encoding="utf-8")
    assert build.main(["--source", str(text)]) == 1
    assert "no readable vector file" in capsys.readouterr().err


def test_build_report_has_no_unknown(regencies: gpd.GeoDataFrame) -> None:
    report = built_table("build_report.csv")
    assert report["regency_code"].tolist() == regencies["regency_code"].tolist()
    assert not report.isna().any().any()
