"""What an indicator is called, what its values mean, and the finding in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.balance.food_ratio import ENOUGH_UP_TO
from analysis.balance.qualification import disqualifiers
from analysis.leading.indicator_values import IndicatorValues
from geo.places import regencies
from ntt_data.tables import load
from publishing import words
from publishing.formats import number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, current_language, localised, once_per_language
from publishing.names import commodity_name, joined_regencies
from publishing.rows import record
from publishing.sentences.balance import care_lines, doubt_reason, left_out, left_out_regencies
from publishing.sentences.kpju import rank_class_word, rank_notes

#: Upper ends of the classes of self-sufficiency (%), the same on every map: the question is
#: whether there is enough.
SUFFICIENCY_LIMITS = (0, 50, 95, 105, 150)
#: Upper ends of the classes of the food security atlas' ratio but the last.
_STAPLES_LIMITS = (0.5, 0.75, ENOUGH_UP_TO, 1.5)


@dataclass(frozen=True, eq=False)
class ToldIndicator:
    """An indicator in the reader's language.

    ``values`` is indexed by regency_code; figures, or words where ``in_words``, missing where
    unknown; already divided by ``divisor``. ``notes`` are further lines by code.
    """

    indicator: IndicatorValues
    values: pd.Series
    in_words: bool
    unit: str
    decimals: int
    title: str
    notes: Mapping[str, Sequence[str]]
    caveat: str = ""
    divisor: float = 1.0

    def value_text(self, regency_code: str) -> str:
        """The regency's value, without its unit."""
        value: Any = self.values.to_dict().get(regency_code)
        if pd.isna(value):
            return _("no data yet")
        return str(value) if self.in_words else number(value, self.decimals)

    @property
    def unit_and_year(self) -> str:
        """What stands over a column or a figure of it."""
        year = self.indicator.year
        return self.unit if year is None else f"{self.unit}, {year_text(year)}"


@once_per_language(maxsize=64)
def indicator_name(code: str) -> str:
    """Name of an indicator in the list."""
    own = {
        "self_sufficiency": _("Self-sufficiency of a commodity"),
        "balance": _("Balance of a commodity"),
        "production": _("Production of a commodity"),
        "staples_ratio": _("Rice, maize and tubers together (FSVA)"),
        "kpju": _("Commodity in the KPJu top ten"),
        "first_sector": _("First-ranked sector"),
        "population": _("Population"),
        "density": _("Population density"),
    }
    return own[code] if code in own else _social_text(code, localised("name"))


@once_per_language(maxsize=256)
def tell(indicator: IndicatorValues) -> ToldIndicator:
    """The indicator in words."""
    told = {
        "self_sufficiency": _self_sufficiency,
        "balance": _balance,
        "production": _production,
        "staples_ratio": _staples,
        "kpju": _kpju,
        "first_sector": _first_sector,
        "population": _population,
        "density": _density,
    }.get(indicator.code, _social)
    return told(indicator)


def _social_text(code: str, column: str) -> str:
    text = record(load("social_indicators"), "indicator", code)[column]
    return "" if pd.isna(text) else str(text)


def _extremes(values: pd.Series, name: str, show: Callable[[float], str]) -> str:
    """``name`` is highest in A (x), lowest in B (y)."""
    known = values.dropna()
    if known.empty:
        return _("{name}: no data yet", name=name)
    if known.min() == known.max():
        return _(
            "{name}: {value} in all of {n} regencies known",
            name=name,
            value=show(known.max()),
            n=number(len(known)),
        )
    return _(
        "{name}: highest in {high} ({most}), lowest in {low} ({least})",
        name=name,
        high=joined_regencies(map(str, known.index[known == known.max()])),
        most=show(known.max()),
        low=joined_regencies(map(str, known.index[known == known.min()])),
        least=show(known.min()),
    )


def _figures(
    indicator: IndicatorValues,
    name: str,
    unit: str,
    decimals: int = 0,
    show: Callable[[float], str] = number,
    notes: Mapping[str, Sequence[str]] | None = None,
    caveat: str = "",
    divisor: float = 1.0,
) -> ToldIndicator:
    doubtful = indicator.doubtful
    if indicator.year is not None:
        name = f"{name} {year_text(indicator.year)}"
    title = _extremes(indicator.values.drop(doubtful), name, show) + left_out_regencies(doubtful)
    return ToldIndicator(
        *(indicator, indicator.values, False, unit, decimals, title, notes or {}, caveat),
        divisor=divisor,
    )


