"""What is installed, to the last package: ``requirements.lock`` as entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"


@dataclass(frozen=True)
class Entry:
    """One pinned package; ``requirement`` keeps its marker."""

    requirement: Requirement
    hashes: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name as indexes compare it: lower case, hyphens."""
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """The one version it is pinned to."""
        (pin,) = self.requirement.specifier
        return pin.version

    def wanted(self, environment: Mapping[str, str]) -> bool:
        """Whether a machine with these markers needs it."""
        marker = self.requirement.marker
        return marker is None or marker.evaluate(dict(environment))

    def line(self) -> str:
        """The entry without its marker, as pip reads it."""
        return " ".join([f"{self.name}=={self.version}", *(f"--hash={h}" for h in self.hashes)])


def read(path: Path = LOCK) -> list[Entry]:
    """Entries of a lock file made by ``uv pip compile --generate-hashes``."""
    return list(_entries(path.read_text(encoding="utf-8")))


def _entries(text: str) -> Iterator[Entry]:
    for line in text.replace("\\\n", " ").splitlines():
        requirement, *hashes = re.split(r"\s--hash=", line.split(" #")[0])
        if requirement.strip() and not requirement.lstrip().startswith("#"):
            yield Entry(Requirement(requirement.strip()), tuple(h.strip() for h in hashes))
