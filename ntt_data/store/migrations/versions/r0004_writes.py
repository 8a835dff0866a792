"""Which write came of which form: a form that is sent twice is one write."""

import sqlalchemy as sa
from alembic import op

from ntt_data.store.migrations.append_only import triggers

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; to its rows is added, and nothing of them is ever changed."""
    op.create_table(
        "writes",
        sa.Column("write_key", sa.String(64), primary_key=True),
        sa.Column("action", sa.String(20), primary_key=True),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    for statement in triggers(op.get_bind().dialect.name, ["writes"]):
        op.execute(statement)


def downgrade() -> None:
    """Drop the table; what was written stays."""
    op.drop_table("writes")
