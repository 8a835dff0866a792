"""Which figures may be built upon: outliers found by one rule, and flags that disqualify.

A disqualified figure stays in map and table, marked. It makes no headline, no word of certainty,
no pair and no total: see ``docs/decisions/disqualified-figures.md``.
"""

from __future__ import annotations

from statistics import median

import numpy as np
import pandas as pd

from analysis.errors import require_columns

#: A value farther from the median of the same regency's other years than this factor, up or down.
FAR_FACTOR = 4.0
#: With fewer other years than this the median is one figure's word against another's.
MIN_OTHER_YEARS = 3
#: Flags of another survey method: such a year is neither held against others nor others against it.
_OTHER_METHOD = "older_method"

#: Flags, written in a table, that disqualify a figure.
DISQUALIFYING_FLAGS = ("outlier", "suspect", "repeated_year")
#: What disqualifies a figure that the rule finds, though no flag is written.
FOUND = "far_from_other_years"
DISQUALIFIERS = (*DISQUALIFYING_FLAGS, FOUND)

#: Flags of a series of its own: years are compared only where these are the same in both.
SERIES_FLAGS = frozenset({"series_break", "older_method"})

#: Column that ``with_outliers`` adds: the multiple of the median of the other years.
RATIO_COLUMN = "median_ratio"

_SERIES = ["regency_code", "commodity", "measure", "form"]


def with_outliers(production: pd.DataFrame) -> pd.DataFrame:
    """The table with how far every outlier lies from the other years of its series.

    A value is found when it is above ``FAR_FACTOR`` times the median of the other years of the same
    regency, commodity, measure and form, or below one part in ``FAR_FACTOR`` of it.

    Parameters
    ----------
    production : DataFrame
        ``regency_code``, ``commodity``, ``measure``, ``form``, ``year``, ``value``, ``flag``.

    Returns
    -------
    DataFrame
        A copy with ``median_ratio``: value / median of the other years where the rule finds the
        value, else NaN. Found is nothing with fewer than ``MIN_OTHER_YEARS`` other years, with a
        median of 0, and in years of an older method, which are no other years either.

    >>> one = pd.DataFrame({"regency_code": "5301", "commodity": "chili", "measure": "production",
    ...     "form": "fresh", "year": [2019, 2020, 2021, 2022], "value": [10.0, 12.0, 11.0, 55.0],
    ...     "flag": None})
    >>> with_outliers(one)["median_ratio"].tolist()
    [nan, nan, nan, 5.0]
    """
    require_columns(production.columns, (*_SERIES, "year", "value", "flag"), "production")
    of_series: dict[tuple[object, ...], list[tuple[int, float]]] = {}
    keys = zip(*(production[name].tolist() for name in _SERIES), strict=True)
    figures = zip(production["value"].tolist(), production["flag"].tolist(), strict=True)
    for place, (key, (value, flag)) in enumerate(zip(keys, figures, strict=True)):
        if pd.notna(value) and _OTHER_METHOD not in split_flags(flag):
            of_series.setdefault(key, []).append((place, float(value)))
    ratio = np.full(len(production), np.nan)
    for series in of_series.values():
        if len(series) <= MIN_OTHER_YEARS:
            continue
        for place, value in series:
            usual = median(other for where, other in series if where != place)
            if usual > 0 and not usual / FAR_FACTOR <= value <= usual * FAR_FACTOR:
                ratio[place] = value / usual
    return production.assign(**{RATIO_COLUMN: ratio})


def split_flags(cell: object) -> list[str]:
    """Flags of a cell; none where it is empty."""
    return [flag for flag in cell.split(";") if flag] if isinstance(cell, str) else []


def is_comparable(before: object, after: object) -> bool:
    """Whether figures of two years with these flags may be compared.

    >>> is_comparable("older_method", ""), is_comparable("older_method", "older_method;rounded")
    (False, True)
    """
    return SERIES_FLAGS & {*split_flags(before)} == SERIES_FLAGS & {*split_flags(after)}


def disqualifiers(flags: object, median_ratio: float | None = None) -> list[str]:
    """What disqualifies a figure, of ``DISQUALIFIERS``; empty when nothing does.

    >>> disqualifiers("series_break;suspect", 5.0), disqualifiers("series_break")
    (['suspect', 'far_from_other_years'], [])
    """
    written = [flag for flag in split_flags(flags) if flag in DISQUALIFYING_FLAGS]
    is_found = median_ratio is not None and not np.isnan(median_ratio)
    return [*written, FOUND] if is_found else written


def is_disqualified(balance: pd.DataFrame) -> pd.Series:
    """Whether each regency's balance rests on a disqualified figure; by the table's index.

    Parameters
    ----------
    balance : DataFrame
        As ``compute_balance`` makes it.
    """
    return balance["disqualified_by"] != ""
