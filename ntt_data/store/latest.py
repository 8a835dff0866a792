"""The newest moment that a database knows: a clock that is behind it is wrong."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, DateTime, Engine, select, type_coerce

# With these all tables are in ``metadata``.
from ntt_data.store import case_layout, decision_layout  # noqa: F401
from ntt_data.store.database import reading
from ntt_data.store.layout import metadata
from ntt_data.store.moments import Moment

#: Of so many rows one at least is readable; whoever has damaged more has other sorrows.
_LOOKED_AT = 5


def latest_moment(engine: Engine) -> datetime | None:
    """When the last thing happened that is kept here, in UTC; None in an empty database.

    Raises ``StoreError("unavailable")``.
    """
    found: list[datetime] = []
    with reading(engine) as connection:
        for column in _happened():
            moment = type_coerce(column, Moment())
            newest = select(moment).where(column.is_not(None)).order_by(column.desc())
            rows = connection.scalars(newest.limit(_LOOKED_AT))
            found += [each for each in rows if each is not None]
    return max(found, default=None)


def _happened() -> list[Column[datetime]]:
    """Columns that say when something was; ``deadline`` and ``not_before`` lie in the future."""
    return [
        column
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, DateTime | Moment)
        and (column.name == "at" or column.name.endswith("_at"))
    ]
