"""One regency in sentences: where it lies and stands, what it has and lacks, with whom it deals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from math import nan
from typing import Any

import pandas as pd

from analysis.leading.indicator_values import KeyFigure
from analysis.matching.match import MatchResult
from geo.places import regency_names, regency_records
from publishing import words
from publishing.formats import number, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, sector_names
from publishing.rows import record, rows_as
from publishing.sentences.balance import doubt_reason
from publishing.sentences.certainty import sign_text, worded_chance
from publishing.sentences.sectors import scheme_word
from publishing.sentences.standing import place_words

#: Sectors that are named in a line.
_SECTORS = 5


def full_name(regency_code: str) -> str:
    """Official name: a kabupaten says so, the town carries it in its name already."""
    row = regency_records()[regency_code]
    name = str(row["name"])
    return name if row["kind"] == "kota" else _("{name} Regency", name=name)


def identity_line(regency_code: str) -> str:
    """Capital, islands and area."""
    row = regency_records()[regency_code]
    return _(
        "Capital {capital}, islands {island}, official area {area} km².",
        capital=row["capital"],
        island=row["island_group"],
        area=number(row["area_km2"]),
    )


def figures_headline(figures: Sequence[KeyFigure], regency_code: str) -> str:
    """Where the regency stands in human development and poverty, as far as it is known."""
    by_code = {figure.indicator.code: figure for figure in figures}
    hdi, poverty = (
        place_words(by_code[code], regency_code) for code in ("hdi", "poverty_rate_pct")
    )
    return _("Human development: {hdi}; share of poor people: {poverty}", hdi=hdi, poverty=poverty)


def balances_headline(table: pd.DataFrame, year: int | None) -> str:
    """What the regency has too much and too little of; ``table`` as ``regency_balances``.

    Without a year each commodity is named with its own.
    """
    of_class: dict[str, list[str]] = {}
    names_of_rows = [commodity_name(each).lower() for each in table["commodity"]]
    if year is None:
        own_years = map(year_text, table["year"].tolist())
        names_of_rows = [" ".join(each) for each in zip(names_of_rows, own_years, strict=True)]
    for kind, name in zip(table["balance_class"].tolist(), names_of_rows, strict=True):
        of_class.setdefault(kind, []).append(name)
    names = {kind: ", ".join(each) for kind, each in of_class.items()}
    said = []
    if "surplus" in names:
        said.append(_("surplus of {names}", names=names["surplus"]))
    if "deficit" in names:
        said.append(_("deficit of {names}", names=names["deficit"]))
    if not said and "balanced" in names:
        said.append(_("balanced in {names}", names=names["balanced"]))
    told = ", ".join(said) or _("neither surplus nor deficit is known")
    return told[0].upper() + told[1:] if year is None else f"{year_text(year)}: {told}"


def population_notes(populations: Iterable[tuple[str, int]]) -> list[str]:
    """On which population the needs rest: series and year."""
    return [
        _(
            "Needs rest on the population of {year} by the {series}; the population above can "
            "be another year's and another series'.",
            year=year_text(year),
            series=words.population_series(series),
        )
        for series, year in sorted(populations)
    ]


@dataclass(frozen=True)
class RegencyBalance:
    """One commodity's balance of a regency, a row of ``regency_balances``."""

    commodity: str
    year: int
    balance_class: str
    missing: str
    balance_t: float
    ratio: float
    available_t: float
    need_t: float
    grade: str
    flags: str
    disqualified_by: str
    median_ratio: float
    source_ids: str
    sign: str
    sign_word: str
    p_sign: float
    steady_word: str
    p_steady: float


def balance_rows(table: pd.DataFrame) -> list[RegencyBalance]:
    """The rows of ``regency_balances``; a year without any balance has but classes."""
    return rows_as(table.reindex(columns=[f.name for f in fields(RegencyBalance)]), RegencyBalance)


def balance_row(row: Mapping[str, Any]) -> RegencyBalance:
    """The same of a single row, by column."""
    return RegencyBalance(**{f.name: row.get(f.name, nan) for f in fields(RegencyBalance)})


