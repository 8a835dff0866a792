"""Words of scenarios: fields, scopes, reasons, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.scenario.errors import ScenarioError, legible
from analysis.scenario.scenario import EVERYWHERE, ExtraDemand
from geo import places
from geo.edges import node_names
from ntt_data.editions import once_per_edition
from ntt_data.store import StoreError
from ntt_data.tables import load
from publishing import words
from publishing.code_words import code_word
from publishing.formats import number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, current_language
from publishing.markdown_text import code, plain
from publishing.names import commodity_name, listed_regency
from publishing.sources import source_line


def scope(code: str) -> str:
    """Name of a scope: everywhere, a zone or a regency."""
    if code == EVERYWHERE:
        return _("all 22 regencies")
    return _zones(current_language()).get(code) or places.regency_names().get(code, code)


def listed_scope(code: str) -> str:
    """Name of a scope in a list, a regency with its other names."""
    return listed_regency(code) if code in places.regency_names() else scope(code)


@once_per_edition(maxsize=2)
def _zones(language: str) -> dict[str, str]:
    table = load("zones")
    return {
        zone: _("Zone {name}", name=name)
        for zone, name in zip(table["zone_id"], table[f"name_{language}"], strict=True)
    }


def scopes(several: bool = True) -> list[str]:
    """Scopes to choose from: everywhere and the zones first, then the regencies by name."""
    names = places.regency_names()
    wide = [EVERYWHERE, *_zones(current_language())] if several else []
    return [*wide, *sorted(names, key=names.__getitem__)]


def reason(code: str) -> str:
    """Why production or consumption changes."""
    return {
        "drought": _("drought"),
        "el_nino": "El Niño",
        "harvest_failure": _("harvest failure"),
        "pest": _("pest or disease"),
        "new_irrigation": _("new irrigation"),
        "better_seed": _("better seed"),
        "diet": _("change of diet"),
        "price": _("change of price"),
        "other": _("another reason"),
    }[code]


def objective(code: str) -> str:
    """What the match is after."""
    return {
        "ntt_first": _(
            "NTT supplies itself first: place the own surplus, then least freight between regencies"
        ),
        "least_cost": _("least total freight, outside as an equal rival"),
        "fairest": _("fairest: first the smallest share of need met"),
        "most_local": _("most local: same zone first, then same island"),
    }.get(code, code)


def field(name: str) -> str:
    """Name of a field of a scenario, also of one inside another (``matching.objective``)."""
    return {
        "name": _("Name"),
        "description": _("Description"),
        "commodity": _("Commodity"),
        "year": _("Year"),
        "population_growth_pct": _("Change of the population"),
        "eaten_out_pct": _("Eaten outside the home"),
        "population_series": _("Population series"),
        "production_changes": _("Production"),
        "consumption_changes": _("Consumption"),
        "extra_demand": _("Extra demand"),
        "cost_parameters": _("Cost parameter"),
        "closed_edges": _("Closed edge"),
        "closure_events": _("Closure"),
        "matching.external_supply": _("Supply from outside NTT"),
        "matching.unmet_penalty_idr_per_t": _("The most that a kilogram may cost to bring"),
        "matching.reserve_share": _("Share of its surplus each regency keeps"),
        "matching.max_distance_km": _("Longest path between two regencies"),
        "matching.objective": _("What the match is after"),
        "matching.min_shipment_t": _("Smallest shipment of a pair"),
        "matching.max_partners": _("Most partners of a regency"),
        "matching.forced_pairs": _("Agreed pairs"),
        "matching.forbidden_pairs": _("Excluded pairs"),
    }.get(name, name)


def assumption(name: str, item: str) -> str:
    """A row of ``changed_assumptions``: the field and what it is for."""
    if not item:
        return field(name)
    parts = item.split("|")
    if name in ("production_changes", "consumption_changes"):
        about = f"{commodity_name(parts[0])}, {scope(parts[1])} ({reason(parts[2])})"
    elif name == "extra_demand":
        about = f"{parts[0]}, {scope(parts[-2])}"
    elif name == "cost_parameters":
        about = cost_parameter(item)
    elif name == "closed_edges":
        about = edge(item)
    elif name == "closure_events":
        about = event(item)
    else:
        about = item
    return f"{field(name)}: {about}"


def value(name: str, given: object) -> str:
    """A value of ``changed_assumptions`` in words; ``None`` is a dash."""
    if name in ("closed_edges", "closure_events"):
        return _("closed") if given else _("open")
    if given is None or given == ():
        return "–"
    if name == "commodity":
        return commodity_name(str(given))
    if name == "year":
        return year_text(int(str(given)))
    if name == "population_growth_pct" and isinstance(given, float):
        return signed_percent(given)
    if name == "population_series":
        return words.population_kind(str(given))
    if name == "eaten_out_pct" and isinstance(given, float):
        return _("{share} of the norm", share=percent(given, 1))
    if name in ("production_changes", "consumption_changes") and isinstance(given, tuple):
        return "; ".join(signed_percent(part) for part in given)
    if name == "extra_demand" and isinstance(given, tuple):
        return "; ".join(demand(part) for part in given)
    if name == "matching.external_supply":
        return _("allowed") if given else _("not allowed")
    if name == "matching.objective":
        return objective(str(given))
    if name == "matching.reserve_share" and isinstance(given, (int, float)):
        return percent(100 * given, 0)
    if name == "matching.unmet_penalty_idr_per_t" and isinstance(given, (int, float)):
        return f"Rp {number(given / 1000)}/kg"
    if name == "matching.max_distance_km" and isinstance(given, (int, float)):
        return f"{number(given)} km"
    if name == "matching.min_shipment_t" and isinstance(given, (int, float)):
        return tonnes(given)
    if name in ("matching.forced_pairs", "matching.forbidden_pairs") and isinstance(given, tuple):
        return "; ".join(pair(*part) for part in given)
    return number(given, 0) if isinstance(given, (int, float)) else str(given)


@dataclass(frozen=True)
class Figure:
    """A value of an assumption as a number with its unit."""

    value: float
    unit: str


def figure(name: str, item: str, given: object) -> Figure | None:
    """A value of ``changed_assumptions`` as a number, in the unit in which ``value`` says it.

    None where it is none: what is allowed or closed, and several values together.
    """
    if isinstance(given, tuple):
        if len(given) != 1:
            return None
        (given,) = given
    if isinstance(given, ExtraDemand):
        return None if given.tonnes is None else Figure(given.tonnes, "t")
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        return None
    if name == "cost_parameters":
        units = load("cost_parameters").set_index("parameter")["unit"]
        return Figure(given, code_word(units[item])) if item in units else None
    factor, unit = _UNITS.get(name, (1.0, ""))
    return Figure(given * factor, unit)


_UNITS = {
    **dict.fromkeys(("population_growth_pct", "eaten_out_pct"), (1.0, "%")),
    **dict.fromkeys(("production_changes", "consumption_changes"), (1.0, "%")),
    "matching.reserve_share": (100.0, "%"),
    "matching.unmet_penalty_idr_per_t": (0.001, "Rp/kg"),
    "matching.max_distance_km": (1.0, "km"),
    "matching.min_shipment_t": (1.0, "t"),
}


def signed_percent(change: float) -> str:
    """A change in per cent with its sign."""
    return ("+" if change > 0 else "") + percent(change, 1)


def demand(item: ExtraDemand) -> str:
    """Amount of an extra demand, as it was given."""
    if item.tonnes is not None:
        return tonnes(item.tonnes)
    ration = _(
        "{days} days × {kg} kg", days=number(item.days, 0), kg=number(item.kg_per_person_day, 2)
    )
    if item.people is not None:
        return _("{people} people × {ration}", people=number(item.people), ration=ration)
    return _(
        "{share} of the population × {ration}", share=percent(item.population_pct, 0), ration=ration
    )


def pair(origin: str, destination: str, tonnes_min: float | None = None) -> str:
    """A pair of places, with its tonnes where an agreement names them."""
    names = places.place_names()
    both = f"{names.get(origin, origin)} → {names.get(destination, destination)}"
    return both if tonnes_min is None else f"{both} ({tonnes(tonnes_min)})"


def agreement_reason(code: str) -> str:
    """Why an agreed pair does not reach its tonnes."""
    return {
        "origin_no_surplus": _("the supplier has no surplus"),
        "destination_no_deficit": _("the receiver has no deficit"),
        "unreachable": _("no open road or sea path leads there"),
        "origin_short": _("the supplier has no more to give"),
        "destination_short": _("the receiver lacks no more"),
    }[code]


def cost_parameter(name: str) -> str:
    """What a cost parameter is."""
    return {
        "truck_payload_t": _("load of a truck (t)"),
        "road_idr_per_t_km": _("road (Rp per t and km)"),
        "access_idr_per_t_km": _("port access (Rp per t and km)"),
        "ferry_idr_per_t_km": _("ferry (Rp per t and km)"),
        "crossing_fixed_idr_per_t": _("fixed cost of a crossing (Rp per t)"),
        "handling_idr_per_t": _("handling at a change of mode (Rp per t)"),
        "ship_idr_per_t_km": _("cargo ship (Rp per t and km)"),
        "ship_loading_idr_per_t": _("loading a ship (Rp per t)"),
        "ship_unloading_idr_per_t": _("unloading a ship (Rp per t)"),
    }.get(name, name)


def edge(edge_id: str) -> str:
    """An edge of the network by its ends and mode."""
    return _edges(current_language()).get(edge_id, edge_id)


@once_per_edition(maxsize=2)
def _edges(language: str) -> dict[str, str]:
    names = node_names()
    return {
        row["edge_id"]: f"{names[row['from_node']]} – {names[row['to_node']]}, "
        f"{words.transport_mode(row['mode'])}, {number(row['distance_km'])} km"
        for row in load("transport_edges").to_dict("records")
    }


def event(code: str) -> str:
    """Name of an event that closes edges."""
    return _events(current_language()).get(code, code)


@once_per_edition(maxsize=2)
def _events(language: str) -> dict[str, str]:
    table = load("closure_events")
    return dict(zip(table["event"], map(str, table[f"name_{language}"]), strict=True))


def basis(source_ids: str) -> str:
    """What an assumption rests on: its sources, or that it has none."""
    if source_ids == "assumption":
        return _("Our assumption, without a source.")
    return source_line([source_ids])


#: What a file has against it that was never a scenario: no version, or no named fields at all.
_OTHER_FILE = (("missing_field", "version"), ("wrong_type", ""))


def problem(error: AnalysisError | StoreError) -> str:
    """What is wrong and what to do about it, with the name of the field; safe as Markdown."""
    if isinstance(error, StoreError):
        return _store_problem(error)
    if not isinstance(error, ScenarioError):
        return _("The scenario cannot be computed: {reason}.", reason=plain(str(error)))
    if (error.code, error.field) in _OTHER_FILE:
        return _(
            "This file is no scenario of this application. Choose a file that the page Scenarios "
            "has exported."
        )
    said = _scenario_problem(error.code, {"value": _shown(error.value), **_facts(error.facts)})
    if error.code == "unknown_reference" and _names_place(error.field):
        near = ", ".join(map(listed_regency, places.names_known().near(str(error.value))))
        said += " " + _("Perhaps {names} is meant.", names=plain(near)) if near else ""
    if not error.field:
        return said
    known = field(error.field if error.field.startswith("matching.") else _root(error.field))
    return _(
        "Field {field} ({path}): {problem}",
        field=plain(known),
        path=code(error.field),
        problem=said,
    )


def _names_place(path: str) -> bool:
    return path.endswith(".scope") or path.startswith(
        ("matching.forced_pairs", "matching.forbidden_pairs")
    )


def _root(path: str) -> str:
    return path.split(".")[0].split("[")[0]


def _scenario_problem(code: str, facts: Mapping[str, str]) -> str:
    wording = {
        "not_text": _("The file is not text in UTF-8. Export it again, or save it as UTF-8."),
        "not_json": _("The file cannot be read as JSON. Was it cut off? Export it again."),
        "too_deep": _("The file has lists in lists in lists: it is no scenario."),
        "too_large": _("The file is too long to be a scenario (at most {maximum} characters)."),
        "newer_version": _(
            "the file has version {value}, but this application knows versions up to {maximum}. "
            "Update the application."
        ),
        "unknown_field": _("a scenario has no such field; remove it or correct its name."),
        "missing_field": _("is missing; add it."),
        "wrong_type": _("'{value}' is not {expected}."),
        "out_of_range": _("{value} is out of range; give a number from {minimum} to {maximum}."),
        "not_allowed": _("'{value}' is not allowed; give one of: {choices}."),
        "empty": _("is empty; write something."),
        "too_long": _("is too long; at most {maximum}."),
        "control_character": _("has a character that cannot be shown; write it again."),
        "duplicate": _("'{value}' is given twice; keep one."),
        "demand_amount": _(
            "give the demand in one way: tonnes, or people, or a share of the population."
        ),
        "demand_scope": _("only a share of the population can be spread over several regencies."),
        "matching_option": _("'{value}' cannot be used as an option of the match."),
        "unknown_reference": _("'{value}' is not known in the tables of this application."),
    }[code]
    return wording.format(**facts)


def _store_problem(error: StoreError) -> str:
    wording = {
        "unavailable": _(
            "The database does not answer ({reason}). Nothing was confirmed as saved; your input "
            "is still here. Try again (nothing is saved twice), or export it as a file."
        ),
        "newer_layout": _(
            "The database was made by a newer version of this application. Update the application."
        ),
        "not_found": _(
            "There is no scenario with the link '{link_id}'. Was the link cut off? "
            "The baseline is shown instead."
        ),
        "deleted": _(
            "The scenario of this link was deleted. An administrator can bring it back, by the id "
            "{link_id}; the baseline is shown instead."
        ),
        "deleted_since": _(
            "This scenario was deleted in the meantime, so nothing was done. Your input is still "
            "here: duplicate it to save it under a new link, or export it as a file."
        ),
        "gone": _(
            "This scenario is not in the database any more. Your input is still here: duplicate it "
            "to save it under a new link, or export it as a file."
        ),
        "read_only": _("The baseline cannot be changed; make a new scenario from it."),
        "changed_elsewhere": _(
            "Somebody else has saved this scenario in the meantime. Your input is still here: "
            "duplicate it to save it under a new name, or discard it to see theirs."
        ),
        "shown_before": _(
            "This scenario has been saved elsewhere since this page showed it, so nothing was "
            "done. The page shows it as it is now; click again if you still want to."
        ),
        "archived": _(
            "This scenario was archived in the meantime, so it was not saved. Your input is still "
            "here: restore it and save again, or duplicate it to save it under a new link."
        ),
        "no_version": _("The scenario '{link_id}' has no version {revision}."),
        "unreadable": _("The scenario '{link_id}' is damaged in the database and cannot be read."),
        "no_database": _("There is no database {path}."),
        "no_copy": _(
            "{path} is no whole database of this application ({reason}). Take another backup."
        ),
        "no_copies": _("In the folder {path} there is no whole copy of a database."),
        "in_use": _(
            "The application is running and has the database open. Stop it first (Ctrl+C), then "
            "try again."
        ),
        "not_sqlite": _(
            "The database is a PostgreSQL server; it is backed up and restored by its own programs "
            "(pg_dump, pg_restore)."
        ),
        # Where it lies is for the terminal and the log, not for every guest of the hall.
        "not_writable": _(
            "The application was started by an account that may not write to the database. Nothing "
            "was saved; your input is still here: export it as a file. Whoever runs the "
            "application reads in its terminal what to do."
        ),
    }[error.code]
    return wording.format(**{name: _shown(value) for name, value in error.fields.items()})


def _facts(facts: Mapping[str, object]) -> dict[str, str]:
    kinds = {
        "text": _("a text"),
        "number": _("a number"),
        "whole_number": _("a whole number"),
        "list": _("a list"),
        "object": _("an object with named fields"),
    }
    shown = {name: _shown(value) for name, value in facts.items()}
    if "expected" in facts:
        shown["expected"] = kinds.get(str(facts["expected"]), shown["expected"])
    return shown


def _shown(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return plain(legible(", ".join(legible(str(part)) for part in value[:20]), 300))
    if isinstance(value, Path):
        return plain(legible(str(value), 300))  # whoever reads it must find the file
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return plain(legible(str(value)))
    if isinstance(value, int) and abs(value) > 1e15:
        return legible(str(value))  # too long for a float
    return f"{value:g}" if abs(value) < 1e6 or abs(value) > 1e15 else number(value)
