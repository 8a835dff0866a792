"""What a commodity's balance lacks in a year: which inputs, for which regencies, how to supply."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from analysis.balance.coverage import missing_report
from geo import places
from pages.ui.tables import show_table
from publishing.formats import coverage as coverage_text
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name
from publishing.tables import Column
from publishing.words import balance_input
from services.answer import evaluation

_TABLES = {  # input of a balance -> curated table in which a new figure is written
    "production": "production",
    "conversion": "conversions",
    "population": "population",
    "norm": "consumption",
}


def show_missing(
    commodity: str, year: int, heading: Callable[[str], object] = st.subheader
) -> None:
    """Table of the inputs that are missing, for whom, and how to supply each.

    ``heading`` is ``st.header`` where no header stands above it.
    """
    name = commodity_name(commodity).lower()
    heading(_("What is missing for {name} {year}", name=name, year=year_text(year)))
    report = missing_report(evaluation.balance_tables(), commodity, year)
    if report.empty:
        st.success(
            _(
                "Nothing: all four inputs are there for the {n} regencies.",
                n=number(len(places.regencies())),
            )
        )
        return
    names = places.regency_names()

    def who(codes: str) -> str:
        found = codes.split(";")
        if len(found) == len(names):
            return _("all {n} regencies", n=number(len(names)))
        return ", ".join(names[code] for code in found)

    table = pd.DataFrame(
        {
            "input": report["input"].map(balance_input),
            "known": [
                coverage_text(int(total) - int(lacking), int(total))
                for total, lacking in report[["n_regencies", "n_missing"]].to_numpy()
            ],
            "who": report["regency_codes"].map(who),
            "years": [
                year_ranges([int(one) for one in years.split(";")]) if years else _("never")
                for years in report["years_available"].fillna("").astype("str")
            ],
            "where": [f"{_TABLES[code]}.csv" for code in report["input"]],
        }
    )
    show_table(
        table,
        {
            "input": Column(_("Input")),
            "known": Column(_("Known for")),
            "who": Column(_("Missing for"), width="large"),
            "years": Column(_("Known in other years"), width="medium"),
            "where": Column(_("Table to fill in")),
        },
        f"missing-{commodity}-{year}",
    )
    st.info(_how_to_supply(dict(zip(report["input"], table["who"], strict=True))))


def _how_to_supply(missing: Mapping[str, str]) -> str:
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
