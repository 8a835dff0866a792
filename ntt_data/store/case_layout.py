"""Tables of the database for the cooperation desk; ``layout`` has the others."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from ntt_data.store.layout import metadata

_CODE, _WORD, _HASH = String(16), String(40), String(64)


def _who() -> list[Column]:  # type: ignore[type-arg]
    return [
        Column("reason", Text, nullable=False),
        Column("actor_role", String(20), nullable=False),
        Column("credential_id", _CODE),
        Column("at", DateTime, nullable=False),
    ]


# --- rows of these are added and never changed: triggers see to it -------------------------

case_events = Table(
    "case_events",
    metadata,
    Column("case_id", _CODE, primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("kind", _WORD, nullable=False),
    Column("details", JSON, nullable=False),
    Column("regency_code", String(4)),
    *_who(),
    Index("ix_case_events_at", "at"),
)

case_files = Table(
    "case_files",
    metadata,
    Column("case_id", _CODE, primary_key=True),
    Column("sha256", _HASH, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("at", DateTime, nullable=False),
)

#: "Satu kawasan satu produk unggulan": what was chosen for a zone; the last one holds.
zone_choices = Table(
    "zone_choices",
    metadata,
    Column("zone_id", _WORD, primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("product_kind", _WORD, nullable=False),  # empty: the choice was taken back
    Column("product", String(120), nullable=False),
    Column("chosen_by", String(120), nullable=False),
    Column("details", JSON, nullable=False),  # the candidates as they were shown that day
    *_who(),
)

#: Word templates of the bureau; the last one of a kind is used.
document_templates = Table(
    "document_templates",
    metadata,
    Column("kind", _WORD, primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("name", String(200), nullable=False),
    Column("sha256", _HASH, nullable=False),
    Column("content", LargeBinary, nullable=False),  # empty: back to the one that is shipped
    *_who(),
)
