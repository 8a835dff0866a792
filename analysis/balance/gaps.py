"""What one regency's balances still lack."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.balance.settings import MISSING_CODES
from analysis.errors import require_columns


def regency_gaps(
    coverage: pd.DataFrame, regency_code: str, also: Sequence[str] = ()
) -> pd.DataFrame:
    """For every commodity the year in which this regency comes nearest to a balance.

    Parameters
    ----------
    coverage : DataFrame
        As ``coverage_matrix`` gives it: ``regency_code``, ``commodity``, ``year``, ``state``,
        ``missing``.
    regency_code : str
    also : sequence of str
        Commodities that must be listed even if no table has a figure on them anywhere.

    Returns
    -------
    DataFrame
        One row per commodity, by name: ``commodity``, ``year`` (the newest of those with the
        fewest missing inputs; missing when no table has a figure), ``state``, ``missing``
        (";"-joined ``MISSING_CODES``; empty when there is a balance).

    >>> coverage = pd.DataFrame({"regency_code": "5301", "commodity": "rice",
    ...     "year": [2023, 2024], "state": ["complete", "partial"], "missing": ["", "production"]})
    >>> gaps = regency_gaps(coverage, "5301", also=["teak"])
    >>> gaps[["commodity", "state"]].to_dict("records")
    [{'commodity': 'rice', 'state': 'complete'}, {'commodity': 'teak', 'state': 'none'}]
    """
    columns = ("regency_code", "commodity", "year", "state", "missing")
    require_columns(coverage.columns, columns, "coverage")
    rows = coverage[coverage["regency_code"] == regency_code].copy()
    rows["n_missing"] = [len([c for c in text.split(";") if c]) for text in rows["missing"]]
    rows = rows.sort_values(["n_missing", "year"], ascending=[True, False])
    best = rows.drop_duplicates("commodity")[["commodity", "year", "state", "missing"]]
    unseen = sorted(set(also) - set(best["commodity"]))
    nothing = pd.DataFrame(
        {
            "commodity": unseen,
            "year": pd.array([pd.NA] * len(unseen), dtype="Int64"),
            "state": "none",
            # People are counted whatever they grow.
            "missing": ";".join(code for code in MISSING_CODES if code != "population"),
        }
    )
    parts = [part for part in (best.astype({"year": "Int64"}), nothing) if len(part)]
    if not parts:
        return best
    return pd.concat(parts).sort_values("commodity", ignore_index=True)
