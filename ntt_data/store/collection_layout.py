"""Tables of the database for what regencies hand in; ``layout`` has the others."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from ntt_data.store.layout import metadata

_CODE, _WORD = String(16), String(40)

# --- rows of these are added and never changed: triggers see to it -------------------------

rounds = Table(
    "rounds",
    metadata,
    Column("round_id", _CODE, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("rehearsal", Boolean, nullable=False),
    Column("deadline", DateTime, nullable=False),  # UTC
    Column("year", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    Column("opened_at", DateTime, nullable=False),
    Column("opened_by", _CODE),  # credential; none from the command on the server
)

round_periods = Table(
    "round_periods",
    metadata,
    Column("round_id", _CODE, ForeignKey("rounds.round_id"), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),  # from 2: a round has the first
    Column("year", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
)

round_items = Table(
    "round_items",
    metadata,
    Column("round_id", _CODE, ForeignKey("rounds.round_id"), primary_key=True),
    Column("sheet", _WORD, primary_key=True),
    Column("item", _WORD, primary_key=True),  # a commodity, or what an office has to offer
    Column("place", Integer, nullable=False),  # in the form
    Column("form", _WORD),
    Column("unit", _WORD, nullable=False),
    Column("coefficient", Float),  # of the form into the commodity's base form
    Column("coefficient_source", String(200)),
    Column("norm_kg", Float),  # per person and year
    Column("norm_source", String(200)),
)

round_events = Table(
    "round_events",
    metadata,
    Column("round_id", _CODE, ForeignKey("rounds.round_id"), primary_key=True),
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("kind", _WORD, nullable=False),
    Column("regency_code", String(4)),  # none: for all of them
    Column("sheet", _WORD),
    Column("reason", Text, nullable=False),
    Column("credential_id", _CODE),
    Column("at", DateTime, nullable=False),
)

credentials = Table(
    "credentials",
    metadata,
    Column("credential_id", _CODE, primary_key=True),
    Column("role", String(20), nullable=False),
    Column("round_id", _CODE, ForeignKey("rounds.round_id")),
    Column("regency_code", String(4)),
    Column("sheet", _WORD),
    Column("code_hash", String(200), nullable=False),  # argon2id of the short code
    Column("link_hash", String(64), nullable=False, unique=True),  # SHA-256 of 128 random bits
    Column("made_at", DateTime, nullable=False),
    Column("made_by", _CODE),
)

credential_events = Table(
    "credential_events",
    metadata,
    Column("credential_id", _CODE, ForeignKey("credentials.credential_id"), primary_key=True),
    Column("kind", _WORD, primary_key=True),
    Column("by", _CODE),
    Column("at", DateTime, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("receipt_no", _CODE, primary_key=True),
    Column("round_id", _CODE, ForeignKey("rounds.round_id"), nullable=False),
    Column("regency_code", String(4), nullable=False),
    Column("sheet", _WORD, nullable=False),
    Column("no", Integer, nullable=False),
    Column("base_no", Integer, nullable=False),  # the version that its writer had seen; 0: none
    Column("idempotency_key", String(64), nullable=False, unique=True),
    Column("content_hash", String(64), nullable=False),
    Column("office", String(120), nullable=False),
    Column("position", String(120), nullable=False),
    Column("channel", _WORD, nullable=False),
    Column("credential_id", _CODE, ForeignKey("credentials.credential_id")),
    Column("at", DateTime, nullable=False),
    Index("ix_versions_of_sheet", "round_id", "regency_code", "sheet", "no", unique=True),
)

figures = Table(
    "figures",
    metadata,
    Column("receipt_no", _CODE, ForeignKey("versions.receipt_no"), primary_key=True),
    Column("item", _WORD, primary_key=True),
    Column("measure", _WORD, primary_key=True),
    Column("period", Integer, primary_key=True, autoincrement=False),  # number of the round's
    Column("status", _WORD, nullable=False),
    Column("value", Float),
    Column("text", Text),  # as it was typed
)

findings = Table(
    "findings",
    metadata,
    Column("receipt_no", _CODE, primary_key=True),
    Column("item", _WORD, primary_key=True),
    Column("measure", _WORD, primary_key=True),
    Column("period", Integer, primary_key=True, autoincrement=False),
    Column("code", _WORD, primary_key=True),
    Column("answer", Text, nullable=False),
    ForeignKeyConstraint(
        ["receipt_no", "item", "measure", "period"],
        ["figures.receipt_no", "figures.item", "figures.measure", "figures.period"],
    ),
)

reviews = Table(
    "reviews",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("edition", Integer, ForeignKey("editions.number")),  # none: no balance is touched
    Column("kind", _WORD, nullable=False),
    Column("receipt_no", _CODE, ForeignKey("versions.receipt_no"), nullable=False),
    Column("undoes", Integer, ForeignKey("reviews.no"), unique=True),
    Column("remark", Text, nullable=False),
    Column("actor_role", String(20), nullable=False),
    Column("credential_id", _CODE),
    Column("at", DateTime, nullable=False),
    Index("ix_reviews_of_receipt", "receipt_no"),
)

reviewed_figures = Table(
    "reviewed_figures",
    metadata,
    Column("no", Integer, ForeignKey("reviews.no"), primary_key=True),
    Column("receipt_no", _CODE, nullable=False),
    Column("item", _WORD, primary_key=True),
    Column("measure", _WORD, primary_key=True),
    Column("period", Integer, primary_key=True, autoincrement=False),
    ForeignKeyConstraint(
        ["receipt_no", "item", "measure", "period"],
        ["figures.receipt_no", "figures.item", "figures.measure", "figures.period"],
    ),
)

# --- what passes: who is signed in, what is half written, who has typed a wrong code --------

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("credential_id", _CODE, ForeignKey("credentials.credential_id"), nullable=False),
    Column("begun_at", DateTime, nullable=False),
    Column("ended_at", DateTime),
)

drafts = Table(
    "drafts",
    metadata,
    Column("credential_id", _CODE, ForeignKey("credentials.credential_id"), primary_key=True),
    Column("session_hash", String(64), primary_key=True),  # one of each device of an office
    Column("content_json", Text, nullable=False),
    Column("base_no", Integer, nullable=False),
    Column("saved_at", DateTime, nullable=False),
)

throttles = Table(
    "throttles",
    metadata,
    Column("code_name", _CODE, primary_key=True),  # the part of a code that is no secret
    Column("failures", Integer, nullable=False),
    Column("not_before", DateTime, nullable=False),
)

#: What triggers keep from being changed or taken away.
APPEND_ONLY = (
    *("rounds", "round_periods", "round_items", "round_events"),
    *("credentials", "credential_events"),
    *("versions", "figures", "findings", "reviews", "reviewed_figures"),
)
