"""How many examples hypothesis tries: all in a whole run, a fifth while one works.

``pytest -m unit`` is run again and again, and each time with other examples.
"""

from __future__ import annotations

_SHARE = 5
_at_once = 1


def quickly(wanted: str) -> None:
    """Say which kinds of tests are wanted (pytest's ``-m``), before any of them is read."""
    global _at_once
    _at_once = _SHARE if wanted == "unit" else 1


def many(examples: int) -> int:
    """So many examples, or a fifth of them where unit tests alone are wanted.

    >>> quickly("unit"); many(60), many(6)
    (12, 3)
    >>> quickly(""); many(60)
    60
    """
    return max(examples // _at_once, min(examples, 3))
