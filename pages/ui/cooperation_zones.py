"""The zones of the report on the map, with members and seats."""

from __future__ import annotations

from html import escape
from string import ascii_uppercase

import pandas as pd
import streamlit as st

from geo.places import regencies, regency_names
from ntt_data.tables import load
from pages.ui import state
from pages.ui.cooperation_layout import place, rows_of, show_anomalies
from pages.ui.map_widget import show_map
from pages.ui.quotations import as_markdown, show_quotation
from pages.ui.site_map import script
from pages.ui.tables import show_table
from publishing.language import _, localised, ngettext
from publishing.maps.choropleth import swatch
from publishing.maps.picture import MapPicture, Point
from publishing.palette import CATEGORICAL, MAROON
from publishing.tables import Column

_NONE = ""  # no regency chosen
_REST_OPACITY = 0.35


def show() -> None:
    """Draw the section."""
    zones = described_zones(load("zones"), regencies())
    names = regency_names()
    st.header(
        _("{n} zones for {total} regencies", n=len(zones), total=int(zones["n_members"].sum()))
    )
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
        show_map(
            zone_picture(zones, regencies(), code or None, mine),
            "zones_map",
            on_select=lambda chosen: state.choose("regency", chosen),
            height=470,
        )
        st.caption(_("Dots: capital of the regency in which the report puts the seat."))
    with beside:
        if mine is None:
            _legend(zones)
        else:
            _card(zones[zones["zone_id"] == mine].iloc[0], code)
    if mine is not None:
        _legend(zones)
    st.caption(f":material/info: {' '.join(numbering_notes(zones))}")
    show_anomalies("zones")
    columns = {
        "number_printed": Column(_("Printed number")),
        localised("name"): Column(_("Zone")),
        "n_members": Column(_("Number of members"), 0),
        "members": Column(_("Member regencies")),
        "seat_words": Column(_("Seat")),
        "literal": Column(_("Wording as printed")),
    }
    show_table(zones, columns, "zones", zones["source_id"].tolist())


def described_zones(zones: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """``zones`` in printed order with n_members, members, codes, seat_words, label, color, sign."""
    by_zone = members.groupby("zone_id")
    result = zones.sort_values("zone_id", ignore_index=True)
    result["n_members"] = result["zone_id"].map(by_zone.size())
    result["members"] = result["zone_id"].map(by_zone["name_on_map"].agg(", ".join))
    result["codes"] = result["zone_id"].map(by_zone["regency_code"].agg(list))
    printed = result["seat_basis"] == "printed"
    result["seat_words"] = result["seat"].where(printed, _("not named"))
    result["color"] = [CATEGORICAL[i % len(CATEGORICAL)] for i in range(len(result))]
    result["sign"] = list(ascii_uppercase[: len(result)])
    numbers = result["number_printed"].astype("str")
    result["label"] = [
        _("Zone {n}: {name}", n=n, name=name)
        for n, name in zip(numbers, result[localised("name")], strict=True)
    ]
    return result


def numbering_notes(zones: pd.DataFrame) -> list[str]:
    """What is wrong in the printed numbers, found in the table; one sentence each."""
    notes = []
    for number, rows in zones.groupby("number_printed", sort=True):
        if len(rows) > 1:
            notes.append(
                _(
                    "“Zona {n}” is printed twice: {names}. They are two zones here.",
                    n=number,
                    names=as_markdown("; ".join(rows[localised("name")])),
                )
            )
    numbers = set(zones["number_printed"].astype("int"))
    missing = sorted(set(range(1, max(numbers) + 1)) - numbers)
    if missing:
        notes.append(_("Number {n} is not printed.", n=", ".join(map(str, missing))))
    return notes


def zone_picture(
    zones: pd.DataFrame, members: pd.DataFrame, selected: str | None, zone_id: str | None
) -> MapPicture:
    """One colour per zone; the zone of the selected regency stands out."""
    merged = members.merge(zones, on="zone_id", suffixes=("", "_zone"))
    fills = dict(zip(merged["regency_code"], merged["color"], strict=True))
    faint = merged.loc[merged["zone_id"] != zone_id, "regency_code"].tolist() if zone_id else []
    tooltips = {
        row.regency_code: [
            row.name_on_map,
            row.label,
            ngettext("{n} regency", "{n} regencies", row.n_members),
            _("Seat: {seat}", seat=row.seat_words),
        ]
        for row in rows_of(merged)
    }
    seats = merged[
        (merged["regency_code"] == merged["seat_regency_code"])
        & (merged["seat_basis"] == "printed")
    ]
    points = [
        Point(row.capital_lat, row.capital_lon, MAROON, _seat_text(row.label, row.seat), 5)
        for row in rows_of(seats)
    ]
    counts = "; ".join(f"{row.label} ({row.n_members})" for row in rows_of(zones))
    return MapPicture(
        fills,
        tooltips,
        _("Map of the zones and their number of regencies: {zones}", zones=counts),
        selected=selected,
        opacities=dict.fromkeys(faint, _REST_OPACITY),
        points=points,
        marks=dict(zip(merged["regency_code"], merged["sign"], strict=True)),
    )


def _seat_text(label: str, seat: str) -> str:
    return _("Seat of {zone}: {seat}", zone=label, seat=seat)


def _card(zone: pd.Series, code: str) -> None:
    names = regency_names()
    with st.container(border=True):
        st.subheader(_("{regency} is in {zone}", regency=names[code], zone=zone["label"]))
        st.markdown(_("Seat: {seat}", seat=f"**{as_markdown(zone['seat_words'])}**"))
        lines = []
        for row in rows_of(regencies().set_index("regency_code").loc[zone["codes"]]):
            name = as_markdown(names[row.Index])
            capital = _("capital {name}", name=as_markdown(row.capital))
            has_seat = zone["seat_basis"] == "printed" and zone["seat_regency_code"] == row.Index
            seat = _("seat of the zone")
            entry = f"**{name}**" if row.Index == code else name
            lines.append(f"- {entry}, {capital}" + (f" :orange-badge[{seat}]" if has_seat else ""))
        st.markdown("\n".join(lines))
        show_quotation(zone["literal"], zone["source_id"], place("zones"))
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
