"""Checks of single values of a scenario; each gives the value in one form or says what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.scenario.errors import ScenarioError


def number(field: str, value: object, minimum: float, maximum: float) -> float:
    """A finite number within both limits.

    >>> number("change_pct", 5, -100, 1000)
    5.0
    >>> number("change_pct", "lima", -100, 1000)
    Traceback (most recent call last):
    ...
    analysis.scenario.errors.ScenarioError: change_pct: 'lima' is not number
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ScenarioError("wrong_type", field, value, expected="number")
    if not minimum <= value <= maximum:  # NaN is outside every limit
        raise ScenarioError("out_of_range", field, value, minimum=minimum, maximum=maximum)
    return float(value)


def whole_number(field: str, value: object, minimum: int, maximum: int) -> int:
    """A whole number within both limits; 2022.0 counts as one."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ScenarioError("wrong_type", field, value, expected="whole_number")
    if not minimum <= value <= maximum:
        raise ScenarioError("out_of_range", field, value, minimum=minimum, maximum=maximum)
    return value


def text(field: str, value: object, longest: int, may_be_empty: bool = False) -> str:
    """A text without blanks at its ends and not longer than ``longest``."""
    if not isinstance(value, str):
        raise ScenarioError("wrong_type", field, value, expected="text")
    trimmed = value.strip()
    if not trimmed and not may_be_empty:
        raise ScenarioError("empty", field, value)
    if len(trimmed) > longest:
        raise ScenarioError("too_long", field, value, maximum=longest)
    if not all(letter.isprintable() or letter in "\n\t" for letter in trimmed):
        # Half a surrogate pair or a NUL: no database and no file would keep it.
        raise ScenarioError("control_character", field, value)
    return trimmed


def one_of(field: str, value: object, choices: Sequence[str]) -> str:
    """One of the texts in ``choices``."""
    if not isinstance(value, str):
        raise ScenarioError("wrong_type", field, value, expected="text")
    if value not in choices:
        raise ScenarioError("not_allowed", field, value, choices=tuple(choices))
    return value


def listed(field: str, value: object, longest: int) -> tuple[object, ...]:
    """A list of at most ``longest`` entries, as a tuple."""
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise ScenarioError("wrong_type", field, value, expected="list")
    entries = tuple(value)
    if len(entries) > longest:
        raise ScenarioError("too_long", field, maximum=longest)
    return entries


def names(field: str, value: object, longest: int) -> tuple[str, ...]:
    """A list of names without repetition, sorted: their order says nothing."""
    found = [
        text(f"{field}[{place}]", entry, 80)
        for place, entry in enumerate(listed(field, value, longest))
    ]
    for place, name in enumerate(found):
        if name in found[:place]:
            raise ScenarioError("duplicate", f"{field}[{place}]", name)
    return tuple(sorted(found))
