"""Sector rankings within one scheme, change since 2013, KPJu and who shares them."""

import streamlit as st

from pages.potential.sectors.item_map import (
    item_choropleth,
    item_headline,
    shared,
    show_shared_items,
)
from pages.ui import sector_view, state
from pages.ui.fragments import fragment
from pages.ui.kpju import item_name, kpju_headline, show_kpju
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.regency import choose_regency, pick_regency
from pages.ui.site_map import script
from publishing.language import _

st.title(_("Sector rankings"))
sector_view.explain_schemes()
scheme = state.segments(
    _("Ranking scheme"),
    "scheme",
    list(sector_view.SCHEMES),
    "kbli",
    format_func=sector_view.scheme_label,
)

st.header(sector_view.matrix_headline(scheme))
st.caption(
    _("The number is the rank in the report, 1 the most important. Empty cell: not ranked there.")
)
sector_view.show_matrix(scheme)

st.header(sector_view.borda_headline(scheme))
bars, rule = st.columns([3, 2], gap="large")
with bars:
    sector_view.show_borda(scheme)
with rule:
    sector_view.explain_borda(scheme)

st.header(sector_view.shift_headline())
sector_view.show_shift()


@fragment
def kpju_and_sharing() -> None:
    """KPJu of the selected regency beside the map of one item; a click on it selects."""
    st.header(_("Leading commodities, products and businesses (KPJu)"))
    left, right = st.columns(2, gap="large")
    with left:
        items = shared()["item"].tolist()
        item = state.select(_("KPJu on the map"), "item", items, items[0], format_func=item_name)
        st.subheader(item_headline(item))
        chart = item_choropleth(item, st.session_state.get("regency"))
        show_map(chart.picture, key="item-map", on_select=pick_regency, height=460)
        show_legend(chart)
        st.caption(_("A click on the map shows that regency's list."))
    with right:
        regency = choose_regency()
        st.subheader(kpju_headline(regency))
        show_kpju(regency, key="kpju")
        st.page_link(
            script("profile"),
            label=_("Profile of this regency"),
            query_params={"regency": regency},
        )


kpju_and_sharing()

st.header(_("The KPJu that most regencies share"))
show_shared_items()
