"""Save, list, load, archive and delete scenarios; every version that was saved is kept.

The store keeps a scenario's document as it is given and knows of it only its name and
description. What is deleted is hidden, not gone: only who asks for it by ``deleted`` sees it, and
it can be brought back. Every function that writes returns after the database has it, or raises;
called twice with one ``write_key`` it writes once and gives the same both times
(``ntt_data.store.writes``). Who may write is not asked here: ``services.scenarios`` does that.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, func, insert, select, update

from ntt_data.store.database import reading
from ntt_data.store.errors import StoreError
from ntt_data.store.layout import scenario_versions, scenarios
from ntt_data.store.records import (
    BASELINE_ID,
    ScenarioVersion,
    StoredScenario,
    read_document,
)
from ntt_data.store.writes import Action, Once, Written, written

# Without 0 1 i l o u: nobody mistakes one for another when a link is read out in a hall.
_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 8
_LINK_ID = re.compile(f"[{_ALPHABET}]{{{_ID_LENGTH}}}")


class ScenarioStore:
    """The scenarios in one database.

    Every method raises ``StoreError("unavailable")`` when the database does not answer, and those
    that name a scenario ``not_found`` when there is none and ``deleted`` when it is hidden.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(
        self,
        document: Mapping[str, Any],
        copied_from: str | None = None,
        holder_hash: str | None = None,
        write_key: str | None = None,
    ) -> StoredScenario:
        """Save a new scenario under a new link id; ``name`` and ``description`` are its own."""
        now = _now()
        once = Once(self._engine, write_key, "create")

        def write(connection: Connection) -> StoredScenario:
            stored = StoredScenario(
                link_id=_free_id(connection),
                **_content(document),
                revision=1,
                created_at=now,
                updated_at=now,
                copied_from=copied_from,
                holder_hash=holder_hash,
            )
            once.claim(connection, stored.link_id, 1)
            connection.execute(insert(scenarios).values(vars(stored)))
            _keep_version(connection, stored, holder_hash)
            return stored

        return once.do(write, _as_written)

    def save(
        self,
        link_id: str,
        document: Mapping[str, Any],
        revision: int,
        key_hash: str | None = None,
        write_key: str | None = None,
    ) -> StoredScenario:
        """Save changes to a scenario that was loaded at ``revision``.

        Raises
        ------
        StoreError
            ``changed_elsewhere`` when it has been saved by somebody else since, ``archived``,
            ``read_only`` for the baseline.
        """
        checked, content = _checked(link_id, for_change=True), _content(document)
        once = Once(self._engine, write_key, "save")

        def write(connection: Connection) -> StoredScenario:
            once.claim(connection, checked, revision + 1)
            return _save(connection, checked, content, revision, key_hash)

        return once.do(write, _as_written)

    def outcome(self, write_key: str, action: Action) -> StoredScenario | None:
        """What came of a write whose answer did not arrive; None when it was not done."""
        with reading(self._engine) as connection:
            found = written(connection, write_key, action)
            return None if found is None else _as_written(connection, found)

    def versions(self, link_id: str, deleted: bool = False) -> list[ScenarioVersion]:
        """Everything that was saved under this link, the newest first."""
        asked = scenario_versions.c.link_id == _checked(link_id)
        newest_first = scenario_versions.c.revision.desc()
        with reading(self._engine) as connection:
            if not deleted:
                _require_seen(connection, link_id)
            rows = connection.execute(select(scenario_versions).where(asked).order_by(newest_first))
            return [ScenarioVersion(**row._mapping) for row in rows]

    def restore_version(
        self,
        link_id: str,
        revision: int,
        key_hash: str | None = None,
        seen: int | None = None,
        write_key: str | None = None,
    ) -> StoredScenario:
        """Save an earlier version once more, as the newest; nothing in between is lost.

        ``seen`` is the newest revision that whoever asks has seen; None for whatever it is.

        Raises
        ------
        StoreError
            ``no_version``, ``archived``, ``shown_before`` when it has been saved since,
            ``unreadable`` when that version is damaged.
        """
        checked = _checked(link_id, for_change=True)
        asked = select(scenario_versions.c.document_json).where(
            scenario_versions.c.link_id == checked, scenario_versions.c.revision == revision
        )
        once = Once(self._engine, write_key, "restore_version")

        def write(connection: Connection) -> StoredScenario:
            newest = _find(connection, checked).revision if seen is None else seen
            document_json = connection.execute(asked).scalar()
            if document_json is None:
                _find(connection, checked)
                raise StoreError("no_version", link_id=link_id, revision=revision)
            once.claim(connection, checked, newest + 1)
            content = _content(read_document(link_id, document_json))
            try:
                return _save(connection, checked, content, newest, key_hash)
            except StoreError as error:
                code = "shown_before" if error.code == "changed_elsewhere" else error.code
                raise StoreError(code, **error.fields) from error

        return once.do(write, _as_written)

    def load(self, link_id: str, deleted: bool = False) -> StoredScenario:
        """A scenario by its link id, archived or not; a deleted one where that is asked for."""
        with reading(self._engine) as connection:
            return _find(connection, _checked(link_id), deleted)

    def count(self, archived: bool = False, deleted: bool = False) -> int:
        """How many scenarios are in use, archived or deleted."""
        with reading(self._engine) as connection:
            found = connection.scalar(
                select(func.count()).select_from(scenarios).where(*_of_list(archived, deleted))
            )
            return int(found or 0)

    def list(
        self, archived: bool = False, most: int = 500, after: int = 0, deleted: bool = False
    ) -> list[StoredScenario]:
        """Scenarios in use (or the archived, or the deleted ones), the one saved last first.

        At most ``most`` of them, ``after`` so many of the order.
        """
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(scenarios)
                .where(*_of_list(archived, deleted))
                .order_by(scenarios.c.updated_at.desc(), scenarios.c.link_id)
                .limit(most)
                .offset(after)
            )
            return [_stored(row) for row in rows]

    def archive(
        self, link_id: str, seen: int | None = None, write_key: str | None = None
    ) -> StoredScenario:
        """Take a scenario out of the list; its link still opens it.

        ``seen`` is the revision that whoever asks has seen; None for whatever it is.

        Raises
        ------
        StoreError
            ``shown_before`` when it has been saved since. Where somebody else has archived it in
            the meantime, there is nothing to do.
        """
        return self._set_archived(link_id, _now(), seen, Once(self._engine, write_key, "archive"))

    def restore(
        self, link_id: str, seen: int | None = None, write_key: str | None = None
    ) -> StoredScenario:
        """Bring an archived scenario back into the list; as ``archive`` otherwise."""
        return self._set_archived(link_id, None, seen, Once(self._engine, write_key, "restore"))

    def _set_archived(
        self, link_id: str, when: datetime | None, seen: int | None, once: Once
    ) -> StoredScenario:
        checked = _checked(link_id, for_change=True)

        def write(connection: Connection) -> StoredScenario:
            once.claim(connection, checked, _find(connection, checked).revision)
            change = update(scenarios).where(
                scenarios.c.link_id == checked, *_of_list(archived=when is None)
            )
            if seen is not None:
                change = change.where(scenarios.c.revision == seen)
            connection.execute(change.values(archived_at=when))
            stored = _find(connection, checked)
            if seen is not None and stored.revision != seen:
                raise StoreError("shown_before", link_id=checked)
            return stored

        return once.do(write, _as_written)

    def delete(
        self, link_id: str, seen: int | None = None, write_key: str | None = None
    ) -> StoredScenario:
        """Hide a scenario from everybody who does not ask for deleted ones; nothing is lost.

        ``seen`` is the revision that whoever asks has seen; None for whatever it is. What was
        duplicated from it stays.

        Raises
        ------
        StoreError
            ``shown_before`` when it has been saved since. Where it is deleted already, there is
            nothing to do.
        """
        return self._set_deleted(link_id, _now(), seen, Once(self._engine, write_key, "delete"))

    def undelete(self, link_id: str, write_key: str | None = None) -> StoredScenario:
        """Bring a deleted scenario back as it was, archived or not."""
        return self._set_deleted(link_id, None, None, Once(self._engine, write_key, "undelete"))

    def _set_deleted(
        self, link_id: str, when: datetime | None, seen: int | None, once: Once
    ) -> StoredScenario:
        checked = _checked(link_id, for_change=True)

        def write(connection: Connection) -> StoredScenario:
            before = _find(connection, checked, deleted=True)
            once.claim(connection, checked, before.revision)
            hidden = scenarios.c.deleted_at
            change = update(scenarios).where(
                scenarios.c.link_id == checked,
                hidden.is_not(None) if when is None else hidden.is_(None),
            )
            if seen is not None:
                change = change.where(scenarios.c.revision == seen)
            connection.execute(change.values(deleted_at=when))
            stored = _find(connection, checked, deleted=True)
            if seen is not None and stored.revision != seen and stored.deleted_at is None:
                raise StoreError("shown_before", link_id=checked)
            return stored

        return once.do(write, _as_written)


