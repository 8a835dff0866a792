"""Tests never touch the scenarios of the person who runs them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="ntt-tests-")
os.environ["NTT_DATABASE_URL"] = f"sqlite:///{Path(_FOLDER.name) / 'scenarios.db'}"
