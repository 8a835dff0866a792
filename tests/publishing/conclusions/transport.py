"""Conclusions on the network and the ferries."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from analysis.matching.ferry_answer import CapacityLimit, FerryAnswer
from geo.closures import Closure
from geo.edges import used_edges
from publishing.sentences import ferries, network
from services.answer import freight
from services.answer.ferries import ferry_answer
from tests.publishing.conclusions.case import Conclusion

YEAR = 2022


# --- ferries ---


@lru_cache
def _half() -> FerryAnswer:
    return ferry_answer(YEAR, True, CapacityLimit(50))


@lru_cache
def _open() -> FerryAnswer:
    return ferry_answer(YEAR, True, CapacityLimit())


@lru_cache
def _shut(pct: int = 0) -> FerryAnswer:
    return ferry_answer(YEAR, False, CapacityLimit(pct))


def _nothing() -> FerryAnswer:
    none = replace(_half().before, loads=_half().before.loads.head(0))
    return replace(_half(), room=CapacityLimit(), before=none, after=none)


def _same() -> FerryAnswer:
    """A limit that changes nothing."""
    return replace(_half(), after=_half().before)


def _with_one_crossing() -> FerryAnswer:
    loads = _half().after.loads
    edge = _half().crossings()[-1]
    return replace(_half(), after=replace(_half().after, loads=loads[loads["edge_id"] == edge]))


def _with_totals(
    unmet_t: float = 0.0, less_inside_t: float = 0.0, dearer_idr: float = 0.0
) -> FerryAnswer:
    """The first commodity's totals are changed by this much by the limit."""
    many = _half().before.many
    name, first = next(iter(many.results.items()))
    totals = replace(
        first.totals,
        unmet_t=first.totals.unmet_t + unmet_t,
        moved_t=first.totals.moved_t - less_inside_t,
        internal_cost_idr=first.totals.internal_cost_idr + dearer_idr,
    )
    after = replace(many, results={**many.results, name: replace(first, totals=totals)})
    return replace(_half(), after=replace(_half().before, many=after))


def _with_flows(change_t: float) -> FerryAnswer:
    """The largest pair of the first commodity carries this much more."""
    many = _half().before.many
    name, first = next(iter(many.results.items()))
    flows = first.flows.assign(tonnes=first.flows["tonnes"].astype("float64"))
    flows.loc[flows.index[0], "tonnes"] += change_t
    after = replace(many, results={**many.results, name: replace(first, flows=flows)})
    return replace(_half(), after=replace(_half().before, many=after))


def _worth(meets_need: bool, saves: float, places: bool = False) -> FerryAnswer:
    """One crossing of which one more tonne of room is worth this."""

    class Told(FerryAnswer):
        def capacity_table(self) -> pd.DataFrame:
            edge = _half().crossings()[0]
            return pd.DataFrame(
                {
                    "edge_id": [edge],
                    "meets_need": [meets_need],
                    "places_surplus": [places],
                    "saves_idr_per_t": [saves],
                }
            )

    return Told(**_half().__dict__)


