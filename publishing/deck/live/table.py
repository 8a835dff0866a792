"""A slide's table as HTML, and any table of figures among the notes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import zip_longest

from publishing.briefing.model import Table

_UNKNOWN = "–"
#: Letters of a cell that stands on one line whatever else is in its row.
_SHORT = 14


def table_html(table: Table, spare: Sequence[str] | None = None) -> str:
    """The first rows that the table wants shown; the page leaves out what finds no room.

    ``spare``: names of columns that go first, in this order, and no others to make room for rows.
    """
    return rows_html(
        table.title,
        list(table.ready.texts),
        _rows(table)[: table.most_rows],
        [column.decimals is not None for column in table.ready.columns.values()],
        len(_rows(table)),
        None if spare is None else _places(spare, list(table.ready.columns)),
    )


def whole_table_html(table: Table, most: int) -> str:
    """The same with all rows, up to ``most``, for the notes."""
    return rows_html(
        table.title,
        list(table.ready.texts),
        _rows(table)[:most],
        [column.decimals is not None for column in table.ready.columns.values()],
        len(_rows(table)),
    )


def rows_html(
    title: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    n_rows: int,
    spare: Sequence[int | None] | None = None,
) -> str:
    """A table with its headers; ``n_rows``: how many there are, shown or not.

    ``spare``: of every column its place among those that can be done without.
    """
    kinds = [
        ' class="number"' if each else ' class="short"' if _is_short(header, cells) else ""
        for each, header, cells in zip(numeric, headers, zip_longest(*rows), strict=False)
    ] or [""] * len(headers)
    head = "".join(
        f'<th scope="col"{kind}{_given(gives)}>{escape(header)}</th>'
        for header, kind, gives in zip(headers, kinds, spare or [None] * len(kinds), strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row, kinds, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<table data-rows="{n_rows}"{"" if spare is None else " data-spares"} '
        f'aria-label="{escape(title, quote=True)}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _is_short(header: str, cells: Sequence[str]) -> bool:
    """Whether a header of several words would claim room that no cell below it needs."""
    longest = max(map(len, cells), default=0)
    return " " in header and longest < min(len(header), _SHORT)


def _places(spare: Sequence[str], columns: Sequence[str]) -> list[int | None]:
    return [spare.index(name) if name in spare else None for name in columns]


def _given(place: int | None) -> str:
    return "" if place is None else f' data-spare="{place}"'


def _rows(table: Table) -> list[list[str]]:
    every = zip_longest(*table.ready.texts.values(), fillvalue=None)
    return [[cell or _UNKNOWN for cell in row] for row in every]
