"""The legend of a drawn map: unit, classes, kinds of lines and points, in rows that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from publishing import lettering, palette
from publishing.formats import number
from publishing.maps.choropleth import Choropleth
from publishing.maps.legend import LegendEntry
from publishing.maps.picture import Line, MapPicture, Point

#: Of the letters' size: between two lines of a row, between two rows, beside a sample.
_LINE, _ROW, _GAP = 1.2, 1.65, 0.5
_BETWEEN = 1.3
_SWATCH, _LINE_SAMPLE, _POINT_SAMPLE = 1.5, 2.3, 0.8


@dataclass(frozen=True)
class _Entry:
    """Words with a sample before them; ``sample`` draws itself around its left middle."""

    lines: Sequence[str]
    sample_px: float
    sample: Callable[[float, float], str]
    bold: bool = False


@dataclass(frozen=True)
class DrawnLegend:
    """A legend laid out: how tall it is, and its drawing for the place of its top left corner."""

    height: float
    _placed: Sequence[tuple[float, float, _Entry]]
    _letters_px: float

    def at(self, left: float, top: float) -> str:
        """The legend as SVG."""
        return "".join(
            _drawn(entry, left + x, top + y, self._letters_px) for x, y, entry in self._placed
        )


def drawn_legend(chart: Choropleth, width: float, letters_px: float) -> DrawnLegend:
    """Unit, classes with their number of regencies, then what lines and points stand for.

    Every entry is whole: one that is longer than a row has several lines.
    """
    placed: list[tuple[float, float, _Entry]] = []
    x = y = below = 0.0
    for entry in _entries(chart, width, letters_px):
        wide = _words_left(entry, letters_px) + max(
            lettering.width(line, letters_px, entry.bold) for line in entry.lines
        )
        if placed and x + wide > width:
            x, y = 0.0, below
        placed.append((x, y, entry))
        tall = (_ROW + _LINE * (len(entry.lines) - 1)) * letters_px
        below = max(below, y + tall)
        x += wide + _BETWEEN * letters_px
    return DrawnLegend(below, placed, letters_px)


def _words_left(entry: _Entry, letters_px: float) -> float:
    return entry.sample_px + (_GAP * letters_px if entry.sample_px else 0.0)


def _drawn(entry: _Entry, x: float, y: float, letters_px: float) -> str:
    middle = y + letters_px * _ROW / 2
    weight = ' font-weight="700"' if entry.bold else ""
    lines = "".join(
        f'<text x="{x + _words_left(entry, letters_px):.1f}" '
        f'y="{middle + letters_px * (0.35 + _LINE * row):.1f}" font-size="{letters_px:g}"{weight} '
        f'fill="{palette.INK}">{escape(line)}</text>'
        for row, line in enumerate(entry.lines)
    )
    return entry.sample(x, middle) + lines


def _entries(chart: Choropleth, width: float, letters_px: float) -> Iterable[_Entry]:
    def entry(
        words: str, share: float, sample: Callable[[float, float], str], bold: bool = False
    ) -> _Entry:
        room = width - (share + _GAP) * letters_px
        lines = lettering.wrapped(words, room, letters_px, bold)
        return _Entry(lines, share * letters_px, sample, bold)

    if chart.unit:
        yield entry(chart.unit, 0.0, lambda _x, _y: "", bold=True)
    for each in chart.legend:
        words = f"{each.label} ({number(each.count)})"
        yield entry(words, _SWATCH, _swatch(each, letters_px))
    for line in kinds_of_lines(chart.picture):
        yield entry(line.kind, _LINE_SAMPLE, _line_sample(line, letters_px))
    for point in kinds_of_points(chart.picture):
        yield entry(point.kind, _POINT_SAMPLE, _point_sample(point, letters_px))


def kinds_of_lines(picture: MapPicture) -> list[Line]:
    """The strongest line of each kind, the strongest kind first."""
    ordered = sorted(picture.lines, key=lambda line: (line.weight, line.kind))
    strongest = {line.kind: line for line in ordered if line.kind}
    return sorted(strongest.values(), key=lambda line: (-line.weight, line.kind))


def kinds_of_points(picture: MapPicture) -> list[Point]:
    """One point of each kind."""
    return list({point.kind: point for point in picture.points if point.kind}.values())


def _swatch(entry: LegendEntry, letters_px: float) -> Callable[[float, float], str]:
    wide, tall = _SWATCH * letters_px, 1.05 * letters_px
    fill = entry.color or "url(#unknown)"
    ink = palette.ink_on(entry.color) if entry.color else palette.INK

    def drawn(x: float, middle: float) -> str:
        mark = (
            f'<text x="{x + wide / 2:.1f}" y="{middle + letters_px * 0.3:.1f}" '
            f'font-size="{letters_px * 0.85:.3g}" font-weight="700" text-anchor="middle" '
            f'fill="{ink}">{escape(entry.mark)}</text>'
            if entry.mark
            else ""
        )
        return (
            f'<rect x="{x:.1f}" y="{middle - tall / 2:.1f}" width="{wide:.1f}" '
            f'height="{tall:.1f}" rx="2" fill="{fill}" stroke="#888888" stroke-width="0.6"/>{mark}'
        )

    return drawn


def _line_sample(line: Line, letters_px: float) -> Callable[[float, float], str]:
    wide = _LINE_SAMPLE * letters_px
    dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""

    def drawn(x: float, middle: float) -> str:
        end = x + wide
        head = (
            f'<polygon points="{end:.1f},{middle:.1f} {end - 9:.1f},{middle - 4.5:.1f} '
            f'{end - 9:.1f},{middle + 4.5:.1f}" fill="{line.color}"/>'
            if line.arrow
            else ""
        )
        return (
            f'<line x1="{x:.1f}" y1="{middle:.1f}" x2="{end - (6 if line.arrow else 0):.1f}" '
            f'y2="{middle:.1f}" stroke="{line.color}" stroke-width="{line.weight:g}" '
            f'stroke-opacity="{line.opacity:g}"{dash}/>{head}'
        )

    return drawn


def _point_sample(point: Point, letters_px: float) -> Callable[[float, float], str]:
    return lambda x, middle: (
        f'<circle cx="{x + _POINT_SAMPLE * letters_px / 2:.1f}" cy="{middle:.1f}" '
        f'r="{point.radius * 1.2:g}" fill="{point.color}" stroke="#FFFFFF" stroke-width="1"/>'
    )
