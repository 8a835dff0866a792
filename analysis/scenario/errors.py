"""What is wrong with a scenario, said with the name of the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar, get_args

from pydantic import ValidationError

from analysis.errors import AnalysisError

Made = TypeVar("Made")

#: Every code and the English sentence of it; pages have their own words for each.
SCENARIO_PROBLEMS = {
    "not_text": "the file is not text in UTF-8",
    "not_json": "the file is not readable as JSON",
    "too_deep": "the file has lists in lists in lists: it is no scenario",
    "too_large": "the file is longer than {maximum} characters",
    "newer_version": "version {value} is newer than this program, which knows up to {maximum}",
    "unknown_field": "no such field",
    "missing_field": "is missing",
    "wrong_type": "{value!r} is not {expected}",
    "out_of_range": "{value!r} is not between {minimum} and {maximum}",
    "not_allowed": "{value!r} is not one of {choices}",
    "empty": "is empty",
    "too_long": "is longer than {maximum}",
    "control_character": "has a character that cannot be shown",
    "duplicate": "{value!r} is given twice",
    "demand_amount": "give either tonnes, or people, or a share of the population",
    "demand_scope": "only a share of the population can be spread over several regencies",
    "matching_option": "{value!r} cannot be used; expected {expected}",
    "unknown_reference": "{value!r} is not known here",
}

#: What a value is expected to be, in ``wrong_type``.
ExpectedKind = Literal["text", "number", "whole_number", "list", "object"]
EXPECTED_KINDS: tuple[ExpectedKind, ...] = get_args(ExpectedKind)

#: What pydantic finds by itself, in our words; a value of another kind is no object.
_FOUND_BY_PYDANTIC = {
    "missing": "missing_field",
    "unexpected_keyword_argument": "unknown_field",
}


class ScenarioError(AnalysisError):
    """A scenario that cannot be used; ``fields["field"]`` is the path of the field in the file.

    Codes: the keys of ``SCENARIO_PROBLEMS``. Beside ``field`` and ``value`` the fields hold what
    a message needs: ``minimum`` and ``maximum``, ``expected`` (of ``EXPECTED_KINDS``) or
    ``choices``.

    >>> str(ScenarioError("out_of_range", "year", 20, minimum=1900, maximum=2200))
    'year: 20 is not between 1900 and 2200'
    """

    def __init__(self, code: str, field: str, value: object = None, **facts: object) -> None:
        field = legible(field, 120)
        said = SCENARIO_PROBLEMS[code].format(value=_short(value), **facts)
        super().__init__(
            code, f"{field}: {said}" if field else said, field=field, value=value, **facts
        )
        self.field = field
        self.value = value
        self.facts = facts

    def inside(self, outer: str) -> ScenarioError:
        """The same problem seen from outside: ``change_pct`` in ``production_changes[0]``."""
        is_part = outer and self.field and not self.field.startswith("[")
        inner = "." + self.field if is_part else self.field
        return ScenarioError(self.code, outer + inner, self.value, **self.facts)


def legible(text: str, longest: int = 60) -> str:
    """A text from outside as a message may show it: cut, and without what cannot be shown.

    >>> legible("half a pair \\ud800, a NUL \\0")
    'half a pair ?, a NUL ?'
    """
    cut = text if len(text) <= longest else text[: longest - 3] + "..."
    return "".join(letter if letter.isprintable() else "?" for letter in cut)


class _Cut(str):
    """The beginning of a long value, shown as it is."""

    def __repr__(self) -> str:
        return str(self)


def _short(value: object) -> object:
    """A value that a message can show."""
    text = repr(value)
    return value if len(text) <= 62 else _Cut(text[:57] + "...")


def naming(outer: str, make: Callable[[], Made]) -> Made:
    """Do ``make`` and name the problem by its place in ``outer``."""
    try:
        return make()
    except ScenarioError as error:
        raise error.inside(outer) from error


def first_problem(error: ValidationError) -> ScenarioError:
    """What pydantic found, as a ``ScenarioError``; of several a field that is not known first."""
    found = error.errors(include_url=False)
    first = min(found, key=lambda detail: detail["type"] != "unexpected_keyword_argument")
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in first["loc"])
    path = path.removeprefix(".")
    if first["type"] == "string_unicode":  # a field's name with half a character
        return ScenarioError("unknown_field", first["input"]).inside(path)
    problem = first.get("ctx", {}).get("error")
    if isinstance(problem, ScenarioError):
        return problem.inside(path)
    code = _FOUND_BY_PYDANTIC.get(first["type"])
    if code:
        return ScenarioError(code, path)
    return ScenarioError("wrong_type", path, first["input"], expected="object")
