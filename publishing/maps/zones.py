"""The report's zones of cooperation on the map."""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase
from types import MappingProxyType
from typing import Any

import pandas as pd

from analysis.leading.flagship import Flagships
from geo.places import regencies, regency_names, regency_records
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing import palette
from publishing.formats import number
from publishing.language import _, localised, ngettext, once_per_language
from publishing.maps.choropleth import Choropleth, category_choropleth
from publishing.maps.legend import LegendEntry
from publishing.maps.picture import MapPicture, Point
from publishing.names import joined_products, product_name
from publishing.palette import GROUPS, MAROON
from publishing.rows import record
from publishing.sentences.flagship import flagship_headline
from publishing.sentences.profile import full_name

_REST_OPACITY = 0.35


def described_zones(zones: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """``zones`` in printed order, with what is shown of them.

    n_members, members, codes, seat_words, color; ``sign``: the zone's letter on maps, for two of
    them bear one printed number; ``label`` for a legend, which shows the sign itself, and
    ``heading`` for everywhere else.
    """
    by_zone = members.groupby("zone_id")
    result = zones.sort_values("zone_id", ignore_index=True)
    result["n_members"] = result["zone_id"].map(by_zone.size())
    result["members"] = result["zone_id"].map(by_zone["name_on_map"].agg(", ".join))
    result["codes"] = result["zone_id"].map(by_zone["regency_code"].agg(list))
    printed = result["seat_basis"] == "printed"
    result["seat_words"] = result["seat"].where(printed, _("not named"))
    result["color"] = [GROUPS[i % len(GROUPS)] for i in range(len(result))]
    result["sign"] = result["zone_id"].map(zone_signs())
    numbers = result["number_printed"].astype("str")
    result["label"] = [
        _("Zone {n}: {name}", n=n, name=name)
        for n, name in zip(numbers, result[localised("name")], strict=True)
    ]
    result["heading"] = result["sign"] + " · " + result["label"]
    return result


def zone_signs() -> dict[str, str]:
    """zone_id -> its letter, the same on every map, in every heading and table."""
    return dict(zip(sorted(load("zones")["zone_id"]), ascii_uppercase, strict=False))


def signed_zone(zone: Mapping[Any, Any]) -> str:
    """A zone's name with its letter."""
    return f"{zone_signs()[str(zone['zone_id'])]} · {zone[localised('name')]}"


def zone_picture(
    zones: pd.DataFrame, members: pd.DataFrame, selected: str | None, zone_id: str | None
) -> MapPicture:
    """One colour per zone; the zone of the selected regency stands out."""
    merged = members.merge(zones, on="zone_id", suffixes=("", "_zone"))
    fills = dict(zip(merged["regency_code"], merged["color"], strict=True))
    faint = merged.loc[merged["zone_id"] != zone_id, "regency_code"].tolist() if zone_id else []
    tooltips = {
        str(row["regency_code"]): [
            row["name_on_map"],
            row["heading"],
            ngettext("{n} regency", "{n} regencies", row["n_members"]),
            _("Seat: {seat}", seat=row["seat_words"]),
        ]
        for row in merged.to_dict("records")
    }
    seats = merged[
        (merged["regency_code"] == merged["seat_regency_code"])
        & (merged["seat_basis"] == "printed")
    ]
    points = [
        Point(
            *(row["capital_lat"], row["capital_lon"], MAROON),
            _("Seat of {zone}: {seat}", zone=row["heading"], seat=row["seat"]),
            5,
            _("capital of the regency with the zone's seat, as the report has it"),
        )
        for row in seats.to_dict("records")
    ]
    counts = "; ".join(
        f"{label} ({n})" for label, n in zip(zones["label"], zones["n_members"], strict=True)
    )
    return MapPicture(
        fills,
        tooltips,
        _("Map of the zones and their number of regencies: {zones}", zones=counts),
        selected=selected,
        opacities=dict.fromkeys(faint, _REST_OPACITY),
        points=points,
        marks=dict(zip(merged["regency_code"], merged["sign"], strict=True)),
    )


def zone_line(regency_code: str) -> str:
    """The regency's zone of cooperation, its other members and its seat."""
    zone, names = zone_record(regency_code), regency_names()
    others = [names[code] for code in zone_members(regency_code) if code != regency_code]
    seat = zone["seat"]
    return " ".join(
        [
            _("Zone of cooperation: {zone}", zone=signed_zone(zone)) + ".",
            _("Together with: {names}.", names=", ".join(others))
            if others
            else _("The only member of its zone."),
            (_("Seat: {seat}", seat=seat) if pd.notna(seat) else _("Seat: not named in the report"))
            + ".",
        ]
    )


def zone_legend(zones: pd.DataFrame) -> list[LegendEntry]:
    """Every zone with its colour, letter and number of regencies."""
    return [
        LegendEntry(row["color"], row["label"], row["n_members"], row["sign"])
        for row in zones.to_dict("records")
    ]


@once_per_edition(maxsize=22)
def zone_members(regency_code: str) -> tuple[str, ...]:
    """Codes of all members of the regency's zone, itself among them."""
    table = regencies()
    zone_id = _zone_of(regency_code)
    return tuple(str(code) for code in table.loc[table["zone_id"] == zone_id, "regency_code"])


@once_per_language(maxsize=64)
def regency_choropleth(regency_code: str) -> Choropleth:
    """The regency in the colour of a choice, its zone tinted, all others pale."""
    members = zone_members(regency_code)
    zone = str(zone_record(regency_code)[localised("name")])
    own, others, rest = full_name(regency_code), _("its zone"), _("other regencies")
    codes = regencies()["regency_code"]
    place = [own if c == regency_code else others if c in members else rest for c in codes]
    colors = {own: palette.CHOSEN, others: palette.PEOPLE[2], rest: palette.SAND}
    title = _("{name} in the zone {zone}", name=own, zone=zone)
    sign = zone_signs()[_zone_of(regency_code)]
    return category_choropleth(
        pd.Series(place, index=pd.Index(codes), dtype="object"),
        colors,
        "",
        title,
        regency_code,
        signs={own: sign, others: sign},
    )


def regency_locator(regency_code: str) -> Choropleth:
    """Where the regency lies, for a map as small as a stamp: it alone has a colour."""
    codes = [str(code) for code in regencies()["regency_code"]]
    fills = {code: palette.MAROON if code == regency_code else palette.BALANCED for code in codes}
    names = regency_names()
    alt = _("{name} in NTT", name=full_name(regency_code))
    tooltips = {code: [names[code]] for code in codes}
    return Choropleth(MapPicture(fills, tooltips, alt, regency_code), [], "")


@once_per_edition(maxsize=22)
def zone_record(regency_code: str) -> Mapping[str, Any]:
    """The row of the zone table for the regency's zone."""
    return MappingProxyType(record(load("zones"), "zone_id", _zone_of(regency_code)))


@once_per_edition(maxsize=22)
def _zone_of(regency_code: str) -> str:
    return str(regency_records()[regency_code]["zone_id"])


def zone_names(zones: pd.DataFrame) -> dict[str, str]:
    """Names of zones with their letters, without their numbers, so that a line fits a phone."""
    return {str(zone["zone_id"]): signed_zone(zone) for zone in zones.to_dict("records")}


def flagship_map(
    found: Flagships, zones: pd.DataFrame, zone_id: str, held: pd.DataFrame
) -> Choropleth:
    """A colour for each zone; its flagship in tooltip and legend; the chosen zone stands out.

    ``zones`` as ``described_zones`` gives them, ``held`` are the products of every list.
    """
    flagships = found.flagships()
    led = {
        str(zone): joined_products(rows["product"])
        for zone, rows in flagships.groupby("zone_id", sort=True)
    }
    for zone in found.by_weights_alone():
        led[zone] = _("{products} (only by the assumed weights)", products=led[zone])
    ranks = held.set_index(["regency_code", "product"])["rank"]
    listed = set(held["regency_code"])
    members = regencies().merge(zones, on="zone_id", suffixes=("", "_zone"))
    tooltips = {}
    for row in members.to_dict("records"):
        code, zone = row["regency_code"], row["zone_id"]
        lines = [row["name_on_map"], row["heading"], _("Flagship: {name}", name=led.get(zone, "–"))]
        if code not in listed:
            lines.append(_("the report has no KPJu list"))
        for product in flagships.loc[flagships["zone_id"] == zone, "product"]:
            rank = ranks.get((code, product))
            if rank is not None:
                lines.append(
                    _(
                        "{product}: rank {rank} of 10",
                        product=product_name(product),
                        rank=number(rank),
                    )
                )
        tooltips[str(code)] = lines
    names = dict(zip(zones["zone_id"], zones[localised("name")], strict=True))
    legend = [
        LegendEntry(
            row["color"],
            f"{names[row['zone_id']]}: {led.get(row['zone_id'], '–')}",
            row["n_members"],
            row["sign"],
        )
        for row in zones.to_dict("records")
    ]
    picture = MapPicture(
        dict(zip(members["regency_code"], members["color"], strict=True)),
        tooltips,
        flagship_headline(found),
        opacities={
            code: 1.0 if zone == zone_id else 0.45
            for code, zone in zip(members["regency_code"], members["zone_id"], strict=True)
        },
        marks=dict(zip(members["regency_code"], members["sign"], strict=True)),
    )
    return Choropleth(picture, legend, "")
