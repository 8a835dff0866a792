"""Where a regency lies: full name, small map with its zone, and the zone's members and seat."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from geo.places import regencies, regency_names
from ntt_data.tables import load
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.quotations import show_quotation
from pages.ui.regency import pick_regency
from publishing import palette
from publishing.formats import number
from publishing.language import _, localised
from publishing.maps.choropleth import Choropleth, category_choropleth


def full_name(regency_code: str) -> str:
    """Official name: a kabupaten says so, the town carries it in its name already."""
    row = _regency(regency_code)
    name = str(row["name"])
    return name if row["kind"] == "kota" else _("{name} Regency", name=name)


def _regency(regency_code: str) -> dict[Hashable, Any]:
    return regencies().set_index("regency_code").to_dict("index")[regency_code]


def _zone(regency_code: str) -> dict[Hashable, Any]:
    zone_id = _regency(regency_code)["zone_id"]
    return load("zones").set_index("zone_id").to_dict("index")[zone_id]


def zone_members(regency_code: str) -> list[str]:
    """Codes of all members of the regency's zone, itself among them."""
    table = regencies()
    zone_id = _regency(regency_code)["zone_id"]
    return [str(code) for code in table.loc[table["zone_id"] == zone_id, "regency_code"]]


def place_choropleth(regency_code: str) -> Choropleth:
    """The regency strong, its zone tinted, all others pale."""
    members = zone_members(regency_code)
    zone = str(_zone(regency_code)[localised("name")])
    own, others, rest = full_name(regency_code), _("its zone"), _("other regencies")
    codes = regencies()["regency_code"]
    place = [own if c == regency_code else others if c in members else rest for c in codes]
    colors = {own: palette.INDIGO, others: palette.SEQUENTIAL[2], rest: palette.SAND}
    title = _("{name} in the zone {zone}", name=own, zone=zone)
    return category_choropleth(
        pd.Series(place, index=pd.Index(codes), dtype="object"), colors, "", title, regency_code
    )


def show_place(regency_code: str) -> None:
    """The small map; a click on another regency opens its profile."""
    chart = place_choropleth(regency_code)
    show_map(chart.picture, key="profile-map", on_select=pick_regency, height=400)
    show_legend(chart)


def show_identity(regency_code: str) -> None:
    """Capital, island, area, and the zone with its members, seat and wording."""
    row = _regency(regency_code)
    st.markdown(
        _(
            "Capital **{capital}**, islands {island}, official area **{area} km²**.",
            capital=row["capital"],
            island=row["island_group"],
            area=number(row["area_km2"]),
        )
    )
    zone, names = _zone(regency_code), regency_names()
    st.header(_("Zone of cooperation: {zone}", zone=zone[localised("name")]))
    others = [code for code in zone_members(regency_code) if code != regency_code]
    if pd.notna(zone["seat"]):
        st.text(_("Seat: {seat}", seat=zone["seat"]))
    else:
        st.text(_("Seat: not named in the report"))
    if others:
        st.caption(_("Together with:"))
        with st.container(horizontal=True, gap="small"):
            for code in others:
                # Not a link: a link within one page would lose the language and the year.
                st.button(names[code], key=f"zone-{code}", on_click=pick_regency, args=(code,))
    else:
        st.caption(_("The only member of its zone."))
    show_quotation(zone["literal"], zone["source_id"], _("section 8"))
