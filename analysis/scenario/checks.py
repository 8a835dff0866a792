"""Checks of single values of a scenario; each gives the value in one form or says what is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import partial
from typing import Any, TypeVar, dataclass_transform

from pydantic import BeforeValidator, ConfigDict, ValidationError
from pydantic.dataclasses import dataclass

from analysis.matching.options import MatchingOptions
from analysis.scenario import limits
from analysis.scenario.errors import ScenarioError, first_problem, naming

Record = TypeVar("Record")


@dataclass_transform(frozen_default=True)
def validated(kind: type[Record]) -> type[Record]:
    """A frozen record whose fields are checked when it is made; it raises ``ScenarioError``."""
    record: Any = dataclass(frozen=True, config=ConfigDict(extra="forbid"))(kind)
    names = [field.name for field in fields(record)]
    make = record.__init__

    def init(self: object, *given: object, **named: object) -> None:
        try:  # by name, so that a problem is told by name
            make(self, **dict(zip(names, given, strict=False)), **named)
        except ValidationError as error:
            raise first_problem(error) from None

    record.__init__ = init
    return record  # type: ignore[no-any-return]


def checked(check: Callable[..., object], **limits: object) -> BeforeValidator:
    """A check with its limits, as part of the type of a field."""
    return BeforeValidator(partial(check, **limits))


def within(limit: limits.Range) -> BeforeValidator:
    """A number within these limits, as part of the type of a field."""
    return checked(number, **limit._asdict())


def number(value: object, minimum: float, maximum: float) -> float:
    """A finite number within both limits.

    >>> number(5, -100, 1000)
    5.0
    >>> number("lima", -100, 1000)
    Traceback (most recent call last):
    ...
    analysis.scenario.errors.ScenarioError: 'lima' is not number
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ScenarioError("wrong_type", "", value, expected="number")
    if not minimum <= value <= maximum:  # NaN is outside every limit
        raise ScenarioError("out_of_range", "", value, minimum=minimum, maximum=maximum)
    return float(value)


def whole_number(value: object, minimum: int, maximum: int) -> int:
    """A whole number within both limits; 2022.0 counts as one."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ScenarioError("wrong_type", "", value, expected="whole_number")
    if not minimum <= value <= maximum:
        raise ScenarioError("out_of_range", "", value, minimum=minimum, maximum=maximum)
    return value


def version(value: object, known: int) -> int:
    """The version of a document; what it says is then of the one that is known."""
    found = whole_number(value, 1, 10**9)
    if found > known:
        raise ScenarioError("newer_version", "", found, maximum=known)
    return known


def text(value: object, longest: int, may_be_empty: bool = False) -> str:
    """A text on one line, as ``_tidy`` makes it, not longer than ``longest``."""
    return _text(value, longest, may_be_empty, lambda given: " ".join(_tidy(given).split()))


def lines(value: object, longest: int) -> str:
    """A text of any number of lines, or none, not longer than ``longest``."""
    return _text(value, longest, True, lambda given: _tidy(given).strip())


def _text(value: object, longest: int, may_be_empty: bool, tidy: Callable[[str], str]) -> str:
    if not isinstance(value, str):
        raise ScenarioError("wrong_type", "", value, expected="text")
    tidied = tidy(value)
    if not tidied and not may_be_empty:
        raise ScenarioError("empty", "", value)
    if len(tidied) > longest:
        raise ScenarioError("too_long", "", value, maximum=longest)
    if not all(letter.isprintable() or letter in "\n\t" for letter in tidied):
        # Half a surrogate pair or a NUL: no database and no file would keep it.
        raise ScenarioError("control_character", "", value)
    return tidied


def _tidy(value: str) -> str:
    r"""The same text in the one form in which it is kept: what looks the same is the same.

    A line ends with LF alone, every kind of space is the usual one, marks that nobody sees
    (joiners, soft hyphens, changes of direction) are left out, and letters are composed (NFC).

    >>> _tidy("Rote\xa0Ndao\r\nEl Nin\u0303o\u200d")
    'Rote Ndao\nEl Niño'
    """
    seen = "".join(
        " " if category == "Zs" else "\n" if category in ("Zl", "Zp") else letter
        for letter in value.replace("\r\n", "\n").replace("\r", "\n")
        if (category := unicodedata.category(letter)) != "Cf"
    )
    return unicodedata.normalize("NFC", seen)


def one_of(value: object, choices: Sequence[str]) -> str:
    """One of the texts in ``choices``."""
    if not isinstance(value, str):
        raise ScenarioError("wrong_type", "", value, expected="text")
    if value not in choices:
        raise ScenarioError("not_allowed", "", value, choices=tuple(choices))
    return value


def listed(value: object, longest: int = limits.ENTRIES) -> tuple[object, ...]:
    """A list of at most ``longest`` entries, as a tuple."""
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise ScenarioError("wrong_type", "", value, expected="list")
    entries = tuple(value)
    if len(entries) > longest:
        raise ScenarioError("too_long", "", maximum=longest)
    return entries


def names(value: object) -> tuple[str, ...]:
    """A list of names without repetition, sorted: their order says nothing."""
    found: list[str] = []
    for place, entry in enumerate(listed(value, limits.NAMES)):
        found.append(naming(f"[{place}]", partial(text, entry, limits.NAME_LETTERS)))
    for place, name in enumerate(found):
        if name in found[:place]:
            raise ScenarioError("duplicate", f"[{place}]", name)
    return tuple(sorted(found))


def cost_parameters(value: object) -> tuple[tuple[str, float], ...]:
    """Names and values of parameters, each name once, sorted by name."""
    found: dict[str, float] = {}
    for place, entry in enumerate(listed(value, limits.NAMES)):
        if not isinstance(entry, tuple) or len(entry) != 2:
            raise ScenarioError("wrong_type", f"[{place}]", entry, expected="list")
        name = naming(f"[{place}]", partial(text, entry[0], limits.NAME_LETTERS))
        if name in found:
            raise ScenarioError("duplicate", f"[{place}]", name)
        found[name] = naming(name, partial(number, entry[1], *limits.COST_PARAMETER))
    return tuple(sorted(found.items()))


def matching(value: object) -> object:
    """Options of the match that the form can show; what is none is left to the type's own check."""
    if not isinstance(value, MatchingOptions):
        return value
    for name, limit in limits.MATCHING.items():
        given = getattr(value, name)
        if given is not None:
            naming(name, partial(number, given, *limit))
    for name in ("forced_pairs", "forbidden_pairs"):
        naming(name, partial(listed, getattr(value, name)))
    for place, (_origin, _destination, tonnes) in enumerate(value.forced_pairs):
        naming(f"forced_pairs[{place}]", partial(number, tonnes, *limits.AGREED_TONNES))
    return value
