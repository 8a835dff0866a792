"""Which figures a balance uses: the tables, the settings, and a sensible choice of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import pandas as pd

from analysis.balance.qualification import RATIO_COLUMN, with_outliers
from analysis.errors import InvalidOptionError, require_columns

#: Inputs without which there is no balance, in the order they are reported.
MissingCode = Literal["production", "conversion", "population", "norm"]
MISSING_CODES: tuple[MissingCode, ...] = get_args(MissingCode)

#: Kinds of population series, each with its series, from the most to the least preferred.
PopulationKind = Literal["registration", "projection", "census"]
POPULATION_KINDS: Mapping[PopulationKind, tuple[str, ...]] = {
    "registration": ("dukcapil_s2", "dukcapil_s1"),
    "projection": ("bps_projection", "bps_projection_2010_2020"),
    "census": ("census_2020", "census_2010"),
}
#: All series in that order. They are never mixed.
POPULATION_SERIES = tuple(series for kind in POPULATION_KINDS.values() for series in kind)

PRODUCTION_UNIT = "t"
CONVERSION_UNITS = ("t/t", "kg/kg")
NORM_UNIT = "kg/capita/year"

# The columns that say whether a balance could use a row.
_CHOSEN_BY: Mapping[str, tuple[str, ...]] = {
    "production": ("regency_code", "commodity", "measure", "form", "year", "value", "unit"),
    "conversions": ("commodity", "coefficient", "from_form", "to_form", "value", "unit", "year"),
    "population": ("regency_code", "indicator", "form", "year", "value"),
    "consumption": ("regency_code", "commodity", "form", "year", "value", "unit"),
}

_NEEDED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "regencies": ("regency_code",),
    "production": (*_CHOSEN_BY["production"], "grade", "source_id", "flag"),
    "conversions": (
        *_CHOSEN_BY["conversions"],
        *("region", "net_of_seed_feed_loss", "basis", "grade", "source_id"),
    ),
    "population": (*_CHOSEN_BY["population"], "grade", "source_id", "flag"),
    "consumption": (*_CHOSEN_BY["consumption"], "grade", "source_id", "flag"),
}


@dataclass(frozen=True, eq=False)
class BalanceTables:
    """The five tables a balance is made of, in the columns of the curated tables.

    One object instead of five DataFrames in a row, which are easily given in a wrong order.
    ``production`` is given the column ``median_ratio`` of ``with_outliers`` if it has none.
    ``not_comparable`` says of which commodities production and norm count different things, by
    commodity the code of the reason; of those there are no classes, pairs and totals.

    Raises
    ------
    AnalysisError
        ``missing_column`` when a table lacks a column that is used.
    """

    regencies: pd.DataFrame
    production: pd.DataFrame
    conversions: pd.DataFrame
    population: pd.DataFrame
    consumption: pd.DataFrame
    not_comparable: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table, columns in _NEEDED_COLUMNS.items():
            require_columns(getattr(self, table).columns, columns, table)
        # Once, on the figures as reported: a scenario that changes them makes no outlier.
        if RATIO_COLUMN not in self.production.columns:
            object.__setattr__(self, "production", with_outliers(self.production))


@dataclass(frozen=True)
class BalanceSettings:
    """Which row of each table goes into a balance of one commodity and year.

    Parameters
    ----------
    commodity : str
        Slug of the commodity register.
    year : int
        Year of production, and of the balance.
    production_form, need_form : str
        ``form`` in the production and in the consumption table; the conversion leads from the
        first to the second.
    population_series : str
        ``form`` in the population table.
    population_year, norm_year : int
        Years of population and norm. A year other than ``year`` is an assumption, and the
        balance says so.
    coefficient_year : int or None
        Year of the coefficients. Rows without a year hold for every year; None uses only those.
    tolerance_pct : float
        A balance within this percentage of the need counts as ``balanced``; 0 <= x < 100.

    Raises
    ------
    InvalidOptionError
        Names the field, the value and what is expected.

    >>> BalanceSettings("rice", 2022, "paddy_gkg", "milled_rice", "dukcapil_s1", 2022, 2024,
    ...                 2022, tolerance_pct=-1)
    Traceback (most recent call last):
    ...
    analysis.errors.InvalidOptionError: tolerance_pct = -1; expected a number from 0 to below 100
    """

    commodity: str
    year: int
    production_form: str
    need_form: str
    population_series: str
    population_year: int
    norm_year: int
    coefficient_year: int | None
    tolerance_pct: float = 5.0

    def __post_init__(self) -> None:
        for name in ("commodity", "production_form", "need_form", "population_series"):
            text: object = getattr(self, name)
            if not isinstance(text, str) or not text:
                raise InvalidOptionError(name, text, "a text that is not empty")
        for name in ("year", "population_year", "norm_year"):
            _check_year(name, getattr(self, name))
        if self.coefficient_year is not None:
            _check_year("coefficient_year", self.coefficient_year)
        tolerance: object = self.tolerance_pct
        if (
            isinstance(tolerance, bool)
            or not isinstance(tolerance, (int, float))
            or not 0 <= tolerance < 100
        ):
            raise InvalidOptionError("tolerance_pct", tolerance, "a number from 0 to below 100")


def _check_year(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 1900 <= value <= 2200:
        raise InvalidOptionError(name, value, "a whole year from 1900 to 2200")


@dataclass(frozen=True)
class MissingInputs:
    """Why a commodity and year have no balance at all.

    Attributes
    ----------
    missing : tuple[str, ...]
        The inputs (of ``MISSING_CODES``) that no regency has.
    years_available : Mapping[str, tuple[int, ...]]
        For each missing input the years in which there are figures; empty when there are none.
    """

    commodity: str
    year: int
    missing: tuple[MissingCode, ...]
    years_available: Mapping[MissingCode, tuple[int, ...]] = field(default_factory=dict)


def choose_settings(
    tables: BalanceTables,
    commodity: str,
    year: int,
    tolerance_pct: float = 5.0,
    usable: Mapping[str, pd.DataFrame] | None = None,
    population_kind: PopulationKind | None = None,
) -> BalanceSettings | MissingInputs:
    """The default settings for a commodity and year, or what is missing for any.

    The rules, each open to be overridden by building ``BalanceSettings`` by hand:

    - forms: the pair of a ``conversion`` row for which most regencies have production in
      ``year`` and a norm; then the pair whose norm is nearest in time; then by name;
    - population: the first of ``POPULATION_SERIES`` that covers all regencies in ``year``,
      otherwise the one that covers most. Never another year. With ``population_kind`` only of
      its series: where it has none in ``year``, the population is missing;
    - norm: the year nearest to ``year`` (of two equally near, the earlier) among those that
      cover at least half as many regencies as the best covered year;
    - coefficients: ``year`` if there is a row for it, else rows that hold for every year, else
      the nearest year.

    Parameters
    ----------
    usable : Mapping[str, DataFrame], optional
        What ``usable_rows`` finds for the commodity; who asks for many years looks once.
    population_kind : str, optional
        Of ``POPULATION_KINDS``.

    Returns
    -------
    BalanceSettings or MissingInputs
        Settings also when only some regencies have figures: the others are ``unknown`` then.
    """
    rows = usable_rows(tables, commodity) if usable is None else usable
    production, norms, people = rows["production"], rows["norm"], rows["population"]
    if population_kind is not None:
        people = people[people["form"].isin(POPULATION_KINDS[population_kind])]
    conversions = rows["conversion"]
    pairs = sorted({(str(a), str(b)) for a, b in conversions[["from_form", "to_form"]].to_numpy()})
    this_year = production[production["year"] == year]
    people_now = people[people["year"] == year]

    found = {
        "production": (this_year, production),
        "conversion": (conversions, conversions),
        "population": (people_now, people),
        "norm": (norms, norms),
    }
    missing: tuple[MissingCode, ...] = tuple(code for code in MISSING_CODES if found[code][0].empty)
    # Sets of regencies by form: a few hundred rows are looked at many times.
    producers, eaters = _regencies_by(this_year, "form"), _regencies_by(norms, "form")
    joined = [pair for pair in pairs if pair[0] in producers and pair[1] in eaters]
    if not missing and not joined:
        missing = ("conversion",)  # there are figures, but no coefficient that joins them
    if missing:
        years = {code: _years(found[code][1]) for code in missing}
        return MissingInputs(commodity, year, missing, years)

    norm_years = {
        form: _nearest_norm_year(norms[norms["form"] == form], year)
        for form in {need_form for _, need_form in joined}
    }

    def preference(pair: tuple[str, str]) -> tuple[int, int, tuple[str, str]]:
        covered = producers[pair[0]] & eaters[pair[1]]
        return -len(covered), abs(norm_years[pair[1]] - year), pair

    production_form, need_form = min(joined, key=preference)
    of_pair = conversions[
        (conversions["from_form"] == production_form) & (conversions["to_form"] == need_form)
    ]
    return BalanceSettings(
        commodity=commodity,
        year=year,
        production_form=production_form,
        need_form=need_form,
        population_series=widest_series(people_now),
        population_year=year,
        norm_year=norm_years[need_form],
        coefficient_year=nearest_coefficient_year(of_pair["year"], year),
        tolerance_pct=tolerance_pct,
    )


def usable_rows(tables: BalanceTables, commodity: str) -> dict[str, pd.DataFrame]:
    """All rows, by the codes of ``MISSING_CODES``, that a balance of a commodity could use.

    Where there is a conversion, production and norms are only those in the forms that it joins.
    Only the columns that say which rows those are: every other one would be copied at each step.
    """
    narrow = {table: getattr(tables, table)[list(columns)] for table, columns in _CHOSEN_BY.items()}
    production = measured_rows(production_rows(narrow["production"], commodity), tables.regencies)
    norms = measured_rows(norm_rows(narrow["consumption"], commodity), tables.regencies)
    people = narrow["population"]
    people = people[people["indicator"] == "population"]
    conversions = conversion_rows(narrow["conversions"], commodity)
    if not conversions.empty:
        production = production[production["form"].isin(conversions["from_form"])]
        norms = norms[norms["form"].isin(conversions["to_form"])]
    return {
        "production": production,
        "conversion": conversions,
        "population": measured_rows(people, tables.regencies),
        "norm": norms,
    }


def production_rows(production: pd.DataFrame, commodity: str | None = None) -> pd.DataFrame:
    """Rows that give tonnes produced (of a commodity), in any form and year."""
    wanted = (production["measure"] == "production") & (production["unit"] == PRODUCTION_UNIT)
    return production[wanted & _is_of(commodity, production)]


def norm_rows(consumption: pd.DataFrame, commodity: str | None = None) -> pd.DataFrame:
    """Rows that give kilograms per head and year (of a commodity), in any form and year."""
    return consumption[(consumption["unit"] == NORM_UNIT) & _is_of(commodity, consumption)]


def conversion_rows(conversions: pd.DataFrame, commodity: str | None = None) -> pd.DataFrame:
    """Rows that turn mass of one form (of a commodity) into mass of another, any region, year."""
    return conversions[
        (conversions["coefficient"] == "conversion")
        & conversions["unit"].isin(CONVERSION_UNITS)
        & conversions["value"].notna()
        & _is_of(commodity, conversions)
    ]


def measured_rows(rows: pd.DataFrame, regencies: pd.DataFrame) -> pd.DataFrame:
    """Rows with a value, of regencies in the regency table."""
    return rows[rows["regency_code"].isin(regencies["regency_code"]) & rows["value"].notna()]


def _is_of(commodity: str | None, rows: pd.DataFrame) -> pd.Series | bool:
    return True if commodity is None else rows["commodity"] == commodity


def _regencies_by(rows: pd.DataFrame, column: str) -> dict[Any, set[str]]:
    """Regencies with a row, by what stands in ``column``; nothing for an empty cell."""
    found: dict[Any, set[str]] = {}
    for key, code in zip(rows[column].tolist(), rows["regency_code"].tolist(), strict=True):
        if pd.notna(key):
            found.setdefault(key, set()).add(code)
    return found


def _years(rows: pd.DataFrame) -> tuple[int, ...]:
    return tuple(sorted({int(year) for year in rows["year"].dropna()}))


def _nearest(years: tuple[int, ...], year: int) -> int:
    return min(years, key=lambda candidate: (abs(candidate - year), candidate))


def _nearest_norm_year(rows: pd.DataFrame, year: int) -> int:
    covered = {int(y): len(codes) for y, codes in _regencies_by(rows, "year").items()}
    enough = max(covered.values()) / 2
    return _nearest(tuple(y for y, n in covered.items() if n >= enough), year)


def widest_series(people: pd.DataFrame) -> str:
    """The population series that covers most regencies; of equals the first preferred."""
    covered = {str(form): len(codes) for form, codes in _regencies_by(people, "form").items()}
    order = {series: rank for rank, series in enumerate(POPULATION_SERIES)}
    return min(covered, key=lambda s: (-covered[s], order.get(s, len(order)), s))


def nearest_coefficient_year(years: pd.Series, year: int) -> int | None:
    """The year whose coefficients are used in ``year``; None where they hold for every year."""
    dated = tuple(sorted({int(y) for y in years.dropna()}))
    if year in dated:
        return year
    if years.isna().any() or not dated:
        return None
    return _nearest(dated, year)
