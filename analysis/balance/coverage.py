"""Which figures exist: for every regency, commodity and year, and what a balance still lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

import pandas as pd

from analysis.balance.inputs import pick_inputs
from analysis.balance.settings import (
    MISSING_CODES,
    BalanceSettings,
    BalanceTables,
    choose_settings,
    conversion_rows,
    measured_rows,
    norm_rows,
    production_rows,
    usable_rows,
)

#: ``complete``: a balance can be computed. ``none``: neither production nor norm.
CoverageState = Literal["complete", "partial", "none"]
STATES: tuple[CoverageState, ...] = get_args(CoverageState)

_HAS = ["has_production", "has_norm", "has_population", "has_conversion"]


def coverage_matrix(tables: BalanceTables, commodity: str | None = None) -> pd.DataFrame:
    """What is known, one row per regency, commodity and year.

    A commodity's years are those for which any regency has a production or a norm.

    Parameters
    ----------
    tables : BalanceTables
    commodity : str, optional
        Only this one; every commodity with a production in tonnes or a norm by default.

    Returns
    -------
    DataFrame
        ``regency_code``, ``commodity``, ``year``, ``has_production``, ``has_norm``,
        ``has_population``, ``has_conversion``, ``state`` (of ``STATES``), ``missing``
        (";"-joined ``MISSING_CODES``); by commodity, year, then regencies as given. A norm of
        another year counts, as it does in a balance with ``choose_settings``: a row is
        ``complete`` exactly when that balance is known.
    """
    figures = {
        "production": measured_rows(production_rows(tables.production), tables.regencies),
        "norm": measured_rows(norm_rows(tables.consumption), tables.regencies),
    }
    asked = pd.concat([rows[["commodity", "year"]] for rows in figures.values()])
    asked = asked.dropna().drop_duplicates()
    if commodity is not None:
        asked = asked[asked["commodity"] == commodity]
    asked = asked.astype({"commodity": object, "year": "int64"}).sort_values(["commodity", "year"])
    table = asked.merge(tables.regencies[["regency_code"]].astype(object), how="cross")
    _mark_any_form(table, tables, figures)
    # Only a commodity with a conversion can have a balance; there the forms matter.
    convertible = asked["commodity"].isin(conversion_rows(tables.conversions)["commodity"])
    for name, years in asked[convertible].groupby("commodity")["year"]:
        narrow = _only(tables, str(name))
        usable = usable_rows(narrow, str(name))
        for year in years:
            here = (table["commodity"] == name) & (table["year"] == year)
            table.loc[here, _HAS] = _presence(narrow, usable, str(name), year)[_HAS].to_numpy()

    table["state"] = "partial"
    table.loc[~table["has_production"] & ~table["has_norm"], "state"] = "none"
    table.loc[table[_HAS].all(axis="columns"), "state"] = "complete"
    table["missing"] = [
        ";".join(code for code, has in zip(MISSING_CODES, row, strict=True) if not has)
        for row in table[[f"has_{code}" for code in MISSING_CODES]].to_numpy(dtype=bool)
    ]
    return table[["regency_code", "commodity", "year", *_HAS, "state", "missing"]]


def missing_report(tables: BalanceTables, commodity: str, year: int) -> pd.DataFrame:
    """Which inputs the balance of a commodity and year lacks, and for which regencies.

    Returns
    -------
    DataFrame
        One row per input of ``MISSING_CODES`` that any regency lacks: ``input``, ``n_missing``,
        ``n_regencies``, ``regency_codes`` (";"-joined), ``years_available`` (";"-joined years
        in which any regency has it). Empty when nothing is missing.
    """
    narrow = _only(tables, commodity)
    usable = usable_rows(narrow, commodity)
    presence = _presence(narrow, usable, commodity, year)
    rows = []
    for code in MISSING_CODES:
        lacking = presence.loc[~presence[f"has_{code}"], "regency_code"]
        if len(lacking):
            years = sorted({int(found) for found in usable[code]["year"].dropna()})
            rows.append(
                (code, len(lacking), len(presence), ";".join(lacking), ";".join(map(str, years)))
            )
    return pd.DataFrame(
        rows, columns=["input", "n_missing", "n_regencies", "regency_codes", "years_available"]
    )


def _only(tables: BalanceTables, commodity: str) -> BalanceTables:
    """The tables without other commodities, so that looking for many years is quick."""
    return replace(
        tables,
        production=tables.production[tables.production["commodity"] == commodity],
        conversions=tables.conversions[tables.conversions["commodity"] == commodity],
        consumption=tables.consumption[tables.consumption["commodity"] == commodity],
    )


def _presence(
    tables: BalanceTables, usable: dict[str, pd.DataFrame], commodity: str, year: int
) -> pd.DataFrame:
    """``regency_code`` and ``has_*`` for one commodity and year; tables of that commodity."""
    settings = choose_settings(tables, commodity, year, usable=usable)
    if isinstance(settings, BalanceSettings):
        rows = pick_inputs(tables, settings).rows
        found = {
            code: rows.loc[(rows["input"] == code) & (rows["state"] == "used"), "regency_code"]
            for code in MISSING_CODES
        }
        codes = tables.regencies["regency_code"].astype(str)
        has = {f"has_{code}": codes.isin(found[code]) for code in MISSING_CODES}
        return pd.DataFrame({"regency_code": codes, **has})

    table = tables.regencies[["regency_code"]].astype(object).reset_index(drop=True)
    table = table.assign(commodity=commodity, year=year)
    figures = {
        "production": measured_rows(production_rows(tables.production), tables.regencies),
        "norm": measured_rows(norm_rows(tables.consumption), tables.regencies),
    }
    _mark_any_form(table, tables, figures)
    table["has_conversion"] = True
    # Figures in a form that no balance can use don't count.
    table[[f"has_{code}" for code in settings.missing]] = False
    return table


def _mark_any_form(
    table: pd.DataFrame, tables: BalanceTables, figures: dict[str, pd.DataFrame]
) -> None:
    """Add ``has_*``: whether there is any figure, in whatever form; no conversion."""
    people = tables.population[tables.population["indicator"] == "population"]
    for name, rows, key in (
        ("production", figures["production"], ["regency_code", "commodity", "year"]),
        ("norm", figures["norm"], ["regency_code", "commodity"]),
        ("population", measured_rows(people, tables.regencies), ["regency_code", "year"]),
    ):
        known = set(rows[key].itertuples(index=False, name=None))
        table[f"has_{name}"] = [
            row in known for row in table[key].itertuples(index=False, name=None)
        ]
    table["has_conversion"] = False
