"""Tables as they are read: headers, order of columns, one number format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from publishing.formats import number
from publishing.language import _
from publishing.markdown_text import plain


@dataclass(frozen=True)
class Column:
    """How one column of a result is shown: its header, and decimals where it is a number."""

    title: str
    decimals: int | None = None
    help: str | None = None
    width: Literal["small", "medium", "large"] | None = None


def readable(table: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """The columns named, in that order, with their headers; figures unformatted (for files)."""
    return table[list(columns)].rename(columns={key: c.title for key, c in columns.items()})


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

    def readable(self) -> pd.DataFrame:
        """For files, see ``readable``."""
        shown = readable(self.table, self.columns)
        return shown.assign(**{_("Remark"): self.remark}) if self.remark else shown

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
