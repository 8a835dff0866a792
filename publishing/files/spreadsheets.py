"""Tables to take away as CSV and XLSX, with readable headers and their sources inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pandas as pd

from ntt_data import log
from ntt_data.tables import load
from publishing.language import _

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PLAIN_NUMBER = re.compile(r"[+-]?[\d.,]+")


def csv_bytes(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that Excel shows every letter rightly.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP
    advises: whoever names a scenario must not compute on the machine of whoever opens the file.
    """
    log.event("export_made", format="csv")
    harmless = table.map(_no_formula).rename(columns=_no_formula)
    # Of a bare "\r" inside a text the csv module only knows that it must be quoted when lines end
    # in one too; unquoted it would begin a new row.
    return harmless.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _no_formula(cell: Any) -> Any:
    if not isinstance(cell, str) or not cell.startswith(_FORMULA_STARTS):
        return cell
    return cell if _PLAIN_NUMBER.fullmatch(cell) else "'" + cell


def xlsx_bytes(table: pd.DataFrame, source_ids: Sequence[str], note: str = "") -> bytes:
    """Workbook with the table, and on a second sheet its sources and what is to be known of it."""
    log.event("export_made", format="xlsx")
    buffer = BytesIO()
    sources = load("sources")
    cited = sources[sources["source_id"].isin(source_ids)]
    # Text cells only: a regency named "=1+1" stays a name.
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs=options) as writer:
        table.to_excel(writer, sheet_name=_("Data"), index=False)
        cited.to_excel(writer, sheet_name=_("Sources"), index=False, startrow=2 if note else 0)
        if note:
            writer.sheets[_("Sources")].write_string(0, 0, note)
        for name, frame in ((_("Data"), table), (_("Sources"), cited)):
            sheet = writer.sheets[name]
            for position, column in enumerate(frame.columns):
                # A column may hold nothing at all; pandas would then answer NaN as the longest.
                longest = max((len(str(value)) for value in frame[column]), default=0)
                sheet.set_column(
                    position, position, min(60, max(10, len(str(column)) + 2, longest + 2))
                )
            sheet.freeze_panes(1 if name == _("Data") else (3 if note else 1), 0)
    return buffer.getvalue()
