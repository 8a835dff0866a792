"""Tables to take away as CSV and XLSX, with readable headers and their sources inside."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import pandas as pd

from ntt_data import log
from ntt_data.editions import current
from ntt_data.store.clock import now
from publishing.files.columns import (
    WrittenColumn,
    headers,
    number_format,
    without_attrs,
    written_columns,
)
from publishing.files.harmless import without_formula
from publishing.formats import moment
from publishing.language import _, current_language
from publishing.listings.registers import sources_table
from publishing.sources import cited_sources

_WIDEST, _NARROWEST = 60, 10
#: Height of a line, in points.
LINE = 15
#: How the headers of every workbook look.
HEADER = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EFE7D6"}
#: Excel refuses a longer address.
_LONGEST_LINK = 2000


def csv_bytes(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that Excel shows every letter rightly.

    In Indonesian with semicolons and decimal commas, which an Indonesian Excel opens as columns
    with numbers; in English with commas and points. Figures that were worked out are rounded to
    what their unit bears (``publishing/files/columns.py``), published ones are not.

    What a spreadsheet would take for a formula gets an apostrophe in front: whoever names a
    scenario must not compute on the machine of whoever opens the file.
    """
    log.event("export_made", format="csv")
    columns = written_columns(table)
    shown = without_attrs(table).set_axis(headers(columns), axis="columns")
    kept = {
        header: column.kept
        for header, column in zip(shown.columns, columns, strict=True)
        if column.kept is not None and pd.api.types.is_float_dtype(shown[header])
    }
    whole = [header for header, decimals in kept.items() if not decimals]
    shown = shown.round(kept).astype(dict.fromkeys(whole, "Int64"))
    for header in shown.columns[~shown.dtypes.map(pd.api.types.is_numeric_dtype)]:
        # Texts repeat: each is looked at once.
        known = {each: without_formula(each) for each in set(shown[header]) if _is_text(each)}
        shown[header] = shown[header].map(lambda cell, known=known: known.get(cell, cell))
    harmless = shown.rename(columns=without_formula)
    # Of a bare "\r" inside a text the csv module only knows that it must be quoted when lines end
    # in one too; unquoted it would begin a new row.
    separator, decimal = (";", ",") if current_language() == "id" else (",", ".")
    # 15 digits are all that a figure has; with "%.15g" a whole one needs no ",0".
    text = harmless.to_csv(
        index=False, sep=separator, decimal=decimal, float_format="%.15g", lineterminator="\r\n"
    )
    return text.encode("utf-8-sig")


def _is_text(cell: object) -> bool:
    return isinstance(cell, str)


def xlsx_bytes(
    table: pd.DataFrame,
    source_ids: Sequence[str],
    note: str = "",
    network_ids: Sequence[str] = (),
) -> bytes:
    """Workbook with the table; its columns explained; its sources, those of the network last.

    ``note`` is what is to be known of the table: it stands above the columns.
    """
    sheets = {
        _("Data"): table,
        _("Columns"): column_dictionary(table),
        _("Sources"): cited_table(source_ids, network_ids),
    }
    made = _("Data edition {edition}, taken {when}.", edition=current(), when=moment(now()))
    return workbook_bytes(sheets, notes={_("Columns"): "\n".join(filter(None, [note, made]))})


def cited_table(source_ids: Sequence[str], network_ids: Sequence[str] = ()) -> pd.DataFrame:
    """The sources of a file: those of its figures first, then those of the transport network."""
    cited = cited_sources([*source_ids, *network_ids])
    if network_ids:
        own = cited["source_id"].isin(source_ids)
        cited = cited.assign(
            cited_for=own.map({True: _("figures"), False: _("transport network")})
        ).sort_values("cited_for", key=lambda words: words != _("figures"), kind="stable")
    return sources_table(cited).readable()


def column_dictionary(table: pd.DataFrame) -> pd.DataFrame:
    """What a reader and a program have to know of each column of a table."""
    columns = written_columns(table)
    return pd.DataFrame(
        {
            _("Column"): headers(columns),
            _("Unit"): [column.unit for column in columns],
            _("Meaning"): [column.meaning for column in columns],
            _("Kind"): [_kind(column) for column in columns],
            _("Name in the program"): [column.name for column in columns],
        }
    )


def _kind(column: WrittenColumn) -> str:
    if column.is_year:
        return _("year")
    return _("number") if column.is_number else _("text")


def workbook_bytes(
    sheets: Mapping[str, pd.DataFrame], notes: Mapping[str, str] | None = None
) -> bytes:
    """An XLSX file with a sheet for each table; texts stay texts, also those that begin with "=".

    Parameters
    ----------
    sheets
        Table by the name of its sheet, with readable headers.
    notes
        By sheet, what is to be known of its table: its lines stand above the headers.
    """
    import xlsxwriter  # needed only here

    log.event("export_made", format="xlsx")
    buffer = BytesIO()
    # Text cells only: a regency named "=1+1" stays a name.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        formats = Formats(book)
        for name, table in sheets.items():
            write_sheet(book.add_worksheet(name), table, (notes or {}).get(name, ""), formats)
    return buffer.getvalue()


