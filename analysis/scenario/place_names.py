"""Regencies in a scenario's document by name: a file that a person has written says "Kab. TTS"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

#: Code of the regency that a text names; None where it names none.
CodeOf = Callable[[str], str | None]

_WITH_SCOPE = ("production_changes", "consumption_changes", "extra_demand")
_WITH_PAIRS = ("forced_pairs", "forbidden_pairs")


def with_codes(document: Mapping[str, Any], code_of: CodeOf) -> dict[str, Any]:
    """The document with the code of each regency in the place of its name; the rest as it was.

    >>> with_codes({"extra_demand": [{"scope": "TTS"}], "year": 2022}, {"TTS": "5304"}.get)
    {'extra_demand': [{'scope': '5304'}], 'year': 2022}
    """
    given = dict(document)
    for field in _WITH_SCOPE:
        if isinstance(entries := given.get(field), list):
            given[field] = [_scoped(entry, code_of) for entry in entries]
    if isinstance(matching := given.get("matching"), Mapping):
        pairs = {
            field: [_paired(pair, code_of) for pair in matching[field]]
            for field in _WITH_PAIRS
            if isinstance(matching.get(field), list)
        }
        given["matching"] = {**matching, **pairs}
    return given


def _scoped(entry: object, code_of: CodeOf) -> object:
    if not isinstance(entry, Mapping) or "scope" not in entry:
        return entry
    return {**entry, "scope": _code(entry["scope"], code_of)}


def _paired(pair: object, code_of: CodeOf) -> object:
    if not isinstance(pair, list):
        return pair
    return [*(_code(place, code_of) for place in pair[:2]), *pair[2:]]


def _code(place: object, code_of: CodeOf) -> object:
    return (code_of(place) or place) if isinstance(place, str) else place
