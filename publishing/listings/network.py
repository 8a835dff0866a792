"""Tables of the network: paths, costs between capitals, edges, places, effects of a closure."""

from __future__ import annotations

import pandas as pd

from geo.closures import Closure
from geo.places import place_name, regency_names
from ntt_data.tables import load
from publishing import words
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _, current_language, localised
from publishing.sentences.network import node_kind
from publishing.tables import Column, ReadyTable


def path_table(legs: pd.DataFrame) -> ReadyTable:
    """A path leg by leg, as ``path_legs`` makes it: what each leg costs and rests on."""
    table = pd.DataFrame(
        {
            "leg": legs["leg"],
            "mode": legs["mode"].map(words.transport_mode),
            "from": legs["from_name"],
            "to": legs["to_name"],
            **legs[["from_node", "to_node"]],
            "distance_km": legs["distance_km"].where(legs["distance_km"] > 0),
            "hours_low": legs["hours_low"],
            "hours_high": legs["hours_high"],
            "hours": [
                _hours(a, b) for a, b in zip(legs["hours_low"], legs["hours_high"], strict=True)
            ],
            "cost": legs["cost_idr_per_t"] / 1000,
            "basis": legs["basis"].fillna("assumption").map(words.distance_basis),
        }
    )
    columns = {
        "leg": Column(_("Leg"), 0),
        "mode": Column(_("Mode")),
        "from": Column(_("From"), codes="from_node"),
        "to": Column(_("To"), codes="to_node"),
        "distance_km": Column(_("Distance (km)"), 0),
        "hours": Column(_("Hours"), figures=_hour_figures()),
        "cost": Column(_("Cost (Rp/kg)"), 0),
        "basis": Column(_("Basis of the distance")),
    }
    return ReadyTable(table, columns)


def _hour_figures() -> dict[str, str]:
    return {_("Hours, from"): "hours_low", _("Hours, to"): "hours_high"}


def _hours(low: float | None, high: float | None) -> str:
    """Hours of one leg."""
    if pd.isna(low):
        return _("not known")
    same = pd.isna(high) or high == low
    return number(low, 1) if same else f"{number(low, 1)}–{number(high, 1)}"


def cost_parameters_table() -> ReadyTable:
    """The assumptions behind every cost, each with its derivation."""
    parameters = load("cost_parameters")
    table = parameters.assign(
        unit_word=parameters["unit"].map(code_word),
        basis_word=parameters["basis"].map(words.distance_basis),
    )
    columns = {
        localised("note"): Column(_("How it comes about"), width="large"),
        "value": Column(_("Value"), 0),
        "low": Column(_("Low"), 0),
        "high": Column(_("High"), 0),
        "unit_word": Column(_("Unit")),
        "basis_word": Column(_("Basis")),
    }
    return ReadyTable(table, columns)


def capital_costs_table(costs: pd.DataFrame) -> ReadyTable:
    """The cheapest path of every pair of capitals, as ``path_costs`` makes it."""
    table = pd.DataFrame(
        {
            "supplier": costs["origin"].map(place_name),
            "receiver": costs["destination"].map(place_name),
            "cost": costs["cost_idr_per_t"] / 1000,
            "km": costs["distance_km"],
            "road": costs["road_km"],
            "sea": costs["sea_km"],
            "crossings": costs["crossings"],
            "origin": costs["origin"],
            "destination": costs["destination"],
            "hours_low": costs["hours_low"],
            "hours_high": costs["hours_high"],
            "hours": [
                _whole_hours(a, b)
                for a, b in zip(costs["hours_low"], costs["hours_high"], strict=True)
            ],
            "basis": costs["weakest_basis"].map(words.distance_basis),
        }
    )
    columns = {
        "supplier": Column(_("From")),
        "receiver": Column(_("To")),
        "cost": Column(_("Cost (Rp/kg)"), 0),
        "km": Column(_("Distance (km)"), 0),
        "road": Column(_("By road (km)"), 0),
        "sea": Column(_("By sea (km)"), 0),
        "crossings": Column(_("Crossings"), 0),
        "hours": Column(_("Hours"), figures=_hour_figures()),
        "basis": Column(_("Weakest basis")),
    }
    return ReadyTable(table, columns)


