"""Results as tables with readable headers, by subject; for the screen and for files."""

from __future__ import annotations
