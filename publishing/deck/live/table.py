"""A slide's table as HTML, and any table of figures among the notes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import zip_longest

from publishing.briefing.model import Table

_UNKNOWN = "–"


def table_html(table: Table) -> str:
    """The first rows that the table wants shown; the page leaves out what finds no room."""
    return rows_html(
        table.title,
        list(table.ready.texts),
        _rows(table)[: table.most_rows],
        [column.decimals is not None for column in table.ready.columns.values()],
        len(_rows(table)),
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
) -> str:
    """A table with its headers; ``n_rows``: how many there are, shown or not."""
    kinds = [' class="number"' if each else "" for each in numeric]
    head = "".join(
        f'<th scope="col"{kind}>{escape(header)}</th>'
        for header, kind in zip(headers, kinds, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row, kinds, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<table data-rows="{n_rows}" aria-label="{escape(title, quote=True)}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _rows(table: Table) -> list[list[str]]:
    every = zip_longest(*table.ready.texts.values(), fillvalue=None)
    return [[cell or _UNKNOWN for cell in row] for row in every]
