"""What the bureau decides about versions: accepted, returned, undone."""

import sqlalchemy as sa
from alembic import op

from ntt_data.store.migrations.append_only import triggers

revision = "0005"
down_revision = "0004"

APPEND_ONLY = ("reviews", "reviewed_figures")


def upgrade() -> None:
    """Make the tables; to their rows is added, and nothing of them is ever changed."""
    op.create_table(
        "reviews",
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number")),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column(
            "receipt_no", sa.String(16), sa.ForeignKey("versions.receipt_no"), nullable=False
        ),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("reviews.no"), unique=True),
        sa.Column("remark", sa.Text, nullable=False),
        sa.Column("actor_role", sa.String(20), nullable=False),
        sa.Column("credential_id", sa.String(16)),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_reviews_of_receipt", "reviews", ["receipt_no"])
    op.create_table(
        "reviewed_figures",
        sa.Column("no", sa.Integer, sa.ForeignKey("reviews.no"), primary_key=True),
        sa.Column("receipt_no", sa.String(16), nullable=False),
        sa.Column("item", sa.String(40), primary_key=True),
        sa.Column("measure", sa.String(40), primary_key=True),
        sa.ForeignKeyConstraint(
            ["receipt_no", "item", "measure"],
            ["figures.receipt_no", "figures.item", "figures.measure"],
        ),
    )
    for statement in triggers(op.get_bind().dialect.name, APPEND_ONLY):
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables; what was handed in stays."""
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)
