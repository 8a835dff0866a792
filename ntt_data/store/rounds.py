"""Rounds of collecting figures: opened, closed, reopened; nothing of them is ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, Select, bindparam, func, insert, select

from ntt_data.store.clock import now
from ntt_data.store.collection_layout import (
    round_events,
    round_items,
    round_periods,
    rounds,
)
from ntt_data.store.collection_records import Period, Round, RoundEvent, RoundItem
from ntt_data.store.database import reading, writing
from ntt_data.store.errors import StoreError
from ntt_data.store.writes import Once

_ITEM = ("sheet", "item", "unit", "form")
_NEEDED = ("coefficient", "coefficient_source", "norm_kg", "norm_source")
_EVENT = ("kind", "reason", "at", "regency_code", "sheet", "credential_id")
# Composed once: every page of a form asks them, and composing one took longer than asking.
_ITEMS = (
    select(round_items)
    .where(round_items.c.round_id == bindparam("of_round"))
    .order_by(round_items.c.place)
)
_EVENTS = (
    select(round_events)
    .where(round_events.c.round_id == bindparam("of_round"))
    .order_by(round_events.c.no)
)
_PERIODS = (
    select(round_periods)
    .where(round_periods.c.round_id == bindparam("of_round"))
    .order_by(round_periods.c.no)
)
_PLAIN = select(rounds).where(rounds.c.round_id == bindparam("of_round"))
_ROUND: dict[Literal["shared", "alone"] | None, Select[Any]] = {
    None: _PLAIN,
    "shared": _PLAIN.with_for_update(read=True),
    "alone": _PLAIN.with_for_update(),
}


class RoundStore:
    """The rounds in one database; every method may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, opened: Round, write_key: str | None = None) -> Round:
        """Keep a new round with its items; a key that was used before gives the one of then."""
        once = Once(self._engine, write_key, "open_round")
        values = {name: value for name, value in vars(opened).items() if name in rounds.c}
        items = [
            {**asdict(item), "round_id": opened.round_id, "place": place}
            for place, item in enumerate(opened.items)
        ]

        later = [
            {**each._asdict(), "round_id": opened.round_id, "no": no}
            for no, each in enumerate(opened.later_periods, 2)
        ]

        def write(connection: Connection) -> Round:
            once.claim(connection, opened.round_id, 0)
            connection.execute(insert(rounds).values(values))
            connection.execute(insert(round_items), items)
            if later:
                connection.execute(insert(round_periods), later)
            return opened

        return once.do(write, lambda connection, then: found_round(connection, then.subject))

    def load(self, round_id: str) -> Round:
        """A round with all that happened to it; ``StoreError("no_round")`` when there is none."""
        with reading(self._engine) as connection:
            return found_round(connection, round_id)

    def list(self) -> list[Round]:
        """All rounds, the one opened last first."""
        with reading(self._engine) as connection:
            found = connection.execute(select(rounds).order_by(rounds.c.opened_at.desc())).all()
            return [_filled(connection, row) for row in found]

    def tell(self, round_id: str, event: RoundEvent) -> None:
        """Add something that happened."""
        with writing(self._engine) as connection:
            found_round(connection, round_id, until_commit="alone")
            number = select(func.coalesce(func.max(round_events.c.no), 0) + 1).where(
                round_events.c.round_id == round_id
            )
            connection.execute(
                insert(round_events).values(
                    round_id=round_id, no=number.scalar_subquery(), **{**vars(event), "at": now()}
                )
            )


def found_round(
    connection: Connection, round_id: str, until_commit: Literal["shared", "alone"] | None = None
) -> Round:
    """A round, read within a transaction.

    Until that is committed nothing happens to a round that is held ``shared``, and nobody else
    holds one that is held ``alone``. In SQLite whoever writes is alone anyway.
    """
    row = connection.execute(_ROUND[until_commit], {"of_round": round_id}).first()
    if row is None:
        raise StoreError("no_round", round_id=round_id)
    return _filled(connection, row)


def _filled(connection: Connection, row: Row[Any]) -> Round:
    of_round = {"of_round": row.round_id}
    items: Sequence[Row[Any]] = connection.execute(_ITEMS, of_round).all()
    events: Sequence[Row[Any]] = connection.execute(_EVENTS, of_round).all()
    periods: Sequence[Row[Any]] = connection.execute(_PERIODS, of_round).all()
    return Round(
        **row._mapping,
        items=tuple(
            RoundItem(**{name: each._mapping[name] for name in (*_ITEM, *_NEEDED)})
            for each in items
        ),
        events=tuple(
            RoundEvent(**{name: each._mapping[name] for name in _EVENT}) for each in events
        ),
        later_periods=tuple(
            Period(**{name: each._mapping[name] for name in Period._fields}) for each in periods
        ),
    )
