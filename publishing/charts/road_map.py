"""The road map on one line of time: a row for each zone, a mark for what has a day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from publishing import palette
from publishing.charts.axes import NARROW, name_axis, row_px
from publishing.charts.frame import chart_spec
from publishing.formats import date as date_text
from publishing.formats import short_month
from publishing.language import _, once_per_language
from publishing.listings.road_map import Line, kind_word, owner_told
from publishing.sentences.road_map import timeline_scope

#: Each kind in a form and a colour of its own, in the order of the legend.
_MARKS = {
    "proposal": ("triangle-up", palette.GROUPS[4]),
    "case": ("circle", palette.GROUPS[0]),
    "flagship": ("cross", palette.GROUPS[6]),
    "gap": ("square", palette.GROUPS[2]),
    "decision": ("diamond", palette.GROUPS[1]),
}
_ROW_LETTERS = (26, 13)
_LANE_PX = 19
#: What the height holds beside the rows: labels above, and below the legend, by line on a phone.
_AXIS_PX, _LEGEND_PX = 60, 32
#: The column of what has no date, as a share of the whole width.
_APART = 0.24
#: Marks of a kind in a zone that would lie on each other are one, with their number.
_WIDTHS = 24
_LEAST_DAYS = 60
_MOST_TICKS = 5

_Thing = tuple[str, str, int, str, bool]


def days_together(lines: Sequence[Line], today: date) -> int:
    """Within how many days things of a kind are drawn as one mark."""
    first, last = _span([each.until.toordinal() for each in lines if each.until], today.toordinal())
    return max(1, (last - first) // _WIDTHS)


def timeline(lines: Sequence[Line], today: date) -> dict[str, Any]:
    """A mark for every thing with a day; of the others their number, zone by zone.

    At least one line has a day. A row for every zone of ``lines``, in their order.
    """
    things = tuple(
        (each.zone, each.kind, each.until.toordinal(), _told(each), each.is_overdue)
        for each in lines
        if each.until is not None
    )
    without = {each.zone: 0 for each in lines}
    for each in lines:
        without[each.zone] += each.until is None
    return _drawn(things, tuple(without.items()), today, days_together(lines, today))


@once_per_language(maxsize=32)
def _drawn(
    things: tuple[_Thing, ...], without: tuple[tuple[str, int], ...], today: date, days: int
) -> dict[str, Any]:
    zones = [zone for zone, _n in without]
    kinds = [kind for kind in _MARKS if any(each[1] == kind for each in things)]
    rows = _rows(things, days)
    first, last = _span([each[2] for each in things], today.toordinal())
    pad = max(4, (last - first) // 16)
    low, high = first - pad, last + pad
    end = low + round((high - low) / (1 - _APART))
    middle = (high + end) // 2
    ticks = _ticks(first, last)
    labels = {str(day): label for day, label in ticks.items()}
    labels[str(middle)] = [_("without"), _("a date")]
    lane = _LANE_PX * len(kinds)
    row = max(row_px(zones, *_ROW_LETTERS, least=26), lane + 6)
    x_scale = alt.Scale(domain=[low, end], nice=False, zero=False)
    y = name_axis("zone", zones, *_ROW_LETTERS, gap=0)
    axis = alt.Axis(
        orient="top",
        values=[*ticks, middle],
        labelExpr=f"{json.dumps(labels, ensure_ascii=False)}[datum.value]",
        labelOverlap=False,
        labelFontSize=alt.ExprRef(f"{NARROW} ? 10 : 12"),
        labelLineHeight=12,
        labelPadding=17,  # both lines of a label stand above the rows
        grid=False,
        ticks=False,
        domain=False,
    )
    x = alt.X("day:Q", scale=x_scale, title=None, axis=axis)
    names = [kind_word(kind) for kind in kinds]
    # A scale of offsets would move the grounds of the rows as well.
    lanes = {name: _LANE_PX * (n - (len(names) - 1) / 2) for n, name in enumerate(names)}
    for each in rows:
        each["shift"] = lanes[each["kind"]]
    shift = alt.ExprRef("datum.shift")
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y)
    marks = base.mark_point(
        size=190, filled=True, stroke=palette.INK, strokeWidth=1, opacity=1, yOffset=shift
    )
    legend = alt.Legend(
        title=None,
        orient="bottom",
        symbolSize=130,
        symbolStrokeWidth=1,
        columns=alt.ExprRef(f"{NARROW} ? 1 : {min(3, len(kinds))}"),
    )
    drawn = marks.encode(
        shape=alt.Shape(
            "kind:N",
            scale=alt.Scale(domain=names, range=[_MARKS[kind][0] for kind in kinds]),
            legend=legend,
        ),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=names, range=[_MARKS[kind][1] for kind in kinds]),
            legend=legend,
        ),
        tooltip=[
            alt.Tooltip("zone:N", title=_("Zone")),
            alt.Tooltip("kind:N", title=_("Kind")),
            alt.Tooltip("until:N", title=_("Until")),
            alt.Tooltip("what:N", title=_("What")),
        ],
    )
    counts = base.transform_filter("datum.count != ''").mark_text(
        fontSize=11, fontWeight=700, color=palette.ink_on("#FFFFFF"), yOffset=shift
    )
    overdue = base.transform_filter("datum.overdue").mark_text(
        text="!", dx=12, fontSize=15, fontWeight=700, align="left", yOffset=shift
    )
    apart = (
        alt.Chart(
            alt.InlineData(values=[{"zone": zone, "n": n, "day": middle} for zone, n in without])
        )
        .mark_text(fontSize=12)
        .encode(x=x, y=y, text="n:N")
    )
    rules = [
        _rule(high, x, [1, 0], palette.GREY, 0.8),
        _rule(today.toordinal(), x, [4, 3], palette.GREY, 1.2),
    ]
    ground = (
        alt.Chart(alt.InlineData(values=[{"zone": zone} for zone in zones[::2]]))
        .mark_rect(color=palette.GREY, opacity=0.08)
        .encode(y=y)
    )
    layers = alt.layer(
        ground, *rules, drawn, counts.encode(text="count:N"), overdue, apart
    ).properties(height=row * len(zones) + _AXIS_PX + _LEGEND_PX * len(kinds))
    return chart_spec(layers, timeline_scope())


def _rule(day: int, x: alt.X, dash: list[int], color: str, width: float) -> alt.Chart:
    rule: alt.Chart = (
        alt.Chart(alt.InlineData(values=[{"day": day}]))
        .mark_rule(color=color, strokeDash=dash, strokeWidth=width)
        .encode(x=x)
    )
    return rule


def _rows(things: Sequence[_Thing], days: int) -> list[dict[str, Any]]:
    """One row for each mark; those of a zone and kind within ``days`` share one."""
    parts: list[list[_Thing]] = []
    for each in sorted(things, key=lambda thing: (thing[0], thing[1], thing[4], thing[2])):
        last = parts[-1] if parts else []
        if last and _same(last[0], each) and each[2] - last[0][2] < days:
            last.append(each)
        else:
            parts.append([each])
    return [
        {
            "zone": part[0][0],
            "kind": kind_word(part[0][1]),
            "day": part[0][2],
            "until": "; ".join(
                dict.fromkeys(date_text(date.fromordinal(each[2])) for each in part)
            ),
            "what": "; ".join(each[3] for each in part),
            "overdue": part[0][4],
            "count": str(len(part)) if len(part) > 1 else "",
        }
        for part in parts
    ]


def _days_of(part: Sequence[_Thing]) -> list[int]:
    return sorted({each[2] for each in part})


def _same(one: _Thing, other: _Thing) -> bool:
    """Of one zone and kind, and both past their day or neither."""
    return (one[0], one[1], one[4]) == (other[0], other[1], other[4])


def _told(line: Line) -> str:
    return f"{line.what} ({owner_told(line.owner)})"


def _span(days: Sequence[int], today: int) -> tuple[int, int]:
    """First and last day of the axis: all that is drawn, today, and two months at least."""
    first, last = min(*days, today), max(*days, today)
    return first, max(last, first + _LEAST_DAYS)


def _ticks(first: int, last: int) -> dict[int, list[str]]:
    """Firsts of months between two days, few of them, with month and year."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    step = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / n <= _MOST_TICKS)
    found: dict[int, list[str]] = {}
    for n in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        day = date(n // 12, n % 12 + 1, 1)
        if n % step == 0 and first <= day.toordinal() <= last:
            year = str(day.year)
            found[day.toordinal()] = ["" if step >= 12 else short_month(day.month), year]
    return found