# --- commodity ---------------------------------------------------------------------------------


def sufficiency_words() -> list[str]:
    """Words for the classes of self-sufficiency, the least first."""
    _none, low, nearly, just, plenty = SUFFICIENCY_LIMITS
    return [
        _("below {high} %", high=number(low)),
        _("{low}–{high} %", low=number(low), high=number(nearly)),
        _("{low}–{high} % (balanced)", low=number(nearly), high=number(just)),
        _("{low}–{high} %", low=number(just), high=number(plenty)),
        _("above {low} %", low=number(plenty)),
    ]


def _self_sufficiency(indicator: IndicatorValues) -> ToldIndicator:
    name = _(
        "Self-sufficiency in {commodity}", commodity=commodity_name(indicator.commodity).lower()
    )
    if indicator.balance is None:
        return _figures(indicator, name, "%")
    values = indicator.values
    classes = pd.cut(
        values,
        [*SUFFICIENCY_LIMITS, float("inf")],
        labels=sufficiency_words(),
        include_lowest=True,
    ).astype("object")
    # Whose figure is doubtful is in no class; the tooltip has the per cent and the reason.
    classes[indicator.doubtful] = words.balance_class("doubtful")
    notes = {
        code: [percent(values[code], 0), *lines] if pd.notna(values[code]) else lines
        for code, lines in _balance_notes(indicator.rows).items()
    }
    summary = indicator.balance.summary
    title = _(
        "{name} {year}: {surplus} regencies in surplus, {balanced} balanced, {deficit} in deficit",
        name=name,
        year=str(indicator.year),
        surplus=summary.n_surplus,
        balanced=summary.n_balanced,
        deficit=summary.n_deficit,
    ) + left_out(indicator.balance)
    unit, caveat = _("available as % of need"), " ".join(_care(indicator.balance.inputs))
    return ToldIndicator(indicator, classes, True, unit, 0, title, notes, caveat)


def _balance(indicator: IndicatorValues) -> ToldIndicator:
    name = _("Balance of {commodity}", commodity=commodity_name(indicator.commodity).lower())
    if indicator.balance is None:
        return _figures(indicator, name, "t", show=tonnes)
    return _figures(
        indicator,
        name,
        "t",
        show=tonnes,
        notes=_balance_notes(indicator.rows),
        caveat=" ".join(_care(indicator.balance.inputs)),
    )


def _care(figures: pd.DataFrame) -> list[str]:
    return care_lines(figures, len(regencies()))


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
        if row["disqualified_by"]:
            reason = doubt_reason(row["disqualified_by"], row["median_ratio"])
            lines.append(_("Doubtful: {reason}", reason=reason))
        if row["flags"]:
            lines.append(words.flags(row["flags"]))
        notes[str(code)] = lines
    return notes


def _production(indicator: IndicatorValues) -> ToldIndicator:
    name = _("Production of {commodity}", commodity=commodity_name(indicator.commodity).lower())
    if not indicator.form:
        return _figures(indicator, name, "t")
    notes = {}
    for code, row in indicator.rows.iterrows():
        against = ";".join(disqualifiers(row["flag"], row["median_ratio"]))
        reason = [_("Doubtful: {reason}", reason=doubt_reason(against, row["median_ratio"]))]
        written = [words.flags(row["flag"])] if pd.notna(row["flag"]) else []
        notes[str(code)] = [*(reason if against else []), *written]
    return _figures(
        indicator,
        name,
        _("t ({form})", form=words.form(indicator.form)),
        show=tonnes,
        notes=notes,
        caveat=" ".join(_care(indicator.rows.reset_index())),
    )


def staples_words() -> list[str]:
    """Words for the classes of the atlas' ratio, plenty first."""
    ends = [number(limit, 2) for limit in _STAPLES_LIMITS]
    return [
        _("up to {high}", high=ends[0]),
        _("above {low} to {high}", low=ends[0], high=ends[1]),
        _("above {low} to {high}", low=ends[1], high=ends[2]),
        _("above {low} to {high} (lack)", low=ends[2], high=ends[3]),
        _("above {low} (lack)", low=ends[3]),
    ]


