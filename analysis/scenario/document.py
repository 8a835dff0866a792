"""A scenario as a document: the dictionary and JSON text of a file and of the store.

The part ``matching`` follows the fields of ``MatchingOptions``, whatever they are: an option that
is added there is part of every document from then on, at its default in older ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from analysis.errors import InvalidOptionError
from analysis.matching.options import MatchingOptions
from analysis.scenario import checks as check
from analysis.scenario.errors import ScenarioError, naming
from analysis.scenario.scenario import MOST_ENTRIES, VERSION, Change, ExtraDemand, Scenario

#: A file longer than this many characters is no scenario.
LONGEST_JSON = 200_000

_DEEPEST = 10  # a scenario is nested five deep


def to_dict(scenario: Scenario) -> dict[str, Any]:
    """Document of plain dictionaries, lists, texts and numbers; every field is in it.

    >>> to_dict(Scenario("El Niño", "rice", 2022,
    ...                  production_changes=(Change("rice", "Z5", -30, "drought"),))
    ...         )["production_changes"]
    [{'commodity': 'rice', 'scope': 'Z5', 'change_pct': -30.0, 'reason': 'drought'}]
    """
    return {
        "version": scenario.version,
        "name": scenario.name,
        "description": scenario.description,
        "commodity": scenario.commodity,
        "year": scenario.year,
        "population_growth_pct": scenario.population_growth_pct,
        "production_changes": [_plain_fields(change) for change in scenario.production_changes],
        "consumption_changes": [_plain_fields(change) for change in scenario.consumption_changes],
        "extra_demand": [
            {name: value for name, value in _plain_fields(demand).items() if value is not None}
            for demand in scenario.extra_demand
        ],
        "cost_parameters": dict(scenario.cost_parameters),
        "closed_edges": list(scenario.closed_edges),
        "closure_events": list(scenario.closure_events),
        "matching": _plain_fields(scenario.matching),
    }


def from_dict(document: object) -> Scenario:
    """Scenario of a document.

    Only ``version``, ``name``, ``commodity`` and ``year`` must be there; what is left out is as
    in the baseline.

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
    given = _mapping("", document)
    if "version" not in given:
        raise ScenarioError("missing_field", "version")
    version = check.whole_number("version", given["version"], 1, 10**9)
    if version > VERSION:
        raise ScenarioError("newer_version", "version", version, maximum=VERSION)
    _only_known(given, Scenario)
    parts: dict[str, Callable[[object], object]] = {
        "production_changes": lambda value: _entries("production_changes", value, Change),
        "consumption_changes": lambda value: _entries("consumption_changes", value, Change),
        "extra_demand": lambda value: _entries("extra_demand", value, ExtraDemand),
        "cost_parameters": _cost_parameters,
        "matching": _matching,
    }
    for needed in ("name", "commodity", "year"):
        if needed not in given:
            raise ScenarioError("missing_field", needed)
    return Scenario(
        **{
            name: parts[name](value) if name in parts else value  # type: ignore[arg-type]
            for name, value in given.items()
        }
    )


def to_json(scenario: Scenario) -> str:
    """Readable JSON of ``to_dict``, for a file."""
    return json.dumps(to_dict(scenario), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Scenario:
    """Scenario of a JSON text.

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
    return from_dict(document)


def from_bytes(content: bytes) -> Scenario:
    """Scenario of a file's content.

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
        return from_json(content.decode("utf-8"))
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


def _plain_fields(record: Any) -> dict[str, Any]:
    return {f.name: _plain(getattr(record, f.name)) for f in fields(record)}


def _plain(value: object) -> object:
    if isinstance(value, (tuple, list)):
        return [_plain(entry) for entry in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(entry) for entry in value)  # type: ignore[type-var]
    return value


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


def _only_known(given: Mapping[str, object], kind: type) -> None:
    known = {f.name for f in fields(kind)}
    for name in given:
        if name not in known:
            raise ScenarioError("unknown_field", str(name))


def _entries(name: str, value: object, kind: type) -> tuple[object, ...]:
    return tuple(
        naming(f"{name}[{place}]", lambda entry=entry: _entry(entry, kind))  # type: ignore[misc]
        for place, entry in enumerate(check.listed(name, value, MOST_ENTRIES))
    )


def _entry(value: object, kind: type) -> object:
    given = _mapping("", value)
    _only_known(given, kind)
    for f in list(fields(kind))[:3]:  # what a change or a demand cannot do without
        if f.name not in given:
            raise ScenarioError("missing_field", f.name)
    return kind(**given)


def _cost_parameters(value: object) -> tuple[tuple[str, object], ...]:
    return tuple(_mapping("cost_parameters", value).items())


def _matching(value: object) -> MatchingOptions:
    given = _mapping("matching", value)
    naming("matching", lambda: _only_known(given, MatchingOptions))
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
