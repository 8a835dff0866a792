"""All tables that a page shows as one workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from publishing.files.file_names import said
from publishing.files.spreadsheets import cited_table, workbook_bytes
from publishing.language import _
from publishing.sources import split_ids

#: Excel takes no longer name of a sheet.
_LONGEST_NAME = 31


@dataclass(frozen=True)
class PageTable:
    """A table with readable headers, made when it is asked for.

    ``key`` is that of its own download; ``note`` is what is to be known of it.
    """

    key: str
    table: Callable[[], pd.DataFrame]
    source_ids: Sequence[str] = ()
    note: str = ""


def page_workbook(tables: Sequence[PageTable]) -> bytes:
    """A sheet for each table that has rows, under the name that its own file has; then sources."""
    sheets: dict[str, pd.DataFrame] = {}
    notes: dict[str, str] = {}
    for each in tables:
        rows = each.table()
        if len(rows):
            name = _free(said(each.key), sheets)
            sheets[name], notes[name] = rows, each.note
    cited = split_ids(one for each in tables for one in each.source_ids)
    sources = _free(_("Sources"), sheets)
    return workbook_bytes({**sheets, sources: cited_table(cited)}, notes)


def _free(name: str, taken: dict[str, pd.DataFrame]) -> str:
    """The name, shortened and numbered so that no other sheet has it; Excel forgets the case."""
    known = {each.casefold() for each in taken}
    number, found = 1, name[:_LONGEST_NAME]
    while found.casefold() in known:
        number += 1
        found = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}-{number}"
    return found
