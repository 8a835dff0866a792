"""Errors that a page can translate: every one carries a code and the facts around it."""

from __future__ import annotations

from collections.abc import Iterable


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
