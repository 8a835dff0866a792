"""The short card of one regency beside a map, and the way to its profile."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.ui import results
from pages.ui.commodities import commodity_name
from pages.ui.formats import number, tonnes
from pages.ui.formats import year as year_text
from pages.ui.language import _, localised
from pages.ui.map_indicators import Shown
from pages.ui.words import balance_class


def show_card(code: str | None, shown: Shown) -> None:
    """What the map says of the regency, its first sectors, KPJu and balances."""
    if code is None:
        st.info(_("Click a regency on the map, or choose it here, to see its card."))
        return
    row = results.regencies().set_index("regency_code").loc[code]
    with st.container(border=True):
        st.markdown(f"**{row['name']}**")
        st.caption(
            _("Capital {capital}, {area} km²", capital=row["capital"], area=number(row["area_km2"]))
        )
        _shown_value(code, shown)
        _ranked(code)
        _balances(code)
        st.page_link(
            "pages/potential/profile.py",
            label=_("Open its profile"),
            query_params={"regency": code},
        )


def _shown_value(code: str, shown: Shown) -> None:
    value = shown.values.get(code)
    when = f", {year_text(shown.year)}" if shown.year is not None else ""
    label = f"{shown.unit}{when}"
    if value is None or pd.isna(value):
        st.metric(label, _("no data yet"))
    else:
        st.metric(label, value if shown.colors is not None else number(value, shown.decimals))
    for line in (shown.notes or {}).get(code, ()):
        st.caption(line)


def _ranked(code: str) -> None:
    rankings = load("sector_rankings").merge(load("sectors"), on=["scheme", "sector"])
    sectors = rankings[rankings["regency_code"] == code].sort_values("rank").head(3)
    items = load("kpju").merge(load("kpju_items"), on="item")
    kpju = items[items["regency_code"] == code].sort_values("rank").head(3)
    if sectors.empty:
        st.caption(_("Sectors and KPJu: the report has no full ranking for it."))
        return
    st.caption(_("Sectors: {names}", names=", ".join(sectors[localised("name")])))
    st.caption(_("KPJu: {names}", names=", ".join(kpju[localised("name")])))


def _balances(code: str) -> None:
    for commodity, years in results.balanced_commodities().items():
        year = results.DEFAULT_YEAR if results.DEFAULT_YEAR in years else years[0]
        found = results.balance(commodity, year)
        assert isinstance(found, results.Balance)
        row = found.table.set_index("regency_code").loc[code]
        st.caption(
            _(
                "{name} {year}: {word} ({amount})",
                name=commodity_name(commodity),
                year=year_text(year),
                word=balance_class(row["balance_class"]),
                amount=tonnes(row["balance_t"]),
            )
        )
