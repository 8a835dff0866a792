"""Word templates of the bureau: rows are added, and the last one of a kind is used.

An empty content means: back to the one that is shipped. Every write says which one its writer has
seen; one that came in between is not written over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, Row, insert, select
from sqlalchemy.exc import IntegrityError

from ntt_data.store.case_layout import document_templates
from ntt_data.store.clock import now
from ntt_data.store.database import reading
from ntt_data.store.errors import StoreError
from ntt_data.store.writes import Once, Written

_OF_TEMPLATE = ("kind", "no", "name", "content", "reason", "actor_role", "credential_id", "at")


@dataclass(frozen=True)
class DocumentTemplate:
    """A template as it was uploaded: which document, by whom, why and when (UTC).

    ``no`` is 0 until it is kept; ``content`` is empty where the shipped one is used again.
    """

    kind: str
    name: str
    content: bytes
    actor_role: str
    reason: str = ""
    credential_id: str | None = None
    no: int = 0
    at: datetime | None = None


class TemplateStore:
    """The templates in one database; every method may raise ``StoreError("unavailable")``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def upload(
        self, template: DocumentTemplate, seen: int, write_key: str | None = None
    ) -> DocumentTemplate:
        """Add a template; a ``write_key`` that was used before gives the one that it made.

        ``seen`` is ``no`` of the kind's last one, 0 where there was none;
        ``StoreError("template_moved_on")`` where another came in since.
        """
        once = Once(self._engine, write_key, "template")

        def write(connection: Connection) -> DocumentTemplate:
            last = _last(connection, template.kind)
            once.claim(connection, template.kind, seen + 1)
            if (last.no if last else 0) != seen:
                raise StoreError("template_moved_on", kind=template.kind)
            kept = replace(template, no=seen + 1, at=now())
            row = {name: getattr(kept, name) for name in _OF_TEMPLATE}
            digest = sha256(kept.content).hexdigest()
            try:
                connection.execute(insert(document_templates).values(**row, sha256=digest))
            except IntegrityError as error:  # PostgreSQL: two at one moment
                raise StoreError("template_moved_on", kind=template.kind) from error
            return kept

        return once.do(write, _made)

    def last(self, kind: str) -> DocumentTemplate | None:
        """The one of this kind that holds; None where none was ever uploaded."""
        with reading(self._engine) as connection:
            return _last(connection, kind)


def _last(connection: Connection, kind: str) -> DocumentTemplate | None:
    asked = (
        select(document_templates)
        .where(document_templates.c.kind == kind)
        .order_by(document_templates.c.no.desc())
        .limit(1)
    )
    row = connection.execute(asked).first()
    return None if row is None else _template(row)


def _made(connection: Connection, done: Written) -> DocumentTemplate:
    of_this = (document_templates.c.kind == done.subject) & (
        document_templates.c.no == done.revision
    )
    return _template(connection.execute(select(document_templates).where(of_this)).one())


def _template(row: Row) -> DocumentTemplate:  # type: ignore[type-arg]
    found = {name: row._mapping[name] for name in _OF_TEMPLATE}
    return DocumentTemplate(**{**found, "content": bytes(found["content"])})
