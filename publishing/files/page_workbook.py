"""All tables that a page shows as one workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
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
            name = free_name(said(each.key), sheets)
            sheets[name], notes[name] = rows, each.note
    cited = split_ids(one for each in tables for one in each.source_ids)
    sources = free_name(_("Sources"), sheets)
    return workbook_bytes({**sheets, sources: cited_table(cited)}, notes)


def _cut(name: str) -> str:
    """As much of it as Excel takes, to the end of a word where there is one."""
    if len(name) <= _LONGEST_NAME:
        return name
    return name[: _LONGEST_NAME + 1].rpartition(" ")[0] or name[:_LONGEST_NAME]


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, shortened and numbered so that no other sheet has it; Excel forgets the case."""
    known = {each.casefold() for each in taken}
    # Signs that Excel does not take in the name of a sheet.
    name = " ".join(re.sub(r"[\[\]:*?/\\]", " ", name).split()).strip("'")
    number, found = 1, _cut(name)
    while found.casefold() in known:
        number += 1
        found = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}-{number}"
    return found
