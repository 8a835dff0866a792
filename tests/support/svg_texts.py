"""Every line of text of an SVG picture with the box it takes: for tests of overlaps and edges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from publishing import lettering

_SVG = "{http://www.w3.org/2000/svg}"
_STEP = re.compile(r"(translate|scale|rotate)\(([^)]*)\)")
#: Of a letter's size: how tall capitals and figures are.
_CAPITALS = 0.66

#: A linear map and a shift, as SVG writes them: x' = a x + c y + e, y' = b x + d y + f.
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class DrawnText:
    """A line of text, the box of its letters, and their size, all in the picture's own units."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    def covers(self, other: DrawnText) -> bool:
        """Whether the two lie on each other by more than the letters' own air."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        air = 0.12 * min(self.size, other.size)
        return across > air and down > air


def texts_of(svg: str) -> list[DrawnText]:
    """All of them that are written, halos left out."""
    return list(_texts(ElementTree.fromstring(svg), _SAME, {}))


def _texts(
    element: ElementTree.Element, matrix: Matrix, inherited: dict[str, str]
) -> Iterator[DrawnText]:
    matrix = _times(matrix, element.get("transform", ""))
    told = {**inherited, **element.attrib}
    words = (element.text or "").strip() if element.tag == f"{_SVG}text" else ""
    if words and element.get("stroke") != "#FFFFFF":
        yield _box(words, matrix, told)
    if element.get("opacity") == "0" or element.tag == f"{_SVG}defs":
        return
    for child in element:
        if child.tag == f"{_SVG}tspan":  # a line below, by its own x and dy
            x, y = float(told.get("x", 0)), float(told.get("y", 0))
            told = {**told, "x": child.get("x", str(x)), "y": str(y + float(child.get("dy", 0)))}
            yield _box((child.text or "").strip(), matrix, {**told, **_without_place(child)})
        else:
            yield from _texts(child, matrix, _without_transform(told))


def _without_place(element: ElementTree.Element) -> dict[str, str]:
    return {key: value for key, value in element.attrib.items() if key not in ("x", "dy", "y")}


def _without_transform(told: dict[str, str]) -> dict[str, str]:
    kept = ("font-size", "font-weight", "text-anchor")
    return {key: value for key, value in told.items() if key in kept}


def _box(words: str, matrix: Matrix, told: dict[str, str]) -> DrawnText:
    size = float(told.get("font-size", "11").removesuffix("px"))
    weight = {"bold": "700", "normal": "400"}.get(
        told.get("font-weight", "400"), told.get("font-weight", "400")
    )
    wide = lettering.width(words, size, int(weight) >= 600)
    start = {"start": 0.0, "middle": -wide / 2, "end": -wide}[told.get("text-anchor", "start")]
    x, y = float(told.get("x", 0)) + start, float(told.get("y", 0))
    corners = [
        (matrix[0] * a + matrix[2] * b + matrix[4], matrix[1] * a + matrix[3] * b + matrix[5])
        for a, b in ((x, y), (x + wide, y - _CAPITALS * size))
    ]
    xs, ys = zip(*corners, strict=True)
    scale = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5
    return DrawnText(words, min(xs), min(ys), max(xs), max(ys), size * scale)


def _times(matrix: Matrix, transform: str) -> Matrix:
    for kind, numbers in _STEP.findall(transform):
        values = [float(each) for each in re.split(r"[ ,]+", numbers.strip())]
        if kind == "translate":
            step: Matrix = (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0.0)
        elif kind == "scale":
            step = (values[0], 0, 0, values[-1], 0, 0)
        else:
            assert values[0] % 90 == 0, f"text at {values[0]} degrees"
            cos, sin = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[int(values[0]) % 360]
            step = (cos, sin, -sin, cos, 0, 0)
        a, b, c, d, e, f = matrix
        p, q, r, s, t, u = step
        matrix = (
            *(a * p + c * q, b * p + d * q, a * r + c * s),
            *(b * r + d * s, a * t + c * u + e, b * t + d * u + f),
        )
    return matrix


def faults(svg: str) -> list[str]:
    """What lies on another text or beyond the picture's edge."""
    box = ElementTree.fromstring(svg).attrib["viewBox"].split()
    width, height = float(box[2]), float(box[3])
    ordered = sorted(texts_of(svg), key=lambda text: text.top)
    found = []
    for i, one in enumerate(ordered):
        if min(one.left, one.top) < 0 or one.right > width or one.bottom > height:
            found.append(f"{one.words!r} leaves the picture")
        for other in ordered[i + 1 :]:
            if other.top > one.bottom:
                break
            if one.covers(other):
                found.append(f"{one.words!r} on {other.words!r}")
    return found
