"""A chart that PowerPoint and Impress can edit, its numbers as they are written in the language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from publishing import palette
from publishing.deck.model import ChartData
from publishing.files.powerpoint.drawn import describe
from publishing.files.powerpoint.text import FONT, put, style
from publishing.formats import number
from publishing.language import _

#: The least is a fortieth of a slide's height: what is read from five metres.
_LETTERS_PT, _LEAST_PT = 16.0, 13.5
#: Of the largest value: how near two lines are whose values would lie on each other.
_NEAR = 0.12
#: Of a letter: how near rows of the least letters may stand. Of the chart: what a legend takes.
_ROW, _LEGEND_PT, _REST_PT = 1.14, 24.0, 20.0
_FEW = 6
#: Beyond the longest bar, for its value; and multiples of the whole that have a line.
_ROOM, _MULTIPLES = 1.15, 5
#: Of the longest bar.
_STACK_LABELLED = 0.12


def put_chart(
    slide: Slide, data: ChartData, alt: str, box: tuple[float, float, float, float]
) -> None:
    """Fill ``left, top, width, height`` points with the chart.

    Bars that find no room in letters that can be read are left out, those nearest to nothing first,
    and counted below.
    """
    data, more = _with_room(data, box[3])
    if more:
        left, top, wide, high = box
        box = (left, top, wide, high - _REST_PT)
        said = _("and {n} more rows, in the application", n=number(more))
        put(
            *(slide, said, (left, top + high - _REST_PT, wide, _REST_PT), _LEAST_PT),
            palette.INK,
            name="rest",
        )
    chosen: Any = CategoryChartData(number_format="General")
    chosen.categories = list(data.categories)
    for name, values in data.series.items():
        chosen.add_series(name, values)
    is_bars = data.kind != "lines"
    kind = {
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked": XL_CHART_TYPE.BAR_STACKED,
        "lines": XL_CHART_TYPE.LINE_MARKERS,
    }[data.kind]
    left, top, width, height = (Pt(each) for each in box)
    # Typed as the chart that the frame holds.
    frame: Any = slide.shapes.add_chart(kind, left, top, width, height, chosen)
    frame.name = "chart"
    describe(frame, alt)
    chart = frame.chart
    chart.font.name = FONT
    letters = _LETTERS_PT
    if is_bars:
        letters = max(_LEAST_PT, min(_LETTERS_PT, box[3] / (len(data.categories) + 3) * 0.62))
        _every_name(chart.category_axis)
    chart.font.size = Pt(letters)
    chart.has_title = False
    chart.has_legend = len(data.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        style(chart.legend.font, letters, palette.INK)
    _axes(chart, data, letters)
    plot = chart.plots[0]
    if is_bars:
        # Few bars stay bars instead of becoming fields.
        plot.gap_width, plot.overlap = (35 if len(data.categories) > _FEW else 120), 100
    largest = max((abs(v) for values in data.series.values() for v in values if v), default=0.0)
    for series, (name, values) in zip(plot.series, data.series.items(), strict=True):
        _coloured(series, data.colors[name], is_bars)
        for at, value in enumerate(values):
            # In a stack a label has the room of its bar alone.
            if value and (data.kind != "stacked" or abs(value) >= _STACK_LABELLED * largest):
                _label(series.points[at], value, data, letters, data.colors[name])
                if data.kind == "lines" and _is_crowded(data, at, value, _NEAR * largest):
                    series.points[at].data_label.position = XL_LABEL_POSITION.BELOW


def _is_crowded(data: ChartData, at: int, value: float, near: float) -> bool:
    """Whether another line runs so near above that a value there would lie on its value."""
    others = [row[at] for row in data.series.values()]
    return any(other is not None and 0 < other - value < near for other in others)


def _with_room(data: ChartData, high: float) -> tuple[ChartData, int]:
    """The bars that there is room for, and how many are left out."""
    many = len(data.categories)
    room = high - (_LEGEND_PT if len(data.series) > 1 else 0.0)
    most = int(room / (_LEAST_PT * _ROW))
    if data.kind == "lines" or many <= most:
        return data, 0
    most = int((room - _REST_PT) / (_LEAST_PT * _ROW))
    length = [sum(abs(row[at] or 0.0) for row in data.series.values()) for at in range(many)]
    longest = sorted(range(many), key=lambda at: -length[at])[:most]
    kept = sorted(longest)
    shown = replace(
        data,
        categories=[data.categories[at] for at in kept],
        series={name: [row[at] for at in kept] for name, row in data.series.items()},
    )
    return shown, many - most


def _every_name(axis: Any) -> None:
    """No name is passed over where rows stand near each other."""
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _axes(chart: Any, data: ChartData, letters: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    for axis in (names, values):
        style(axis.tick_labels.font, letters, palette.INK)
        axis.has_major_gridlines = False
        axis.format.line.color.rgb = RGBColor.from_string(palette.GREY.lstrip("#"))
    if data.kind != "lines":
        names.reverse_order = True
        # Below zero names would lie on the bars.
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    # Every value stands at its bar or point; the axis would write them in the reader's settings.
    values.visible = False
    values.has_major_gridlines = False
    shown = [each for row in data.series.values() for each in row if each is not None]
    largest, least = max(shown, default=0.0), min(shown, default=0.0)
    if data.kind == "bars" and least < 0:
        # Else the value of the longest bar below zero stands on its name.
        room = (_ROOM - 1) * (max(largest, 0.0) - least)
        values.minimum_scale = least - room
        values.maximum_scale = largest + room if largest > 0 else 0.0
    if data.whole is not None:
        values.minimum_scale = 0.0
        values.maximum_scale = _ROOM * max(largest, data.whole)
        # A line at each multiple of the whole; of many, no line says more.
        if largest < _MULTIPLES * data.whole:
            values.major_unit = data.whole
            values.has_major_gridlines = True
            line = values.major_gridlines.format.line
            line.color.rgb = RGBColor.from_string(palette.MAROON.lstrip("#"))
            line.width = Pt(1.5)


def _coloured(series: Any, color: str, is_bars: bool) -> None:
    rgb = RGBColor.from_string(color.lstrip("#"))
    if is_bars:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb
        series.invert_if_negative = False
        return
    series.smooth = False
    series.format.line.color.rgb = rgb
    series.format.line.width = Pt(2.5)
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb
    series.marker.format.line.color.rgb = rgb


def _label(point: Any, value: float, data: ChartData, letters: float, color: str) -> None:
    """The value as text: a number format would follow the reader's machine."""
    label = point.data_label
    frame = label.text_frame
    frame.text = number(value, data.decimals)
    if data.unit == "%":
        frame.text += " %"
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            ink = palette.ink_on(color) if data.kind == "stacked" else palette.INK
            style(run.font, letters, ink)
    label.position = {
        "lines": XL_LABEL_POSITION.ABOVE,
        "stacked": XL_LABEL_POSITION.CENTER,
        "bars": XL_LABEL_POSITION.OUTSIDE_END,
    }[data.kind]
