"""What charts have in common: names from top to bottom, amounts, values at bars, classes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from publishing import palette, words
from publishing.language import _

#: Whether the reader's window is a phone's (Vega expression); a picture to take away is wide.
NARROW = "(windowSize()[0] < 640)"
LINE_PX = 13
_NARROW_LINE_PX = 11
_FONT_PX, _NARROW_FONT_PX = 12, 10
# Width of a letter as a share of the font's size: more than the average of our names.
_LETTER = 0.53
VALUE_PX = 11


def place_axis(column: str, order: Sequence[str], chosen: str = "", **more: Any) -> alt.Y:
    """Names of regencies from top to bottom in this order, all of them, the chosen one bold.

    ``more`` as of ``alt.Axis``.
    """
    return alt.Y(
        f"{column}:N",
        sort=list(order),
        title=None,
        axis=alt.Axis(
            ticks=False,
            domain=False,
            labelOverlap=False,
            labelFlush=False,  # else the first name is pushed down to the second bar
            minExtent=110,
            labelFontWeight=_bold(chosen),
            **more,
        ),
    )


def name_axis(
    column: str, order: Sequence[str], wide: int, narrow: int, gap: float | None = None
) -> alt.Y:
    """Long names from top to bottom, each whole, on as many lines as it needs.

    Parameters
    ----------
    column, order
        The column of names, and how they stand.
    wide, narrow
        Letters in a line, on a screen and on a phone.
    gap
        Between rows, as a share of a row, where it is not Vega-Lite's own.
    """
    on_screen, on_phone = lines_of(order, wide), lines_of(order, narrow)
    scale = alt.Undefined if gap is None else alt.Scale(paddingInner=gap, paddingOuter=0)
    return alt.Y(
        f"{column}:N",
        sort=list(order),
        title=None,
        axis=alt.Axis(
            ticks=False,
            domain=False,
            labelExpr=by_window(on_screen, on_phone, "datum.label"),
            labelOverlap=False,
            labelFlush=False,
            labelFontSize=alt.ExprRef(f"{NARROW} ? {_NARROW_FONT_PX} : {_FONT_PX}"),
            labelLineHeight=alt.ExprRef(f"{NARROW} ? {_NARROW_LINE_PX} : {LINE_PX}"),
            # A name of several lines begins above the middle of its row.
            labelOffset=_above_the_middle(by_window(on_screen, on_phone, "datum.value")),
            # Vega measures names as they were before they were put in lines.
            minExtent=_extent(on_screen, on_phone),
            maxExtent=_extent(on_screen, on_phone),
        ),
        scale=scale,
    )


def lines_of(names: Sequence[str], letters: int) -> dict[str, list[str]]:
    """Each name in lines of at most so many letters, broken between words where it can be."""
    return {name: wrap(name, letters) or [name] for name in names}


def row_px(names: Sequence[str], wide: int, narrow: int, least: int = 22) -> int:
    """How high a row must be for the longest of these names, on a screen and on a phone."""

    def most(letters: int) -> int:
        return max((len(lines) for lines in lines_of(names, letters).values()), default=1)

    return max(least, LINE_PX * most(wide) + 4, _NARROW_LINE_PX * most(narrow) + 4)


def by_window(
    wide: Mapping[str, list[str]],
    narrow: Mapping[str, list[str]],
    name: str,
    is_narrow: str = NARROW,
) -> str:
    """Vega expression: the lines of a name as this window (or chart) has room for."""
    return (
        f"({is_narrow} ? {json.dumps(narrow, ensure_ascii=False)}[{name}]"
        f" : {json.dumps(wide, ensure_ascii=False)}[{name}])"
    )


def _extent(wide: Mapping[str, list[str]], narrow: Mapping[str, list[str]]) -> alt.ExprRef:
    def px(lines: Mapping[str, list[str]], font_px: int) -> int:
        longest = max((len(line) for name in lines.values() for line in name), default=0)
        return round(longest * font_px * _LETTER) + 4

    on_phone, on_screen = px(narrow, _NARROW_FONT_PX), px(wide, _FONT_PX)
    return alt.ExprRef(f"{NARROW} ? {on_phone} : {on_screen}")


def _above_the_middle(lines: str) -> Any:
    def shift(n: int) -> str:
        return f"{-(n - 1) / 2} * ({NARROW} ? {_NARROW_LINE_PX} : {LINE_PX})"

    return {
        "condition": [{"test": f"length({lines}) == {n}", "expr": shift(n)} for n in range(2, 6)],
        "value": 0,
    }


def _bold(chosen: str) -> Any:
    if not chosen:
        return "normal"
    test = f"datum.value == {json.dumps(chosen, ensure_ascii=False)}"
    return {"condition": {"test": test, "value": "bold"}, "value": "normal"}


def amount_axis(column: str, title: str, **scale: Any) -> alt.X:
    """Whole numbers at few round ticks: as many as a phone has room for.

    ``scale`` as of ``alt.Scale``.
    """
    return alt.X(
        f"{column}:Q",
        title=title,
        axis=alt.Axis(
            format=",.0f",
            tickCount=4,
            labelFlush=False,
            labelOverlap="greedy",
            labelSeparation=8,
            domain=False,
            ticks=False,
        ),
        scale=alt.Scale(**scale, nice=False) if scale else alt.Undefined,
    )


def told_axis(column: str, title: str, **scale: Any) -> alt.X:
    """A measure whose values stand at the bars, so that the axis names it and needs no numbers.

    ``scale`` as of ``alt.Scale``: it leaves room for the values, by ``padding`` (pixels) at both
    ends or by a ``domain``.
    """
    return alt.X(
        f"{column}:Q",
        title=title,
        axis=alt.Axis(labels=False, grid=False, ticks=False, domain=False),
        scale=alt.Scale(**scale, nice=False),
    )


def from_zero(amounts: pd.Series, values_share: float = 0.25) -> list[float]:
    """Domain of bars that begin at zero, with room behind the longest for its value."""
    longest = float(amounts.max()) if len(amounts) else 0.0
    return [0.0, (longest or 1.0) * (1 + values_share)]


def values_at(chart: alt.Chart, side: str, text: str, gap_px: int = 4, **mark: Any) -> alt.Chart:
    """The words of a column at the end of a bar, ``gap_px`` beside it.

    ``side``: Vega expression that says whether they stand to the left of it.
    """
    made: alt.Chart = chart.mark_text(
        align=alt.ExprRef(f"{side} ? 'right' : 'left'"),
        dx=alt.ExprRef(f"{side} ? {-gap_px} : {gap_px}"),
        fontSize=VALUE_PX,
        **mark,
    ).encode(text=f"{text}:N")
    return made


def zero_rule() -> alt.Chart:
    """The line from which a balance is drawn."""
    rule = alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=palette.GREY, strokeWidth=1)
    made: alt.Chart = rule.encode(x="zero:Q")
    return made


def chosen_row(chosen: str, axis: alt.Y) -> list[alt.Chart]:
    """A layer that tints the row of the chosen regency (column ``regency``)."""
    if not chosen:
        return []
    return [
        alt.Chart(pd.DataFrame({"regency": [chosen]}))
        .mark_rect(color=palette.GREY, opacity=0.16)
        .encode(y=axis)
    ]


def class_color(column: str) -> alt.Color:
    """Each class of a balance in its colour; the column holds the class in words."""
    return word_color(
        column, {words.balance_class(code): color for code, color in palette.BALANCE_CLASS.items()}
    )


def word_color(column: str, colors: Mapping[str, str]) -> alt.Color:
    """Each word of the column in its colour, without a legend: the words stand at the bars."""
    return alt.Color(
        f"{column}:N",
        scale=alt.Scale(domain=list(colors), range=list(colors.values())),
        legend=None,
    )


def unknown_places(names: pd.Series, axis: alt.Y, at: float = 0) -> list[alt.Chart]:
    """A layer that says of each of these places (column ``regency``) that nothing is known."""
    return said_places(names, _("no data yet"), axis, at)


def said_places(
    names: pd.Series, said: pd.Series | str, axis: alt.Y, at: float = 0
) -> list[alt.Chart]:
    """A layer with words in place of a bar, for each of these places (column ``regency``)."""
    if names.empty:
        return []
    rows = names.to_frame("regency").assign(text=said, zero=at)
    return [
        alt.Chart(rows)
        .mark_text(align="left", dx=4, fontStyle="italic", color=palette.GREY, fontSize=VALUE_PX)
        .encode(y=axis, x="zero:Q", text="text:N")
    ]
