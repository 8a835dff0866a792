"""Whether this account may write where a SQLite database lies, and where it may instead.

A bundle or a server that was installed by root and is started by somebody else has its database in
a folder of root's. SQLite then says "unable to open database file", which helps nobody.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from ntt_data.store.errors import StoreError


def require_writable(database: Path) -> None:
    """Raise ``StoreError("not_writable")`` unless the database can be written or made.

    The folder too: SQLite writes its log beside the database.
    """
    beside = [database.with_name(database.name + ending) for ending in ("", "-wal", "-shm")]
    folder = _nearest(database.absolute().parent)
    for path in [folder, *(each for each in beside if each.exists())]:
        if not os.access(path, os.W_OK):
            place = f"sqlite:///{own_place().as_posix()}"
            raise StoreError("not_writable", path=path, user=_user(), instead=place)


def own_place() -> Path:
    """A database where this account may write: at home, else where all may."""
    home = _data_home()
    may = os.access(_nearest(home), os.W_OK)
    # Not the folder of passing files, where it is there: that is emptied when a machine starts.
    lasting = Path("/var/tmp")
    other = lasting if lasting.is_dir() else Path(tempfile.gettempdir())
    return (home if may else other) / "masyarakat-ekonomi-ntt" / "ntt.db"


def _nearest(folder: Path) -> Path:
    """The folder, or the one that it would be made in."""
    while not folder.exists():
        folder = folder.parent
    return folder


def _data_home() -> Path:
    """Where programs keep what belongs to this account alone."""
    usual = "~/AppData/Local" if sys.platform == "win32" else "~/.local/share"
    return Path(os.path.expanduser(usual)).absolute()  # noqa: PTH111 - never fails


def _user() -> str:
    import psutil  # only when something is wrong

    return str(psutil.Process().username())
