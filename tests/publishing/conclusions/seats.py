"""Conclusions on the seats of the zones: what would move, for whom it is nearer, for whom not."""

from __future__ import annotations

import pandas as pd

from analysis.cooperation.zone_seats import BestSeats, Seats
from publishing.sentences import zone_seats
from tests.publishing.conclusions.case import Conclusion, Said

_KM = "distance_km"
_MEAN = "{n} seats of the report: {printed} for a person in the mean; "


def _seats(mean: float, *seats: str) -> Seats:
    far = [10.0 * place for place in range(len(seats))]
    served = pd.DataFrame({"regency_code": seats, "seat": seats, "distance": far})
    return Seats(served, mean)


def _best(mean: float, *seats: str, n_as_good: int = 1) -> BestSeats:
    return BestSeats(_seats(mean, *seats), 231, n_as_good)


_PRINTED = _seats(50.0, "5301", "5302")


def _headline(best: BestSeats) -> Said:
    return zone_seats.seats_headline(_PRINTED, best, _KM)


def _rows(*differences: float) -> pd.DataFrame:
    codes = ["5301", "5302"][: len(differences)]
    return pd.DataFrame({"regency_code": codes, "difference": differences})


CASES = [
    Conclusion(
        *("zone_seats.seats_headline", "The {n} seats of the report are those chosen here"),
        said=lambda: _headline(_best(49.0, "5301", "5302")),
        not_said=lambda: _headline(_best(49.0, "5301", "5303")),
    ),
    Conclusion(
        *(
            "zone_seats.seats_headline",
            "{n} seats of the report: {printed} for a person in the mean; c",
        ),
        said=lambda: _headline(_best(49.0, "5301", "5303")),
        not_said=lambda: _headline(_best(51.0, "5301", "5303")),
    ),
    Conclusion(
        *(
            "zone_seats.seats_headline",
            "{n} seats of the report: {printed} for a person in the mean; t",
        ),
        said=lambda: _headline(_best(51.0, "5301", "5303")),
        not_said=lambda: _headline(_best(49.0, "5301", "5303")),
    ),
    Conclusion(
        *("zone_seats.moved_line", "No seat would move."),
        said=lambda: zone_seats.moved_line(_PRINTED, _best(49.0, "5301", "5302")),
        not_said=lambda: zone_seats.moved_line(_PRINTED, _best(49.0, "5301", "5303")),
    ),
    Conclusion(
        *("zone_seats.moved_line", "No seat any more: {gone}"),
        said=lambda: zone_seats.moved_line(_PRINTED, _best(49.0, "5301", "5303")),
        not_said=lambda: zone_seats.moved_line(_PRINTED, _best(49.0, "5301", "5302")),
    ),
    Conclusion(
        *("zone_seats.winners_line", "For no regency would the way change."),
        said=lambda: zone_seats.winners_line(_rows(0.4, -0.4), _KM),
        not_said=lambda: zone_seats.winners_line(_rows(0.4, -0.6), _KM),
    ),
    Conclusion(
        *("zone_seats.winners_line", "Nearer: {nearer}. Farther: {longer}."),
        said=lambda: zone_seats.winners_line(_rows(-5.0, 7.0), _KM),
        not_said=lambda: zone_seats.winners_line(_rows(-5.0, 0.0), _KM),
        words="Farther: Sumba Timur (7 km)",
    ),
    Conclusion(
        *("zone_seats.ways_line", "{n} of them are as good"),
        said=lambda: zone_seats.ways_line(_best(49.0, "5301", n_as_good=2)),
        not_said=lambda: zone_seats.ways_line(_best(49.0, "5301")),
    ),
]