def _staples(indicator: IndicatorValues) -> ToldIndicator:
    values, rows = indicator.values, indicator.rows
    edges = [float("-inf"), *_STAPLES_LIMITS, float("inf")]
    classes = pd.cut(values, edges, labels=staples_words()).astype("object")
    note = "note_en" if current_language() == "en" else "note"
    notes = {}
    for code, row in rows.iterrows():
        if pd.isna(row["value"]):  # taken out for what the row says of it
            notes[str(code)] = [str(row[note])]
            continue
        notes[str(code)] = [_("ratio {n}", n=number(row["value"], 2))]
        if pd.notna(row["flag"]):
            notes[str(code)].append(words.flags(row["flag"]))
    firm = rows.loc[rows["firm"], "value"]
    title = _(
        "Rice, maize and tubers together, FSVA {year}: {fed} of {n} regencies have enough, "
        "{lacking} lack",
        year=year_text(indicator.year),
        fed=int((firm <= ENOUGH_UP_TO).sum()),
        n=len(firm),
        lacking=int((firm > ENOUGH_UP_TO).sum()),
    )
    caveat = _(
        "Normative consumption divided by net availability of rice, maize, cassava and sweet "
        "potato: above 1 = lack. The counts leave out figures that are flagged as outliers. "
        "Editions are not one series and must not be compared across years; a city without "
        "fields has no meaningful ratio."
    )
    unit = _("FSVA ratio (above 1 = lack)")
    return ToldIndicator(indicator, classes, True, unit, 0, title, notes, caveat)


def _kpju(indicator: IndicatorValues) -> ToldIndicator:
    ranks = indicator.rows["rank"].dropna()
    name = commodity_name(indicator.commodity)
    if ranks.empty:
        title = _("{name} is in no regency's KPJu top ten", name=name)
    else:
        title = _(
            "{name} is among the KPJu top ten of {n} of {total} regencies; highest in {where}",
            name=name,
            n=len(ranks),
            total=int(indicator.values.notna().sum()),
            where=joined_regencies(map(str, ranks[ranks == ranks.min()].index)),
        )
    return ToldIndicator(
        indicator,
        indicator.values.map(rank_class_word, na_action="ignore"),
        True,
        _("rank in the KPJu list"),
        0,
        title,
        rank_notes(ranks),
    )


# --- sectors -----------------------------------------------------------------------------------


def _first_sector(indicator: IndicatorValues) -> ToldIndicator:
    names = indicator.rows[localised("name")]
    first = sectors_by_frequency(names)[0]
    return ToldIndicator(
        indicator,
        names,
        True,
        _("first-ranked sector"),
        0,
        _(
            "{sector} is ranked first in {n} of {total} regencies",
            sector=first,
            n=int((names == first).sum()),
            total=len(names),
        ),
        {str(code): [words.scheme(kind)] for code, kind in indicator.rows["scheme"].items()},
        _(
            "The report ranks by two schemes; each regency's first sector is that of its own "
            "scheme, and ranks of the two are not compared."
        ),
    )


def sectors_by_frequency(names: pd.Series) -> list[str]:
    """Distinct names, the most frequent first, of equally frequent ones by the alphabet."""
    counts = names.value_counts()
    return sorted(map(str, counts.index), key=lambda name: (-counts[name], name))


# --- people and economy ------------------------------------------------------------------------


def _population(indicator: IndicatorValues) -> ToldIndicator:
    series = words.population_series(indicator.form)
    caveat = _("Series: {series}", series=series)
    return _figures(indicator, _("Population"), _("people"), caveat=caveat)


def _density(indicator: IndicatorValues) -> ToldIndicator:
    caveat = _("Official area of the regulation, not that of the drawn polygons.")
    return _figures(indicator, _("Population density"), _("people/km²"), caveat=caveat)


def _social(indicator: IndicatorValues) -> ToldIndicator:
    code = indicator.code
    register_unit = _social_text(code, "unit")
    unit, decimals = words.unit(register_unit)
    divisor = words.divisor(register_unit)
    note = _social_text(code, localised("note"))
    noted = [*([note] if note else []), *_care(indicator.rows.reset_index())]
    return _figures(
        replace(indicator, values=indicator.values / divisor) if divisor != 1 else indicator,
        indicator_name(code),
        unit,
        decimals,
        lambda value: f"{number(value, decimals)} {unit}".strip(),
        caveat=" ".join(noted),
        divisor=divisor,
    )
