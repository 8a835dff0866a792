"""The short card of one regency beside a map, and the way to its profile."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.ui import results
from pages.ui.commodities import commodity_name
from pages.ui.formats import number, tonnes
from pages.ui.formats import year as year_text
from pages.ui.language import _, localised, once_per_language
from pages.ui.map_indicators import Shown
from pages.ui.markdown_text import plain
from pages.ui.words import balance_class


def show_card(code: str | None, shown: Shown) -> None:
    """What the map says of the regency, its first sectors, KPJu and balances."""
    if code is None:
        st.info(_("Click a regency on the map, or choose it here, to see its card."))
        return
    with st.container(border=True):
        st.markdown(_heading(code))
        _shown_value(code, shown)
        st.caption("\n\n".join([_ranked(code), _balances(code)]))
        st.page_link(
            "pages/potential/profile.py",
            label=_("Open its profile"),
            query_params={"regency": code},
        )


@once_per_language(maxsize=32)
def _heading(code: str) -> str:
    row = results.regencies().set_index("regency_code").loc[code]
    place = _("Capital {capital}, {area} km²", capital=row["capital"], area=number(row["area_km2"]))
    return f"**{plain(row['name'])}**  \n:gray[:small[{plain(place)}]]"


def _shown_value(code: str, shown: Shown) -> None:
    value = shown.values.get(code)
    when = f", {year_text(shown.year)}" if shown.year is not None else ""
    label = f"{shown.unit}{when}"
    if value is None or pd.isna(value):
        st.metric(label, _("no data yet"))
    else:
        st.metric(label, value if shown.colors is not None else number(value, shown.decimals))
    notes = (shown.notes or {}).get(code, ())
    if notes:
        st.caption("\n\n".join(map(plain, notes)))


@once_per_language(maxsize=32)
def _ranked(code: str) -> str:
    rankings = load("sector_rankings").merge(load("sectors"), on=["scheme", "sector"])
    sectors = rankings[rankings["regency_code"] == code].sort_values("rank").head(3)
    items = load("kpju").merge(load("kpju_items"), on="item")
    kpju = items[items["regency_code"] == code].sort_values("rank").head(3)
    if sectors.empty:
        return plain(_("Sectors and KPJu: the report has no full ranking for it."))
    lines = [
        _("Sectors: {names}", names=", ".join(sectors[localised("name")])),
        _("KPJu: {names}", names=", ".join(kpju[localised("name")])),
    ]
    return "\n\n".join(map(plain, lines))


@once_per_language(maxsize=32)
def _balances(code: str) -> str:
    lines = []
    for commodity, years in results.balanced_commodities().items():
        year = results.DEFAULT_YEAR if results.DEFAULT_YEAR in years else years[0]
        found = results.balance(commodity, year)
        assert isinstance(found, results.Balance)
        row = found.table.set_index("regency_code").loc[code]
        lines.append(
            _(
                "{name} {year}: {word} ({amount})",
                name=commodity_name(commodity),
                year=year_text(year),
                word=balance_class(row["balance_class"]),
                amount=tonnes(row["balance_t"]),
            )
        )
    return "\n\n".join(map(plain, lines))
