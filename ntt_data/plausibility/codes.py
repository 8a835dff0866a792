"""Tables keyed by the digits of Kemendagri's codes, which name other regencies than BPS's.

53.02 is Timor Tengah Selatan for the Ministry of Home Affairs, 5302 Sumba Timur for BPS. Both have
four digits, so that no list of codes finds the mistake; the figures do.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

import pandas as pd

from ntt_data.plausibility.years import SERIES
from ntt_data.problems import Problem

#: Two figures of one regency agree within this factor; of two regencies they seldom do.
_NEAR = 1.2
#: So many regencies whose code differs must be there, and such a share agree under one reading.
_AT_LEAST, _MOST, _FEW = 6, 0.6, 0.34


def keyed_by_kemendagri(tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Parts of tables whose figures fit other years when their codes are read as Kemendagri's."""
    if "regencies" not in tables:
        return []
    digits = tables["regencies"]["kemendagri_code"].str.replace(".", "", regex=False)
    meant = dict(zip(digits, tables["regencies"]["regency_code"], strict=True))
    problems = []
    for name, series in SERIES.items():
        if name not in tables or "regency_code" not in series.keys:
            continue
        table = tables[name].dropna(subset=["value"])
        kinds = [key for key in series.keys if key != "regency_code"]
        own = _people_by_income(tables) if name == "population" else None
        for _, rows in table.groupby(kinds, sort=False):
            problems += _of_series(name, rows, meant, own)
    return problems


def _people_by_income(tables: Mapping[str, pd.DataFrame]) -> Mapping[str, float] | None:
    """People by regency as income and income per head imply: a witness outside the table."""
    if "social" not in tables:
        return None
    social = tables["social"]
    keys = ["regency_code", "year"]
    total = social[social["indicator"].eq("grdp_constant_m_idr")].drop_duplicates(keys)
    each = social[social["indicator"].eq("grdp_per_capita_constant_k_idr")].drop_duplicates(keys)
    people = total.set_index(keys)["value"] * 1_000 / each.set_index(keys)["value"]
    by_regency = people.dropna().groupby("regency_code").median()
    return dict(zip(by_regency.index, by_regency.tolist(), strict=True))


def _of_series(
    name: str, rows: pd.DataFrame, meant: Mapping[str, str], witness: Mapping[str, float] | None
) -> list[Problem]:
    figures: dict[tuple[object, ...], dict[str, float]] = {}
    forms = rows["form"] if "form" in rows else rows["year"].astype("str")
    for code, form, year, value in zip(
        rows["regency_code"], forms, rows["year"], rows["value"], strict=True
    ):
        figures.setdefault((form, year), {})[code] = value
    problems = []
    for part, group in figures.items():
        others: dict[str, list[float]] = {}
        for other, values in figures.items():
            if other != part:
                for code, value in values.items():
                    others.setdefault(code, []).append(value)
        witnesses: list[Mapping[str, float]] = [
            {code: median(values) for code, values in others.items()}
        ]
        if witness is not None:
            witnesses.append(witness)
        if any(_reads_as_kemendagri(group, usual, meant) for usual in witnesses):
            label = " ".join(map(str, dict.fromkeys(map(str, part))))
            problems.append(Problem(f"{name}.csv", "kemendagri_codes", None, "regency_code", label))
    return problems


def _reads_as_kemendagri(
    group: Mapping[str, float], usual: Mapping[str, float], meant: Mapping[str, str]
) -> bool:
    as_bps = as_ministry = known = 0
    for code, value in group.items():
        other = meant.get(code, code)
        if other == code or usual.get(code, 0) <= 0 or usual.get(other, 0) <= 0:
            continue
        known += 1
        as_bps += 1 / _NEAR <= value / usual[code] <= _NEAR
        as_ministry += 1 / _NEAR <= value / usual[other] <= _NEAR
    return known >= _AT_LEAST and as_ministry >= _MOST * known and as_bps <= _FEW * known
