"""Tables with readable headers, right-aligned numbers and one number format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from pages.ui.charts import offer_downloads
from pages.ui.formats import number
from pages.ui.language import _
from pages.ui.markdown_text import plain
from pages.ui.sources import show_sources, split_ids

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


class _Worded(float):
    """A figure that knows its text: a number to sort by, words to read."""

    text: str

    def __new__(cls, value: float, text: str) -> _Worded:
        made = super().__new__(cls, value)
        made.text = text
        return made

    def __str__(self) -> str:
        return self.text


def _as_worded(table: pd.DataFrame) -> Styler:
    """Shows every cell by its own text.

    Streamlit shows the texts that a Styler works out cell by cell, in these two methods; here they
    are in the cells already, and a table is drawn in a quarter of the time.
    """
    style = table.style
    style._compute = lambda: style
    style._translate = lambda *_args: {"body": [], "cellstyle": []}
    return style


def formatted(table: pd.DataFrame, columns: Mapping[str, Column]) -> Styler:
    """Like ``readable``, numbers shown in the session's language and unknown as a dash.

    The figures themselves stay numbers underneath, so that a click on a header sorts them rightly.
    """
    shown = {
        column.title: [
            None
            if pd.isna(value) or value == ""
            else value
            if column.decimals is None
            else _Worded(value, number(value, column.decimals))
            for value in table[name]
        ]
        for name, column in columns.items()
    }
    return _as_worded(pd.DataFrame(shown, dtype="object"))


def _plain(value: object) -> str:
    return "–" if pd.isna(value) or value == "" else str(value)


def show_short_table(
    table: pd.DataFrame,
    columns: Mapping[str, Column],
    key: str,
    source_ids: Sequence[object] = (),
    empty: str | None = None,
) -> None:
    """Draw a table of a few rows, to be read and not sorted: every word of it is seen at once.

    It is also a tenth of the work of ``show_table``, which counts where each click draws one.
    """
    if table.empty:
        st.info(empty or _("No rows for this choice."))
        return
    st.markdown(_as_markdown(table, columns))
    ids = split_ids(source_ids)
    with st.container(horizontal=True):
        if ids:
            show_sources(ids)
        offer_downloads(lambda: readable(table, columns), key, ids)


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
    if table.empty:
        st.info(empty or _("No rows for this choice."))
        return None
    config = {
        column.title: st.column_config.Column(
            column.title,
            help=column.help,
            width=column.width,
            alignment="right" if column.decimals is not None else "left",
        )
        for column in columns.values()
    }
    event = st.dataframe(
        formatted(table, columns),
        hide_index=True,
        width="stretch",
        height=height or _ROW_PX * (min(len(table), _ROWS_SHOWN) + 1) + 3,
        column_config=config,
        placeholder="–",
        key=f"{key}-table",
        on_select="rerun" if selectable else "ignore",
        selection_mode="single-row",
    )
    if selectable:
        st.caption(_("A row is chosen by a click, or with the arrow keys and Shift + space bar."))
    ids = split_ids(source_ids)
    with st.container(horizontal=True):
        if ids:
            show_sources(ids)
        offer_downloads(readable(table, columns), key, ids)
    if selectable and event.selection.rows:
        return int(event.selection.rows[0])
    return None
