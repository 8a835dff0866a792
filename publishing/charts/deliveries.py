"""Tonnes owed by month as bars, and what each side reported of them as points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from publishing import palette
from publishing.charts.axes import NARROW, by_window
from publishing.charts.frame import chart_spec
from publishing.formats import date_as_known, number, short_month
from publishing.language import _, once_per_language

_PLOT_PX, _LEGEND_PX = 240, 26
#: Labels of months have room for so many on a screen and on a phone.
_MOST_LABELS, _MOST_ON_PHONE = 12, 4
_LOOKS = {
    "supplier": (palette.FLOW, "circle"),
    "receiver": (palette.RANK[4], "diamond"),
    "bureau": (palette.MAROON, "cross"),
}


def owed_and_reported(lines: Sequence[Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Bars and points over every month of one item and direction, at least one line.

    ``lines`` as of ``services.desk.following.Line``. A month without a point has no report, which
    is not the same as a point at zero; a month without a bar has no tonnes agreed.
    """
    first = lines[0]
    supplier, receiver = (names.get(each, each) for each in (first.supplier, first.receiver))
    told = tuple(
        (
            line.month,
            line.owed,
            tuple((_role(line, report.reporter), report.tonnes) for report in line.reports),
        )
        for line in lines
    )
    scope = _(
        "{item}, {supplier} to {receiver}: tonnes a month",
        item=first.item,
        supplier=supplier,
        receiver=receiver,
    )
    return _bars_and_points(told, supplier, receiver, scope)


def _role(line: Any, reporter: str) -> str:
    return {line.supplier: "supplier", line.receiver: "receiver"}.get(reporter, "bureau")


@once_per_language(maxsize=64)
def _bars_and_points(
    told: tuple[tuple[str, float | None, tuple[tuple[str, float], ...]], ...],
    supplier: str,
    receiver: str,
    scope: str,
) -> dict[str, Any]:
    words = {
        "supplier": _("reported by {name}", name=supplier),
        "receiver": _("reported by {name}", name=receiver),
        "bureau": _("reported by the bureau"),
    }
    months = _every_month(told[0][0], told[-1][0])
    agreed = _("owed")
    bars = pd.DataFrame(
        [
            {
                "month": month,
                "t": owed,
                "said": agreed,
                "when": date_as_known(month),
                "amount": f"{number(owed, 1)} t",
            }
            for month, owed, _reports in told
            if owed is not None
        ],
        columns=["month", "t", "said", "when", "amount"],
    )
    points = pd.DataFrame(
        [
            {
                "month": month,
                "t": amount,
                "said": words[role],
                "when": date_as_known(month),
                "amount": f"{number(amount, 1)} t",
            }
            for month, _owed, reports in told
            for role, amount in reports
        ],
        columns=["month", "t", "said", "when", "amount"],
    )
    used = [role for role in _LOOKS if words[role] in set(points["said"])]
    domain = [agreed, *(words[role] for role in used)]
    colors = [palette.BALANCED, *(_LOOKS[role][0] for role in used)]
    shapes = ["square", *(_LOOKS[role][1] for role in used)]
    # One legend for bars and points; it stands below each other, since names are long.
    legend = alt.Legend(orient="top", columns=1, title=None, symbolOpacity=1)
    shape = alt.Shape("said:N", scale=alt.Scale(domain=domain, range=shapes), legend=legend)
    color = alt.Color("said:N", scale=alt.Scale(domain=domain, range=colors), legend=legend)
    tips = [
        alt.Tooltip("when:N", title=_("Month")),
        alt.Tooltip("said:N", title=_("What")),
        alt.Tooltip("amount:N", title=_("Tonnes")),
    ]
    x, y = (
        _month_axis(months),
        alt.Y(
            "t:Q",
            title=None,
            axis=alt.Axis(format=",.0f", tickCount=5, domain=False, ticks=False),
            scale=alt.Scale(zero=True, nice=True),
        ),
    )
    owed_bars = alt.Chart(bars).mark_bar().encode(x=x, y=y, color=color, tooltip=tips)
    # Points lie on ground, not on bars: in the dark theme both are light.
    around = (
        alt.Chart(points)
        .mark_point(filled=True, shape="circle", size=240, opacity=1, color=palette.GROUND)
        .encode(x=x, y=y)
    )
    reported = (
        alt.Chart(points)
        .mark_point(filled=True, size=80, opacity=1)
        .encode(x=x, y=y, color=color, shape=shape, tooltip=tips)
    )
    height = _PLOT_PX + _LEGEND_PX * len(domain)
    return chart_spec(alt.layer(owed_bars, around, reported).properties(height=height), scope)


def _every_month(first: str, last: str) -> list[str]:
    start, end = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (first, last))
    return [f"{at // 12}-{at % 12 + 1:02}" for at in range(start, end + 1)]


def _month_axis(months: Sequence[str]) -> alt.X:
    wide, narrow = (months[:: -(-len(months) // most)] for most in (_MOST_LABELS, _MOST_ON_PHONE))
    return alt.X(
        "month:O",
        title=None,
        scale=alt.Scale(type="band", paddingInner=0.25, paddingOuter=0.25, domain=list(months)),
        axis=alt.Axis(
            labelAngle=0,
            labelExpr=by_window(_worded(months, wide), _worded(months, narrow), "datum.value"),
            labelOverlap=False,
            labelFlush=False,
            labelFontSize=alt.ExprRef(f"{NARROW} ? 10 : 12"),
            grid=False,
            ticks=False,
        ),
    )


def _worded(months: Sequence[str], shown: Sequence[str]) -> Mapping[str, list[str]]:
    """Month and below it the year; nothing where there is no room."""
    return {
        month: [short_month(int(month[5:])), month[:4]] if month in shown else [""]
        for month in months
    }
