"""Prices by month as lines: one place against the median and against those that supply it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import pandas as pd

from publishing import palette
from publishing.charts.axes import NARROW, by_window
from publishing.charts.frame import chart_spec
from publishing.formats import date_as_known, rupiah, short_month
from publishing.language import _, once_per_language

#: ``own``: the place that is looked at; ``median`` of the regencies; ``inside`` and ``outside``: a
#: second place of the province or beyond it; ``other``: all the others, one thin line each.
Kind = Literal["own", "median", "inside", "outside", "other"]
_COLORS = {
    "own": palette.INK,
    "median": palette.GREY,
    "inside": palette.FLOW,
    "outside": palette.EXTERNAL,
    "other": palette.THERE[1],
}
_WIDTHS = {"own": 3.0, "median": 2.0, "inside": 2.0, "outside": 2.0, "other": 1.0}
#: Told apart in grey as well; further lines of one kind take the next pattern.
_DASHES = {
    "own": [[1, 0]],
    "median": [[7, 4]],
    "inside": [[2, 3], [10, 3, 2, 3], [2, 6]],
    "outside": [[4, 2], [12, 4]],
    "other": [[1, 0]],
}
_PLOT_PX, _LEGEND_PX = 270, 18
_WHOLE_LABELS = 24  # so many months are labelled by quarter, more of them by year


@dataclass(frozen=True)
class PriceLine:
    """One line: what the legend calls it, of which place, and a price for each month or none."""

    kind: Kind
    named: str
    place: str
    prices: tuple[float | None, ...]


def price_line(kind: Kind, named: str, prices: pd.Series, place: str = "") -> PriceLine:
    """A line of a series by month, NaN where it is broken; ``place`` where its name differs."""
    told = tuple(None if pd.isna(one) else float(one) for one in prices)
    return PriceLine(kind, named, place or named, told)


@once_per_language(maxsize=512)
def price_lines(
    months: tuple[str, ...], lines: tuple[PriceLine, ...], scope: str
) -> dict[str, Any]:
    """Lines over ``months`` ("2024-01"), broken where a month is unknown.

    ``scope`` as of ``chart_spec``. Lines of one name share one entry of the legend.
    """
    looks = _looks(lines)
    # Of one line the scope says what it is, and Vega cannot place a legend of one entry.
    legend = (
        None
        if len(looks) == 1
        else alt.Legend(
            orient="top",
            columns=1,
            title=None,
            symbolType="stroke",
            symbolSize=700,
            symbolStrokeWidth=2.5,
        )
    )
    rows = pd.DataFrame(
        [
            {
                "month": month,
                "line": line.named,
                "place": line.place,
                "n": n,
                "price": price,
                "when": date_as_known(month),
                "shown": f"{rupiah(price)}/kg",
            }
            for n, line in enumerate(lines)
            for month, price in zip(months, line.prices, strict=True)
        ]
    )
    named = list(looks)
    base = alt.Chart(rows).encode(
        x=_month_axis(months),
        y=alt.Y(
            "price:Q",
            title=None,
            axis=alt.Axis(format=",.0f", tickCount=5, domain=False, ticks=False),
            scale=alt.Scale(zero=False, nice=True),
        ),
        color=_scale(alt.Color, named, [_COLORS[kind] for kind, _n in looks.values()], legend),
        detail="n:N",
        tooltip=[
            alt.Tooltip("place:N", title=_("Place")),
            alt.Tooltip("when:N", title=_("Month")),
            alt.Tooltip("shown:N", title=_("Price")),
        ],
    )
    drawn = base.mark_line(interpolate="linear").encode(
        strokeDash=_scale(
            alt.StrokeDash, named, [_DASHES[kind][n] for kind, n in looks.values()], legend
        ),
        strokeWidth=_scale(
            alt.StrokeWidth, named, [_WIDTHS[kind] for kind, _n in looks.values()], None
        ),
    )
    # A month between two gaps is no line: the dot shows it, and takes the pointer.
    dots = base.transform_filter("isValid(datum.price)").mark_point(
        filled=True, size=14, opacity=1, shape="circle"
    )
    return chart_spec(
        alt.layer(drawn, dots).properties(height=_PLOT_PX + _LEGEND_PX * len(named)), scope
    )


def _looks(lines: Sequence[PriceLine]) -> dict[str, tuple[Kind, int]]:
    """Kind of each name, and which of the kind's patterns it takes."""
    looks: dict[str, tuple[Kind, int]] = {}
    taken: dict[Kind, int] = {}
    for line in lines:
        if line.named not in looks:
            n = taken.get(line.kind, 0)
            looks[line.named] = (line.kind, min(n, len(_DASHES[line.kind]) - 1))
            taken[line.kind] = n + 1
    return looks


def _scale(channel: type, named: list[str], values: list[Any], legend: alt.Legend | None) -> Any:
    return channel("line:N", scale=alt.Scale(domain=named, range=values), legend=legend)


def _month_axis(months: Sequence[str]) -> alt.X:
    every = 3 if len(months) <= _WHOLE_LABELS else 12
    shown = [month for month in months if (int(month[5:]) - 1) % every == 0]
    halves = [month for month in shown if month.endswith(("-01", "-07"))] or shown
    return alt.X(
        "month:O",
        title=None,
        scale=alt.Scale(type="point", padding=0.5, domain=list(months)),
        axis=alt.Axis(
            values=shown,
            labelAngle=0,
            labelExpr=by_window(_worded(shown, shown), _worded(shown, halves), "datum.value"),
            labelOverlap=False,
            labelFlush=False,
            labelFontSize=alt.ExprRef(f"{NARROW} ? 10 : 12"),
            grid=False,
        ),
    )


def _worded(months: Sequence[str], shown: Sequence[str]) -> Mapping[str, list[str]]:
    """Month and below it the year; nothing where a phone has no room."""
    return {
        month: [short_month(int(month[5:])), month[:4]] if month in shown else [""]
        for month in months
    }
