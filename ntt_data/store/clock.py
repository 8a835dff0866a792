"""The time as the database keeps it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Now in UTC, without a zone: neither SQLite nor a plain ``timestamp`` keeps one."""
    return datetime.now(UTC).replace(tzinfo=None)
