"""All commodities of a year over the ferries, without a limit and with the room assumed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analysis.balance.result import Balance
from analysis.matching.crossing_loads import crossing_loads, room_for_share, tonnes_crossing
from analysis.matching.many import ManyMatches, match_many
from analysis.matching.options import MatchingOptions
from ntt_data.editions import once_per_edition
from services.answer import evaluation, freight

_OPTIONS = MatchingOptions()
# Nearer to its room than this a crossing is full: tonnes of a solver, not of a weighbridge.
_FULL_T = 0.05
_NO_LIMIT = pd.DataFrame({"edge_id": pd.Series(dtype="object"), "capacity_t": []})


@dataclass(frozen=True)
class Room:
    """The room assumed: per cent of the tonnes carried without a limit; 100 is no limit.

    ``edge_id``: on this crossing only, or on every one in use (""). ``Room(0)`` closes all ferries.
    """

    pct: int = 100
    edge_id: str = ""

    @property
    def is_limited(self) -> bool:
        """Whether anything is assumed at all."""
        return self.pct < 100


@dataclass(frozen=True, eq=False)
class Crossed:
    """Pairs of all commodities and what they bring over each ferry.

    ``loads`` as ``crossing_loads`` makes them; ``crossing_t`` counts goods that use several
    ferries once.
    """

    many: ManyMatches
    loads: pd.DataFrame
    crossing_t: float

    def by_crossing(self) -> pd.Series:
        """Tonnes of both directions and all commodities, the largest first."""
        return self.loads.groupby("edge_id")["tonnes"].sum().sort_values(ascending=False)

    def total(self, name: str) -> float:
        """Sum of one of ``MatchTotals`` over the commodities."""
        return float(sum(getattr(result.totals, name) for result in self.many.results.values()))


@dataclass(frozen=True, eq=False)
class FerryAnswer:
    """What the ferries carry in a year: ``before`` without a limit, ``after`` with the room."""

    year: int
    room: Room
    balances: dict[str, Balance]
    before: Crossed
    after: Crossed

    def crossings(self) -> list[str]:
        """Crossings that carry something before or after, the fullest first."""
        both = [*self.before.by_crossing().index, *self.after.by_crossing().index]
        return list(dict.fromkeys(both))

    def room_table(self) -> pd.DataFrame:
        """Crossings with a limit, where room is worth most first.

        ``edge_id``, ``capacity_t``, ``used_t``, ``is_full``, ``meets_need`` (more room would meet
        need that stays unmet) and ``saves_idr_per_t``, NaN where it would: that price holds the
        penalty and is none that anyone would pay.
        """
        edges = self.after.many.edges
        price = edges["shadow_price_idr_per_t"]
        meets_need = price > _OPTIONS.unmet_penalty_idr_per_t / 2
        table = edges.assign(
            is_full=edges["used_t"] >= edges["capacity_t"] - _FULL_T,
            meets_need=meets_need,
            saves_idr_per_t=price.mask(meets_need),
        )
        table = table.sort_values("shadow_price_idr_per_t", ascending=False, kind="stable")
        return table.drop(columns="shadow_price_idr_per_t").reset_index(drop=True)

    def source_ids(self) -> list[str]:
        """What the answer rests on; a room is an assumption."""
        own = ["assumption"] if self.room.is_limited else []
        return [*evaluation.match_sources(*self.balances.values()), *own]


def ferry_years() -> list[int]:
    """Years with a balance of at least one commodity, newest first."""
    return sorted({year for years in evaluation.balanced_commodities().values() for year in years})[
        ::-1
    ]


@once_per_edition(maxsize=256)
def ferry_answer(year: int, outside: bool, room: Room) -> FerryAnswer:
    """The year's commodities matched together; ``outside``: supply from outside is allowed."""
    before = _crossed(year, outside, Room())
    after = _crossed(year, outside, room) if room.is_limited else before
    return FerryAnswer(year, room, _balances(year), before, after)


@once_per_edition(maxsize=256)
def _crossed(year: int, outside: bool, room: Room) -> Crossed:
    ferries = freight.ferry_crossings()
    capacity = _NO_LIMIT
    if room == Room(0):
        # Of the ferries in use a share needs a measure; closed can be those too that carry nothing.
        capacity = pd.DataFrame({"edge_id": ferries["edge_id"].unique(), "capacity_t": 0.0})
    elif room.is_limited:
        loads = _crossed(year, outside, Room()).loads
        capacity = room_for_share(loads, room.pct / 100, room.edge_id or None)
    many = match_many(
        {name: balance.table for name, balance in _balances(year).items()},
        freight.capital_costs(),
        freight.gateway_costs(),
        replace(_OPTIONS, external_supply=outside),
        capacity,
        ferries,
    )
    return Crossed(
        many, crossing_loads(many.results, ferries), tonnes_crossing(many.results, ferries)
    )


@once_per_edition(maxsize=32)
def _balances(year: int) -> dict[str, Balance]:
    found = {}
    for commodity, years in sorted(evaluation.balanced_commodities().items()):
        balance = evaluation.balance(commodity, year) if year in years else None
        if isinstance(balance, Balance):
            found[commodity] = balance
    return found
