"""What the bureau decides about versions, each decision that touches a balance an edition.

A decision is there for all or for none: its number, what it accepts and the edition that it makes
are one transaction. None is ever changed: taking one back is a decision too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, bindparam, func, insert, select

from ntt_data.store.clock import now
from ntt_data.store.collection_layout import figures, reviewed_figures, reviews, versions
from ntt_data.store.collection_records import Figure, Review, SheetKey
from ntt_data.store.corrections import one_at_a_time
from ntt_data.store.database import reading
from ntt_data.store.errors import StoreError
from ntt_data.store.layout import editions
from ntt_data.store.writes import Once, Written, written

_PLAIN = ("no", "edition", "kind", "receipt_no", "undoes", "remark", "actor_role", "at")
_DECIDED = select(
    reviews, versions.c.round_id, versions.c.regency_code, versions.c.sheet
).join_from(reviews, versions)
_OF_SHEET = _DECIDED.where(*(versions.c[part] == bindparam(part) for part in SheetKey._fields))


class ReviewStore:
    """The decisions in one database; every method may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def decide(self, review: Review, write_key: str | None = None) -> Review:
        """Keep a decision; with a ``write_key`` that was used before it gives the one of then.

        What is accepted, and what takes something accepted away, makes an edition of the data.

        Raises
        ------
        StoreError
            ``no_receipt``; ``no_figure`` for one that the version does not have;
            ``undone_before`` for a decision that is not there or was taken back.
        """
        once = Once(self._engine, write_key, "review")

        def write(connection: Connection) -> Review:
            one_at_a_time(connection)
            _require_known(connection, review)
            number = (connection.scalar(select(func.max(reviews.c.no))) or 0) + 1
            once.claim(connection, reviews.name, number)
            edition = _new_edition(connection, review) if _counts(connection, review) else None
            kept = replace(review, no=number, edition=edition, at=now())
            _keep(connection, kept)
            return kept

        return once.do(write, _decided_then)

    def outcome(self, write_key: str) -> Review | None:
        """What was decided with this key; None where nothing was."""
        with reading(self._engine) as connection:
            done = written(connection, write_key, "review")
            return None if done is None else _decided_then(connection, done)

    def of_round(self, round_id: str) -> list[Review]:
        """Every decision about a round, in the order in which they were made."""
        with reading(self._engine) as connection:
            return _found(connection, _DECIDED.where(versions.c.round_id == round_id))

    def of_sheet(self, key: SheetKey) -> list[Review]:
        """Every decision about one sheet of a round, in the order in which they were made."""
        with reading(self._engine) as connection:
            return _found(connection, _OF_SHEET, key._asdict())

    def of_versions(self, receipt_nos: Collection[str]) -> list[Review]:
        """Every decision about these versions, in the order in which they were made."""
        with reading(self._engine) as connection:
            return _found(connection, _DECIDED.where(reviews.c.receipt_no.in_(receipt_nos)))

    def until(self, edition: int, after: int = 0) -> tuple[Review, ...]:
        """What touches balances up to this edition, in the order in which it was decided.

        ``after`` leaves out what an earlier edition holds already.
        """
        later = reviews.c.edition > after, reviews.c.edition <= edition
        with reading(self._engine) as connection:
            return tuple(_found(connection, _DECIDED.where(*later)))


def _require_known(connection: Connection, review: Review) -> None:
    version = versions.c.receipt_no == review.receipt_no
    if connection.execute(select(versions.c.no).where(version)).first() is None:
        raise StoreError("no_receipt", receipt_no=review.receipt_no)
    asked = select(figures.c.item, figures.c.measure, figures.c.period).where(
        figures.c.receipt_no == review.receipt_no
    )
    known = {tuple(row) for row in connection.execute(asked)}
    for each in review.figures:
        if each.place not in known:
            raise StoreError("no_figure", item=each.item, measure=each.measure)
    if review.undoes is not None:
        before = connection.execute(select(reviews).where(reviews.c.no == review.undoes)).first()
        again = connection.execute(
            select(reviews.c.no).where(reviews.c.undoes == review.undoes)
        ).first()
        if before is None or before.receipt_no != review.receipt_no or again is not None:
            raise StoreError("undone_before", no=review.undoes)


def _counts(connection: Connection, review: Review) -> bool:
    """Whether any figure that counts is another one by it."""
    if review.kind == "accepted":
        return True
    if review.kind == "undone":
        undone = select(reviews.c.edition).where(reviews.c.no == review.undoes)
        return connection.scalar(undone) is not None
    accepted = select(reviews.c.no).where(
        reviews.c.receipt_no == review.receipt_no, reviews.c.kind == "accepted"
    )
    return connection.execute(accepted).first() is not None


def _new_edition(connection: Connection, review: Review) -> int:
    number = (connection.scalar(select(func.max(editions.c.number))) or 0) + 1
    connection.execute(
        insert(editions).values(
            number=number,
            kind="review",
            actor_role=review.actor_role,
            at=now(),
            reason=f"{review.kind}: {review.receipt_no}",
        )
    )
    return number


def _keep(connection: Connection, kept: Review) -> None:
    values = {name: value for name, value in vars(kept).items() if name in reviews.c}
    connection.execute(insert(reviews).values(values))
    rows = [
        {"no": kept.no, "receipt_no": kept.receipt_no, **each.place._asdict()}
        for each in kept.figures
    ]
    if rows:
        connection.execute(insert(reviewed_figures), rows)


def _decided_then(connection: Connection, done: Written) -> Review:
    return _found(connection, _DECIDED.where(reviews.c.no == done.revision))[0]


def _found(
    connection: Connection, asked: Select[Any], given: Mapping[str, str] | None = None
) -> list[Review]:
    rows: Sequence[Row[Any]] = connection.execute(asked.order_by(reviews.c.no), given).all()
    if not rows:  # as of every sheet that was handed in a moment ago
        return []
    accepted: dict[int, list[Figure]] = {}
    told = (
        select(reviewed_figures.c.no, figures)
        .join_from(reviewed_figures, figures)
        .where(reviewed_figures.c.no.in_(asked.with_only_columns(reviews.c.no)))
        .order_by(figures.c.item, figures.c.measure, figures.c.period)
    )
    for row in connection.execute(told, given):
        figure = Figure(row.item, row.measure, row.status, row.value, row.text, row.period)
        accepted.setdefault(row.no, []).append(figure)
    return [
        Review(
            **{name: row._mapping[name] for name in (*_PLAIN, "credential_id")},
            key=SheetKey(row.round_id, row.regency_code, row.sheet),
            figures=tuple(accepted.get(row.no, ())),
        )
        for row in rows
    ]
