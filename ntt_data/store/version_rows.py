"""Rows of versions as records: a heading, or all of it with its figures and findings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, select

from ntt_data.store.collection_layout import figures, findings, versions
from ntt_data.store.collection_records import Figure, Finding, SheetKey, Version

#: Versions of the sheet that is named by its key, part by part. Composed once, as are those below:
#: each page of a form asks several, and composing one took longer than asking.
OF_SHEET = select(versions).where(
    *(versions.c[part] == bindparam(part) for part in SheetKey._fields)
)
_FIGURES, _FINDINGS = (
    select(table).where(table.c.receipt_no == bindparam("of_receipt"))
    for table in (figures, findings)
)


def heading(row: Row[Any]) -> Version:
    """A version without its figures and findings."""
    return Version(
        key=SheetKey(row.round_id, row.regency_code, row.sheet),
        **{
            name: row._mapping[name]
            for name in (
                *("receipt_no", "no", "base_no", "office", "position"),
                *("channel", "content_hash", "at", "credential_id"),
            )
        },
    )


def whole_version(connection: Connection, row: Row[Any]) -> Version:
    """A version with its figures and findings."""
    of_receipt = {"of_receipt": row.receipt_no}
    told = connection.execute(_FIGURES, of_receipt).mappings()
    asked = connection.execute(_FINDINGS, of_receipt).mappings()
    return Version(
        **{
            **vars(heading(row)),
            "figures": tuple(_of_receipt(Figure, told)),
            "findings": tuple(_of_receipt(Finding, asked)),
        }
    )


def rows_by_receipt(
    connection: Connection, table: Table, kind: Any, round_id: str
) -> dict[str, list[Any]]:
    """The rows of a table for every version of a round, by receipt, each in a fixed order."""
    asked = (
        select(table)
        .join(versions, versions.c.receipt_no == table.c.receipt_no)
        .where(versions.c.round_id == round_id)
        .order_by(table.c.item, table.c.measure, table.c.period)
    )
    found: dict[str, list[Any]] = {}
    for each in connection.execute(asked).mappings():
        found.setdefault(each["receipt_no"], []).extend(_of_receipt(kind, [each]))
    return found


def _of_receipt(kind: Any, rows: Any) -> list[Any]:
    return [kind(**{name: each[name] for name in each if name != "receipt_no"}) for each in rows]
