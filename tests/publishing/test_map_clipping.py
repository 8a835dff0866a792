"""What leaves a map's frame is not drawn, and what lies within is as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Polygon, box

from publishing.maps.clipping import line_within, ring_within

_FRAME = (0.0, 0.0, 100.0, 60.0)
_SPOT = st.tuples(st.integers(-80, 180), st.integers(-80, 140)).map(
    lambda spot: (float(spot[0]), float(spot[1]))
)


@given(st.lists(_SPOT, min_size=2, max_size=8, unique=True))
def test_a_line_within_is_what_geos_says(line: list[tuple[float, float]]) -> None:
    parts = line_within(line, _FRAME)
    # A line along the frame's edge is drawn or not: it is not seen.
    inner = LineString(line).intersection(box(*_FRAME).buffer(-1e-9)).length
    outer = LineString(line).intersection(box(*_FRAME).buffer(1e-9)).length
    # Each segment by itself: where a line runs over itself GEOS counts it once.
    drawn = MultiLineString(parts) if parts else LineString()
    assert drawn.length >= inner - 1e-5
    if LineString(line).is_simple:
        assert drawn.length <= outer + 1e-5


@given(st.tuples(_SPOT, _SPOT, _SPOT))
def test_a_ring_within_has_the_area_that_geos_says(ring: tuple[tuple[float, float], ...]) -> None:
    kept = ring_within(ring, _FRAME)
    area = Polygon(kept).area if len(kept) > 2 else 0.0
    assert abs(area - Polygon(ring).intersection(box(*_FRAME)).area) < 1e-6
    assert all(0 <= x <= 100 and 0 <= y <= 60 for x, y in kept)


def test_what_lies_within_is_untouched() -> None:
    inside = [(10.0, 10.0), (50.0, 20.0), (20.0, 40.0)]
    assert line_within(inside, _FRAME) == [inside]
    assert ring_within(inside, _FRAME) == inside


def test_a_line_that_leaves_and_comes_back_has_two_parts() -> None:
    parts = line_within([(10, 10), (10, 90), (50, 90), (50, 10)], _FRAME)
    assert [(part[0], part[-1]) for part in parts] == [((10, 10), (10, 60)), ((50, 60), (50, 10))]
