"""Pictures for a wall: complete, of a slide's size, and nothing of them lies over the edge."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

import pytest

from analysis.answer import Answer
from analysis.matching.options import MatchingOptions
from publishing.files.answer_slides import balance_slide, indicator_slide, match_slide
from publishing.files.slides import HEIGHT, WIDTH, Slide, slide_png, slide_svg
from publishing.language import Language, speaking
from publishing.maps.balance import balance_choropleth
from publishing.maps.flows import flow_lines
from publishing.maps.indicators import indicator_choropleth
from publishing.sentences.balance import headline
from publishing.sentences.indicators import tell
from publishing.sentences.scenario import not_measured
from services import indicators
from services.answer import evaluation

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def answer() -> Answer:
    return evaluation.baseline_answer("rice", 2023)


def _balance(answer: Answer, scenario: str = "") -> Slide:
    chart = balance_choropleth(answer.balance, None)
    return balance_slide(answer.balance, chart, answer.balance.table["source_ids"], scenario)


def _match(answer: Answer, scenario: str = "") -> Slide:
    lines = flow_lines(answer.match, answer.ranges, with_external=False)
    chart = balance_choropleth(answer.balance, None).with_overlay(lines)
    return match_slide(answer, chart, evaluation.match_sources(answer.balance), scenario)


def _indicator() -> Slide:
    told = tell(indicators.values("self_sufficiency", "rice", 2023))
    return indicator_slide(told, indicator_choropleth(told, None), told.indicator.source_ids)


def _words(slide: Slide) -> str:
    root = ElementTree.fromstring(slide_svg(slide))
    return " ".join(text.text or "" for text in root.iter(f"{_SVG}text"))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_picture_says_finding_figures_unit_date_edition_and_source(
    answer: Answer, language: Language
) -> None:
    with speaking(language):
        said = _words(_balance(answer))
        total = {"id": "143.826 t", "en": "143,826 t"}[language]
        asked = {
            "id": ["ton per tahun", "22 dari 22 daerah", "Neraca (ribu t)", "Sumber: ", "WITA"],
            "en": ["tonnes a year", "22 of 22 regencies", "Balance (thousand t)", "Source: "],
        }[language]
        assert headline(answer.balance) in said
        assert said.count(total) == 1
        assert not [each for each in [*asked, "2023", "TTS"] if each not in said]
        edition = {"id": "Edisi data ", "en": "Data edition "}[language]
        assert edition in said


def test_a_picture_of_pairs_says_that_they_are_modelled_and_of_which_scenario(
    answer: Answer,
) -> None:
    with speaking("id"):
        said = _words(_match(answer, "Skenario Kemarau"))
        plain = _words(_match(answer))
        unmeasured = not_measured("Skenario Kemarau")
    assert "Perkiraan model, bukan pengiriman tercatat." in said
    assert said.count("Skenario Kemarau") == 3  # title, scope, and that it is not measured
    assert unmeasured in said
    assert "Skenario" not in plain
    # The network's sources are counted, not named among those of the figures.
    assert "sumber jaringan angkutan" in plain


@pytest.mark.parametrize("make", [_balance, _match, lambda _answer: _indicator()])
def test_nothing_lies_over_the_edge_or_on_the_map(answer: Answer, make) -> None:  # type: ignore[no-untyped-def]
    with speaking("id"):
        slide = make(answer)
    root = ElementTree.fromstring(slide_svg(slide))
    (framed,) = root.findall(f"{_SVG}svg")
    left, top = float(framed.attrib["x"]), float(framed.attrib["y"])
    right, bottom = left + float(framed.attrib["width"]), top + float(framed.attrib["height"])
    assert bottom - top > HEIGHT * 0.5, "the map is what one sees first"
    for text in root.findall(f"{_SVG}text"):
        size, x, y = (float(text.attrib[each]) for each in ("font-size", "x", "y"))
        assert size >= 19, f"too small for a wall: {text.text}"
        assert x + len(text.text or "") * size * 0.44 < WIDTH, text.text
        assert 0 < y < HEIGHT, text.text
    # What is written comes after the map, whose ground is white.
    kinds = [each.tag.removeprefix(_SVG) for each in root]
    assert kinds.index("svg") < kinds.index("text")
    assert right < WIDTH


def test_the_png_has_the_size_of_a_slide(answer: Answer) -> None:
    with speaking("id"):
        png = slide_png(_balance(answer))
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1920, 1080)


def test_a_match_under_other_options_says_so_on_its_picture(answer: Answer) -> None:
    limited = evaluation.baseline_answer("rice", 2023, MatchingOptions(max_distance_km=150.0))
    with speaking("en"):
        notes = " ".join(_match(limited).notes)
        usual = " ".join(_match(answer).notes)
    assert "under other options than the usual ones: longest path between two regencies" in notes
    assert "other options" not in usual
