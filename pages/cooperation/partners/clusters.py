"""Clusters: regencies sharing a product and within reach, for joint processing and marketing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo import places
from geo.places import regency_names
from ntt_data.tables import load
from pages.cooperation.partners import indication_words as words
from pages.cooperation.partners import indications
from pages.cooperation.partners.nearness import choose_reach
from pages.ui import state
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.quotations import as_markdown
from pages.ui.tables import show_table
from publishing import palette
from publishing.formats import number, rupiah
from publishing.language import _, ngettext
from publishing.maps.choropleth import Choropleth, category_choropleth
from publishing.maps.picture import Point
from publishing.tables import Column


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
    clusters = indications.clusters(limit, linkage_name)
    with first:
        products = shared_products()
        product = state.select(
            _("Shared product"), "shared", products, "cattle", words.product_name
        )
    mine = clusters[clusters["product"] == product].reset_index(drop=True)
    st.header(headline(mine, product))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chart = cluster_map(mine, product, st.session_state.get("regency"))
        show_map(chart.with_overlay([], _hubs(mine)).picture, "clusters-map", height=500)
        show_legend(chart)
        st.caption(
            _(
                "Dots: the member that all others of its cluster reach most cheaply, a possible "
                "collecting place."
            )
        )
    with right:
        _describe(mine, product)
    st.subheader(_("All clusters within this reach, largest first"))
    _show_table(clusters, f"clusters-{limit}-{linkage_name}")


def shared_products() -> list[str]:
    """Goods and tourism that at least two lists have, by name."""
    held = indications.held()
    joint = held[(held["family"] == "goods") | (held["kind"] == "tourism")]
    counts = joint.groupby("product")["regency_code"].nunique()
    return sorted(counts[counts > 1].index, key=words.product_name)


def headline(mine: pd.DataFrame, product: str) -> str:
    """The finding in a sentence."""
    n_sharing = int((indications.held()["product"] == product).sum())
    name = words.product_name(product)
    if mine.empty:
        return _(
            "{product}: {n} regencies have it, none within reach of another",
            product=name,
            n=number(n_sharing),
        )
    return ngettext(
        "{product}: {k} of {total} regencies that have it form one cluster",
        "{product}: {k} of {total} regencies that have it form {n} clusters",
        len(mine),
        product=name,
        k=number(mine["n"].sum()),
        total=number(n_sharing),
    )


def cluster_map(mine: pd.DataFrame, product: str, selected: str | None) -> Choropleth:
    """A colour for each cluster; those that have the product alone are pale blue."""
    held = indications.held()
    ranks = held[held["product"] == product].set_index("regency_code")["rank"]
    alone, absent = _("has it, nobody within reach"), _("not in the top ten")
    values = dict.fromkeys(held["regency_code"].unique(), absent)
    values |= dict.fromkeys(ranks.index, alone)
    colors, signs = {}, {}
    for row in mine.itertuples(index=False):
        label = _("cluster {n}", n=number(row.cluster))
        colors[label] = palette.CATEGORICAL[(row.cluster - 1) % len(palette.CATEGORICAL)]
        signs[label] = number(row.cluster)
        values |= dict.fromkeys(row.regency_codes.split(";"), label)
    colors |= {alone: palette.SEQUENTIAL[1], absent: palette.SEQUENTIAL[0]}
    notes = {str(code): [_("rank {rank} of 10", rank=number(rank))] for code, rank in ranks.items()}
    return category_choropleth(
        pd.Series(values, dtype="object"),
        colors,
        words.product_name(product),
        headline(mine, product),
        selected or None,
        notes,
        signs,
    )


def _hubs(mine: pd.DataFrame) -> list[Point]:
    regencies = places.regencies().set_index("regency_code")
    return [
        Point(
            regencies.loc[row.hub, "capital_lat"],
            regencies.loc[row.hub, "capital_lon"],
            palette.MAROON,
            _(
                "possible collecting place of cluster {n}: {capital}",
                n=number(row.cluster),
                capital=regencies.loc[row.hub, "capital"],
            ),
            6,
        )
        for row in mine.itertuples(index=False)
    ]


def _describe(mine: pd.DataFrame, product: str) -> None:
    """Each cluster in sentences; then who has the product alone."""
    for row in mine.itertuples(index=False):
        heading = _(
            "Cluster {n}: {names}",
            n=number(row.cluster),
            names=words.names(row.regency_codes.split(";")),
        )
        sentences = "\n".join(f"- {as_markdown(sentence)}" for sentence in _sentences(row))
        st.markdown(f"**{as_markdown(heading)}**\n\n{sentences}")
    held = indications.held()
    having = held[held["product"] == product].sort_values("rank")["regency_code"]
    inside = {code for codes in mine["regency_codes"] for code in codes.split(";")}
    alone = [code for code in having if code not in inside]
    if alone:
        st.markdown(as_markdown(_("Alone within this reach: {names}.", names=words.names(alone))))
    st.caption(
        _(
            "An indication from ranks: how much each produces is not in it. Without a list: "
            "{names}.",
            names=words.names(indications.without_list()) or "–",
        )
    )


def _sentences(row: Any) -> list[str]:
    said = [
        _(
            "Best rank {rank}; the report's verdict is favourable in {k} of {n}.",
            rank=number(row.best_rank),
            k=number(row.n_favourable),
            n=number(row.n),
        ),
    ]
    if pd.isna(row.widest_km):
        said.append(_("Its ends have no open path to each other."))
    else:
        ferries = (
            _("no ferry between members")
            if row.most_crossings == 0
            else ngettext(
                "up to one crossing between members",
                "up to {n} crossings between members",
                int(row.most_crossings),
            )
        )
        said.append(
            _(
                "Farthest members {km} km apart, freight {cost}/kg; {ferries}.",
                km=number(row.widest_km),
                cost=rupiah(row.widest_cost_idr_per_t / 1000),
                ferries=ferries,
            )
        )
    said.append(_("Cheapest to reach for all: {name}.", name=regency_names()[row.hub]))
    zone = places.regencies().set_index("regency_code")["zone_id"]
    zones = {zone[code] for code in row.regency_codes.split(";")}
    said.append(
        _("All members are in one zone.")
        if len(zones) == 1
        else _("Its members are in {n} zones.", n=number(len(zones)))
    )
    return said


def _show_table(clusters: pd.DataFrame, key: str) -> None:
    show_table(
        clusters.assign(
            name=clusters["product"].map(words.product_name),
            members=[words.names(codes.split(";")) for codes in clusters["regency_codes"]],
            hub_name=clusters["hub"].map(regency_names()),
            freight=clusters["widest_cost_idr_per_t"] / 1000,
        ),
        {
            "name": Column(_("Product")),
            "members": Column(_("Members, best rank first")),
            "n": Column(_("Members"), 0),
            "n_sharing": Column(_("Have it in all"), 0),
            "n_favourable": Column(_("Favourable verdicts"), 0),
            "hub_name": Column(_("Cheapest to reach")),
            "widest_km": Column(_("Farthest (km)"), 0),
            "freight": Column(_("Farthest (Rp/kg)"), 0),
            "most_crossings": Column(_("Ferries"), 0),
        },
        key,
        height=420 if len(clusters) > 10 else None,
        source_ids=load("kpju")["source_id"].unique(),
        empty=_("No two regencies that share a product are within this reach."),
    )
