"""What is known of one commodity: its sides, its need alone, who reports it, who names it.

The frames are shared between sessions: whoever changes one copies it before.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.balance.known_sides import KnownSides
from analysis.balance.need_alone import NEED_UNITS, NeedAlone, need_alone
from analysis.balance.one_sided import newest_production
from analysis.balance.qualification import disqualifiers
from analysis.balance.settings import conversion_rows, production_rows
from analysis.contradictions import contradicted
from analysis.matching.ranges import named_supplies
from geo.places import regencies
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services import kpju
from services.answer import evaluation
from services.one_sided import people_of

#: Measures of ``livestock_shipments`` that allow a number of animals.
_QUOTAS = ("quota", "quota_extra", "quota_compensation")
_PROVINCE = "53"


@once_per_tables(maxsize=1)
def register() -> pd.DataFrame:
    """The commodities of the register, by group in its order and there by slug."""
    table = load("commodities")
    order = {group: place for place, group in enumerate(dict.fromkeys(table["group"]))}
    return table.sort_values(
        ["group", "commodity"], key=lambda c: c.map(order) if c.name == "group" else c
    ).reset_index(drop=True)


@once_per_tables(maxsize=1)
def known_sides() -> dict[str, KnownSides]:
    """How far every commodity of the register is known, in its order.

    Each table is looked through once for all: commodity by commodity it took ten times as long.
    """
    tables, of_register = evaluation.balance_tables(), register()
    needs, listings = _newest_norms(), load("kpju").groupby("commodity")["regency_code"].nunique()
    prices, animals = _priced(), _animals()
    flows_of = load("reported_flows")["commodity"].value_counts()
    provincial = set(_of_province()["commodity"])
    convertible = set(conversion_rows(tables.conversions)["commodity"])
    tonnages = production_rows(tables.production).dropna(subset=["value"])
    made = {str(name): rows for name, rows in tonnages.groupby("commodity")}
    found = {}
    columns = of_register[["commodity", "group", "base_unit"]]
    for commodity, group, unit in columns.itertuples(index=False, name=None):
        need_year, n_need = needs.get(commodity, (0, 0))
        rows = made.get(commodity)
        newest = None if rows is None else newest_production(rows, commodity)
        found[str(commodity)] = KnownSides(
            commodity=commodity,
            group=group,
            n_regencies=len(regencies()),
            live=group == "livestock" and unit == "head",
            suspended=tables.not_comparable.get(commodity, ""),
            **_balanced(commodity),
            need_year=need_year,
            n_need=n_need,
            production_year=0 if newest is None else int(newest["year"].iloc[0]),
            n_production=0 if newest is None else int(newest["regency_code"].nunique()),
            producers=() if rows is None else tuple(sorted(rows["regency_code"].unique())),
            convertible=commodity in convertible,
            n_prices=int(prices.get(commodity, 0)),
            **animals.get(commodity, {}),
            n_listed=int(listings.get(commodity, 0)),
            n_flows=int(flows_of.get(commodity, 0)),
            of_province=commodity in provincial,
        )
    return found


def _balanced(commodity: str) -> dict[str, Any]:
    """What ``KnownSides`` says of a balance and its pairs; nothing where there is none."""
    years = evaluation.two_sided().get(commodity)
    if not years:
        return {}
    year = evaluation.default_year(commodity)
    answer = evaluation.baseline_answer(commodity, year)
    ranges = None if answer.balance.suspended else answer.ranges
    return {
        "balance_years": tuple(years),
        "balance_year": year,
        "n_balance": answer.balance.summary.n_with_figures,
        "n_doubted": answer.balance.summary.n_disqualified,
        "n_pairs": 0 if ranges is None else len(named_supplies(ranges)),
    }


def _newest_norms() -> dict[str, tuple[int, int]]:
    """Commodity -> year of its newest norms, and for how many regencies they are known."""
    norms = load("consumption").dropna(subset=["value"])
    norms = norms[norms["unit"].isin(NEED_UNITS)]
    norms = norms[norms["year"] == norms.groupby("commodity")["year"].transform("max")]
    counted = norms.groupby("commodity").agg(year=("year", "max"), n=("regency_code", "nunique"))
    return {str(name): (int(year), int(n)) for name, year, n in counted.itertuples(name=None)}


def _priced() -> pd.Series:
    """Regencies of which a price is known, by commodity."""
    columns = ["commodity", "regency_code", "value"]
    rows = pd.concat([load(name)[columns] for name in ("prices", "monthly_prices")]).dropna()
    counted: pd.Series = rows.groupby("commodity")["regency_code"].nunique()
    return counted


def _animals() -> dict[str, dict[str, Any]]:
    """Of each animal in how many regencies it was counted, has a quota, was shipped."""
    shipments, columns = load("livestock_shipments"), ["commodity", "regency_code"]
    herds = pd.concat([load("livestock_herds")[columns], _counted()[columns]])
    found: dict[str, dict[str, Any]] = {}
    for name, rows in (
        ("n_herds", herds),
        ("n_quotas", shipments[shipments["measure"].isin(_QUOTAS)]),
        ("n_shipments", shipments[shipments["measure"] == "shipped"]),
    ):
        for commodity, n in rows.groupby("commodity")["regency_code"].nunique().items():
            found.setdefault(str(commodity), {})[name] = int(n)
    return found


# --- the two sides, each for itself ------------------------------------------------------------


@once_per_tables(maxsize=256)
def need_of(commodity: str) -> NeedAlone | None:
    """Newest norms times the heads of their year; None where no norm is known."""
    norms = load("consumption")
    norms = norms[norms["commodity"].eq(commodity) & norms["value"].notna()]
    norms = norms[norms["unit"].isin(NEED_UNITS)]
    if norms.empty:
        return None
    year = int(norms["year"].max())
    return need_alone(commodity, people_of(year), norms[norms["year"] == year])


def production_of(commodity: str) -> pd.DataFrame:
    """Every tonnage that any regency reports, with ``sound``; by regency, the newest first."""
    rows = production_rows(evaluation.balance_tables().production, commodity)
    rows = rows.dropna(subset=["value"])
    sound = [
        not disqualifiers(flag, ratio)
        for flag, ratio in zip(rows["flag"], rows["median_ratio"], strict=True)
    ]
    return rows.assign(sound=sound).sort_values(
        ["regency_code", "year", "form"], ascending=[True, False, True], ignore_index=True
    )


def yearly_prices(commodity: str) -> pd.DataFrame:
    """Prices of the newest year that most regencies have, the dearest first; by form."""
    rows = load("prices")
    rows = rows[rows["commodity"].eq(commodity) & rows["value"].notna()]
    if rows.empty:
        return rows
    counted = rows.groupby("year")["regency_code"].nunique()
    rows = rows[rows["year"] == max(counted.index, key=lambda each: (counted[each], each))]
    order = ["form", "value", "regency_code"]
    found: pd.DataFrame = rows.sort_values(order, ascending=[True, False, True], ignore_index=True)
    return found


# --- animals -----------------------------------------------------------------------------------


@once_per_tables(maxsize=1)
def animals() -> frozenset[str]:
    """Commodities of which anything is known as animals."""
    tables = (load("livestock_shipments"), load("livestock_herds"), _counted())
    return frozenset(name for rows in tables for name in rows["commodity"].dropna())


def animal_shipments(commodity: str) -> pd.DataFrame:
    """Quotas and shipments of an animal with ``contradicted``; by place, the newest first.

    ``regency_code`` is missing where a row is of the whole province.
    """
    rows = load("livestock_shipments")
    rows = rows[rows["commodity"] == commodity]
    # A quota of one year says nothing against another year's.
    thing = ["regency_code", "animal_literal", "measure", "destination", "year"]
    return _by_place(rows.assign(contradicted=contradicted(rows, thing)))


def animal_counts(commodity: str) -> pd.DataFrame:
    """Counts of an animal with ``contradicted``, those of surveys and censuses among them."""
    rows, counted = load("livestock_herds"), _counted()
    rows, counted = (table[table["commodity"] == commodity] for table in (rows, counted))
    if len(counted):
        counted = counted.assign(place_kind="regency", animal_literal=None, cumulative=False)
        both = pd.concat([rows.astype(object), counted.reindex(columns=rows.columns)])
        rows = both.astype(rows.dtypes).reset_index(drop=True)
    thing = ["regency_code", "animal_literal", "measure"]
    return _by_place(rows.assign(contradicted=contradicted(rows, thing)))


def _counted() -> pd.DataFrame:
    """Animals counted by a survey or census, among the figures of production."""
    rows = load("production")
    return rows[rows["measure"] == "headcount"].dropna(subset=["value"])


def _by_place(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(
        ["regency_code", "year", "measure", "last_month", "source_id"],
        ascending=[True, False, True, False, True],
        na_position="last",
        ignore_index=True,
    )


# --- what names it -----------------------------------------------------------------------------


def listed(commodity: str) -> pd.DataFrame:
    """Where the lists of leading products name it, with the report's verdict; by rank."""
    rows = kpju.all_kpju()
    return rows[rows["commodity"] == commodity].sort_values(
        ["rank", "regency_code"], ignore_index=True
    )


def flows(commodity: str) -> pd.DataFrame:
    """Reports of a supply that name it."""
    rows = load("reported_flows")
    return rows[rows["commodity"] == commodity].reset_index(drop=True)


def of_province(commodity: str) -> pd.DataFrame:
    """Figures of the province as a whole, prices left out; the newest first."""
    rows = _of_province()
    return rows[rows["commodity"] == commodity].sort_values(
        ["year", "indicator", "form"],
        ascending=[False, True, True],
        na_position="last",
        ignore_index=True,
    )


@once_per_tables(maxsize=1)
def _of_province() -> pd.DataFrame:
    rows = load("provincial_figures")
    rows = rows[rows["geography"].eq(_PROVINCE) & rows["indicator"].ne("price")]
    return rows.dropna(subset=["commodity", "value"])
