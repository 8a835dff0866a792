"""With whom one regency can deal in a commodity, as far as that is identified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan
from typing import Any, Literal

import pandas as pd

from analysis.matching.ranges import Supply
from analysis.overview import Brief, NamedSupply

#: Below half a tonne is none on the screen.
_LEAST_T = 0.5


@dataclass(frozen=True)
class Partnership:
    """An identified pair or corridor that one regency is part of, as seen by it.

    Attributes
    ----------
    commodity : str
    year : int
    side : {"supplies", "receives", "from_outside"}
        What the regency does; from outside NTT it receives from a gateway.
    supply : Supply
        Of a corridor its total, of which the regency's own part is not identified.
    partners : tuple of str
        Regencies, or the gateway, with which it deals in any of the best answers.
    freight_low_idr_per_kg, freight_high_idr_per_kg : float
        Over the paths to these partners.
    named : NamedSupply or None
        What prices and repeated matches say of the supply; None from outside.
    """

    commodity: str
    year: int
    side: Literal["supplies", "receives", "from_outside"]
    supply: Supply
    partners: tuple[str, ...]
    freight_low_idr_per_kg: float
    freight_high_idr_per_kg: float
    named: NamedSupply | None = None


def partnerships(brief: Brief, regency_code: str) -> list[Partnership]:
    """Pairs and corridors of one regency, then what gateways send it; the largest sure total first.

    A pair that can be swapped is in none but its corridor. Empty where pairs are not identified.
    """
    return list(all_partnerships(brief).get(regency_code, ()))


def all_partnerships(brief: Brief) -> dict[str, list[Partnership]]:
    """Those of every regency that has any, as ``partnerships`` gives them for one."""
    answer = brief.answer
    if answer.ranges is None:
        return {}
    settings = answer.balance.settings
    pairs = answer.ranges.pairs
    open_pairs = pairs[pairs["max_t"] >= _LEAST_T]
    classes = {
        (str(origin), str(destination)): str(kind)
        for origin, destination, kind in _rows(open_pairs, "origin", "destination", "pair_class")
    }
    freight: dict[tuple[str, str], list[float]] = {}
    for origin, destination, cost in _rows(
        answer.costs.between, "origin", "destination", "cost_idr_per_t"
    ):
        freight.setdefault((str(origin), str(destination)), []).append(float(cost))
    found: dict[str, list[Partnership]] = {}
    for named in brief.named():
        supply = named.supply
        kind = "identified" if supply.is_pair else "interchangeable"
        for code in dict.fromkeys([*supply.origins, *supply.destinations]):
            supplies = code in supply.origins
            mine = {
                other: pair
                for other in (supply.destinations if supplies else supply.origins)
                if classes.get(pair := (code, other) if supplies else (other, code)) == kind
            }
            costs = [cost for pair in mine.values() for cost in freight.get(pair, ())]
            found.setdefault(code, []).append(
                Partnership(
                    commodity=settings.commodity,
                    year=settings.year,
                    side="supplies" if supplies else "receives",
                    supply=supply,
                    partners=tuple(sorted(mine)),
                    freight_low_idr_per_kg=min(costs, default=nan) / 1000,
                    freight_high_idr_per_kg=max(costs, default=nan) / 1000,
                    named=named,
                )
            )
    outside = open_pairs[open_pairs["origin_kind"] == "external"].merge(
        answer.costs.from_outside.rename(columns={"gateway": "origin"}),
        on=["origin", "destination"],
    )
    for row in outside.sort_values(["min_t", "origin"], ascending=[False, True]).to_dict("records"):
        gateway, cost = str(row["origin"]), float(row["cost_idr_per_t"]) / 1000
        code = str(row["destination"])
        found.setdefault(code, []).append(
            Partnership(
                commodity=settings.commodity,
                year=settings.year,
                side="from_outside",
                supply=Supply((gateway,), (code,), float(row["min_t"]), float(row["max_t"])),
                partners=(gateway,),
                freight_low_idr_per_kg=cost,
                freight_high_idr_per_kg=cost,
            )
        )
    return found


def _rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Cells of these columns row by row, without a selection of the table for each."""
    return zip(*(table[column].tolist() for column in columns), strict=True)
