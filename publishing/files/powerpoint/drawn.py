"""Shapes that python-pptx has no call for, or one that is slow: outlines, hatching, arrows.

``build_freeform`` writes every corner through several objects and takes seconds for a map; a
``custGeom`` written as text takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import count
from typing import Any

from lxml import etree
from pptx.oxml import parse_xml
from pptx.slide import Slide

_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
#: English Metric Units of a point.
EMU = 12_700
_FIRST_ID = 1_000
Points = Sequence[tuple[float, float]]


class Drawing:
    """Adds shapes to a slide; all places and lengths in points of the slide."""

    def __init__(self, slide: Slide) -> None:
        self._tree: Any = slide.shapes._spTree
        self._ids = count(_FIRST_ID)

    def area(
        self,
        rings: Sequence[Points],
        name: str,
        alt: str,
        fill: str | None,
        edge: str,
        width: float,
    ) -> None:
        """Closed outlines as one shape; without a ``fill`` it is hatched: unknown."""
        self._add(rings, name, alt, _filled(fill), _line(edge, width), closed=True)

    def line(
        self, points: Points, name: str, color: str, width: float, dash: str, arrow: bool
    ) -> None:
        """A line that may end in an arrow; ``dash`` of DrawingML ("solid", "dash", "sysDot")."""
        self._add([points], name, name, "<a:noFill/>", _line(color, width, dash, arrow), False)

    def _add(
        self, parts: Sequence[Points], name: str, alt: str, fill: str, line: str, closed: bool
    ) -> None:
        xs = [x for part in parts for x, _y in part]
        ys = [y for part in parts for _x, y in part]
        left, top = _emu(min(xs)), _emu(min(ys))
        width, height = max(_emu(max(xs)) - left, 1), max(_emu(max(ys)) - top, 1)
        paths = "".join(_path(part, left, top, closed) for part in parts)
        self._tree.append(
            parse_xml(
                f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{next(self._ids)}" name="{escape(name)}" '
                f'descr="{escape(alt)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
                f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
                f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
                f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{width}" h="{height}">'
                f"{paths}</a:path></a:pathLst></a:custGeom>{fill}{line}</p:spPr></p:sp>"
            )
        )


def _path(points: Points, left: int, top: int, closed: bool) -> str:
    at = [f'<a:pt x="{_emu(x) - left}" y="{_emu(y) - top}"/>' for x, y in points]
    drawn = f"<a:moveTo>{at[0]}</a:moveTo>" + "".join(f"<a:lnTo>{pt}</a:lnTo>" for pt in at[1:])
    return drawn + ("<a:close/>" if closed else "")


def _emu(points: float) -> int:
    return round(points * EMU)


def _color(color: str) -> str:
    return f'<a:srgbClr val="{color.lstrip("#")}"/>'


def _filled(fill: str | None) -> str:
    if fill is not None:
        return f"<a:solidFill>{_color(fill)}</a:solidFill>"
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr>{_color("#8D8A82")}</a:fgClr>'
        f"<a:bgClr>{_color('#F4F1EA')}</a:bgClr></a:pattFill>"
    )


def _line(color: str, width: float, dash: str = "solid", arrow: bool = False) -> str:
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
    return (
        f'<a:ln w="{_emu(width)}"><a:solidFill>{_color(color)}</a:solidFill>'
        f'<a:prstDash val="{dash}"/><a:round/>{head}</a:ln>'
    )


def hatch(shape: Any) -> None:
    """Hatch a shape of python-pptx as unknown regencies are."""
    properties = shape._element.spPr
    for old in properties.findall(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill"
    ):
        properties.remove(old)
    pattern = etree.fromstring(_filled(None).replace("<a:pattFill", f"<a:pattFill {_NS}", 1))
    properties.insert(2, pattern)


def describe(shape: Any, alt: str) -> None:
    """Alternative text of a shape, for who cannot see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)
