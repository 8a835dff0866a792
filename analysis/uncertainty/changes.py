"""Changes from one year to the next, of figures that may be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.balance.qualification import is_comparable
from analysis.errors import require_columns

_COLUMNS = ("regency_code", "year", "value", "flags", "disqualified_by")


def yearly_changes(figures: pd.DataFrame) -> pd.DataFrame:
    """Change of every regency from a year to the next, where the two may be compared.

    Parameters
    ----------
    figures : DataFrame
        ``regency_code``, ``year``, ``value`` (0 and missing have no change), ``flags``,
        ``disqualified_by`` (a figure with anything in it has no change); one row per regency and
        year.

    Returns
    -------
    DataFrame
        ``regency_code``, ``year`` (the later one), ``change`` = ln(value / value a year before).

    >>> yearly_changes(pd.DataFrame({
    ...     "regency_code": "5301", "year": [2020, 2021, 2022], "value": [100.0, 200.0, 100.0],
    ...     "flags": "", "disqualified_by": ["", "", "outlier"]})).round(3).values.tolist()
    [['5301', 2021, 0.693]]
    """
    require_columns(figures.columns, _COLUMNS, "figures")
    sound = (figures["value"] > 0) & (figures["disqualified_by"] == "")
    known = figures.loc[sound, ["regency_code", "year", "value", "flags"]]
    known = known.assign(year=known["year"].astype(int))
    pairs = known.assign(year=known["year"] + 1).merge(
        known, on=["regency_code", "year"], suffixes=("_before", "")
    )
    flags = zip(pairs["flags_before"], pairs["flags"], strict=True)
    pairs = pairs[np.array([is_comparable(*both) for both in flags], dtype=bool)]
    change = np.log(pairs["value"].astype(float) / pairs["value_before"].astype(float))
    changes = pairs[["regency_code", "year"]].assign(change=change)
    return changes.sort_values(["year", "regency_code"], ignore_index=True)
