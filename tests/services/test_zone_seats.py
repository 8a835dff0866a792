"""The report's seats: every figure is that of the network and of the people counted."""

from __future__ import annotations

import pytest

from geo.places import regencies
from ntt_data.tables import load
from publishing.formats import number
from publishing.language import LANGUAGES, speaking
from publishing.sentences import zone_seats as told
from services.answer import freight
from services.zone_seats import rows_of, seats_compared


def test_a_member_goes_to_the_seat_of_its_zone() -> None:
    found = seats_compared("distance_km", "mean")
    served = found.printed.served.set_index("regency_code")
    costs = freight.capital_costs().set_index(["origin", "destination"])
    zone = load("zones").set_index("zone_id")["seat_regency_code"]
    for code, zone_id in zip(regencies()["regency_code"], regencies()["zone_id"], strict=True):
        seat = zone[zone_id]
        assert served.loc[code, "seat"] == seat
        way = 0.0 if code == seat else costs.loc[(code, seat), "distance_km"]
        assert served.loc[code, "distance"] == pytest.approx(way)
    people = load("population")
    people = people[(people["year"] == found.year) & (people["indicator"] == "population")]
    by_code = people.drop_duplicates("regency_code").set_index("regency_code")["value"]
    mean = (served["distance"] * by_code).sum() / by_code.sum()
    assert found.printed.mean == pytest.approx(mean)
    assert found.best.n_ways == 319_770


def test_each_freedom_makes_it_better_and_a_seat_that_is_kept_stays() -> None:
    found = seats_compared("distance_km", "mean")
    assert found.best.best.mean <= found.in_zones.mean <= found.printed.mean
    assert found.best.best.mean <= found.nearer.mean <= found.printed.mean
    kept = seats_compared("distance_km", "mean", ("5320",))
    assert "5320" in kept.best.best.seats
    assert kept.best.best.mean >= found.best.best.mean
    fair = seats_compared("distance_km", "farthest")
    assert fair.best.best.farthest <= found.best.best.farthest


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_it_farther_is_named(language: str) -> None:
    """The mean hides that Sabu Raijua would lose its seat: the sentence must not."""
    found = seats_compared("distance_km", "mean")
    rows = rows_of(found)
    longest = rows.loc[rows["difference"].idxmax()]
    assert longest["difference"] > 0
    with speaking(language):  # type: ignore[arg-type]
        line = told.winners_line(rows, "distance_km")
        name = "Sabu Raijua"
        assert f"{name} ({number(longest['difference'])}" in line
        assert name in told.moved_line(found.printed, found.best)
