"""Every map of the product in its frame, as its page offers it: for tests and for looking at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from analysis.answer import Answer
from analysis.matching.ferry_answer import CapacityLimit
from geo.places import regencies
from ntt_data.tables import load
from publishing.files.framed import Framed
from publishing.files.framed_answers import (
    framed_balance,
    framed_indicator,
    framed_map,
    framed_match,
)
from publishing.listings.guide import flow_pairs
from publishing.maps.balance import balance_choropleth
from publishing.maps.choropleth import Choropleth
from publishing.maps.clusters import cluster_map, hub_points
from publishing.maps.ferries import ferry_picture
from publishing.maps.flow_checks import checked_flows_picture
from publishing.maps.flows import flow_lines, path_lines
from publishing.maps.indicators import indicator_choropleth
from publishing.maps.kpju import item_choropleth
from publishing.maps.network import network_map
from publishing.maps.partners import (
    likeness_lines,
    likeness_map,
    pair_count_map,
    pair_lines,
    product_map,
)
from publishing.maps.picture import MapPicture
from publishing.maps.reported_flows import flow_picture
from publishing.maps.zones import (
    described_zones,
    flagship_map,
    regency_choropleth,
    zone_legend,
    zone_picture,
)
from publishing.rows import rows_as
from publishing.sentences.clusters import Cluster
from publishing.sentences.indicators import tell
from publishing.sentences.reported_flows import flow_goods
from services import indicators, partners
from services.answer import evaluation, freight
from services.answer.ferries import ferry_answer
from services.answer.reported_flows import checked_flows
from services.kpju import ranks_of_item, shared


@dataclass(frozen=True)
class Mapped:
    """A map: its name, and what makes it in its frame."""

    name: str
    make: Callable[[], Framed]


def every_map() -> Iterator[Mapped]:
    """One of each kind, the ones with the longest legends and titles where there are several."""
    yield from _of_answers()
    yield from _of_indicators()
    yield from _of_partners()
    yield Mapped("ferries", _ferries)
    yield Mapped("network", _network)
    yield Mapped("reported", _reported)
    yield Mapped("checked", _checked)
    yield Mapped("zones", _zones)
    yield Mapped("regency", lambda: _plain(regency_choropleth("5315")))
    item = shared()["item"].iloc[0]
    yield Mapped("item", lambda: _plain(item_choropleth(ranks_of_item(item), item, "5315")))


def _plain(chart: Choropleth) -> Framed:
    return framed_map(chart, chart.picture.alt, "NTT, 2023", ["S01", "T01"])


def _bare(picture: MapPicture) -> Framed:
    return _plain(Choropleth(picture, [], ""))


def _of_answers() -> Iterator[Mapped]:
    answer = evaluation.baseline_answer("rice", 2023)
    assert isinstance(answer, Answer)
    sources = evaluation.answer_sources(answer)
    chart = balance_choropleth(answer.balance, "5309")
    flows = flow_lines(answer.match, answer.ranges, with_external=True)
    yield Mapped("balance", lambda: framed_balance(answer.balance, chart, sources))
    yield Mapped("match", lambda: framed_match(answer, chart.with_overlay(flows), sources))
    path = chart.with_overlay(*path_lines(freight.legs("5315", "5371")))
    yield Mapped("path", lambda: _plain(path))


def _of_indicators() -> Iterator[Mapped]:
    for code, commodity, year in (
        ("self_sufficiency", "rice", 2023),
        ("first_sector", "", None),
    ):
        yield Mapped(f"indicator-{code}", partial(_indicator, code, commodity, year))


def _indicator(code: str, commodity: str, year: int | None) -> Framed:
    told = tell(indicators.values(code, commodity, year))
    return framed_indicator(told, indicator_choropleth(told, None), told.indicator.source_ids)


def _of_partners() -> Iterator[Mapped]:
    pairs, held = partners.complementary(), partners.held()
    cattle = pairs[pairs["product"] == "cattle"]
    one = product_map("cattle", held, partners.pairs_of("cattle"), None)
    yield Mapped("product", lambda: _plain(one.with_overlay(pair_lines(cattle, "cattle", None))))
    count = pair_count_map(pairs, held, "5315")
    yield Mapped("pair-count", lambda: _plain(count.with_overlay(pair_lines(pairs, "all", "5315"))))
    zones = described_zones(load("zones"), regencies())
    found = partners.flagships(("goods", "services", "trade"))
    yield Mapped("flagship", lambda: _plain(flagship_map(found, zones, "Z1", held)))
    limit = 300
    likeness = partners.similar(limit)
    alike = likeness_map(likeness, held, None).with_overlay(
        likeness_lines(likeness[likeness["near"]].reset_index(drop=True))
    )
    yield Mapped("similar", lambda: _plain(alike))
    table = partners.clusters(limit, "compact")
    mine = rows_as(table[table["product"] == "cattle"], Cluster)
    clusters = cluster_map(mine, "cattle", held, None).with_overlay([], hub_points(mine))
    yield Mapped("clusters", lambda: _plain(clusters))


def _ferries() -> Framed:
    return _bare(ferry_picture(ferry_answer(2022, True, CapacityLimit(50)), is_dark=False))


def _network() -> Framed:
    closed = freight.closure(frozenset())
    return _plain(network_map(closed, "Jaringan jalan, feri, dan kapal"))


def _reported() -> Framed:
    return _bare(flow_picture(flow_pairs(load("reported_flows"))))


def _checked() -> Framed:
    checked = checked_flows()
    between = checked[checked["scope"] == "inter_regency"]
    return _bare(checked_flows_picture(between, flow_goods(between)))


def _zones() -> Framed:
    zones = described_zones(load("zones"), regencies())
    picture = zone_picture(zones, regencies(), None, None)
    return _plain(Choropleth(picture, zone_legend(zones), ""))
