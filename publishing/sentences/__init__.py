"""Findings in words, by subject; each function answers from what it is given."""

from __future__ import annotations
