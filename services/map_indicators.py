"""What the potential map can show: each indicator with its values, unit, years and sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

import pandas as pd

from analysis.balance.result import Balance
from analysis.balance.settings import MissingInputs, production_rows
from analysis.leading.indicators import density
from geo import places
from geo.places import names_of
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing import palette, words
from publishing.formats import number, percent, tonnes
from publishing.language import _, localised, once_per_language
from publishing.maps.choropleth import (
    HIGH,
    LOW,
    MIDDLE,
    Choropleth,
    category_choropleth,
    numeric_choropleth,
)
from publishing.names import commodity_name
from services.answer import evaluation


@dataclass(frozen=True, eq=False)
class Shown:
    """One indicator for one choice of commodity and year.

    ``values`` is indexed by regency_code; numbers or words, missing where unknown. ``notes`` are
    further lines of the tooltip by code; ``signs`` stand for words on the map.
    """

    values: pd.Series
    unit: str
    decimals: int
    source_ids: Sequence[str]
    year: int | None
    title: str
    center: float | None = None
    burden: bool = False
    colors: Mapping[str, str] | None = None
    notes: Mapping[str, Sequence[str]] | None = None
    caveat: str = ""
    signs: Mapping[str, str] | None = None

    @once_per_language(maxsize=512)
    def choropleth(self, selected: str | None) -> Choropleth:
        """The picture with its legend."""
        if self.colors is not None:
            return category_choropleth(
                self.values, self.colors, self.unit, self.title, selected, self.notes, self.signs
            )
        return numeric_choropleth(
            self.values,
            self.unit,
            self.year,
            self.decimals,
            self.title,
            center=self.center,
            burden=self.burden,
            selected=selected,
            notes=self.notes,
        )


@dataclass(frozen=True)
class MapIndicator:
    """An entry of the list: its code in the address, its name, what it needs to be chosen."""

    code: str
    name: Callable[[], str]
    years: Callable[[str], list[int]]
    show: Callable[[str, int], Shown]
    needs_commodity: bool = False


@once_per_edition(maxsize=256)
def catalogue() -> dict[str, MapIndicator]:
    """All indicators by code, in the order of the list; what they answer is kept."""
    entries = [
        MapIndicator(
            "self_sufficiency",
            lambda: _("Self-sufficiency of a commodity"),
            _balance_years,
            _self_sufficiency,
            True,
        ),
        MapIndicator(
            "balance", lambda: _("Balance of a commodity"), _balance_years, _balance, True
        ),
        MapIndicator(
            "production",
            lambda: _("Production of a commodity"),
            _production_years,
            _production,
            True,
        ),
        MapIndicator("kpju", lambda: _("Commodity in the KPJu top ten"), _no_year, _kpju, True),
        MapIndicator("first_sector", lambda: _("First-ranked sector"), _no_year, _first_sector),
        MapIndicator("population", lambda: _("Population"), _population_years, _population),
        MapIndicator("density", lambda: _("Population density"), _population_years, _density),
        *(
            _social(code)
            for code in (
                "poverty_rate_pct",
                "hdi",
                "grdp_per_capita_constant_k_idr",
                "grdp_current_m_idr",
                "unemployment_rate_pct",
                "dietary_score",
            )
        ),
    ]
    return {
        entry.code: replace(
            entry,
            name=once_per_language(maxsize=2)(entry.name),
            show=once_per_language(maxsize=128)(entry.show),
        )
        for entry in entries
    }


def _no_year(_commodity: str) -> list[int]:
    return []


def _extremes(values: pd.Series, name: str, show: Callable[[float], str]) -> str:
    """``name`` is highest in A (x), lowest in B (y)."""
    known = values.dropna()
    if known.empty:
        return _("{name}: no data yet", name=name)
    names = places.regency_names()
    return _(
        "{name}: highest in {high} ({most}), lowest in {low} ({least})",
        name=name,
        high=names[str(known.idxmax())],
        most=show(known.max()),
        low=names[str(known.idxmin())],
        least=show(known.min()),
    )


# --- commodity ---------------------------------------------------------------------------------


def _balance_years(commodity: str) -> list[int]:
    return evaluation.balanced_commodities().get(commodity, [])


def _production_years(commodity: str) -> list[int]:
    return evaluation.produced_commodities().get(commodity, [])


def _known_balance(commodity: str, year: int) -> Balance | None:
    found = evaluation.balance(commodity, year)
    return None if isinstance(found, MissingInputs) else found


def _empty(unit: str, year: int | None, name: str) -> Shown:
    codes = places.regencies()["regency_code"]
    nothing = pd.Series(float("nan"), index=pd.Index(codes))
    return Shown(nothing, unit, 0, (), year, _("{name}: no data yet", name=name))


def _balance(commodity: str, year: int) -> Shown:
    found = _known_balance(commodity, year)
    name = _("Balance of {commodity}", commodity=commodity_name(commodity).lower())
    if found is None:
        return _empty("t", year, name)
    table = found.table.set_index("regency_code")
    return Shown(
        table["balance_t"],
        "t",
        0,
        tuple(table["source_ids"]),
        year,
        _extremes(table["balance_t"], name, tonnes),
        center=0.0,
        notes=_balance_notes(table),
    )


def _self_sufficiency(commodity: str, year: int) -> Shown:
    found = _known_balance(commodity, year)
    name = _("Self-sufficiency in {commodity}", commodity=commodity_name(commodity).lower())
    if found is None:
        return _empty("%", year, name)
    table = found.table.set_index("regency_code")
    values = table["ratio"] * 100
    limits = [0, 50, 95, 105, 150, float("inf")]
    labels = [
        _("below {high} %", high=number(50)),
        _("{low}–{high} %", low=number(50), high=number(95)),
        _("{low}–{high} % (balanced)", low=number(95), high=number(105)),
        _("{low}–{high} %", low=number(105), high=number(150)),
        _("above {low} %", low=number(150)),
    ]
    # Fixed classes around 100 %: the question is enough or not, the same on every map.
    words_by_code = pd.cut(values, limits, labels=labels, include_lowest=True).astype("object")
    low, high = palette.diverging(2, 2)[:2], palette.diverging(2, 2)[2:]
    colors = dict(zip(labels, [*low, palette.BALANCED, *high], strict=True))
    notes = {
        code: [percent(values[code], 0), *lines] if pd.notna(values[code]) else lines
        for code, lines in _balance_notes(table).items()
    }
    return Shown(
        words_by_code,
        _("available as % of need"),
        0,
        tuple(table["source_ids"]),
        year,
        _(
            "{name} {year}: {surplus} regencies in surplus, {balanced} balanced, "
            "{deficit} in deficit",
            name=name,
            year=str(year),
            surplus=found.summary.n_surplus,
            balanced=found.summary.n_balanced,
            deficit=found.summary.n_deficit,
        ),
        colors=colors,
        notes=notes,
        signs=dict(zip(labels, [LOW, LOW, MIDDLE, HIGH, HIGH], strict=True)),
    )


def _balance_notes(table: pd.DataFrame) -> dict[str, list[str]]:
    notes = {}
    for code, row in table.iterrows():
        lines = [
            _(
                "Available {have}, need {need}",
                have=tonnes(row["available_t"]),
                need=tonnes(row["need_t"]),
            )
        ]
        if row["flags"]:
            lines.append(words.flags(row["flags"]))
        notes[str(code)] = lines
    return notes


def _production(commodity: str, year: int) -> Shown:
    rows = production_rows(load("production"), commodity)
    rows = rows[rows["year"] == year]
    # Several forms of one commodity must not be added up: paddy and milled rice are the same
    # grain. The form that most regencies report is shown.
    form = rows.groupby("form")["regency_code"].nunique().idxmax()
    rows = rows[rows["form"] == form].set_index("regency_code")
    name = _("Production of {commodity}", commodity=commodity_name(commodity).lower())
    notes = {str(code): [words.flags(flag)] for code, flag in rows["flag"].dropna().items()}
    values = rows["value"]
    return Shown(
        values,
        _("t ({form})", form=words.form(str(form))),
        0,
        tuple(rows["source_id"].unique()),
        year,
        _extremes(values, name, tonnes),
        notes=notes,
    )


def _kpju(commodity: str, _year: int) -> Shown:
    kpju = load("kpju")
    ranked = set(kpju["regency_code"])
    best = kpju[kpju["commodity"] == commodity].groupby("regency_code")["rank"].min()
    labels = {
        _("rank 1–3"): palette.SEQUENTIAL[4],
        _("rank 4–6"): palette.SEQUENTIAL[3],
        _("rank 7–10"): palette.SEQUENTIAL[2],
        _("not in the top ten"): palette.SEQUENTIAL[0],
    }
    first, second, third, none = labels

    def word(code: str) -> str | None:
        if code not in ranked:
            return None  # the report has no list for it: unknown, not absent
        if code not in best.index:
            return none
        rank = best[code]
        return first if rank <= 3 else second if rank <= 6 else third

    codes = places.regencies()["regency_code"]
    values = pd.Series({code: word(code) for code in codes}, dtype="object")
    name = commodity_name(commodity)
    if best.empty:
        title = _("{name} is in no regency's KPJu top ten", name=name)
    else:
        title = _(
            "{name} is among the KPJu top ten of {n} of {total} regencies; highest in {where}",
            name=name,
            n=len(best),
            total=len(ranked),
            where=", ".join(names_of(pd.Series(best[best == best.min()].index))),
        )
    notes = {str(code): [_("rank {rank} of 10", rank=int(rank))] for code, rank in best.items()}
    return Shown(
        values,
        _("rank in the KPJu list"),
        0,
        tuple(kpju["source_id"].unique()),
        None,
        title,
        colors=labels,
        notes=notes,
    )


# --- sectors -----------------------------------------------------------------------------------


def _first_sector(_commodity: str, _year: int) -> Shown:
    rankings = load("sector_rankings")
    first = rankings[rankings["rank"] == 1].merge(load("sectors"), on=["scheme", "sector"])
    names = first.set_index("regency_code")[localised("name")]
    counts = names.value_counts()
    ordered = sorted(counts.index, key=lambda sector: (-counts[sector], sector))
    colors = {
        sector: palette.CATEGORICAL[i % len(palette.CATEGORICAL)]
        for i, sector in enumerate(ordered)
    }
    scheme = first.set_index("regency_code")["scheme"]
    notes = {str(code): [words.scheme(kind)] for code, kind in scheme.items()}
    return Shown(
        names,
        _("first-ranked sector"),
        0,
        tuple(first["source_id"].unique()),
        None,
        _(
            "{sector} is ranked first in {n} of {total} regencies",
            sector=ordered[0],
            n=int(counts[ordered[0]]),
            total=len(first),
        ),
        colors=colors,
        notes=notes,
        caveat=_(
            "The report ranks by two schemes; each regency's first sector is that of its own "
            "scheme, and ranks of the two are not compared."
        ),
        signs={sector: ascii_uppercase[i] for i, sector in enumerate(ordered)},
    )


# --- people and economy ------------------------------------------------------------------------


@once_per_edition(maxsize=1)
def _people() -> pd.DataFrame:
    return load("population")


def _population_years(_commodity: str) -> list[int]:
    people = _people()
    counts = people.groupby(["year", "form"])["regency_code"].nunique()
    enough = counts[counts == len(places.regencies())]
    return sorted({int(year) for year in enough.index.get_level_values("year")}, reverse=True)


def population_of(year: int) -> pd.DataFrame:
    """Population of all regencies in one series, the preferred one of that year."""
    from analysis.balance.settings import POPULATION_SERIES

    people = _people()
    people = people[people["year"] == year]
    counts = people.groupby("form")["regency_code"].nunique()
    series = min(counts.index, key=lambda form: (-counts[form], POPULATION_SERIES.index(form)))
    chosen: pd.DataFrame = people[people["form"] == series]
    return chosen


def _population(_commodity: str, year: int) -> Shown:
    people = population_of(year)
    values = people.set_index("regency_code")["value"]
    series = words.population_series(str(people["form"].iloc[0]))
    return Shown(
        values,
        _("people"),
        0,
        tuple(people["source_id"].unique()),
        year,
        _extremes(values, _("Population"), number),
        caveat=_("Series: {series}", series=series),
    )


def _density(_commodity: str, year: int) -> Shown:
    people = population_of(year)
    values = density(people.set_index("regency_code")["value"], places.regencies())
    sources = {*people["source_id"], *places.regencies()["area_source_id"].dropna()}
    return Shown(
        values,
        _("people/km²"),
        0,
        tuple(sorted(sources)),
        year,
        _extremes(values, _("Population density"), number),
        caveat=_("Official area of the regulation, not that of the drawn polygons."),
    )


def _social_rows(indicator: str) -> pd.DataFrame:
    rows = load("social")
    rows = rows[rows["indicator"] == indicator]
    # Where several series exist, the one with most figures; they are never mixed.
    return rows[rows["form"] == rows["form"].value_counts().idxmax()]


def _social(indicator: str) -> MapIndicator:
    def name() -> str:
        register = load("social_indicators").set_index("indicator")
        return str(register.loc[indicator, localised("name")])

    def years(_commodity: str) -> list[int]:
        return sorted({int(year) for year in _social_rows(indicator)["year"]}, reverse=True)

    def show(_commodity: str, year: int) -> Shown:
        register = load("social_indicators").set_index("indicator").loc[indicator]
        rows = _social_rows(indicator)
        rows = rows[rows["year"] == year].set_index("regency_code")
        unit, decimals = words.unit(str(register["unit"]))
        values = rows["value"]
        note = register[localised("note")]
        return Shown(
            values,
            unit,
            decimals,
            tuple(rows["source_id"].unique()),
            year,
            _extremes(values, name(), lambda value: f"{number(value, decimals)} {unit}".strip()),
            burden=bool(register["direction"] == "lower_better"),
            caveat="" if pd.isna(note) else str(note),
        )

    return MapIndicator(indicator, name, years, show)
