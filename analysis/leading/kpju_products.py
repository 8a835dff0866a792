"""What a KPJu list says about products: one row per regency and product, whatever it is called."""

from __future__ import annotations

import pandas as pd

from analysis.errors import AnalysisError, require_columns
from analysis.leading.kpju import NOT_JUDGED

#: Ranks in a list of KPJu; rank ``r`` is worth ``LIST_LENGTH + 1 - r`` Borda points.
LIST_LENGTH = 10

#: Goods can be carried to another regency, services be offered there; a shop serves its own place.
FAMILY = {
    **dict.fromkeys(("crop", "livestock", "fishery", "forestry", "industry", "mining"), "goods"),
    **dict.fromkeys(("services", "tourism"), "services"),
    **dict.fromkeys(("trade", "other"), "trade"),
}


class KpjuInputError(AnalysisError):
    """A KPJu list that can't be read. Codes: ``bad_rank``, ``unknown_kind``."""


def held_products(ranked: pd.DataFrame) -> pd.DataFrame:
    """The products that each regency has in its list, each once.

    A product is the commodity behind an item, or the item itself where there is none: wetland and
    dryland rice are both ``rice``. It counts at its best rank; its verdict is that of its
    best-ranked item on which the report says something.

    Parameters
    ----------
    ranked : DataFrame
        As ``analysis.leading.kpju.with_verdicts`` gives it: ``regency_code``, ``rank``, ``item``,
        ``commodity``, ``kind``, ``verdict``.

    Returns
    -------
    DataFrame
        By regency and rank: ``regency_code``, ``product``, ``rank``, ``kind``, ``family`` (of
        ``FAMILY``), ``verdict``, ``items`` (";"-joined, best rank first).

    Raises
    ------
    KpjuInputError
        ``bad_rank`` unless whole and from 1 to ``LIST_LENGTH``; ``unknown_kind``.

    >>> ranked = pd.DataFrame({"regency_code": "5315", "rank": [1, 4], "commodity": "rice",
    ...     "item": ["wetland_rice", "upland_rice"], "kind": "crop",
    ...     "verdict": ["not_judged", "recommended"]})
    >>> held_products(ranked)[["product", "rank", "verdict", "items"]].to_dict("records")
    [{'product': 'rice', 'rank': 1, 'verdict': 'recommended', 'items': 'wetland_rice;upland_rice'}]
    """
    columns = ("regency_code", "rank", "item", "commodity", "kind", "verdict")
    require_columns(ranked.columns, columns, "kpju")
    _check(ranked)
    rows = ranked[list(columns)].sort_values(["regency_code", "rank", "item"])
    named = rows["commodity"].notna() & (rows["commodity"] != "")
    rows["product"] = rows["commodity"].where(named, rows["item"])
    rows["said"] = rows["verdict"].where(rows["verdict"] != NOT_JUDGED)
    # "first" passes over missing values, so ``said`` is that of the best-ranked judged item.
    held = rows.groupby(["regency_code", "product"], as_index=False).agg(
        rank=("rank", "min"),
        kind=("kind", "first"),
        verdict=("said", "first"),
        items=("item", lambda items: ";".join(dict.fromkeys(items))),
    )
    held["rank"] = held["rank"].astype("int64")
    held["verdict"] = held["verdict"].fillna(NOT_JUDGED)
    held.insert(4, "family", held["kind"].map(FAMILY))
    return held.sort_values(["regency_code", "rank", "product"], ignore_index=True)


def _check(ranked: pd.DataFrame) -> None:
    rank = ranked["rank"]
    wrong = ranked[rank.isna() | ~rank.between(1, LIST_LENGTH) | (rank % 1 != 0)]
    if not wrong.empty:
        code, value = str(wrong["regency_code"].iloc[0]), wrong["rank"].iloc[0]
        raise KpjuInputError(
            "bad_rank",
            f"regency {code}: rank {value}; expected a whole number from 1 to {LIST_LENGTH}",
            regency_code=code,
            value=value,
        )
    unknown = sorted(set(ranked["kind"].dropna().astype(str)) - set(FAMILY))
    if unknown or ranked["kind"].isna().any():
        value = unknown[0] if unknown else None
        raise KpjuInputError("unknown_kind", f"unknown kind of KPJu: {value}", value=value)
