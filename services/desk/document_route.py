"""The map of a case's path for its documents: from what the case keeps, else as things are today.

Which of the two it is stands below the map.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.places import place_name, regency_names
from ntt_data import editions
from publishing.files.case_documents.document import RoutePicture
from publishing.files.framed import Framed
from publishing.files.pictures import picture_bytes
from publishing.formats import date_as_known, number
from publishing.language import _, once_per_language, speaking
from publishing.maps.case_route import RouteLeg, route_map
from publishing.names import joined_regencies
from services.desk.frozen_trade import paths_of
from services.desk.matched_opportunities import corridor_content
from services.desk.state import Case

Path = tuple[str, str, tuple[RouteLeg, ...]]


def route_of(case: Case) -> tuple[RoutePicture | None, str]:
    """The map in Indonesian with the sentence that stands below it; none, where there is no path.

    A path whose regencies are not all parties any more is that of another cooperation.
    """
    with speaking("id"):
        snapshot = case.content.snapshot
        is_frozen = "paths" in snapshot
        kept = snapshot["paths"] if is_frozen else _of_today(case)
        paths = tuple(map(_path, kept))
        parties = {party.code for party in case.content.parties if party.kind == "regency"}
        if not paths or not {end for path in paths for end in path[:2]} <= parties:
            return None, _("This case has no path between regencies of NTT.")
        note = (
            _(
                "Modelled path in the network of edition {edition}, kept on {day}.",
                edition=str(snapshot.get("edition", "–")),
                day=date_as_known(str(snapshot["made_on"])),
            )
            if is_frozen
            else _(
                "Modelled path in the network of edition {edition}, of the day of this document: "
                "none was kept with the case.",
                edition=str(editions.current()),
            )
        )
        if len(paths) > 1:
            note += " " + _(
                "The pairs of the corridor can be swapped at no cost; the paths are those of one "
                "of the best answers."
            )
        alt = _said(paths)
        return RoutePicture(_picture(paths, _title(paths)), alt), note


@once_per_language(maxsize=16)
def _picture(paths: tuple[Path, ...], title: str) -> bytes:
    roles = {receiver: "receiver" for _supplier, receiver, _legs in paths}
    roles |= {supplier: "supplier" for supplier, _receiver, _legs in paths}
    legs = [leg for path in paths for leg in path[2]]
    return picture_bytes(Framed(route_map(roles, legs, title), title), "page")


def _of_today(case: Case) -> Sequence[Mapping[str, Any]]:
    """Paths for a case that kept none: of its pair, or of its corridor where that is there yet."""
    key = case.content.origin_key
    if case.content.origin == "pair":
        ends = key.split("-")[-2:]
        if len(ends) == 2 and set(ends) <= set(regency_names()):
            return paths_of([(ends[0], ends[1])])
    elif case.content.origin == "corridor" and (found := corridor_content(key)) is not None:
        kept: Sequence[Mapping[str, Any]] = found.snapshot["paths"]
        return kept
    return []


def _path(kept: Mapping[str, Any]) -> Path:
    legs = tuple(
        RouteLeg(
            *(leg["mode"], leg["from_name"], leg["to_name"]),
            (float(leg["from_at"][0]), float(leg["from_at"][1])),
            (float(leg["to_at"][0]), float(leg["to_at"][1])),
            float(leg["distance_km"]),
            leg["basis"],
        )
        for leg in kept["legs"]
    )
    return kept["supplier"], kept["receiver"], legs


def _title(paths: Sequence[Path]) -> str:
    if len(paths) == 1:
        supplier, receiver, legs = paths[0]
        return _(
            "From {supplier} to {receiver}: {km} km, of which {sea} km by sea",
            supplier=place_name(supplier),
            receiver=place_name(receiver),
            km=number(sum(leg.distance_km for leg in legs), 0),
            sea=number(_by_sea(legs), 0),
        )
    return _(
        "Paths from {suppliers} to {receivers}",
        suppliers=joined_regencies(list(dict.fromkeys(path[0] for path in paths))),
        receivers=joined_regencies(list(dict.fromkeys(path[1] for path in paths))),
    )


def _said(paths: Sequence[Path]) -> str:
    """The map in words: each path by the places that it passes."""
    told = []
    for supplier, receiver, legs in paths:
        places = [legs[0].from_name, *(leg.to_name for leg in legs)]
        passed = [place for at, place in enumerate(places) if at == 0 or place != places[at - 1]]
        told.append(f"{place_name(supplier)} → {place_name(receiver)}: {' – '.join(passed)}")
    return _("Map of the path. {paths}", paths="; ".join(told))


def _by_sea(legs: Sequence[RouteLeg]) -> float:
    return sum(leg.distance_km for leg in legs if leg.mode not in ("road", "access"))
