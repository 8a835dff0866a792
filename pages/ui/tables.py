"""Tables on the screen: headers, right-aligned numbers, sources and files below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from pages.ui import state
from pages.ui.provenance import Renewed, show_provenance
from pages.ui.worded import worded
from publishing.language import _
from publishing.markdown_text import plain
from publishing.tables import Column, ReadyTable
from publishing.words import sentence_of

# All 22 regencies are seen without scrolling inside the table.
_ROWS_SHOWN = 22
_ROW_PX = 35


# Longer texts are sentences, which may be cut: a click on the cell shows them whole.
_LONGEST_NAME = 28
_LETTER_PX, _PADDING_PX = 6.9, 18

_formatted: WeakKeyDictionary[ReadyTable, Styler] = WeakKeyDictionary()
_widths: WeakKeyDictionary[ReadyTable, dict[str, int]] = WeakKeyDictionary()
_numbers: WeakKeyDictionary[ReadyTable, int] = WeakKeyDictionary()
_counted = count()


def formatted(ready: ReadyTable) -> Styler:
    """The table for ``st.dataframe``: texts in the session's language, unknown as a dash.

    The figures themselves stay numbers underneath, so that a click on a header sorts them rightly.
    Worked out once for a table that is kept.
    """
    if ready not in _formatted:
        cells = {
            column.title: _cells([None if pd.isna(v) or v == "" else v for v in ready.table[name]])
            for name, column in ready.columns.items()
        }
        _formatted[ready] = worded(pd.DataFrame(cells), ready.texts)
    return _formatted[ready]


def _cells(values: list[Any]) -> pd.Series:
    """Texts as objects: as pandas' own text each cell is sent with eight bytes beside its own."""
    are_texts = any(isinstance(v, str) for v in values)
    return pd.Series(values, dtype=object) if are_texts else pd.Series(values)


def name_widths(ready: ReadyTable) -> dict[str, int]:
    """Pixels that each column of names needs for its longest one, by header.

    The browser measures a column by the rows it shows first, without those that are twice as long
    as the others: of "Sumba Barat Daya" further down it would show "Sumba Barat D…".
    """
    if ready not in _widths:
        found = {}
        for name, column in ready.columns.items():
            if column.decimals is not None or column.width is not None:
                continue
            longest = max(
                (len(each) for each in ready.table[name] if isinstance(each, str)), default=0
            )
            if 0 < longest <= _LONGEST_NAME:
                letters = max(longest, len(column.title))
                found[column.title] = round(_LETTER_PX * letters + _PADDING_PX)
        _widths[ready] = found
    return _widths[ready]


def _column_config(column: Column, width: int | None) -> dict[str, Any]:
    # Only what is set: Streamlit copies every entry each time it draws the table.
    config = st.column_config.Column(
        column.title,
        help=column.help,
        width=column.width or width,
        alignment="right" if column.decimals is not None else "left",
    )
    return {name: value for name, value in config.items() if value is not None}


@dataclass(frozen=True)
class Openable:
    """Rows that a click opens; the open one stands in the address by its code.

    ``parameter`` is that of the address, ``label`` its word for whoever comes by a link that names
    no row; ``codes`` has one for each row. ``then`` is called before the run that follows a click,
    and says what it redraws.
    """

    parameter: str
    label: str
    codes: Sequence[str]
    then: Callable[[], None] | None = None

    def chosen(self, widget: str) -> int | None:
        """Position of the open row; the table marks it, whoever has chosen it."""
        code = state.chosen(
            self.parameter,
            ["", *self.codes],
            "",
            label=self.label,
            format_func=lambda code: code or _("none"),
        )
        rows = [self.codes.index(code)] if code else []
        if self._marked(widget) != rows:
            st.session_state[widget] = {"selection": {"rows": rows, "columns": [], "cells": []}}
        return rows[0] if rows else None

    def pick(self, widget: str) -> None:
        """Open the row that has been clicked; a second click on it closes it."""
        rows = [row for row in self._marked(widget) if 0 <= row < len(self.codes)]
        state.choose(self.parameter, self.codes[rows[0]] if rows else "")
        if self.then is not None:
            self.then()

    @staticmethod
    def _marked(widget: str) -> list[int]:
        found: Any = st.session_state.get(widget) or {}
        return list(found.get("selection", {}).get("rows", []))


