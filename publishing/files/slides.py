"""An answer as one picture for a wall: finding, map with legend, key figures, date and source.

1920 × 1080, what a projector shows; letters are those of a slide that is read from five metres.
Made from the answer itself, without a browser: what stands on it is complete, whatever the screen
had scrolled away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from ntt_data import log
from ntt_data.editions import current
from ntt_data.store.clock import now
from publishing import palette
from publishing.formats import moment
from publishing.language import _
from publishing.maps.choropleth import Choropleth
from publishing.maps.drawing import map_svg

WIDTH, HEIGHT = 1920, 1080
_MARGIN, _GAP = 56.0, 36.0
_FIGURES_PX = 470.0
#: The map is drawn smaller and shown larger, and its names and legend with it.
_MAP_SCALE = 1.4
#: The map's own margin, which a slide has no use for.
_INNER = 26.0
_TITLE, _SUBTITLE, _VALUE, _LABEL, _NOTE = 46.0, 28.0, 50.0, 25.0, 19.0
# Of a letter's size: what letters are wide on average, in bold and as they are; with some to spare.
_BOLD, _PLAIN = 0.54, 0.48
_QUIET = "#4A4A52"


@dataclass(frozen=True)
class SlideFigure:
    """A key figure: its value with unit, and what it is."""

    value: str
    label: str


@dataclass(frozen=True)
class Slide:
    """What stands on a picture.

    ``title`` says the finding, ``subtitle`` measure, unit, year and scope; ``notes`` are
    paragraphs below: what is assumed, that flows are modelled, the sources. Edition and time are
    added by whoever draws it.
    """

    title: str
    subtitle: str
    chart: Choropleth
    figures: Sequence[SlideFigure]
    notes: Sequence[str]


def slide_svg(slide: Slide) -> str:
    """The picture as SVG."""
    made = _("Data edition {edition}, taken {when}.", edition=current(), when=moment(now()))
    title = wrap(slide.title, _fitting(WIDTH - 2 * _MARGIN, _TITLE, _BOLD))
    subtitle = wrap(slide.subtitle, _fitting(WIDTH - 2 * _MARGIN, _SUBTITLE))
    notes = [
        line
        for note in [*filter(None, slide.notes), made]
        for line in wrap(note, _fitting(WIDTH - 2 * _MARGIN, _NOTE))
    ]
    parts, y = [], _MARGIN - 6
    for line in title:
        y += _TITLE * 1.12
        parts.append(_text(_MARGIN, y, line, _TITLE, palette.INDIGO, bold=True))
    y += 6
    for line in subtitle:
        y += _SUBTITLE * 1.3
        parts.append(_text(_MARGIN, y, line, _SUBTITLE, _QUIET))
    top = y + 22
    foot = HEIGHT - 30 - len(notes) * _NOTE * 1.4
    room = foot - top - 24
    wide = WIDTH - 2 * _MARGIN - (_FIGURES_PX + _GAP if slide.figures else 0)
    # Below the words: its ground is white, and reaches a little further than the map.
    parts = [
        _placed(slide.chart, _MARGIN, top, wide, room),
        *parts,
        *_figures(slide.figures, WIDTH - _MARGIN - _FIGURES_PX, top),
        f'<line x1="{_MARGIN}" x2="{WIDTH - _MARGIN}" y1="{foot - 6}" y2="{foot - 6}" '
        f'stroke="{palette.BALANCED}" stroke-width="2"/>',
    ]
    for row, line in enumerate(notes, 1):
        parts.append(_text(_MARGIN, foot + row * _NOTE * 1.4 - 4, line, _NOTE, _QUIET))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>{"".join(parts)}</svg>'
    )


def slide_png(slide: Slide) -> bytes:
    """The picture as PNG, 1920 × 1080."""
    import vl_convert  # slow to import and needed only here

    log.event("export_made", format="png")
    return vl_convert.svg_to_png(slide_svg(slide), ppi=72)


def slide_svg_bytes(slide: Slide) -> bytes:
    """The picture as an SVG file, which grows without getting coarse."""
    log.event("export_made", format="svg")
    return slide_svg(slide).encode("utf-8")


def _fitting(width: float, size: float, letters: float = _PLAIN) -> int:
    return int(width / (size * letters))


def _text(x: float, y: float, text: str, size: float, fill: str, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}"{weight}>'
        f"{escape(text)}</text>"
    )


def _placed(chart: Choropleth, left: float, top: float, width: float, height: float) -> str:
    """The map with its legend, filling a box."""
    inner = _INNER * _MAP_SCALE
    left, top, width, height = left - inner, top - inner, width + 2 * inner, height + 2 * inner
    drawn = map_svg(chart, width=round(width / _MAP_SCALE), height=round(height / _MAP_SCALE))
    box = f'<svg x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
    return re.sub(r'^<svg xmlns="[^"]+" width="\d+" height="\d+" ', box, drawn)


def _figures(figures: Sequence[SlideFigure], left: float, top: float) -> list[str]:
    parts, y = [], top
    for figure in figures:
        label = wrap(figure.label, _fitting(_FIGURES_PX - 20, _LABEL))
        # A long value (a range, three counts) gets smaller letters instead of a second line.
        size = min(_VALUE, (_FIGURES_PX - 20) / (_BOLD * 1.1 * max(len(figure.value), 1)))
        tall = size * 1.15 + len(label) * _LABEL * 1.25 + 26
        parts.append(
            f'<rect x="{left}" y="{y:.1f}" width="6" height="{tall - 22:.1f}" '
            f'fill="{palette.OCHRE}"/>'
        )
        parts.append(_text(left + 22, y + size * 0.9, figure.value, size, palette.INK, bold=True))
        for row, line in enumerate(label, 1):
            at = y + size * 1.05 + row * _LABEL * 1.25
            parts.append(_text(left + 22, at, line, _LABEL, _QUIET))
        y += tall
    return parts
