"""A chart or a map in its frame, to be taken away: what it finds, unit, legend, date, source.

Made from the answer itself, without a browser: what stands on it is complete, whatever the screen
had scrolled away. The same in, the same out: it bears no time of making, and a mark of its own
content instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Any

from ntt_data.schema import data_date
from publishing import lettering, palette
from publishing.charts.drawing import chart_svg, height_of
from publishing.charts.first_rows import first_rows, least_height
from publishing.charts.frame import FONT, scope_of
from publishing.files.picture_sizes import PictureSize
from publishing.formats import date, number
from publishing.language import _
from publishing.maps.choropleth import Choropleth
from publishing.maps.drawing import map_svg, natural_height
from publishing.maps.drawn_legend import drawn_legend
from publishing.maps.furniture import map_notes
from publishing.maps.legend import LegendEntry
from publishing.maps.picture import MapPicture

_QUIET = "#4A4A52"
_FIGURES_SHARE, _GAP = 0.25, 0.02
_TITLE_LINE, _TEXT_LINE, _NOTE_LINE = 1.12, 1.3, 1.35
_LEAST_TITLE = 0.62
#: A chart may be stretched so far to fill a slide; more, and its bars look like walls.
_STRETCHED = 1.3
#: Of a drawing that is placed: as a picture within the picture it would be drawn through a mask.
_ROOT = re.compile(r"^\s*<svg[^>]*>")


@dataclass(frozen=True)
class KeyFigure:
    """A key figure: its value with unit, and what it is."""

    value: str
    label: str


@dataclass(frozen=True)
class Framed:
    """What stands on a picture.

    ``drawing`` is a map, or a chart's specification. ``title`` says the finding, ``subtitle``
    measure, unit, year and scope (a chart brings its own); ``notes`` are paragraphs below: what is
    assumed, that flows are modelled, the sources; ``legend`` is that of a chart which has it beside
    itself on a page. The date of the data and what is to be said of
    every map are added by whoever draws it.
    """

    drawing: Choropleth | Mapping[str, Any]
    title: str
    subtitle: str = ""
    figures: Sequence[KeyFigure] = ()
    notes: Sequence[str] = ()
    legend: Sequence[LegendEntry] = ()

    @property
    def scope(self) -> str:
        """What is drawn, of which year, where and in which unit."""
        if self.subtitle or isinstance(self.drawing, Choropleth):
            return self.subtitle
        return scope_of(self.drawing)


def content_of(framed: Framed) -> str:
    """Eight signs that differ where the content of a picture does."""
    return sha256(repr(framed).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class _Written:
    """Lines of one kind: letters, colour, weight, how far the next one is below, air above."""

    lines: Sequence[str]
    size: float
    step: float
    fill: str
    bold: bool = False
    air: float = 0.0

    @property
    def height(self) -> float:
        return (len(self.lines) * self.step + self.air) * self.size if self.lines else 0.0

    def at(self, left: float, top: float) -> Iterator[str]:
        for row, line in enumerate(self.lines):
            y = top + self.size * (self.air + row * self.step + 0.95)
            yield _text(left, y, line, self.size, self.fill, self.bold)


def framed_svg(framed: Framed, size: PictureSize, width: str | None = None) -> str:
    """The picture as SVG; ``width`` with its unit, else that of the size."""
    inner = size.width - 2 * size.margin
    head = [
        _title(framed.title, inner, size),
        _paragraphs([framed.scope], inner, size.subtitle, _TEXT_LINE, air=0.3),
    ]
    foot = [
        _paragraphs(framed.notes, inner, size.note, _NOTE_LINE),
        _paragraphs(_fine_print(framed), inner, size.fine, _NOTE_LINE, air=0.4),
    ]
    beside = bool(framed.figures) and not size.figure_columns
    figures_width = size.width * _FIGURES_SHARE if beside else inner
    body_width = inner - (figures_width + size.width * _GAP if beside else 0)
    air = size.note * 0.9
    above_body = size.margin * 0.9 + sum(each.height for each in head) + air
    figures, figures_height = _figures(framed.figures, figures_width, size)
    if not beside:
        above_body += figures_height
    legend = drawn_legend(_without_map(framed.legend), inner, size.note * 1.15)
    legend_height = legend.height + air if framed.legend else 0.0
    below_body = legend_height + sum(each.height for each in foot) + 2 * air + size.margin * 0.5
    room = None if size.height is None else size.height - above_body - below_body
    if room is None:
        least = size.least_height - above_body - below_body
        room = max(_natural(framed.drawing, body_width, size), least)
    height = above_body + room + below_body
    parts = list(_column(head, size.margin, size.margin * 0.9))
    figures_left = size.width - size.margin - figures_width if beside else size.margin
    parts.append(
        f'<g transform="translate({figures_left:.1f} '
        f'{above_body if beside else above_body - figures_height:.1f})">{"".join(figures)}</g>'
    )
    parts.append(_placed(framed.drawing, size.margin, above_body, body_width, room, size))
    parts.append(legend.at(size.margin, above_body + room + air))
    rule = above_body + room + legend_height + air
    parts.append(
        f'<line x1="{size.margin}" x2="{size.width - size.margin}" y1="{rule:.1f}" '
        f'y2="{rule:.1f}" stroke="{palette.BALANCED}" stroke-width="{size.note / 10:g}"/>'
    )
    parts += _column(foot, size.margin, rule + air * 0.6)
    outer = width or size.svg_width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{outer}" height="{_scaled(outer, height / size.width)}" '
        f'viewBox="0 0 {size.width:g} {height:.1f}" font-family="{FONT}">'
        f"<title>{escape(framed.title)}</title>"
        f'<rect width="{size.width:g}" height="{height:.1f}" fill="#FFFFFF"/>{"".join(parts)}</svg>'
    )


def _without_map(legend: Sequence[LegendEntry]) -> Choropleth:
    return Choropleth(MapPicture({}, {}, ""), legend, "")


def _scaled(width: str, factor: float) -> str:
    """A length times a factor, in its unit.

    >>> _scaled("170mm", 0.5)
    '85mm'
    """
    amount, unit = re.fullmatch(r"([\d.]+)(\D*)", width).groups()  # type: ignore[union-attr]
    return f"{float(amount) * factor:.7g}{unit}"


def _fine_print(framed: Framed) -> list[str]:
    """What nobody has to read from five metres, and somebody will look for."""
    made = _(
        "Data as of {date}. Content mark {mark}.", date=date(data_date()), mark=content_of(framed)
    )
    return [*(map_notes() if isinstance(framed.drawing, Choropleth) else []), made]


def _title(text: str, width: float, sizes: PictureSize) -> _Written:
    """The finding, in smaller letters where it is long."""
    size = sizes.title
    lines = lettering.wrapped(text, width, size, bold=True)
    while len(lines) > sizes.title_lines and size > sizes.title * _LEAST_TITLE:
        size *= 0.93
        lines = lettering.wrapped(text, width, size, bold=True)
    return _Written(lines, size, _TITLE_LINE, palette.INDIGO, bold=True)


def _paragraphs(
    texts: Sequence[str], width: float, letters: float, step: float, air: float = 0.0
) -> _Written:
    lines = [line for text in texts if text for line in lettering.wrapped(text, width, letters)]
    return _Written(lines, letters, step, _QUIET, air=air)


def _column(each: Sequence[_Written], left: float, top: float) -> Iterator[str]:
    for written in each:
        yield from written.at(left, top)
        top += written.height


def _text(x: float, y: float, text: str, size: float, fill: str, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.4g}" fill="{fill}"{weight}>'
        f"{escape(text)}</text>"
    )


def _natural(drawing: Choropleth | Mapping[str, Any], width: float, size: PictureSize) -> float:
    """How tall the drawing wants to be at this width."""
    if isinstance(drawing, Choropleth):
        by = size.map_scale
        return by * natural_height(drawing, width / by, size.map_style, size.map_aspect)
    return size.chart_scale * height_of(drawing)


def _placed(
    drawing: Choropleth | Mapping[str, Any],
    left: float,
    top: float,
    width: float,
    height: float,
    size: PictureSize,
) -> str:
    """The drawing in its box; a chart has larger letters the more room it finds."""
    below = ""
    if isinstance(drawing, Choropleth):
        by = size.map_scale
        drawn = map_svg(drawing, round(width / by), round(height / by), size.map_style)
    else:
        if size.chart_least:
            drawing, below, height = _read_from_afar(drawing, left, top + height, height, size)
        natural = height_of(drawing)
        least = min(size.chart_least, height / least_height(drawing))
        by = max(least, min(size.chart_scale, height / natural))
        tall = min(height / by, natural * _STRETCHED)
        drawn = chart_svg(drawing, round(width / by), round(tall))
    inside = _ROOT.sub("", drawn).removesuffix("</svg>")
    return f'<g transform="translate({left:.1f} {top:.1f}) scale({by:.5g})">{inside}</g>{below}'


def _read_from_afar(
    spec: Mapping[str, Any], left: float, bottom: float, height: float, size: PictureSize
) -> tuple[Mapping[str, Any], str, float]:
    """The rows that large letters leave room for, the words below them, and the room of a chart."""
    shown, more = first_rows(spec, height / size.chart_least)
    if not more:
        return spec, "", height
    height -= size.label * _TEXT_LINE
    shown, more = first_rows(spec, height / size.chart_least)
    said = _("and {n} more rows, in the application", n=number(more))
    return shown, _text(left, bottom - size.label * 0.3, said, size.label, _QUIET), height


def _figures(
    figures: Sequence[KeyFigure], width: float, size: PictureSize
) -> tuple[list[str], float]:
    """Key figures in columns, or one below the other; and how tall they are."""
    if not figures:
        return [], 0.0
    columns = min(size.figure_columns or 1, len(figures))
    wide = width / columns
    bar, indent, room = size.value * 0.12, size.value * 0.44, wide - size.value * 0.7
    parts, y = [], 0.0
    for first in range(0, len(figures), columns):
        row = figures[first : first + columns]
        labels = [lettering.wrapped(each.label, room, size.label) for each in row]
        tall = size.value * 1.15 + max(map(len, labels)) * size.label * 1.25
        for column, (figure, label) in enumerate(zip(row, labels, strict=True)):
            x = column * wide
            # A long value (a range, three counts) gets smaller letters instead of a second line.
            fitting = size.value * room / lettering.width(figure.value, size.value, bold=True)
            letters = min(size.value, fitting)
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{bar:.1f}" height="{tall:.1f}" '
                f'fill="{palette.OCHRE}"/>'
            )
            value_at = y + size.value * 0.9
            parts.append(_text(x + indent, value_at, figure.value, letters, palette.INK, bold=True))
            parts += [
                _text(x + indent, value_at + line * size.label * 1.25, words, size.label, _QUIET)
                for line, words in enumerate(label, 1)
            ]
        y += tall + size.value * 0.5
    return parts, y