def _free_id(connection: Connection) -> str:
    for _attempt in range(5):  # two of 6.6e11 ids are hardly ever the same
        link_id = "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))
        taken = select(scenarios.c.link_id).where(scenarios.c.link_id == link_id)
        if connection.execute(taken).first() is None:
            return link_id
    raise StoreError("unavailable", reason="no free id")


def _of_list(archived: bool, deleted: bool = False) -> list[ColumnElement[bool]]:
    """Deleted ones are in a list of their own, whether they were archived or not."""
    if deleted:
        return [scenarios.c.deleted_at.is_not(None)]
    put_away = scenarios.c.archived_at
    return [
        scenarios.c.deleted_at.is_(None),
        put_away.is_not(None) if archived else put_away.is_(None),
    ]


def _checked(link_id: str, for_change: bool = False) -> str:
    """The id, if it can be one at all: a link cut in half need not ask the database."""
    if link_id == BASELINE_ID and for_change:
        raise StoreError("read_only")
    if not _LINK_ID.fullmatch(link_id):
        raise StoreError("not_found", link_id=link_id)
    return link_id


def _save(
    connection: Connection,
    link_id: str,
    content: Mapping[str, Any],
    revision: int,
    key_hash: str | None,
) -> StoredScenario:
    changed = connection.execute(
        update(scenarios)
        .where(
            scenarios.c.link_id == link_id,
            scenarios.c.revision == revision,
            *_of_list(archived=False),
        )
        .values({**content, "updated_at": _now(), "revision": revision + 1})
    )
    stored = _find(connection, link_id)
    if changed.rowcount == 0:
        code = "archived" if stored.archived_at else "changed_elsewhere"
        raise StoreError(code, link_id=link_id)
    _keep_version(connection, stored, key_hash)
    return stored


