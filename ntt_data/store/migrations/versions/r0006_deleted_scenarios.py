"""When a scenario was deleted: hidden from everybody but an administrator, and kept whole."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; nothing is deleted yet. Who is hidden and brought back is in ``writes``."""
    op.add_column("scenarios", sa.Column("deleted_at", sa.DateTime))


def downgrade() -> None:
    """Drop the column; what was deleted must not come into the list again: it is archived."""
    op.execute("UPDATE scenarios SET archived_at = COALESCE(archived_at, deleted_at)")
    op.drop_column("scenarios", "deleted_at")
