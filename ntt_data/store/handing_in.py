"""Keep what is handed in: all that waits at one moment with the same few statements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, text, tuple_

from ntt_data.store.clock import now
from ntt_data.store.collection_layout import drafts, figures, findings, versions
from ntt_data.store.collection_records import (
    Figure,
    Finding,
    Round,
    SheetKey,
    Submission,
    Version,
)
from ntt_data.store.errors import StoreError
from ntt_data.store.ids import new_id
from ntt_data.store.rounds import found_round
from ntt_data.store.version_rows import whole_version

#: Whether a round takes a sheet at a moment.
IsOpen = Callable[[Round, SheetKey, datetime], bool]
_RECEIPT_LENGTH = 8


@dataclass(frozen=True)
class HandedIn:
    """One form that has arrived; ``is_open`` is asked when it is kept."""

    given: Submission
    is_open: IsOpen | None


def hand_in_all(connection: Connection, arrived: Sequence[HandedIn]) -> list[Version | StoreError]:
    """Keep all of them, and say of each what came of it.

    Either its version, or why it has none: ``other_content``, ``closed``, ``no_round``.
    """
    _one_at_a_time(connection)
    known = _known(connection, {each.given.idempotency_key for each in arrived})
    asked = _Rounds(connection)
    numbers = _newest_numbers(connection, {each.given.key for each in arrived})
    new: dict[str, Version] = {}
    results: list[Version | StoreError] = []
    for each in arrived:
        given, content, at = each.given, _content_hash(each.given), now()
        before = known.get(given.idempotency_key) or new.get(given.idempotency_key)
        if before is not None and before.content_hash != content:
            results.append(StoreError("other_content", receipt_no=before.receipt_no, no=before.no))
        elif isinstance(before, Version):
            results.append(before)
        elif before is not None:
            results.append(whole_version(connection, before))
        elif (refused := asked.refusal(each, at)) is not None:
            results.append(refused)
        else:
            numbers[given.key] = numbers.get(given.key, 0) + 1
            kept = Version(
                receipt_no=new_id(_RECEIPT_LENGTH),
                key=given.key,
                no=numbers[given.key],
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
            new[given.idempotency_key] = kept
            results.append(kept)
    if new:
        _keep(connection, new)
        _drop_drafts(connection, [each.given for each in arrived if _is_of(each, new)])
    return results


class _Rounds:
    """The rounds that are handed in to, each read once and held until the transaction ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[str, Round | StoreError] = {}

    def refusal(self, each: HandedIn, at: datetime) -> StoreError | None:
        """Why a round does not take this sheet now; None where it does."""
        round_id = each.given.key.round_id
        if each.is_open is None:
            return None
        if round_id not in self._found:
            try:
                self._found[round_id] = found_round(
                    self._connection, round_id, until_commit="shared"
                )
            except StoreError as error:
                self._found[round_id] = error
        found = self._found[round_id]
        if isinstance(found, StoreError):
            return found
        is_open = each.is_open(found, each.given.key, at)
        return None if is_open else StoreError("closed", round_id=round_id)


def _is_of(each: HandedIn, new: dict[str, Version]) -> bool:
    """Whether this form is now a version: what was typed for it is no draft any more."""
    return each.given.idempotency_key in new


def _known(connection: Connection, keys: Iterable[str]) -> dict[str, Row[Any]]:
    asked = select(versions).where(versions.c.idempotency_key.in_(sorted(keys)))
    return {row.idempotency_key: row for row in connection.execute(asked)}


def _newest_numbers(connection: Connection, keys: Iterable[SheetKey]) -> dict[SheetKey, int]:
    columns = [versions.c[name] for name in SheetKey._fields]
    asked = (
        select(*columns, func.max(versions.c.no))
        .where(tuple_(*columns).in_([tuple(each) for each in sorted(keys)]))
        .group_by(*columns)
    )
    return {SheetKey(*row[:3]): row[3] for row in connection.execute(asked)}


def _keep(connection: Connection, new: dict[str, Version]) -> None:
    headings = [
        {
            **{name: value for name, value in vars(kept).items() if name in versions.c},
            **kept.key._asdict(),
            "idempotency_key": idempotency_key,
        }
        for idempotency_key, kept in new.items()
    ]
    connection.execute(insert(versions), headings)
    told: list[tuple[Table, list[Any]]] = [
        (figures, [(kept, each) for kept in new.values() for each in kept.figures]),
        (findings, [(kept, each) for kept in new.values() for each in kept.findings]),
    ]
    for table, rows in told:
        if rows:
            connection.execute(
                insert(table),
                [{**vars(each), "receipt_no": kept.receipt_no} for kept, each in rows],
            )


def _drop_drafts(connection: Connection, given: Sequence[Submission]) -> None:
    places = sorted(
        {
            (each.credential_id, each.session_hash)
            for each in given
            if each.credential_id is not None and each.session_hash is not None
        }
    )
    if places:
        at = tuple_(drafts.c.credential_id, drafts.c.session_hash)
        connection.execute(delete(drafts).where(at.in_(places)))


def _content_hash(given: Submission) -> str:
    """SHA-256 of what was handed in and by whom, whatever the order of the fields."""
    said = {
        "sheet": list(given.key),
        "office": given.office,
        "position": given.position,
        "channel": given.channel,
        "figures": sorted(map(_hashed, given.figures), key=str),
        "findings": sorted(map(_hashed, given.findings), key=str),
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _hashed(each: Figure | Finding) -> list[Any]:
    """What is known of the first period says none: the fingerprints of before there were several.

    Whoever tries a form again over the change of layouts shall get the receipt of then.
    """
    told = dict(vars(each))
    if each.period == 1:
        del told["period"]
    return list(told.values())


def _one_at_a_time(connection: Connection) -> None:
    # Two who hand in at once must get two numbers. In SQLite there is one writer at a time anyway.
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE versions IN EXCLUSIVE MODE"))
