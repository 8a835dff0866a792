"""How the columns of a table are written into a file: header with unit, decimals, kind of cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from publishing.language import _
from publishing.tables import AS_PUBLISHED, COLUMNS, FileColumn

#: Decimals of a workbook's cell and of a CSV file by unit: what is seen, and what is kept, where
#: further digits are those of the arithmetic. Without a unit it goes by the size of the figures.
_DECIMALS = {
    **{"t": (1, 2), "%": (1, 2), "km": (1, 1), "t/t": (4, 6), "kg/kg": (4, 6)},
    **{"kg/orang/tahun": (1, 3), "kg/person/year": (1, 3), "jam": (1, 2), "h": (1, 2), "°": (5, 5)},
}
_RUPIAH, _LARGE_RUPIAH = (0, 2), (1, 3)
#: What stands in brackets behind a header and is no unit.
_NO_UNITS = frozenset({"kode", "code", "nama", "name", "Inggris", "English", "Indonesia"})
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*\d*$")
_YEARS = range(1800, 2200)


@dataclass(frozen=True)
class WrittenColumn:
    """One column of a file.

    ``name`` is the column's in the program, ``unit`` as the header names it. ``decimals`` are those
    of a workbook's cells; ``None`` for texts, and for figures of which each has its own unit.
    ``kept`` are the decimals of a CSV file; ``None``: as the table has them.
    """

    header: str
    name: str
    unit: str
    meaning: str
    is_number: bool
    is_year: bool
    decimals: int | None
    kept: int | None
    is_link: bool


def written_columns(table: pd.DataFrame) -> list[WrittenColumn]:
    """The columns of a table as they are written, in its order."""
    told: dict[str, FileColumn] = table.attrs.get(COLUMNS, {})
    exact = bool(table.attrs.get(AS_PUBLISHED))
    table = without_attrs(table)
    # Where a column names units, a figure without one in its header has that of its row.
    by_row = any(_("Unit").casefold() in str(header).casefold() for header in table)
    return [
        _written(str(header), table[header], told.get(str(header)), exact, by_row)
        for header in table
    ]


def without_attrs(table: pd.DataFrame) -> pd.DataFrame:
    """The table without what it tells of its columns, which pandas would copy with each of them."""
    bare = table.copy(deep=False)
    bare.attrs = {}
    return bare


def _written(
    shown: str, cells: pd.Series, told: FileColumn | None, exact: bool, by_row: bool
) -> WrittenColumn:
    header = _with_unit().get(shown, shown)
    unit = unit_of(header)
    numbers = _numbers(cells)
    decimals = kept = None
    is_year = numbers is not None and _are_years(header, numbers)
    if numbers is not None:
        screen = told["decimals"] if told else None
        decimals, kept = _decimals(unit, numbers, screen, by_row and not unit)
    return WrittenColumn(
        header=header,
        name=told["name"] if told else "",
        unit=unit,
        meaning=told["meaning"] if told else "",
        is_number=numbers is not None,
        is_year=is_year,
        decimals=0 if is_year else decimals,
        kept=None if exact else kept,
        is_link=bool(told and told["link"]),
    )


def _with_unit() -> dict[str, str]:
    """Headers that are short on the screen, where other words tell the unit, as a file has them."""
    return {
        _("Tonnes"): _("Amount (t)"),
        _("Tonnes a year"): _("Amount (t a year)"),
        _("Rp/kg"): _("Freight (Rp/kg)"),
        "km": _("Distance (km)"),
        _("Population"): _("Population (persons)"),
        _("Hours, from"): _("Time, least (h)"),
        _("Hours, to"): _("Time, most (h)"),
        _("More for all"): _("More for all (Rp/kg)"),
        _("Latitude"): _("Latitude (°)"),
        _("Longitude"): _("Longitude (°)"),
        _("Trucks"): _("Loads (medium trucks)"),
    }


def unit_of(header: str) -> str:
    """The unit that a header ends in, empty where it has none.

    >>> unit_of("Selisih harga (Rp/kg, median)"), unit_of("tersedia, % dari kebutuhan, 2023")
    ('Rp/kg', '%')
    >>> unit_of("Daerah (kode)")
    ''
    """
    found = _IN_BRACKETS.search(header)
    if found is None:
        return "%" if "%" in header else ""
    unit = re.split(r"[,;]", found[1])[0].strip()
    return "" if unit in _NO_UNITS else unit


def _numbers(cells: pd.Series) -> pd.Series | None:
    """The cells as numbers; ``None`` for a column of texts, of dates, or of nothing."""
    known = cells.dropna()
    if pd.api.types.is_bool_dtype(cells) or known.empty:
        return None
    if pd.api.types.is_numeric_dtype(cells):
        return known.astype("float64")
    if all(isinstance(each, int | float) and not isinstance(each, bool) for each in known):
        return known.astype("float64")
    return None


def _are_years(header: str, numbers: pd.Series) -> bool:
    words = {_("Year").casefold(), "tahun", "year"}
    named = words & set(re.findall(r"\w+", header.casefold()))
    return bool(named) and bool(numbers.isin(_YEARS).all())


def _decimals(
    unit: str, numbers: pd.Series, screen: int | None, by_row: bool
) -> tuple[int | None, int]:
    if (numbers == numbers.round()).all():
        return 0, 0
    if by_row:
        return None, 6
    if unit in _DECIMALS:
        return _DECIMALS[unit]
    if unit.startswith("Rp"):
        is_large = any(word in unit for word in ("miliar", "billion", "juta", "million", "triliun"))
        return _LARGE_RUPIAH if is_large else _RUPIAH
    largest = float(numbers.abs().max())
    sized = 1 if largest >= 100 else 2 if largest >= 1 else 4
    seen = sized if screen is None else max(screen, 1)
    return seen, seen + 2


def decimals_of_cell(value: float) -> int:
    """Decimals of a figure in a column of mixed units: none of a whole one, else up to six.

    >>> decimals_of_cell(11155.0), decimals_of_cell(1598.6), decimals_of_cell(0.585728)
    (0, 1, 6)
    """
    if value == round(value):
        return 0
    text = f"{value:.6f}".rstrip("0")
    return max(1, len(text.partition(".")[2]))


def headers(columns: list[WrittenColumn]) -> list[str]:
    """Headers of a file; they differ from each other."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for column in columns:
        seen[column.header] = seen.get(column.header, 0) + 1
        more = seen[column.header]
        found.append(column.header if more == 1 else f"{column.header} {more}")
    return found


def number_format(column: WrittenColumn, value: Any) -> str:
    """Excel's format of a figure: its own separators come from the reader's settings."""
    if column.is_year:
        return "0"
    decimals = decimals_of_cell(float(value)) if column.decimals is None else column.decimals
    return "#,##0" + ("." + "0" * decimals if decimals else "")
