"""Tables with readable headers, right-aligned numbers and one number format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from pages.ui.formats import number
from pages.ui.language import _
from pages.ui.markdown_text import plain
from pages.ui.provenance import show_provenance
from pages.ui.worded import worded

# All 22 regencies are seen without scrolling inside the table.
_ROWS_SHOWN = 22
_ROW_PX = 35


@dataclass(frozen=True)
class Column:
    """How one column of a result is shown: its header, and decimals where it is a number."""

    title: str
    decimals: int | None = None
    help: str | None = None
    width: str | None = None


def readable(table: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """The columns named, in that order, with their headers; figures unformatted (for files)."""
    return table[list(columns)].rename(columns={key: c.title for key, c in columns.items()})


def formatted(table: pd.DataFrame, columns: Mapping[str, Column]) -> Styler:
    """Like ``readable``, numbers shown in the session's language and unknown as a dash.

    The figures themselves stay numbers underneath, so that a click on a header sorts them rightly.
    """
    cells: dict[str, list[Any]] = {}
    texts: dict[str, list[str | None]] = {}
    for name, column in columns.items():
        given = [None if pd.isna(value) or value == "" else value for value in table[name]]
        cells[column.title] = given
        texts[column.title] = [
            None
            if value is None
            else str(value)
            if column.decimals is None
            else number(value, column.decimals)
            for value in given
        ]
    return worded(pd.DataFrame(cells), texts)


def _plain(value: object) -> str:
    return "–" if pd.isna(value) or value == "" else str(value)


@dataclass(frozen=True, eq=False)
class ReadyTable:
    """A table with its columns; what is drawn of it is worked out once.

    For tables that all sessions of one language share (``once_per_language``).
    """

    table: pd.DataFrame
    columns: Mapping[str, Column]

    def readable(self) -> pd.DataFrame:
        """For files, see ``readable``."""
        return readable(self.table, self.columns)

    @cached_property
    def formatted(self) -> Styler:
        """For ``st.dataframe``, see ``formatted``."""
        return formatted(self.table, self.columns)

    @cached_property
    def markdown(self) -> str:
        """The whole table as text."""
        return _as_markdown(self.table, self.columns)

    @cached_property
    def config(self) -> dict[str, Any]:
        """Streamlit's configuration of the columns, by header."""
        return {column.title: _column_config(column) for column in self.columns.values()}


def _column_config(column: Column) -> dict[str, Any]:
    # Only what is set: Streamlit copies every entry each time it draws the table.
    config = st.column_config.Column(
        column.title,
        help=column.help,
        width=column.width,
        alignment="right" if column.decimals is not None else "left",
    )
    return {name: value for name, value in config.items() if value is not None}


def draw_short_table(
    ready: ReadyTable, key: str, source_ids: Sequence[object], empty: str | None = None
) -> None:
    """Draw a table of a few rows, to be read and not sorted: every word of it is seen at once.

    It is also a tenth of the work of ``draw_table``, which counts where each click draws one.
    """
    if ready.table.empty:
        st.info(empty or _("No rows for this choice."))
        return
    st.markdown(ready.markdown)
    show_provenance(key, source_ids, ready.readable)


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


def show_table(
    table: pd.DataFrame,
    columns: Mapping[str, Column],
    key: str,
    source_ids: Sequence[object] = (),
    height: int | None = None,
    selectable: bool = False,
    empty: str | None = None,
) -> int | None:
    """Draw a table with sources and downloads; answers the position of the row clicked, if any.

    Numbers are formatted here and not by the browser, whose language may be another one.
    """
    return draw_table(ReadyTable(table, columns), key, source_ids, height, selectable, empty)


def draw_table(
    ready: ReadyTable,
    key: str,
    source_ids: Sequence[object],
    height: int | None = None,
    selectable: bool = False,
    empty: str | None = None,
) -> int | None:
    """Like ``show_table``, of a table that is kept."""
    if ready.table.empty:
        st.info(empty or _("No rows for this choice."))
        return None
    event = st.dataframe(
        ready.formatted,
        hide_index=True,
        width="stretch",
        height=height or _ROW_PX * (min(len(ready.table), _ROWS_SHOWN) + 1) + 3,
        column_config=ready.config,
        placeholder="–",
        key=f"{key}-table",
        on_select="rerun" if selectable else "ignore",
        selection_mode="single-row",
    )
    if selectable:
        st.caption(_("A row is chosen by a click, or with the arrow keys and Shift + space bar."))
    show_provenance(key, source_ids, ready.readable)
    if selectable and event.selection.rows:
        return int(event.selection.rows[0])
    return None
