"""Triggers that keep the rows of a table from being changed or taken away."""

from __future__ import annotations

from collections.abc import Iterable


def triggers(dialect: str, tables: Iterable[str]) -> list[str]:
    """Statements that make them; PostgreSQL has the function ``refuse_change`` from 0002 on."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
            for table in tables
            for change in ("UPDATE", "DELETE")
        ]
    if dialect == "postgresql":
        return [
            statement
            for table in tables
            for statement in (
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
                f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            )
        ]
    return []  # another database: the code alone keeps the rule