FERRIES = [
    Conclusion(
        *("ferries.headline", "No pair of {year} crosses by ferry"),
        said=lambda: ferries.headline(_nothing()),
        not_said=lambda: ferries.headline(_open()),
    ),
    Conclusion(
        *("ferries.headline", "{crossing} carries most"),
        said=lambda: ferries.headline(_open()),
        not_said=lambda: ferries.headline(_nothing()),
    ),
    Conclusion(
        *("ferries.headline", "{room}: {crossing}, and {more} more"),
        said=lambda: ferries.headline(_with_totals(unmet_t=1.0)),
        not_said=lambda: ferries.headline(_with_totals(unmet_t=0.4, dearer_idr=2e6)),
    ),
    Conclusion(
        *("ferries.headline", "{room}: {crossing}, and {less} comes"),
        said=lambda: ferries.headline(_with_totals(less_inside_t=1.0)),
        not_said=lambda: ferries.headline(_with_totals(less_inside_t=0.4)),
    ),
    Conclusion(
        *("ferries.headline", "{room}: {crossing}, at the same"),
        said=lambda: ferries.headline(_with_totals(dearer_idr=9e5)),
        not_said=lambda: ferries.headline(_with_totals(dearer_idr=1e6)),
    ),
    Conclusion(
        *("ferries.headline", "{room}: {crossing}, and freight"),
        said=lambda: ferries.headline(_with_totals(dearer_idr=1e6)),
        not_said=lambda: ferries.headline(_with_totals(dearer_idr=9e5)),
    ),
    Conclusion(
        *("ferries._crossing_sentence", "{now} cross by ferry instead of {before}"),
        said=lambda: ferries.headline(_shut()),
        not_said=lambda: ferries.headline(_with_totals(dearer_idr=2e6)),
    ),
    Conclusion(
        *("ferries._crossing_sentence", "{now} cross by ferry, as before"),
        said=lambda: ferries.headline(_with_totals(dearer_idr=2e6)),
        not_said=lambda: ferries.headline(_shut()),
    ),
    Conclusion(
        *("ferries._room_sentence", "Every ferry closed"),
        said=lambda: ferries.headline(_shut()),
        not_said=lambda: ferries.headline(ferry_answer(YEAR, False, CapacityLimit(0, "E061"))),
    ),
    Conclusion(
        *("ferries._room_sentence", "{crossing} closed"),
        said=lambda: ferries.headline(ferry_answer(YEAR, False, CapacityLimit(0, "E061"))),
        not_said=lambda: ferries.headline(_half()),
    ),
    Conclusion(
        *("ferries._room_sentence", "Room for {share} on every crossing"),
        said=lambda: ferries.headline(_half()),
        not_said=lambda: ferries.headline(ferry_answer(YEAR, True, CapacityLimit(50, "E061"))),
    ),
    Conclusion(
        *("ferries._room_sentence", "Room for {share} on {crossing}"),
        said=lambda: ferries.headline(ferry_answer(YEAR, True, CapacityLimit(50, "E061"))),
        not_said=lambda: ferries.headline(ferry_answer(YEAR, False, CapacityLimit(0, "E061"))),
    ),
    Conclusion(
        *("ferries.room_headline", "More room would meet need"),
        said=lambda: ferries.room_headline(_worth(True, float("nan"))),
        not_said=lambda: ferries.room_headline(_worth(False, 5000.0)),
    ),
    Conclusion(
        *("ferries.room_headline", "More room would place more of NTT's own surplus"),
        said=lambda: ferries.room_headline(_worth(False, 5000.0, places=True)),
        not_said=lambda: ferries.room_headline(_worth(False, 5000.0)),
    ),
    Conclusion(
        *("ferries.room_headline", "More room would save no freight"),
        said=lambda: ferries.room_headline(_worth(False, 0.4)),
        not_said=lambda: ferries.room_headline(_worth(False, 5000.0)),
    ),
    Conclusion(
        *("ferries.room_headline", "One more tonne of room is worth most"),
        said=lambda: ferries.room_headline(_worth(False, 5000.0)),
        not_said=lambda: ferries.room_headline(_worth(False, 0.4)),
    ),
    Conclusion(
        *("ferries.pairs_headline", "No pair changes"),
        said=lambda: ferries.pairs_headline(_same()),
        not_said=lambda: ferries.pairs_headline(_with_flows(5.0)),
    ),
    Conclusion(
        *("ferries.pairs_headline", "{n} pairs change, none"),
        said=lambda: ferries.pairs_headline(_with_flows(5.0)),
        not_said=lambda: ferries.pairs_headline(_with_flows(-5.0)),
    ),
    Conclusion(
        *("ferries.pairs_headline", "{n} pairs change; {origin}"),
        said=lambda: ferries.pairs_headline(_with_flows(-5.0)),
        not_said=lambda: ferries.pairs_headline(_with_flows(-0.4)),
    ),
    Conclusion(
        *("ferries.commodities_sentence", "Not in it, because no pairs are formed"),
        said=lambda: ferries.commodities_sentence(_half(), ["rice"], ["fish"]),
        not_said=lambda: ferries.commodities_sentence(_half(), ["rice"]),
    ),
    Conclusion(
        *("ferries.commodities_sentence", "No balance for {year}"),
        said=lambda: ferries.commodities_sentence(_half(), ["rice", "maize"]),
        not_said=lambda: ferries.commodities_sentence(_half(), ["rice"]),
    ),
    Conclusion(
        *("ferries.loads_sentence", "{n} crossings carry something"),
        said=lambda: ferries.loads_sentence(_half()),
        not_said=lambda: ferries.loads_sentence(_with_one_crossing()),
        words=lambda: f"{len(_half().after.by_crossing())} crossings carry",
    ),
    Conclusion(
        *("ferries.lines_note", "Red and dashed: full or closed"),
        said=lambda: ferries.lines_note(True),
        not_said=lambda: ferries.lines_note(False),
    ),
]


