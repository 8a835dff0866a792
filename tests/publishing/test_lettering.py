"""Letters are measured by the typeface that pictures are drawn in."""

from __future__ import annotations

from io import BytesIO

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publishing import lettering
from publishing.charts.frame import FONT


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("words", ["Manggarai Barat +", "143.826 t", "WWW ffi, Tolaki"])
def test_a_line_is_as_wide_as_it_is_drawn(words: str, bold: bool) -> None:
    """Drawn by what draws the pictures, and measured in pixels of ink."""
    lettering.register()
    weight = 700 if bold else 400
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="120">'
        f'<rect width="900" height="120" fill="#fff"/><text x="20" y="80" font-size="64" '
        f'font-family="{FONT}" font-weight="{weight}">{words}</text></svg>'
    )
    ink = Image.open(BytesIO(vl_convert.svg_to_png(svg, ppi=72))).convert("L")
    left, _top, right, _bottom = ink.point(lambda value: 255 if value < 128 else 0).getbbox()
    measured = lettering.width(words, 64, bold)
    # Air before the first and after the last letter, and the measure's own spare.
    assert right - left <= measured <= (right - left) * 1.04 + 8


@given(
    words=st.lists(st.text("abcdefgimtw", min_size=1, max_size=30), max_size=12),
    room=st.floats(40, 300),
)
def test_wrapped_lines_fit_and_hold_every_letter(words: list[str], room: float) -> None:
    lines = lettering.wrapped(" ".join(words), room, 12)
    assert all(lettering.width(line, 12) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)


def test_the_typeface_is_the_one_of_charts() -> None:
    assert lettering.FAMILY in FONT
    assert {path.suffix for path in lettering.FOLDER.iterdir()} == {".ttf", ""}
