"""The consumption norm of every year: the regencies' pattern of one year, on the province's level.

Norms by regency are known for one year only, the norm of the province for several. The pattern of
that year is carried to the others with the level of the province::

    norm(regency, year) = norm(regency, pattern year) * level(year) / level(pattern year)

``level`` is the province's norm: published in some years, on the straight line between two of
them, and held before the first and after the last. That the pattern stays, the line and the
holding are assumptions, and every row made here says which of them it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import numpy as np
import pandas as pd

from analysis.balance.settings import NORM_UNIT
from analysis.errors import require_columns

#: How the province's level of a year is known: published for it, between two, beyond the ends.
NormBasis = Literal["scaled", "interpolated", "held"]
NORM_BASES: tuple[NormBasis, ...] = get_args(NormBasis)

#: Units of the province's norm -> the factor that makes it one of 365 days. The household survey
#: asks for a week and prints a month of 30 days.
YEAR_FACTOR: Mapping[str, float] = {NORM_UNIT: 1.0, "kg/capita/30 days": 365 / 30}

#: Two surveys are two levels: no line is drawn between them.
_OTHER_METHOD = "older_method"

_FIGURE_COLUMNS = (
    *("commodity", "form", "year", "grade", "source_id"),
    *("indicator", "geography", "value", "unit", "flag"),
)
_LEVEL_COLUMNS = ["commodity", "form", "year", "norm_kg", "grade", "source_id"]


def provincial_levels(figures: pd.DataFrame, province: str = "53") -> pd.DataFrame:
    """The province's norms, by commodity and form, in kg per head and year of 365 days.

    Parameters
    ----------
    figures : DataFrame
        Columns of the table ``provincial_figures``.
    province : str
        Its code in ``geography``.

    Returns
    -------
    DataFrame
        ``commodity``, ``form``, ``year``, ``norm_kg``, ``grade``, ``source_id``, by year; without
        figures of an older method.

    >>> figures = pd.DataFrame({"indicator": "consumption", "geography": "53", "form": "milled",
    ...     "commodity": "rice", "year": [2019], "value": [8.45], "unit": "kg/capita/30 days",
    ...     "grade": "B", "source_id": "S30", "flag": None})
    >>> provincial_levels(figures)["norm_kg"].round(4).tolist()
    [102.8083]
    """
    require_columns(figures.columns, _FIGURE_COLUMNS, "provincial_figures")
    rows = figures[
        (figures["indicator"] == "consumption")
        & (figures["geography"] == province)
        & figures["unit"].isin(list(YEAR_FACTOR))
        & figures["value"].notna()
        & figures["year"].notna()
        & ~figures["flag"].fillna("").str.contains(_OTHER_METHOD)
    ]
    levels = rows.assign(norm_kg=rows["value"] * rows["unit"].map(YEAR_FACTOR))
    return levels[_LEVEL_COLUMNS].sort_values(["commodity", "form", "year"], ignore_index=True)


def level_of(levels: pd.DataFrame, year: int) -> tuple[float, NormBasis, list[int]]:
    """The province's norm of a year, how it is known, and the published years it rests on.

    Parameters
    ----------
    levels : DataFrame
        ``year`` and ``norm_kg`` of one commodity and form, by year.

    >>> levels = pd.DataFrame({"year": [2019, 2024], "norm_kg": [100.0, 110.0]})
    >>> level_of(levels, 2022), level_of(levels, 2016)
    ((106.0, 'interpolated', [2019, 2024]), (100.0, 'held', [2019]))
    """
    years = [int(known) for known in levels["year"]]
    kg = float(np.interp(year, years, levels["norm_kg"].to_numpy(dtype=np.float64)))
    if year in years:
        return kg, "scaled", [year]
    before, after = [y for y in years if y < year], [y for y in years if y > year]
    if before and after:
        return kg, "interpolated", [before[-1], after[0]]
    return kg, "held", [*before[-1:], *after[:1]]


def with_yearly_norms(
    consumption: pd.DataFrame, levels: pd.DataFrame, years: Mapping[str, Iterable[int]]
) -> pd.DataFrame:
    """The norms known, and for every other year the pattern on that year's level.

    Parameters
    ----------
    consumption : DataFrame
        Columns of the table ``consumption``.
    levels : DataFrame
        As ``provincial_levels`` gives them. A commodity and form with fewer than two years, or
        without norms by regency in one of them, stays as it is.
    years : mapping
        Commodity -> the years for which norms are wanted.

    Returns
    -------
    DataFrame
        ``consumption`` with further rows and the columns ``basis`` (of ``NORM_BASES``),
        ``pattern_year``, ``factor`` (what the pattern is multiplied by) and ``level_years``
        (";"-joined); missing in rows that are known as they are. The sources of a row made here
        are those of the pattern and of the levels, and ``assumption``.
    """
    made = []
    for (commodity, form), known in levels.groupby(["commodity", "form"], sort=True):
        rows = consumption[
            (consumption["commodity"] == commodity)
            & (consumption["form"] == form)
            & (consumption["unit"] == NORM_UNIT)
        ]
        own = {int(year) for year in rows["year"].dropna()}
        patterns = sorted(own & {int(year) for year in known["year"]})
        if len(known) < 2 or not patterns:
            continue
        pattern = rows[rows["year"] == patterns[-1]]
        for year in sorted(set(years.get(str(commodity), ())) - own):
            made.append(_carried(pattern, known, patterns[-1], year))
    return pd.concat([consumption, *made], ignore_index=True) if made else consumption


def _carried(
    pattern: pd.DataFrame, levels: pd.DataFrame, pattern_year: int, year: int
) -> pd.DataFrame:
    kg, basis, level_years = level_of(levels, year)
    factor = kg / level_of(levels, pattern_year)[0]
    used = levels[levels["year"].isin([*level_years, pattern_year])]["source_id"]
    sources = ";".join([*dict.fromkeys(used), "assumption"])
    return pattern.assign(
        year=year,
        value=pattern["value"] * factor,
        source_id=pattern["source_id"] + ";" + sources,
        basis=basis,
        pattern_year=pattern_year,
        factor=factor,
        level_years=";".join(map(str, level_years)),
    )
