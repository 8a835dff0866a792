"""Clusters: regencies sharing a product and within reach, for joint processing and marketing."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.cooperation.partners.nearness import choose_reach
from pages.ui import state
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.picture_download import offer_picture
from pages.ui.tables import draw_table
from publishing.files.framed_answers import framed_map
from publishing.language import _
from publishing.listings.partners import clusters_table
from publishing.maps.clusters import cluster_map, hub_points
from publishing.markdown_text import plain
from publishing.names import joined_regencies, product_name
from publishing.rows import rows_as
from publishing.sentences.clusters import (
    Cluster,
    alone_note,
    cluster_heading,
    cluster_headline,
    cluster_sentences,
)
from publishing.sentences.indications import indications_scope
from services import partners
from services.partners import list_sources


@fragment
def show() -> None:
    """Draw the section."""
    first, second, third = st.columns([1.2, 1.2, 1.2])
    with second:
        limit = choose_reach()
    with third:
        linkage_name = state.segments(
            _("Members are within reach of"),
            "linkage",
            ["compact", "chain"],
            "compact",
            {"compact": _("every other"), "chain": _("at least one other")}.__getitem__,
        )
    table = partners.clusters(limit, linkage_name)
    with first:
        products = sorted(partners.shared_products(), key=product_name)
        product = state.select(_("Shared product"), "shared", products, "cattle", product_name)
    mine = rows_as(table[table["product"] == product], Cluster)
    holders = partners.holders(product)
    st.header(cluster_headline(mine, product, len(holders)))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        selected = st.session_state.get("regency")
        chart = cluster_map(mine, product, partners.held(), selected)
        chart = chart.with_overlay([], hub_points(mine))
        show_map(chart.picture, "clusters-map", height=500)
        show_legend(chart)
        st.caption(
            _(
                "Dots: the member that all others of its cluster reach most cheaply, a possible "
                "collecting place."
            )
        )
        offer_picture(
            f"map-clusters-{limit}",
            lambda: framed_map(
                *(chart, cluster_headline(mine, product, len(holders)), indications_scope()),
                list_sources(),
            ),
            f"{product_name(product)} {linkage_name}",
        )
    with right:
        _describe(mine, holders)
    st.subheader(_("All clusters within this reach, largest first"))
    draw_table(
        clusters_table(table),
        f"clusters-{limit}-{linkage_name}",
        list_sources(),
        height=420 if len(table) > 10 else None,
        empty=_("No two regencies that share a product are within this reach."),
    )


def _describe(mine: Sequence[Cluster], holders: Sequence[str]) -> None:
    """Each cluster in sentences; then who has the product alone."""
    for cluster in mine:
        sentences = "\n".join(f"- {plain(each)}" for each in cluster_sentences(cluster))
        st.markdown(f"**{plain(cluster_heading(cluster))}**\n\n{sentences}")
    alone = alone_note(mine, holders)
    if alone:
        st.markdown(plain(alone))
    st.caption(
        _(
            "An indication from ranks: how much each produces is not in it. Without a list: "
            "{names}.",
            names=joined_regencies(partners.without_list()),
        )
    )
