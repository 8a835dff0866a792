"""What the ferries carry in a year: tonnes of every crossing, without a limit and with one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.balance.result import Balance
from analysis.matching.multicommodity import MulticommodityMatch

# Nearer to its room than this a crossing is full: tonnes of a solver, not of a weighbridge.
_FULL_T = 0.05


@dataclass(frozen=True)
class CapacityLimit:
    """The room assumed: per cent of the tonnes carried without a limit; 100 is no limit.

    ``edge_id``: on this crossing only, or on every one in use (""). ``CapacityLimit(0)`` closes
    all ferries.
    """

    pct: int = 100
    edge_id: str = ""

    @property
    def is_limited(self) -> bool:
        """Whether anything is assumed at all."""
        return self.pct < 100


@dataclass(frozen=True, eq=False)
class CrossingLoads:
    """Pairs of all commodities and what they bring over each ferry.

    ``loads`` as ``crossing_loads`` makes them; ``crossing_t`` counts goods that use several
    ferries once.
    """

    many: MulticommodityMatch
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
    room: CapacityLimit
    balances: dict[str, Balance]
    before: CrossingLoads
    after: CrossingLoads

    def crossings(self) -> list[str]:
        """Crossings that carry something before or after, the fullest first."""
        both = [*self.before.by_crossing().index, *self.after.by_crossing().index]
        return list(dict.fromkeys(both))

    def capacity_table(self) -> pd.DataFrame:
        """Crossings with a limit, where room is worth most first.

        ``edge_id``, ``capacity_t``, ``used_t``, ``is_full``, ``meets_need`` (more room would meet
        need that stays unmet), ``places_surplus`` (it would place more of NTT's own surplus) and
        ``saves_idr_per_t``, NaN where more room would do either: what goes before freight has no
        price that anyone would pay.
        """
        edges = self.after.many.edges
        price, gain = edges["shadow_price_idr_per_t"], edges["gain"]
        meets_need, places_surplus = gain.eq("met"), gain.eq("inside")
        table = edges.assign(
            is_full=edges["used_t"] >= edges["capacity_t"] - _FULL_T,
            meets_need=meets_need,
            places_surplus=places_surplus,
            saves_idr_per_t=price.mask(meets_need | places_surplus),
        )
        table = table.sort_values(
            ["meets_need", "places_surplus", "shadow_price_idr_per_t"],
            ascending=False,
            kind="stable",
        )
        return table.drop(columns=["shadow_price_idr_per_t", "gain"]).reset_index(drop=True)
