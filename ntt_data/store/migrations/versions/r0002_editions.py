"""Corrections of curated tables, every version of a scenario, and who may change one."""

import sqlalchemy as sa
from alembic import op

from ntt_data.store.migrations.append_only import triggers

revision = "0002"
down_revision = "0001"

#: To these rows are added, and nothing of them is ever changed or taken away.
APPEND_ONLY = ("editions", "corrections", "scenario_versions")


def upgrade() -> None:
    """Make the tables; what is saved now becomes the first version that is kept."""
    op.create_table(
        "editions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("actor_role", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "corrections",
        sa.Column("edition", sa.Integer, sa.ForeignKey("editions.number"), primary_key=True),
        sa.Column("table_name", sa.String(80), primary_key=True),
        sa.Column("row_key", sa.String(1000), primary_key=True),
        sa.Column("column_name", sa.String(80), primary_key=True),
        sa.Column("expected", sa.Text),
        sa.Column("value", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("source_id", sa.String(200), nullable=False),
    )
    op.create_table(
        "scenario_versions",
        sa.Column("link_id", sa.String(16), sa.ForeignKey("scenarios.link_id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("document_json", sa.Text, nullable=False),
        sa.Column("key_hash", sa.String(64)),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.add_column("scenarios", sa.Column("holder_hash", sa.String(64)))
    op.execute(
        "INSERT INTO scenario_versions (link_id, revision, name, document_json, at) "
        "SELECT link_id, revision, name, document_json, updated_at FROM scenarios"
    )
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$"
        )
    for statement in triggers(dialect, APPEND_ONLY):
        op.execute(statement)


def downgrade() -> None:
    """Drop corrections and earlier versions; scenarios stay as they are now."""
    for table in reversed(APPEND_ONLY[:2]):
        op.drop_table(table)
    op.drop_table("scenario_versions")
    op.drop_column("scenarios", "holder_hash")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
