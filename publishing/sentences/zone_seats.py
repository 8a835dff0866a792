"""What seats of the zones' offices mean for the way of people to them, in words."""

from __future__ import annotations

import pandas as pd

from analysis.cooperation.zone_seats import BestSeats, Seats
from geo.places import regency_names
from publishing.formats import number, rupiah
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import joined_regencies

#: A way that changes by less is as long as before (km; Rp per kg).
_SAME = {"distance_km": 0.5, "cost_idr_per_t": 0.5}


def measure_word(measure: str) -> str:
    """What the way to a seat is measured by."""
    return {
        "distance_km": _("Length of the way (km)"),
        "cost_idr_per_t": _("Freight (Rp/kg)"),
    }[measure]


def aim_word(aim: str) -> str:
    """For whom the seats are chosen."""
    return {
        "mean": _("For most people: shortest way in the mean"),
        "farthest": _("For those who have it farthest"),
    }[aim]


def way(value: float, measure: str) -> str:
    """A way to a seat with its unit."""
    if measure == "distance_km":
        return _("{n} km", n=number(value))
    return _("{n}/kg", n=rupiah(value / 1000))


def seats_headline(printed: Seats, best: BestSeats, measure: str) -> str:
    """The seats of the report beside the best ones of the same number, for a person in the mean."""
    figures = {
        "printed": way(printed.mean, measure),
        "best": way(best.best.mean, measure),
        "n": number(len(printed.seats)),
    }
    if printed.seats == best.best.seats:
        return _(
            "The {n} seats of the report are those chosen here: {best} for a person in the mean, "
            "{printed} with the zones as printed",
            **figures,
        )
    if best.best.mean < printed.mean:
        return _(
            "{n} seats of the report: {printed} for a person in the mean; chosen anew: {best}",
            **figures,
        )
    return _(
        "{n} seats of the report: {printed} for a person in the mean; those chosen here: {best}",
        **figures,
    )


def farthest_line(printed: Seats, best: BestSeats, measure: str) -> str:
    """Who has it farthest, before and after: what a mean does not show."""
    before, after = _farthest(printed), _farthest(best.best)
    return _(
        "Farthest way: {before} ({way_before}) by the report, {after} ({way_after}) by the choice.",
        before=regency_names()[before],
        way_before=way(printed.farthest, measure),
        after=regency_names()[after],
        way_after=way(best.best.farthest, measure),
    )


def _farthest(seats: Seats) -> str:
    ordered = seats.served.sort_values(["distance", "regency_code"])
    return str(ordered["regency_code"].iloc[-1])


def moved_line(printed: Seats, best: BestSeats) -> str:
    """Which seats would go and which would come."""
    gone = sorted(set(printed.seats) - set(best.best.seats))
    come = sorted(set(best.best.seats) - set(printed.seats))
    if not gone and not come:
        return _("No seat would move.")
    return _(
        "No seat any more: {gone}; seat instead: {come}.",
        gone=joined_regencies(gone),
        come=joined_regencies(come),
    )


def winners_line(rows: pd.DataFrame, measure: str) -> str:
    """For whom the way becomes shorter, and for whom longer."""
    least = _SAME[measure] * (1 if measure == "distance_km" else 1000)
    ordered = rows.sort_values("difference")
    nearer = ordered[ordered["difference"] <= -least]
    longer = ordered[ordered["difference"] >= least].iloc[::-1]
    if nearer.empty and longer.empty:
        return _("For no regency would the way change.")
    return _(
        "Nearer: {nearer}. Farther: {longer}.",
        nearer=_changes(nearer, measure),
        longer=_changes(longer, measure),
    )


def _changes(rows: pd.DataFrame, measure: str) -> str:
    names = regency_names()
    told = [
        f"{names[code]} ({way(abs(change), measure)})"
        for code, change in zip(rows["regency_code"], rows["difference"], strict=True)
    ]
    return ", ".join(told) or "–"


def steps_line(nearer: Seats, in_zones: Seats, measure: str) -> str:
    """How much comes from zones alone and from seats alone."""
    return _(
        "Same seats, every regency to the nearest: {nearer}. Same zones, each with its best seat: "
        "{in_zones}.",
        nearer=way(nearer.mean, measure),
        in_zones=way(in_zones.mean, measure),
    )


def ways_line(best: BestSeats) -> str:
    """How the best was found, and whether others are as good."""
    told = _("Best of all {n} ways to choose the seats.", n=number(best.n_ways))
    if best.n_as_good == 1:
        return told
    return told + " " + _("{n} of them are as good; one is shown.", n=number(best.n_as_good))


def seats_method(year: int | None) -> str:
    """What is assumed, whatever the figures."""
    return _(
        "Assumptions: people set out from the capital of their regency and go the way that is "
        "cheapest for freight; population {year}. Waiting for a ship, the number of crossings a "
        "week and what a ticket costs are not in it: passenger fares are known for few crossings. "
        "The seat “Adonara–Flores Timur” is counted at Larantuka, the seat of Sabu Raijua, which "
        "the report does not name, at its capital. A calculation, no proposal: offices are placed "
        "by more than the way.",
        year=year_text(year),
    )
