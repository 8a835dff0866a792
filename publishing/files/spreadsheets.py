"""Tables to take away as CSV and XLSX, with readable headers and their sources inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import pandas as pd

from ntt_data import log
from publishing.files.harmless import without_formula
from publishing.language import _, current_language
from publishing.listings.registers import sources_table
from publishing.sources import cited_sources


def csv_bytes(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that Excel shows every letter rightly.

    In Indonesian with semicolons and decimal commas, which an Indonesian Excel opens as columns
    with numbers; in English with commas and points. No figure is rounded.

    What a spreadsheet would take for a formula gets an apostrophe in front: whoever names a
    scenario must not compute on the machine of whoever opens the file.
    """
    log.event("export_made", format="csv")
    harmless = table.map(_no_formula).rename(columns=_no_formula)
    # Of a bare "\r" inside a text the csv module only knows that it must be quoted when lines end
    # in one too; unquoted it would begin a new row.
    separator, decimal = (";", ",") if current_language() == "id" else (",", ".")
    text = harmless.to_csv(index=False, sep=separator, decimal=decimal, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def _no_formula(cell: Any) -> Any:
    return without_formula(cell) if isinstance(cell, str) else cell


def xlsx_bytes(table: pd.DataFrame, source_ids: Sequence[str], note: str = "") -> bytes:
    """Workbook with the table, and on a second sheet its sources and what is to be known of it."""
    cited = sources_table(cited_sources(source_ids)).readable()
    return workbook_bytes(
        {_("Data"): table, _("Sources"): cited}, notes={_("Sources"): note} if note else {}
    )


def workbook_bytes(
    sheets: Mapping[str, pd.DataFrame], notes: Mapping[str, str] | None = None
) -> bytes:
    """An XLSX file with a sheet for each table; texts stay texts, also those that begin with "=".

    Parameters
    ----------
    sheets
        Table by the name of its sheet, with readable headers.
    notes
        By sheet, what is to be known of its table: it stands above the headers.
    """
    log.event("export_made", format="xlsx")
    buffer = BytesIO()
    # Text cells only: a regency named "=1+1" stays a name.
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs=options) as writer:
        for name, table in sheets.items():
            note = (notes or {}).get(name, "")
            first_row = 2 if note else 0
            table.to_excel(writer, sheet_name=name, index=False, startrow=first_row)
            sheet = writer.sheets[name]
            if note:
                sheet.write_string(0, 0, note)
            for place, column in enumerate(table.columns):
                sheet.set_column(place, place, _width(str(column), table[column]))
            sheet.freeze_panes(first_row + 1, 0)
    return buffer.getvalue()


def _width(header: str, cells: pd.Series) -> int:
    """Width of a column in characters: all of a short text is seen, a long one is cut off."""
    # A column may hold nothing at all; pandas would then answer NaN as the longest.
    longest = max((len(str(value)) for value in cells), default=0)
    return min(60, max(10, len(header) + 2, longest + 2))
