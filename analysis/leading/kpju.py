"""The ranked top ten of a regency (KPJu) and what the report says of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import pandas as pd

from analysis.errors import require_columns

#: Verdicts that speak for developing something now.
FAVOURABLE = ("recommended", "good_to_very_good")

#: Most favourable first. The report does not judge everything; silence is no verdict of its own.
VERDICTS = (
    *FAVOURABLE,
    *("potential_not_prospective", "prospective_not_potential", "not_urgent", "not_promising"),
)
NOT_JUDGED = "not_judged"

#: How high something stands in a list; ``absent``: the list is known and does not name it,
#: ``unknown``: the regency has no list.
RankClass = Literal["top", "middle", "low", "absent", "unknown"]
RANK_CLASSES: tuple[RankClass, ...] = get_args(RankClass)
_TOP, _MIDDLE = 3, 6

_OUTLOOK = ("regency_code", "item", "verdict", "literal", "reason")


def with_verdicts(kpju: pd.DataFrame, outlook: pd.DataFrame) -> pd.DataFrame:
    """Every KPJu with the verdict on it.

    Parameters
    ----------
    kpju : DataFrame
        ``regency_code``, ``rank``, ``item``, ``literal`` and more.
    outlook : DataFrame
        ``regency_code``, ``item``, ``verdict``, ``literal``, ``reason``; one row per regency and
        item.

    Returns
    -------
    DataFrame
        The rows of ``kpju`` by regency and rank, with ``verdict`` (``NOT_JUDGED`` where the
        report is silent), ``verdict_literal`` and ``reason`` (missing where there is none). An
        item that a list names twice has its verdict at both ranks.

    >>> kpju = pd.DataFrame({"regency_code": "5301", "rank": [1, 2], "item": ["maize", "pig"],
    ...                      "literal": ["jagung", "babi"]})
    >>> outlook = pd.DataFrame({"regency_code": ["5301"], "item": ["pig"], "literal": ["babi"],
    ...                         "verdict": ["recommended"], "reason": [None]})
    >>> with_verdicts(kpju, outlook)["verdict"].tolist()
    ['not_judged', 'recommended']
    """
    require_columns(kpju.columns, ("regency_code", "rank", "item", "literal"), "kpju")
    require_columns(outlook.columns, _OUTLOOK, "kpju_outlook")
    said = outlook[list(_OUTLOOK)].rename(columns={"literal": "verdict_literal"})
    merged = kpju.merge(said, on=["regency_code", "item"], how="left", validate="many_to_one")
    merged["verdict"] = merged["verdict"].fillna(NOT_JUDGED)
    return merged.sort_values(["regency_code", "rank"], ignore_index=True)


def judged_outside_list(kpju: pd.DataFrame, outlook: pd.DataFrame) -> pd.DataFrame:
    """Verdicts on things that are not in the regency's list; the rows of ``outlook``."""
    require_columns(kpju.columns, ("regency_code", "item"), "kpju")
    require_columns(outlook.columns, _OUTLOOK, "kpju_outlook")
    listed = set(kpju[["regency_code", "item"]].itertuples(index=False, name=None))
    pairs = outlook[["regency_code", "item"]].itertuples(index=False, name=None)
    return outlook[[pair not in listed for pair in pairs]].reset_index(drop=True)


def item_ranks(kpju: pd.DataFrame, item: str, regency_codes: Sequence[str]) -> pd.DataFrame:
    """How high an item stands in every regency's list.

    Parameters
    ----------
    kpju : DataFrame
        ``regency_code``, ``rank``, ``item``.
    item : str
    regency_codes : sequence of str

    Returns
    -------
    DataFrame
        In the order of ``regency_codes``: ``regency_code``, ``rank`` (the best one; missing where
        there is none), ``rank_class`` (of ``RANK_CLASSES``: ranks 1-3, 4-6, the rest).

    >>> kpju = pd.DataFrame({"regency_code": ["5301", "5302"], "rank": [4, 1],
    ...                      "item": ["maize", "pig"]})
    >>> item_ranks(kpju, "maize", ["5301", "5302", "5305"])["rank_class"].tolist()
    ['middle', 'absent', 'unknown']
    """
    require_columns(kpju.columns, ("regency_code", "rank", "item"), "kpju")
    best = kpju[kpju["item"] == item].groupby("regency_code")["rank"].min()
    listed = set(kpju["regency_code"])
    ranks = best.reindex(list(regency_codes)).astype("Int64")
    classes = []
    for code, rank in ranks.items():
        if pd.isna(rank):
            classes.append("absent" if code in listed else "unknown")
        else:
            classes.append("top" if rank <= _TOP else "middle" if rank <= _MIDDLE else "low")
    return pd.DataFrame(
        {"regency_code": list(regency_codes), "rank": ranks.to_numpy(), "rank_class": classes}
    ).astype({"rank": "Int64"})
