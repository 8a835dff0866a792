"""Charts of slides from their figures: few, large, directly labelled, in letters of the page.

A chart of the dashboard has letters of a twentieth of a slide's height only where it has three
bars. Here rows that find no room are left out by the page, those nearest to nothing first and of
both sides of nothing alike, and it says how many (``static/page/deck_fit.js``).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from math import floor, log10

from publishing import palette
from publishing.deck.model import ChartData
from publishing.formats import number
from publishing.language import _

_UNITS = 1000.0
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_TICKS = 4
#: Words over a line that is so near to an end of the axis stand beside it, not across it.
_NEAR_AN_END = 0.3
#: So many bars may be thicker, so that they take the room that there is.
_FEW = 3


def chart_html(chart: ChartData, alt: str) -> str:
    """The chart of its kind, told to whoever cannot see it by its texts and ``alt``."""
    drawn = _lines(chart) if chart.kind == "lines" else _rows(chart)
    words = escape(alt, quote=True)
    return f'<figure class="chart {chart.kind}" aria-label="{words}">{drawn}</figure>'


def swatch_svg(color: str) -> str:
    """A field of a colour before the words that it stands for."""
    return (
        '<svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">'
        f'<rect width="10" height="10" rx="1" fill="{escape(color, quote=True)}"/></svg>'
    )


def _color(chart: ChartData, name: str) -> str:
    return chart.colors.get(name, palette.GREY)


def _said(value: float, chart: ChartData) -> str:
    return f"{number(value, chart.decimals)} {chart.unit}".rstrip()


def _series(chart: ChartData) -> str:
    items = "".join(
        f"<li>{swatch_svg(_color(chart, name))}<span>{escape(name)}</span></li>"
        for name in chart.series
    )
    return f'<ul class="series">{items}</ul>'


def _rows(chart: ChartData) -> str:
    """Bars below each other; what lies left of nothing is drawn left of it."""
    every = [
        [(name, values[at]) for name, values in chart.series.items()]
        for at in range(len(chart.categories))
    ]
    sums = [
        (
            sum(value for _name, value in row if value is not None and value < 0),
            sum(value for _name, value in row if value is not None and value > 0),
        )
        for row in every
    ]
    low = min([0.0, *(each[0] for each in sums)])
    # Beside nothing but itself a share of 2 % would be as long as one of 90.
    high = max([0.0, chart.whole or 0.0, *(each[1] for each in sums)])
    scale = _UNITS / ((high - low) or 1.0)
    whole = None if chart.whole is None else (chart.whole - low) * scale
    mark = "" if whole is None else _upright(whole, ' stroke-dasharray="7 5"')
    items = [] if whole is None else [_whole_row(whole, chart)]
    for category, row, (below, above) in zip(chart.categories, every, sums, strict=True):
        known = [(name, value) for name, value in row if value is not None]
        left, right = below, 0.0
        bars = []
        for name, value in known:
            start = left if value < 0 else right
            left, right = (left - value, right) if value < 0 else (left, right + value)
            bars.append(
                f'<rect x="{(start - low) * scale:.1f}" y="0" '
                f'width="{abs(value) * scale:.1f}" height="10" fill="{_color(chart, name)}"/>'
            )
        axis = _upright(-low * scale)
        total = _said(above + below, chart) if known else _("no data yet")
        items.append(
            f'<li data-weight="{abs(above) + abs(below):.6g}" '
            f'data-side="{"below" if above + below < 0 else "above"}">'
            f'<span class="category">{escape(category)}</span>'
            f'<svg class="track" viewBox="0 0 {_UNITS:g} 10" preserveAspectRatio="none" '
            f'aria-hidden="true">{"".join(bars)}{axis}{mark}</svg>'
            f'<span class="value">{escape(total)}</span></li>'
        )
    kind = " ".join(
        ["rows", *([] if whole is None else ["held"]), *(["few"] if len(every) <= _FEW else [])]
    )
    return f'{_series(chart)}<ul class="{kind}">{"".join(items)}</ul><p class="rest" hidden></p>'


def _upright(at: float, dash: str = "") -> str:
    """A line through a bar's room, where the scale is at nothing or at the whole."""
    return (
        f'<line x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="10" stroke="{palette.INK}" '
        f'stroke-width="2"{dash} vector-effect="non-scaling-stroke"/>'
    )


