"""On a printer without colours everything is still told apart."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations

import pytest
from PIL import Image

from publishing import palette
from publishing.briefing.model import Basis, Briefing, Finding, Picture, Section
from publishing.files.paper import page_pictures
from publishing.files.paper.document import document
from publishing.language import speaking
from publishing.maps.choropleth import Choropleth
from tests.support.a_briefing import a_briefing

#: Two greys nearer than this look alike on an office's printer (luminance from 0 to 1).
_ALIKE = 0.06
_PPI = 72


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return a_briefing("id")


def test_classes_of_the_map_differ_in_grey_or_by_a_sign_on_it(briefing: Briefing) -> None:
    pictures = [
        block.spec
        for section in briefing.sections
        for block in section.blocks
        if isinstance(block, Picture) and isinstance(block.spec, Choropleth)
    ]
    assert pictures
    for chart in pictures:
        coloured = [each for each in chart.legend if each.color]
        assert len({each.mark for each in coloured}) > 2
        for one, other in combinations(coloured, 2):
            assert one.color
            assert other.color
            apart = abs(palette.luminance(one.color) - palette.luminance(other.color))
            neighbours = abs(coloured.index(one) - coloured.index(other)) == 1
            assert one.mark != other.mark or apart > (_ALIKE if neighbours else 0), (one, other)


def test_the_signs_are_drawn(briefing: Briefing) -> None:
    with speaking("id"):
        (drawn,) = [each["svg"] for each in document(briefing)["drawings"] if "svg" in each]
    for sign in ("−", "+", "=", "!"):
        assert f" {sign}</text>" in drawn


def _left_edge(briefing: Briefing, basis: Basis) -> list[list[int]]:
    """The greys between the left margin and the letters, by column, beside a long finding."""
    told = replace(briefing, sections=[Section("a", "Judul", [Finding("Kalimat. " * 90, basis)])])
    (page,) = page_pictures(told, "png", ppi=_PPI)
    grey = Image.open(io.BytesIO(page)).convert("L")
    left = round(16 / 25.4 * _PPI) - 2
    rows = range(round(grey.height * 0.21), round(grey.height * 0.26))
    return [[int(grey.getpixel((x, y))) for y in rows] for x in range(left, left + 6)]


def test_what_is_modelled_has_a_hatched_edge(briefing: Briefing) -> None:
    observed = _left_edge(briefing, Basis())
    assert min(map(min, observed)) > 240, "nothing is drawn beside what was observed"
    modelled = _left_edge(briefing, Basis(modelled=True))
    hatched = [column for column in modelled if min(column) < 220 and max(column) > 240]
    assert hatched, "light and dark take turns: a hatch and no bar"
