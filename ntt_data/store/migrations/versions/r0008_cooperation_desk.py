"""The cooperation desk: cases, their files, the flagship of a zone, templates of documents."""

import sqlalchemy as sa
from alembic import op

from ntt_data.store.migrations.append_only import triggers

revision = "0008"
down_revision = "0007"

APPEND_ONLY = ("case_events", "case_files", "zone_choices", "document_templates")


def _who() -> list[sa.Column]:  # type: ignore[type-arg]
    return [
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor_role", sa.String(20), nullable=False),
        sa.Column("credential_id", sa.String(16)),
        sa.Column("at", sa.DateTime, nullable=False),
    ]


def upgrade() -> None:
    """Make the tables; to their rows is added, and nothing of them is ever changed."""
    op.create_table(
        "case_events",
        sa.Column("case_id", sa.String(16), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("regency_code", sa.String(4)),
        *_who(),
    )
    op.create_index("ix_case_events_at", "case_events", ["at"])
    op.create_table(
        "case_files",
        sa.Column("case_id", sa.String(16), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "zone_choices",
        sa.Column("zone_id", sa.String(40), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("product_kind", sa.String(40), nullable=False),
        sa.Column("product", sa.String(120), nullable=False),
        sa.Column("chosen_by", sa.String(120), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        *_who(),
    )
    op.create_table(
        "document_templates",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        *_who(),
    )
    for statement in triggers(op.get_bind().dialect.name, APPEND_ONLY):
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables; no figure rests on them."""
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)
