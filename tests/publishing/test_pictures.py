"""Pictures to take away: complete, of their size, and nothing of them lies on anything else."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from analysis.answer import Answer
from analysis.matching.options import MatchingOptions
from geo.places import regencies
from ntt_data import schema
from publishing import palette
from publishing.charts.balance import balance_bars
from publishing.charts.coverage import coverage_legend
from publishing.files import framed as framing
from publishing.files.file_names import file_name
from publishing.files.framed import Framed, content_of, framed_svg
from publishing.files.framed_answers import framed_balance, framed_indicator, framed_match
from publishing.files.picture_sizes import SIZES, SizeName, size_name
from publishing.files.pictures import Ending, picture_bytes
from publishing.formats import date
from publishing.language import Language, speaking
from publishing.maps.balance import balance_choropleth
from publishing.maps.choropleth import Choropleth
from publishing.maps.flows import flow_lines
from publishing.maps.indicators import indicator_choropleth
from publishing.sentences.balance import headline
from publishing.sentences.indicators import tell
from publishing.sentences.scenario import not_measured
from services import indicators
from services.answer import evaluation
from tests.support.every_map import every_map
from tests.support.svg_texts import faults, texts_of

_SVG = "{http://www.w3.org/2000/svg}"
_NAMES: list[SizeName] = list(SIZES)


@pytest.fixture(scope="module")
def answer() -> Answer:
    return evaluation.baseline_answer("rice", 2023)


@pytest.fixture(scope="module")
def maps() -> dict[str, Framed]:
    with speaking("id"):
        return {each.name: each.make() for each in every_map()}


def _balance(answer: Answer, scenario: str = "") -> Framed:
    chart = balance_choropleth(answer.balance, None)
    return framed_balance(answer.balance, chart, answer.balance.table["source_ids"], scenario)


def _match(answer: Answer, scenario: str = "") -> Framed:
    lines = flow_lines(answer.match, answer.ranges, with_external=False)
    chart = balance_choropleth(answer.balance, None).with_overlay(lines)
    return framed_match(answer, chart, evaluation.match_sources(answer.balance), scenario)


def _indicator() -> Framed:
    told = tell(indicators.values("self_sufficiency", "rice", 2023))
    return framed_indicator(told, indicator_choropleth(told, None), told.indicator.source_ids)


def _words(framed: Framed, size: SizeName = "slide") -> str:
    return " ".join(text.words for text in texts_of(framed_svg(framed, SIZES[size])))


@pytest.mark.parametrize("size", _NAMES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_picture_says_finding_figures_unit_date_and_source(
    answer: Answer, language: Language, size: SizeName
) -> None:
    with speaking(language):
        said = _words(_balance(answer), size)
        total = {"id": "143.826 t", "en": "143,826 t"}[language]
        asked = {
            "id": ["ton per tahun", "22 dari 22 daerah", "Neraca (ribu t)", "Sumber: ", "Data per"],
            "en": ["tonnes a year", "22 of 22 regencies", "Balance (thousand t)", "Source: "],
        }[language]
        asked += [headline(answer.balance), date(schema.data_date()), "CC BY 3.0 IGO", "2023"]
        asked += [{"id": "bukan acuan batas", "en": "no reference for where"}[language]]
    assert said.count(total) == 1
    assert not [each for each in asked if each not in said]


def test_a_picture_of_pairs_says_that_they_are_modelled_and_of_which_scenario(
    answer: Answer,
) -> None:
    with speaking("id"):
        said = _words(_match(answer, "Skenario Kemarau"))
        plain = _words(_match(answer))
        unmeasured = not_measured("Skenario Kemarau")
    assert "Perkiraan model, bukan pengiriman tercatat." in said
    assert "aliran hasil model yang dapat ditukar tanpa biaya" in said
    assert said.count("Skenario Kemarau") == 3  # title, scope, and that it is not measured
    assert unmeasured in said
    assert "Skenario" not in plain
    # The network's sources are counted, not named among those of the figures.
    assert "sumber jaringan angkutan" in plain


@pytest.mark.parametrize("size", _NAMES)
def test_no_text_of_a_map_lies_on_another_or_is_cut(
    maps: dict[str, Framed], size: SizeName
) -> None:
    table = regencies()
    either = list(zip(table["name_on_map"], table["abbreviation"], strict=True))
    wrong = []
    with speaking("id"):
        for name, framed in maps.items():
            svg = framed_svg(framed, SIZES[size])
            wrong += [f"{name}: {fault}" for fault in faults(svg)]
            words = {text.words.rstrip(" +−=!0123456789ABCDEFGH") for text in texts_of(svg)}
            wrong += [
                f"{name}: {short} is nowhere"
                for whole, short in either
                if not {whole, short.rstrip(" ABCDEFGH")} & words
            ]
    assert not wrong, "\n".join(wrong)


def test_what_the_tests_above_look_for_is_there_when_letters_are_too_large(
    maps: dict[str, Framed],
) -> None:
    size = replace(SIZES["page"], chart_scale=3.0, note=60, fine=60)
    svg = framed_svg(maps["balance"], size).replace('font-size="13.5"', 'font-size="40"')
    assert any(" on " in fault for fault in faults(svg))


def test_letters_of_a_slide_can_be_read_from_afar(maps: dict[str, Framed]) -> None:
    """Names, legend, figures, notes; what is smaller is the attribution and the mark alone."""
    with speaking("id"):
        texts = texts_of(framed_svg(maps["match"], SIZES["slide"]))
    small = " ".join(text.words for text in texts if text.size < 18.8)
    assert "COD-AB" in small
    assert "Sumber" not in small
    assert "Neraca" not in small


@pytest.mark.parametrize(("size", "width"), [("slide", 1920), ("page", 2008), ("phone", 1080)])
def test_a_png_has_the_pixels_of_its_size(answer: Answer, size: SizeName, width: int) -> None:
    with speaking("id"):
        png = picture_bytes(_balance(answer), size, "png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    across, down = struct.unpack(">II", png[16:24])
    assert across == width
    assert size != "slide" or down == 1080
    assert size != "phone" or down > across, "held upright"
    per_inch = Image.open(BytesIO(png)).info["dpi"][0]
    if size == "page":  # what a word processor makes of it: the width of a page's text
        assert across / per_inch * 2.54 == pytest.approx(17.0, abs=0.02)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_same_content_gives_the_same_bytes_and_another_one_others(
    answer: Answer, ending: Ending
) -> None:
    with speaking("id"):
        once, again = (picture_bytes(_balance(answer), "phone", ending) for _ in range(2))
        other = picture_bytes(replace(_balance(answer), title="Lain"), "phone", ending)
        marks = {content_of(_balance(answer)), content_of(replace(_balance(answer), title="Lain"))}
    assert once == again
    assert once != other
    assert len(marks) == 2


def test_an_svg_brings_its_typeface_and_asks_for_nothing_outside(answer: Answer) -> None:
    with speaking("id"):
        svg = picture_bytes(_match(answer), "page", "svg").decode()
    root = ElementTree.fromstring(svg)
    assert root.attrib["width"] == "170mm"
    assert '@font-face{font-family:"Source Sans 3"' in svg
    asked = re.findall(r"(?:href|src|url)\s*[=(]\s*[\"']?(https?:[^\"')]+)", svg)
    assert not asked
    assert (root.findtext(f"{_SVG}title") or "").startswith("Ngada"), "what it shows, read aloud"


def test_in_grey_no_two_classes_look_alike_without_a_sign(maps: dict[str, Framed]) -> None:
    """Of each map the classes with the same sign differ in lightness, lines in dash or width."""
    for name, framed in maps.items():
        assert isinstance(framed.drawing, Choropleth)
        legend = [each for each in framed.drawing.legend if each.color]
        for i, one in enumerate(legend):
            for other in legend[:i]:
                if one.mark != other.mark:
                    continue
                light = [palette.luminance(str(each.color)) for each in (one, other)]
                assert abs(light[0] - light[1]) > 0.015, (name, one.label, other.label)
        looks = {
            line.kind: (line.dash, line.weight > 2, round(line.opacity, 1))
            for line in sorted(framed.drawing.picture.lines, key=lambda each: each.weight)
        }
        assert len(set(looks.values())) == len(looks), (name, looks)


def test_the_key_of_a_chart_that_has_it_beside_itself_is_in_its_picture(answer: Answer) -> None:
    with speaking("id"):
        legend = coverage_legend({"complete": 7, "partial": 5, "none": 10})
        bars = balance_bars(answer.balance, None)
        said = _words(Framed(bars, "Cakupan", legend=legend), "page")
        without = _words(Framed(bars, "Cakupan"), "page")
    assert "(7)" in said
    assert "(10)" in said
    assert "(7)" not in without


def test_a_long_title_gets_smaller_letters_and_is_whole() -> None:
    with speaking("id"):
        chart = _indicator()
        long = replace(chart, title="Manggarai Barat memasok Kota Kupang, " * 9)
        texts = texts_of(framed_svg(long, SIZES["slide"]))
    bold = [text for text in texts if text.words.startswith("Manggarai Barat memasok")]
    assert 0.6 * SIZES["slide"].title < bold[0].size < SIZES["slide"].title
    assert sum(text.words.count("memasok") for text in texts) == 9


def test_a_match_under_other_options_says_so_on_its_picture(answer: Answer) -> None:
    limited = evaluation.baseline_answer("rice", 2023, MatchingOptions(max_distance_km=150.0))
    with speaking("en"):
        notes = " ".join(_match(limited).notes)
        usual = " ".join(_match(answer).notes)
    assert "under other options than the usual ones: longest path between two regencies" in notes
    assert "other options" not in usual


def test_files_of_three_sizes_have_three_names() -> None:
    when = datetime(2026, 11, 29, 20, 0, tzinfo=UTC)
    with speaking("id"):
        names = {file_name("map-zones", "png", when, "8c1e", "", size_name(s)) for s in SIZES}
        assert all(name.startswith("peta-zona_") for name in names)
    assert {name.split("_")[1] for name in names} == {"slide", "halaman-a4", "ponsel"}


def test_no_picture_knows_the_time() -> None:
    assert not hasattr(framing, "now")
