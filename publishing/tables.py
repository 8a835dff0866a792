"""Tables as they are read: headers, order of columns, one number format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, TypedDict

import pandas as pd

from publishing.formats import number
from publishing.language import _
from publishing.markdown_text import plain


@dataclass(frozen=True)
class Column:
    """How one column of a result is shown: its header, and decimals where it is a number.

    ``figures`` are the columns of the table, by header, that a file holds in the place of a text
    made of them: "12–15 h" is for eyes, 12 and 15 are for whoever reckons on. ``codes`` is the
    column of the table with the codes of these names, where its own name does not say so.
    ``link``: the cells are addresses to be followed.
    """

    title: str
    decimals: int | None = None
    help: str | None = None
    width: Literal["small", "medium", "large"] | None = None
    figures: Mapping[str, str] | None = None
    codes: str | None = None
    link: bool = False


class FileColumn(TypedDict):
    """What a file is told of a column beside its cells.

    ``name`` is the column's in the program, the same in every language; ``decimals`` are those of
    the screen, ``meaning`` is the help that it shows.
    """

    name: str
    decimals: int | None
    meaning: str
    link: bool


#: Key of ``DataFrame.attrs`` for the columns of a file by header: ``FileColumn``.
COLUMNS = "columns"
#: Key of ``DataFrame.attrs`` of a table whose figures stand in files as they were published.
AS_PUBLISHED = "as_published"


#: A column of names, and the one of the same table that holds their codes.
_CODES = {
    "regency": "regency_code",
    "supplier": "origin",
    "receiver": "destination",
    "origin_name": "origin",
    "destination_name": "destination",
}


def readable(table: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """The columns for a file, in that order, with their headers.

    Figures are unrounded numbers, also where the screen shows a text of them; beside the name of a
    place stands its code, on which tables are joined.
    """
    found: dict[str, pd.Series] = {}
    told: dict[str, FileColumn] = {}
    for name, column in columns.items():
        code = column.codes or _CODES.get(name)
        if code is not None and code in table and code not in columns:
            header = _("{column} (code)", column=column.title)
            found[header] = table[code]
            told[header] = _told(code)
        shown = {column.title: name} if column.figures is None else column.figures
        for header, source in shown.items():
            found[header] = table[source]
            told[header] = _told(source, column)
    result = pd.DataFrame(found, index=table.index)
    result.attrs[COLUMNS] = told
    return result


def _told(name: str, column: Column | None = None) -> FileColumn:
    return {
        "name": name,
        "decimals": column.decimals if column else None,
        "meaning": (column.help if column else None) or "",
        "link": column.link if column else False,
    }


@dataclass(frozen=True, eq=False)
class ReadyTable:
    """A table with its columns; what is made of it is worked out once.

    For tables that all sessions of one language share (``once_per_language``). ``remark`` is what
    has to be known of every row: it stands below the table, and in a file behind each row, since
    rows travel alone.
    """

    table: pd.DataFrame
    columns: Mapping[str, Column]
    remark: str = ""

    def remarked(self, remark: str) -> ReadyTable:
        """The same table with one more thing to be known of every row."""
        if not remark:  # the table itself, of which much may be made already
            return self
        return replace(self, remark="; ".join(filter(None, (remark, self.remark))))

    def readable(self) -> pd.DataFrame:
        """For files, see ``readable``."""
        shown = readable(self.table, self.columns)
        if not self.remark:
            return shown
        shown.attrs[COLUMNS][_("Remark")] = _told("remark")
        return shown.assign(**{_("Remark"): self.remark})

    @cached_property
    def texts(self) -> dict[str, list[str | None]]:
        """Each column's cells as they are read, by header; ``None`` where nothing is known."""
        return {
            column.title: [_text(value, column.decimals) for value in self.table[name]]
            for name, column in self.columns.items()
        }

    @cached_property
    def markdown(self) -> str:
        """The whole table as text."""
        return _as_markdown(self.table, self.columns)


def _text(value: Any, decimals: int | None) -> str | None:
    if pd.isna(value) or value == "":
        return None
    return str(value) if decimals is None else number(value, decimals)


def _as_markdown(table: pd.DataFrame, columns: Mapping[str, Column]) -> str:
    head = " | ".join(
        plain(column.title) + (f" :small[:gray[({plain(column.help)})]]" if column.help else "")
        for column in columns.values()
    )
    marks = " | ".join("---" if each.decimals is None else "---:" for each in columns.values())
    cells = [
        [plain(_plain(value)) if decimals is None else number(value, decimals) for value in values]
        for values, decimals in ((table[name], column.decimals) for name, column in columns.items())
    ]
    body = "\n".join(f"| {' | '.join(row)} |" for row in zip(*cells, strict=True))
    return f"| {head} |\n| {marks} |\n{body}"


def _plain(value: Any) -> str:
    return "–" if pd.isna(value) or value == "" else str(value)
