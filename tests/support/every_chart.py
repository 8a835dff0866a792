"""Every chart of the product, each option that draws another one: for tests and for looking at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.matching.ferry_answer import CapacityLimit
from analysis.matching.validation import KINDS, independent_checks
from analysis.scenario.compare import compare_balances
from analysis.scenario.scenario import EVERYWHERE, Change
from geo import places
from ntt_data.tables import load
from publishing.briefing.model import Basis, Figure, Picture
from publishing.charts.balance import balance_bars
from publishing.charts.certainty import intervals, tornado
from publishing.charts.cooperation_register import entries_by_year
from publishing.charts.coverage import coverage_squares
from publishing.charts.deliveries import owed_and_reported
from publishing.charts.ferries import ferry_loads
from publishing.charts.flagship import first_of_zone, points_spec
from publishing.charts.road_map import timeline
from publishing.charts.scenario import balance_dumbbells
from publishing.charts.sectors import borda_spec, matrix_spec
from publishing.charts.strips import strips
from publishing.charts.validation import price_and_freight, published_checks_chart
from publishing.listings.certainty import interval_table, tornado_table
from publishing.listings.coverage import coverage_cells
from publishing.listings.published_checks import price_gaps, published_checks
from publishing.listings.road_map import Line
from publishing.maps.choropleth import Choropleth
from publishing.maps.zones import described_zones, zone_names
from publishing.names import commodity_name
from publishing.sentences.sectors import SCHEMES
from services import coverage, partners
from services.answer import certainty, evaluation, freight
from services.answer.ferries import ferry_answer
from services.answer.pairs import PRICE_YEAR, comparable_prices
from services.briefing.price_blocks import commodity_prices, regency_price_picture
from services.briefing.regency_standing import key_figures
from services.deck.province import province_deck
from services.desk import register
from services.desk.following import Line as OwedLine
from services.desk.state import Delivery
from services.desk.typed_lines import months_between


@dataclass(frozen=True)
class Charted:
    """A chart: its name, how wide a column a laptop gives it, what makes its specification."""

    name: str
    screen_px: int
    make: Callable[[], dict[str, Any]]


# Beside a map, in half a page, across the page: 1440 px wide, with the menu.
_COLUMN, _HALF, _PAGE = 376, 556, 980


def every_chart() -> Iterator[Charted]:
    """Each kind of chart, with the options that change its form, of the oldest and newest year."""
    yield from _of_balances()
    yield from _of_decks()
    yield from _of_sectors()
    yield from _of_zones()
    yield from _of_ferries()
    yield from _of_scenarios()
    yield from every_coverage()
    yield from _of_validation()
    yield from _of_profiles()
    yield from _of_prices()
    yield from _of_cases()
    counted = register.by_year_and_kind(register.register([]))
    yield Charted("register-years", _PAGE, partial(entries_by_year, counted, (2011, 2026)))
    yield from _of_the_road_map()


def _of_the_road_map() -> Iterator[Charted]:
    """All zones with every kind of thing over years, and one zone with one kind within a month."""
    today = date(2026, 11, 30)
    names = zone_names(described_zones(load("zones"), places.regencies())).values()
    days = {"case": 30, "proposal": 400, "gap": 44, "decision": -20, "flagship": 900}
    lines = [Line(zone, "gap", "Jagung") for zone in names]
    for zone in names:
        for kind, after in days.items():
            one = Line(zone, kind, "Jagung", "", today + timedelta(after), after < 0)
            lines += [one, one]
    near = [replace(lines[-1], kind="decision", until=today)]
    yield Charted("road-map-near", _PAGE, partial(timeline, near, today))
    yield Charted("road-map", _PAGE, partial(timeline, lines, today))


def _of_cases() -> Iterator[Charted]:
    """Owed and reported over two years: months of which nothing, one side or both are told."""
    way = ("Beras", "5315", "5371")
    said = [Delivery("2026-03", *way[:1], 90.5, *way[1:], "", who, 1, None) for who in ("5315", "")]
    said.append(replace(said[0], reporter="5371", tonnes=70.0))
    lines = [
        OwedLine(month, *way, 100.0, "", tuple(said) if month == "2026-03" else (), "no_report")
        for month in months_between("2026-01", "2027-12")
    ]
    names = {"5315": "Manggarai Barat", "5371": "Kota Kupang"}
    yield Charted("deliveries-month", _PAGE, partial(owed_and_reported, lines, names))


def _of_profiles() -> Iterator[Charted]:
    """Strips: of a town beside a regency, and of one at the other end with figures unknown."""
    for code, beside in (("5371", "5304"), ("5308", None)):
        blocks = key_figures(code).blocks
        figures = [each for each in blocks if isinstance(each, Figure)]
        few = replace(figures[0], amounts={"5301": 1.0, "5302": 2.0}, basis=Basis())
        yield Charted(f"strips-{code}", _PAGE, partial(strips, [*figures, few], beside))
    yield Charted("strips-narrow", _COLUMN, partial(strips, figures))


def _of_balances() -> Iterator[Charted]:
    for commodity, years in evaluation.two_sided().items():
        for year in (min(years), max(years)):
            found = evaluation.balance(commodity, year)
            if isinstance(found, Balance):
                make = partial(balance_bars, found, "5309")
                yield Charted(f"balance-{commodity}-{year}", _COLUMN, make)
        if isinstance(found, Balance) and not found.suspended:
            yield from _of_certainty(found)


def _of_certainty(found: Balance) -> Iterator[Charted]:
    name = f"{found.settings.commodity}-{found.settings.year}"
    drawn, swings = certainty.certainty(found, ()), certainty.swings(found, None, ())
    yield Charted(
        f"intervals-{name}",
        _PAGE,
        lambda: intervals(interval_table(found, drawn), found.settings),
    )
    yield Charted(f"tornado-{name}", _PAGE, lambda: tornado(tornado_table(swings), found.settings))


def _of_decks() -> Iterator[Charted]:
    for slide in province_deck().slides:
        if slide.key in ("need", "supplier"):
            assert isinstance(slide.shown, Picture)
            assert not isinstance(slide.shown.spec, Choropleth)
            spec = dict(slide.shown.spec)
            yield Charted(f"deck-{slide.key}", _HALF, lambda spec=spec: spec)  # type: ignore[misc]


def _of_sectors() -> Iterator[Charted]:
    for scheme in SCHEMES:
        yield Charted(f"matrix-{scheme}", _PAGE, partial(matrix_spec, scheme))
        yield Charted(f"borda-{scheme}", _HALF, partial(borda_spec, scheme))


def _of_zones() -> Iterator[Charted]:
    found = partners.flagships(("goods", "services", "trade"))
    for zone in load("zones")["zone_id"]:
        if not first_of_zone(found, zone).empty:
            yield Charted(f"flagship-{zone}", _COLUMN, partial(points_spec, found, zone))


def _of_ferries() -> Iterator[Charted]:
    balanced = tuple(evaluation.balanced_commodities())
    for room in (CapacityLimit(), CapacityLimit(50)):
        answer = ferry_answer(2022, True, room)
        yield Charted(f"ferries-{room.pct}", _COLUMN, partial(ferry_loads, answer, balanced))


def _of_scenarios() -> Iterator[Charted]:
    base = evaluation.baseline_of("rice", 2022)
    dry = replace(base, production_changes=(Change("rice", EVERYWHERE, -50.0, "drought"),))
    wet = replace(base, production_changes=(Change("rice", EVERYWHERE, 10.0, "better_seed"),))
    results = {}
    for label, scenario in {
        "Skenario dasar": base,
        "Kekeringan panjang di seluruh provinsi sampai akhir tahun": dry,
        "Hujan": wet,
    }.items():
        answer = evaluation.evaluate(scenario, "rice")
        assert isinstance(answer, Answer)
        results[label] = answer.result()
    balances = compare_balances(results)
    names = {name: name for name in results}
    make = partial(balance_dumbbells, balances, names, "rice", [2022])
    yield Charted("scenarios", _PAGE, make)


def every_coverage() -> Iterator[Charted]:
    """Squares of a year and of a commodity."""
    table = coverage.matrix()
    part = table[table["year"] == evaluation.usual_year()]
    order = part.groupby("commodity")["n_inputs"].sum().sort_values(ascending=False, kind="stable")

    def by_year() -> dict[str, Any]:
        cells = coverage_cells(part).assign(row=part["commodity"].map(commodity_name).to_numpy())
        rows = [commodity_name(one) for one in order.index]
        columns = list(places.regencies()["abbreviation"])
        return coverage_squares(cells, rows, columns, "abbreviation")

    yield Charted("coverage-year", _PAGE, by_year)
    of_rice = coverage.matrix("rice")

    def by_commodity() -> dict[str, Any]:
        names = of_rice["regency_code"].map(places.regency_names()).to_numpy()
        cells = coverage_cells(of_rice).assign(row=names)
        years = [str(year) for year in sorted(of_rice["year"].unique())]
        return coverage_squares(cells, list(places.regencies()["name_on_map"]), years, "year")

    yield Charted("coverage-rice", _PAGE, by_commodity)


def _of_validation() -> Iterator[Charted]:
    checks = independent_checks(
        published_checks(
            {
                ends: float(freight.legs(*ends)["cost_idr_per_t"].sum())
                for ends in price_gaps().values()
            }
        )
    )
    for kind in KINDS:
        shown = checks[checks["kind"] == kind].sort_values("difference_pct")
        if not shown.empty:
            yield Charted(f"checks-{kind}", _PAGE, partial(published_checks_chart, shown, kind))
    prices = comparable_prices("rice").set_index("regency_code")["price_idr_per_kg"]
    cheapest = freight.gateway_costs().groupby("destination")["cost_idr_per_t"].min() / 1000
    points = pd.DataFrame({"freight": cheapest, "price": prices}).dropna()
    yield Charted("price-freight", _PAGE, partial(price_and_freight, points, PRICE_YEAR))


def _of_prices() -> Iterator[Charted]:
    """A regency beside three that supply it, one whose months are broken, all places of a good."""
    blocks = {
        "regency": regency_price_picture("5371", "rice"),
        "broken": regency_price_picture("5320", "milkfish"),
        "places": commodity_prices("chili"),
        "province": commodity_prices("garlic"),
    }
    for name, made in blocks.items():
        for block in made:
            if isinstance(block, Picture) and isinstance(block.spec, Mapping):
                spec = dict(block.spec)
                yield Charted(f"prices-{name}", _HALF, partial(dict, spec))
