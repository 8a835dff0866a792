"""What the indicators of the potential map are: values, years and sources of each."""

from __future__ import annotations

import pandas as pd

from analysis.balance.settings import POPULATION_SERIES, MissingInputs, production_rows
from analysis.leading.indicator_values import IndicatorValues
from analysis.leading.indicators import density
from analysis.leading.kpju import item_ranks
from geo.places import regencies
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services import staples
from services.answer import evaluation

_PEOPLE = ("population", "density")
SOCIAL = (
    "poverty_rate_pct",
    "hdi",
    "grdp_per_capita_constant_k_idr",
    "grdp_current_m_idr",
    "unemployment_rate_pct",
    "dietary_score",
)
#: In the order of the list.
INDICATORS = (
    *("self_sufficiency", "balance", "production", "staples_ratio", "kpju", "first_sector"),
    *_PEOPLE,
    *SOCIAL,
)
#: Those that a commodity has to be chosen for.
OF_COMMODITY = frozenset({"self_sufficiency", "balance", "production", "kpju"})


# Asked three times by each change of the map, and every answer looks through a whole table.
@once_per_tables(maxsize=256)
def years(code: str, commodity: str = "") -> list[int]:
    """Years in which an indicator has figures, newest first; none for what has no year."""
    if code in ("self_sufficiency", "balance"):
        return evaluation.balanced_commodities().get(commodity, [])
    if code == "production":
        return evaluation.produced_commodities().get(commodity, [])
    if code == "staples_ratio":
        return staples.atlas_years()
    if code in _PEOPLE:
        return _population_years()
    if code in SOCIAL:
        return sorted({int(year) for year in _social_rows(code)["year"]}, reverse=True)
    return []


@once_per_tables(maxsize=256)
def default_year(code: str, commodity: str = "") -> int | None:
    """The year one sees first: of a commodity as everywhere, else the newest that most have."""
    if code in OF_COMMODITY:
        return evaluation.default_year(commodity)
    return newest(code).year if years(code) else None


@once_per_tables(maxsize=256)
def values(code: str, commodity: str = "", year: int | None = None) -> IndicatorValues:
    """The indicator for one of its years; all unknown where there is no figure."""
    if code in ("self_sufficiency", "balance"):
        return _of_balance(code, commodity, year)
    if code == "production":
        return _production(commodity, year) if year else _nothing(code, commodity)
    if code == "kpju":
        return _kpju(commodity)
    if code == "first_sector":
        return _first_sector()
    if year is None:
        return _nothing(code)
    if code == "staples_ratio":
        return _staples_ratio(year)
    return _of_people(code, year) if code in _PEOPLE else _social(code, year)


def newest(code: str) -> IndicatorValues:
    """The newest year of an indicator that has no commodity, of those that most regencies have."""
    found = [values(code, "", year) for year in years(code)[:3]]
    return max(found, key=lambda each: (int(each.values.notna().sum()), each.year or 0))


def _nothing(code: str, commodity: str = "", year: int | None = None) -> IndicatorValues:
    codes = regencies()["regency_code"]
    unknown = pd.Series(float("nan"), index=pd.Index(codes))
    return IndicatorValues(code, unknown, year, commodity=commodity)


# --- commodity ---------------------------------------------------------------------------------


def _of_balance(code: str, commodity: str, year: int | None) -> IndicatorValues:
    if year is None:
        return _nothing(code, commodity)
    found = evaluation.balance(commodity, year)
    if isinstance(found, MissingInputs):
        return _nothing(code, commodity, year)
    table = found.table.set_index("regency_code")
    return IndicatorValues(
        code,
        table["balance_t"] if code == "balance" else table["ratio"] * 100,
        year,
        tuple(table["source_ids"]),
        commodity,
        rows=table,
        balance=found,
    )


def _production(commodity: str, year: int) -> IndicatorValues:
    rows = production_rows(evaluation.balance_tables().production, commodity)
    rows = rows[rows["year"] == year]
    # Several forms of one commodity must not be added up: paddy and milled rice are the same
    # grain. The form that most regencies report is shown.
    form = str(rows.groupby("form")["regency_code"].nunique().idxmax())
    rows = rows[rows["form"] == form].set_index("regency_code")
    return IndicatorValues(
        "production",
        rows["value"],
        year,
        tuple(rows["source_id"].unique()),
        commodity,
        rows=rows,
        form=form,
    )


def _kpju(commodity: str) -> IndicatorValues:
    """Rank classes of the commodity's best rank; unknown, not absent, where there is no list."""
    kpju = load("kpju")
    ranks = item_ranks(
        kpju.assign(item=kpju["commodity"]), commodity, regencies()["regency_code"].tolist()
    ).set_index("regency_code")
    classes = ranks["rank_class"].where(ranks["rank_class"] != "unknown")
    sources = tuple(kpju["source_id"].unique())
    return IndicatorValues("kpju", classes, None, sources, commodity, rows=ranks)


def _staples_ratio(year: int) -> IndicatorValues:
    rows = staples.atlas(year)
    sources = tuple(rows["source_id"].unique())
    return IndicatorValues("staples_ratio", rows["value"], year, sources, rows=rows)


# --- sectors -----------------------------------------------------------------------------------


def _first_sector() -> IndicatorValues:
    rankings = load("sector_rankings")
    first = rankings[rankings["rank"] == 1].merge(load("sectors"), on=["scheme", "sector"])
    sources = tuple(first["source_id"].unique())
    rows = first.set_index("regency_code")
    return IndicatorValues("first_sector", rows["sector"], None, sources, rows=rows)


# --- people and economy ------------------------------------------------------------------------


def _population_years() -> list[int]:
    people = load("population")
    counts = people.groupby(["year", "form"])["regency_code"].nunique()
    enough = counts[counts == len(regencies())]
    return sorted({int(year) for year in enough.index.get_level_values("year")}, reverse=True)


def _population_of(year: int) -> pd.DataFrame:
    """Population of all regencies in one series, the preferred one of that year."""
    people = load("population")
    people = people[people["year"] == year]
    counts = people.groupby("form")["regency_code"].nunique()
    series = min(
        map(str, counts.index), key=lambda form: (-counts[form], POPULATION_SERIES.index(form))
    )
    return people[people["form"] == series]


def _of_people(code: str, year: int) -> IndicatorValues:
    people = _population_of(year).set_index("regency_code")
    figures = people["value"]
    sources = tuple(people["source_id"].unique())
    if code == "density":
        figures = density(figures, regencies())
        sources = tuple(sorted({*sources, *regencies()["area_source_id"].dropna()}))
    series = str(people["form"].iloc[0])
    return IndicatorValues(code, figures, year, sources, rows=people, form=series)


def _social_rows(code: str) -> pd.DataFrame:
    rows = load("social")
    rows = rows[rows["indicator"] == code]
    # Where several series exist, the one with most figures; they are never mixed.
    most = str(rows["form"].value_counts().idxmax())
    return rows[rows["form"] == most]


def _social(code: str, year: int) -> IndicatorValues:
    rows = _social_rows(code)
    rows = rows[rows["year"] == year].set_index("regency_code")
    return IndicatorValues(code, rows["value"], year, tuple(rows["source_id"].unique()), rows=rows)
