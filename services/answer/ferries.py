"""All commodities of a year over the ferries, without a limit and with the room assumed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.matching.crossing_loads import capacity_for_share, crossing_loads, tonnes_crossing
from analysis.matching.ferry_answer import CapacityLimit, CrossingLoads, FerryAnswer
from analysis.matching.multicommodity import MulticommodityMatch, match_commodities
from analysis.matching.options import MatchingOptions
from ntt_data.editions import once_per_tables
from services.answer import evaluation, freight

_OPTIONS = MatchingOptions()
_NO_LIMIT = pd.DataFrame({"edge_id": pd.Series(dtype="object"), "capacity_t": []})


def ferry_sources(answer: FerryAnswer) -> list[str]:
    """What the answer rests on; a room is an assumption."""
    own = ["assumption"] if answer.room.is_limited else []
    return [*evaluation.match_sources(*answer.balances.values()), *own]


def ferry_years() -> list[int]:
    """Years with a balance of at least one commodity, newest first."""
    return sorted({year for years in evaluation.balanced_commodities().values() for year in years})[
        ::-1
    ]


@once_per_tables(maxsize=256)
def ferry_answer(year: int, outside: bool, room: CapacityLimit) -> FerryAnswer:
    """The year's commodities matched together; ``outside``: supply from outside is allowed."""
    before = _crossed(year, outside, CapacityLimit())
    after = _crossed(year, outside, room) if room.is_limited else before
    return FerryAnswer(year, room, _balances(year), before, after)


def ferries_of(answer: Answer) -> FerryAnswer:
    """What the pairs of one answer of the baseline's network bring over the ferries, unlimited."""
    settings, ferries = answer.balance.settings, freight.ferry_crossings()
    results = {settings.commodity: answer.match}
    found = CrossingLoads(
        MulticommodityMatch(results, _NO_LIMIT),
        crossing_loads(results, ferries),
        tonnes_crossing(results, ferries),
    )
    balances = {settings.commodity: answer.balance}
    return FerryAnswer(settings.year, CapacityLimit(), balances, found, found)


@once_per_tables(maxsize=256)
def _crossed(year: int, outside: bool, room: CapacityLimit) -> CrossingLoads:
    ferries = freight.ferry_crossings()
    capacity = _NO_LIMIT
    if room == CapacityLimit(0):
        # Of the ferries in use a share needs a measure; closed can be those too that carry nothing.
        capacity = pd.DataFrame({"edge_id": ferries["edge_id"].unique(), "capacity_t": 0.0})
    elif room.is_limited:
        loads = _crossed(year, outside, CapacityLimit()).loads
        capacity = capacity_for_share(loads, room.pct / 100, room.edge_id or None)
    many = match_commodities(
        {name: balance.table for name, balance in _balances(year).items()},
        freight.capital_costs(),
        freight.gateway_costs(),
        replace(_OPTIONS, external_supply=outside),
        capacity,
        ferries,
    )
    return CrossingLoads(
        many, crossing_loads(many.results, ferries), tonnes_crossing(many.results, ferries)
    )


@once_per_tables(maxsize=32)
def _balances(year: int) -> dict[str, Balance]:
    found = {}
    for commodity, years in sorted(evaluation.balanced_commodities().items()):
        balance = evaluation.balance(commodity, year) if year in years else None
        if isinstance(balance, Balance):
            found[commodity] = balance
    return found
