"""Which figures exist for a balance, and which are missing."""

from __future__ import annotations

import pandas as pd

from analysis.balance.coverage import coverage_matrix, missing_report
from analysis.balance.settings import MISSING_CODES, measured_rows, norm_rows, production_rows
from ntt_data.editions import once_per_tables
from publishing.sources import split_ids
from services.answer import evaluation


@once_per_tables(maxsize=128)
def matrix(commodity: str | None = None) -> pd.DataFrame:
    """``coverage_matrix`` with the number of inputs of each cell; one commodity is quick."""
    table = coverage_matrix(evaluation.balance_tables(), commodity)
    return table.assign(n_inputs=table[[f"has_{code}" for code in MISSING_CODES]].sum(axis=1))


@once_per_tables(maxsize=1)
def covered_commodities() -> list[str]:
    """Commodities with a production in tonnes or a consumption norm for any regency."""
    tables = evaluation.balance_tables()
    found: set[str] = set()
    for rows in (production_rows(tables.production), norm_rows(tables.consumption)):
        found.update(measured_rows(rows, tables.regencies).dropna(subset="year")["commodity"])
    return sorted(found)


def missing(commodity: str, year: int) -> pd.DataFrame:
    """Inputs that a balance lacks, and for whom; see ``missing_report``."""
    return missing_report(evaluation.balance_tables(), commodity, year)


def coverage_sources(year: int | None, commodity: str | None) -> list[str]:
    """Sources of the figures that were counted."""
    tables = evaluation.balance_tables()
    production, people = tables.production, tables.population
    if year is not None:
        production = production[production["year"] == year]
        people = people[people["year"] == year]
    found = [people["source_id"]]
    for rows in (production, tables.consumption, tables.conversions):
        rows = rows if commodity is None else rows[rows["commodity"] == commodity]
        found.append(rows["source_id"])
    return split_ids(pd.concat(found).dropna().unique())