def draw_short_table(
    ready: ReadyTable,
    key: str,
    source_ids: Sequence[object],
    empty: str | None = None,
    note: str = "",
    about: str = "",
) -> None:
    """Draw a table of a few rows, to be read and not sorted: every word of it is seen at once.

    It is also a tenth of the work of ``draw_table``, which counts where each click draws one.
    """
    if ready.table.empty:
        st.info(empty or _("No rows for this choice."))
        return
    st.markdown(ready.markdown)
    draw_below(ready, key, source_ids, note=note, about=about)


def _show_remark(ready: ReadyTable) -> None:
    if ready.remark:
        st.caption(plain(sentence_of(ready.remark)))


def _options(ready: ReadyTable, key: str, height: int | None) -> dict[str, Any]:
    widths = name_widths(ready)
    return {
        "hide_index": True,
        "width": "stretch",
        "height": height or _ROW_PX * (min(len(ready.table), _ROWS_SHOWN) + 1) + 3,
        "column_config": {
            c.title: _column_config(c, widths.get(c.title)) for c in ready.columns.values()
        },
        "placeholder": "–",
        "key": key,
        "selection_mode": "single-row",
    }


def _number_of(ready: ReadyTable) -> int:
    """A number that no other table has had: by it Streamlit tells whether it has drawn this one."""
    if ready not in _numbers:
        _numbers[ready] = next(_counted)
    return _numbers[ready]


# The table itself as Streamlit sends it: to turn it into Arrow's form is nearly all the work. A
# table that is kept is drawn again and again, and another edition has other tables.
@st.cache_resource(max_entries=512, show_spinner=False)
def _draw_kept(number: int, key: str, height: int | None, _ready: ReadyTable) -> None:
    st.dataframe(formatted(_ready), on_select="ignore", **_options(_ready, key, height))


def draw_table(
    ready: ReadyTable,
    key: str,
    source_ids: Sequence[object],
    height: int | None = None,
    openable: Openable | None = None,
    empty: str | None = None,
    note: str = "",
    about: str = "",
) -> int | None:
    """Draw a table with sources and downloads; answers which row is open, if any is.

    Numbers are formatted here and not by the browser, whose language may be another one. ``note``
    is written into the files, ``about`` into their names.
    """
    opened = None if openable is None else openable.chosen(f"{key}-table")
    if ready.table.empty:
        st.info(empty or _("No rows for this choice."))
        return None
    draw_cells(ready, key, height, openable)
    draw_below(ready, key, source_ids, openable is not None, note, about)
    return opened


def draw_cells(
    ready: ReadyTable, key: str, height: int | None = None, openable: Openable | None = None
) -> None:
    """The table alone; what is ``openable`` has been asked for its ``chosen`` row before."""
    if openable is None:
        _draw_kept(_number_of(ready), f"{key}-table", height, ready)
    else:
        pick = partial(openable.pick, f"{key}-table")
        st.dataframe(formatted(ready), on_select=pick, **_options(ready, f"{key}-table", height))


def draw_below(
    ready: ReadyTable,
    key: str,
    source_ids: Sequence[object],
    is_openable: bool = False,
    note: str = "",
    about: str = "",
    renewed: Renewed | None = None,
) -> None:
    """What stands below a table: its remark, how a row is chosen, sources and files.

    ``renewed`` as of ``show_provenance``.
    """
    _show_remark(ready)
    if is_openable:
        with st.container(key=f"screen-only-{key}"):
            st.caption(
                _("A row is chosen by a click, or with the arrow keys and Shift + space bar.")
            )
    show_provenance(key, source_ids, ready.readable, note=note, about=about, renewed=renewed)
