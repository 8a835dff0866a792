"""Rankings of the report, put together for the province without comparing what isn't comparable.

The report ranks sectors in two schemes; a rank in one says nothing about a rank in the other, so
every function here works within one.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.errors import AnalysisError, InvalidOptionError, require_columns

#: A rank up to this counts as being at the top.
TOP_RANKS = 3


class RankingInputError(AnalysisError):
    """Rankings that can't be put together.

    Codes: ``unknown_scheme``, ``mixed_schemes``, ``bad_rank``, ``duplicate``.
    """


def borda(
    sector_rankings: pd.DataFrame, scheme: str, regency_codes: Sequence[str] | None = None
) -> pd.DataFrame:
    """Provincial ranking of the sectors of one scheme, by Borda points.

    With ``m`` the longest list of the scheme, rank ``r`` in a regency gives ``m - r + 1`` points;
    a sector that a regency does not rank gets 0 points from it (Borda 1781; giving unranked
    candidates nothing is the "pessimistic" variant for truncated lists). A sector that a regency
    ranks twice counts once, at the better rank. ``m`` is that of all the scheme's regencies, also
    when only some are asked for.

    Parameters
    ----------
    sector_rankings : DataFrame
        ``regency_code``, ``scheme``, ``rank``, ``sector``; rows of other schemes are left out.
    scheme : str
    regency_codes : sequence of str, optional
        Only these regencies, e.g. one island; all of the scheme by default.

    Returns
    -------
    DataFrame
        ``scheme``, ``sector``, ``points``, ``points_share_pct`` (of the most that was possible),
        ``n_regencies_ranked``, ``n_regencies_top3``, ``mean_rank`` (over those that rank it),
        ``provincial_rank`` (equal points share the better rank); most points first.

    Raises
    ------
    RankingInputError
        ``unknown_scheme``; ``mixed_schemes`` when a regency is ranked in two schemes, or one that
        is asked for in another; ``bad_rank`` for a rank below 1 or not whole.

    >>> rankings = pd.DataFrame({
    ...     "regency_code": ["5301", "5301", "5302", "5302"], "scheme": "kbli",
    ...     "rank": [1, 2, 1, 2], "sector": ["trade", "fishery", "trade", "livestock"]})
    >>> borda(rankings, "kbli")[["sector", "points", "provincial_rank"]]
          sector  points  provincial_rank
    0      trade       4                1
    1    fishery       1                2
    2  livestock       1                2
    """
    require_columns(
        sector_rankings.columns, ("regency_code", "scheme", "rank", "sector"), "sector_rankings"
    )
    rows = sector_rankings[sector_rankings["scheme"] == scheme]
    if rows.empty:
        raise RankingInputError(
            "unknown_scheme", f"no rankings in scheme {scheme!r}", scheme=scheme
        )
    others = sector_rankings[sector_rankings["scheme"] != scheme]
    mixed = set(others["regency_code"]) & set(regency_codes or rows["regency_code"])
    if mixed:
        raise RankingInputError(
            "mixed_schemes",
            f"{', '.join(sorted(mixed))}: ranked in another scheme than {scheme}",
            scheme=scheme,
            regency_codes=tuple(sorted(mixed)),
        )
    wrong = rows[(rows["rank"] < 1) | (rows["rank"] % 1 != 0)]
    if not wrong.empty:
        code, rank = str(wrong["regency_code"].iloc[0]), wrong["rank"].iloc[0]
        raise RankingInputError(
            "bad_rank",
            f"regency {code}: rank {rank}; expected a whole number from 1",
            regency_code=code,
            value=rank,
        )

    longest = int(rows["rank"].max())
    if regency_codes is not None:
        rows = rows[rows["regency_code"].isin(list(regency_codes))]
    best = rows.groupby(["sector", "regency_code"], as_index=False)["rank"].min()
    best["points"] = longest - best["rank"].astype("int64") + 1
    best["top"] = best["rank"] <= TOP_RANKS
    table = (
        best.groupby("sector")
        .agg(
            points=("points", "sum"),
            n_regencies_ranked=("regency_code", "nunique"),
            n_regencies_top3=("top", "sum"),
            mean_rank=("rank", "mean"),
        )
        .reset_index()
    )
    most = longest * rows["regency_code"].nunique()
    table.insert(0, "scheme", scheme)
    table.insert(3, "points_share_pct", 100.0 * table["points"] / most)
    table["provincial_rank"] = table["points"].rank(method="min", ascending=False).astype("int64")
    return table.sort_values(["points", "sector"], ascending=[False, True], ignore_index=True)


def sector_shift(sector_rankings: pd.DataFrame) -> pd.DataFrame:
    """The ranks for which the report says what changed since 2013, in its own words.

    Returns
    -------
    DataFrame
        The rows with a ``note_2013``: ``regency_code``, ``sector``, ``rank``, ``note_2013``, and
        whatever other columns the table has on 2013 (``*_2013``).
    """
    columns = ("regency_code", "sector", "rank", "note_2013")
    require_columns(sector_rankings.columns, columns, "sector_rankings")
    said = sector_rankings["note_2013"].fillna("") != ""
    more = [c for c in sector_rankings.columns if c.endswith("_2013") and c not in columns]
    return sector_rankings.loc[said, [*columns, *more]].reset_index(drop=True)


def shared_items(kpju: pd.DataFrame, by: str = "item") -> pd.DataFrame:
    """Which KPJu several regencies have in their lists.

    Parameters
    ----------
    kpju : DataFrame
        ``regency_code``, ``rank``, ``item``, ``commodity``.
    by : {"item", "commodity"}
        Count the item as named, or the commodity behind it (wetland and dryland rice are then
        one; items without a commodity are left out).

    Returns
    -------
    DataFrame
        ``by``, ``n`` (regencies), ``regency_codes`` (";"-joined, best rank first),
        ``best_rank``, ``n_best`` (regencies that give it this rank); most shared first. Items of a
        single regency are there with n = 1.

    >>> kpju = pd.DataFrame({"regency_code": ["5301", "5302"], "rank": [2, 1],
    ...                      "item": ["cattle", "cattle"], "commodity": ["cattle", "cattle"]})
    >>> shared_items(kpju).drop(columns="n_best").to_dict("records")
    [{'item': 'cattle', 'n': 2, 'regency_codes': '5302;5301', 'best_rank': 1}]
    """
    best = _best_ranks(kpju, by).sort_values(["rank", "regency_code"])
    table = best.groupby(by, as_index=False).agg(
        n=("regency_code", "nunique"),
        regency_codes=("regency_code", ";".join),
        best_rank=("rank", "min"),
        n_best=("rank", lambda ranks: int((ranks == ranks.min()).sum())),
    )
    return table.sort_values(
        ["n", "best_rank", by], ascending=[False, True, True], ignore_index=True
    )


def rank_biased_overlap(
    list_a: Sequence[str], list_b: Sequence[str], persistence: float = 0.9
) -> float:
    """Likeness of two rankings from 0 (nothing shared) to 1 (the same), top ranks weighing most.

    Extrapolated rank-biased overlap, equation 32 of Webber, Moffat & Zobel (2010), *A similarity
    measure for indefinite rankings*, ACM TOIS 28(4). With ``s <= l`` the two lengths, ``X_d`` the
    number of things that both lists have among their first ``d``, and ``p`` the persistence::

        (1-p)/p * ( sum_{d=1..l} X_d/d p^d + sum_{d=s+1..l} X_s (d-s)/(s d) p^d )
            + ( (X_l - X_s)/l + X_s/s ) p^l

    Parameters
    ----------
    list_a, list_b : sequence of str
        Best first, nothing twice; lengths may differ.
    persistence : float
        0 < p < 1; at 0.9 the first ten ranks carry 86 % of the weight.

    Raises
    ------
    InvalidOptionError
        ``persistence`` outside its range.
    RankingInputError
        ``duplicate`` when a list has something twice.

    >>> rank_biased_overlap(["rice", "cattle"], ["rice", "cattle"])
    1.0
    >>> round(rank_biased_overlap(["rice", "cattle"], ["cattle", "rice"]), 3)
    0.9
    """
    if not 0 < persistence < 1:
        raise InvalidOptionError("persistence", persistence, "a number between 0 and 1")
    for ranking in (list_a, list_b):
        if len(set(ranking)) < len(ranking):
            twice = next(item for item in ranking if list(ranking).count(item) > 1)
            raise RankingInputError("duplicate", f"{twice!r} is ranked twice", value=twice)
    shorter, longer = sorted((list_a, list_b), key=len)
    s, n = len(shorter), len(longer)
    if s == 0:
        return 0.0
    p = persistence
    overlap = [len(set(shorter[:d]) & set(longer[:d])) for d in range(n + 1)]
    total = sum(overlap[d] / d * p**d for d in range(1, n + 1))
    total += sum(overlap[s] * (d - s) / (s * d) * p**d for d in range(s + 1, n + 1))
    rest = ((overlap[n] - overlap[s]) / n + overlap[s] / s) * p**n
    # The terms of two equal lists add up to 1 except for rounding.
    return min(1.0, round((1 - p) / p * total + rest, 12))


def _best_ranks(kpju: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per regency and item (or commodity) with its best rank."""
    if by not in ("item", "commodity"):
        raise InvalidOptionError("by", by, "item or commodity")
    require_columns(kpju.columns, ("regency_code", "rank", by), "kpju")
    named = kpju[kpju[by].fillna("") != ""]
    return named.groupby(["regency_code", by], as_index=False).agg(rank=("rank", "min"))
