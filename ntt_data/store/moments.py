"""Moments of the database that one damaged row cannot make unreadable for everybody.

SQLite keeps whatever somebody has put into a column: a list with "kemarin" in one row could not be
read at all.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.dialects.sqlite import DATETIME
from sqlalchemy.types import TypeDecorator, TypeEngine

#: Stands for a moment that is there and cannot be read, where it counts that it is there.
UNREADABLE = datetime.min


class _Lenient(DATETIME):
    """SQLite's moments; one that cannot be read is ``UNREADABLE``."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        read = super().result_processor(dialect, coltype)

        def read_or_not(value: Any) -> Any:
            try:
                return value if read is None else read(value)
            except (TypeError, ValueError):
                return UNREADABLE

        return read_or_not


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, None where it cannot be read; ``UNREADABLE`` if ``is_told``."""

    impl = DateTime
    cache_ok = True

    def __init__(self, is_told: bool = False) -> None:
        super().__init__()
        self.is_told = is_told

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Other databases take no moment that is none."""
        if dialect.name != "sqlite":
            return super().load_dialect_impl(dialect)
        return dialect.type_descriptor(_Lenient())  # type: ignore[no-untyped-call]

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As the class says."""
        return None if value == UNREADABLE and not self.is_told else value
