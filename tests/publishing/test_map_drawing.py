"""Maps to take away: what the screen shows is in the picture, and nothing lies on anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from analysis.answer import Answer
from geo.places import regency_names
from publishing.language import Language, speaking
from publishing.maps.balance import balance_choropleth
from publishing.maps.choropleth import Choropleth
from publishing.maps.curves import apart, curve
from publishing.maps.drawing import MapStyle, map_svg
from publishing.maps.flows import flow_lines
from publishing.maps.picture import Line
from services.answer.evaluation import baseline_of, evaluate
from tests.support.svg_texts import texts_of

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def answer() -> Answer:
    answer = evaluate(baseline_of("rice", 2023))
    assert isinstance(answer, Answer)
    return answer


def _chart(answer: Answer) -> Choropleth:
    lines = flow_lines(answer.match, answer.ranges, with_external=False)
    return balance_choropleth(answer.balance, None).with_overlay(lines)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_picture_holds_legend_unit_tonnes_and_names(answer: Answer, language: Language) -> None:
    with speaking(language):
        chart = _chart(answer)
        svg = map_svg(chart)
    texts = {text.text for text in ElementTree.fromstring(svg).iter(f"{_SVG}text")}
    assert chart.unit == {"id": "Neraca (ribu t)", "en": "Balance (thousand t)"}[language]
    assert chart.unit in texts
    for entry in chart.legend:
        assert f"{entry.label} ({entry.count})" in texts
    tonnes = {line.label for line in chart.picture.lines if line.label}
    assert len(tonnes) == 3
    assert tonnes <= texts
    kota = f"{regency_names()['5371']} {chart.picture.marks['5371']}"
    assert kota in texts, "the inset has the room for its name"


def test_the_small_regency_is_drawn_twice(answer: Answer) -> None:
    shapes = [
        path
        for path in ElementTree.fromstring(map_svg(_chart(answer))).iter(f"{_SVG}path")
        if path.get("fill-rule") == "evenodd"
    ]
    assert len(shapes) == 23, "22 regencies, and Kota Kupang once more in its inset"
    assert shapes[-1].get("fill") == _chart(answer).picture.fills["5371"]


def test_no_text_lies_on_another(answer: Answer) -> None:
    """Boxes of half a letter's height around every text of the map, by the widths of letters."""
    with speaking("id"):
        svg = map_svg(_chart(answer))
    texts = [
        (float(x), float(y), words)
        for x, y, words in re.findall(
            r'<text x="([\d.]+)" y="([\d.]+)" font-size="13\.5"[^>]*fill="#22252B">([^<]+)', svg
        )
    ]
    assert len(texts) >= 22
    for i, (x, y, words) in enumerate(texts):
        for other_x, other_y, other in texts[:i]:
            across = (len(words) + len(other)) * 13.5 * 0.5 / 2
            assert abs(x - other_x) > across or abs(y - other_y) > 12, (words, other)


def test_tonnes_of_lines_that_leave_the_map_stand_on_it(answer: Answer) -> None:
    """Supply from outside comes over the edge, and half a figure stood in the title."""
    with speaking("id"):
        lines = flow_lines(answer.match, answer.ranges, with_external=True)
        chart = balance_choropleth(answer.balance, None).with_overlay(lines)
        labels = {line.label for line in lines if line.label}
        margin = 30.0
        style = MapStyle(margin=margin, notes=False)
        for height in (420, 560, 900):
            drawn = texts_of(map_svg(chart, 1300, height, style))
            told = [text for text in drawn if text.words in labels]
            assert told, height
            assert all(text.top >= margin and text.left >= margin for text in told), told


def test_only_the_largest_flows_are_thick(answer: Answer) -> None:
    lines = flow_lines(answer.match, answer.ranges, with_external=False)
    inside = answer.match.flows.query("origin_kind == 'regency'")
    assert len(lines) == len(inside)
    thick = [line for line in lines if line.label]
    assert lines[-3:] == thick, "the largest lie on top"
    assert all(line.dash is None for line in thick), "a choice is no fixed figure"
    assert max(inside["tonnes"]) > 10_000
    assert "19,378 t" not in {line.label for line in lines}, "829 t to 24,839 t are as good"
    assert min(line.weight for line in thick) > max(line.weight for line in lines[:-3])


def test_lines_with_a_common_end_leave_it_in_different_directions() -> None:
    start, near, far = (-8.6, 120.0), (-8.6, 121.0), (-8.6, 122.0)
    drawn = apart([Line([start, end], "#000000", 1, curved=True) for end in (near, far)])
    # A tenth of a degree from the start the longer one already stands clearly further north.
    heights = [next(lat for lat, lon in curve(line) if lon > 120.1) - start[0] for line in drawn]
    assert heights[1] > 1.5 * heights[0] > 0


def test_a_straight_line_stays_straight() -> None:
    line = Line([(-8.6, 120.0), (-8.6, 121.0)], "#000000", 1)
    assert apart([line, replace(line, curved=True)])[0] == line
