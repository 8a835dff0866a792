"""A file that somebody takes along: its name, its content and a mark of the content."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class MadeFile:
    """A file under its name; ``mark`` differs where the content does."""

    name: str
    content: bytes
    mark: str


def mark_of(content: bytes) -> str:
    """Sixteen signs that differ where the content does; the first four stand in names of files."""
    return sha256(content).hexdigest()[:16]
