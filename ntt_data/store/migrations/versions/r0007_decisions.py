"""What a meeting decides, with owner and date, and what becomes of it."""

import sqlalchemy as sa
from alembic import op

from ntt_data.store.migrations.append_only import triggers

revision = "0007"
down_revision = "0006"

APPEND_ONLY = ("decisions", "decision_events")


def upgrade() -> None:
    """Make the tables; to their rows is added, and nothing of them is ever changed."""
    op.create_table(
        "decisions",
        sa.Column("decision_id", sa.String(16), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("owner_code", sa.String(4)),
        sa.Column("due_on", sa.Date),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("meeting", sa.String(120), nullable=False),
        sa.Column("round_id", sa.String(16), sa.ForeignKey("rounds.round_id")),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor_role", sa.String(20), nullable=False),
        sa.Column("credential_id", sa.String(16)),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_decisions_held_on", "decisions", ["held_on"])
    op.create_table(
        "decision_events",
        sa.Column("decision_id", sa.String(16), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("of_no", sa.Integer, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor_role", sa.String(20), nullable=False),
        sa.Column("credential_id", sa.String(16)),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id", "of_no"], ["decisions.decision_id", "decisions.no"]
        ),
    )
    for statement in triggers(op.get_bind().dialect.name, APPEND_ONLY):
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables; no figure rests on them."""
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)
