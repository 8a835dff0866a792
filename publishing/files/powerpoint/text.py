"""Text on a slide: boxes that hold what they are given, measured before it is set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Pt

from publishing import lettering

#: On every machine, or replaced by one that is as wide (Liberation Sans).
FONT = "Arial"
#: How much wider Arial runs than the typeface that is measured.
_WIDER = 1.13
LINE = 1.2


def lines_of(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines that fit ``room`` points."""
    return lettering.wrapped(text, room / _WIDER, size, bold) or [""]


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line is, in points."""
    return lettering.width(text, size, bold) * _WIDER


def fitted(text: str, room: float, height: float, most: float, least: float, bold: bool) -> float:
    """The largest size, from ``most`` down to ``least``, at which the text fits the box."""
    size = most
    while size > least and len(lines_of(text, room, size, bold)) * size * LINE > height:
        size -= 1
    return size


def put(
    slide: Slide,
    text: str | Sequence[str],
    box: tuple[float, float, float, float],
    size: float,
    color: str,
    *,
    bold: bool = False,
    align: str = "left",
    name: str = "",
) -> Any:
    """A text box of ``left, top, width, height`` points; several texts are paragraphs."""
    left, top, wide, high = box
    shape = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(wide), Pt(high))
    if name:
        shape.name = name
    fill(shape.text_frame, text, size, color, bold=bold, align=align)
    return shape


def fill(
    frame: Any,
    text: str | Sequence[str],
    size: float,
    color: str,
    *,
    bold: bool = False,
    align: str = "left",
) -> None:
    """Set text in a frame without margins, which grows nowhere by itself."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for row, each in enumerate([text] if isinstance(text, str) else text):
        paragraph = frame.paragraphs[0] if row == 0 else frame.add_paragraph()
        paragraph.alignment = {
            "left": PP_ALIGN.LEFT,
            "center": PP_ALIGN.CENTER,
            "right": PP_ALIGN.RIGHT,
        }[align]
        run = paragraph.add_run()
        run.text = each
        style(run.font, size, color, bold)


def style(font: Any, size: float, color: str, bold: bool = False) -> None:
    """The one lettering of all text, also of charts and tables."""
    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb = RGBColor.from_string(color.lstrip("#"))
