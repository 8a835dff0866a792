"""A scenario: a named, frozen set of assumptions. The baseline is one too.

The page, the link, the file and the database all hold this one object. It says what differs from
the figures as they are known: it never holds results, so that a scenario opened next year answers
with next year's figures.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import Annotated, Literal, Self, get_args

from pydantic import InstanceOf, model_validator

from analysis.balance.settings import POPULATION_KINDS, PopulationKind
from analysis.matching.options import MatchingOptions
from analysis.scenario import checks, limits
from analysis.scenario.checks import checked, validated, within
from analysis.scenario.errors import ScenarioError

#: Version of the document. Raise it when a field changes its meaning or a new one must not be
#: overlooked by an older program. 2: a match without an objective is ``ntt_first``, no more
#: ``least_cost``, and no cost parameter is a trader's margin (``analysis.scenario.upgrade``).
VERSION = 2

#: Scope of a change that holds for every regency; else a zone's id or a regency's code.
EVERYWHERE = "all"

#: Why production or consumption changes.
ChangeReason = Literal[
    "drought", "el_nino", "harvest_failure", "pest", "new_irrigation", "better_seed",
    "diet", "price", "other",
]  # fmt: skip
CHANGE_REASONS: tuple[ChangeReason, ...] = get_args(ChangeReason)

Name = Annotated[str, checked(checks.text, longest=limits.NAME_LETTERS)]
Scope = Annotated[str, checked(checks.text, longest=limits.SCOPE_LETTERS)]


@validated
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

    commodity: Name
    scope: Scope
    change_pct: Annotated[float, within(limits.CHANGE_PCT)]
    reason: Annotated[ChangeReason, checked(checks.one_of, choices=CHANGE_REASONS)] = "other"


@validated
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

    name: Name
    scope: Scope
    commodity: Name
    tonnes: Annotated[float, within(limits.DEMAND["tonnes"])] | None = None
    people: Annotated[float, within(limits.DEMAND["people"])] | None = None
    population_pct: Annotated[float, within(limits.DEMAND["population_pct"])] | None = None
    days: Annotated[float, within(limits.DEMAND["days"])] | None = None
    kg_per_person_day: Annotated[float, within(limits.DEMAND["kg_per_person_day"])] | None = None

    @model_validator(mode="after")
    def _given_in_one_way(self) -> Self:
        if (self.tonnes, self.people, self.population_pct).count(None) != 2:
            raise ScenarioError("demand_amount", "tonnes", self.tonnes)
        for name in ("days", "kg_per_person_day"):
            if self.tonnes is None and getattr(self, name) is None:
                raise ScenarioError("missing_field", name)
            if self.tonnes is not None and getattr(self, name) is not None:
                raise ScenarioError("demand_amount", name, getattr(self, name))
        if self.population_pct is None and self.covers_several:
            raise ScenarioError("demand_scope", "scope", self.scope)
        return self

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


@validated
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
    eaten_out_pct : float or None
        Of the commodity: eaten outside the home, in per cent of the norm, which is eaten at home;
        0 to 200. None: as the table of coefficients has it.
    population_series : str or None
        Of ``POPULATION_KINDS``: the people of the year by this kind of series alone, unknown where
        it has none. None: the series that covers most regencies.
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

    name: Name
    commodity: Name
    year: Annotated[int, checked(checks.whole_number, **limits.YEAR._asdict())]
    description: Annotated[str, checked(checks.lines, longest=limits.DESCRIPTION_LETTERS)] = ""
    population_growth_pct: Annotated[float, within(limits.POPULATION_GROWTH_PCT)] = 0.0
    production_changes: Annotated[tuple[Change, ...], checked(checks.listed)] = ()
    consumption_changes: Annotated[tuple[Change, ...], checked(checks.listed)] = ()
    extra_demand: Annotated[tuple[ExtraDemand, ...], checked(checks.listed)] = ()
    eaten_out_pct: Annotated[float, within(limits.EATEN_OUT_PCT)] | None = None
    population_series: (
        Annotated[PopulationKind, checked(checks.one_of, choices=tuple(POPULATION_KINDS))] | None
    ) = None
    cost_parameters: Annotated[tuple[tuple[str, float], ...], checked(checks.cost_parameters)] = ()
    closed_edges: Annotated[tuple[str, ...], checked(checks.names)] = ()
    closure_events: Annotated[tuple[str, ...], checked(checks.names)] = ()
    matching: Annotated[InstanceOf[MatchingOptions], checked(checks.matching)] = field(
        default_factory=MatchingOptions
    )
    version: Annotated[int, checked(checks.version, known=VERSION)] = VERSION

    def about(self, commodity: str, year: int) -> Scenario:
        """The same assumptions, asked of another commodity or year.

        What is eaten out is of one commodity, and says nothing of another.
        """
        eaten_out = self.eaten_out_pct if commodity == self.commodity else None
        return replace(self, commodity=commodity, year=year, eaten_out_pct=eaten_out)

    def without_name(self) -> Scenario:
        """The same assumptions under no name: what a result depends on."""
        return replace(self, name="-", description="")


def baseline(name: str, commodity: str, year: int) -> Scenario:
    """The figures as they are known and the model's own parameters: nothing is changed."""
    return Scenario(name, commodity, year)