def unknown_because(row: RegencyBalance) -> str:
    """Why there is no balance: which inputs are missing, or no balance at all in the year."""
    lacking = [words.balance_input(code) for code in row.missing.split(";") if code]
    if lacking:
        return _("Not known: {inputs} missing.", inputs=", ".join(lacking))
    return _("No balance for this year; choose another at the top of the page.")


def certainty_line(row: RegencyBalance) -> str:
    """How sure this year's sign is, and whether the next year's would be the same.

    Empty where nothing is judged: the class says why.
    """
    if pd.isna(row.p_sign):
        return ""
    return _(
        "{sign}; the next year the same sign: {steady}",
        sign=sign_text(row.sign, row.sign_word, row.p_sign).capitalize(),
        steady=worded_chance(row.steady_word, row.p_steady),
    )


def set_aside(row: RegencyBalance, suspended: str) -> list[str]:
    """Why a regency's figures are in no pair, title and total; empty where they are.

    ``suspended``: why the commodity has no balance to speak of, empty where it has one.
    """
    lines = [words.not_comparable(suspended)] if suspended else []
    if row.disqualified_by:
        reason = doubt_reason(row.disqualified_by, row.median_ratio)
        lines.append(_("Doubtful, so in no title, total or pair: {reason}.", reason=reason))
    return lines


def left_line(regency_code: str, kind: str, match: MatchResult) -> str:
    """What of a deficit stays unmet, or of a surplus without a receiver, and why; else empty."""
    if kind == "deficit":
        rest = record(match.unmet, "regency_code", regency_code)
        left, reason = rest["unmet_t"], words.unmet_reason(str(rest["reason"]))
        sentence = _("{amount} stay unmet: {reason}")
    elif kind == "surplus":
        rest = record(match.unsold, "regency_code", regency_code)
        left, reason = rest["unsold_t"], words.unsold_reason(str(rest["reason"]))
        sentence = _("{amount} stay without receiver: {reason}")
    else:
        return ""
    return sentence.format(amount=tonnes(left), reason=reason) if left > 0 else ""


def gaps_headline(gaps: pd.DataFrame, n_named: int) -> str:
    """How many commodities of the regency's list have no balance.

    ``gaps`` as ``services.profile.gaps`` gives them, ``n_named`` commodities in the list.
    """
    if not n_named:
        return _("{n} commodities have no balance here yet", n=number(len(gaps)))
    return _(
        "{n} of its {total} KPJu commodities have no balance yet",
        n=number(gaps["kpju_rank"].notna().sum()),
        total=number(n_named),
    )


def sectors_headline(regency_code: str, sectors: pd.DataFrame) -> str:
    """Which sector ranks first; ``sectors`` are the regency's by rank."""
    if sectors.empty:
        return _("{name}: the report has no sector ranking", name=regency_names()[regency_code])
    first = sectors.iloc[0]
    return _("{sector} ranks first", sector=sector_names(str(first["scheme"]))[first["sector"]])


def sectors_line(sectors: pd.DataFrame) -> str:
    """The first sectors by rank; ``sectors`` are the regency's, at least one."""
    names = sector_names(str(sectors["scheme"].iloc[0]))
    rows = sectors.sort_values("rank").head(_SECTORS).to_dict("records")
    named = "; ".join(f"{number(row['rank'])} {names[str(row['sector'])]}" for row in rows)
    return _(
        "By rank: {names}; of {n} ranked. Scheme: {scheme}, not to be compared with the other one.",
        names=named,
        n=number(len(sectors)),
        scheme=scheme_word(str(sectors["scheme"].iloc[0])),
    )


def sectors_note(sectors: pd.DataFrame) -> str:
    """Within which scheme the ranks stand."""
    return _(
        "Scheme: {scheme}. Ranks are compared only with those of the same scheme.",
        scheme=scheme_word(str(sectors["scheme"].iloc[0])),
    )
