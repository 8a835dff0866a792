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

#: Figures by regency, of every form and year of a series.
Figures = dict[tuple[object, object], dict[str, float]]


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
        kinds = [key for key in series.keys if key != "regency_code"]
        table = tables[name].dropna(subset=[*kinds, "value"])
        own = _people_by_income(tables) if name == "population" else None
        # A few thousand rows in hundreds of small groups: lists are faster than frames.
        forms = table["form" if "form" in table else "year"]
        columns = (*(table[kind] for kind in kinds), forms, table["year"], table["regency_code"])
        of_kind: dict[tuple[object, ...], Figures] = {}
        for *kind, form, year, code, value in zip(
            *(column.tolist() for column in (*columns, table["value"])), strict=True
        ):
            of_kind.setdefault(tuple(kind), {}).setdefault((form, year), {})[code] = value
        for figures in of_kind.values():
            problems += _of_series(name, figures, meant, own)
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
    name: str, figures: Figures, meant: Mapping[str, str], witness: Mapping[str, float] | None
) -> list[Problem]:
    by_code: dict[str, dict[tuple[object, object], float]] = {}
    for part, group in figures.items():
        for code, value in group.items():
            by_code.setdefault(code, {})[part] = value
    problems = []
    for part, group in figures.items():
        # The cheap look first: most parts have too few regencies whose codes differ.
        if sum(meant.get(code, code) != code for code in group) < _AT_LEAST:
            continue
        elsewhere = {
            code: [value for other, value in values.items() if other != part]
            for code, values in by_code.items()
        }
        witnesses: list[Mapping[str, float]] = [
            {code: median(values) for code, values in elsewhere.items() if values}
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
