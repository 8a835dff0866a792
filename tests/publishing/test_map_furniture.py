"""A map that travels alone: its scale bar is right, and it says what it is drawn by."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from pyproj import Geod

from pages.ui.map_widget import _sent
from publishing import lettering
from publishing.language import Language, speaking
from publishing.maps.choropleth import Choropleth
from publishing.maps.drawing import MapStyle, map_svg, natural_height
from publishing.maps.extent import BOUNDS
from publishing.maps.furniture import bar_km
from publishing.maps.picture import Line, MapPicture
from publishing.maps.projection import STANDARD_PARALLEL, View, km_per_degree_of_longitude
from publishing.maps.zones import regency_choropleth

_SVG = "{http://www.w3.org/2000/svg}"
_EARTH = Geod(ellps="WGS84")


def _km(from_lat: float, from_lon: float, to_lat: float, to_lon: float) -> float:
    return _EARTH.inv(from_lon, from_lat, to_lon, to_lat)[2] / 1000


def _chart() -> Choropleth:
    with speaking("id"):
        return regency_choropleth("5315")


@pytest.mark.parametrize(("width", "height"), [(1600, 900), (680, 500), (400, 700)])
def test_the_scale_bar_is_as_long_as_it_says(width: int, height: int) -> None:
    """Against a geodesic between the two places below its ends, moved to the middle parallel."""
    root = ElementTree.fromstring(map_svg(_chart(), width, height))
    (bar,) = [each for each in root.iter(f"{_SVG}g") if each.get("class") == "scale-bar"]
    halves = [float(each.attrib["width"]) for each in bar.iter(f"{_SVG}rect")]
    said = int(bar.attrib["data-km"])
    words = [text.text for text in root.iter(f"{_SVG}text")]
    assert f"{said} km" in words
    view = View(0, 0, *_box(root))
    x_0, _y = view.at(STANDARD_PARALLEL, 121.0)
    per_degree = view.at(STANDARD_PARALLEL, 122.0)[0] - x_0
    degrees = sum(halves) / per_degree
    assert halves[0] == halves[1]
    assert _km(STANDARD_PARALLEL, 121.0, STANDARD_PARALLEL, 121.0 + degrees) == pytest.approx(
        said, rel=0.001
    )


def _box(root: ElementTree.Element) -> tuple[float, float]:
    frame = next(each for each in root.iter(f"{_SVG}rect") if each.get("fill") == "#DFEAF0")
    return float(frame.attrib["width"]), float(frame.attrib["height"])


def test_one_bar_is_right_for_the_whole_province_and_in_each_direction() -> None:
    """No distance across the map is more than one per cent off what the bar would measure."""
    view = View(0, 0, 1500, 800)
    (south, west), (north, east) = BOUNDS
    for line in (
        (north, west, north, east),
        (south, west, south, east),
        (south, 121.0, north, 121.0),
        (-8.6, 119.9, -10.2, 123.6),
    ):
        (x_0, y_0), (x_1, y_1) = view.at(*line[:2]), view.at(*line[2:])
        drawn = ((x_1 - x_0) ** 2 + (y_1 - y_0) ** 2) ** 0.5 / view.px_per_km
        assert drawn == pytest.approx(_km(*line), rel=0.01)


@pytest.mark.parametrize("latitude", [0.0, -8.0, -11.0, 60.0])
def test_a_degree_of_longitude_is_that_of_the_ellipsoid(latitude: float) -> None:
    # So short that the parallel and the geodesic do not part.
    measured = _km(latitude, 120.0, latitude, 120.01) * 100
    assert km_per_degree_of_longitude(latitude) == pytest.approx(measured, rel=1e-6)


def test_the_bar_gets_shorter_where_a_longer_one_has_no_room() -> None:
    lengths = [bar_km(View(0, 0, width, width / 2)) for width in (2400, 800, 200)]
    assert lengths == [100, 100, 100], "a share of the map's width, whatever its size"
    # With sea at both sides the province is smaller, and the bar may be longer.
    assert bar_km(View(0, 0, 3000, 400)) == 200


@pytest.mark.parametrize("language", ["id", "en"])
def test_projection_boundaries_and_that_they_settle_none_are_said(language: Language) -> None:
    with speaking(language):
        svg = map_svg(regency_choropleth("5315"))
        without = map_svg(regency_choropleth("5315"), style=MapStyle(notes=False))
    said = " ".join(re.findall(r">([^<]+)</text>", svg))
    asked = {
        "id": ["Proyeksi ekuirektangular", "9,6° LS", "4,4 kali", "bukan acuan batas wilayah"],
        "en": ["Equirectangular projection", "9.6° S", "4.4 times", "no reference for where"],
    }[language]
    assert not [
        each for each in [*asked, "CC BY 3.0 IGO", "Natural Earth", "2020"] if each not in said
    ]
    assert "CC BY" not in without, "the frame around it says it"
    assert "scale-bar" in without


def test_what_lines_stand_for_is_in_the_legend_once_and_modelled_is_said() -> None:
    chart = _chart()
    modelled = Line([(-8.6, 120.0), (-9.0, 123.0)], "#3A8C7E", 2, kind="aliran hasil model")
    other = replace(modelled, weight=5, color="#7A1F3D", dash="7 6", kind="dari luar")
    drawn = map_svg(chart.with_overlay([modelled, modelled, other]))
    assert drawn.count("aliran hasil model") == 1
    assert drawn.index("dari luar") < drawn.index("aliran hasil model"), "the strongest first"
    assert "aliran hasil model" not in map_svg(chart)


def test_a_long_entry_of_the_legend_is_broken_and_none_leaves_the_picture() -> None:
    chart = _chart()
    long = replace(chart.legend[0], label="kelapa, jambu mete, kakao, ubi kayu dan " * 6)
    chart = replace(chart, legend=[long, *chart.legend[1:]])
    width = 420
    height = round(natural_height(chart, width, MapStyle()))
    root = ElementTree.fromstring(map_svg(chart, width, height))
    for text in root.iter(f"{_SVG}text"):
        x, y, size = (float(text.attrib[each]) for each in ("x", "y", "font-size"))
        if text.get("text-anchor", "start") == "start":
            assert x + lettering.width(text.text or "", size) <= width + 1, text.text
        assert 0 < y < height, text.text
    said = " ".join(text.text or "" for text in root.iter(f"{_SVG}text"))
    assert said.count("kelapa,") == 6


def test_same_map_same_bytes() -> None:
    assert map_svg(_chart()) == map_svg(_chart())


def test_what_the_browser_gets_has_no_kinds_of_lines() -> None:
    """They would travel with each change, for nothing: the page has its own legend."""
    line = Line([(-8.6, 120.0), (-9.0, 123.0)], "#3A8C7E", 2, kind="aliran hasil model")
    assert "kind" not in _sent(line, "light")
    assert MapPicture({}, {}, "").lines == ()
