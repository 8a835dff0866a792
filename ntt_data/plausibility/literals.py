"""Figures held against the literal beside them: what the source prints, in the source's unit."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ntt_data.plausibility.rows import about_value, written
from ntt_data.problems import Problem

_WEEKS = 365 / 7
#: A unit as printed, and ours: value = literal × factor.
FACTORS: Mapping[tuple[str, str], float] = {
    ("ton", "t"): 1,
    ("ton gkg", "t"): 1,
    ("ton (basah)", "t"): 1,
    ("kuintal", "t"): 0.1,
    ("kg", "t"): 0.001,
    ("kg/ kg", "t"): 0.001,
    ("ha", "ha"): 1,
    ("ku/ha", "t/ha"): 0.1,
    ("ton/ha", "t/ha"): 1,
    ("ekor", "head"): 1,
    ("orang", "persons"): 1,
    ("ribu rupiah", "thousand_idr"): 1,
    ("kg/kapita/tahun", "kg/capita/year"): 1,
    ("butir/kapita/minggu", "piece/capita/year"): _WEEKS,
    ("satuan komoditas susenas/kapita/minggu", "kg/capita/year"): _WEEKS,
    ("satuan komoditas susenas/kapita/minggu (diduga ons)", "kg/capita/year"): _WEEKS / 10,
    ("satuan komoditas susenas/kapita/minggu (diduga butir)", "piece/capita/year"): _WEEKS,
}
#: Both are rounded: the value may be off by this part of itself, or by a digit of four decimals.
_RELATIVE, _ABSOLUTE = 0.002, 0.00011


def differing(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Values that are not what their literal says; literals whose unit is not known are odd."""
    return [
        problem
        for name, table in tables.items()
        if {"value", "unit", "literal_value", "literal_unit"} <= set(table.columns)
        for problem in _of_table(name, table)
    ]


def _of_table(name: str, table: pd.DataFrame) -> list[Problem]:
    rows = table.dropna(subset=["value", "literal_value"])
    printed = rows["literal_unit"].fillna("").str.casefold().str.strip()
    factor = pd.Series(
        [FACTORS.get(pair) for pair in zip(printed, rows["unit"], strict=True)],
        rows.index,
        dtype="float64",
    )
    literal = pd.to_numeric(rows["literal_value"], errors="coerce")
    expected = literal * factor
    allowed = _RELATIVE * expected.abs() + _ABSOLUTE
    wrong = expected.notna() & ~(rows["value"] - expected).abs().le(allowed)
    problems = [
        about_value(
            name, index, "literal_differs", value, f"{text} {unit} = {written(expected[index])}"
        )
        for index, value, text, unit in rows.loc[
            wrong, ["value", "literal_value", "literal_unit"]
        ].itertuples(name=None)
    ]
    unread = rows[expected.isna()]
    problems += [
        about_value(name, index, "literal_unread", value, " ".join(map(str, printed)))
        for index, value, *printed in unread[["value", "literal_value", "literal_unit"]]
        .fillna({"literal_unit": ""})
        .itertuples(name=None)
    ]
    return problems
