"""What formulas call by name, what is assumed, and the register's rows of every source cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.balance.settings import BalanceSettings
from publishing import words
from publishing.code_words import code_word
from publishing.files.answer_workbook.balance_sheet import TOLERANCE
from publishing.files.answer_workbook.book import Book, Column, Sheet
from publishing.files.spreadsheets import cited_table
from publishing.language import _, localised
from publishing.sources import cited_ids, own_and_network
from publishing.tables import ReadyTable

_VALUE = "#,##0.######"
_LETTER_OF_VALUE = "C"


def parameter_rows(parameters: pd.DataFrame) -> list[dict[str, Any]]:
    """Cost parameters as ``write_assumptions`` names them; they may be those of a scenario."""
    return [
        {
            "name": str(row["parameter"]),
            "what": f"{words.transport_mode(str(row['mode']))}: {row[localised('note')]}",
            "value": row["value"],
            "unit": code_word(str(row["unit"])),
            "low": row["low"],
            "high": row["high"],
            "basis": words.distance_basis(str(row["basis"])),
            "source_ids": str(cited_ids(row["source_ids"] or "")),
        }
        for row in parameters.to_dict("records")
    ]


def tolerance_row(settings: BalanceSettings) -> dict[str, Any]:
    """Within what of the need a balance is balanced."""
    return {
        "name": TOLERANCE,
        "what": _("A balance within so much of the need counts as balanced."),
        "value": settings.tolerance_pct,
        "unit": "%",
        "basis": words.distance_basis("assumption"),
    }


def write_assumptions(
    book: Book,
    sheet: Sheet,
    named: Sequence[Mapping[str, Any]],
    said: Sequence[str],
    assumed: ReadyTable | None,
    source_ids: Sequence[str],
) -> None:
    """The values that formulas call by name first; they are what a reader may change."""
    if named:
        _write_named(book, sheet, named)
    if said:
        sheet.heading(_("What is assumed"))
        sheet.lines(said)
        sheet.skip()
    if assumed is not None and len(assumed.table):
        sheet.heading(_("What the scenario assumes beside the baseline"))
        write_ready(sheet, assumed.readable())
        sheet.skip()
    own, network = own_and_network(source_ids)
    sheet.heading(_("Sources"))
    write_sources(sheet, cited_table(own, network))


def _write_named(book: Book, sheet: Sheet, named: Sequence[Mapping[str, Any]]) -> None:
    columns = _named_columns()
    sheet.lines(
        [
            _(
                "Values that formulas of the other sheets call by name. Change one here, and what "
                "follows from it changes with it; the tonnes of the pairs do not, they are an "
                "answer, and so are their paths."
            )
        ]
    )
    sheet.skip()
    at = sheet.table(columns, named, is_main=False)
    for number, row in enumerate(named):
        book.name_cell(str(row["name"]), sheet, _LETTER_OF_VALUE, at.first + number)
    sheet.skip()


def _named_columns() -> list[Column]:
    return [
        Column("name", _("Name in formulas"), width=26),
        Column("what", _("Meaning"), width=60),
        Column("value", _("Value"), _VALUE, 14),
        Column("unit", _("Unit"), width=22),
        Column("low", _("Low"), _VALUE, 12),
        Column("high", _("High"), _VALUE, 12),
        Column("basis", _("Basis"), width=16),
        Column("source_ids", _("Source"), width=20),
    ]


def write_sources(sheet: Sheet, cited: pd.DataFrame) -> None:
    """The register's rows in the columns of the values above them: titles are as wide as notes."""
    told = {
        _("Source"): 26,
        _("Title"): 60,
        _("Grade"): 14,
        _("Publisher"): 22,
        _("Year"): 12,
        _("Cited for"): 12,
        _("Licence"): 16,
        _("Address"): 20,
        _("Where it is found"): 30,
        _("Note"): 50,
    }
    columns = [Column(name, name, width=width) for name, width in told.items() if name in cited]
    rows = [{str(key): cell for key, cell in row.items()} for row in cited.to_dict("records")]
    sheet.table(columns, rows, is_main=False)


def write_ready(sheet: Sheet, table: pd.DataFrame, is_main: bool = False) -> None:
    """A table with readable headers, its texts as texts and its numbers as numbers."""
    columns = [
        Column(str(number), str(header), _VALUE, _WIDTHS[min(number, len(_WIDTHS) - 1)])
        for number, header in enumerate(table.columns)
    ]
    rows = [
        {str(number): "" if pd.isna(cell) else cell for number, cell in enumerate(row)}
        for row in table.itertuples(index=False, name=None)
    ]
    sheet.table(columns, rows, is_main=is_main)


_WIDTHS = (26, 60, 14, 22)
