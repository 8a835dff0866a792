"""Figures held against what a unit, a square kilometre or a person can bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ntt_data.plausibility.rows import about_value, undoubted, written
from ntt_data.problems import Problem


@dataclass(frozen=True)
class Limits:
    """From where to where a figure is possible, and within that from where to where usual."""

    lowest: float
    low: float
    high: float
    highest: float


#: By table and unit. People eat less than 3 kg a day of all food together, and no one good in NTT
#: comes near; the cheapest good of the tables costs thousands of rupiah a kilogram.
VALUES: Mapping[tuple[str, str], Limits] = {
    ("consumption", "kg/capita/year"): Limits(0, 0, 300, 1_100),
    ("consumption", "piece/capita/year"): Limits(0, 0, 400, 2_000),
    ("prices", "IDR/kg"): Limits(500, 3_000, 300_000, 2_000_000),
    ("prices", "IDR/l"): Limits(500, 3_000, 300_000, 2_000_000),
    ("monthly_prices", "IDR/kg"): Limits(500, 3_000, 300_000, 2_000_000),
    ("monthly_prices", "IDR/l"): Limits(500, 3_000, 300_000, 2_000_000),
    ("conversions", "t/t"): Limits(0, 0.05, 1, 1),
    ("production", "t/ha"): Limits(0, 0, 60, 200),
    ("social", "percent"): Limits(0, 0, 100, 100),
    ("social", "index"): Limits(0, 30, 95, 100),
    ("social", "score"): Limits(0, 10, 100, 100),
}
#: People per km²: the emptiest regency has 35, Kota Kupang 3,000.
DENSITY = Limits(2, 15, 6_000, 30_000)
#: Tonnes of one good per head and year; seaweed of Sabu Raijua, all water, comes to 2.3.
TONNES_PER_HEAD = Limits(0, 0, 3, 20)


def beyond_limits(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Values outside what their unit allows, densities, and tonnes per head."""
    problems = []
    for (name, unit), limits in VALUES.items():
        if name in tables:
            rows = tables[name]
            rows = rows[undoubted(rows) & rows["unit"].eq(unit)]
            problems += _outside(name, rows, rows["value"], limits, unit)
    if "population" in tables and "regencies" in tables:
        rows = tables["population"]
        rows = rows[undoubted(rows)]
        area = tables["regencies"].set_index("regency_code")["area_km2"]
        density = rows["value"] / rows["regency_code"].map(area)
        problems += _outside("population", rows, density, DENSITY, "persons/km2")
    if "population" in tables and "production" in tables:
        rows = tables["production"]
        rows = rows[undoubted(rows) & rows["unit"].eq("t")]
        people = tables["population"].groupby("regency_code")["value"].median()
        per_head = rows["value"] / rows["regency_code"].map(people)
        problems += _outside("production", rows, per_head, TONNES_PER_HEAD, "t/capita/year")
    return problems


def _outside(
    name: str, rows: pd.DataFrame, figure: pd.Series, limits: Limits, unit: str
) -> list[Problem]:
    problems = []
    values = rows["value"].to_dict()
    told = figure[figure.lt(limits.low) | figure.gt(limits.high)]
    for index, value in told.items():
        too_much = value < limits.lowest or value > limits.highest
        low, high = (limits.lowest, limits.highest) if too_much else (limits.low, limits.high)
        problems.append(
            about_value(
                name,
                index,
                "impossible_size" if too_much else "odd_size",
                float(values[index]),
                f"{written(value)} {unit} ({written(low)}–{written(high)})",
            )
        )
    return problems