def _keep_version(connection: Connection, stored: StoredScenario, key_hash: str | None) -> None:
    connection.execute(
        insert(scenario_versions).values(
            link_id=stored.link_id,
            revision=stored.revision,
            name=stored.name,
            document_json=stored.document_json,
            key_hash=key_hash,
            at=stored.updated_at or _now(),
        )
    )


def _as_written(connection: Connection, done: Written) -> StoredScenario:
    """The scenario as that write left it, whatever was saved since."""
    stored = _find(connection, done.subject, deleted=True)
    if stored.revision == done.revision:
        return stored
    version = connection.execute(
        select(scenario_versions).where(
            scenario_versions.c.link_id == done.subject,
            scenario_versions.c.revision == done.revision,
        )
    ).one()
    then = replace(stored, revision=version.revision, updated_at=version.at)
    return replace(then, **_content(read_document(done.subject, version.document_json)))


def _find(connection: Connection, link_id: str, deleted: bool = False) -> StoredScenario:
    row = connection.execute(select(scenarios).where(scenarios.c.link_id == link_id)).first()
    if row is None:
        raise StoreError("not_found", link_id=link_id)
    if not deleted:
        _require_seen(connection, link_id)
    return _stored(row)


def _require_seen(connection: Connection, link_id: str) -> None:
    asked = scenarios.c.link_id == link_id, scenarios.c.deleted_at.is_not(None)
    if connection.execute(select(scenarios.c.link_id).where(*asked)).first() is not None:
        raise StoreError("deleted", link_id=link_id)


def _stored(row: Row[Any]) -> StoredScenario:
    return StoredScenario(**row._mapping)


def _content(document: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a document: name and description stand beside it for the list."""
    return {
        "name": str(document["name"]),
        "description": str(document.get("description", "")),
        "document_json": json.dumps(document, ensure_ascii=False, allow_nan=False),
    }


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
