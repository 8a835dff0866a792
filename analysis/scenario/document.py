"""A scenario as a document: the dictionary and JSON text of a file and of the store.

The part ``matching`` follows the fields of ``MatchingOptions``, whatever they are: an option that
is added there is part of every document from then on, at its default in older ones.

A document of an older version is brought to today's by ``analysis.scenario.upgrade`` and opens with
what that changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from analysis.errors import InvalidOptionError
from analysis.matching.options import MatchingOptions
from analysis.scenario import checks
from analysis.scenario.errors import ScenarioError, naming
from analysis.scenario.place_names import CodeOf, with_codes
from analysis.scenario.scenario import VERSION, Scenario
from analysis.scenario.upgrade import DocumentChange, upgraded

#: A file longer than this many characters is no scenario.
LONGEST_JSON = 200_000

_DOCUMENT = TypeAdapter(Scenario)
_DEEPEST = 10  # a scenario is nested five deep


@dataclass(frozen=True)
class ReadDocument:
    """A scenario, and what is not as its document meant it when it was written."""

    scenario: Scenario
    changes: tuple[DocumentChange, ...] = ()


def to_dict(scenario: Scenario) -> dict[str, Any]:
    """Document of plain dictionaries, lists, texts and numbers; every field is in it.

    >>> from analysis.scenario.scenario import Change
    >>> to_dict(Scenario("El Niño", "rice", 2022,
    ...                  production_changes=(Change("rice", "Z5", -30, "drought"),))
    ...         )["production_changes"]
    [{'commodity': 'rice', 'scope': 'Z5', 'change_pct': -30.0, 'reason': 'drought'}]
    """
    plain: dict[str, Any] = _DOCUMENT.dump_python(scenario, mode="json")
    plain["extra_demand"] = [
        {name: value for name, value in demand.items() if value is not None}
        for demand in plain["extra_demand"]
    ]
    plain["cost_parameters"] = dict(scenario.cost_parameters)
    return {name: plain[name] for name in ("version", "name", "description")} | plain


def from_dict(document: object, code_of: CodeOf | None = None) -> ReadDocument:
    """Scenario of a document of any version up to today's.

    Only ``version``, ``name``, ``commodity`` and ``year`` must be there; what is left out is as
    in the baseline. With ``code_of``, regencies may go by any of their names.

    Raises
    ------
    ScenarioError
        ``newer_version`` before anything else, so that a file from a newer program is not
        reported as a file with unknown fields; otherwise the first problem, with its field.

    >>> from_dict({"version": 1, "name": "x", "commodity": "rice", "year": 2022, "rain": 5})
    Traceback (most recent call last):
    ...
    analysis.scenario.errors.ScenarioError: rain: no such field
    """
    given: dict[str, Any] = dict(_mapping("", document))
    if "version" not in given:
        raise ScenarioError("missing_field", "version")
    naming("version", partial(checks.version, given["version"], VERSION))
    given, changes = upgraded(given)
    if code_of is not None:
        given = with_codes(given, code_of)
    for name, read in (("cost_parameters", _cost_parameters), ("matching", _matching)):
        if name in given:
            given[name] = read(given[name])
    return ReadDocument(Scenario(**given), changes)


def to_json(scenario: Scenario) -> str:
    """Readable JSON of ``to_dict``, for a file."""
    return json.dumps(to_dict(scenario), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str, code_of: CodeOf | None = None) -> ReadDocument:
    """Scenario of a JSON text; ``code_of`` as ``from_dict`` has it.

    Raises
    ------
    ScenarioError
        ``not_json``, ``too_deep``, ``too_large`` or as ``from_dict``.

    >>> from_json('{"version": 1, "name": "cut in ha')
    Traceback (most recent call last):
    ...
    analysis.scenario.errors.ScenarioError: the file is not readable as JSON
    """
    if len(text) > LONGEST_JSON:
        raise ScenarioError("too_large", "", maximum=LONGEST_JSON)
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except RecursionError as error:
        raise ScenarioError("too_deep", "") from error
    except ValueError as error:
        raise ScenarioError("not_json", "") from error
    _require_shallow(document)
    return from_dict(document, code_of)


def from_bytes(content: bytes, code_of: CodeOf | None = None) -> ReadDocument:
    """Scenario of a file's content; ``code_of`` as ``from_dict`` has it.

    Raises
    ------
    ScenarioError
        ``not_text`` when it is not UTF-8, or as ``from_json``. Letters that an editor saved in
        another encoding are not guessed: a name would be kept that nobody wrote.

    >>> from_bytes('{"version": 1, "name": "El Niño"'.encode("latin-1"))
    Traceback (most recent call last):
    ...
    analysis.scenario.errors.ScenarioError: the file is not text in UTF-8
    """
    if len(content) > 4 * LONGEST_JSON:  # no letter takes more than four bytes
        raise ScenarioError("too_large", "", maximum=LONGEST_JSON)
    try:
        return from_json(content.decode("utf-8"), code_of)
    except UnicodeDecodeError as error:
        raise ScenarioError("not_text", "") from error


def _require_shallow(document: object) -> None:
    """What follows goes down by recursion, and so does a message that shows the value."""
    level: list[object] = [document]
    for _ in range(_DEEPEST):
        inner: list[object] = []
        for value in level:
            if isinstance(value, Mapping):
                inner += value.values()
            elif isinstance(value, list):
                inner += value
        level = inner
    if level:
        raise ScenarioError("too_deep", "")


def _frozen(field: str, value: object) -> object:
    if isinstance(value, list):
        return tuple(_frozen(f"{field}[{place}]", entry) for place, entry in enumerate(value))
    if isinstance(value, Mapping):
        raise ScenarioError("wrong_type", field, value, expected="list")
    return value


def _mapping(field: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ScenarioError("wrong_type", field, value, expected="object")
    return value


def _cost_parameters(value: object) -> tuple[tuple[str, object], ...]:
    return tuple(_mapping("cost_parameters", value).items())


def _matching(value: object) -> MatchingOptions:
    given = _mapping("matching", value)
    known = {f.name for f in fields(MatchingOptions)}
    for name in given:
        if name not in known:
            raise ScenarioError("unknown_field", f"matching.{name}")
    options: dict[str, Any] = {
        name: _frozen(f"matching.{name}", entry) for name, entry in given.items()
    }
    try:
        return MatchingOptions(**options)
    except InvalidOptionError as error:
        raise ScenarioError(
            "matching_option", f"matching.{error.field}", error.value, expected=error.expected
        ) from error
    except (TypeError, ValueError) as error:
        raise ScenarioError("matching_option", "matching", str(value), expected=error) from error
