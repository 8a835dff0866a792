"""Tables of the database as they are now; ``migrations`` lead an older database here."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from ntt_data.store.moments import Moment

#: Newest migration. A database at this revision needs no Alembic at start.
HEAD = "0009"

metadata = MetaData()

scenarios = Table(
    "scenarios",
    metadata,
    Column("link_id", String(16), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("description", Text, nullable=False),
    Column("document_json", Text, nullable=False),  # JSON, as the analysis wrote it
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),  # UTC
    Column("updated_at", Moment, nullable=False),
    Column("archived_at", Moment(is_told=True)),
    Column("copied_from", String(16)),
    Column("holder_hash", String(64)),  # SHA-256 of the edit key; none before there were keys
    Column("deleted_at", Moment(is_told=True)),
    Index("ix_scenarios_updated_at", "updated_at"),
)

# Rows of the tables below are added and never changed: triggers see to it.

scenario_versions = Table(
    "scenario_versions",
    metadata,
    Column("link_id", String(16), ForeignKey("scenarios.link_id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("name", String(80), nullable=False),
    Column("document_json", Text, nullable=False),
    Column("key_hash", String(64)),  # of whoever saved it
    Column("at", Moment, nullable=False),
)

writes = Table(
    "writes",
    metadata,
    # Fixed when the form was drawn that asks for the write: the same key twice is one write.
    Column("write_key", String(64), primary_key=True),
    Column("action", String(20), primary_key=True),
    Column("subject", String(16), nullable=False),  # link id; of corrections the table of editions
    Column("revision", Integer, nullable=False),  # what came of it; of corrections the edition
    Column("at", Moment, nullable=False),
)

editions = Table(
    "editions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("actor_role", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("edition", Integer, ForeignKey("editions.number"), primary_key=True),
    Column("table_name", String(80), primary_key=True),
    Column("row_key", String(1000), primary_key=True),  # JSON: primary-key column -> literal
    Column("column_name", String(80), primary_key=True),
    Column("expected", Text),  # the literal that it replaces; none: the cell was empty
    Column("value", Text),
    Column("reason", Text, nullable=False),
    Column("source_id", String(200), nullable=False),
)
