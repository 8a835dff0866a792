"""Colours of the dark theme, by contrast as WCAG 2 defines it: no area sinks into the sea."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from publishing import palette
from publishing.maps.balance import OPACITY

ROOT = Path(__file__).parents[2]
LEAST = 3.0  # what WCAG 2 asks of whatever is not text
RAMPS = ("AMOUNT", "PEOPLE", "ECONOMY", "WELFARE", "BURDEN", "RANK", "INDICATION")
AREAS = {
    **{name: getattr(palette, name) for name in (*RAMPS, "DIVERGING_LOW", "DIVERGING_HIGH")},
    "GROUPS": palette.GROUPS,
    "ranks": palette.ranks(10),
    "others": [palette.BALANCED, palette.DOUBTFUL, palette.CHOSEN, palette.CUT_OFF],
}
BORDER = palette.GROUND_DARK


def contrast(one: str, other: str) -> float:
    light, dark = sorted((palette.luminance(one), palette.luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def over(color: str, ground: str, opacity: float) -> str:
    """What is seen where ``color`` lies on ``ground``, as a browser mixes them."""
    mixed = (
        round(opacity * int(color[i : i + 2], 16) + (1 - opacity) * int(ground[i : i + 2], 16))
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in mixed)


@pytest.mark.parametrize("name", AREAS)
def test_every_area_is_seen_against_the_dark_sea_and_the_borders(name: str) -> None:
    for color in AREAS[name]:
        shown = palette.area_on_dark(color)
        for ground in (palette.SEA_DARK, BORDER):
            assert contrast(shown, ground) >= LEAST, (name, color, shown, ground)


def test_the_faintest_balance_is_still_seen() -> None:
    faintest = (1 + min(OPACITY.values())) / 2  # as static/map/ntt-map.js fades in the dark
    for color in (*palette.DIVERGING_LOW, *palette.DIVERGING_HIGH):
        seen = over(palette.area_on_dark(color), palette.SEA_DARK, faintest)
        assert contrast(seen, palette.SEA_DARK) >= LEAST, color


@pytest.mark.parametrize("name", RAMPS)
def test_classes_keep_their_order_and_can_be_told_apart(name: str) -> None:
    """From pale to strong in the dark theme too, each class a step from the next."""
    shown = [palette.area_on_dark(color) for color in getattr(palette, name)]
    for paler, stronger in pairwise(shown):
        assert palette.luminance(paler) > palette.luminance(stronger)
        assert contrast(paler, stronger) > 1.12, (name, paler, stronger)


def test_the_sea_is_the_one_that_is_drawn() -> None:
    css = (ROOT / "static/map/ntt-map.css").read_text(encoding="utf-8")
    seas = re.findall(r"\.ntt-dark #map_div\.leaflet-container \{ background: (#\w+)", css)
    assert seas == [palette.SEA_DARK.lower()]


def test_names_are_read_on_land_without_a_figure() -> None:
    css = (ROOT / "static/map/ntt-map.css").read_text(encoding="utf-8")
    names = re.findall(r"\.ntt-dark \.ntt-label span \{\s+color: (#\w+)", css)
    assert len(names) == 1
    assert contrast(names[0].upper(), palette.area_on_dark(palette.SAND)) >= 4.5


def test_lines_and_texts_of_charts_are_seen_on_the_dark_ground() -> None:
    areas = {palette.GROUND, palette.THERE[1]}  # the ground itself, and what is to be faint
    for color in (dark for light, dark in palette.ON_DARK.items() if light not in areas):
        assert contrast(color, palette.GROUND_DARK) >= LEAST
    for color in palette.ON_DARK_SEA.values():
        assert contrast(color, palette.SEA_DARK) >= LEAST


def test_paper_gets_back_the_colours_of_the_light_theme() -> None:
    back = palette.areas_on_white()
    for colors in AREAS.values():
        for color in colors:
            assert contrast(back[palette.area_on_dark(color)], color) < 1.03
    assert not set(back) & set(back.values()), "a colour would be replaced twice"
