"""The table of scenarios."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "scenarios",
        sa.Column("link_id", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("document_json", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sa.Column("archived_at", sa.DateTime),
        sa.Column("copied_from", sa.String(16)),
    )
    op.create_index("ix_scenarios_updated_at", "scenarios", ["updated_at"])


def downgrade() -> None:
    """Drop the table and all scenarios."""
    op.drop_table("scenarios")
