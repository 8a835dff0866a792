"""What was handed in: every version of every sheet, with its receipt; and what is half written."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Table,
    delete,
    func,
    insert,
    select,
    text,
)

from ntt_data.store.clock import now
from ntt_data.store.collection_layout import drafts, figures, findings, versions
from ntt_data.store.collection_records import (
    Draft,
    Figure,
    Finding,
    Round,
    SheetKey,
    Submission,
    Version,
)
from ntt_data.store.database import insert_or_other, reading, writing
from ntt_data.store.errors import StoreError
from ntt_data.store.ids import new_id
from ntt_data.store.rounds import found_round

_RECEIPT_LENGTH = 8


class SubmissionStore:
    """What was handed in to one database; methods may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def hand_in(
        self,
        given: Submission,
        is_open: Callable[[Round, SheetKey, datetime], bool] | None = None,
    ) -> Version:
        """Keep a new version; returns when the database has it.

        The same idempotency key with the same content gives the version that is there already.

        Parameters
        ----------
        is_open : callable, optional
            Whether a round takes this sheet at a moment. It is asked in the transaction that keeps
            the version, of the round as it is then: whoever ends a round comes before or after.

        Raises
        ------
        StoreError
            ``other_content`` when the key was used for something else, ``closed`` when ``is_open``
            says no: nothing is kept then.
        """
        content = _content_hash(given)
        with writing(self._engine) as connection:
            _one_at_a_time(connection)
            same = versions.c.idempotency_key == given.idempotency_key
            if known := connection.execute(select(versions).where(same)).first():
                if known.content_hash != content:
                    raise StoreError("other_content", receipt_no=known.receipt_no, no=known.no)
                return _version(connection, known)
            at = now()
            if is_open is not None:
                asked = found_round(connection, given.key.round_id, until_commit="shared")
                if not is_open(asked, given.key, at):
                    raise StoreError("closed", round_id=asked.round_id)
            newest = select(func.coalesce(func.max(versions.c.no), 0)).where(_of(given.key))
            kept = Version(
                receipt_no=new_id(_RECEIPT_LENGTH),
                key=given.key,
                no=(connection.scalar(newest) or 0) + 1,
                base_no=given.base_no,
                office=given.office,
                position=given.position,
                channel=given.channel,
                content_hash=content,
                at=at,
                credential_id=given.credential_id,
                figures=given.figures,
                findings=given.findings,
            )
            _keep(connection, kept, given.idempotency_key)
            if given.credential_id is not None and given.session_hash is not None:
                connection.execute(
                    delete(drafts).where(
                        drafts.c.credential_id == given.credential_id,
                        drafts.c.session_hash == given.session_hash,
                    )
                )
        return kept

    def knows(self, idempotency_key: str) -> bool:
        """Whether a form with this key was handed in."""
        asked = select(versions.c.receipt_no).where(versions.c.idempotency_key == idempotency_key)
        with reading(self._engine) as connection:
            return connection.execute(asked).first() is not None

    def newest(self, key: SheetKey) -> Version | None:
        """The last version of a sheet, or None while there is none."""
        asked = select(versions).where(_of(key)).order_by(versions.c.no.desc()).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(asked).first()
            return None if row is None else _version(connection, row)

    def versions(self, key: SheetKey) -> list[Version]:
        """Every version of a sheet, the newest first."""
        asked = select(versions).where(_of(key)).order_by(versions.c.no.desc())
        with reading(self._engine) as connection:
            return [_version(connection, row) for row in connection.execute(asked).all()]

    def of_round(self, round_id: str) -> list[Version]:
        """Every version of a round in the order in which they came, without their figures."""
        asked = select(versions).where(versions.c.round_id == round_id)
        with reading(self._engine) as connection:
            rows = connection.execute(asked.order_by(versions.c.at, versions.c.no)).all()
            return [_heading(row) for row in rows]

    def whole_round(self, round_id: str) -> list[Version]:
        """Every version of a round in the order in which they came, with figures and findings."""
        with reading(self._engine) as connection:
            asked = select(versions).where(versions.c.round_id == round_id)
            rows = connection.execute(asked.order_by(versions.c.at, versions.c.no)).all()
            told = _by_receipt(connection, figures, Figure, round_id)
            odd = _by_receipt(connection, findings, Finding, round_id)
        return [
            replace(
                _heading(row),
                figures=tuple(told.get(row.receipt_no, ())),
                findings=tuple(odd.get(row.receipt_no, ())),
            )
            for row in rows
        ]

    def receipts(self, round_id: str) -> list[str]:
        """The receipts of a round in the order in which they came."""
        asked = select(versions.c.receipt_no).where(versions.c.round_id == round_id)
        with reading(self._engine) as connection:
            return list(connection.scalars(asked.order_by(versions.c.at, versions.c.no)))

    def counts(self, receipt_nos: Collection[str]) -> dict[str, tuple[int, int]]:
        """By receipt how many figures have a value, and how many questions were answered.

        Only those that have one or the other. Counted by the database: a round has thousands.
        """
        with reading(self._engine) as connection:
            values, questions = (
                {
                    receipt_no: int(n)
                    for receipt_no, n in connection.execute(
                        select(table.c.receipt_no, func.count())
                        .where(table.c.receipt_no.in_(receipt_nos), *only)
                        .group_by(table.c.receipt_no)
                    )
                }
                for table, only in ((figures, [figures.c.value.is_not(None)]), (findings, []))
            )
        return {
            each: (values.get(each, 0), questions.get(each, 0)) for each in {*values, *questions}
        }

    def newest_of_round(self, round_id: str) -> dict[SheetKey, Version]:
        """The last version of each sheet by its number, without figures: clocks are set right.

        In the order in which they came. The database picks them: the others are many more.
        """
        last = (
            select(versions.c.regency_code, versions.c.sheet, func.max(versions.c.no).label("no"))
            .where(versions.c.round_id == round_id)
            .group_by(versions.c.regency_code, versions.c.sheet)
            .subquery()
        )
        asked = (
            select(versions)
            .join(
                last,
                (versions.c.regency_code == last.c.regency_code)
                & (versions.c.sheet == last.c.sheet)
                & (versions.c.no == last.c.no),
            )
            .where(versions.c.round_id == round_id)
            .order_by(versions.c.at, versions.c.no)
        )
        with reading(self._engine) as connection:
            found = [_heading(row) for row in connection.execute(asked)]
        return {each.key: each for each in found}

    def by_receipt(self, receipt_no: str) -> Version | None:
        """The version that a receipt is about."""
        asked = select(versions).where(versions.c.receipt_no == receipt_no)
        with reading(self._engine) as connection:
            row = connection.execute(asked).first()
            return None if row is None else _version(connection, row)

    # --- drafts ----------------------------------------------------------------------------

    def save_draft(
        self, credential_id: str, session_hash: str, content_json: str, base_no: int
    ) -> Draft:
        """Keep what was typed so far on one device in place of what it had before."""
        draft = Draft(content_json, base_no, now(), session_hash)
        with writing(self._engine) as connection:
            # Two of one device may arrive at once; the later one stays.
            adding = insert_or_other(connection, drafts).values(
                credential_id=credential_id, **vars(draft)
            )
            changed = {
                name: adding.excluded[name] for name in ("content_json", "base_no", "saved_at")
            }
            connection.execute(
                adding.on_conflict_do_update(
                    index_elements=["credential_id", "session_hash"], set_=changed
                )
            )
        return draft

    def drafts(self, credential_id: str) -> list[Draft]:
        """What was typed and not handed in yet, on each device, the newest first."""
        asked = select(drafts).where(drafts.c.credential_id == credential_id)
        with reading(self._engine) as connection:
            rows = connection.execute(asked.order_by(drafts.c.saved_at.desc()))
            return [
                Draft(row.content_json, row.base_no, row.saved_at, row.session_hash) for row in rows
            ]

    def with_drafts(self, credential_ids: Sequence[str]) -> set[str]:
        """Which of these have begun to type."""
        asked = select(drafts.c.credential_id).where(drafts.c.credential_id.in_(credential_ids))
        with reading(self._engine) as connection:
            return set(connection.scalars(asked))


