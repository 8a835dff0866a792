"""Section “Network”: the edges on the map, and what closing some of them does."""

from __future__ import annotations

import streamlit as st

from geo.closures import Closure
from ntt_data.tables import load
from pages.balance.methods.closures import choose_closed
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.map_widget import show_map
from pages.ui.on_demand import Fold, folds
from pages.ui.picture_download import offer_picture
from pages.ui.tables import draw_table
from publishing import scenario_words
from publishing.files.framed_answers import framed_map
from publishing.formats import number, percent
from publishing.language import _
from publishing.listings.network import closure_table, edges_table, nodes_table
from publishing.maps.network import network_legend_html, network_map, network_picture
from publishing.markdown_text import plain
from publishing.sentences import network as sentences
from services.answer import freight


def show() -> None:
    """Draw the section."""
    heading = st.empty()
    closed = freight.closure(choose_closed())
    headline = sentences.headline(closed)
    is_dark = st.context.theme.type == "dark"
    heading.header(headline)
    show_map(network_picture(closed, headline, is_dark), "network-map", height=520)
    st.html(network_legend_html(bool(closed.edges), is_dark))
    offer_picture(
        "map-network",
        lambda: framed_map(
            *(network_map(closed, headline), headline, sentences.network_scope()),
            *(freight.network_sources(), [sentences.ships_note()]),
        ),
        " ".join(sorted(closed.edges)),
    )
    if len(closed.groups) > 1:
        cut_off = sentences.cut_off_sentences(closed)
        st.warning("\n".join(f"- {plain(text)}" for text in cut_off))
    st.caption(sentences.map_note())
    st.caption(sentences.ships_note())
    if closed.edges:
        _show_changes(closed)
    folds(
        Fold(_("Table of edges"), "edges", _show_edges),
        Fold(_("Table of places"), "places", _show_nodes),
    )


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
                _("Of {n}: every regency to every other", n=sentences.PAIRS),
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
    draw_table(
        closure_table(closed),
        key="closure-changes",
        source_ids=freight.network_sources(),
        height=420,
        empty=_("No cheapest path uses what is closed: nothing changes."),
    )
    outside = sentences.outside_changes(freight.closure(frozenset()), closed)
    if outside:
        st.caption(outside)


def _show_edges() -> None:
    sources = list(load("transport_edges")["source_ids"])
    draw_table(edges_table(), "network-edges", sources, height=420)


def _show_nodes() -> None:
    sources = list(load("transport_nodes")["source_id"])
    draw_table(nodes_table(), "network-nodes", sources, height=420)
