"""Which SQLite is in use, for everything that opens the database in this process.

Versions 3.7.0 to 3.51.2 can lose what was committed where two processes use one write-ahead log and
one begins it anew while the other moves it into the file.

The package ``pysqlite3`` brings a newer one for the machines that a bundle is made for; elsewhere
it is Python's own, for one process. All must take the same one: POSIX takes a process' locks of a
file away when any part of it closes that file, so a second SQLite in one process would undo the
locks of the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the two have the same names
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:  # no wheel of it for this machine
        import sqlite3

__all__ = ["MENDED", "is_for_one_process", "sqlite3", "version"]

#: The first version without that fault.
MENDED = (3, 51, 3)


def version() -> str:
    """As SQLite names itself, such as ``3.53.4``."""
    return sqlite3.sqlite_version


def is_for_one_process() -> bool:
    """Whether two processes that write at once could lose something."""
    return sqlite3.sqlite_version_info < MENDED
