"""What a figure that is handed in can be held against: own earlier years, prices, computed need.

Each is named with its source, so that whoever is asked can judge what they are held against. What
is not known is not asked about. Only a price is looked for elsewhere: where a regency has none, the
province's is taken, and named as such.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

Kind = Literal["own_year", "price", "computed_need"]

#: Measures of a sheet that have a series of their own in the table of production, with its unit
#: (None: the item's).
_SERIES: Mapping[str, str | None] = {"production": None, "harvested_area": "ha"}
#: A price is held against the median of so many months: a harvest's low is no reason to ask.
MONTHS_OF_A_PRICE = 12


@dataclass(frozen=True)
class KnownFigure:
    """One known figure, with what a reader needs to judge it.

    ``value`` is in the unit of the measure; ``first`` and ``last`` are (year, month) of a price by
    months, and ``regency_code`` is None for a price of the province. A computed need is a model's;
    its sources are those of the balance.
    """

    kind: Kind
    value: float
    commodity: str
    year: int
    source_ids: tuple[str, ...]
    grade: str
    flag: str = ""
    form: str = ""
    regency_code: str | None = None
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None


def own_years(
    production: pd.DataFrame,
    commodity: str,
    form: str | None,
    unit: str,
    regency_code: str,
    before: int,
) -> dict[str, list[KnownFigure]]:
    """A regency's own figures of earlier years, by measure, the oldest first.

    Parameters
    ----------
    production : DataFrame
        As curated: ``regency_code``, ``commodity``, ``measure``, ``form``, ``unit``, ``year``,
        ``value``, ``grade``, ``source_id``, ``flag``.
    form, unit : str
        In which the item is counted; areas are in hectares, and their form is the crop's.
    before : int
        The year that is asked about.
    """
    own = production[
        (production["regency_code"] == regency_code)
        & (production["commodity"] == commodity)
        & (production["year"] < before)
        & production["value"].notna()
    ].sort_values("year")
    found = {}
    for measure, own_unit in _SERIES.items():
        rows = own[(own["measure"] == measure) & (own["unit"] == (own_unit or unit))]
        if own_unit is None:
            rows = rows[rows["form"] == form]
        elif rows["form"].nunique() > 1:
            continue  # areas of two things: neither is the one that is asked for
        if len(rows):
            found[measure] = [_of_year("own_year", row) for row in rows.to_dict("records")]
    return found


def usual_prices(
    monthly: pd.DataFrame,
    annual: pd.DataFrame,
    commodity: str,
    regency_code: str,
    until: tuple[int, int],
) -> list[KnownFigure]:
    """What a commodity costs in rupiah per kg, one figure for each form (quality) that is known.

    By months in the regency (median of the last ``MONTHS_OF_A_PRICE`` known ones), else by years
    there, else by months in the province: the first of these that is known at all.

    Parameters
    ----------
    monthly, annual : DataFrame
        The curated tables ``monthly_prices`` and ``prices``.
    until : tuple of int
        Last (year, month) that may be used; a year's mean is known when the year is over.
    """
    of_months = monthly[
        (monthly["commodity"] == commodity)
        & (monthly["unit"] == "IDR/kg")
        & monthly["value"].notna()
        & (monthly["flag"].fillna("") != "suspect")
        & (monthly["year"] * 12 + monthly["month"] <= until[0] * 12 + until[1])
    ].sort_values(["year", "month"])
    there = of_months[of_months["regency_code"] == regency_code]
    if len(there):
        return _by_months(there, regency_code)
    of_years = annual[
        (annual["regency_code"] == regency_code)
        & (annual["commodity"] == commodity)
        & (annual["unit"] == "IDR/kg")
        & (annual["year"] < until[0] + (until[1] == 12))
        & (annual["flag"].fillna("") != "suspect")
        & annual["value"].notna()
    ].sort_values("year")
    if len(of_years):
        newest = of_years.groupby("form", sort=True).tail(1)
        return [_of_year("price", row) for row in newest.to_dict("records")]
    return _by_months(of_months[of_months["place_kind"] == "province"], None)


def _by_months(rows: pd.DataFrame, regency_code: str | None) -> list[KnownFigure]:
    found = []
    for form, series in rows.groupby("form", sort=True):
        used = series.tail(MONTHS_OF_A_PRICE)
        ends = [(int(used["year"].iloc[at]), int(used["month"].iloc[at])) for at in (0, -1)]
        found.append(
            KnownFigure(
                "price",
                float(used["value"].median()),
                str(used["commodity"].iloc[0]),
                ends[1][0],
                tuple(sorted(set(used["source_id"]))),
                max(used["grade"]),
                form=str(form),
                regency_code=regency_code,
                first=ends[0],
                last=ends[1],
            )
        )
    return found


def _of_year(kind: Kind, row: Mapping[Hashable, Any]) -> KnownFigure:
    return KnownFigure(
        kind,
        float(row["value"]),
        str(row["commodity"]),
        int(row["year"]),
        (str(row["source_id"]),),
        str(row["grade"]),
        flag="" if pd.isna(row["flag"]) else str(row["flag"]),
        form=str(row["form"]),
        regency_code=str(row["regency_code"]),
    )
