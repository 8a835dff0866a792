"""Tables of the database as they are now; ``migrations`` lead an older database here."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, String, Table, Text

#: Newest migration. A database at this revision needs no Alembic at start.
HEAD = "0001"

metadata = MetaData()

scenarios = Table(
    "scenarios",
    metadata,
    Column("link_id", String(16), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("description", Text, nullable=False),
    Column("document_json", Text, nullable=False),  # JSON, as the analysis wrote it
    Column("revision", Integer, nullable=False),
    Column("created_at", DateTime, nullable=False),  # UTC
    Column("updated_at", DateTime, nullable=False),
    Column("archived_at", DateTime),
    Column("copied_from", String(16)),
    Index("ix_scenarios_updated_at", "updated_at"),
)