# --- network ---


@lru_cache
def _closure(*edges: str) -> Closure:
    return freight.closure(frozenset(edges))


def _no_ferry() -> Closure:
    return _closure(*used_edges().query("mode == 'ferry'")["edge_id"])


def _costs() -> pd.DataFrame:
    return freight.capital_costs().sort_values("cost_idr_per_t")


NETWORK = [
    Conclusion(
        *("network.headline", "{n} edges join the 22 regencies"),
        said=lambda: network.headline(_closure()),
        not_said=lambda: network.headline(_closure("E061")),
    ),
    Conclusion(
        *("network.headline", "All 22 regencies still reach each other"),
        said=lambda: network.headline(_closure("E022")),
        not_said=lambda: network.headline(_closure("E061")),
    ),
    Conclusion(
        *("network.headline", "{names} cannot be reached"),
        said=lambda: network.headline(_closure("E061")),
        not_said=lambda: network.headline(_no_ferry()),
    ),
    Conclusion(
        *("network.headline", "{lost} of {total} directions have no path left; {n}"),
        said=lambda: network.headline(_no_ferry()),
        not_said=lambda: network.headline(_closure("E022")),
    ),
    Conclusion(
        *("network.cut_off_sentences", "{name} cannot be reached: every path"),
        said=lambda: network.cut_off_sentences(_closure("E061")),
        not_said=lambda: network.cut_off_sentences(_closure("E022")),
    ),
    Conclusion(
        *("network.cut_off_sentences", "{names} reach only each other"),
        said=lambda: network.cut_off_sentences(_no_ferry()),
        not_said=lambda: network.cut_off_sentences(_closure("E061")),
    ),
    Conclusion(
        *("network.cut_off_sentences", "Goods from outside NTT still come by"),
        said=lambda: network.cut_off_sentences(_closure("E061")),
        not_said=lambda: network.cut_off_sentences(
            replace(_closure("E061"), outside=_closure("E061").outside.head(0))
        ),
    ),
    Conclusion(
        *("network.cut_off_sentences", "Goods from outside NTT cannot come"),
        said=lambda: network.cut_off_sentences(
            replace(_closure("E061"), outside=_closure("E061").outside.head(0))
        ),
        not_said=lambda: network.cut_off_sentences(_closure("E061")),
    ),
    Conclusion(
        *("network.outside_changes", "{name}: no supply from outside"),
        said=lambda: network.outside_changes(
            _closure(), replace(_closure(), outside=_closure().outside.iloc[1:])
        ),
        not_said=lambda: network.outside_changes(_closure(), _closure()),
    ),
    Conclusion(
        *("network.outside_changes", "{name}: {before} → {after}/kg by"),
        said=lambda: network.outside_changes(_closure(), _dearer(1.0)),
        not_said=lambda: network.outside_changes(_closure(), _dearer(0.4)),
    ),
    Conclusion(
        *("network.outside_changes", "Cheapest supply from outside: {list}"),
        said=lambda: network.outside_changes(_closure(), _dearer(1.0)),
        not_said=lambda: network.outside_changes(_closure(), _dearer(-1.0)),
    ),
    Conclusion(
        *("network.costs_headline", "From {low}/kg ({a}"),
        said=lambda: network.costs_headline(_costs()),
        not_said=lambda: network.costs_headline(_costs().iloc[2:]),
        words="(Sumba Tengah – Sumba Barat)",
    ),
]


def _dearer(idr_per_t: float) -> Closure:
    outside = _closure().outside
    return replace(
        _closure(), outside=outside.assign(cost_idr_per_t=outside["cost_idr_per_t"] + idr_per_t)
    )


CASES = FERRIES + NETWORK
