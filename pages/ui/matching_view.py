"""How a match is shown: who supplies whom, on which path, at what cost, and what stays unmet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from analysis.matching.match import MatchResult
from geo import places
from geo.boundaries import load_label_points
from geo.places import names_of
from ntt_data.tables import load
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.tables import draw_short_table, draw_table, show_table
from publishing import palette, words
from publishing.code_words import code_word
from publishing.formats import compact, number, percent, rupiah, tonnes
from publishing.language import _, once_per_language
from publishing.maps.picture import Line, Point
from publishing.tables import Column, ReadyTable
from services.answer import freight


def place_name(code: str) -> str:
    """Name of a regency or a gateway."""
    return places.place_names().get(code, code)


@once_per_language(maxsize=256)
def match_headline(match: MatchResult) -> str:
    """The largest pair and the share of all deficits that NTT can meet by itself."""
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    if inside.empty:
        return _("No regency can supply another")
    first = inside.iloc[0]
    return _(
        "{origin} → {destination} is the largest pair; NTT meets {share} of its deficits itself",
        origin=place_name(first["origin"]),
        destination=place_name(first["destination"]),
        share=percent(100 * match.totals.moved_t / match.totals.deficit_t, 0),
    )


def show_match_figures(match: MatchResult) -> None:
    """Tonnes moved within NTT, brought from outside, unmet; freight per kilogram."""
    totals = match.totals
    mean = totals.internal_cost_idr / totals.moved_t / 1000 if totals.moved_t else None
    show_figure_row(
        "match",
        [
            FigureCell(_("Between regencies of NTT"), tonnes(totals.moved_t)),
            FigureCell(_("From outside NTT"), tonnes(totals.external_t)),
            FigureCell(_("Stays unmet"), tonnes(totals.unmet_t)),
            FigureCell(
                _("Freight between regencies"),
                f"{rupiah(mean)}/kg" if mean is not None else "–",
                _(
                    "Mean over all tonnes; in all {amount} rupiah",
                    amount=compact(totals.internal_cost_idr),
                ),
            ),
        ],
    )


def show_match_notes(match: MatchResult, least_cost: MatchResult) -> None:
    """What would otherwise puzzle a reader: sums that differ a little, options without effect."""
    st.caption(
        _("Balanced regencies neither give nor take; their small remainders are in no pair.")
    )
    if match is not least_cost and match.totals == least_cost.totals:
        st.caption(
            _(
                "The same as at least cost: supply from outside already meets every need, so "
                "there is nothing to share out differently."
            )
            if match.totals.unmet_t == 0
            else _("The same as at least cost.")
        )


@once_per_language(maxsize=256)
def flow_lines(match: MatchResult, with_external: bool) -> tuple[list[Line], list[Point]]:
    """Flows as arrows, as thick as their tonnes; supply from outside dashed and maroon."""
    labels = load_label_points().set_index("regency_code")
    spot = {code: (row["lat"], row["lon"]) for code, row in labels.iterrows()}
    entry = places.gateway_entries()
    flows = match.flows
    if not with_external:
        flows = flows[flows["origin_kind"] == "regency"]
    largest = flows["tonnes"].max()
    lines = []
    for row in flows.itertuples():
        outside = row.origin_kind == "external"
        start = entry[row.origin] if outside else spot[row.origin]
        lines.append(
            Line(
                points=[start, spot[row.destination]],
                color=palette.EXTERNAL if outside else palette.FLOW,
                weight=round(1.5 + 5.5 * (row.tonnes / largest) ** 0.5, 1),
                text=[
                    f"{place_name(row.origin)} → {place_name(row.destination)}",
                    _("{amount} (modelled)", amount=tonnes(row.tonnes)),
                    _("freight {cost}/kg", cost=rupiah(row.cost_idr_per_kg)),
                ],
                curved=True,
                arrow=True,
                dash="7 6" if outside else None,
                opacity=0.75 if outside else 0.95,
            )
        )
    return lines, []


def path_lines(origin: str, destination: str) -> tuple[list[Line], list[Point]]:
    """The path of one pair: road solid, ferry and ship dashed."""
    legs = freight.legs(origin, destination)
    nodes = load("transport_nodes").set_index("node_id")
    lines, points = [], []
    for leg in legs[legs["distance_km"] > 0].itertuples():
        ends = [(nodes.loc[n, "lat"], nodes.loc[n, "lon"]) for n in (leg.from_node, leg.to_node)]
        at_sea = leg.mode not in ("road", "access")
        lines.append(
            Line(
                points=ends,
                color=palette.MAROON,
                weight=3.5,
                dash="8 6" if at_sea else None,
                text=[
                    f"{leg.from_name} – {leg.to_name}",
                    f"{words.transport_mode(leg.mode)}, {number(leg.distance_km, 0)} km "
                    f"({words.distance_basis(leg.basis)})",
                ],
            )
        )
        points += [
            Point(lat, lon, palette.MAROON, name)
            for (lat, lon), name in zip(ends, (leg.from_name, leg.to_name), strict=True)
        ]
    return lines, points


def pairs_table(match: MatchResult, extra: Mapping[str, pd.Series]) -> ReadyTable:
    """All pairs ready to be shown.

    ``extra`` are further columns by header, indexed as ``match.flows`` (how firm a pair is,
    whether prices support it).
    """
    flows = match.flows.assign(
        origin_name=match.flows["origin"].map(place_name),
        destination_name=names_of(match.flows["destination"]),
        kind=match.flows["origin_kind"].map(
            {"regency": _("within NTT"), "external": _("from outside")}
        ),
        **extra,
    )
    columns = {
        "origin_name": Column(_("Supplier")),
        "destination_name": Column(_("Receiver")),
        "tonnes": Column(_("Tonnes"), 0),
        "share_of_need_pct": Column(_("Of need (%)"), 1, help=_("Share of the receiver's need")),
        "cost_idr_per_kg": Column(_("Rp/kg"), 0, help=_("Freight, without the price of the goods")),
        **{
            header: Column(header, 1 if pd.api.types.is_numeric_dtype(values) else None)
            for header, values in extra.items()
        },
        "truckloads": Column(
            _("Trucks"), 0, help=_("Loads of a medium truck, see cost assumptions")
        ),
        "distance_km": Column("km", 0, help=_("Length of the path")),
        "kind": Column(_("Supply")),
    }
    return ReadyTable(flows, columns)


def show_pairs(pairs: ReadyTable, source_ids: Sequence[str], key: str) -> tuple[str, str] | None:
    """Draw ``pairs_table``; answers (origin, destination) of the row clicked, if any."""
    row = draw_table(
        pairs,
        key=f"pairs-{key}",
        source_ids=source_ids,
        selectable=True,
        empty=_("No pair: no regency has a surplus to give, or none lacks."),
    )
    if row is None:
        return None
    return str(pairs.table["origin"].iloc[row]), str(pairs.table["destination"].iloc[row])


def show_path(origin: str, destination: str) -> None:
    """The cheapest path of a pair leg by leg, with what each leg costs and rests on."""
    legs = freight.legs(origin, destination)
    names = {"origin": place_name(origin), "destination": place_name(destination)}
    st.subheader(_("Path from {origin} to {destination}", **names))
    table = pd.DataFrame(
        {
            "leg": legs["leg"],
            "mode": legs["mode"].map(words.transport_mode),
            "from": legs["from_name"],
            "to": legs["to_name"],
            "distance_km": legs["distance_km"].where(legs["distance_km"] > 0),
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
        "from": Column(_("From")),
        "to": Column(_("To")),
        "distance_km": Column(_("Distance (km)"), 0),
        "hours": Column(_("Hours")),
        "cost": Column(_("Cost (Rp/kg)"), 0),
        "basis": Column(_("Basis of the distance")),
    }
    show_table(
        table, columns, key=f"path-{origin}-{destination}", source_ids=list(legs["source_ids"])
    )


def _hours(low: float | None, high: float | None) -> str:
    if pd.isna(low):
        return _("not known")
    same = pd.isna(high) or high == low
    return number(low, 1) if same else f"{number(low, 1)}–{number(high, 1)}"


@once_per_language(maxsize=256)
def _unmet_table(match: MatchResult) -> ReadyTable:
    table = match.unmet.assign(
        regency=names_of(match.unmet["regency_code"]),
        why=match.unmet["reason"].map(words.unmet_reason),
    ).sort_values("deficit_t", ascending=False)
    columns = {
        "regency": Column(_("Regency")),
        "deficit_t": Column(_("Deficit (t)"), 0),
        "met_internal_t": Column(_("From regencies of NTT (t)"), 0),
        "met_external_t": Column(_("From outside (t)"), 0),
        "unmet_t": Column(_("Unmet (t)"), 0),
        "why": Column(_("Why not all from within NTT")),
    }
    return ReadyTable(table, columns)


def show_unmet(match: MatchResult, source_ids: Sequence[str], key: str) -> None:
    """Per deficit: how much comes from where, what stays unmet, and why."""
    draw_short_table(
        _unmet_table(match),
        key=f"unmet-{key}",
        source_ids=source_ids,
        empty=_("No regency has a deficit."),
    )


def show_unsold(match: MatchResult, source_ids: Sequence[str], key: str) -> None:
    """Per surplus: how much is sent, what stays, and why."""
    unsold = match.unsold.assign(
        regency=names_of(match.unsold["regency_code"]),
        why=match.unsold["reason"].map(words.unsold_reason),
    ).sort_values("surplus_t", ascending=False)
    show_table(
        unsold,
        {
            "regency": Column(_("Regency")),
            "surplus_t": Column(_("Surplus (t)"), 0),
            "reserved_t": Column(_("Kept as reserve (t)"), 0),
            "sent_t": Column(_("Sent (t)"), 0),
            "unsold_t": Column(_("Without receiver (t)"), 0),
            "why": Column(_("Why")),
        },
        key=f"unsold-{key}",
        source_ids=source_ids,
        empty=_("No regency has a surplus."),
    )


def show_shadow_prices(match: MatchResult, source_ids: Sequence[str], key: str) -> None:
    """What one more tonne would be worth in each place that takes part."""
    prices = match.shadow_prices
    prices = prices[prices["set_by"] != "unmet"]
    table = prices.assign(
        regency=names_of(prices["regency_code"]),
        role_word=prices["role"].map({"supplier": _("supplier"), "receiver": _("receiver")}),
        per_kg=prices["shadow_price_idr_per_t"] / 1000,
    ).sort_values("per_kg", ascending=False)
    show_table(
        table,
        {
            "regency": Column(_("Regency")),
            "role_word": Column(_("Role")),
            "per_kg": Column(_("One more tonne saves (Rp/kg)"), 0),
        },
        key=f"shadow-{key}",
        source_ids=source_ids,
        empty=_("No price can be set: need stays unmet everywhere."),
    )


def show_cost_parameters() -> None:
    """The assumptions behind every cost, each with its derivation and source."""
    from publishing.language import localised

    parameters = load("cost_parameters")
    parameters["unit_word"] = parameters["unit"].map(code_word)
    parameters["basis_word"] = parameters["basis"].map(words.distance_basis)
    show_table(
        parameters,
        {
            localised("note"): Column(_("How it comes about"), width="large"),
            "value": Column(_("Value"), 0),
            "low": Column(_("Low"), 0),
            "high": Column(_("High"), 0),
            "unit_word": Column(_("Unit")),
            "basis_word": Column(_("Basis")),
        },
        key="cost-parameters",
        source_ids=list(parameters["source_ids"]),
    )


def show_line_legend(path: bool) -> None:
    """What the lines on the map mean."""
    if path:
        st.caption(_("Path: solid = road, dashed = ferry or ship."))
    else:
        st.caption(
            _(
                "Arrows: green = between regencies, maroon and dashed = from outside NTT; "
                "the thicker, the more tonnes. Colours of the regencies: balance, as above."
            )
        )
