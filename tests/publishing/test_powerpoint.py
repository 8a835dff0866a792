"""The deck as PPTX, opened with an independent reader: native, whole, with the answer's figures."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from publishing.deck.model import ChartData, Deck
from publishing.files.powerpoint import pptx_bytes
from publishing.files.powerpoint.native_chart import put_chart
from publishing.files.powerpoint.slides import HEIGHT, WIDTH
from publishing.files.powerpoint.text import lines_of
from publishing.language import LANGUAGES, Language, speaking
from services.answer import evaluation
from services.deck.province import province_deck


@pytest.fixture(scope="module", params=LANGUAGES)
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[Deck, Any]]:
    language: Language = request.param
    with speaking(language):
        deck = province_deck()
        yield deck, Presentation(BytesIO(pptx_bytes(deck, "http://10.0.0.2:8501")))


def test_every_slide_has_its_finding_figures_and_notes(opened: tuple[Deck, Any]) -> None:
    deck, made = opened
    assert len(made.slides) == len(deck.slides)
    for slide, page in zip(deck.slides, made.slides, strict=True):
        assert page.shapes.title.text_frame.text == slide.title
        said = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
        for figure in slide.figures:
            assert figure.value in said
            assert figure.label in said
        notes = page.notes_slide.notes_text_frame.text
        assert slide.notes.objection in notes
        assert slide.notes.answer in notes
        assert "http://10.0.0.2:8501/" in notes


def test_nothing_is_a_picture_and_what_is_drawn_says_what_it_is(opened: tuple[Deck, Any]) -> None:
    deck, made = opened
    for slide, page in zip(deck.slides, made.slides, strict=True):
        names = [shape.name for shape in page.shapes]
        assert not page.element.findall(f".//{{{page.element.nsmap['p']}}}pic")
        if "chart" in names or "table" in names:
            (drawn,) = [shape for shape in page.shapes if shape.name in ("chart", "table")]
            assert drawn._element.xpath(".//p:cNvPr")[0].get("descr")
        else:
            # 22 regencies and one of them again in the inset.
            areas = [s for s in page.shapes if s._element.xpath(".//a:custGeom")]
            told = [s._element.xpath(".//p:cNvPr")[0].get("descr") for s in areas]
            assert sum(bool(each) and ": " in each for each in told) == 23, slide.key


def test_nothing_leaves_the_slide_or_its_box(opened: tuple[Deck, Any]) -> None:
    """Text is measured as it is set; the table is as tall as its rows."""
    _deck, made = opened
    for page in made.slides:
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= Pt(WIDTH) + 1, shape.name
            assert shape.top + shape.height <= Pt(HEIGHT) + 1, shape.name
            if not shape.has_text_frame or not shape.text_frame.text:
                continue
            (run,) = shape.text_frame.paragraphs[0].runs
            lines = lines_of(run.text, shape.width / 12_700 + 2, run.font.size.pt, run.font.bold)
            assert len(lines) * run.font.size.pt <= shape.height / 12_700 + 1, run.text


def test_the_bars_hold_the_balance(opened: tuple[Deck, Any]) -> None:
    deck, made = opened
    at = [slide.key for slide in deck.slides].index("together")
    (frame,) = [shape for shape in made.slides[at].shapes if shape.has_chart]
    values = [v for series in frame.chart.plots[0].series for v in series.values if v is not None]
    table = evaluation.baseline_answer("rice", evaluation.default_year("rice")).balance.table
    assert sorted(values) == pytest.approx(sorted(table["balance_t"]))


def test_bars_are_as_many_as_can_be_read_and_the_others_are_counted() -> None:
    """The longest stay; letters of names and values are a fortieth of the slide's height."""
    names = [f"Sektor {n}" for n in range(40)]
    data = ChartData("bars", names, {"t": [float(n) for n in range(40)]}, {"t": "#123456"}, "t")
    with speaking("en"):
        page = Presentation().slides.add_slide(Presentation().slide_layouts[5])
        put_chart(page, data, "alt", (36, 118, 600, 372))
    (frame,) = [shape for shape in page.shapes if shape.has_chart]
    shown = list(frame.chart.plots[0].categories)
    assert shown == names[-len(shown) :]
    (rest,) = [shape.text_frame.text for shape in page.shapes if shape.name == "rest"]
    assert rest == f"and {40 - len(shown)} more rows, in the application"
    assert frame.chart.font.size.pt >= HEIGHT / 40
    assert frame.chart.category_axis._element.xpath("c:tickLblSkip/@val") == ["1"]


def test_the_same_deck_is_the_same_file() -> None:
    with speaking("en"):
        deck = province_deck()
    assert pptx_bytes(deck) == pptx_bytes(deck)
