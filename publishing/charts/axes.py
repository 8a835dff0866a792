"""What charts of balances have in common: places from top to bottom, tonnes, the three classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from publishing import palette, words
from publishing.language import _


def place_axis(column: str, order: Sequence[str], **more: Any) -> alt.Y:
    """Names from top to bottom in this order, all of them; ``more`` as of ``alt.Axis``."""
    return alt.Y(
        f"{column}:N",
        sort=list(order),
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelOverlap=False, minExtent=130, **more),
    )


def tonnes_axis(column: str, title: str) -> alt.X:
    """Whole tonnes, few ticks: as many as a phone has room for."""
    return alt.X(f"{column}:Q", title=title, axis=alt.Axis(format=",.0f", tickCount=4))


def class_color(column: str) -> alt.Color:
    """Each class of a balance in its colour; the column holds the class in words."""
    return word_color(
        column, {words.balance_class(code): color for code, color in palette.BALANCE_CLASS.items()}
    )


def word_color(column: str, colors: Mapping[str, str]) -> alt.Color:
    """Each word of the column in its colour."""
    return alt.Color(
        f"{column}:N",
        title=None,
        scale=alt.Scale(domain=list(colors), range=list(colors.values())),
        # Two columns fit beside a map and on a phone; four in a row are cut off.
        legend=alt.Legend(orient="top", columns=2),
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
        .mark_text(align="left", dx=4, fontStyle="italic", color=palette.GREY)
        .encode(y=axis, x="zero:Q", text="text:N")
    ]
