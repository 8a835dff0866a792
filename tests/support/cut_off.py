"""The hall, and a record of whatever turned to the outside from it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.support.hall import Machine

LISTENER = Path(__file__).parent / "listener"
PORT = 8501  # the namespace has all ports to itself


@dataclass
class CutOff:
    """The hall, and what the server's machine tried to send out of it."""

    machine: Machine
    phone: Machine
    log: Path

    def heard(self) -> str:
        """What Python turned to beyond its own machine, one line each."""
        return self.log.read_text() if self.log.exists() else ""

    def environment(self) -> dict[str, str]:
        """Variables under which a Python process is listened to."""
        return {**os.environ, "PYTHONPATH": str(LISTENER), "LISTENER_LOG": str(self.log)}
