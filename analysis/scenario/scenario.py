"""A scenario: a named, frozen set of assumptions. The baseline is one too.

The page, the link, the file and the database all hold this one object. It says what differs from
the figures as they are known: it never holds results, so that a scenario opened next year answers
with next year's figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from analysis.matching.options import MatchingOptions
from analysis.scenario import checks as check
from analysis.scenario.errors import ScenarioError, naming

#: Version of the document. Raise it when a field changes its meaning or a new one must not be
#: overlooked by an older program.
VERSION = 1

#: Scope of a change that holds for every regency; else a zone's id or a regency's code.
EVERYWHERE = "all"

#: Why production or consumption changes.
CHANGE_REASONS = (
    *("drought", "el_nino", "harvest_failure", "pest", "new_irrigation", "better_seed"),
    *("diet", "price", "other"),
)

MOST_ENTRIES = 100


@dataclass(frozen=True)
class Change:
    """Production or consumption of one commodity, more or less by a percentage.

    Parameters
    ----------
    commodity : str
        Slug of the commodity register.
    scope : str
        ``EVERYWHERE``, a zone's id or a regency's code.
    change_pct : float
        -100 (nothing is left) to 1000.
    reason : str
        Of ``CHANGE_REASONS``.

    Raises
    ------
    ScenarioError
        Names the field.
    """

    commodity: str
    scope: str
    change_pct: float
    reason: str = "other"

    def __post_init__(self) -> None:
        _set(self, "commodity", check.text("commodity", self.commodity, 80))
        _set(self, "scope", check.text("scope", self.scope, 20))
        _set(self, "change_pct", check.number("change_pct", self.change_pct, -100, 1000))
        _set(self, "reason", check.one_of("reason", self.reason, CHANGE_REASONS))


@dataclass(frozen=True)
class ExtraDemand:
    """Named demand beside that of the inhabitants: tourists, a school-meal programme, a reserve.

    The amount is given in one of three ways::

        need_t = tonnes
        need_t = people * days * kg_per_person_day / 1000
        need_t = population * population_pct / 100 * days * kg_per_person_day / 1000

    Only the third can be spread over a zone or the whole province, since it follows the
    population of each regency.

    >>> ExtraDemand("Tourists", "5315", "rice", people=100_000, days=3,
    ...             kg_per_person_day=0.3).tonnes_for(population=None)
    90.0
    """

    name: str
    scope: str
    commodity: str
    tonnes: float | None = None
    people: float | None = None
    population_pct: float | None = None
    days: float | None = None
    kg_per_person_day: float | None = None

    def __post_init__(self) -> None:
        _set(self, "name", check.text("name", self.name, 80))
        _set(self, "scope", check.text("scope", self.scope, 20))
        _set(self, "commodity", check.text("commodity", self.commodity, 80))
        for name, most in (
            *(("tonnes", 1e7), ("people", 1e8), ("population_pct", 100.0)),
            *(("days", 366.0), ("kg_per_person_day", 50.0)),
        ):
            value = getattr(self, name)
            if value is not None:
                _set(self, name, check.number(name, value, 0, most))
        if (self.tonnes, self.people, self.population_pct).count(None) != 2:
            raise ScenarioError("demand_amount", "tonnes", self.tonnes)
        for name in ("days", "kg_per_person_day"):
            if self.tonnes is None and getattr(self, name) is None:
                raise ScenarioError("missing_field", name)
            if self.tonnes is not None and getattr(self, name) is not None:
                raise ScenarioError("demand_amount", name, getattr(self, name))
        if self.population_pct is None and self.covers_several:
            raise ScenarioError("demand_scope", "scope", self.scope)

    @property
    def covers_several(self) -> bool:
        """Whether the scope may hold more than one regency."""
        return not self.scope.isdigit()

    def tonnes_for(self, population: float | None) -> float:
        """Tonnes for a regency; its population matters only to a share of it (NaN if unknown)."""
        if self.tonnes is not None:
            return self.tonnes
        people = self.people
        if people is None:
            inhabitants = float("nan") if population is None else population
            people = inhabitants * (self.population_pct or 0.0) / 100.0
        return people * (self.days or 0.0) * (self.kg_per_person_day or 0.0) / 1000.0


@dataclass(frozen=True)
class Scenario:
    """A named, frozen, validated set of assumptions; see the module.

    Parameters
    ----------
    name : str
        At most 80 characters.
    commodity : str
        Slug of the commodity it is about.
    year : int
        Year of the figures it starts from.
    description : str
        At most 1,000 characters.
    population_growth_pct : float
        Population of every regency against the figure of the year, once; -50 to 100.
    production_changes, consumption_changes : tuple[Change, ...]
        Several that meet in one regency are multiplied: -10 % and -20 % leave 72 %.
    extra_demand : tuple[ExtraDemand, ...]
    cost_parameters : tuple[tuple[str, float], ...]
        Name and value of those rows of ``cost_parameters`` that differ; sorted by name.
    closed_edges, closure_events : tuple[str, ...]
        Ids of edges out of service, and of named events that close some; sorted.
    matching : MatchingOptions
    version : int
        Version of the document.

    Raises
    ------
    ScenarioError
        Names the field by its path, such as ``production_changes[0].change_pct``.

    >>> Scenario("El Niño", "rice", 2022, population_growth_pct=200)
    Traceback (most recent call last):
    ...
    analysis.scenario.errors.ScenarioError: population_growth_pct: 200 is not between -50 and 100
    """

    name: str
    commodity: str
    year: int
    description: str = ""
    population_growth_pct: float = 0.0
    production_changes: tuple[Change, ...] = ()
    consumption_changes: tuple[Change, ...] = ()
    extra_demand: tuple[ExtraDemand, ...] = ()
    cost_parameters: tuple[tuple[str, float], ...] = ()
    closed_edges: tuple[str, ...] = ()
    closure_events: tuple[str, ...] = ()
    matching: MatchingOptions = field(default_factory=MatchingOptions)
    version: int = VERSION

    def __post_init__(self) -> None:
        if check.whole_number("version", self.version, 1, 10**9) > VERSION:
            raise ScenarioError("newer_version", "version", self.version, maximum=VERSION)
        _set(self, "version", VERSION)
        _set(self, "name", check.text("name", self.name, 80))
        _set(self, "commodity", check.text("commodity", self.commodity, 80))
        _set(self, "year", check.whole_number("year", self.year, 1900, 2200))
        _set(self, "description", check.text("description", self.description, 1000, True))
        growth = check.number("population_growth_pct", self.population_growth_pct, -50, 100)
        _set(self, "population_growth_pct", growth)
        for name, kind in (
            ("production_changes", Change),
            ("consumption_changes", Change),
            ("extra_demand", ExtraDemand),
        ):
            _set(self, name, _all_of(kind, name, getattr(self, name)))
        _set(self, "cost_parameters", _cost_parameters(self.cost_parameters))
        for name in ("closed_edges", "closure_events"):
            _set(self, name, check.names(name, getattr(self, name), 500))
        if not isinstance(self.matching, MatchingOptions):
            raise ScenarioError("wrong_type", "matching", self.matching, expected="object")

    def about(self, commodity: str, year: int) -> Scenario:
        """The same assumptions, asked of another commodity or year."""
        return replace(self, commodity=commodity, year=year)

    def without_name(self) -> Scenario:
        """The same assumptions under no name: what a result depends on."""
        return replace(self, name="-", description="")


def baseline(name: str, commodity: str, year: int) -> Scenario:
    """The figures as they are known and the model's own parameters: nothing is changed."""
    return Scenario(name, commodity, year)


def _set(target: object, name: str, value: object) -> None:
    # The one way to bring a frozen dataclass' field into one form: 5 and 5.0 are one assumption.
    object.__setattr__(target, name, value)


def _all_of(kind: type, name: str, value: object) -> tuple[object, ...]:
    entries = check.listed(name, value, MOST_ENTRIES)
    for place, entry in enumerate(entries):
        if not isinstance(entry, kind):
            raise ScenarioError("wrong_type", f"{name}[{place}]", entry, expected="object")
    return entries


def _cost_parameters(value: object) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for place, entry in enumerate(check.listed("cost_parameters", value, MOST_ENTRIES)):
        where = f"cost_parameters[{place}]"
        if not isinstance(entry, tuple) or len(entry) != 2:
            raise ScenarioError("wrong_type", where, entry, expected="list")
        name = naming(where, lambda given=entry[0]: check.text("", given, 80))  # type: ignore[misc]
        if name in found:
            raise ScenarioError("duplicate", where, name)
        found[name] = check.number(f"cost_parameters.{name}", entry[1], 0, 1e9)
    return tuple(sorted(found.items()))
