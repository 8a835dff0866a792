"""Which published figures can be held against the model, and why the others cannot.

Every row of ``transport_costs`` is either compared or has its reason; a test holds that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.matching.validation import Kind, judge
from geo.places import gateways_of_place
from geo.published_lengths import alternative_lengths
from ntt_data.tables import load
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _, current_language

#: Tonnes in a container: 800 t of rice came in 50 containers (source O05).
CONTAINER_T = 16.0
# Gaps of prices between a place outside NTT and a regency, by the row that prints them.
_PRICE_GAPS = {"TC39": ("Bima (NTB)", "5315"), "TC40": ("Surabaya", "5371")}
_SHIPS = {"Kalabahi": "E096", "Rote": "E097", "Sabu": "E098"}


def price_gaps() -> dict[str, tuple[str, str]]:
    """Gateway and regency of every published gap of prices, by the row that prints it."""
    gateways = gateways_of_place()
    return {item: (gateways[place][0], code) for item, (place, code) in _PRICE_GAPS.items()}


@dataclass
class _Checks:
    """Rows being gathered, with what they are computed from."""

    items: Mapping[str, Mapping[Any, Any]]
    km: dict[str, float]
    rates: dict[str, float]
    rows: list[dict[str, object]] = field(default_factory=list)

    def add(
        self,
        item_id: str,
        model: float,
        used: bool,
        note: str = "",
        published: tuple[float, float] | None = None,
        unit: str = "",
        label: str = "",
        kind: Kind = "cost",
        comparable: bool = True,
    ) -> None:
        """One comparison; ``published`` where the figure printed is converted first."""
        item = self.items[item_id]
        low, high = published or (item["value_low"], item["value_high"])
        self.rows.append(
            {
                "check_id": item_id,
                "kind": kind,
                "subject": item_id,
                "label": _item_label(item, label),
                "published_low": low,
                "published_high": high,
                "model": model,
                "unit": code_word(unit or item["unit"]),
                "used": used,
                "comparable": comparable,
                "note": note,
                "source_ids": item["source_ids"],
            }
        )

    def ferry_t(self, edge_id: str) -> float:
        """Rupiah per tonne over a ferry edge, without handling."""
        return (
            self.km[edge_id] * self.rates["ferry_idr_per_t_km"]
            + self.rates["crossing_fixed_idr_per_t"]
        )


def published_checks(from_outside: Mapping[tuple[str, str], float]) -> pd.DataFrame:
    """All comparisons with kind, figures, difference and verdict.

    ``from_outside``: rupiah per tonne by gateway and regency, for ``price_gaps``.

    ``used``: the figure was itself used to set the model, so that agreement proves nothing.
    ``subject``: what is measured; two published lengths of one road have the same.
    """
    edges = load("transport_edges")
    checks = _Checks(
        {row["item_id"]: row for row in load("transport_costs").to_dict("records")},
        dict(zip(edges["edge_id"], edges["distance_km"].astype("float64"), strict=True)),
        dict(zip(*load("cost_parameters")[["parameter", "value"]].T.to_numpy(), strict=True)),
    )
    _ferry(checks)
    _ships(checks)
    _land(checks)
    _price_gaps(checks, from_outside)
    table = pd.DataFrame(checks.rows)
    return judge(pd.concat([table, _road_lengths()], ignore_index=True))


def not_compared() -> dict[str, str]:
    """Rows of ``transport_costs`` that are not held against the model, and why."""
    duplicate = _("the same figure as another row, per kg")
    reefer = _("refrigerated container; the model reckons dry ones")
    margin = _("a trade margin from producer to consumer, not a freight")
    maluku = _("Moa (Maluku) is not in the network")
    return {
        "TC01": _("sets the road rate, with an assumed exchange rate: no test"),
        "TC02": _("in US dollars of 2007 per vehicle, outside NTT, without an exchange rate"),
        "TC05": _("share in the cost of goods leaving NTT; the model sends nothing out of NTT"),
        **dict.fromkeys(("TC07", "TC11", "TC15"), reefer),
        **dict.fromkeys(("TC09", "TC13", "TC17"), duplicate),
        **dict.fromkeys(("TC18", "TC19", "TC20", "TC21"), maluku),
        "TC24": _("taken together with stuffing inside the depot"),
        "TC22": _("taken together with stuffing inside the depot"),
        "TC27": _("wage of the stevedores alone, 2013; only a part of unloading"),
        "TC32": _("a motorcycle carries no freight in the model"),
        "TC33": _("passenger fare; used as the base of the fares below"),
        "TC38": _("a saloon car; no truck tariff on this route is published"),
        **dict.fromkeys(("TC41", "TC45"), margin),
        "TC42": _("a price, not a cost of transport"),
        "TC43": _("a price, not a cost of transport"),
        "TC44": _("a passenger fare by bus to Dili, outside the network"),
    }


def _item_label(item: Mapping[Any, Any], name: str) -> str:
    name = name or str(item["item" if current_language() == "id" else "item_en"])
    ends = " – ".join(str(item[end]) for end in ("origin", "destination") if pd.notna(item[end]))
    year = f" ({int(item['year'])})" if pd.notna(item["year"]) else ""
    return f"{name[:1].upper()}{name[1:]}: {ends}{year}"


def _ferry(checks: _Checks) -> None:
    rote = checks.ferry_t("E061")
    payload = checks.rates["truck_payload_t"]
    parameters = load("cost_parameters")
    high = dict(zip(parameters["parameter"], parameters["high"], strict=True))
    large = float(high["truck_payload_t"])
    medium = _("{t} t a truck", t=number(payload))
    checks.add("TC28", rote * payload, True, medium)
    checks.add("TC31", rote * payload, True, medium)
    checks.add(
        "TC29",
        rote * large,
        False,
        _(
            "{t} t a truck: the model charges by the tonne, the ferry by the vehicle",
            t=number(large),
        ),
    )
    checks.add(
        "TC30",
        rote * payload,
        False,
        _("price level of 2018; the model has that of 2025"),
    )
    truck = float(checks.items["TC28"]["value_low"])
    passenger = float(checks.items["TC33"]["value_low"])
    for item_id, edge_id, used in (
        ("TC34", "E073", True),
        ("TC35", "E074", False),
        ("TC36", "E086", False),
        ("TC37", "E092", False),
    ):
        fare = float(checks.items[item_id]["value_low"])
        estimate = truck * fare / passenger
        checks.add(
            item_id,
            checks.ferry_t(edge_id) * payload,
            used,
            _(
                "no truck fare published: estimated by the ratio of passenger fares, "
                "{fare} to {base}; years differ",
                fare=number(fare),
                base=number(passenger),
            ),
            published=(estimate, estimate),
            unit="IDR/truck",
            label=_("truck fare, from the passenger fare"),
        )


def _ships(checks: _Checks) -> None:
    rate = checks.rates["ship_idr_per_t_km"]
    one_rate = _("the mean of the three containers sets the rate; one rate cannot fit all")
    for place, dry, general in (
        ("Kalabahi", "TC06", "TC08"),
        ("Rote", "TC10", "TC12"),
        ("Sabu", "TC14", "TC16"),
    ):
        per_t = checks.km[_SHIPS[place]] * rate
        checks.add(dry, per_t * CONTAINER_T, True, one_rate)
        checks.add(
            general,
            per_t,
            False,
            _("by the tonne or cubic metre, not by the container"),
        )
    cost = {name: float(checks.items[name]["value_low"]) for name in ("TC22", "TC23", "TC24")}
    checks.add(
        "TC23",
        checks.rates["ship_loading_idr_per_t"] * CONTAINER_T,
        True,
        _("container handling and stuffing, outside to inside the depot"),
        published=(cost["TC22"] + cost["TC24"], cost["TC22"] + cost["TC23"]),
    )


def _land(checks: _Checks) -> None:
    unloading = checks.rates["ship_unloading_idr_per_t"]
    mean = _("the mean of the two ports sets the parameter")
    checks.add("TC25", unloading, True, mean)
    checks.add("TC26", unloading, True, mean)
    to_town = checks.km["E045"] * checks.rates["road_idr_per_t_km"]
    checks.add(
        "TC04",
        (unloading + to_town) * CONTAINER_T,
        False,
        _("the model: unloading and 17 km by truck"),
    )
    checks.add(
        "TC03",
        800 * checks.rates["road_idr_per_t_km"] * checks.rates["truck_payload_t"],
        False,
        _("800 km on Java, {t} t a truck", t=number(checks.rates["truck_payload_t"])),
    )


def _price_gaps(checks: _Checks, from_outside: Mapping[tuple[str, str], float]) -> None:
    note = _("a gap of prices also holds what traders keep; the model has freight alone")
    for item_id, ends in price_gaps().items():
        checks.add(
            *(item_id, from_outside[ends] / 1000, False, note), kind="price_gap", comparable=False
        )


def _road_lengths() -> pd.DataFrame:
    lengths = alternative_lengths(load("transport_nodes"), load("transport_edges"))
    notes = load("transport_edges").set_index("edge_id")[
        "note" if current_language() == "id" else "note_en"
    ]
    kind = _("Road length")
    rows = []
    for row in lengths.to_dict("records"):
        if row["by_construction"]:
            note = _("a leg was derived from this total: the sum returns it")
        elif not row["plausible"]:
            note = _("published length fails the test against the straight line")
        else:
            note = notes.get(row["edge_id"], "")
        rows.append(
            {
                "check_id": row["edge_id"],
                "kind": "road_length",
                "subject": "-".join(sorted((row["from_node"], row["to_node"]))),
                "label": f"{kind}: {row['from_name']} – {row['to_name']} "
                f"({number(row['published_km'])} km)",
                "published_low": row["published_km"],
                "published_high": row["published_km"],
                "model": row["network_km"],
                "unit": "km",
                "used": row["by_construction"],
                "comparable": row["plausible"],
                "note": note if isinstance(note, str) else "",
                "source_ids": row["source_ids"],
            }
        )
    return pd.DataFrame(rows)
