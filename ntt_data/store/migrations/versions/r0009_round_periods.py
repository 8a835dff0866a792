"""Rounds that ask for several periods: figures, findings and what is accepted name theirs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ntt_data.store.migrations.append_only import triggers

revision = "0009"
down_revision = "0008"

_CODE, _WORD = sa.String(16), sa.String(40)
#: In the order in which they can be made: the later ones lean on ``figures``.
_KEYED = ("figures", "findings", "reviewed_figures")


def upgrade() -> None:
    """Everything that was handed in is of its round's first period; nothing else is changed."""
    op.create_table(
        "round_periods",
        sa.Column("round_id", _CODE, sa.ForeignKey("rounds.round_id"), primary_key=True),
        sa.Column("no", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("first_month", sa.Integer, nullable=False),
        sa.Column("last_month", sa.Integer, nullable=False),
    )
    _remake(with_period=True)
    for statement in triggers(op.get_bind().dialect.name, ["round_periods"]):
        op.execute(statement)


def downgrade() -> None:
    """Back to one period; refused where a round has several, whose figures would be lost."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM round_periods")):
        raise RuntimeError("a round has several periods; the layout before knows only one")
    _remake(with_period=False)
    op.drop_table("round_periods")


def _remake(with_period: bool) -> None:
    """The three tables anew, with their rows: SQLite cannot change the key of a table.

    Their triggers go with them and are made again; the rows are copied, none is changed.
    """
    for name in reversed(_KEYED):  # who leans on another one first
        op.rename_table(name, f"old_{name}")
    for name in _KEYED:
        columns = _columns(name, with_period)
        op.create_table(name, *columns, *_constraints(name, with_period))
        names = [each.name for each in columns]
        copied = ["1" if each == "period" else each for each in names]
        op.execute(f"INSERT INTO {name} ({', '.join(names)}) SELECT {', '.join(copied)} "
                   f"FROM old_{name}")  # fmt: skip
    for name in reversed(_KEYED):
        op.drop_table(f"old_{name}")
    for statement in triggers(op.get_bind().dialect.name, _KEYED):
        op.execute(statement)


def _columns(name: str, with_period: bool) -> list[sa.Column[Any]]:
    def key(column: str, kind: Any, *more: Any) -> sa.Column[Any]:
        return sa.Column(column, kind, *more, primary_key=True, autoincrement=False)

    period = [key("period", sa.Integer)] if with_period else []
    if name == "reviewed_figures":
        return [
            key("no", sa.Integer, sa.ForeignKey("reviews.no")),
            sa.Column("receipt_no", _CODE, nullable=False),
            *(key("item", _WORD), key("measure", _WORD)),
            *period,
        ]
    if name == "findings":
        return [
            *(key("receipt_no", _CODE), key("item", _WORD), key("measure", _WORD)),
            *period,
            key("code", _WORD),
            sa.Column("answer", sa.Text, nullable=False),
        ]
    return [
        key("receipt_no", _CODE, sa.ForeignKey("versions.receipt_no")),
        *(key("item", _WORD), key("measure", _WORD)),
        *period,
        sa.Column("status", _WORD, nullable=False),
        sa.Column("value", sa.Float),
        sa.Column("text", sa.Text),
    ]


def _constraints(name: str, with_period: bool) -> list[sa.ForeignKeyConstraint]:
    if name == "figures":
        return []
    columns = ["receipt_no", "item", "measure", *(["period"] if with_period else [])]
    return [sa.ForeignKeyConstraint(columns, [f"figures.{each}" for each in columns])]
