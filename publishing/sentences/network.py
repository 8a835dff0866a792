"""What the network and a closure of it mean, in sentences."""

from __future__ import annotations

import pandas as pd

from geo.closures import Closure
from geo.edges import is_weak, sea_ports_without_ship, used_edges
from geo.places import place_name
from ntt_data.tables import load
from publishing.formats import rupiah
from publishing.language import _

#: Directions from every regency to every other.
PAIRS = 22 * 21


def headline(closed: Closure) -> str:
    """How many edges join the regencies; with edges closed, who is cut off or pays more."""
    if not closed.edges:
        edges = used_edges()
        return _(
            "{n} edges join the 22 regencies; the lengths of {known} are published or derived "
            "from what is published",
            n=len(edges),
            known=int((~edges["basis"].map(is_weak)).sum()),
        )
    dearer = int((closed.changes["status"] == "dearer").sum())
    if len(closed.groups) == 1:
        return _(
            "All 22 regencies still reach each other; {n} of {total} directions become dearer",
            n=dearer,
            total=PAIRS,
        )
    lost = int((closed.changes["status"] == "unreachable").sum())
    if all(len(group) == 1 for group in closed.groups[1:]):
        return _(
            "{names} cannot be reached; {lost} of {total} directions have no path left",
            names=", ".join(place_name(group[0]) for group in closed.groups[1:]),
            lost=lost,
            total=PAIRS,
        )
    return _(
        "{lost} of {total} directions have no path left; {n} become dearer",
        lost=lost,
        total=PAIRS,
        n=dearer,
    )


def cut_off_sentences(closed: Closure) -> list[str]:
    """One sentence for every group of regencies that the largest group does not reach."""
    fed = dict(zip(closed.outside["destination"], closed.outside["gateway"], strict=True))
    sentences = []
    for group in closed.groups[1:]:
        names = ", ".join(map(place_name, group))
        if len(group) == 1:
            text = _(
                "{name} cannot be reached: every path to the other regencies is closed.", name=names
            )
        else:
            text = _("{names} reach only each other, no other regency.", names=names)
        gateways = sorted({fed[code] for code in group if code in fed})
        if gateways:
            text += " " + _(
                "Goods from outside NTT still come by {gateways}.",
                gateways=", ".join(map(place_name, gateways)),
            )
        else:
            text += " " + _("Goods from outside NTT cannot come either.")
        sentences.append(text)
    return sentences


def outside_changes(before: Closure, after: Closure) -> str:
    """Regencies whose cheapest supply from outside changes; empty when no one's does."""
    now = {row["destination"]: row for row in after.outside.to_dict("records")}
    sentences = []
    for was in before.outside.to_dict("records"):
        code = was["destination"]
        if code not in now:
            sentences.append(_("{name}: no supply from outside", name=place_name(code)))
        elif now[code]["cost_idr_per_t"] > was["cost_idr_per_t"] + 0.5:
            sentences.append(
                _(
                    "{name}: {before} → {after}/kg by {gateway}",
                    name=place_name(code),
                    before=rupiah(was["cost_idr_per_t"] / 1000),
                    after=rupiah(now[code]["cost_idr_per_t"] / 1000),
                    gateway=place_name(now[code]["gateway"]),
                )
            )
    if not sentences:
        return ""
    return _("Cheapest supply from outside: {list}", list="; ".join(sentences))


def network_scope() -> str:
    """What the map of the network is of."""
    return _(
        "Roads, ferries and cargo ships between the capitals and ports of NTT, lines straight "
        "between two places."
    )


def map_note() -> str:
    """How the map of the network is read."""
    return _(
        "Lines are straight between two places; the lengths follow the road or the sea path. "
        "Point at a line or a place to read its name, length and basis. {n} passenger boats "
        "and liners are in the table of edges but carry no goods in the model.",
        n=int((~load("transport_edges")["cargo"].astype(bool)).sum()),
    )


def ships_note() -> str:
    """Which ships the network lacks, and whom that favours."""
    return _(
        "Cargo ships run in the model only from outside into NTT: no freight of ships between "
        "ports of NTT is published, so goods go there by truck and ferry. That favours trucks. "
        "Sea ports without a cargo ship in the model, as no source names one: {ports}.",
        ports=", ".join(sea_ports_without_ship()),
    )


def trucks_note() -> str:
    """What of a truck's work is not in the freight; empty once a parameter counts the loading."""
    rates = load("cost_parameters").set_index("parameter")[["value", "high"]].T.to_dict()
    if "truck_loading_idr_per_t" in rates:
        return ""
    road = rates["road_idr_per_t_km"]
    return _(
        "Trucks: loading at the origin and unloading at the destination are not in the freight, as "
        "no source gives a figure for it. The empty way back is counted only in the upper limit of "
        "the road rate ({high} per tonne-km), not in the value used ({value}). With both, every "
        "path by truck would cost more than shown here, the last leg of goods from outside too.",
        high=rupiah(road["high"]),
        value=rupiah(road["value"]),
    )


def costs_headline(costs: pd.DataFrame) -> str:
    """Cheapest and dearest pair; costs ascending."""
    first, last = costs.iloc[0], costs.iloc[-1]
    return _(
        "From {low}/kg ({a} – {b}) to {high}/kg ({c} – {d})",
        low=rupiah(first["cost_idr_per_t"] / 1000),
        high=rupiah(last["cost_idr_per_t"] / 1000),
        a=place_name(first["origin"]),
        b=place_name(first["destination"]),
        c=place_name(last["origin"]),
        d=place_name(last["destination"]),
    )


def costs_note(costs: pd.DataFrame) -> str:
    """How the costs between capitals come about, and how many of them are known how."""
    return _(
        "Cheapest path by cost, not by distance, with all edges open; freight only. {n} of "
        "{total} directions have a path; on {weak} the weakest length is computed. Hours are "
        "shown where every leg has a published time; waiting for the ship is not in them.",
        n=len(costs),
        total=PAIRS,
        weak=int(costs["weakest_basis"].map(is_weak).sum()),
    )


def node_kind(code: str) -> str:
    """Kind of a node, in words."""
    return {
        "capital": _("capital"),
        "ferry_port": _("ferry port"),
        "sea_port": _("sea port"),
    }[code]
