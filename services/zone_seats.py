"""How far people are from the seats of the report's zones, and from the best ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import pandas as pd

from analysis.cooperation.zone_seats import (
    Aim,
    BestSeats,
    Seats,
    best_in_zones,
    best_seats,
    distances,
    nearest,
    served_by,
)
from geo.places import regencies
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services.answer import freight
from services.indicators import newest

#: What distance is measured by: columns of ``geo.paths.path_costs``.
MEASURES = ("distance_km", "cost_idr_per_t")
AIMS: tuple[Aim, ...] = get_args(Aim)


@dataclass(frozen=True)
class SeatsCompared:
    """The seats of the report beside better ones of the same number.

    ``printed``: each regency with the seat of its zone; ``nearer``: the same seats, each regency
    with the nearest; ``in_zones``: the same zones with their best seats; ``best``: seats and zones
    chosen anew. ``year`` is that of the population.
    """

    printed: Seats
    nearer: Seats
    in_zones: Seats
    best: BestSeats
    measure: str
    aim: Aim
    fixed: tuple[str, ...]
    year: int | None
    source_ids: tuple[str, ...]


@once_per_tables(maxsize=16)
def seats_compared(measure: str, aim: Aim, fixed: tuple[str, ...] = ()) -> SeatsCompared:
    """All four ways to serve the regencies; ``fixed`` are codes of seats that stay."""
    places, zones = regencies(), load("zones")
    codes = places["regency_code"].tolist()
    square = distances(freight.capital_costs(), measure, codes)
    people = newest("population")
    seat_of_zone = dict(zip(zones["zone_id"], zones["seat_regency_code"], strict=True))
    zone_of = dict(zip(codes, places["zone_id"], strict=True))
    seat_of = {code: str(seat_of_zone[zone]) for code, zone in zone_of.items()}
    printed = served_by(square, people.values, seat_of)
    return SeatsCompared(
        printed,
        nearest(square, people.values, printed.seats),
        best_in_zones(square, people.values, zone_of),
        best_seats(square, people.values, len(zones), fixed, aim),
        measure,
        aim,
        fixed,
        people.year,
        (*people.source_ids, *map(str, zones["source_id"].unique()), *freight.network_sources()),
    )


def rows_of(found: SeatsCompared) -> pd.DataFrame:
    """One row per regency: its seat and distance by the report and by the best choice.

    ``regency_code``, ``zone_id``, ``seat_printed``, ``far_printed``, ``seat_best``, ``far_best``,
    ``difference`` (negative: nearer).
    """
    rows = found.printed.served.merge(
        found.best.best.served, on="regency_code", suffixes=("_printed", "_best")
    ).rename(columns={"distance_printed": "far_printed", "distance_best": "far_best"})
    zone_of = regencies().set_index("regency_code")["zone_id"]
    rows["zone_id"] = rows["regency_code"].map(zone_of)
    rows["difference"] = rows["far_best"] - rows["far_printed"]
    return rows
