"""How sure a balance is, as charts: the range of every balance, and which input moves it most."""

from __future__ import annotations

from typing import Any

import altair as alt

from analysis.balance.settings import BalanceSettings
from geo.places import full_names
from publishing import palette
from publishing.charts.axes import (
    class_color,
    name_axis,
    place_axis,
    row_px,
    said_places,
    told_axis,
    values_at,
    zero_rule,
)
from publishing.charts.frame import chart_spec
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.maps.balance import OPACITY
from publishing.names import commodity_name
from publishing.tables import ReadyTable

_FRAME_PX = 35  # the axis below: the height given is that of the whole picture
_VALUES_PX = 58
_BESIDE_DOT = 7  # a narrow range is hidden by its dot
_NAME_LETTERS = (24, 16)  # in a line of an input's name, on a screen and on a phone


def intervals(ready: ReadyTable, settings: BalanceSettings) -> dict[str, Any]:
    """Bar from 5 to 95 %, dot at the median, the largest on top; ``ready``: ``interval_table``."""
    table = ready.table
    known = table[table["sign_word"].isin(OPACITY)].assign(
        opacity=lambda rows: rows["sign_word"].map(OPACITY),
        low=lambda rows: rows["balance_p05_t"].map(number),
        high=lambda rows: rows["balance_p95_t"].map(number),
    )
    y = place_axis("regency", table["regency"].tolist())
    columns = ["regency", "balance_p05_t", "balance_p50_t", "balance_p95_t", "low", "high"]
    columns += ["class_word", "sign_text", "steady_text", "opacity", "range_text"]
    base = alt.Chart(known[columns]).encode(y=y)
    x = told_axis("balance_p05_t", _("Balance (tonnes): deficit ← → surplus"), padding=_VALUES_PX)
    bars = base.mark_bar(height={"band": 0.55}, cornerRadius=3).encode(
        x=x,
        x2="balance_p95_t:Q",
        color=class_color("class_word"),
        # Said in words below: a second legend is too wide for a phone.
        opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
        tooltip=[
            alt.Tooltip("regency:N", title=_("Regency")),
            alt.Tooltip("sign_text:N", title=_("How sure this year's sign is")),
            alt.Tooltip("steady_text:N", title=_("The next year the same?")),
            alt.Tooltip("range_text:N", title=_("Range of the balance")),
        ],
    )
    medians = base.mark_point(
        filled=True, fill="white", stroke=palette.INK, strokeWidth=1.5, size=45, opacity=1
    ).encode(x="balance_p50_t:Q")
    lows = values_at(base, "true", "low", _BESIDE_DOT).encode(x="balance_p05_t:Q")
    highs = values_at(base, "false", "high", _BESIDE_DOT).encode(x="balance_p95_t:Q")
    places = table[~table["sign_word"].isin(OPACITY)]
    unknown = said_places(places["regency"], places["sign_text"], y)
    return chart_spec(
        alt.layer(zero_rule(), bars, medians, lows, highs, *unknown).properties(
            height=_FRAME_PX + 22 * len(table)
        ),
        _(
            "{commodity} {year}: {what} of each regency of NTT, in tonnes",
            commodity=commodity_name(settings.commodity),
            year=year_text(settings.year),
            what=_("Range of the balance").lower(),
        ),
    )


def tornado(
    ready: ReadyTable, settings: BalanceSettings, regency_code: str | None = None
) -> dict[str, Any]:
    """Bar from 10 to 90 % of the balance, the largest on top; ``ready``: ``tornado_table``.

    ``regency_code``: whose balance it is; of all regencies together where there is none.
    """
    table = ready.table.assign(low=ready.table["low_t"].map(number))
    moves = table["swing_t"].round() > 0
    table["high"] = table["high_t"].map(number).where(moves, _("changes nothing"))
    names = table["input_word"].tolist()
    base = alt.Chart(
        table[
            ["input_word", "low_t", "high_t", "low", "high", "swing_t", "range_text", "swing_text"]
        ]
    ).encode(y=name_axis("input_word", names, *_NAME_LETTERS))
    x = told_axis("low_t", _("Balance (tonnes)"), padding=_VALUES_PX, zero=False)
    bars = base.mark_bar(
        height={"band": 0.6}, cornerRadius=2, color=palette.GREY, opacity=0.45
    ).encode(
        x=x,
        x2="high_t:Q",
        tooltip=[
            alt.Tooltip("input_word:N", title=_("Input")),
            alt.Tooltip("range_text:N", title=_("Balance")),
            alt.Tooltip("swing_text:N", title=_("Swing")),
        ],
    )
    moving = base.transform_filter("round(datum.swing_t) > 0")
    lows = values_at(moving, "true", "low").encode(x="low_t:Q")
    highs = values_at(base, "false", "high").encode(x="high_t:Q")
    middle = (
        alt.Chart(table[["base_t"]].head(1))
        .mark_rule(color=palette.GREY, strokeWidth=2)
        .encode(x="base_t:Q")
    )
    return chart_spec(
        alt.layer(bars, middle, lows, highs).properties(
            height=_FRAME_PX + row_px(names, *_NAME_LETTERS, 34) * len(table)
        ),
        _(
            "{commodity} {year}: balance of {place} when one input alone varies, in tonnes",
            commodity=commodity_name(settings.commodity),
            year=year_text(settings.year),
            place=full_names()[regency_code] if regency_code else "NTT",
        ),
    )
