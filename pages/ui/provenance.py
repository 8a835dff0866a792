"""What stands below every figure: where it comes from, and files to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from pages.ui.fragments import fragment
from pages.ui.on_demand import popover_on_demand
from publishing.files.pictures import png_bytes
from publishing.files.spreadsheets import csv_bytes, xlsx_bytes
from publishing.language import _, keep_language
from publishing.sources import register_text, source_line, split_ids
from publishing.words import sentence_of

#: Makes the figures for a file, with readable headers, once somebody asks for it: outside of any
#: session, so that all it may depend on is the language.
Table = Callable[[], pd.DataFrame]


@fragment
def show_provenance(
    key: str,
    source_ids: Iterable[object] = (),
    table: Table | None = None,
    spec: Mapping[str, Any] | None = None,
    note: str = "",
    remark: str = "",
    named: bool = False,
) -> None:
    """A button for sources and one for files; what either opens is made once it is open.

    ``key`` is unique on the page and names the files. Without ``source_ids`` there is no button for
    sources, without ``table`` none for files; ``spec`` adds the picture of a chart, ``note`` is
    written into the files beside the sources, ``remark`` into the picture; a table has its own.
    On paper a line names the sources; ``named``: it stands above already, for the screen too.
    """
    ids = split_ids(source_ids)
    with st.container(horizontal=True):
        if ids:
            popover_on_demand(
                _("Sources ({n})", n=len(ids)),
                f"sources-{key}",
                ":material/menu_book:",
                lambda: st.markdown(register_text(ids)),
            )
        if table is not None:
            popover_on_demand(
                _("Download"),
                f"files-{key}",
                ":material/download:",
                lambda: _offer_files(key, table, ids, spec, note, remark),
            )
    if ids:
        st.html(_line_on_paper(ids, "" if named else source_line(ids)))


def _line_on_paper(ids: Sequence[str], line: str) -> str:
    """The sources where nothing can be opened; ``static/page/print.js`` gathers the ids."""
    marks = " ".join(dict.fromkeys(one.split("_")[0] for one in ids))
    return f'<p class="ntt-paper-source" data-sources="{escape(marks)}">{escape(line)}</p>'


def _offer_files(
    key: str,
    table: Table,
    ids: Sequence[str],
    spec: Mapping[str, Any] | None,
    note: str,
    remark: str,
) -> None:
    """A button for each file; the file itself is made on the click."""
    st.download_button(
        _("Table with sources (XLSX)"),
        keep_language(lambda: xlsx_bytes(table(), ids, note)),
        f"{key}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"{key}-xlsx",
        on_click="ignore",
    )
    st.download_button(
        _("Table (CSV)"),
        keep_language(lambda: csv_bytes(table())),
        f"{key}.csv",
        "text/csv",
        key=f"{key}-csv",
        on_click="ignore",
    )
    if spec is not None:
        line = f"{sentence_of(remark)} {source_line(ids)}" if remark else source_line(ids)
        st.download_button(
            _("Picture (PNG)"),
            lambda: png_bytes(spec, note, line),
            f"{key}.png",
            "image/png",
            key=f"{key}-png",
            on_click="ignore",
        )
