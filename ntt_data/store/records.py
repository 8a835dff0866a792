"""What the store gives back; plain objects, free of SQLAlchemy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ntt_data.store.errors import StoreError

#: The scenario that everybody starts from. It is made of the curated tables and never stored.
BASELINE_ID = "baseline"


@dataclass(frozen=True)
class StoredScenario:
    """A saved scenario.

    Attributes
    ----------
    link_id : str
        Short id of its link, eight letters and digits without ``0 1 i l o u``.
    document_json : str
        As saved; the analysis knows what it means.
    revision : int
        1 at first, one more with every save.
    created_at, updated_at, archived_at, deleted_at : datetime
        In UTC; ``archived_at`` is None while it is in use, ``deleted_at`` while it may be seen, the
        others where somebody has damaged them in the database.
    copied_from : str or None
        ``link_id`` of the scenario that it was duplicated from.
    holder_hash : str or None
        SHA-256 of the edit key of whoever may change it; None where it was saved without one.
    """

    link_id: str
    name: str
    description: str
    document_json: str
    revision: int
    created_at: datetime | None
    updated_at: datetime | None
    archived_at: datetime | None = None
    copied_from: str | None = None
    holder_hash: str | None = None
    deleted_at: datetime | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The document; raises ``StoreError("unreadable")`` when somebody has damaged it."""
        return read_document(self.link_id, self.document_json)


@dataclass(frozen=True)
class ScenarioVersion:
    """A scenario as it was saved once; ``at`` is in UTC, None where it is damaged.

    ``key_hash`` is that of the edit key it was saved with, if there was one.
    """

    link_id: str
    revision: int
    name: str
    document_json: str
    key_hash: str | None
    at: datetime | None


def read_document(link_id: str, document_json: str) -> dict[str, Any]:
    """What was saved, read; raises ``StoreError("unreadable")``."""
    try:
        return dict(json.loads(document_json))
    except (ValueError, TypeError, RecursionError) as error:
        raise StoreError("unreadable", link_id=link_id) from error


@dataclass(frozen=True)
class Correction:
    """One cell of a curated table, put right.

    Attributes
    ----------
    table, column : str
        Where it stands.
    key : tuple[tuple[str, str], ...]
        Columns of the primary key with the row's literals.
    expected : str or None
        The literal that it replaces; where the table says something else, it does not apply.
    value : str or None
        The literal that holds instead. None: the cell is (or becomes) empty.
    source_id : str
        Of the source register; ``assumption`` where there is no source.
    edition : int
        The edition from which on it holds; 0 until it is accepted.
    at : datetime or None
        When it was accepted, in UTC.
    """

    table: str
    key: tuple[tuple[str, str], ...]
    column: str
    expected: str | None
    value: str | None
    reason: str
    source_id: str
    edition: int = 0
    at: datetime | None = None
    actor_role: str = ""

    def __str__(self) -> str:
        """The place, as messages name it: ``production (regency_code=5301, year=2022), value``."""
        row = ", ".join(f"{column}={literal}" for column, literal in self.key)
        return f"{self.table} ({row}), {self.column}"
