"""On which side of its dot each name stands, so that none lies on another."""

from __future__ import annotations

import pandas as pd

# Plots for which the places must do: a phone's and a screen's, width and height in pixels.
_PLOTS = ((190, 290), (230, 290), (420, 290), (800, 290))
_LETTER_PX, _LINE_PX, _DOT_PX = 6.2, 12, 5
#: Alignment and shift (pixels) of each place, the best first.
_PLACES = (
    ("left", 7, 0),
    ("right", -7, 0),
    ("center", 0, -11),
    ("center", 0, 11),
    ("left", 5, -9),
    ("left", 5, 9),
    ("right", -5, -9),
    ("right", -5, 9),
)

_Box = tuple[float, float, float, float]


def placed_labels(x: pd.Series, y: pd.Series, names: pd.Series) -> pd.DataFrame:
    """Alignment and shift of each dot's name: the first place where it touches nothing drawn.

    Greedy, from the top: for every plot size at once, as the reader's window is not known. Where
    nothing is free the first place is taken.

    Parameters
    ----------
    x, y, names : Series
        Where the dots are, in the units of the axes, and their names; one index.

    Returns
    -------
    DataFrame
        ``align``, ``dx``, ``dy`` (pixels), with the index of ``names``.

    >>> one = pd.Series([1.0, 1.0, 9.0]), pd.Series([1.0, 1.0, 9.0])
    >>> placed_labels(*one, pd.Series(["Alor", "Ende", "Belu"]))["align"].tolist()
    ['left', 'right', 'left']
    """
    order = y.sort_values(ascending=False).index
    across, down = _share(x), 1 - _share(y)
    drawn: list[list[_Box]] = [
        [
            (px - _DOT_PX, py - _DOT_PX, px + _DOT_PX, py + _DOT_PX)
            for px, py in zip(across * width, down * height, strict=True)
        ]
        for width, height in _PLOTS
    ]
    found = {}
    for one in order:
        length = len(str(names[one])) * _LETTER_PX
        for align, dx, dy in _PLACES:
            boxes = [
                _box(across[one] * width + dx, down[one] * height + dy, length, align)
                for width, height in _PLOTS
            ]
            if not any(_touches(box, others) for box, others in zip(boxes, drawn, strict=True)):
                break
        else:
            align, dx, dy = _PLACES[0]
            boxes = []
        found[one] = (align, dx, dy)
        for box, others in zip(boxes, drawn, strict=False):
            others.append(box)
    return pd.DataFrame.from_dict(found, orient="index", columns=["align", "dx", "dy"]).reindex(
        names.index
    )


def _share(values: pd.Series) -> pd.Series:
    width = float(values.max() - values.min()) or 1.0
    return values.sub(values.min()).div(width)


def _box(px: float, py: float, length: float, align: str) -> _Box:
    left = px - {"left": 0.0, "center": length / 2, "right": length}[align]
    return left, py - _LINE_PX / 2, left + length, py + _LINE_PX / 2


def _touches(box: _Box, others: list[_Box]) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in others
    )
