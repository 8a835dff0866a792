"""Pictures of a slide's size can be read from five metres: no letter of a chart is too small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from publishing.charts.balance import balance_bars
from publishing.charts.first_rows import first_rows, ranked
from publishing.charts.sectors import borda_spec, matrix_spec
from publishing.charts.strips import strips
from publishing.files.framed import Framed, framed_svg
from publishing.files.picture_sizes import SIZES
from publishing.language import LANGUAGES, Language, speaking
from services.answer import evaluation
from services.briefing.regency_standing import key_figures
from tests.support.every_chart import every_coverage
from tests.support.svg_texts import DrawnText, faults, texts_of

SLIDE = SIZES["slide"]
LEAST = 1080 / 40


def _charts() -> Iterator[tuple[str, Any]]:
    for scheme in ("kbli", "traditional"):
        yield f"matrix-{scheme}", matrix_spec(scheme)
        yield f"borda-{scheme}", borda_spec(scheme)
    yield "strips", strips([each for each in key_figures("5371").blocks if hasattr(each, "own")])  # type: ignore[misc]
    for each in every_coverage():
        yield each.name, each.make()
    yield "balance", balance_bars(evaluation.baseline_answer("rice", 2023).balance)


def _read(drawing: Any) -> tuple[str, list[DrawnText]]:
    framed = Framed(drawing, "Temuan", "2023 · ton", notes=["Sumber: BPS (S01)."])
    svg = framed_svg(framed, SLIDE)
    fine = ("Sumber", "Data per", "Data as of")
    small = {SLIDE.fine, SLIDE.note}  # below the drawing: for whoever looks for it
    return svg, [
        each for each in texts_of(svg) if each.size not in small and not each.words.startswith(fine)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_a_fortieth_of_the_height_and_nothing_lies_on_anything(
    language: Language,
) -> None:
    more = "baris lagi" if language == "id" else "more rows"
    cut = []
    with speaking(language):
        for name, drawing in _charts():
            svg, texts = _read(drawing)
            assert min(each.size for each in texts) >= LEAST, name
            assert faults(svg) == [], name
            if any(more in each.words for each in texts):
                cut.append(name)
    assert cut == [
        *("matrix-kbli", "borda-kbli", "matrix-traditional", "borda-traditional"),
        *("strips", "coverage-year"),
    ]


def test_the_first_rows_are_kept_and_the_others_counted() -> None:
    spec = {
        "height": 300,
        "data": {"values": [{"name": each, "x": at} for at, each in enumerate("abcdefghij")]},
        "encoding": {"y": {"field": "name", "sort": list("abcdefghij")}},
    }
    assert first_rows(spec, 100) == (spec, 0), "no ranking: without the others it misleads"
    shown, more = first_rows(ranked(spec), 100)
    assert more == 7
    assert [row["name"] for row in shown["data"]["values"]] == ["a", "b", "c"]
    assert shown["encoding"]["y"]["sort"] == ["a", "b", "c"]
    assert shown["height"] == 90
    assert first_rows(ranked(spec), 300)[1] == 0
    assert first_rows({"height": 100}, 10)[1] == 0
