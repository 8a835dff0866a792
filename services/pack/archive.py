"""The ZIP of a pack: the same bytes from the same files, whoever makes it and when."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MANIFEST = "MANIFEST.csv"
_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # of every file: a pack says its edition and no time of making
#: What is packed already; packing it again takes time and saves nothing.
_PACKED = (".pdf", ".pptx", ".xlsx", ".png")


def write_archive(target: Path, files: Iterable[tuple[str, Path]], texts: dict[str, bytes]) -> None:
    """Write a pack with the digests of all that is in it.

    Parameters
    ----------
    files
        Path in the pack and file; a path that ends in ``/`` is of a ZIP whose files go there.
    texts
        What is written besides, by its path.
    """
    digests: list[tuple[str, int, str]] = []
    with ZipFile(target, "w") as archive:

        def put(path: str, content: bytes) -> None:
            entry = ZipInfo(path, _SAME_DAY)
            entry.compress_type = ZIP_STORED if path.endswith(_PACKED) else ZIP_DEFLATED
            # Otherwise it says on which system it was made.
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
            digests.append((path, len(content), hashlib.sha256(content).hexdigest()))

        for path in sorted(texts):
            put(path, texts[path])
        for path, file in sorted(files):
            for name, content in _read(path, file):
                put(name, content)
        put(MANIFEST, _manifest(digests))


def _read(path: str, file: Path) -> Iterator[tuple[str, bytes]]:
    if not path.endswith("/"):
        yield path, file.read_bytes()
        return
    with ZipFile(file) as packed:
        for name in sorted(packed.namelist()):
            yield path + name, packed.read(name)


def _manifest(digests: list[tuple[str, int, str]]) -> bytes:
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(["path", "bytes", "sha256"])
    writer.writerows(digests)
    return lines.getvalue().encode()
