"""Files that the browser loads and keeps (folder ``static/``)."""

from __future__ import annotations

import logging
from functools import cache
from hashlib import sha256
from pathlib import Path

from ntt_data import log

STATIC = Path(__file__).resolve().parents[2] / "static"


def versioned(path: str) -> str:
    """Path of a file with a mark of its content, so that no cache ever serves an old one."""
    return f"{path}?v={_content_hash(path)}"


@cache  # files of the program, whatever the data say
def _content_hash(path: str) -> str:
    try:
        return sha256((STATIC / path).read_bytes()).hexdigest()[:12]
    except OSError as error:
        # Whoever needs the file says so on the screen; all else goes on.
        log.event("file_unreadable", logging.ERROR, file=path, reason=error.strerror)
        return "missing"
