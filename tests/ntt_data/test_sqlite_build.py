"""Everything of one process opens the database with the same SQLite."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from ntt_data.store.database import open_database
from ntt_data.store.sqlite_build import is_for_one_process, sqlite3, version

ROOT = Path(__file__).parents[2]
#: What a bundle is made for, and has a wheel.
HAS_WHEEL = sys.platform in ("linux", "win32")


@pytest.mark.skipif(not HAS_WHEEL, reason="no wheel of pysqlite3 for this machine")
def test_two_processes_are_safe_where_a_bundle_is_made_for(tmp_path: Path) -> None:
    assert not is_for_one_process()
    engine = open_database(f"sqlite:///{tmp_path / 'ntt.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT sqlite_version()").scalar() == version()
        assert isinstance(connection.connection.dbapi_connection, sqlite3.Connection)
    engine.dispose()


def test_nobody_opens_it_with_another_one() -> None:
    """A second SQLite in one process lifts the locks of the first when it closes the file."""
    others = re.compile(r"^\s*(import sqlite3|from sqlite3|import pysqlite3)", re.MULTILINE)
    found = [
        str(path.relative_to(ROOT))
        for folder in ("ntt_data", "services", "pages", "deploy", "tests", "publishing")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "sqlite_build.py" and others.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
