"""Profile of one regency: where it stands, what it leads in, what it has and lacks, with whom."""

from __future__ import annotations

import streamlit as st

from ntt_data.store.clock import now
from pages.potential.profile.key_figures import show_key_figures
from pages.potential.profile.profile_workbook import profile_sheets
from pages.potential.profile.regency_balances import show_balances, show_gaps
from pages.potential.profile.regency_place import show_identity, show_place
from pages.potential.profile.regency_records import show_agreements, show_livestock
from pages.potential.profile.regency_report import show_findings, show_indicators, show_sectors
from pages.ui import take_along
from pages.ui.commodities import choices, choose_year_or_newest
from pages.ui.kpju import show_kpju
from pages.ui.regency import choose_regency
from pages.ui.site_map import script
from publishing.files.file_names import file_name
from publishing.files.spreadsheets import workbook_bytes
from publishing.language import _, keep_language
from publishing.sentences.agreements import agreements_headline
from publishing.sentences.balance import without_stocks
from publishing.sentences.kpju import kpju_headline
from publishing.sentences.livestock import livestock_headline
from publishing.sentences.profile import (
    balances_headline,
    figures_headline,
    full_name,
    gaps_headline,
    sectors_headline,
)
from services import profile
from services.kpju import kpju_of

title = st.container()
with choices(wide_year=True):
    regency = choose_regency()
    year = choose_year_or_newest(profile.balance_years())
    st.download_button(
        _("Profile (XLSX)"),
        keep_language(lambda: workbook_bytes(profile_sheets(regency, year))),
        file_name(f"profile-{regency}-{year or 'newest'}", "xlsx", now()),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="profile-xlsx",
        icon=":material/download:",
        on_click="ignore",
    )
title.title(full_name(regency))
take_along.offer("regency", regency, full_name(regency), year)

place, identity = st.columns([3, 2], gap="large")
with place:
    show_place(regency)
with identity:
    show_identity(regency)

figures = profile.key_figures(regency)
st.header(figures_headline(figures, regency))
show_key_figures(figures)

st.header(balances_headline(profile.regency_balances(regency, year), year))
st.caption(without_stocks())
show_balances(regency, year)

sectors, kpju = st.columns(2, gap="large")
with sectors:
    st.header(sectors_headline(regency, profile.sectors(regency)))
    show_sectors(regency)
with kpju:
    st.header(kpju_headline(regency, kpju_of(regency)))
    show_kpju(regency, key="profile-kpju")
    st.page_link(
        script("partners"),
        label=_("Possible partners by these lists"),
        query_params={"view": "complementary", "product": "all", "regency": regency},
    )

livestock, agreements = st.columns(2, gap="large")
with livestock:
    shipments, herds = profile.livestock_shipments(regency), profile.livestock_herds(regency)
    st.header(livestock_headline(shipments, herds))
    show_livestock(regency)
with agreements:
    st.header(agreements_headline(profile.agreements(regency)))
    show_agreements(regency)
    st.page_link(
        script("guide"),
        label=_("How an agreement comes about, stage by stage"),
        query_params={"section": "stages"},
    )

st.header(_("What the report says in words"))
show_findings(regency)

st.header(_("Figures the report prints"))
show_indicators(regency)

st.header(gaps_headline(profile.gaps(regency), profile.n_named(regency)))
show_gaps(regency)
