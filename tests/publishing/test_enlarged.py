"""Charts in large letters: texts and their room grow, figures and widths stay."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from publishing.charts.enlarged import enlarged
from publishing.charts.sectors import matrix_spec

SPEC: dict[str, Any] = {
    "width": "container",
    "height": {"step": 20},
    "config": {"axis": {"labelFontSize": 12, "labelLimit": 220}, "text": {"color": "#000"}},
    "layer": [
        {"mark": {"type": "text", "fontSize": 10, "dx": 4}},
        {"encoding": {"x": {"axis": {"labelFontSize": {"expr": "narrow ? 10 : 12"}}}}},
    ],
    "data": {"values": [{"height": 3, "fontSize": 1}]},
    "datasets": {"rows": [{"step": 5}]},
}


def test_texts_and_their_room_grow_and_figures_do_not() -> None:
    before = copy.deepcopy(SPEC)
    grown = enlarged(SPEC, 1.5)
    assert grown["height"] == {"step": 30}
    assert grown["config"]["axis"] == {"labelFontSize": 18, "labelLimit": 330}
    assert grown["config"]["text"] == {"fontSize": 16.5, "color": "#000"}, "Vega's own 11 px"
    assert grown["layer"][0]["mark"] == {"type": "text", "fontSize": 15, "dx": 6}
    assert grown["layer"][1]["encoding"]["x"]["axis"]["labelFontSize"] == {
        "expr": "1.5 * (narrow ? 10 : 12)"
    }
    several = {"condition": [{"test": "two", "value": 4}, {"test": "n", "expr": "a"}], "value": 2}
    assert enlarged({"labelOffset": several}, 1.5)["labelOffset"] == {
        "condition": [{"test": "two", "value": 6}, {"test": "n", "expr": "1.5 * (a)"}],
        "value": 3,
    }
    assert grown["width"] == "container"
    assert grown["data"] == SPEC["data"]
    assert grown["datasets"] == SPEC["datasets"]
    assert before == SPEC, "the kept specification was changed"


def _font_sizes(part: Any) -> list[float]:
    if isinstance(part, list):
        return [size for each in part for size in _font_sizes(each)]
    if not isinstance(part, dict):
        return []
    own = [
        value
        for key, value in part.items()
        if key.endswith("ontSize") and isinstance(value, int | float)
    ]
    return own + [size for value in part.values() for size in _font_sizes(value)]


@pytest.mark.parametrize("scheme", ["kbli", "traditional"])
def test_no_text_of_a_real_chart_stays_small(scheme: str) -> None:
    sizes = _font_sizes(enlarged(matrix_spec(scheme), 1.375))
    assert sizes
    assert min(sizes) >= 13
