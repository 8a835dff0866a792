"""How much of its need each commodity covers, and how that of a supplier went over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from analysis.balance.result import Balance
from geo.places import place_name
from publishing import palette
from publishing.charts.axes import from_zero, name_axis, row_px, told_axis, values_at
from publishing.charts.frame import chart_spec
from publishing.formats import number, percent
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name

_LETTERS = (22, 14)


def need_met(balances: Sequence[Balance]) -> dict[str, Any]:
    """One bar per commodity: what is available in per cent of the need, with a line at all of it.

    Over the regencies whose figures are known and nothing doubts; a balance whose two sides are not
    comparable must not be given.
    """
    totals = {named_balance(each): each.summary for each in balances}
    return share_of_need(
        {name: 100 * each.total_available_t / each.total_need_t for name, each in totals.items()},
        _("What is available in NTT in per cent of the need; the line is all of the need"),
    )


def named_balance(balance: Balance) -> str:
    """Commodity and year of a bar."""
    settings = balance.settings
    return f"{commodity_name(settings.commodity)} {year_text(settings.year)}"


def share_of_need(shares: Mapping[str, float], scope: str) -> dict[str, Any]:
    """A bar for each name: what is available in per cent of the need, with a line at all of it."""
    rows = pd.DataFrame({"name": list(shares), "share": list(shares.values())})
    rows = rows.assign(text=rows["share"].map(lambda share: percent(share, 0)))
    names = rows["name"].tolist()
    base = alt.Chart(rows).encode(
        y=name_axis("name", names, *_LETTERS),
        x=told_axis(
            "share", _("Available, in per cent of the need"), domain=from_zero(rows["share"], 0.12)
        ),
    )
    bars = base.mark_bar(color=palette.AMOUNT[3], height={"band": 0.6}, cornerRadius=1)
    whole = (
        alt.Chart(pd.DataFrame({"whole": [100.0]}))
        .mark_rule(color=palette.MAROON, strokeWidth=2)
        .encode(x="whole:Q")
    )
    return chart_spec(
        alt.layer(bars, whole, values_at(base, "false", "text")).properties(
            height=row_px(names, *_LETTERS, 44) * len(rows) + 45
        ),
        scope,
    )


def ratio_by_year(
    ratios: Mapping[int, Mapping[str, float]], commodity: str, codes: Sequence[str]
) -> dict[str, Any]:
    """Lines over the years: what each of ``codes`` has, in multiples of its need.

    ``ratios``: year -> regency_code -> available divided by need; missing where not known.
    """
    rows = pd.DataFrame(
        [
            {"year": year_text(year), "name": place_name(code), "ratio": of_year[code]}
            for year, of_year in sorted(ratios.items())
            for code in codes
            if of_year.get(code) is not None
        ]
    )
    rows = rows.assign(text=rows["ratio"].map(lambda ratio: number(ratio, 1)))
    names = [place_name(code) for code in codes]
    color = alt.Color(
        "name:N",
        sort=names,
        scale=alt.Scale(
            domain=names, range=[palette.AMOUNT[4], palette.COMPARED[2], palette.GREY][: len(names)]
        ),
        legend=alt.Legend(title=None, orient="top", direction="vertical"),
    )
    base = alt.Chart(rows).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "ratio:Q",
            title=_("Available, in multiples of the need"),
            scale=alt.Scale(zero=True, nice=True),
        ),
    )
    lines = base.mark_line(strokeWidth=2.5).encode(color=color)
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        color=color, shape=alt.Shape("name:N", sort=names, legend=None)
    )
    whole = (
        alt.Chart(pd.DataFrame({"whole": [1.0]}))
        .mark_rule(color=palette.GREY, strokeWidth=2)
        .encode(y="whole:Q")
    )
    first = rows[rows["name"] == names[0]] if names else rows
    values = (
        alt.Chart(first)
        .encode(x="year:O", y="ratio:Q", text="text:N")
        .mark_text(dy=-12, fontSize=12)
    )
    return chart_spec(
        alt.layer(whole, lines, points, values).properties(height=320),
        _(
            "{commodity}: what regencies of NTT have in multiples of their need; the line is 1",
            commodity=commodity_name(commodity),
        ),
    )