def new_idempotency_key() -> str:
    """A key for one form as it is drawn."""
    return secrets.token_hex(16)


def _keep(connection: Connection, kept: Version, idempotency_key: str) -> None:
    plain = {name: value for name, value in vars(kept).items() if name in versions.c}
    connection.execute(
        insert(versions).values(**plain, **kept.key._asdict(), idempotency_key=idempotency_key)
    )
    for table, rows in ((figures, kept.figures), (findings, kept.findings)):
        if rows:
            connection.execute(
                insert(table), [{**vars(each), "receipt_no": kept.receipt_no} for each in rows]
            )


def _content_hash(given: Submission) -> str:
    """SHA-256 of what was handed in and by whom, whatever the order of the fields."""
    said = {
        "sheet": list(given.key),
        "office": given.office,
        "position": given.position,
        "channel": given.channel,
        "figures": sorted([list(vars(each).values()) for each in given.figures], key=str),
        "findings": sorted([list(vars(each).values()) for each in given.findings], key=str),
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _of(key: SheetKey) -> ColumnElement[bool]:
    return (
        (versions.c.round_id == key.round_id)
        & (versions.c.regency_code == key.regency_code)
        & (versions.c.sheet == key.sheet)
    )


def _heading(row: Row[Any]) -> Version:
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


def _version(connection: Connection, row: Row[Any]) -> Version:
    told = connection.execute(
        select(figures).where(figures.c.receipt_no == row.receipt_no)
    ).mappings()
    asked = connection.execute(
        select(findings).where(findings.c.receipt_no == row.receipt_no)
    ).mappings()
    return Version(
        **{
            **vars(_heading(row)),
            "figures": tuple(_of_receipt(Figure, told)),
            "findings": tuple(_of_receipt(Finding, asked)),
        }
    )


def _by_receipt(
    connection: Connection, table: Table, kind: Any, round_id: str
) -> dict[str, list[Any]]:
    """The rows of a table for every version of a round, by receipt, each in a fixed order."""
    asked = (
        select(table)
        .join(versions, versions.c.receipt_no == table.c.receipt_no)
        .where(versions.c.round_id == round_id)
        .order_by(table.c.item, table.c.measure)
    )
    found: dict[str, list[Any]] = {}
    for each in connection.execute(asked).mappings():
        found.setdefault(each["receipt_no"], []).extend(_of_receipt(kind, [each]))
    return found


def _of_receipt(kind: Any, rows: Any) -> list[Any]:
    return [kind(**{name: each[name] for name in each if name != "receipt_no"}) for each in rows]


def _one_at_a_time(connection: Connection) -> None:
    # Two who hand in at once must get two numbers. In SQLite there is one writer at a time anyway.
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE versions IN EXCLUSIVE MODE"))
