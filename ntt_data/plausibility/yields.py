"""Harvests held against area × yield, which the same source prints beside them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ntt_data.plausibility.rows import about_value, undoubted, written
from ntt_data.problems import Problem

#: Yields are rounded, and some sources print the yield of another form of the good.
_FACTOR = 1.5
_KEYS = ["regency_code", "commodity", "year"]


def contradicted(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Harvests that are odd beside harvested area and yield, by more than a factor of 1.5."""
    if "production" not in tables:
        return []
    table = tables["production"]
    rows = table[undoubted(table) & table["value"].gt(0)]
    of: dict[str, pd.Series] = {
        str(measure): part.drop_duplicates(_KEYS).set_index(_KEYS)["value"]
        for measure, part in rows.groupby("measure")
    }
    if not {"production", "harvested_area", "yield"} <= set(of):
        return []
    expected = (of["harvested_area"] * of["yield"]).dropna()
    harvests = rows[rows["measure"].eq("production") & rows["unit"].eq("t")]
    known = expected.reindex(pd.MultiIndex.from_frame(harvests[_KEYS])).to_numpy()
    factor = harvests["value"] / known
    odd = factor.gt(_FACTOR) | factor.lt(1 / _FACTOR)
    return [
        about_value("production", index, "odd_harvest", value, written(usual))
        for index, value, usual in zip(
            harvests.index[odd], harvests["value"][odd], known[odd.to_numpy()], strict=True
        )
    ]
