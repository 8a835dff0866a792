"""Whether everything that a scenario names is there: commodities, places, edges, parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Scenario


@dataclass(frozen=True)
class KnownNames:
    """What a scenario may refer to.

    Attributes
    ----------
    commodities : frozenset[str]
    scopes : frozenset[str]
        ``EVERYWHERE``, every zone's id and every regency's code.
    suppliers, receivers : frozenset[str]
        The two sides of a pair: regencies and gateways; regencies alone.
    cost_parameters, closed_edges, closure_events : frozenset[str]
    """

    commodities: frozenset[str]
    scopes: frozenset[str]
    suppliers: frozenset[str]
    receivers: frozenset[str]
    cost_parameters: frozenset[str]
    closed_edges: frozenset[str]
    closure_events: frozenset[str]


def require_known(scenario: Scenario, known: KnownNames) -> None:
    """Raise ``ScenarioError("unknown_reference")`` for the first name that is not known.

    >>> names = KnownNames(frozenset({"rice"}), frozenset({"all"}), *5 * [frozenset()])
    >>> require_known(Scenario("x", "rise", 2022), names)
    Traceback (most recent call last):
    ...
    analysis.scenario.errors.ScenarioError: commodity: 'rise' is not known here
    """
    for field, name, names in _references(scenario, known):
        if name not in names:
            raise ScenarioError("unknown_reference", field, name)


def _references(scenario: Scenario, known: KnownNames) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Field, the name in it, and the names that are known there."""
    yield "commodity", scenario.commodity, known.commodities
    for field in ("production_changes", "consumption_changes", "extra_demand"):
        for place, entry in enumerate(getattr(scenario, field)):
            yield f"{field}[{place}].commodity", entry.commodity, known.commodities
            yield f"{field}[{place}].scope", entry.scope, known.scopes
    for parameter, _value in scenario.cost_parameters:
        yield f"cost_parameters.{parameter}", parameter, known.cost_parameters
    for field in ("closed_edges", "closure_events"):
        for place, name in enumerate(getattr(scenario, field)):
            yield f"{field}[{place}]", name, getattr(known, field)
    for field in ("forced_pairs", "forbidden_pairs"):
        for place, pair in enumerate(getattr(scenario.matching, field)):
            yield f"matching.{field}[{place}]", pair[0], known.suppliers
            yield f"matching.{field}[{place}]", pair[1], known.receivers
