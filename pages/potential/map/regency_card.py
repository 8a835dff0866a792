"""The short card of one regency beside a map, and the way to its profile."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.balance.result import Balance
from geo import places
from ntt_data.tables import load
from pages.ui.site_map import script
from publishing.formats import number, tonnes
from publishing.formats import year as year_text
from publishing.language import _, localised, once_per_language
from publishing.markdown_text import plain
from publishing.names import commodity_name
from publishing.words import balance_class
from services.answer import evaluation
from services.map_indicators import Shown


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
            script("profile"),
            label=_("Open its profile"),
            query_params={"regency": code},
        )


@once_per_language(maxsize=32)
def _heading(code: str) -> str:
    row = places.regencies().set_index("regency_code").loc[code]
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
    for commodity, years in evaluation.balanced_commodities().items():
        year = evaluation.DEFAULT_YEAR if evaluation.DEFAULT_YEAR in years else years[0]
        found = evaluation.balance(commodity, year)
        assert isinstance(found, Balance)
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
