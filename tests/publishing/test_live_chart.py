"""Bars of a live slide: as long as what they are held against allows."""

from __future__ import annotations

import re

from publishing.deck.live.chart import chart_html
from publishing.deck.model import ChartData


def _widths(*values: float, whole: float | None) -> list[float]:
    names = [str(place) for place in range(len(values))]
    data = ChartData("bars", names, {"share": list(values)}, {"share": "#123456"}, "%", 0, whole)
    rows = chart_html(data, "x").partition('<ul class="rows')[2]
    return [float(found) for found in re.findall(r'<rect [^>]*width="([\d.]+)"', rows)]


def test_a_share_alone_is_no_longer_than_its_part_of_the_whole() -> None:
    alone = _widths(2.0, whole=100.0)[0]
    full = _widths(100.0, whole=100.0)[0]
    assert alone == 0.02 * full
    assert _widths(2.0, whole=None)[0] == full  # amounts fill the room
    over = _widths(200.0, 50.0, whole=100.0)
    assert over == [full, full / 4]
