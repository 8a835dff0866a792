"""Which regencies visitors go to, as far as the report says so: a need for goods and services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import pandas as pd

from analysis.errors import require_columns

#: What speaks for visitors, strongest first.
TourismCode = Literal["priority_destination", "new_destination", "tourism_sector", "tourism_kpju"]
TOURISM_CODES: tuple[TourismCode, ...] = get_args(TourismCode)

#: Sectors of the two schemes that live on visitors.
TOURISM_SECTORS = ("tourism", "accommodation_food")

#: A sector ranked up to here counts (assumption).
TOURISM_SECTOR_RANK = 5


def tourism_need(
    held: pd.DataFrame,
    sector_rankings: pd.DataFrame,
    findings: pd.DataFrame,
    regency_codes: Sequence[str],
) -> pd.DataFrame:
    """What the report says of visitors in each regency; never how many there are.

    Parameters
    ----------
    held : DataFrame
        As ``held_products`` gives it.
    sector_rankings : DataFrame
        ``regency_code``, ``rank``, ``sector``.
    findings : DataFrame
        ``regency_code``, ``topic``; topics ``priority_destination`` and ``new_destination``.
    regency_codes : sequence of str

    Returns
    -------
    DataFrame
        In the order of ``regency_codes``: ``regency_code``, ``codes`` (";"-joined
        ``TOURISM_CODES``; empty when the report says nothing), ``sector_rank`` (of the sector
        that lives on visitors, within that regency's own list; missing when unranked),
        ``prominent`` (a national priority, or two things said).

    >>> none = pd.DataFrame(columns=["regency_code", "kind", "rank", "sector"])
    >>> findings = pd.DataFrame({"regency_code": ["5315"], "topic": ["priority_destination"]})
    >>> need = tourism_need(none, none, findings, ["5315", "5320"])
    >>> need[["codes", "prominent"]].values.tolist()
    [['priority_destination', True], ['', False]]
    """
    require_columns(held.columns, ("regency_code", "kind"), "held")
    require_columns(sector_rankings.columns, ("regency_code", "rank", "sector"), "sector_rankings")
    require_columns(findings.columns, ("regency_code", "topic"), "regency_findings")
    sectors = sector_rankings[sector_rankings["sector"].isin(TOURISM_SECTORS)]
    rank = sectors.groupby("regency_code")["rank"].min()
    having = {
        "tourism_sector": set(rank[rank <= TOURISM_SECTOR_RANK].index),
        "tourism_kpju": set(held.loc[held["kind"] == "tourism", "regency_code"]),
        **{
            topic: set(findings.loc[findings["topic"] == topic, "regency_code"])
            for topic in TOURISM_CODES[:2]
        },
    }
    said = [[code for code in TOURISM_CODES if place in having[code]] for place in regency_codes]
    return pd.DataFrame(
        {
            "regency_code": list(regency_codes),
            "codes": [";".join(codes) for codes in said],
            "sector_rank": rank.reindex(list(regency_codes)).astype("Int64").to_numpy(),
            "prominent": [len(c) > 1 or "priority_destination" in c for c in said],
        }
    ).astype({"sector_rank": "Int64"})
