"""Tables of the database for what a meeting decides; ``layout`` has the others."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

# The rounds must be in ``metadata`` before a table can point to them.
from ntt_data.store.collection_layout import rounds
from ntt_data.store.layout import metadata

_CODE, _WORD = String(16), String(40)

# --- rows of these are added and never changed: triggers see to it -------------------------

decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", _CODE, primary_key=True),
    # In one sequence with the events about the same decision; the first version has 1.
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("kind", _WORD, nullable=False),  # of the deck that it belongs to
    Column("key", _WORD, nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", String(120), nullable=False),
    Column("owner_code", String(4)),  # none: no regency
    Column("due_on", Date),  # none: no day was set
    Column("held_on", Date, nullable=False),  # day of the meeting, in WITA
    Column("meeting", String(120), nullable=False),
    Column("round_id", _CODE, ForeignKey(rounds.c.round_id)),
    Column("reason", Text, nullable=False),  # why it was corrected; empty in the first version
    Column("actor_role", String(20), nullable=False),
    Column("credential_id", _CODE),
    Column("at", DateTime, nullable=False),
    Index("ix_decisions_held_on", "held_on"),
)

decision_events = Table(
    "decision_events",
    metadata,
    Column("decision_id", _CODE, primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("of_no", Integer, nullable=False),  # the version that it was said of
    Column("status", _WORD, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor_role", String(20), nullable=False),
    Column("credential_id", _CODE),
    Column("at", DateTime, nullable=False),
    ForeignKeyConstraint(["decision_id", "of_no"], ["decisions.decision_id", "decisions.no"]),
)
