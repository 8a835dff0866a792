"""Section “Network”: the edges on the map, and what closing some of them does."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo import places
from ntt_data.tables import load
from pages.balance.methods.closures import Closure, choose_closed, closure
from pages.balance.methods.network_map import (
    is_weak,
    network_picture,
    node_kind,
    show_network_legend,
)
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.map_widget import show_map
from pages.ui.matching_view import place_name
from pages.ui.on_demand import Fold, folds
from pages.ui.quotations import as_markdown
from pages.ui.tables import show_table
from publishing import scenario_words, words
from publishing.formats import number, percent, rupiah
from publishing.language import _, current_language
from publishing.tables import Column
from services.answer import freight

_PAIRS = 22 * 21


def show() -> None:
    """Draw the section."""
    heading = st.empty()
    closed = closure(choose_closed())
    heading.header(headline(closed))
    show_map(network_picture(closed, headline(closed)), "network-map", height=520)
    show_network_legend(bool(closed.edges))
    if len(closed.groups) > 1:
        st.warning("\n".join(f"- {as_markdown(text)}" for text in cut_off_sentences(closed)))
    st.caption(
        _(
            "Lines are straight between two places; the lengths follow the road or the sea path. "
            "Point at a line or a place to read its name, length and basis. {n} passenger boats "
            "and liners are in the table of edges but carry no goods in the model.",
            n=len(load("transport_edges").query("cargo == False")),
        )
    )
    if closed.edges:
        _show_changes(closed)
    folds(
        Fold(_("Table of edges"), "edges", _show_edges),
        Fold(_("Table of places"), "places", _show_nodes),
    )


def headline(closed: Closure) -> str:
    """How many edges join the regencies; with edges closed, who is cut off or pays more."""
    if not closed.edges:
        edges = freight.used_edges()
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
            total=_PAIRS,
        )
    lost = int((closed.changes["status"] == "unreachable").sum())
    if all(len(group) == 1 for group in closed.groups[1:]):
        return _(
            "{names} cannot be reached; {lost} of {total} directions have no path left",
            names=", ".join(place_name(group[0]) for group in closed.groups[1:]),
            lost=lost,
            total=_PAIRS,
        )
    return _(
        "{lost} of {total} directions have no path left; {n} become dearer",
        lost=lost,
        total=_PAIRS,
        n=dearer,
    )


def cut_off_sentences(closed: Closure) -> list[str]:
    """One sentence for every group of regencies that the largest group does not reach."""
    fed = closed.outside.set_index("destination")
    sentences = []
    for group in closed.groups[1:]:
        names = ", ".join(map(place_name, group))
        if len(group) == 1:
            text = _(
                "{name} cannot be reached: every path to the other regencies is closed.", name=names
            )
        else:
            text = _("{names} reach only each other, no other regency.", names=names)
        gateways = sorted({str(fed.at[code, "gateway"]) for code in group if code in fed.index})
        if gateways:
            text += " " + _(
                "Goods from outside NTT still come by {gateways}.",
                gateways=", ".join(map(place_name, gateways)),
            )
        else:
            text += " " + _("Goods from outside NTT cannot come either.")
        sentences.append(text)
    return sentences


def _show_changes(closed: Closure) -> None:
    changes = closed.changes
    dearer = changes[changes["status"] == "dearer"]
    st.subheader(_("What the closure costs"))
    show_figure_row(
        "closure",
        [
            FigureCell(_("Edges closed"), number(len(closed.edges))),
            FigureCell(
                _("Directions without a path"),
                number((changes["status"] == "unreachable").sum()),
                _("Of {n}: every regency to every other", n=_PAIRS),
            ),
            FigureCell(_("Directions that become dearer"), number(len(dearer))),
            FigureCell(
                _("Rise of their freight, median"),
                percent(dearer["change_pct"].median(), 0),
            ),
        ],
    )
    st.caption(
        _("Closed: {edges}", edges="; ".join(map(scenario_words.edge, sorted(closed.edges))))
    )
    touched = changes[changes["status"] != "unchanged"]
    status = {
        "unreachable": _("no path"),
        "dearer": _("dearer"),
        "cheaper": _("cheaper"),
        "reachable": _("reachable"),
    }
    table = pd.DataFrame(
        {
            "origin": touched["origin"].map(place_name),
            "destination": touched["destination"].map(place_name),
            "before": touched["cost_before_idr_per_t"] / 1000,
            "after": touched["cost_after_idr_per_t"] / 1000,
            "change": touched["change_idr_per_t"] / 1000,
            "pct": touched["change_pct"],
            "status": touched["status"].map(status),
        }
    )
    show_table(
        table,
        {
            "origin": Column(_("From")),
            "destination": Column(_("To")),
            "before": Column(_("All open (Rp/kg)"), 0),
            "after": Column(_("With the closure (Rp/kg)"), 0),
            "change": Column(_("Change (Rp/kg)"), 0),
            "pct": Column(_("Change (%)"), 0),
            "status": Column(_("Effect")),
        },
        key="closure-changes",
        source_ids=freight.network_sources(),
        height=420,
        empty=_("No cheapest path uses what is closed: nothing changes."),
    )
    _show_outside(closed)


def _show_outside(closed: Closure) -> None:
    """Regencies whose cheapest supply from outside changes."""
    before = closure(frozenset()).outside.set_index("destination")
    after = closed.outside.set_index("destination")
    sentences = []
    for code in before.index:
        was = before.loc[code]
        if code not in after.index:
            sentences.append(_("{name}: no supply from outside", name=place_name(code)))
            continue
        now = after.loc[code]
        if now["cost_idr_per_t"] > was["cost_idr_per_t"] + 0.5:
            sentences.append(
                _(
                    "{name}: {before} → {after}/kg by {gateway}",
                    name=place_name(code),
                    before=rupiah(was["cost_idr_per_t"] / 1000),
                    after=rupiah(now["cost_idr_per_t"] / 1000),
                    gateway=place_name(str(now["gateway"])),
                )
            )
    if sentences:
        st.caption(_("Cheapest supply from outside: {list}", list="; ".join(sentences)))


def _show_edges() -> None:
    edges = load("transport_edges")
    names = load("transport_nodes").set_index("node_id")["name"]
    indonesian = current_language() == "id"
    table = pd.DataFrame(
        {
            "edge": edges["edge_id"],
            "from": edges["from_node"].map(names),
            "to": edges["to_node"].map(names),
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
    show_table(
        table,
        {
            "edge": Column(_("Edge")),
            "from": Column(_("From")),
            "to": Column(_("To")),
            "mode": Column(_("Mode")),
            "km": Column(_("Distance (km)"), 1),
            "basis": Column(_("Basis of the distance")),
            "low": Column(_("Hours, from"), 1),
            "high": Column(_("Hours, to"), 1),
            "often": Column(_("Frequency")),
            "role": Column(_("In the model")),
            "note": Column(_("Note"), width="large"),
        },
        key="network-edges",
        source_ids=list(edges["source_ids"]),
        height=420,
    )


def _role(preferred: int, cargo: bool) -> str:
    if not cargo:
        return _("no: carries passengers")
    return _("yes") if preferred == 1 else _("no: alternative or check value")


def _show_nodes() -> None:
    nodes = load("transport_nodes")
    table = pd.DataFrame(
        {
            "name": nodes["name"],
            "kind": nodes["kind"].map(node_kind),
            "regency": nodes["regency_code"].map(places.regency_names()).fillna(_("outside NTT")),
            "island": nodes["island"],
            "lat": nodes["lat"],
            "lon": nodes["lon"],
            "note": nodes["note" if current_language() == "id" else "note_en"],
        }
    )
    show_table(
        table,
        {
            "name": Column(_("Place")),
            "kind": Column(_("Kind")),
            "regency": Column(_("Regency")),
            "island": Column(_("Island")),
            "lat": Column(_("Latitude"), 4),
            "lon": Column(_("Longitude"), 4),
            "note": Column(_("Note"), width="large"),
        },
        key="network-nodes",
        source_ids=list(nodes["source_id"]),
        height=420,
    )
