"""Errors that a page can translate: every one carries a code and the facts around it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd


class AnalysisError(ValueError):
    """Input that cannot be worked with.

    Attributes
    ----------
    code : str
        Stable name of the problem, e.g. ``"duplicate"``. Pages choose their wording by it.
    fields : dict[str, object]
        The facts a message needs (table, regency_code, year, value, ...).

    ``str(error)`` is an English sentence for logs and tests.

    >>> error = AnalysisError("duplicate", "two rows for 5301", regency_code="5301")
    >>> error.code, error.fields
    ('duplicate', {'regency_code': '5301'})
    """

    def __init__(self, code: str, message: str, **fields: object) -> None:
        super().__init__(message)
        self.code = code
        self.fields = fields


class InvalidOptionError(AnalysisError):
    """A setting or option outside what it may be; names field, value and what is expected."""

    def __init__(self, field: str, value: object, expected: str) -> None:
        super().__init__(
            "invalid_option",
            f"{field} = {value!r}; expected {expected}",
            field=field,
            value=value,
            expected=expected,
        )
        self.field = field
        self.value = value
        self.expected = expected


def require_columns(columns: Iterable[object], needed: tuple[str, ...], table: str) -> None:
    """Raise ``AnalysisError("missing_column")`` when a table lacks a column."""
    present = set(columns)
    missing = [name for name in needed if name not in present]
    if missing:
        raise AnalysisError(
            "missing_column",
            f"table {table} lacks the column(s) {', '.join(missing)}",
            table=table,
            columns=tuple(missing),
        )


def refuse_duplicates(
    table: pd.DataFrame, key: list[str], name: str, error: type[AnalysisError] = AnalysisError
) -> None:
    """Raise ``error("duplicate")``, with the key, when a table has two rows for one."""
    columns = [table[column].to_numpy(dtype=object) for column in key]
    if len(set(zip(*columns, strict=True))) < len(table):  # quicker than pandas where all is well
        found = _key(table[table.duplicated(key)], key)
        raise error(
            "duplicate",
            f"table {name} has two rows for {' -> '.join(found)}",
            table=name,
            key=found,
        )


def refuse_negative(
    table: pd.DataFrame,
    column: str,
    key: list[str],
    name: str,
    error: type[AnalysisError] = AnalysisError,
) -> None:
    """Raise ``error("negative")``, with key and value, when a column has a number below 0."""
    below = table[column].to_numpy(dtype=np.float64, na_value=np.nan) < 0
    if below.any():
        found, value = _key(table[below], key), table.loc[below, column].iloc[0]
        raise error(
            "negative",
            f"table {name}, {' -> '.join(found)}: {column} = {value}; expected 0 or more",
            table=name,
            key=found,
            column=column,
            value=float(value),
        )


def _key(rows: pd.DataFrame, key: list[str]) -> tuple[str, ...]:
    return tuple(str(part) for part in rows[key].iloc[0])
