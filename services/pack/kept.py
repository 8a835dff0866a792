"""Where files of packs are kept, so that the next pack of the same edition takes a second.

A folder that can be deleted at any time. Each file is named after all that its content follows
from (``Entry.mark``), so none is ever out of date; what was used longest ago goes first.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ntt_data import store

VARIABLE = "NTT_PACKS"
#: Of all that is kept: three whole packs in both languages.
MOST_BYTES = 400 * 2**20
#: What has to be free on the disk before a pack is begun.
FREE_BYTES = 100 * 2**20
_FILES, _PACKS = "files", "packs"


class Kept:
    """The files of one folder; it is made when something is first put there."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or _folder()

    def file(self, mark: str) -> Path:
        """Where a file of a pack lies, or would."""
        return self.folder / _FILES / mark

    def pack(self, mark: str) -> Path:
        """Where a whole pack lies, or would."""
        return self.folder / _PACKS / f"{mark}.zip"

    def has(self, path: Path) -> bool:
        """Whether it is there; whoever asks will use it, so it is kept longer."""
        try:
            os.utime(path)
        except OSError:
            return False
        return True

    def prepare(self) -> None:
        """Make the folders; raises ``OSError`` where nothing can be written."""
        for name in (_FILES, _PACKS):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def remove_old(self, most_bytes: int = MOST_BYTES) -> None:
        """Remove what was used longest ago until the rest is within the bound."""
        there = []
        for path in (each for name in (_FILES, _PACKS) for each in (self.folder / name).glob("*")):
            with suppress(OSError):  # somebody else has removed it
                known = path.stat()
                there.append((known.st_mtime, known.st_size, path))
        total = sum(size for _used, size, _path in there)
        for _used, size, path in sorted(there):
            if total <= most_bytes:
                return
            with suppress(OSError):  # Windows keeps what is being read
                path.unlink()
                total -= size


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A path to write to; it becomes ``target`` at the end, and is gone after a failure."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:16]}-", dir=target.parent)
    os.close(handle)
    try:
        yield Path(name)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _folder() -> Path:
    """As the environment says, else beside the database, else where the system keeps such things.

    Beside the database, since that is where the application may write.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named)
    database = store.database_file()
    beside = database.parent if database is not None else Path(tempfile.gettempdir())
    return beside / "ntt-packs"
