"""Which figures exist and which are missing, in sentences, and how to supply them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.balance.inputs import GRADES
from geo.places import regencies
from publishing.formats import coverage, number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences.registers import grade_letter
from publishing.words import balance_input


def state_word(code: str) -> str:
    """What a cell's state means."""
    return {
        "complete": _("complete: a balance can be computed"),
        "partial": _("partial: some inputs are missing"),
        "none": _("none: neither production nor consumption"),
    }[code]


def missing_words(codes: str) -> str:
    """``production;norm`` in words; a dash when nothing is missing."""
    return ", ".join(balance_input(code) for code in codes.split(";") if code) or "–"


def year_headline(part: pd.DataFrame, year: int) -> str:
    """How many commodities have a balance in a year; ``part``: its rows of ``coverage_matrix``."""
    complete = part[part["state"] == "complete"]
    return _(
        "{year}: {n} of {total} commodities have a balance for some regency",
        year=year_text(year),
        n=number(complete["commodity"].nunique()),
        total=number(part["commodity"].nunique()),
    )


def cells_sentence(part: pd.DataFrame, year: int) -> str:
    """How many cells of a year are complete: what its chart shows, in words."""
    return _(
        "For {year}, {n} of {cells} combinations of commodity and regency are complete.",
        year=year_text(year),
        n=number((part["state"] == "complete").sum()),
        cells=number(len(part)),
    )


def complete_regencies(part: pd.DataFrame) -> dict[int, int]:
    """By year, in how many regencies a commodity's figures are complete."""
    complete = part[part["state"] == "complete"]
    counted = complete.groupby("year")["regency_code"].nunique()
    return {int(year): int(n) for year, n in zip(counted.index, counted, strict=True)}


def commodity_headline(part: pd.DataFrame, commodity: str, n_regencies: int) -> str:
    """In which years a commodity is complete; ``part``: its rows of ``coverage_matrix``."""
    name = commodity_name(commodity)
    by_year = complete_regencies(part)
    full = [year for year, n in by_year.items() if n == n_regencies]
    if full:
        return _(
            "{name}: complete for all regencies in {years}", name=name, years=year_ranges(full)
        )
    if by_year:
        best = max(by_year, key=by_year.__getitem__)
        return _(
            "{name}: at best {coverage} complete ({year})",
            name=name,
            coverage=coverage(by_year[best], n_regencies),
            year=year_text(best),
        )
    return _("{name}: no year is complete for any regency", name=name)


def missing_title(commodity: str, year: int) -> str:
    """Over what a balance of a commodity and year lacks."""
    name = commodity_name(commodity).lower()
    return _("What is missing for {name} {year}", name=name, year=year_text(year))


def squares_note() -> str:
    """What the number in a cell counts."""
    return _(
        "The figure in a cell counts the inputs there are, of four: production, conversion "
        "coefficient, population, consumption norm."
    )


def tables_headline(counted: pd.DataFrame) -> str:
    """How much there is at all; ``counted`` as ``tables_counted`` gives it."""
    return _(
        "{tables} tables with {rows} rows: what each of them covers",
        tables=number(len(counted)),
        rows=number(counted["n_rows"].sum()),
    )


def table_line(counted: Mapping[Any, Any]) -> str:
    """What one table covers, a row of ``tables_counted``: regencies, years, grades."""
    parts = []
    if pd.notna(counted["n_regencies"]):
        parts.append(coverage(int(counted["n_regencies"]), len(regencies())))
    if counted["years"]:
        parts.append(years_covered(str(counted["years"])))
    grades = {code: counted[code] for code in GRADES}
    known = [
        f"{grade_letter(code)} {number(rows)}"
        for code, rows in grades.items()
        if pd.notna(rows) and rows
    ]
    if known:
        parts.append(_("rows by grade: {grades}", grades=", ".join(known)))
    return " · ".join(parts)


def years_covered(years: str) -> str:
    """``2005;2018;2019`` as ``2005, 2018–2019``; a dash where no row has a year."""
    return year_ranges([int(one) for one in years.split(";")]) if years else "–"


def how_to_supply(missing: Mapping[str, str]) -> str:
    """What to write where, for each input that is missing and the regencies that lack it."""
    how = {
        "production": _(
            "production: one row for each regency in production.csv with the tonnes of the year, "
            "from the regency's agriculture or fishery office or its BPS office"
        ),
        "conversion": _(
            "conversion coefficient: one row in conversions.csv with basis “published” and its "
            "source, or “assumption” and the reason"
        ),
        "population": _(
            "population: one row for each regency in population.csv, from one series "
            "(Dukcapil or BPS), not mixed"
        ),
        "norm": _(
            "consumption norm: one row for each regency in consumption.csv in kg per person and "
            "year, from Susenas"
        ),
    }
    lines = "\n".join(
        "- " + how[code] + " (" + _("missing for {names}", names=who) + ")"
        for code, who in missing.items()
    )
    closing = _(
        "Each row names its source; a new source is first entered in sources.csv. The application "
        "checks the tables at its next start and names the row and column of any mistake."
    )
    return _("How to supply it:") + f"\n{lines}\n\n{closing}"


def year_ranges(years: list[int]) -> str:
    """``2016–2019, 2021``.

    >>> year_ranges([2016, 2017, 2018, 2021])
    '2016–2018, 2021'
    """
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
