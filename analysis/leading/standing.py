"""Where one regency stands among the others in one figure."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.errors import AnalysisError


@dataclass(frozen=True)
class Standing:
    """One regency's value among all.

    Attributes
    ----------
    value : float
        NaN when the regency's value is unknown.
    position : int or None
        1 is the highest value; equal values share the better place. None when unknown.
    n_known, n_total : int
        Regencies with a value, and all of them.
    median : float
        Of the known values, each regency counting once; NaN when there are none.
    """

    value: float
    position: int | None
    n_known: int
    n_total: int
    median: float


def standing(values: pd.Series, regency_code: str) -> Standing:
    """Value, position from the top and median.

    Parameters
    ----------
    values : Series of float
        By ``regency_code``, all regencies; NaN is unknown and takes no place.
    regency_code : str

    Raises
    ------
    AnalysisError
        ``unknown_regency`` when the code is not in the index.

    >>> standing(pd.Series({"5301": 10.0, "5302": 30.0, "5303": 20.0, "5304": None}), "5303")
    Standing(value=20.0, position=2, n_known=3, n_total=4, median=20.0)
    """
    if regency_code not in values.index:
        raise AnalysisError(
            "unknown_regency", f"no regency {regency_code!r}", regency_code=regency_code
        )
    figures = values.astype("float64")
    known = figures.dropna()
    value = float(figures[regency_code])
    return Standing(
        value=value,
        position=None if pd.isna(value) else int((known > value).sum()) + 1,
        n_known=len(known),
        n_total=len(figures),
        median=float(known.median()),
    )
