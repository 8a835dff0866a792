"""Zone flagship: which product leads in each zone, and why."""

from __future__ import annotations

import streamlit as st

from analysis.leading.flagship import Flagships
from geo.places import regencies
from ntt_data.tables import load
from pages.cooperation.partners import flagship_choice
from pages.ui import state, take_along
from pages.ui.charts import show_chart
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.opportunity import offer_opportunity
from pages.ui.picture_download import offer_picture
from pages.ui.tables import draw_table
from publishing.charts.flagship import first_of_zone, points_alt, points_spec, points_table
from publishing.files.framed_answers import framed_map
from publishing.language import _
from publishing.listings.partners import flagships_table, reasons_table, weights_table
from publishing.maps.zones import described_zones, flagship_map, zone_names
from publishing.sentences.flagship import (
    flagship_headline,
    flagship_scope,
    no_say_note,
    points_rule,
    unweighted_note,
    weights_alone_note,
    zone_headline,
)
from services import partners
from services.partners import list_sources
from services.zone_choices import FAMILIES, Competing


@fragment
def show() -> None:
    """Draw the section."""
    zones = described_zones(load("zones"), regencies())
    first, second, _rest = st.columns([1.2, 1.5, 0.6])
    with first:
        which = state.segments(
            _("What competes"),
            "competing",
            list(FAMILIES),
            "goods",
            {"goods": _("goods"), "all": _("goods, services and trade")}.__getitem__,
        )
    found = partners.flagships(FAMILIES[which])
    with second:
        labels = dict(zip(zones["zone_id"], zones["heading"], strict=True))
        zone_id = state.select(_("Zone"), "zone", list(labels), "Z1", labels.__getitem__)
        take_along.offer("zone", zone_id, labels[zone_id])
    st.header(flagship_headline(found))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chart = flagship_map(found, zones, zone_id, partners.held())
        show_map(chart.picture, "flagship-map", _pick_zone, 500)
        show_legend(chart)
        st.caption(_("A click on the map shows that zone's reasons."))
        offer_picture(
            f"map-flagship-{which}",
            lambda: framed_map(
                *(chart, flagship_headline(found), flagship_scope(), list_sources()),
                [no_say_note(partners.without_list())],
            ),
            labels[zone_id],
        )
    with right:
        st.subheader(zone_headline(found, zone_id, labels[zone_id]))
        if note := weights_alone_note(found, zone_id):
            st.caption(note)
        if which == "goods" and not first_of_zone(found, zone_id).empty:
            offer_opportunity(f"flagship-{zone_id}")
        _show_bars(found, zone_id, which)
    st.subheader(_("Flagship of every zone"))
    draw_table(flagships_table(found, zone_names(zones)), f"flagships-{which}", list_sources())
    st.caption(no_say_note(partners.without_list()))
    st.subheader(_("Reasons in {zone}", zone=labels[zone_id]))
    reasons = reasons_table(found, zone_id)
    draw_table(
        reasons,
        f"reasons-{zone_id}-{which}",
        list_sources(),
        height=420 if len(reasons.table) > 10 else None,
        empty=_(
            "No list in this zone. Once one exists, send it with its source to the Biro Ekonomi "
            "dan Kerja Sama; how it is entered stands in Data & sources."
        ),
    )
    competing: Competing = "all" if which == "all" else "goods"
    flagship_choice.show(found, competing, zone_id, labels[zone_id], zone_names(zones))
    with st.expander(_("How the points come about")):
        st.markdown(points_rule())
        draw_table(weights_table(), "outlook-weights", ["assumption"])
        st.caption(unweighted_note(partners.flagships(("goods",))))


def _pick_zone(regency_code: str) -> None:
    zone = regencies().set_index("regency_code")["zone_id"]
    state.choose("zone", zone[regency_code])


def _show_bars(found: Flagships, zone_id: str, which: str) -> None:
    """Weighted points of the first products, by regency; nothing in a zone without a list."""
    if first_of_zone(found, zone_id).empty:
        return
    show_chart(
        points_spec(found, zone_id),
        f"flagship-{zone_id}-{which}",
        lambda: points_table(found, zone_id),
        list_sources(),
        points_alt(found, zone_id),
    )
