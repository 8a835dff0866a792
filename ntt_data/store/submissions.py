"""What was handed in: every version of every sheet, with its receipt; and what is half written."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import Engine, bindparam, func, select

from ntt_data.store.clock import now
from ntt_data.store.collection_layout import drafts, figures, findings, versions
from ntt_data.store.collection_records import (
    Draft,
    Figure,
    Finding,
    SheetKey,
    Submission,
    Version,
)
from ntt_data.store.database import insert_or_other, reading, writing
from ntt_data.store.handing_in import HandedIn, IsOpen, hand_in_all
from ntt_data.store.together import Together
from ntt_data.store.version_rows import OF_SHEET, heading, rows_by_receipt, whole_version

_NEWEST_FIRST = OF_SHEET.order_by(versions.c.no.desc())
_NEWEST = _NEWEST_FIRST.limit(1)
_NEWEST_NO = OF_SHEET.with_only_columns(func.max(versions.c.no))
_BY_RECEIPT = select(versions).where(versions.c.receipt_no == bindparam("of_receipt"))
_DRAFTS = (
    select(drafts)
    .where(drafts.c.credential_id == bindparam("of_credential"))
    .order_by(drafts.c.saved_at.desc())
)


class SubmissionStore:
    """What was handed in to one database; methods may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._handing_in = Together(engine, hand_in_all)

    def hand_in(self, given: Submission, is_open: IsOpen | None = None) -> Version:
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
        return self._handing_in.do(HandedIn(given, is_open))

    def knows(self, idempotency_key: str) -> bool:
        """Whether a form with this key was handed in."""
        asked = select(versions.c.receipt_no).where(versions.c.idempotency_key == idempotency_key)
        with reading(self._engine) as connection:
            return connection.execute(asked).first() is not None

    def newest(self, key: SheetKey) -> Version | None:
        """The last version of a sheet, or None while there is none."""
        with reading(self._engine) as connection:
            row = connection.execute(_NEWEST, key._asdict()).first()
            return None if row is None else whole_version(connection, row)

    def newest_no(self, key: SheetKey) -> int:
        """The number of the last version of a sheet, 0 while there is none."""
        with reading(self._engine) as connection:
            return connection.execute(_NEWEST_NO, key._asdict()).scalar() or 0

    def versions(self, key: SheetKey) -> list[Version]:
        """Every version of a sheet, the newest first."""
        with reading(self._engine) as connection:
            found = connection.execute(_NEWEST_FIRST, key._asdict()).all()
            return [whole_version(connection, row) for row in found]

    def of_round(self, round_id: str) -> list[Version]:
        """Every version of a round in the order in which they came, without their figures."""
        asked = select(versions).where(versions.c.round_id == round_id)
        with reading(self._engine) as connection:
            rows = connection.execute(asked.order_by(versions.c.at, versions.c.no)).all()
            return [heading(row) for row in rows]

    def whole_round(self, round_id: str) -> list[Version]:
        """Every version of a round in the order in which they came, with figures and findings."""
        with reading(self._engine) as connection:
            asked = select(versions).where(versions.c.round_id == round_id)
            rows = connection.execute(asked.order_by(versions.c.at, versions.c.no)).all()
            told = rows_by_receipt(connection, figures, Figure, round_id)
            odd = rows_by_receipt(connection, findings, Finding, round_id)
        return [
            replace(
                heading(row),
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
            found = [heading(row) for row in connection.execute(asked)]
        return {each.key: each for each in found}

    def by_receipt(self, receipt_no: str) -> Version | None:
        """The version that a receipt is about."""
        with reading(self._engine) as connection:
            row = connection.execute(_BY_RECEIPT, {"of_receipt": receipt_no}).first()
            return None if row is None else whole_version(connection, row)

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
        with reading(self._engine) as connection:
            rows = connection.execute(_DRAFTS, {"of_credential": credential_id})
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
