"""Rounds, who may hand in, what was handed in, and what passes while people do."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ntt_data.store.migrations.append_only import triggers

revision = "0003"
down_revision = "0002"

APPEND_ONLY = (
    *("rounds", "round_items", "round_events", "credentials", "credential_events"),
    *("versions", "figures", "findings"),
)
PASSING = ("sign_ins", "drafts", "throttles")

_CODE, _WORD = sa.String(16), sa.String(40)


def _key(name: str, kind: Any, *more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, *more, primary_key=True)


def _must(name: str, kind: Any, *more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, *more, nullable=False)


def upgrade() -> None:
    """Make the tables; nothing that was there is touched."""
    op.create_table(
        "rounds",
        _key("round_id", _CODE),
        _must("name", sa.String(80)),
        _must("rehearsal", sa.Boolean),
        _must("deadline", sa.DateTime),
        _must("year", sa.Integer),
        _must("first_month", sa.Integer),
        _must("last_month", sa.Integer),
        _must("opened_at", sa.DateTime),
        sa.Column("opened_by", _CODE),
    )
    op.create_table(
        "round_items",
        _key("round_id", _CODE, sa.ForeignKey("rounds.round_id")),
        _key("sheet", _WORD),
        _key("item", _WORD),
        _must("place", sa.Integer),
        sa.Column("form", _WORD),
        _must("unit", _WORD),
        sa.Column("coefficient", sa.Float),
        sa.Column("coefficient_source", sa.String(200)),
        sa.Column("norm_kg", sa.Float),
        sa.Column("norm_source", sa.String(200)),
    )
    op.create_table(
        "round_events",
        _key("round_id", _CODE, sa.ForeignKey("rounds.round_id")),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        _must("kind", _WORD),
        sa.Column("regency_code", sa.String(4)),
        sa.Column("sheet", _WORD),
        _must("reason", sa.Text),
        sa.Column("credential_id", _CODE),
        _must("at", sa.DateTime),
    )
    op.create_table(
        "credentials",
        _key("credential_id", _CODE),
        _must("role", sa.String(20)),
        sa.Column("round_id", _CODE, sa.ForeignKey("rounds.round_id")),
        sa.Column("regency_code", sa.String(4)),
        sa.Column("sheet", _WORD),
        _must("code_hash", sa.String(200)),
        sa.Column("link_hash", sa.String(64), nullable=False, unique=True),
        _must("made_at", sa.DateTime),
        sa.Column("made_by", _CODE),
    )
    op.create_table(
        "credential_events",
        _key("credential_id", _CODE, sa.ForeignKey("credentials.credential_id")),
        _key("kind", _WORD),
        sa.Column("by", _CODE),
        _must("at", sa.DateTime),
    )
    op.create_table(
        "versions",
        _key("receipt_no", _CODE),
        _must("round_id", _CODE, sa.ForeignKey("rounds.round_id")),
        _must("regency_code", sa.String(4)),
        _must("sheet", _WORD),
        _must("no", sa.Integer),
        _must("base_no", sa.Integer),
        sa.Column("idempotency_key", sa.String(64), nullable=False, unique=True),
        _must("content_hash", sa.String(64)),
        _must("office", sa.String(120)),
        _must("position", sa.String(120)),
        _must("channel", _WORD),
        sa.Column("credential_id", _CODE, sa.ForeignKey("credentials.credential_id")),
        _must("at", sa.DateTime),
    )
    op.create_index(
        "ix_versions_of_sheet",
        "versions",
        ["round_id", "regency_code", "sheet", "no"],
        unique=True,
    )
    op.create_table(
        "figures",
        _key("receipt_no", _CODE, sa.ForeignKey("versions.receipt_no")),
        _key("item", _WORD),
        _key("measure", _WORD),
        _must("status", _WORD),
        sa.Column("value", sa.Float),
        sa.Column("text", sa.Text),
    )
    op.create_table(
        "findings",
        _key("receipt_no", _CODE),
        _key("item", _WORD),
        _key("measure", _WORD),
        _key("code", _WORD),
        _must("answer", sa.Text),
        sa.ForeignKeyConstraint(
            ["receipt_no", "item", "measure"],
            ["figures.receipt_no", "figures.item", "figures.measure"],
        ),
    )
    op.create_table(
        "sign_ins",
        _key("token_hash", sa.String(64)),
        _must("credential_id", _CODE, sa.ForeignKey("credentials.credential_id")),
        _must("begun_at", sa.DateTime),
        sa.Column("ended_at", sa.DateTime),
    )
    op.create_table(
        "drafts",
        _key("credential_id", _CODE, sa.ForeignKey("credentials.credential_id")),
        _key("session_hash", sa.String(64)),
        _must("content_json", sa.Text),
        _must("base_no", sa.Integer),
        _must("saved_at", sa.DateTime),
    )
    op.create_table(
        "throttles",
        _key("code_name", _CODE),
        _must("failures", sa.Integer),
        _must("not_before", sa.DateTime),
    )
    for statement in triggers(op.get_bind().dialect.name, APPEND_ONLY):
        op.execute(statement)


def downgrade() -> None:
    """Drop all of it."""
    for table in (*PASSING, *reversed(APPEND_ONLY)):
        op.drop_table(table)
