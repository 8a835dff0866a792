"""Where a regency stands among the others, in words that call nothing good or bad."""

from __future__ import annotations

import pandas as pd

from analysis.leading.indicator_values import KeyFigure
from publishing.formats import coverage, number
from publishing.language import _
from publishing.names import joined_regencies

#: Up to this place from either end it is said by its number: who stands in the middle is not
#: better told by "eleventh highest" than by how many are above and below.
_LAST_NAMED = 5
#: Up to so many regencies with the same value are named.
_NAMED = 2


def place_words(figure: KeyFigure, regency_code: str) -> str:
    """The place from the nearer end, among the regencies whose figure is known and not doubtful.

    Equal figures share a place and say so. A regency without a figure, or with a doubtful one, has
    no place.
    """
    values = figure.indicator.values.drop(figure.indicator.doubtful, errors="ignore").dropna()
    total = figure.standing.n_total
    if pd.isna(figure.standing.value):
        return _("no data yet for it, {known} known", known=coverage(len(values), total))
    if regency_code not in values.index:
        return _("its figure is doubtful, so it has no place")
    own = values[regency_code]
    above, below = int((values > own).sum()), int((values < own).sum())
    alike = sorted(str(code) for code in values.index[values == own] if code != regency_code)
    if not above and not below:
        return _("the same in all {n} regencies known", n=number(len(values)))
    among = (
        _("of {n} regencies", n=number(total))
        if len(values) == total
        else _("of the {n} regencies known", n=number(len(values)))
    )
    if end := end_words(above, below):
        said = f"{end} {among}"
    else:
        said = _(
            "higher than in {below} regencies, lower than in {above}",
            below=number(below),
            above=number(above),
        )
    return said + _as_in(alike)


def end_words(above: int, below: int) -> str:
    """The place from the nearer end; empty in the middle, which no number tells better."""
    if above <= below and above < _LAST_NAMED:
        return _highest(above + 1)
    if below < above and below < _LAST_NAMED:
        return _lowest(below + 1)
    return ""


def _highest(place: int) -> str:
    return {
        1: _("highest"),
        2: _("second highest"),
        3: _("third highest"),
        4: _("fourth highest"),
        5: _("fifth highest"),
    }[place]


def _lowest(place: int) -> str:
    return {
        1: _("lowest"),
        2: _("second lowest"),
        3: _("third lowest"),
        4: _("fourth lowest"),
        5: _("fifth lowest"),
    }[place]


def _as_in(alike: list[str]) -> str:
    """Who has the same figure; nothing where nobody has."""
    if not alike:
        return ""
    if len(alike) <= _NAMED:
        return _(", the same as in {names}", names=joined_regencies(alike))
    return _(", the same as in {n} others", n=number(len(alike)))
