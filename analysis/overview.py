"""What the province should know today: an answer, and what the report's lists say beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.answer import Answer
from analysis.leading.sector_matrix import first_sectors
from analysis.uncertainty.pair_robustness import PairDraws


@dataclass(frozen=True, eq=False)
class Overview:
    """Facts behind the figures and sentences of the overview.

    Attributes
    ----------
    answer : Answer
        Of the baseline, for one commodity and year.
    firmness : PairDraws
        How often its pairs and corridors hold when the match is repeated.
    first_sector : str
        Most often ranked first, within one scheme: ranks of two schemes are never added.
    n_first, n_ranked : int
        Regencies that rank it first, of those ranked by the scheme.
    named : frozenset of str
        Commodities that a list of leading products (KPJu) names.
    balanced : frozenset of str
        Commodities that have a balance.
    lacking : tuple of str
        Named without a balance, those that most lists name first.
    shared_item : str
        The good that most lists name; a kiosk cannot be processed jointly.
    n_sharing, n_lists : int
        Lists that name it, of all lists.
    """

    answer: Answer
    firmness: PairDraws
    first_sector: str
    n_first: int
    n_ranked: int
    named: frozenset[str]
    balanced: frozenset[str]
    lacking: tuple[str, ...]
    shared_item: str
    n_sharing: int
    n_lists: int


def overview(
    answer: Answer,
    firmness: PairDraws,
    balanced: Iterable[str],
    sector_rankings: pd.DataFrame,
    kpju: pd.DataFrame,
    suspended: Iterable[str] = (),
) -> Overview:
    """Count what the lists say; ``balanced`` are the commodities that have a balance.

    ``suspended`` have figures that cannot be held against each other: they lack none.
    """
    first = first_sectors(sector_rankings, "kbli")
    goods = kpju[kpju["commodity"].notna()]
    named, known = frozenset(goods["commodity"]), frozenset(balanced)
    lacking = goods[goods["commodity"].isin(named - known - set(suspended))]
    sharing = _most_lists_first(goods, "item")
    return Overview(
        answer=answer,
        firmness=firmness,
        first_sector=str(first.index[0]),
        n_first=int(first.iloc[0]),
        n_ranked=int(first.sum()),
        named=named,
        balanced=known,
        lacking=tuple(code for code, _n in _most_lists_first(lacking, "commodity")),
        shared_item=sharing[0][0],
        n_sharing=sharing[0][1],
        n_lists=int(kpju["regency_code"].nunique()),
    )


def _most_lists_first(rows: pd.DataFrame, column: str) -> list[tuple[str, int]]:
    """Values of a column with the number of lists that name them; equal ones by the alphabet."""
    counts = rows.groupby(column)["regency_code"].nunique()
    named = [(str(code), int(n)) for code, n in counts.items()]
    return sorted(named, key=lambda each: (-each[1], each[0]))