def _whole_row(at: float, chart: ChartData) -> str:
    """What the line stands for that all bars are held against, above it."""
    said = _("{share} = need", share=_said(chart.whole or 0.0, chart))
    share = at / _UNITS
    anchor = "start" if share < _NEAR_AN_END else "end" if share > 1 - _NEAR_AN_END else "middle"
    return (
        '<li class="whole-mark"><span></span><svg class="over-track">'
        f'<text x="{100 * share:.2f}%" y="0.9em" text-anchor="{anchor}">{escape(said)}</text>'
        "</svg><span></span></li>"
    )


def _lines(chart: ChartData) -> str:
    """Lines over the years, each named with its last value beside, the highest first."""
    values = [value for row in chart.series.values() for value in row if value is not None]
    if not values:
        return ""
    ticks = _ticks(min([0.0, *values]), max(values))
    low, high = ticks[0], max(ticks[-1], *values)
    n = len(chart.categories)

    def x(at: int) -> float:
        return 100 * (at + 0.5) / n

    def y(value: float) -> float:
        return 96 - 88 * (value - low) / ((high - low) or 1.0)

    grid = "".join(
        f'<line x1="0" x2="100" y1="{y(tick):.2f}" y2="{y(tick):.2f}" stroke="#C9C9CE" '
        'stroke-width="1" vector-effect="non-scaling-stroke"/>'
        for tick in ticks
    )
    paths, dots = [], []
    for name, row in chart.series.items():
        color = _color(chart, name)
        for (at, one), (_next, other) in pairwise(enumerate(row)):
            if one is not None and other is not None:
                paths.append(
                    f'<line x1="{x(at):.2f}" y1="{y(one):.2f}" x2="{x(at + 1):.2f}" '
                    f'y2="{y(other):.2f}" stroke="{color}" stroke-width="5" '
                    'stroke-linecap="round" vector-effect="non-scaling-stroke"/>'
                )
        dots += [
            f'<circle class="dot" cx="{x(at):.2f}%" cy="{y(value):.2f}%" fill="{color}"/>'
            for at, value in enumerate(row)
            if value is not None
        ]
    labels = "".join(
        f'<text class="tick" x="0" y="{y(tick):.2f}%">{escape(_said(tick, chart))}</text>'
        for tick in ticks
    )
    years = "".join(
        f'<span class="{"even" if (n - 1 - at) % 2 else ""}">{escape(each)}</span>'
        for at, each in enumerate(chart.categories)
    )
    return (
        '<div class="plot"><svg class="area-of-lines" aria-hidden="true">'
        f'<svg viewBox="0 0 100 100" preserveAspectRatio="none">{grid}{"".join(paths)}</svg>'
        f'{"".join(dots)}{labels}</svg><div class="years" aria-hidden="true">{years}</div></div>'
        f"{_ends(chart)}"
    )


def _ends(chart: ChartData) -> str:
    ends = [(name, _last(row)) for name, row in chart.series.items()]
    ordered = sorted(ends, key=lambda each: -(each[1] if each[1] is not None else float("-inf")))
    items = "".join(
        f"<li>{swatch_svg(_color(chart, name))}<span>{escape(name)}"
        + (f" <b>{escape(_said(value, chart))}</b>" if value is not None else "")
        + "</span></li>"
        for name, value in ordered
    )
    return f'<ul class="ends">{items}</ul>'


def _last(row: Sequence[float | None]) -> float | None:
    return next((value for value in reversed(row) if value is not None), None)


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from at or below ``low`` up to ``high``, few enough for large letters.

    >>> _ticks(0, 2.6)
    [0.0, 1.0, 2.0]
    """
    span = (high - low) or 1.0
    raw = span / _MOST_TICKS
    tall = 10.0 ** floor(log10(raw))
    step = next(each * tall for each in _STEPS if each * tall >= raw)
    first = floor(low / step)
    return [
        round((first + at) * step, 9)
        for at in range(_MOST_TICKS + 2)
        if (first + at) * step <= high
    ]