def _whole_hours(low: float, high: float) -> str:
    """Hours of a whole path; without an upper end where a leg has no published time."""
    if pd.isna(low):
        return "–"
    if pd.isna(high):
        return f"≥ {number(low, 1)}"
    return number(low, 1) if high == low else f"{number(low, 1)}–{number(high, 1)}"


def closure_table(closed: Closure) -> ReadyTable:
    """Directions that a closure makes dearer, cheaper or impossible."""
    changes = closed.changes
    touched = changes[changes["status"] != "unchanged"]
    status = {
        "unreachable": _("no path"),
        "dearer": _("dearer"),
        "cheaper": _("cheaper"),
        "reachable": _("reachable"),
    }
    table = pd.DataFrame(
        {
            "from": touched["origin"].map(place_name),
            "to": touched["destination"].map(place_name),
            **touched[["origin", "destination"]],
            "before": touched["cost_before_idr_per_t"] / 1000,
            "after": touched["cost_after_idr_per_t"] / 1000,
            "change": touched["change_idr_per_t"] / 1000,
            "pct": touched["change_pct"],
            "status": touched["status"].map(status),
        }
    )
    columns = {
        "from": Column(_("From"), codes="origin"),
        "to": Column(_("To"), codes="destination"),
        "before": Column(_("All open (Rp/kg)"), 0),
        "after": Column(_("With the closure (Rp/kg)"), 0),
        "change": Column(_("Change (Rp/kg)"), 0),
        "pct": Column(_("Change (%)"), 0),
        "status": Column(_("Effect")),
    }
    return ReadyTable(table, columns)


def edges_table() -> ReadyTable:
    """Every edge of the register, those too that the model does not use."""
    edges = load("transport_edges")
    names = load("transport_nodes").set_index("node_id")["name"]
    indonesian = current_language() == "id"
    table = pd.DataFrame(
        {
            "edge": edges["edge_id"],
            "from": edges["from_node"].map(names),
            "to": edges["to_node"].map(names),
            **edges[["from_node", "to_node"]],
            "mode": edges["mode"].map(words.transport_mode),
            "km": edges["distance_km"],
            "basis": edges["basis"].map(words.distance_basis),
            "low": edges["hours_low"],
            "high": edges["hours_high"],
            "often": edges["frequency" if indonesian else "frequency_en"],
            "role": [_role(*row) for row in zip(edges["preferred"], edges["cargo"], strict=True)],
            "note": edges["note" if indonesian else "note_en"],
        }
    )
    columns = {
        "edge": Column(_("Edge")),
        "from": Column(_("From"), codes="from_node"),
        "to": Column(_("To"), codes="to_node"),
        "mode": Column(_("Mode")),
        "km": Column(_("Distance (km)"), 1),
        "basis": Column(_("Basis of the distance")),
        "low": Column(_("Hours, from"), 1),
        "high": Column(_("Hours, to"), 1),
        "often": Column(_("Frequency")),
        "role": Column(_("In the model")),
        "note": Column(_("Note"), width="large"),
    }
    return ReadyTable(table, columns)


def _role(preferred: int, cargo: bool) -> str:
    if not cargo:
        return _("no: carries passengers")
    return _("yes") if preferred == 1 else _("no: alternative or check value")


def nodes_table() -> ReadyTable:
    """Every place of the network."""
    nodes = load("transport_nodes")
    table = pd.DataFrame(
        {
            "name": nodes["name"],
            "node_id": nodes["node_id"],
            "kind": nodes["kind"].map(node_kind),
            "regency_code": nodes["regency_code"],
            "regency": nodes["regency_code"].map(regency_names()).fillna(_("outside NTT")),
            "island": nodes["island"],
            "lat": nodes["lat"],
            "lon": nodes["lon"],
            "note": nodes["note" if current_language() == "id" else "note_en"],
        }
    )
    columns = {
        "name": Column(_("Place"), codes="node_id"),
        "kind": Column(_("Kind")),
        "regency": Column(_("Regency")),
        "island": Column(_("Island")),
        "lat": Column(_("Latitude"), 4),
        "lon": Column(_("Longitude"), 4),
        "note": Column(_("Note"), width="large"),
    }
    return ReadyTable(table, columns)
