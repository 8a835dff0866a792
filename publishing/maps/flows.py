"""Flows and paths as lines over a map."""

from __future__ import annotations

import pandas as pd

from analysis.matching.match import MatchResult
from analysis.matching.ranges import MatchRanges, class_of_flows
from geo.boundaries import load_label_points
from geo.places import gateway_entries, place_name
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing import palette, words
from publishing.formats import number, rupiah, tonnes
from publishing.language import _, once_per_language
from publishing.maps.curves import apart
from publishing.maps.picture import Line, Point
from publishing.sentences.matching import LABELLED_FLOWS

_THIN = 1.6


@once_per_edition(maxsize=1)
def node_spots() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of every node of the network."""
    nodes = load("transport_nodes")
    spots = zip(nodes["lat"].astype("float64"), nodes["lon"].astype("float64"), strict=True)
    return dict(zip(nodes["node_id"], spots, strict=True))


def leg_words(mode: str, distance_km: float, basis: str) -> str:
    """Mode and length of a leg or an edge, and how the length is known."""
    return (
        f"{words.transport_mode(mode)}, {number(distance_km, 0)} km ({words.distance_basis(basis)})"
    )


@once_per_language(maxsize=256)
def flow_lines(match: MatchResult, ranges: MatchRanges | None, with_external: bool) -> list[Line]:
    """Flows as arrows: the largest as thick as their tonnes and labelled, all others thin.

    Tonnes that an equally good answer may change are not written on the map as if they were fixed:
    of the largest only those count that are known not to be swapped.

    Supply from outside is dashed and maroon. A pair that can be swapped is dotted, and its text
    says within which limits.
    """
    places = load_label_points().to_dict("records")
    spot = {row["regency_code"]: (row["lat"], row["lon"]) for row in places}
    flows = match.flows
    if not with_external:
        flows = flows[flows["origin_kind"] == "regency"]
    flows = flows.join(class_of_flows(flows, ranges))
    certain = flows[flows["pair_class"] == "identified"]
    labelled = set(certain["tonnes"].nlargest(LABELLED_FLOWS).index)
    largest = certain["tonnes"].max()
    # Thin ones first, so that the largest lie on top.
    flows = flows.assign(on_top=flows.index.isin(labelled))
    flows = flows.sort_values(["on_top", "tonnes"], kind="stable")
    lines = []
    for flow, row in zip(flows.index, flows.to_dict("records"), strict=True):
        outside = row["origin_kind"] == "external"
        swapped = row["pair_class"] == "interchangeable"
        start = gateway_entries()[row["origin"]] if outside else spot[row["origin"]]
        lines.append(
            Line(
                points=[start, spot[row["destination"]]],
                color=palette.EXTERNAL if outside else palette.FLOW,
                weight=round(2.6 + 3.9 * (row["tonnes"] / largest) ** 0.5, 1)
                if flow in labelled
                else _THIN,
                label=tonnes(row["tonnes"]) if flow in labelled else "",
                text=[
                    f"{place_name(row['origin'])} → {place_name(row['destination'])}",
                    tonnes(row["tonnes"]),
                    words.modelled_flow(),
                    _("freight {cost}/kg", cost=rupiah(row["cost_idr_per_kg"])),
                    *(
                        [
                            _(
                                "can be swapped: {low} to {high}",
                                low=tonnes(row["min_t"]),
                                high=tonnes(row["max_t"]),
                            )
                        ]
                        if swapped
                        else []
                    ),
                ],
                curved=True,
                arrow=True,
                dash="7 6" if outside else "2 6" if swapped else None,
                opacity=0.75 if outside else 0.95,
                kind=_kind(row["origin_kind"], row["pair_class"]),
            )
        )
    return apart(lines)


def _kind(origin_kind: str, pair_class: str) -> str:
    if origin_kind == "external":
        return _("modelled supply from outside NTT")
    if pair_class == "interchangeable":
        return _("modelled flow that can be swapped at no cost")
    if pair_class == "identified":
        return _("modelled flow that cannot be swapped; the largest thick, with their tonnes")
    return _("modelled flow")


def path_lines(legs: pd.DataFrame) -> tuple[list[Line], list[Point]]:
    """A path, as ``path_legs`` makes it: road solid, ferry and ship dashed."""
    spots = node_spots()
    lines, points = [], []
    for leg in legs[legs["distance_km"] > 0].to_dict("records"):
        ends = [spots[leg["from_node"]], spots[leg["to_node"]]]
        at_sea = leg["mode"] not in ("road", "access")
        lines.append(
            Line(
                points=ends,
                color=palette.MAROON,
                weight=3.5,
                dash="8 6" if at_sea else None,
                kind=_("path by sea") if at_sea else _("path by road"),
                text=[
                    f"{leg['from_name']} – {leg['to_name']}",
                    leg_words(leg["mode"], leg["distance_km"], leg["basis"]),
                ],
            )
        )
        points += [
            Point(lat, lon, palette.MAROON, name)
            for (lat, lon), name in zip(ends, (leg["from_name"], leg["to_name"]), strict=True)
        ]
    return lines, points
