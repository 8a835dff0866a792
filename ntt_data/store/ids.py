"""Short ids that people read out in a hall."""

from __future__ import annotations

import secrets

#: Without 0 1 i l o u: nobody mistakes one for another.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_id(length: int) -> str:
    """A random id of so many signs of ``ALPHABET``."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
