"""Tables of which figures exist and which are missing."""

from __future__ import annotations

import pandas as pd

from analysis.balance.inputs import GRADES
from geo.places import regencies, regency_names
from publishing.formats import coverage, number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences.coverage import (
    missing_words,
    state_word,
    year_ranges,
    years_covered,
)
from publishing.sources import grade_word
from publishing.table_view import table_title
from publishing.tables import Column, ReadyTable
from publishing.words import balance_input

_TABLES = {  # input of a balance -> curated table in which a new figure is written
    "production": "production",
    "conversion": "conversions",
    "population": "population",
    "norm": "consumption",
}


def coverage_cells(part: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``coverage_matrix`` (with ``n_inputs``) in words, for the chart and the file."""
    register = regencies().set_index("regency_code")
    return pd.DataFrame(
        {
            "regency_code": part["regency_code"],
            "regency": part["regency_code"].map(register["name_on_map"]),
            "abbreviation": part["regency_code"].map(register["abbreviation"]),
            "commodity": part["commodity"].map(commodity_name),
            "year": part["year"].map(year_text),
            "year_number": part["year"],
            "state": part["state"],
            "words": part["state"].map(state_word),
            "n_inputs": part["n_inputs"],
            "missing": part["missing"].map(missing_words),
        }
    )


def coverage_table(cells: pd.DataFrame) -> ReadyTable:
    """The cells as a table, see ``coverage_cells``."""
    columns = {
        "regency": Column(_("Regency")),
        "commodity": Column(_("Commodity")),
        "year": Column(_("Year"), figures={_("Year"): "year_number"}),
        "words": Column(_("State")),
        "missing": Column(_("Missing inputs")),
    }
    return ReadyTable(cells, columns)


def tables_table(counted: pd.DataFrame) -> ReadyTable:
    """What each curated table covers; ``counted`` as ``tables_counted`` gives it."""
    table = counted.assign(
        title=counted["table"].map(table_title),
        covered=counted["years"].map(years_covered),
        file=counted["table"] + ".csv",
    )
    n_regencies = number(len(regencies()))
    columns: dict[str, Column] = {
        "title": Column(_("Table"), width="medium"),
        "n_rows": Column(_("Rows"), 0),
        "n_regencies": Column(
            _("Regencies (of {n})", n=n_regencies),
            0,
            help=_("Regencies that any row is about; – where the table is not about regencies"),
        ),
        "covered": Column(_("Years"), width="medium"),
        **{
            grade: Column(
                _grade_title(grade),
                0,
                help=_(
                    "{grade}. A row without a grade of its own has the weakest of its sources.",
                    grade=grade_word(grade),
                ),
            )
            for grade in GRADES
        },
        "n_sourced": Column(
            _("With source"),
            0,
            help=_(
                "Rows that name a source; – where the table only explains keys, or is the "
                "register of sources itself"
            ),
        ),
        "file": Column(_("File")),
    }
    return ReadyTable(table, columns)


def _grade_title(grade: str) -> str:
    words = {"handed_in": _("Regency's report"), "assumption": _("Assumption")}
    return words[grade] if grade in words else _("Grade {letter}", letter=grade)


def missing_inputs_table(report: pd.DataFrame) -> ReadyTable:
    """Which inputs are missing, for whom, and where each is to be written.

    ``report`` as ``missing_report`` makes it, of one commodity and year. The table keeps ``code``,
    the input's own code.
    """
    names = regency_names()

    def who(codes: str) -> str:
        found = codes.split(";")
        if len(found) == len(names):
            return _("all {n} regencies", n=number(len(names)))
        return ", ".join(names[code] for code in found)

    table = pd.DataFrame(
        {
            "code": report["input"],
            "input": report["input"].map(balance_input),
            "known": [
                coverage(int(total) - int(lacking), int(total))
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
    columns = {
        "input": Column(_("Input")),
        "known": Column(_("Known for")),
        "who": Column(_("Missing for"), width="large"),
        "years": Column(_("Known in other years"), width="medium"),
        "where": Column(_("Table to fill in")),
    }
    return ReadyTable(table, columns)
