"""The rankings of one scheme as a matrix of sectors and regencies."""

from __future__ import annotations

import pandas as pd

from analysis.errors import require_columns


def rank_cells(sector_rankings: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """One row per sector that a regency ranks; what it does not rank has no row.

    Parameters
    ----------
    sector_rankings : DataFrame
        ``regency_code``, ``scheme``, ``rank``, ``sector``, ``literal``.
    scheme : str
        Ranks of different schemes never stand in one matrix.

    Returns
    -------
    DataFrame
        ``sector``, ``regency_code``, ``rank`` (the best), ``ranks`` (text; "3, 4" where a regency
        ranks a sector twice), ``literal`` (as printed, joined by " / "), ``n`` (times ranked).

    >>> rows = pd.DataFrame({"regency_code": "5306", "scheme": "kbli", "rank": [3, 4],
    ...                      "sector": "estate_crops", "literal": ["perkebunan", "perkebunan"]})
    >>> rank_cells(rows, "kbli").to_dict("records")[0]["ranks"]
    '3, 4'
    """
    columns = ("regency_code", "scheme", "rank", "sector", "literal")
    require_columns(sector_rankings.columns, columns, "sector_rankings")
    rows = sector_rankings[sector_rankings["scheme"] == scheme].sort_values("rank")
    return rows.groupby(["sector", "regency_code"], as_index=False).agg(
        rank=("rank", "min"),
        ranks=("rank", lambda ranks: ", ".join(str(int(rank)) for rank in ranks)),
        literal=("literal", lambda texts: " / ".join(dict.fromkeys(texts))),
        n=("rank", "size"),
    )


def list_lengths(sector_rankings: pd.DataFrame) -> pd.DataFrame:
    """How long the lists of each scheme are: the reason why their ranks can't be compared.

    Returns
    -------
    DataFrame
        By ``scheme``: ``n_regencies``, ``n_sectors`` (different ones that any list names),
        ``shortest``, ``longest`` (ranks in a list).
    """
    columns = ("regency_code", "scheme", "rank", "sector")
    require_columns(sector_rankings.columns, columns, "sector_rankings")
    longest = sector_rankings.groupby(["scheme", "regency_code"])["rank"].max()
    by_scheme = sector_rankings.groupby("scheme")
    return pd.DataFrame(
        {
            "n_regencies": by_scheme["regency_code"].nunique(),
            "n_sectors": by_scheme["sector"].nunique(),
            "shortest": longest.groupby("scheme").min(),
            "longest": longest.groupby("scheme").max(),
        }
    )


def first_sectors(sector_rankings: pd.DataFrame, scheme: str) -> pd.Series:
    """In how many regencies of the scheme each sector ranks first; most often first."""
    rows = sector_rankings[(sector_rankings["scheme"] == scheme) & (sector_rankings["rank"] == 1)]
    return rows["sector"].value_counts()
