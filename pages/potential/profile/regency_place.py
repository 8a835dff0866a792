"""Where a regency lies: small map with its zone, and the zone's members and seat."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.places import regency_names
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.picture_download import offer_picture
from pages.ui.quotations import show_quotation
from pages.ui.regency import pick_regency
from pages.ui.site_map import script
from publishing.files.framed_answers import framed_map
from publishing.language import _
from publishing.maps.zones import regency_choropleth, signed_zone, zone_members, zone_record
from publishing.sentences.profile import identity_line


def show_place(regency_code: str) -> None:
    """The small map; a click on another regency opens its profile."""
    chart = regency_choropleth(regency_code)
    show_map(chart.picture, key="profile-map", on_select=pick_regency, height=400)
    show_legend(chart)
    offer_picture(
        f"map-regency-{regency_code}",
        lambda: framed_map(
            *(chart, chart.picture.alt, _("Zones of cooperation, as the report has them")),
            [zone_record(regency_code)["source_id"]],
        ),
    )


def show_identity(regency_code: str) -> None:
    """Capital, island, area, and the zone with its members, seat and wording."""
    st.text(identity_line(regency_code))
    zone, names = zone_record(regency_code), regency_names()
    st.header(_("Zone of cooperation: {zone}", zone=signed_zone(zone)))
    others = [code for code in zone_members(regency_code) if code != regency_code]
    if pd.notna(zone["seat"]):
        st.text(_("Seat: {seat}", seat=zone["seat"]))
    else:
        st.text(_("Seat: not named in the report"))
    if others:
        st.caption(_("Together with:"))
        with st.container(key="listed-zone", horizontal=True, gap="small"):
            for code in others:
                # Not a link: a link within one page would lose the language and the year.
                st.button(names[code], key=f"zone-{code}", on_click=pick_regency, args=(code,))
    else:
        st.caption(_("The only member of its zone."))
    show_quotation(zone["literal"], zone["source_id"], _("section 8"))
    st.page_link(
        script("guide"),
        label=_("All zones in the guide"),
        query_params={"section": "zones", "regency": regency_code},
    )