class Formats:
    """Each format of a workbook, made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def of(self, name: str, properties: Mapping[str, Any]) -> Any:
        """The format called ``name``, with these properties."""
        if name not in self._made:
            self._made[name] = self._book.add_format({"valign": "top", **properties})
        return self._made[name]


def write_sheet(sheet: Any, table: pd.DataFrame, note: str, formats: Formats) -> None:
    """A table with its headers on an empty sheet, below what is to be known of it."""
    lines = note.split("\n") if note else []
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)
    first_row = len(lines) + 1 if lines else 0
    columns = written_columns(table)
    widths: list[int] = []
    for place, (header, column) in enumerate(zip(headers(columns), columns, strict=True)):
        sheet.write_string(first_row, place, header, formats.of("header", HEADER))
        cells = table.iloc[:, place].tolist()
        longest = max((_letters(cell, column) for cell in cells), default=0)
        for row, cell in enumerate(cells, first_row + 1):
            _write_cell(sheet, (row, place), cell, column, formats)
        # A header breaks between its words, so that its column is as wide as its cells.
        words = max(map(len, header.split()), default=0)
        width = max(longest, words, min(len(header), 16)) + 2
        widths.append(min(_WIDEST, max(_NARROWEST, width)))
        sheet.set_column(place, place, widths[-1])
    _set_heights(sheet, table, first_row, columns, widths)
    last = first_row + len(table)
    sheet.freeze_panes(first_row + 1, 0)
    if len(table) and len(columns):
        sheet.autofilter(first_row, 0, last, len(columns) - 1)
        # "5301" is a code and no number by mistake.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def lines_of(text: str, width: float) -> int:
    """Lines that a text takes in a column of so many letters."""
    return max(1, len(textwrap.wrap(text, max(int(width), 4))))


def _set_heights(
    sheet: Any,
    table: pd.DataFrame,
    first_row: int,
    columns: list[WrittenColumn],
    widths: list[int],
) -> None:
    """Room for what is broken into lines: programs without a screen do not find it themselves."""
    high = max(map(lines_of, headers(columns), (width - 1 for width in widths)), default=1)
    sheet.set_row(first_row, LINE * high)
    for row, cells in enumerate(table.itertuples(index=False, name=None), first_row + 1):
        texts = [cell for cell in cells if isinstance(cell, str) and len(cell) > _WIDEST]
        if texts:
            sheet.set_row(row, LINE * max(lines_of(text, _WIDEST - 2) for text in texts))


def _letters(cell: Any, column: WrittenColumn) -> int:
    if isinstance(cell, str):
        return len(cell)
    if cell is None or pd.isna(cell):
        return 0
    if column.is_number:
        return len(f"{cell:,.{column.decimals or 0}f}") + (2 if column.decimals is None else 0)
    return 16  # a date


def _write_cell(
    sheet: Any, at: tuple[int, int], cell: Any, column: WrittenColumn, formats: Formats
) -> None:
    if isinstance(cell, str) and cell:
        if column.is_link and cell.startswith("https://") and len(cell) < _LONGEST_LINK:
            sheet.write_url(*at, cell, formats.of("link", LINK), cell)
        elif len(cell) > _WIDEST:
            sheet.write_string(*at, cell, formats.of("long", {"text_wrap": True}))
        else:
            sheet.write_string(*at, cell, formats.of("text", {}))
    elif cell is None or isinstance(cell, str) or pd.isna(cell):
        return  # unknown stays empty, and is no zero
    elif isinstance(cell, bool):
        sheet.write_string(*at, _("yes") if cell else _("no"), formats.of("text", {}))
    elif isinstance(cell, dt.datetime):
        sheet.write_datetime(*at, cell, _date_format(formats, "d mmm yyyy hh:mm"))
    elif isinstance(cell, dt.date):
        sheet.write_datetime(*at, cell, _date_format(formats, "d mmm yyyy"))
    else:
        shown = number_format(column, cell)
        sheet.write_number(*at, float(cell), formats.of(shown, {"num_format": shown}))


#: How an address that can be followed looks.
LINK = {"font_color": "#2F4B7C", "underline": 1}


def _date_format(formats: Formats, form: str) -> Any:
    # The months' names are those of the file's language, whatever that of the reader's Excel is.
    tagged = f"[$-{'421' if current_language() == 'id' else '409'}]{form}"
    return formats.of(tagged, {"num_format": tagged, "align": "left"})
