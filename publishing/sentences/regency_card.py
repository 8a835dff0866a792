"""The short card of a regency beside a map: what it is, leads in, has and lacks."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.balance.result import Balance
from geo.places import regencies
from ntt_data.tables import load
from publishing import words
from publishing.formats import number, tonnes
from publishing.formats import year as year_text
from publishing.language import _, localised
from publishing.names import commodity_name
from publishing.rows import record


def place_line(regency_code: str) -> str:
    """Capital and area."""
    row = record(regencies(), "regency_code", regency_code)
    return _("Capital {capital}, {area} km²", capital=row["capital"], area=number(row["area_km2"]))


def leading_lines(regency_code: str) -> list[str]:
    """Its first three sectors and leading products, or that the report has no ranking."""
    rankings = load("sector_rankings").merge(load("sectors"), on=["scheme", "sector"])
    sectors = rankings[rankings["regency_code"] == regency_code].sort_values("rank").head(3)
    items = load("kpju").merge(load("kpju_items"), on="item")
    kpju = items[items["regency_code"] == regency_code].sort_values("rank").head(3)
    if sectors.empty:
        return [_("Sectors and KPJu: the report has no full ranking for it.")]
    return [
        _("Sectors: {names}", names=", ".join(sectors[localised("name")])),
        _("KPJu: {names}", names=", ".join(kpju[localised("name")])),
    ]


def balance_lines(regency_code: str, balances: Iterable[Balance]) -> list[str]:
    """Class and tonnes of the regency in each balance."""
    lines = []
    for balance in balances:
        row = record(balance.table, "regency_code", regency_code)
        lines.append(
            _(
                "{name} {year}: {word} ({amount})",
                name=commodity_name(balance.settings.commodity),
                year=year_text(balance.settings.year),
                word=words.balance_class(str(row["balance_class"])),
                amount=tonnes(row["balance_t"]),
            )
        )
    return lines
