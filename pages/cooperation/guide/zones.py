"""The zones of the report on the map, with members and seats."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geo.places import regencies, regency_names
from ntt_data.tables import load
from pages.cooperation.guide import zone_flagships, zone_seats
from pages.cooperation.guide.layout import rows_of, show_anomalies
from pages.ui import state, take_along
from pages.ui.map_widget import show_map
from pages.ui.picture_download import offer_picture
from pages.ui.quotations import show_quotation
from pages.ui.regency import answer_of
from pages.ui.site_map import script
from pages.ui.tables import draw_table
from publishing.files.framed_answers import framed_map
from publishing.language import _, ngettext
from publishing.listings.guide import zones_table
from publishing.maps.choropleth import Choropleth
from publishing.maps.legend import swatch
from publishing.maps.zones import described_zones, zone_legend, zone_names, zone_picture
from publishing.markdown_text import plain
from publishing.sentences.guide import report_section, zones_numbering_notes

_NONE = ""  # no regency chosen


def show() -> None:
    """Draw the section."""
    zones = described_zones(load("zones"), regencies())
    names = regency_names()
    heading = _(
        "{n} zones for {total} regencies", n=len(zones), total=int(zones["n_members"].sum())
    )
    st.header(heading)
    st.caption(
        _(
            "The report proposes the zones for branch offices of the province, chosen by how well "
            "places can be reached, and says that they may be reviewed."
        )
    )
    code = state.select(
        _("Regency"),
        "regency",
        [_NONE, *names],
        _NONE,
        lambda c: names.get(c, _("choose here or on the map")),
        width=360,
    )
    mine = regencies().set_index("regency_code")["zone_id"].get(code)
    for_map, beside = st.columns([2.2, 1], gap="medium")
    with for_map:
        picture = zone_picture(zones, regencies(), code or None, mine)
        show_map(
            picture,
            "zones_map",
            on_select=lambda chosen: state.choose("regency", chosen),
            height=470,
        )
        st.caption(_("Dots: capital of the regency in which the report puts the seat."))
        offer_picture(
            "map-zones",
            lambda: framed_map(
                Choropleth(picture, zone_legend(zones), ""),
                *(heading, _("Zones of cooperation, as the report has them"), zones["source_id"]),
                zones_numbering_notes(zones),
            ),
            names.get(code, ""),
        )
    with beside:
        if mine is None:
            _legend(zones)
        else:
            zone = zones[zones["zone_id"] == mine].iloc[0]
            take_along.offer("zone", str(mine), zone["heading"])
            _card(zone, code)
    if mine is not None:
        _legend(zones)
    st.caption(f":material/info: {plain(' '.join(zones_numbering_notes(zones)))}")
    show_anomalies("zones")
    draw_table(zones_table(zones), "zones", zones["source_id"].tolist())
    zone_flagships.show(zone_names(zones))
    zone_seats.show()


def _card(zone: pd.Series, code: str) -> None:
    names = regency_names()
    with answer_of(code), st.container(border=True):
        st.subheader(_("{regency} is in {zone}", regency=names[code], zone=zone["heading"]))
        st.markdown(_("Seat: {seat}", seat=f"**{plain(zone['seat_words'])}**"))
        lines = []
        for row in rows_of(regencies().set_index("regency_code").loc[zone["codes"]]):
            name = plain(names[row.Index])
            capital = _("capital {name}", name=plain(row.capital))
            has_seat = zone["seat_basis"] == "printed" and zone["seat_regency_code"] == row.Index
            seat = _("seat of the zone")
            entry = f"**{name}**" if row.Index == code else name
            lines.append(f"- {entry}, {capital}" + (f" :orange-badge[{seat}]" if has_seat else ""))
        st.markdown("\n".join(lines))
        zone_flagships.show_of(str(zone["zone_id"]))
        show_quotation(zone["literal"], zone["source_id"], report_section("zones"))
        st.page_link(
            script("profile"),
            label=_("Profile of {regency}", regency=names[code]),
            icon=":material/arrow_forward:",
            query_params={"regency": code},
        )


def _legend(zones: pd.DataFrame) -> None:
    entries = "".join(
        '<span style="display:inline-flex;gap:.45rem;align-items:baseline;'
        'margin:0 1.1rem .35rem 0">'
        f"{swatch(row.color, row.sign)}<span>{escape(row.label)} "
        f'<span style="opacity:.8">({ngettext("{n} regency", "{n} regencies", row.n_members)})'
        "</span></span></span>"
        for row in rows_of(zones)
    )
    st.html(f'<div style="font-size:.95rem;line-height:1.35">{entries}</div>')
