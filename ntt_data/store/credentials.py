"""Who may come in: credentials, sessions, and how a code that is guessed at is slowed down.

Only hashes are kept. Whether a code is right is asked in ``services.credentials``; here is what
must be the same for all processes of one database.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, delete, exists, insert, select, update

from ntt_data.store.clock import now
from ntt_data.store.collection_layout import (
    credential_events,
    credentials,
    drafts,
    sign_ins,
    throttles,
)
from ntt_data.store.collection_records import Credential
from ntt_data.store.database import insert_or_other, reading, writing

_WITHDRAWN = exists().where(
    credential_events.c.credential_id == credentials.c.credential_id,
    credential_events.c.kind == "withdrawn",
)
_KNOWN = select(credentials, _WITHDRAWN.label("withdrawn"))
# Composed once: it is asked at every request, and composing it took longer than asking.
_SIGNED_IN = _KNOWN.join(sign_ins, sign_ins.c.credential_id == credentials.c.credential_id).where(
    sign_ins.c.token_hash == bindparam("token_hash"),
    sign_ins.c.ended_at.is_(None),
    # Both ends: one that a clock running ahead began would last until that clock is right.
    sign_ins.c.begun_at.between(bindparam("earliest"), bindparam("latest")),
    ~_WITHDRAWN,
)


class CredentialStore:
    """The credentials in one database; every method may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, made: Iterable[Credential], withdraw: Iterable[str] = ()) -> None:
        """Keep new credentials, and end older ones in the same moment.

        What was half written with an older one of the same sheet or role goes on with the new one.
        """
        at = now()
        columns = set(credentials.c.keys())
        new, ended = list(made), list(withdraw)
        rows = [{k: v for k, v in vars(each).items() if k in columns} for each in new]
        with writing(self._engine) as connection:
            for credential_id in ended:
                known = select(credential_events).where(
                    credential_events.c.credential_id == credential_id
                )
                if connection.execute(known).first() is None:
                    connection.execute(
                        insert(credential_events).values(
                            credential_id=credential_id, kind="withdrawn", at=at
                        )
                    )
                _end_all(connection, credential_id, at)
            if rows:
                connection.execute(insert(credentials), rows)
            for each in new:
                _carry_drafts(connection, ended, each)

    def by_id(self, credential_id: str) -> Credential | None:
        """The credential of this id, withdrawn or not."""
        return self._one(credentials.c.credential_id == credential_id)

    def by_link(self, link_hash: str) -> Credential | None:
        """The credential whose link has this hash."""
        return self._one(credentials.c.link_hash == link_hash)

    def of_round(self, round_id: str) -> list[Credential]:
        """Those that open a sheet of this round and were not withdrawn."""
        return self._all(credentials.c.round_id == round_id)

    def of_role(self, role: str) -> list[Credential]:
        """Those of a role that were not withdrawn."""
        return self._all(credentials.c.role == role)

    # --- sessions --------------------------------------------------------------------------

    def sign_in(self, credential_id: str, token_hash: str, by_code: bool = False) -> None:
        """Begin a session, which every process of this database knows.

        Whoever came ``by_code`` has typed the right one, and the wrong ones before are forgotten:
        in the same transaction, for each is a wait for the disk while a whole hall comes in.
        """
        with writing(self._engine) as connection:
            if by_code:
                connection.execute(delete(throttles).where(throttles.c.code_name == credential_id))
            connection.execute(
                insert(sign_ins).values(
                    token_hash=token_hash, credential_id=credential_id, begun_at=now()
                )
            )

    def signed_in(self, token_hash: str, longest: timedelta) -> Credential | None:
        """Whose session this is, unless it was ended, is too old, or its credential withdrawn."""
        at = now()
        asked = {"token_hash": token_hash, "earliest": at - longest, "latest": at + longest}
        with reading(self._engine) as connection:
            row = connection.execute(_SIGNED_IN, asked).first()
        return None if row is None else _credential(row)

    def sign_out(self, token_hash: str) -> None:
        """End a session everywhere."""
        with writing(self._engine) as connection:
            connection.execute(
                update(sign_ins)
                .where(sign_ins.c.token_hash == token_hash, sign_ins.c.ended_at.is_(None))
                .values(ended_at=now())
            )

    # --- wrong codes -----------------------------------------------------------------------

    def attempt(self, code_name: str, free: int, first_s: float, longest_s: float) -> float:
        """Count a try before it is known whether the code is right; gives the seconds to wait.

        More than 0 says that it may not be tried yet, and was not counted. After ``free`` tries in
        a row each doubles the wait. Counted in the transaction that asks: of many guesses at once
        only so many are looked at.
        """
        with writing(self._engine) as connection:
            of_code = throttles.c.code_name == code_name
            row = _counted(connection, code_name)
            at = now()
            wait_s = (row.not_before - at).total_seconds()
            # A longer one was set by a clock that ran ahead: it would shut out until that year.
            if 0 < wait_s <= longest_s:
                return float(wait_s)
            failures = row.failures + 1
            beyond = failures - free
            next_s = 0.0 if beyond < 1 else min(longest_s, first_s * 2.0 ** min(beyond - 1, 30))
            told = {"failures": failures, "not_before": at + timedelta(seconds=next_s)}
            connection.execute(update(throttles).where(of_code).values(**told))
        return 0.0

    def succeeded(self, code_name: str) -> None:
        """Forget the wrong ones."""
        with writing(self._engine) as connection:
            connection.execute(delete(throttles).where(throttles.c.code_name == code_name))

    def _one(self, condition: Any) -> Credential | None:
        with reading(self._engine) as connection:
            row = connection.execute(_KNOWN.where(condition)).first()
        return None if row is None else _credential(row)

    def _all(self, condition: Any) -> list[Credential]:
        with reading(self._engine) as connection:
            rows = connection.execute(
                _KNOWN.where(condition, ~_WITHDRAWN).order_by(
                    credentials.c.made_at, credentials.c.credential_id
                )
            )
            return [_credential(row) for row in rows]


def _counted(connection: Connection, code_name: str) -> Row[Any]:
    """The count of a code, begun where there is none, and held until the transaction ends."""
    asked = select(throttles).where(throttles.c.code_name == code_name).with_for_update()
    while True:
        row = connection.execute(asked).first()
        if row is not None:
            return row
        # Two colleagues may be the first at one moment, or a right code may just have ended it.
        begun = insert_or_other(connection, throttles).values(
            code_name=code_name, failures=0, not_before=now()
        )
        connection.execute(begun.on_conflict_do_nothing())


def _end_all(connection: Any, credential_id: str, at: datetime) -> None:
    connection.execute(
        update(sign_ins)
        .where(sign_ins.c.credential_id == credential_id, sign_ins.c.ended_at.is_(None))
        .values(ended_at=at)
    )


def _carry_drafts(connection: Any, ended: list[str], to: Credential) -> None:
    same_door = select(credentials.c.credential_id).where(
        credentials.c.credential_id.in_(ended),
        credentials.c.role == to.role,
        *(
            credentials.c[name].is_not_distinct_from(getattr(to, name))
            for name in ("round_id", "regency_code", "sheet")
        ),
    )
    carried = update(drafts).where(drafts.c.credential_id.in_(same_door))
    connection.execute(carried.values(credential_id=to.credential_id))


def _credential(row: Row[Any]) -> Credential:
    return Credential(**row._mapping)
