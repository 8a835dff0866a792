"""The ranked lists of the report (KPJu) with its verdicts, and who shares what.

The frames are shared between sessions: a page may read them, and copies before it changes one.
"""

from __future__ import annotations

import pandas as pd

from analysis.leading.kpju import item_ranks, judged_outside_list, with_verdicts
from analysis.leading.rankings import shared_items
from geo.places import regencies
from ntt_data.editions import once_per_tables
from ntt_data.tables import load


@once_per_tables(maxsize=1)
def all_kpju() -> pd.DataFrame:
    """Every KPJu with the verdict on it."""
    return with_verdicts(load("kpju"), load("kpju_outlook"))


@once_per_tables(maxsize=22)
def kpju_of(regency_code: str) -> pd.DataFrame:
    """KPJu of one regency by rank; empty where the report has no list."""
    table = all_kpju()
    return table[table["regency_code"] == regency_code]


@once_per_tables(maxsize=22)
def judged_beside(regency_code: str) -> pd.DataFrame:
    """What the report judges in a regency although its list of ten does not name it."""
    outside = _judged_outside()
    outside = outside[outside["regency_code"] == regency_code]
    return outside.rename(columns={"literal": "verdict_literal"})


@once_per_tables(maxsize=1)
def _judged_outside() -> pd.DataFrame:
    return judged_outside_list(load("kpju"), load("kpju_outlook"))


@once_per_tables(maxsize=1)
def shared() -> pd.DataFrame:
    """All items of the lists, the most shared first."""
    return shared_items(load("kpju"))


@once_per_tables(maxsize=256)
def ranks_of_item(item: str) -> pd.DataFrame:
    """How high an item stands in every regency's list, see ``item_ranks``."""
    return item_ranks(load("kpju"), item, regencies()["regency_code"].tolist())
