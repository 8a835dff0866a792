"""Which product a zone chose as its flagship: rows are added, and the last one of a zone holds.

Every write says which choice its writer has seen; one that came in between is not written over.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, Engine, Row, insert, select
from sqlalchemy.exc import IntegrityError

from ntt_data.store.case_layout import zone_choices
from ntt_data.store.clock import now
from ntt_data.store.database import reading
from ntt_data.store.errors import StoreError
from ntt_data.store.writes import Once, Written, written
from ntt_data.store.zone_choice_records import ZoneChoice

_OF_CHOICE = (
    *("zone_id", "no", "product_kind", "product", "chosen_by", "details"),
    *("reason", "actor_role", "credential_id", "at"),
)


class ZoneChoiceStore:
    """The choices in one database; every method may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def choose(self, choice: ZoneChoice, seen: int, write_key: str | None = None) -> ZoneChoice:
        """Add a choice; a ``write_key`` that was used before gives the one that it made.

        Parameters
        ----------
        seen : int
            ``no`` of the zone's last choice that its writer has seen; 0 where there was none.

        Raises
        ------
        StoreError
            ``choice_moved_on`` where something was chosen or taken back since.
        """
        once = Once(self._engine, write_key, "zone_choice")

        def write(connection: Connection) -> ZoneChoice:
            last = _last_no(connection, choice.zone_id)
            once.claim(connection, choice.zone_id, seen + 1)
            if last != seen:
                raise StoreError("choice_moved_on", zone_id=choice.zone_id)
            kept = replace(choice, no=seen + 1, at=now())
            row = {name: getattr(kept, name) for name in _OF_CHOICE}
            try:
                connection.execute(
                    insert(zone_choices).values(**{**row, "details": dict(kept.details)})
                )
            except IntegrityError as error:  # PostgreSQL: two first choices at one moment
                raise StoreError("choice_moved_on", zone_id=choice.zone_id) from error
            return kept

        return once.do(write, _made)

    def list(self) -> list[ZoneChoice]:
        """Every choice of every zone, in the order in which they were made."""
        asked = select(zone_choices).order_by(
            zone_choices.c.at, zone_choices.c.zone_id, zone_choices.c.no
        )
        with reading(self._engine) as connection:
            return [_choice(row) for row in connection.execute(asked)]

    def outcome(self, write_key: str) -> ZoneChoice | None:
        """What came of a write whose answer did not arrive; None where it was not done."""
        with reading(self._engine) as connection:
            done = written(connection, write_key, "zone_choice")
            return None if done is None else _made(connection, done)


def _last_no(connection: Connection, zone_id: str) -> int:
    asked = (
        select(zone_choices.c.no)
        .where(zone_choices.c.zone_id == zone_id)
        .order_by(zone_choices.c.no.desc())
        .limit(1)
    )
    return connection.execute(asked).scalar() or 0


def _made(connection: Connection, done: Written) -> ZoneChoice:
    of_this = (zone_choices.c.zone_id == done.subject) & (zone_choices.c.no == done.revision)
    return _choice(connection.execute(select(zone_choices).where(of_this)).one())


def _choice(row: Row[tuple[object, ...]]) -> ZoneChoice:
    return ZoneChoice(**{name: row._mapping[name] for name in _OF_CHOICE})
