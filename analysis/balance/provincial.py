"""The balance of the province as a whole, for years that are known for it and for no regency.

The same formulas as by regency (``analysis.balance.compute``), once::

    available_t = production_t * conversion
    need_t      = population * norm_kg * (1 + eaten_out) / 1000

Only where the conversion already nets seed, feed and losses: shares by region are not known for the
province apart. There is no split by regency, and none is made.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.balance.compute import available_tonnes, need_tonnes
from analysis.balance.inputs import FALLBACK_REGIONS
from analysis.balance.settings import (
    PRODUCTION_UNIT,
    BalanceTables,
    conversion_rows,
    measured_rows,
    nearest_coefficient_year,
    production_rows,
    widest_series,
)
from analysis.balance.yearly_norms import NormBasis, level_of, provincial_levels

PROVINCE = FALLBACK_REGIONS[0]


@dataclass(frozen=True)
class ProvincialBalance:
    """What the province has, needs and lacks of one commodity in one year.

    Attributes
    ----------
    production_form, need_form : str
    production_t, conversion, population, norm_kg, eaten_out : float
        ``norm_kg`` per head and year of 365 days; ``eaten_out`` per kilogram of it, NaN if unknown.
    coefficient_year : int or None
        None: the coefficient holds for every year.
    coefficient_basis : str
        ``assumption``, or how it is known.
    population_series : str
    norm_basis : str, of ``NormBasis``
        ``scaled`` where the level of the year itself is known.
    norm_years : tuple[int, ...]
        Years whose level the norm rests on.
    eaten_out_basis : str
        As ``coefficient_basis``; empty if unknown.
    source_ids : tuple[str, ...]
    """

    commodity: str
    year: int
    production_form: str
    need_form: str
    production_t: float
    conversion: float
    coefficient_year: int | None
    coefficient_basis: str
    population: float
    population_series: str
    norm_kg: float
    norm_basis: NormBasis
    norm_years: tuple[int, ...]
    eaten_out: float
    eaten_out_basis: str
    source_ids: tuple[str, ...]

    @property
    def available_t(self) -> float:
        """Tonnes for people, in the form that is eaten."""
        return float(available_tonnes(self.production_t, self.conversion))

    @property
    def need_t(self) -> float:
        """Tonnes; nothing is added for eating out where no figure is known for it."""
        added = 0.0 if pd.isna(self.eaten_out) else self.eaten_out
        return float(need_tonnes(self.population, self.norm_kg, eaten_out=added))

    @property
    def balance_t(self) -> float:
        """Available less need."""
        return self.available_t - self.need_t


def years_of_the_province_alone(
    tables: BalanceTables, figures: pd.DataFrame, commodity: str
) -> list[int]:
    """Years with a production of the province and of no regency, newest first.

    Parameters
    ----------
    tables : BalanceTables
    figures : DataFrame
        Columns of the table ``provincial_figures``.
    """
    by_regency = measured_rows(production_rows(tables.production, commodity), tables.regencies)
    known = set(_productions(tables, figures, commodity)["year"].dropna().astype(int))
    return sorted(known - set(by_regency["year"].dropna().astype(int)), reverse=True)


def provincial_balance(
    tables: BalanceTables, figures: pd.DataFrame, commodity: str, year: int
) -> ProvincialBalance | None:
    """The balance of the province as a whole; None where an input is missing.

    The population is the sum of all regencies in one series: a sum over some of them would be
    called the province's.

    Parameters
    ----------
    tables : BalanceTables
    figures : DataFrame
        Columns of the table ``provincial_figures``.
    """
    produced = _productions(tables, figures, commodity)
    produced = produced[produced["year"] == year]
    people = tables.population[
        (tables.population["indicator"] == "population") & (tables.population["year"] == year)
    ]
    people = measured_rows(people, tables.regencies)
    if produced.empty or people.empty:
        return None
    made = produced.iloc[0]
    series = widest_series(people)
    people = people[people["form"] == series]
    own = conversion_rows(tables.conversions, commodity)
    own = own[(own["region"] == PROVINCE) & (own["from_form"] == made["form"])]
    coefficient_year = nearest_coefficient_year(own["year"], year)
    dated = own["year"].isna() if coefficient_year is None else own["year"] == coefficient_year
    coefficient = own[dated].iloc[0]
    levels = provincial_levels(figures, PROVINCE)
    levels = levels[(levels["commodity"] == commodity) & (levels["form"] == coefficient["to_form"])]
    covered = set(people["regency_code"]) == set(tables.regencies["regency_code"])
    if levels.empty or not covered or not bool(coefficient["net_of_seed_feed_loss"]):
        return None
    norm_kg, norm_basis, norm_years = level_of(levels, year)
    outside = _eaten_out(tables.conversions, commodity, str(coefficient["to_form"]))
    used = levels[levels["year"].isin(norm_years)]
    cited = [made["source_id"], coefficient["source_id"], *people["source_id"], *used["source_id"]]
    return ProvincialBalance(
        commodity=commodity,
        year=year,
        production_form=str(made["form"]),
        need_form=str(coefficient["to_form"]),
        production_t=float(made["value"]),
        conversion=float(coefficient["value"]),
        coefficient_year=coefficient_year,
        coefficient_basis=str(coefficient["basis"]),
        population=float(people["value"].sum()),
        population_series=series,
        norm_kg=norm_kg,
        norm_basis=norm_basis,
        norm_years=tuple(norm_years),
        eaten_out=float("nan") if outside.empty else float(outside["value"].iloc[0]),
        eaten_out_basis="" if outside.empty else str(outside["basis"].iloc[0]),
        source_ids=tuple(dict.fromkeys([*cited, *outside["source_id"]])),
    )


def _productions(tables: BalanceTables, figures: pd.DataFrame, commodity: str) -> pd.DataFrame:
    """The province's productions in a form that a coefficient of its own converts."""
    convertible = conversion_rows(tables.conversions, commodity)
    forms = convertible[convertible["region"] == PROVINCE]["from_form"]
    return figures[
        (figures["indicator"] == "production")
        & (figures["geography"] == PROVINCE)
        & (figures["commodity"] == commodity)
        & (figures["unit"] == PRODUCTION_UNIT)
        & figures["form"].isin(forms)
        & figures["value"].notna()
        & figures["flag"].isna()
    ]


def _eaten_out(conversions: pd.DataFrame, commodity: str, form: str) -> pd.DataFrame:
    return conversions[
        (conversions["commodity"] == commodity)
        & (conversions["coefficient"] == "eaten_out")
        & (conversions["from_form"] == form)
        & (conversions["region"] == PROVINCE)
        & conversions["year"].isna()
    ]
