"""Curated tables as they stand in their files: text, so that an empty cell is seen as one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

CURATED = Path(__file__).resolve().parents[2] / "ntt_data" / "curated"


def read(name: str) -> pd.DataFrame:
    """A curated table; a column `number` (float) beside `value` where there is one."""
    table = pd.read_csv(CURATED / f"{name}.csv", dtype=str, keep_default_na=False)
    if "value" in table:
        table["number"] = table["value"].replace("", "nan").astype(float)
    return table


def pick(table: pd.DataFrame, **conditions: str) -> pd.DataFrame:
    """Rows that equal every condition."""
    for column, wanted in conditions.items():
        table = table[table[column] == wanted]
    return table


def only(table: pd.DataFrame, **conditions: str) -> pd.Series:
    """The single row that the conditions name."""
    rows = pick(table, **conditions)
    assert len(rows) == 1, f"{len(rows)} rows for {conditions}"
    return rows.iloc[0]
