"""With whom one regency can deal in a commodity, as far as that is identified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    answer = brief.answer
    if answer.ranges is None:
        return []
    settings = answer.balance.settings
    pairs = answer.ranges.pairs
    open_pairs = pairs[pairs["max_t"] >= _LEAST_T]
    found = []
    for named in brief.named():
        supply = named.supply
        supplies = regency_code in supply.origins
        if not supplies and regency_code not in supply.destinations:
            continue
        own, other = ("origin", "destination") if supplies else ("destination", "origin")
        others = supply.destinations if supplies else supply.origins
        kind = "identified" if supply.is_pair else "interchangeable"
        mine = open_pairs[
            (open_pairs[own] == regency_code)
            & open_pairs[other].isin(others)
            & (open_pairs["pair_class"] == kind)
        ]
        freight = mine.merge(answer.costs.between, on=["origin", "destination"])["cost_idr_per_t"]
        found.append(
            Partnership(
                commodity=settings.commodity,
                year=settings.year,
                side="supplies" if supplies else "receives",
                supply=supply,
                partners=tuple(sorted(mine[other])),
                freight_low_idr_per_kg=float(freight.min()) / 1000,
                freight_high_idr_per_kg=float(freight.max()) / 1000,
                named=named,
            )
        )
    outside = open_pairs[
        (open_pairs["origin_kind"] == "external") & (open_pairs["destination"] == regency_code)
    ].merge(
        answer.costs.from_outside.rename(columns={"gateway": "origin"}),
        on=["origin", "destination"],
    )
    for row in outside.sort_values(["min_t", "origin"], ascending=[False, True]).to_dict("records"):
        gateway, cost = str(row["origin"]), float(row["cost_idr_per_t"]) / 1000
        found.append(
            Partnership(
                commodity=settings.commodity,
                year=settings.year,
                side="from_outside",
                supply=Supply(
                    (gateway,), (regency_code,), float(row["min_t"]), float(row["max_t"])
                ),
                partners=(gateway,),
                freight_low_idr_per_kg=cost,
                freight_high_idr_per_kg=cost,
            )
        )
    return found
