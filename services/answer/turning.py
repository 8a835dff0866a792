"""What turns the headline of a match over: up to which road rate its largest supply holds."""

from __future__ import annotations

from dataclasses import replace

from analysis.answer import Answer
from analysis.matching.ranges import Supply, named_supplies
from analysis.matching.turning import HoldingRange, are_alike, holding_range
from analysis.scenario.apply import apply_cost_parameters
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services.answer import freight

_ROAD, _ACCESS = "road_idr_per_t_km", "access_idr_per_t_km"
#: Rupiah per tonne-kilometre: much finer than the rate is known.
_TOLERANCE = 5.0


@once_per_tables(maxsize=64)
def road_rate_ranges(answer: Answer) -> list[tuple[Supply, HoldingRange]]:
    """The largest supply of an answer and, if that is a corridor, the largest certain pair.

    Each with the road rates between which its tonnes stay the same in every best answer; the truck
    to the port changes with the truck on the road, all else is held. A new network for every rate
    tried, some seconds in all: only for who asks. Nothing where no supply can be named.
    """
    if answer.ranges is None:
        return []
    supplies = named_supplies(answer.ranges)
    told = supplies[:1] + [each for each in supplies[1:] if each.is_pair][:1]
    if told and told[0].is_pair:
        told = told[:1]
    at_rate: dict[float, Answer] = {}
    rates = apply_cost_parameters(load("cost_parameters"), answer.scenario.cost_parameters)
    of = {str(row["parameter"]): row for row in rates.to_dict("records")}
    value, low, high = (float(of[_ROAD][side]) for side in ("value", "low", "high"))
    access = float(of[_ACCESS]["value"])

    def under(rate: float) -> Answer:
        if rate not in at_rate:
            at_rate[rate] = _at(answer, rate, value, access)
        return at_rate[rate]

    found: list[tuple[Supply, HoldingRange]] = []
    for supply in told:
        now = answer.supply_limits(supply)

        def holds(rate: float, supply: Supply = supply, now: tuple[float, float] = now) -> bool:
            return are_alike(now, under(rate).supply_limits(supply))

        if are_alike(now, now):  # limits that are not known bear no conclusion
            found.append((supply, holding_range(value, low, high, holds, _TOLERANCE)))
    return found


def _at(answer: Answer, rate: float, road: float, access: float) -> Answer:
    """The answer at another road rate, matched anew."""
    changed = dict(answer.scenario.cost_parameters)
    changed |= {_ROAD: rate, _ACCESS: access * rate / road if road else access}
    scenario = replace(answer.scenario, cost_parameters=tuple(sorted(changed.items())))
    return replace(answer, scenario=scenario, costs=freight.transport_costs(scenario), swaps=())
