"""Sector rankings within one scheme, change since 2013, KPJu and who shares them."""

from __future__ import annotations

import streamlit as st

from analysis.leading.rankings import borda, sector_shift
from ntt_data.tables import load
from pages.potential.sectors.rankings import (
    explain_borda,
    explain_schemes,
    show_borda,
    show_matrix,
    show_shift,
)
from pages.ui import state
from pages.ui.fragments import fragment
from pages.ui.kpju import show_kpju
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.picture_download import offer_picture
from pages.ui.regency import answer_of, choose_regency, pick_regency
from pages.ui.site_map import script
from pages.ui.tables import draw_table
from publishing.files.framed_answers import framed_map
from publishing.language import _
from publishing.listings.kpju import shared_items_table
from publishing.maps.kpju import item_choropleth
from publishing.names import item_name
from publishing.sentences.kpju import item_headline, kpju_headline, shared_note
from publishing.sentences.sectors import (
    SCHEMES,
    borda_headline,
    matrix_headline,
    scheme_label,
    shift_headline,
)
from services.kpju import kpju_of, ranks_of_item, shared

st.title(_("Sector rankings"))
scheme = state.segments(
    _("Ranking scheme"),
    "scheme",
    SCHEMES,
    "kbli",
    format_func=scheme_label,
)
explain_schemes()

st.header(matrix_headline(scheme))
st.caption(
    _("The number is the rank in the report, 1 the most important. Empty cell: not ranked there.")
)
show_matrix(scheme)

st.header(borda_headline(borda(load("sector_rankings"), scheme)))
bars, rule = st.columns([3, 2], gap="large")
with bars:
    show_borda(scheme)
with rule:
    explain_borda(scheme)

st.header(shift_headline(sector_shift(load("sector_rankings"))))
show_shift()


@fragment
def kpju_and_sharing() -> None:
    """KPJu of the selected regency beside the map of one item; a click on it selects."""
    st.header(_("Leading commodities, products and businesses (KPJu)"), anchor="kpju")
    left, right = st.columns(2, gap="large")
    with left:
        items = shared()["item"].tolist()
        item = state.select(_("KPJu on the map"), "item", items, items[0], format_func=item_name)
        title = item_headline(item, shared())
        st.subheader(title)
        chart = item_choropleth(ranks_of_item(item), title, st.session_state.get("regency"))
        show_map(chart.picture, key="item-map", on_select=pick_regency, height=460)
        show_legend(chart)
        st.caption(_("A click on the map shows that regency's list."))
        offer_picture(
            "map-item",
            lambda: framed_map(
                *(chart, title, _("Rank of {item} in the KPJu lists", item=item_name(item))),
                *(load("kpju")["source_id"], [shared_note(shared())]),
            ),
            item_name(item),
        )
    with right:
        regency = choose_regency()
        with answer_of(regency):
            st.subheader(kpju_headline(regency, kpju_of(regency)))
            show_kpju(regency, key="kpju")
            st.page_link(
                script("profile"),
                label=_("Profile of this regency"),
                query_params={"regency": regency},
            )


kpju_and_sharing()

st.header(_("The KPJu that most regencies share"))
draw_table(
    shared_items_table(shared()),
    key="shared-items",
    source_ids=load("kpju")["source_id"].unique().tolist(),
    height=420,
)
st.caption(shared_note(shared()))
